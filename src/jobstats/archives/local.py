"""A moment as the clock on the wall shows it where this machine stands."""

from __future__ import annotations

from datetime import datetime


def as_local(moment: datetime) -> datetime:
    """The hour here, without a zone; a moment without a zone is meant here already."""
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone().replace(tzinfo=None, fold=0)
    except (OSError, OverflowError, ValueError):  # centuries from today, where systems know no zones
        return moment.replace(tzinfo=None, fold=0)
