"""What a pack was asked for, checked before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from jobstats.charts import CATALOGUE
from jobstats.errors import AskError
from jobstats.log import JobLog
from jobstats.packs import levels
from jobstats.packs.levels import SENSIBLE, SHOWABLE

_MOST_QUESTIONS: Final = 3


@dataclass(frozen=True)
class Asked:
    """What a pack was asked for, checked."""

    level: str
    charts: tuple[str, ...]
    words: str
    questions: tuple[str, ...]
    show: frozenset[str]
    options: Mapping[str, Mapping[str, Any]]

    @property
    def days(self) -> bool:
        """Whether days may stand in it."""
        return self.level == "open" and "days" in self.show


def asked(
    level: str, charts: Iterable[str] | None, words: str, questions: Iterable[str], show: Iterable[str], goals: Mapping[str, float] | None
) -> Asked:
    """What was asked, checked; AskError says what there is."""
    levels.level(level)
    names = tuple(dict.fromkeys([charts] if isinstance(charts, str) else charts if charts is not None else SENSIBLE))
    for name in names:
        if name not in CATALOGUE:
            raise AskError(f"There is no chart “{name}”. There is: {', '.join(CATALOGUE)}.")
    said = [q.strip() for q in ([questions] if isinstance(questions, str) else questions) if str(q).strip()]
    if len(said) > _MOST_QUESTIONS:
        raise AskError(
            f"A pack holds up to {_MOST_QUESTIONS} questions, and there are {len(said)}: the ones that matter most get the time they need."
        )
    shown = frozenset([show] if isinstance(show, str) else show)
    for key in sorted(shown):
        if key not in SHOWABLE:
            raise AskError(f"There is nothing called “{key}” to show. There is: {', '.join(SHOWABLE)}.")
    if shown and level != "open":
        raise AskError(
            f'Only a pack of the level "open" shows what you choose. Write level="open", or leave show away: “{level}” shows none of it.'
        )
    ordered = tuple(name for name in CATALOGUE if name in names)
    return Asked(level, ordered, str(words).strip(), tuple(said), shown, {"effort": {"goals": goals}} if goals else {})


def within(log: JobLog, period: tuple[Any, Any] | None) -> JobLog:
    """The applications of a period."""
    if not isinstance(log, JobLog):
        raise AskError(f"js.pack wants a log, and this is a {type(log).__name__}. Load one first: log = js.load().")
    if period is None:
        return log
    try:
        first, last = period
    except (TypeError, ValueError):
        raise AskError(
            'A period is the first and the last day of applying, as in period=("2026-03-01", "2026-05-31"); None leaves a side open.'
        ) from None
    return log.where(applied=(first or None, last or None)) if first or last else log
