"""The button that opens the dialog of the options; it says how many are hidden."""

from __future__ import annotations

from lagebild.origin import COUNTED
from lagebild.session import Session
from lagebild.widgets.buttons import Button


class OptionsButton(Button):
    """Stands wherever options are compared."""

    def __init__(self, session: Session) -> None:
        super().__init__("", "quiet", "pencil")
        self._session = session
        self.clicked.connect(self._open)

    def refresh(self) -> None:
        """Speak the session's language."""
        language = self._session.language
        hidden = sum(option.hidden for option in self._session.briefing.options)
        count = language.show(hidden, COUNTED, digits=0)
        self.set_text(
            language.say("Edit options, {count} hidden", count=count) if hidden else language.say("Edit options")
        )

    def _open(self) -> None:
        from lagebild.pages.options_dialog import ask  # most readers never do

        ask(self._session, self.window())
