"""A page whose tabs have a view each, built when it is first opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lagebild.pages.page import Page
from lagebild.pages.size_class import SizeClass
from lagebild.session import Session
from lagebild.widgets.chart_view import ChartView


class View(Protocol):
    """What a tab shows, a widget; `text_copied` is its signal with the words that were copied."""

    text_copied: Any

    @property
    def shared(self) -> Sequence[tuple[ChartView, Callable[[], str]]]:
        """Its charts that can be copied and exported, and the id of what each shows."""
        ...

    def chart_ids(self) -> tuple[str, ...]: ...

    def show_chart(self, id: str) -> None: ...

    def ensure_plots(self) -> None: ...

    def result_focus(self) -> QWidget: ...

    def first_focus(self) -> QWidget: ...

    def set_size_class(self, size_class: SizeClass) -> None: ...

    def refresh(self) -> None: ...


class TabbedPage(Page):
    """Whatever it is asked, the view of the open tab answers."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._tab = 0
        self._views: dict[int, View] = {}  # as they are opened
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._build(0)  # now, so that it is shown together with the page

    def make_view(self, tab: int) -> View:
        """The view of a tab, called once for each."""
        raise NotImplementedError

    def tab_of(self, chart: str) -> int | None:
        """The tab that shows a chart, by the chart's id; None where none does."""
        raise NotImplementedError

    @property
    def view(self) -> Any:
        """What the open tab shows."""
        if self._tab not in self._views:
            self._build(self._tab)
        return self._views[self._tab]

    def _build(self, tab: int) -> None:
        view = self._views[tab] = self.make_view(tab)
        view.text_copied.connect(self.text_copied)
        for chart, id in view.shared:
            self.share(chart, id)
        view.set_size_class(self.size_class)
        self._column.addWidget(cast(QWidget, view))

    def tab(self) -> int:
        return self._tab

    def show_tab(self, index: int) -> None:
        self._tab = index
        shown = self.view
        for view in self._views.values():
            cast(QWidget, view).setVisible(view is shown)
        self.refresh()
        self.ensure_plots()

    def chart_ids(self) -> tuple[str, ...]:
        return cast(View, self.view).chart_ids()

    def show_chart(self, id: str) -> None:
        wanted = self.tab_of(id)
        if wanted is None:
            return
        if wanted != self._tab:
            self.show_tab(wanted)
            self.tab_changed.emit(wanted)
        self.view.show_chart(id)

    def ensure_plots(self) -> None:
        self.view.ensure_plots()

    def result_focus(self) -> QWidget:
        return cast(View, self.view).result_focus()

    def first_focus(self) -> QWidget:
        return cast(View, self.view).first_focus()

    def set_size_class(self, size_class: SizeClass) -> None:
        super().set_size_class(size_class)
        for view in self._views.values():
            view.set_size_class(size_class)

    def refresh(self) -> None:
        self.view.refresh()
