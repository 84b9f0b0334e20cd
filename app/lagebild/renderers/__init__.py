"""Readers of charts, decks, sheets and memos: the screen and every kind of file; each knows one medium."""
