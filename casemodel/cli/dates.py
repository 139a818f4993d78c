"""Dates on the command line, as ISO."""

from casemodel.files.problems import WrongUse


def today(typed: str | None) -> str:
    """Give the date given, or today's, as ISO. Raises WrongUse."""
    return _clock() if typed is None else dated("--date", typed)


def _clock() -> str:
    """Give today by the computer's clock, as ISO."""
    from datetime import datetime

    return datetime.now().astimezone().date().isoformat()


def deleting_on(typed: str | None) -> str:
    """Give the date by which entries may be deleted, as ISO. Raises WrongUse for a future one.

    A slip in the year would otherwise delete the whole register.
    """
    day = today(typed)
    if day > today(None):
        raise WrongUse(f"{day} has not come yet, so nothing has expired by then.")
    return day


def dated(option: str, typed: str) -> str:
    """Check the date given to an option; gives it as ISO. Raises WrongUse."""
    from datetime import date

    try:
        return date.fromisoformat(typed.strip()).isoformat()
    except ValueError:
        raise WrongUse(f"{option} takes a date as in 2026-11-22.") from None


def days_later(day: str, days: int) -> str:
    """Give the date so many days after another. Raises WrongUse if there is none."""
    from datetime import date, timedelta

    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        raise WrongUse("There is no date so far ahead.") from None


def days_between(day: str, later: str) -> int:
    """Count the days from one date to another, both ISO."""
    from datetime import date

    return (date.fromisoformat(later) - date.fromisoformat(day)).days
