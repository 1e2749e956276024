"""What a pack was asked for, checked before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from jobstats.charts import CATALOGUE
from jobstats.errors import AskError
from jobstats.log import JobLog, day_text
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
    names = tuple(dict.fromkeys(SENSIBLE if charts is None else _listed(charts, "charts")))
    for name in names:
        if name not in CATALOGUE:
            raise AskError(f"There is no chart “{name}”. There is: {', '.join(CATALOGUE)}.")
    said = [q.strip() for q in _listed(questions, "questions") if q.strip()]
    if len(said) > _MOST_QUESTIONS:
        raise AskError(
            f"A pack holds up to {_MOST_QUESTIONS} questions, and there are {len(said)}: the ones that matter most get the time they need."
        )
    shown = frozenset(_listed(show, "show"))
    for key in sorted(shown):
        if key not in SHOWABLE:
            raise AskError(f"There is nothing called “{key}” to show. There is: {', '.join(SHOWABLE)}.")
    if shown and level != "open":
        raise AskError(
            f'Only a pack of the level "open" shows what you choose. Write level="open", or leave show away: “{level}” shows none of it.'
        )
    ordered = tuple(name for name in CATALOGUE if name in names)
    return Asked(level, ordered, str(words or "").strip(), tuple(said), shown, {"effort": {"goals": goals}} if goals else {})


def _listed(given: Any, what: str) -> list[str]:
    """One text or several as a list; AskError for anything else."""
    several = [given] if isinstance(given, str) else list(given or []) if isinstance(given, Iterable) or given is None else [given]
    if not all(isinstance(one, str) for one in several):
        raise AskError(f'{what} wants a list of texts, as in {what}=["…"], and this is a {type(given).__name__}.')
    return several


def within(log: JobLog, period: tuple[Any, Any] | None) -> JobLog:
    """The applications of a period, as a log of their own: what lies beside the period is not counted anywhere."""
    if not isinstance(log, JobLog):
        raise AskError(f"js.pack wants a log, and this is a {type(log).__name__}. Load one first: log = js.load().")
    if period is None:
        return log
    try:
        first, last = (side or None for side in period)
    except (TypeError, ValueError):
        raise AskError(
            'A period is the first and the last day of applying, as in period=("2026-03-01", "2026-05-31"); None leaves a side open.'
        ) from None
    if first is None and last is None:
        return log
    chosen = log.where(applied=(first, last))
    if not len(chosen) and len(log):
        span = log.span()
        told = f" It reaches from {day_text(span[0])} to {day_text(span[1])}." if span else ""
        raise AskError(f"No application of this log was sent in that period.{told} Choose other days, or leave both sides open.")
    return replace(chosen, whole=None)
