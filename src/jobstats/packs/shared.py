"""The search as a pack may know it: a log of its own type, made anew, that never held what its level hides."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jobstats.anonymous import filter_shown, harmless
from jobstats.applications import company_key, fold
from jobstats.errors import Problem
from jobstats.log import Ints, JobLog
from jobstats.spacing import kept
from jobstats.vocabulary import EVENTS, STAGES

#: What a pack's log has, and nothing else: days and words of the kit's own, and three columns of names that its level allows or leaves "".
_TABLE = ("start", "outcome", "ended", "reopened", "inbound", "undated", "stage", "level", *STAGES)
_NAMED = ("company", "role", "source")
_EVENTS = ("application", "event", "date", "precision", "day", "round", "kind", "contact")
#: What an interview is called, in a pack; any other word of one's own is “other”.
_KINDS = frozenset(
    (
        *("phone", "video", "onsite", "panel", "final", "technical", "coding", "tech", "pairing", "live", "code", "system", "design"),
        *("case", "task", "test", "hr", "recruiter", "hiring", "manager", "team"),
    )
)


@dataclass(frozen=True)
class Names:
    """How names are written: what stands for a company and for a person, and whether roles and sources stand as they are.

    company, person: a name as it is compared → what stands for it (None: the name itself).
    """

    company: Mapping[str, str] | None
    person: Mapping[str, str] | None
    roles: bool = False
    sources: bool = False


NOBODY = Names({}, {})


@dataclass(frozen=True, eq=False)
class SharedLog(JobLog):
    """A log for a pack. It has the columns named above and no others, no file, no row of the file, no note, no report; of what
    was said at its load only how often a process may be asked.

    Made by `shared` alone, from new frames: nothing of it leads back to the log.
    """

    def __post_init__(self) -> None:
        extra = {*self.applications.columns} - {*_TABLE, *_NAMED} | {*self.events.columns} - {*_EVENTS}
        held = (self.name, self.path, self.notes, self.said != kept(self), self.seen, self.asked, self.report, len(self.ahead))
        if extra or any(held):
            raise TypeError("a log for a pack holds something that may not leave the machine")


def shared(log: JobLog, names: Names = NOBODY) -> SharedLog:
    """The same search with names as a level writes them; a filtered log keeps what its filters left out, equally bare."""
    if log.whole is None:
        return _made(log, names)
    whole, rows = log.whole
    base = _made(whole, names)
    events = base.events.loc[log.events.index].assign(application=log.events["application"])
    return _log(log, base.applications.iloc[rows].reset_index(drop=True), events, (base, rows), base.total, names)


def sources_of(log: JobLog, names: Names) -> list[str]:
    """The sources of a log's applications as a level writes them: harmless words as they are, others by number."""
    column = log.applications["source"]
    if names.sources:
        return [str(v) for v in column]
    called: dict[str, str] = {"": ""}
    for value in column.value_counts().index:
        called.setdefault(str(value), str(value) if harmless(str(value)) else f"source {len(called)}")
    return [called[str(v)] for v in column]


def _made(log: JobLog, names: Names) -> SharedLog:
    """A log without filters, made from new frames."""
    old = log.applications
    table = pd.DataFrame({c: old[c].to_numpy(copy=True) for c in _TABLE})
    table["company"] = written(old["company"], company_key, names.company)
    table["role"] = old["role"].tolist() if names.roles else [""] * len(old)
    table["source"] = sources_of(log, names)
    events = pd.DataFrame({c: log.events[c].to_numpy(copy=True) for c in ("application", "date", "day")}, index=log.events.index.copy())
    events["event"] = _known(log.events["event"], EVENTS)
    events["precision"] = _known(log.events["precision"], ("day", "minute"))
    events["round"] = [r if r.isascii() and r.isdigit() and len(r) < 3 else "" for r in map(str, log.events["round"])]
    events["kind"] = [_kind(k) for k in map(str, log.events["kind"])]
    events["contact"] = written(log.events["contact"], fold, names.person)
    words = dict.fromkeys(("event", "precision", "round", "kind", "contact"), object)
    return _log(log, table, events[list(_EVENTS)].astype(words), None, log.total, names)


def _log(log: JobLog, table: pd.DataFrame, events: pd.DataFrame, whole: tuple[JobLog, Ints] | None, total: int, names: Names) -> SharedLog:
    """The pack's log from its frames; what its filters asked is said without names."""
    shown = frozenset(_NAMED) if names.sources else frozenset(("company", "role", "source"))
    return SharedLog(
        applications=table.astype(dict.fromkeys(_NAMED, object)),
        events=events,
        as_of=log.as_of,
        said=kept(log),
        problems=tuple(Problem(0, "", "", "set aside", "") for _ in log.problems),
        filters=tuple(filter_shown(f) for f in log.filters),
        total=total,
        whole=whole,
        shown=shown,
        got_to=log.got_to,
    )


def written(column: pd.Series, as_key: Callable[[str], str], called: Mapping[str, str] | None) -> list[str]:
    """A column of names as a level writes them: themselves, what stands for each, or nothing."""
    if called is None:
        return [str(v) for v in column]
    codes, values = pd.factorize(column)
    new = np.array([called.get(as_key(v), "") if v else "" for v in map(str, values)] + [""], dtype=object)
    return [str(v) for v in new[codes]]


def _known(column: pd.Series, words: Collection[str]) -> list[str]:
    """Words of the kit's own; others cannot be in a log, and would not be written."""
    return [v if v in words else "" for v in map(str, column)]


def _kind(text: str) -> str:
    """The kind of an interview, if it is made of ordinary words."""
    words = text.casefold().replace("-", " ").replace("/", " ").split()
    return text.casefold() if words and all(w in _KINDS for w in words) else "other" if words else ""
