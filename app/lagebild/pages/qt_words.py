"""Qt's own words: its dialogs and menus speak the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from lagebild.language import Code

_qt_words: list[QTranslator] = []


def install_qt_words(code: Code) -> None:
    """Let Qt's own dialogs and menus speak the language too; its messages are English without a translator."""
    while _qt_words:
        QCoreApplication.removeTranslator(_qt_words.pop())
    if code != "en":
        translator = QTranslator(QCoreApplication.instance())
        if translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            QCoreApplication.installTranslator(translator)
            _qt_words.append(translator)
    # Qt is about to tell every window that the language has changed; the session does so itself, once
    for told in (*QApplication.topLevelWidgets(), *QGuiApplication.topLevelWindows()):
        QCoreApplication.removePostedEvents(told, QEvent.Type.LanguageChange)
