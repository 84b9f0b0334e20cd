"""The window: rail, page area, actions; what is seen first is built before anything slow is loaded."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from lagebild.errors import N_, UserError
from lagebild.language import Code, Language
from lagebild.look.colours import colour, current
from lagebild.look.fonts import text_scale
from lagebild.origin import COUNTED
from lagebild.pages.actions import ACTIONS, PAGES, key_words
from lagebild.pages.keyboard import take_typed, turn_region, watch_keys
from lagebild.pages.page_area import PageArea
from lagebild.pages.rail import Rail, RailItem
from lagebild.pages.size_class import SizeClass, least_width, size_class
from lagebild.theme import ThemeName

if TYPE_CHECKING:  # nothing of this is loaded before the window is seen
    from lagebild.pages.documents import Documents
    from lagebild.pages.page import Page, PageId
    from lagebild.pages.preferences import Preferences
    from lagebild.pages.reporting import Reporting
    from lagebild.pages.sharing import Sharing
    from lagebild.session import Session
    from lagebild.settings import ThemeChoice
    from lagebild.widgets.evidence_asked import Asked
    from lagebild.widgets.palette_dialog import CommandPalette
    from lagebild.widgets.toast import Toast

MINIMUM = QSize(1024, 560)

BuildPage = Callable[["PageId", "Session"], "Page"]


def _build_page(page: PageId, session: Session) -> Page:
    from lagebild.pages import contents

    return contents.page(page, session)


class Window(QWidget):
    """Everything the reader sees. `begin` makes the session; it is called when the empty window has been painted."""

    page_shown = Signal()
    """A page was opened, and its plots are in place."""
    closed = Signal()

    def __init__(
        self,
        begin: Callable[[], Session],
        language: Language,
        theme: ThemeName,
        *,
        build_page: BuildPage = _build_page,
        briefing: str = "",
        welcome: bool = False,
        keep_in: Path | None = None,
    ) -> None:
        """`briefing` is the path of a file to open; `welcome` is shown before the first page.

        `keep_in` is a folder for what is kept between starts and after crashes; without one it is the user's own.
        """
        super().__init__()
        self.session: Session | None = None
        self.documents: Documents | None = None
        self.preferences: Preferences | None = None
        self.theme_choice: ThemeChoice = theme
        self._first_briefing = briefing
        self._keep_in = keep_in
        self._welcome_first = welcome
        self._sharing: Sharing | None = None
        self._make_session = begin
        self._painted = False
        self._build_page = build_page
        self._start = (language, theme)
        self._palette: CommandPalette | None = None
        self._toast: Toast | None = None
        self._reporting: Reporting | None = None
        self._may_close = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._hold_size()
        self.setWindowTitle("Lagebild")
        self.rail = Rail(self._rail_items())
        self.area = PageArea(self._make_page, lambda: self.language)
        self.area.page_shown.connect(self.page_shown)
        self.header = self.area.header
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.area, 1)
        self.rail.page_chosen.connect(self.go_to)
        self.rail.language_chosen.connect(self.set_language)
        self.rail.theme_toggled.connect(self.toggle_theme)
        self.rail.settings_asked.connect(self.show_settings)
        self.setAcceptDrops(True)
        self.header.file_requested.connect(self.show_file_menu)
        self.header.search_requested.connect(self.show_palette)
        self.header.export_requested.connect(self.show_export)
        self.rail.set_page(self.area.page_id)
        self._speak()

    # ---- what it speaks and shows

    @property
    def language(self) -> Language:
        """The language spoken."""
        return self._start[0] if self.session is None else self.session.language

    @property
    def theme(self) -> ThemeName:
        """The theme shown."""
        return self._start[1] if self.session is None else self.session.theme.name

    @property
    def page(self) -> Page | None:
        """The page that was opened last; None until there is one."""
        return self.area.page

    @property
    def size_class(self) -> SizeClass:
        """The class of its size."""
        return self.area.size_class

    def _rail_items(self) -> tuple[RailItem, ...]:
        say, show = self.language.say, self.language.show
        return tuple(
            RailItem(
                entry.page,
                entry.icon,
                say(entry.words),
                show(number, COUNTED),
                key_words(f"Ctrl+{number}", self.language),
            )
            for number, entry in enumerate(PAGES, 1)
        )

    def _speak(self) -> None:
        """Say every word of the shell in the language of now."""
        say = self.language.say
        self.rail.setAccessibleName(say("Navigation"))
        self.rail.set_items(self._rail_items())
        self.rail.set_language(self.language.code, say("Language"))
        self.rail.set_settings(say("Settings"), key_words("Ctrl+,", self.language))
        self.area.speak()
        if self.session is not None:
            knowledge, sentence = self.session.knowledge, self.language.sentence
            day = self.language.date(knowledge.about.as_of, COUNTED)
            overdue = knowledge.overdue(self.session.results.today)
            long = N_("Checked on {day}, {count} due") if overdue else N_("Checked on {day}")
            short = sentence("{day} (!)", day=day) if overdue else sentence("{day}", day=day)
            self.rail.set_version(sentence(long, day=day, count=self.language.show(overdue, COUNTED)), short)
        self._name_theme()
        self._name_window()

    def _name_window(self) -> None:
        """The file's name, and the system's mark for what is not saved."""
        if self.documents is not None:
            name = self.documents.name().replace("[*]", "")
            self.setWindowTitle(f"{name}[*] – Lagebild")
            self.setWindowModified(self.documents.document.dirty)

    def _name_theme(self) -> None:
        dark, say = self.theme == "dark", self.language.say
        self.rail.set_theme(dark, say("Switch to light colours") if dark else say("Switch to dark colours"))

    def set_language(self, code: Code) -> None:
        """Speak another language, everywhere and at once."""
        if self.session is not None and self.preferences is not None and code != self.language.code:
            from lagebild.pages.qt_words import install_qt_words

            install_qt_words(code)
            self.session.set_language(code)
            self.preferences.keep(language=code)

    def toggle_theme(self) -> None:
        """From light to dark and back."""
        self.choose_theme("light" if self.theme == "dark" else "dark")

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Show a theme, or whichever the system shows, now and when that changes."""
        from lagebild.look.apply import follow_system, system_theme

        if self.session is None or self.preferences is None:
            return
        self.theme_choice = choice
        if choice == "system":
            follow_system()
        self.session.set_theme(system_theme() if choice == "system" else choice)
        if self.area.welcome is not None:
            self.area.welcome.set_theme_choice(choice)
        self.preferences.keep(theme=choice)

    def _follow_system(self) -> None:
        if self.theme_choice == "system":
            self.choose_theme("system")

    def _show_theme(self) -> None:
        from lagebild.look import apply_look

        app = QApplication.instance()
        if self.session is not None and isinstance(app, QApplication):
            apply_look(app, self.session.theme, follows=self.theme_choice == "system")
        self._name_theme()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    # ---- the beginning and the end

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), colour(current().canvas))
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.begin)

    def begin(self) -> None:
        """Make the session and open the first page; called by the first painting."""
        if self.session is not None:
            return
        from lagebild.document import Document
        from lagebild.pages.documents import Documents
        from lagebild.pages.preferences import Preferences
        from lagebild.pages.qt_words import install_qt_words
        from lagebild.recovery import recovery_folder
        from lagebild.settings import settings_file

        self.session = self._make_session()
        self.session.setParent(self)
        own = self._keep_in
        recovery, settings = (own, own / "settings.json") if own else (recovery_folder(), settings_file())
        self.preferences = Preferences(self.session, settings, self.theme_choice, self)
        self.preferences.language_chosen.connect(self.set_language)
        self.preferences.theme_chosen.connect(self.choose_theme)
        self.preferences.text_size_changed.connect(self.show_text_size)
        document = Document(self.session, recovery, self)
        self.documents = Documents(self.session, document, settings, self.preferences, self)
        self.documents.named.connect(self._name_window)
        self.documents.told.connect(self.tell)
        self.documents.failed.connect(self.report)
        self.documents.opened.connect(self._leave_welcome)
        self.documents.example_opened.connect(partial(self.go_to, "decision"))  # where most of it comes together
        self.session.theme_changed.connect(self._show_theme)
        install_qt_words(self.language.code)
        self._add_actions(self.session, self.documents)
        if self._first_briefing:
            self.documents.open_path(Path(self._first_briefing))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._show_theme()
        self._speak()
        if self._welcome_first:
            self.show_welcome()
            QTimer.singleShot(0, self.page_shown.emit)
        else:
            self.go_to(self.area.page_id)
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # on nothing yet: Tab begins with the rail
        watch_keys(self)
        # when the first page is there: nobody waits for what earlier sessions left
        self.page_shown.connect(self.documents.offer_left, Qt.ConnectionType.SingleShotConnection)

    def closeEvent(self, event: QCloseEvent) -> None:
        take_typed()
        if self.documents is not None and self.documents.document.dirty and not self._may_close:
            event.ignore()
            self.documents.when_safe(self._close_for_good)
            return
        self._may_close = False
        if self._sharing is not None and not self._sharing.worker.finish():
            event.ignore()  # what was being written failed: the reader is told, and the window stays for it
            return
        if self.documents is not None:
            self.documents.document.close()
        self.closed.emit()
        super().closeEvent(event)

    def _close_for_good(self) -> None:
        self._may_close = True
        self.close()

    # ---- files

    def show_file_menu(self) -> None:
        """Show what can be done with files under the button of the head."""
        from lagebild.pages.file_menu import file_menu

        if self.documents is not None:
            triggers = {id: action.trigger for id, action in self.actions_by_id.items()}
            menu = file_menu(triggers, self.documents.recent(), self.documents.open_path, self.language, self)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.header.file.mapToGlobal(QPoint(0, self.header.file.height() + 2)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.documents is not None and self.documents.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.documents is not None and self.documents.takes(event.mimeData()):
            event.acceptProposedAction()
            self.documents.take(event.mimeData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # what nobody took at the focus, on the rail say, is the page's: N leads to the next answer from there too
        if self.page is not None and self.page.isVisible():
            self.page.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    # ---- pages

    def go_to(self, page: str) -> None:
        """Open a page; it is built when it is first opened."""
        id = cast("PageId", page)
        self.rail.set_page(id)
        if self.session is None:  # it is opened as soon as there is one
            self.area.announce(id)
            return
        if self._palette is not None and self._palette.isVisible():
            self._palette.reject()
        on_rail = QApplication.focusWidget() in self.rail.entries.values()
        self.area.open(id)
        if on_rail:
            self.rail.entries[id].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_page(self, id: PageId) -> Page:
        assert self.session is not None
        page = self._build_page(id, self.session)
        page.go_to.connect(self.go_to)
        page.export_requested.connect(self.show_export)
        page.copy_requested.connect(self.copy_chart)
        page.told.connect(self.tell)
        return page

    def show_tab(self, index: int) -> None:
        """Show another sub-tab of the page."""
        self.area.show_tab(index)

    def show_welcome(self) -> None:
        """Show, in the place of a page, what can be done here."""
        from lagebild.pages.welcome import Welcome

        if self.session is None or self.documents is None or self.area.welcome is not None:
            return
        welcome = Welcome(self.session, self.theme_choice, self.documents.recent())
        welcome.page_chosen.connect(self.go_to)
        welcome.sample_requested.connect(self.documents.open_sample)
        welcome.language_chosen.connect(self.set_language)
        welcome.theme_chosen.connect(self.choose_theme)
        welcome.open_requested.connect(self.documents.open)
        welcome.file_chosen.connect(self.documents.open_path)
        welcome.search_requested.connect(self.show_palette)
        self.area.show_welcome(welcome)

    def _leave_welcome(self) -> None:
        if self.area.welcome is not None:
            self.go_to(self.area.page_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self.size_class if self._painted else None)

    def _arrange(self, before: SizeClass | None) -> None:
        """Choose the class of its size; where type is larger, less of it has room."""
        scale = text_scale()
        reached = size_class(round(self.width() / scale), round(self.height() / scale), before)
        if reached != self.size_class:
            self.rail.set_size_class(reached)
            self.area.set_size_class(reached)

    def _hold_size(self) -> None:
        width = least_width(MINIMUM.width(), text_scale(), self.screen().availableGeometry().width())
        self.setMinimumSize(width, MINIMUM.height())

    def show_text_size(self) -> None:
        """Show all words in the size of type that was chosen: what has measured its words is made anew."""
        for part in filter(None, (self._palette, self._toast)):
            part.deleteLater()
        self._palette = self._toast = None
        self._hold_size()
        self._arrange(None)
        self.rail.set_size_class(self.size_class)
        self.area.rebuild()
        if self.area.welcome is not None:
            self.area.leave_welcome()
            self.show_welcome()

    # ---- actions

    def _add_actions(self, session: Session, documents: Documents) -> None:
        does: dict[str, Callable[[], object]] = {
            "search": self.show_palette,
            "new": documents.new,
            "open": documents.open,
            "save": documents.save,
            "save_as": documents.save_as,
            "print": self.show_print,
            "sample": documents.open_sample,
            "paste_usage": self.show_paste_usage,
            "welcome": self.show_welcome,
            "export": self.show_export,
            "copy_chart": self.copy_chart,
            "options": self.show_options,
            "origins": self.ask_here,
            "undo": session.history.undo,
            "redo": session.history.redo,
            "keep": session.keep,
            "swap": session.swap,
            "reset": partial(session.reset, "api_costs"),
            "language": lambda: self.set_language("en" if self.language.code == "de" else "de"),
            "theme": self.toggle_theme,
            "settings": self.show_settings,
            "about": self.show_about,
            "quit": self.close,
            "next_tab": partial(self.area.turn_tab, 1),
            "previous_tab": partial(self.area.turn_tab, -1),
            "next_region": partial(self._turn_region, 1),
            "previous_region": partial(self._turn_region, -1),
        }
        self.actions_by_id: dict[str, QAction] = {}
        for entry in ACTIONS:
            self._add_action(entry.id, entry.keys, does[entry.id])
        for number, page in enumerate(PAGES, 1):
            self._add_action(page.page, (f"Ctrl+{number}",), partial(self.go_to, page.page))

    def _add_action(self, id: str, keys: tuple[str, ...], do: Callable[[], object]) -> None:
        action = QAction(self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(take_typed)  # what is saved or printed is what is seen
        action.triggered.connect(lambda _=False: do())
        self.addAction(action)
        self.actions_by_id[id] = action

    def show_palette(self) -> None:
        """Open the command palette."""
        if self.session is None:
            return
        from lagebild.pages.palette import commands
        from lagebild.widgets.palette_dialog import CommandPalette

        if self._palette is None:
            self._palette = CommandPalette(self)
        triggers = {id: action.trigger for id, action in self.actions_by_id.items()}
        self._palette.show_commands(
            commands(self.session, triggers, self.show_evidence, self.show_chart), self.language
        )

    def show_chart(self, id: str) -> None:
        """Go to the page, and its sub-tab, on which a chart stands."""
        from lagebild.pages.palette import page_of

        self.go_to(page_of(id.partition(".")[0]))
        if self.page is not None:
            self.page.show_chart(id)

    # ---- from a number to its evidence

    def show_evidence(self, record: str) -> None:
        """Show what is known of a record, in the register."""
        self.go_to("evidence")
        if self.page is not None:
            self.page.select_record(record)
            (self.page.first_focus() or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def customEvent(self, event: QEvent) -> None:
        from lagebild.widgets.evidence_asked import EvidenceAsked

        if isinstance(event, EvidenceAsked):
            self.show_origins(event.asked)

    def ask_here(self) -> None:
        """Show where the numbers at the focus come from: of the cell, the card, or the whole page."""
        from lagebild.widgets.evidence_asked import asked_about

        if self.page is not None:
            asked = asked_about(QApplication.focusWidget(), self.page)
            if asked:
                self.show_origins(asked)
            else:
                self.tell(self.language.say("There is no number here."), icon="info")

    def show_origins(self, asked: tuple[Asked, ...]) -> None:
        """Show what numbers rest on."""
        from lagebild.pages.evidence_dialog import show_origins

        if self.session is not None:
            show_origins(asked, self.session.results, self.language, self.show_evidence, self)

    def sharing(self) -> Sharing:
        """What exports and copies; made when first asked for. There must be a session."""
        from lagebild.pages.sharing import Sharing

        if self._sharing is None:
            assert self.session is not None and self.preferences is not None
            self._sharing = Sharing(self.session, self.preferences, self)
            self._sharing.told.connect(self.tell)
            self._sharing.failed.connect(self._worker_failed)
        return self._sharing

    def show_export(self, chart: str = "") -> None:
        """Open the export dialog with one chart checked, or with those of the page."""
        if self.page is not None:
            self.sharing().show_export(chart, self.page.chart_ids())

    def show_print(self) -> None:
        """Open the print dialog for the page, or one of its charts."""
        if self.page is not None:
            self.sharing().show_print(self.area.page_id, self.page.tab(), self.page.chart_ids())

    def copy_chart(self, chart: str = "") -> None:
        """Put a chart on the clipboard, by default the main one of the page."""
        if self.page is None:
            return
        charts = self.page.chart_ids()
        if chart or charts:
            self.sharing().copy(chart or charts[0])
        else:
            self.tell(self.language.say("This page has no chart."), icon="info")

    def show_paste_usage(self) -> None:
        """Take usage over from a table of a spreadsheet or an invoice."""
        from lagebild.pages.usage_dialog import UsageDialog

        if self.session is not None:
            dialog = UsageDialog(self.session, self)
            dialog.accepted.connect(partial(self.go_to, "costs"))
            dialog.open()

    def show_options(self) -> None:
        """Rename, hide, copy or add ways to run a model."""
        from lagebild.pages.options_dialog import ask

        if self.session is not None:
            ask(self.session, self)

    def show_settings(self) -> None:
        """Open the settings."""
        from lagebild.pages.settings_dialog import open_settings

        if self.session is not None and self.preferences is not None:
            open_settings(self.preferences, self.session, self)

    def show_about(self) -> None:
        """Say what this is, what it is made of and what it never does."""
        from lagebild.pages.about_dialog import show_about

        if self.session is not None:
            show_about(self.session.knowledge.about.version, self.language, self)

    # ---- words at the bottom, and what went wrong

    def tell(
        self, words: str, action: str = "", do: Callable[[], object] | None = None, *, icon: str = "check-circle"
    ) -> None:
        """Say something at the bottom of the window for a while."""
        from lagebild.widgets.toast import Toast

        if self._toast is None:
            self._toast = Toast(self)
        self._toast.show_message(words, action, do, icon=icon)

    def report(self, error: BaseException) -> None:
        """Tell a refusal in a sentence, and a crash with what is needed to find its cause; the window stays."""
        from lagebild.pages.reporting import Reporting

        if self._reporting is None:
            self._reporting = Reporting(self, lambda: self.language, self._known, self._keep_now)
        self._reporting.report(error)

    def _known(self) -> str:
        return "" if self.session is None else self.session.knowledge.about.version

    def _keep_now(self) -> bool:
        return self.documents is None or self.documents.document.keep_now()

    def _worker_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error  # as if it had happened here
        self.report(error)

    def _turn_region(self, by: int) -> None:
        turn_region(by, self.rail, self.rail.entries[self.area.page_id], self.header.tabs, self.page)
