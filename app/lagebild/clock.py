"""Today, as an argument: everything that depends on the day takes it from here once and passes it on."""

from datetime import UTC, date, datetime


def today() -> date:
    """The day by this computer's clock; tests and `--today` put another in its place."""
    return date.today()


def noon(day: date) -> datetime:
    """What "as of" a day means: 12:00 UTC on it."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
