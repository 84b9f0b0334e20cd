"""Documents as values, built from charts and sentences: decks of slides, and what is printed."""
