"""Job searches with a known truth: drawn from chances written here, dressed as a log with the mess of a real one.

It must not estimate, read a file or draw a picture. Whatever is still open at u whole days (since applying, since an
interview) ends on that day in one of three ways, with a chance constant in age blocks (METHODS 6), times the source's
factor (going on only), times the weekday's (nobody invites on a Sunday). `Truth` follows from those chances alone.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobstats.vocabulary import EVENTS

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

START: Final = date(2026, 3, 2)
SAMPLE_SEED: Final = 1
NEVER: Final = 100_000  # a day, or a number of days, that does not come
AGES: Final = np.arange(181)
EDGES: Final = (0, 2, 4, 7, 10, 14, 18, 22, 30, 45, 60, 90, 181)
# Chances per 1000 and day in the blocks between EDGES: going on, rejected, withdrawn or closed.
_APPLICATION: Final = (
    (6, 14, 18, 16, 13, 9, 6.5, 4, 2, 1, 0.5, 0.1),
    (11, 10, 12, 13, 12, 12, 11, 10, 8, 4, 0.5, 0.1),
    (0.5, 0.5, 0.6, 0.8, 1, 1, 1, 1, 1, 0.8, 0.5, 0.1),
)
_INTERVIEW: Final = (
    (8, 25, 42, 46, 38, 28, 18, 10, 4, 2, 0.5, 0.1),
    (12, 20, 22, 22, 20, 18, 16, 12, 8, 4, 1, 0.1),
    (1, 1, 2, 2, 2, 2, 2, 2, 2, 1, 0.5, 0.1),
)
_WEEK: Final = np.array([[1.4] * 5 + [0, 0], [1.34] * 5 + [0.1, 0.2], [1.2] * 5 + [0.5, 0.5]])  # Monday first
APPLYING: Final = np.array([0.2, 0.21, 0.19, 0.16, 0.12, 0.05, 0.07])  # share of the applications sent, by weekday
_BUSY: Final = (0.1, 0.5, 0.8, 1.0, 1.0, 1.3, 1.8)  # weeks differ by one of these factors
_TALKS: Final = 0.62  # share of the positive answers that lead to an interview, if they are not one themselves
_INBOUND, _CURIOUS = 0.045, 0.75  # jobs that come to the person, for each application sent; share talked about
_OFFER: Final = (0.08, 0.4, 1.0)  # going on after round 1, 2, 3 is an offer, else the next round
NOTES: Final = ("at once", "by next noon", "later", "never", "unknown")
_NOTES: Final = np.array([0.18, 0.22, 0.15, 0.17, 0.28])


class Source(NamedTuple):
    """Share of the applications, factor on their chance of going on, share of the answers that are an interview at once."""

    share: float
    times: float
    straight: float


SOURCES: Final = {
    "job board": Source(0.42, 0.62, 0.02),
    "company site": Source(0.22, 0.8, 0.03),
    "recruiter": Source(0.1, 1.3, 0.05),
    "referral": Source(0.14, 2.1, 0.4),
    "networking": Source(0.12, 1.4, 0.15),
}
_SHARES, _TIMES, _STRAIGHT = (np.array(column) for column in zip(*SOURCES.values(), strict=True))


@dataclass(frozen=True)
class Truth:
    """Exact chances, each an array whose entry h is "within h whole days", h = 0..180.

    For a random application sent: positive (reply, screen, assessment, interview or offer), rejected, closed (or
    withdrawn) as the first thing that happens; by_source has positive for each source. For a random interview:
    next_step (a further interview or an offer) before any other end; next_step_noted with a note by the next noon,
    next_step_plain without.
    """

    positive: Floats
    rejected: Floats
    closed: Floats
    by_source: dict[str, Floats]
    next_step: Floats
    next_step_noted: Floats
    next_step_plain: Floats


@dataclass(frozen=True)
class Interviews:
    """One entry per interview: item it belongs to, round, day, days to its end, kind of end, index into NOTES."""

    of: Ints
    round: Ints
    day: Ints
    end: Ints
    kind: Ints
    note: Ints


@dataclass(frozen=True)
class Draw:
    """A whole search as arrays, seen to its end: nothing is cut at the last day, so cut it at any as_of you like.

    One entry per item, in order of entry: entry (day, 0 is `start`), end (days from entry to the first end, NEVER if
    none within 180), kind (0 none, 1 went on, 2 rejected, 3 withdrawn or closed), source (place in SOURCES), sent
    (False: the job came to the person, so `Truth` does not speak of it), offer (day of the offer, else NEVER).
    """

    start: date
    days: int
    entry: Ints
    end: Ints
    kind: Ints
    source: Ints
    sent: npt.NDArray[np.bool_]
    offer: Ints
    interviews: Interviews


@dataclass(frozen=True)
class Search:
    """A search as its log: events (text cells under COLUMNS, "" unknown, oldest first), last day, truth, and the draw."""

    events: pd.DataFrame
    as_of: date
    truth: Truth
    drawn: Draw = field(repr=False)


# --- chances -----------------------------------------------------------------------------------------------------


def _law(blocks: tuple[tuple[float, ...], ...], times: Floats) -> Floats:
    """P(ends u days after entering, in way k), by group, weekday of entering, u, k; times: factor by group and u."""
    daily = np.repeat(np.array(blocks) / 1000, np.diff(EDGES), axis=1)
    weekday = (np.arange(7)[:, None] + AGES) % 7
    hazard = daily.T * _WEEK.T[weekday] * np.ones((len(times), 1, 1, 1))
    hazard[..., 0] *= times[:, None, :]
    leave = hazard.sum(axis=-1)
    if leave.max() >= 1:
        raise ValueError("this effect makes a day's chances add up to more than 1; take a smaller effect_follow_up")
    still = np.cumprod(1 - leave, axis=-1)
    still = np.concatenate([np.ones_like(still[..., :1]), still[..., :-1]], axis=-1)
    return np.asarray(still[..., None] * hazard, dtype=np.float64)


@cache
def _laws(effect_follow_up: float) -> tuple[Floats, Floats]:
    """The law of an application by source, and of an interview without and with a note by the next noon."""
    noted = np.where(AGES < 2, 1.0, math.exp(effect_follow_up))
    return _law(_APPLICATION, _TIMES[:, None] * np.ones(len(AGES))), _law(_INTERVIEW, np.stack([np.ones(len(AGES)), noted]))


def _lands(law: Floats) -> Floats:
    """Chance of going on, by weekday of entering (row) and weekday of going on (column)."""
    return np.array([np.bincount((day + AGES) % 7, weights=row, minlength=7) for day, row in enumerate(law[..., 0])])


def _interview_weekdays(application: Floats, interview: Floats) -> Floats:
    """Share of all interviews by weekday: round 1 from the answers, each later round from the one before."""
    answers = np.array([share * APPLYING @ _lands(law) for share, law in zip(_SHARES, application, strict=True)])
    later = ((1 - _STRAIGHT) @ answers.sum(axis=1) + _INBOUND * _CURIOUS) * _TALKS
    of_round = _STRAIGHT @ answers + later * np.array([0.2] * 5 + [0, 0])
    total = of_round.copy()
    for offer in _OFFER[:-1]:
        of_round = of_round * (1 - offer) @ _lands(interview)
        total += of_round
    return np.asarray(total / total.sum())


@cache
def truth(effect_follow_up: float = 0.0) -> Truth:
    """The exact chances of every search with this effect; weekdays of entering as drawn, before any cut at as_of."""
    application, interview = _laws(effect_follow_up)
    by_source = np.einsum("d,sduk->suk", APPLYING, application).cumsum(axis=1)
    sent = np.einsum("s,suk->uk", _SHARES, by_source)
    noted = _NOTES[:2].sum()
    mixed = (1 - noted) * interview[0] + noted * interview[1]
    weekdays = _interview_weekdays(application, mixed)
    plain, with_note = np.einsum("d,gdu->gu", weekdays, interview[..., 0]).cumsum(axis=1)
    return Truth(
        sent[:, 0],
        sent[:, 1],
        sent[:, 2],
        {name: by_source[at, :, 0] for at, name in enumerate(SOURCES)},
        (1 - noted) * plain + noted * with_note,
        with_note,
        plain,
    )


# --- drawing -----------------------------------------------------------------------------------------------------


def _among(rng: np.random.Generator, shares: npt.ArrayLike, n: int) -> Ints:
    """n places among the shares. Only plain uniforms are ever asked of the generator, so that seeds keep their meaning."""
    edges = np.cumsum(shares)
    return np.searchsorted(edges[:-1] / edges[-1], rng.random(n), side="right").astype(np.int64)


def _ends(rng: np.random.Generator, law: Floats, group: Ints, weekday: Ints) -> tuple[Ints, Ints]:
    """Days to the first end (NEVER if none) and its kind (0 if none) for items of these groups, entered on these weekdays."""
    cells = law[0, 0].size
    cdf = law.reshape(-1, cells).cumsum(axis=1)
    at = group * 7 + weekday
    flat = (cdf + np.arange(len(cdf))[:, None]).ravel()
    cell = np.minimum(np.searchsorted(flat, at + rng.random(len(at)), side="right") - at * cells, cells)
    days, kind = np.divmod(cell, 3)
    return np.where(cell < cells, days, NEVER), np.where(cell < cells, kind + 1, 0)


def _working_days_after(day: Ints, weekday: Ints, gap: Ints) -> Ints:
    """The day `gap` working days after a day that is one, or (gap from 1) after a weekend counted from its Friday."""
    friday = np.maximum(weekday - 4, 0)
    return day - friday + gap + 2 * ((weekday - friday + gap) // 5)


def _weeks(rng: np.random.Generator, answer: Ints, weeks: int, let_up: float) -> Ints:
    """Week in which each application is sent: busy and slow ones, fewer in the two weeks after an invitation.

    answer: days from the Monday of its week to the positive answer. The number of applications is fixed, so what is
    not sent in one week is left for the later ones.
    """
    n, sent = len(answer), 0
    busy = np.take(_BUSY, (rng.random(weeks) * len(_BUSY)).astype(np.int64))
    week = np.full(n, weeks - 1)
    for now in range(weeks):
        since = now * 7 - week[:sent] * 7 - answer[:sent]
        invitations = np.count_nonzero((since > 0) & (since <= 14)) * 150 / n
        pace = busy[now] / (1 + let_up * invitations)
        later = busy[now + 1 :].sum() / (1 + let_up * 2.4)
        more = int(np.count_nonzero(rng.random(n - sent) < pace / (pace + later)))
        week[sent : sent + more] = now
        sent += more
    return week


def _applications(
    rng: np.random.Generator, law: Floats, n: int, weeks: int, monday: int, let_up: float
) -> tuple[Ints, Ints, Ints, Ints]:
    """Entry, end, kind and source of n applications, oldest first; monday: day of the week on which day 0 falls."""
    source, weekday = _among(rng, _SHARES, n), _among(rng, APPLYING, n)
    end, kind = _ends(rng, law, source, weekday)
    offset = (weekday - monday) % 7
    entry = _weeks(rng, offset + np.where(kind == 1, end, NEVER), weeks, let_up) * 7 + offset
    order = np.argsort(entry, kind="stable")
    return entry[order], end[order], kind[order], source[order]


def _inbound(rng: np.random.Generator, n: int, days: int, monday: int) -> tuple[Ints, Ints, Ints, Ints]:
    """The same for n jobs that came to the person: most are talked about a few days later, the others turned down."""
    entry = np.sort((rng.random(n) * days).astype(np.int64))
    curious = rng.random(n) < _CURIOUS
    call = _working_days_after(entry, (entry + monday) % 7, 1 + (rng.random(n) * 5).astype(np.int64)) - entry
    return entry, np.where(curious, call, call // 3), np.where(curious, 1, 3), np.full(n, list(SOURCES).index("recruiter"))


def _interviews(rng: np.random.Generator, law: Floats, first: Ints, monday: int) -> tuple[Interviews, Ints]:
    """All interviews of the items whose first one is on these days, and the day of each item's offer."""
    offer = np.full(len(first), NEVER)
    of = np.flatnonzero(first < NEVER)
    day, parts = first[of], []
    for number, chance in enumerate(_OFFER, start=1):
        note = _among(rng, _NOTES, len(of))
        end, kind = _ends(rng, law, (note < 2).astype(np.int64), (day + monday) % 7)
        offered = (kind == 1) & (rng.random(len(of)) < chance)
        parts.append((of, np.full(len(of), number), day, end, kind, note))
        offer[of[offered]] = (day + end)[offered]
        on = (kind == 1) & ~offered
        of, day = of[on], (day + end)[on]
    return Interviews(*(np.concatenate(column) for column in zip(*parts, strict=True))), offer


def draw(
    seed: int,
    applications: int = 150,
    days: int = 182,
    start: date = START,
    effect_follow_up: float = 0.0,
    let_up: float = 0.35,
) -> Draw:
    """The bare search as arrays: for checks that need thousands. Arguments as for `search`."""
    if days < 7 or days % 7:
        raise ValueError(f"days={days}: a search lasts whole weeks, since the mix of weekdays is part of its truth; try 182")
    rng, monday = np.random.Generator(np.random.PCG64(seed)), start.weekday()
    application, interview = _laws(effect_follow_up)
    sent = _applications(rng, application, applications, days // 7, monday, let_up)
    came = _inbound(rng, round(applications * _INBOUND), days, monday)
    entry, end, kind, source = (np.concatenate(both) for both in zip(sent, came, strict=True))
    was_sent = np.arange(len(entry)) < applications
    answer = np.where(kind == 1, entry + end, 0)
    gap = 3 + (rng.random(len(entry)) * 10).astype(np.int64)  # ten working days in a row: every weekday equally likely
    first = _working_days_after(answer, (answer + monday) % 7, gap)
    first = np.where(rng.random(len(entry)) < _TALKS, first, NEVER)
    first = np.where(was_sent & (rng.random(len(entry)) < _STRAIGHT[source]), answer, first)
    interviews, offer = _interviews(rng, interview, np.where(kind == 1, first, NEVER), monday)
    return Draw(start, days, entry, end, kind, source, was_sent, offer, interviews)


# --- dressing as a log -------------------------------------------------------------------------------------------

_DAY: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?"
#: Columns of the file, in order: type, constraints, what it says.
COLUMNS: Final[dict[str, tuple[str, dict[str, Any], str]]] = {
    "date": ("string", {"required": True, "pattern": _DAY}, "The day it happened, 2026-03-09, with the local time of day where "
             "known, 2026-03-09T14:30. For an interview, the time it ended. A day alone is not midnight."),
    "application": ("string", {}, "Your own id of the application. Needed only to tell several at one company apart; "
                    "else company and role do."),
    "company": ("string", {}, "The employer, compared without case and stray space. Empty only for networking with somebody "
                "of no employer in question."),
    "role": ("string", {}, "The job's title. Empty where no application is meant, as in networking."),
    "event": ("string", {"required": True, "enum": list(EVENTS)}, "What happened: "
              + "; ".join(f"{event}: {meaning}" for event, meaning in EVENTS.items()) + "."),
    "round": ("integer", {"minimum": 1}, "The interview's round, 1 for the first. Counted by date where empty."),
    "kind": ("string", {}, "The kind of interview: phone, technical, panel, onsite, final, or your own word."),
    "source": ("string", {}, "Where the job was found, on the first row of an application: " + ", ".join(SOURCES) + "."),
    "contact": ("string", {}, "The person met or written to."),
    "note": ("string", {}, "Anything you want to remember; it is counted nowhere."),
    "resume": ("string", {}, "Version of the resume sent, on the first row of an application."),
    "remote": ("string", {}, "Whether the job is remote: yes, no or hybrid, on the first row of an application."),
    "location": ("string", {}, "Town of the job, on the first row of an application; empty if remote."),
}  # fmt: skip

_NAMES: Final = (
    "Alderfen", "Brackmere", "Cindermoor", "Dovelark", "Emberlow", "Fennwhistle", "Glimmerton", "Hollowmast", "Ivorquay",
    "Junipeak", "Kestrelby", "Lanternhay", "Mossgantry", "Nettlewick", "Otterquill",
)  # fmt: skip
_TRADES: Final = ("Analytics", "Foods", "Freight", "Health", "Instruments", "Learning", "Power", "Studio")
_ROLES: Final = (
    "Data Analyst", "Reporting Analyst", "Operations Analyst", "Product Analyst", "Research Associate", "Survey Statistician",
    "Data Engineer", "Business Analyst", "Insights Analyst", "Planning Analyst",
)  # fmt: skip
_PEOPLE: Final = (
    "Orla K.", "Teo V.", "Ilsa M.", "Bram D.", "Nuria P.", "Casimir L.", "Wren A.", "Jory T.", "Sabela R.", "Anselm H.",
)  # fmt: skip
_TOWNS: Final = ("Larkhaven", "Tidewell", "Northmere", "Upper Quarl")
_KINDS: Final = (
    ("phone", "phone", "phone", "panel", "onsite", "technical"),
    ("technical", "technical", "panel", "onsite"),
    ("technical", "technical", "final", "final", "panel"),
)
_SAYS: Final = {
    "applied": ("tailored the summary", "long form", "asked for a salary range"),
    "interview": ("went well", "hard to tell", "ran over time", "asked about tools"),
    "rejected": ("form letter", "had an internal candidate", "kind words"),
    "nudge": ("they need another week", "no answer yet"),
    "networking": ("coffee", "meet-up", "old colleague", "call about the field"),
}
_LATE: Final = 1439  # minute under which a row without time of day sorts: after those of its day that have one


class _Diary:
    """Rows of a log while they are told, each with its day and minute, which the file shows or keeps to itself."""

    def __init__(self, rng: np.random.Generator, drawn: Draw) -> None:
        self.rng, self.start, self.days = rng, drawn.start, drawn.days
        self.rows: list[tuple[int, int, dict[str, str]]] = []
        self.items = _items(self, drawn)
        self.seen: set[int] = set()

    def chance(self, share: float) -> bool:
        return bool(self.rng.random() < share)

    def between(self, low: int, high: int) -> int:
        return low + int(self.rng.random() * (high - low + 1))

    def pick(self, words: Sequence[str]) -> str:
        return words[self.between(0, len(words) - 1)]

    def workday(self, day: int) -> int:
        """This day, or the Monday after if it falls on a weekend."""
        weekday = (day + self.start.weekday()) % 7
        return day + (7 - weekday if weekday > 4 else 0)

    def row(self, day: int, minute: int, shown: bool, **cells: str) -> None:
        """Keep a row unless it lies after the search's last day; minute is written only if shown."""
        if day < self.days:
            time = f"T{minute // 60:02}:{minute % 60:02}" if shown else ""
            said = self.pick(_SAYS[cells["event"]]) if cells["event"] in _SAYS and self.chance(0.15) else ""
            self.rows.append((day, minute, {"date": f"{self.start + timedelta(day)}{time}", "note": said} | cells))

    def add(self, item: int, event: str, day: int, minute: int = _LATE, shown: bool = False, **cells: str) -> None:
        """A row of an application: the first has all that is known of it, the others the keys, sometimes mistyped."""
        known = self.items[item]
        if item in self.seen:
            known = {key: known[key] for key in ("application", "company", "role")}
            if self.chance(0.03):
                known["company"] = known["company"].lower() if self.chance(0.5) else known["company"] + " "
        self.seen.add(item)
        self.row(day, minute, shown, event=event, **known, **cells)

    def close(self, item: int, kind: int, day: int) -> None:
        self.add(item, "rejected" if kind == 2 else self.pick(("withdrawn", "closed")), day)

    def frame(self) -> pd.DataFrame:
        self.rows.sort(key=lambda row: row[:2])
        return pd.DataFrame([[row.get(column, "") for column in COLUMNS] for _, _, row in self.rows], columns=list(COLUMNS))


def _items(diary: _Diary, drawn: Draw) -> list[dict[str, str]]:
    """What the person knows of each application; with an id where the company has more than one."""
    companies = [f"{name} {trade}" for name in _NAMES for trade in _TRADES]
    fresh = cycle([companies[at] for at in np.argsort(diary.rng.random(len(companies)))])
    items: list[dict[str, str]] = []
    roles: dict[str, list[str]] = {}
    for source, entry in zip(drawn.source, drawn.entry, strict=True):
        company = diary.pick(list(roles)) if roles and diary.chance(0.22) else next(fresh)
        tried = roles.setdefault(company, [])
        tried.append(diary.pick([role for role in _ROLES if role not in tried] or _ROLES))
        remote = diary.pick(("yes", "no", "hybrid"))
        items.append({
            "company": company,
            "role": tried[-1],
            "source": list(SOURCES)[source],
            "resume": f"v{1 + int(2.99 * min(entry / drawn.days + 0.2 * diary.rng.random(), 1))}",
            "remote": remote,
            "location": "" if remote == "yes" else diary.pick(_TOWNS),
        })  # fmt: skip
    _send_again(items, drawn)
    count = Counter((item["company"], item.get("again")) for item in items)
    for at, item in enumerate(items):
        item["application"] = f"A{at + 1:03}" if count[item["company"], None] > 1 else ""
    return items


def _send_again(items: list[dict[str, str]], drawn: Draw) -> None:
    """After a no, two applications for the same role at the same company, without an id: only the no parts them."""
    count = Counter(item["company"] for item in items)
    alone = [at for at in np.flatnonzero(drawn.sent) if count[items[at]["company"]] == 1]
    told = iter([at for at in alone if drawn.kind[at] == 2])
    for first in islice(told, 0, 8, 4):
        for then in alone:
            late = drawn.entry[then] > drawn.entry[first] + drawn.end[first] + 14
            if late and not items[first].get("again") and not items[then].get("again"):
                items[then] |= {key: items[first][key] for key in ("company", "role")} | {"again": "yes"}
                items[first]["again"] = "yes"


def _tell(diary: _Diary, drawn: Draw, item: int, interviews: list[int]) -> None:
    """All rows of one application: sending it, the answer, what comes between, the interviews, the end."""
    entry, end, kind = int(drawn.entry[item]), int(drawn.end[item]), int(drawn.kind[item])
    timed = end > 0 and diary.chance(0.12)
    minute = diary.between(480, 1320) if timed else 0
    diary.add(item, "applied" if drawn.sent[item] else "approached", entry, minute, timed)
    if kind > 1:
        diary.close(item, kind, entry + end)
    elif kind == 1:
        first = int(drawn.interviews.day[interviews[0]]) if interviews else NEVER
        if first > entry + end:
            _tell_answer(diary, item, entry + end, first, came=not drawn.sent[item])
        _tell_interviews(diary, drawn, item, interviews)
        _tell_offer(diary, drawn, item)


def _tell_answer(diary: _Diary, item: int, answer: int, first: int, came: bool) -> None:
    """From the positive answer to the first interview, or to the end of it; a reply is often not written down."""
    event = "screen" if came or diary.chance(0.25) else "assessment" if diary.chance(0.1) else "reply"
    timed = event == "screen" or diary.chance(0.3)
    contact = diary.pick(_PEOPLE)
    diary.add(item, event, answer, diary.between(110, 200) * 5, timed, contact=contact)
    gap = first - answer if first < NEVER else 10
    talk = diary.workday(answer + gap // 2)
    if event == "reply" and diary.chance(0.65):
        test = diary.chance(0.25)
        diary.add(item, "assessment" if test else "screen", talk, diary.between(110, 200) * 5, not test, contact=contact)
    if first == NEVER and diary.chance(0.75):
        diary.close(item, 2 if diary.chance(0.7) else 3, diary.workday(talk + diary.between(1, 20)))


def _tell_interviews(diary: _Diary, drawn: Draw, item: int, interviews: list[int]) -> None:
    """The interviews (the time is when each ended), the notes and nudges after them, and the end if it is a no."""
    last, ended, nudges = -1, 0, 4
    for at in interviews:
        number, day, end, kind, note = (int(getattr(drawn.interviews, part.name)[at]) for part in fields(Interviews)[1:])
        ended = max(diary.between(114, 213) * 5, ended + 150 if day == last else 0)
        diary.add(
            item, "interview", day, ended, diary.chance(0.8),
            round=str(number) if diary.chance(0.7) else "", kind=diary.pick(_KINDS[number - 1]), contact=diary.pick(_PEOPLE),
        )  # fmt: skip
        _tell_note(diary, item, NOTES[note], day, ended, day + end, kind)
        nudges -= _tell_nudges(diary, item, day, day + end, nudges)
        chat = diary.workday(day + diary.between(1, 6))
        if chat < day + end and diary.chance(0.2):
            diary.add(item, "coworker_chat", chat, contact=diary.pick(_PEOPLE))
        if kind > 1:
            diary.close(item, kind, day + end)
        last = day


def _tell_note(diary: _Diary, item: int, note: str, day: int, ended: int, decided: int, kind: int) -> None:
    """The note after an interview, if it was to be sent and the interview not decided before."""
    friday = (day + diary.start.weekday()) % 7 == 4
    if note == "never":
        diary.add(item, "no_follow_up", max(min(day + diary.between(0, 3), decided - 1), day))
    if note in ("never", "unknown"):
        return
    if note == "at once":
        when, minute = day, ended + diary.between(10, 110)
    elif note == "later":
        when, minute = diary.workday(day + diary.between(2, 8)), diary.between(540, 1200)
    elif diary.chance(0.5):
        when, minute = day, max(diary.between(1080, 1350), ended + 125)
    else:
        when, minute = day + (3 if friday else 1), diary.between(450, 700)
    if when < decided or (note == "at once" and kind != 1):
        timed = diary.chance(0.85)
        diary.add(item, "follow_up", when, minute if timed else _LATE, timed)


def _tell_nudges(diary: _Diary, item: int, day: int, decided: int, most: int) -> int:
    """Nudges while an interview is undecided, at times that know nothing of the decision; how many."""
    sent, when = 0, diary.workday(day + diary.between(4, 11))
    while sent < most and when < decided and diary.chance(0.5):
        timed = diary.chance(0.6)
        diary.add(item, "nudge", when, diary.between(540, 1020) if timed else _LATE, timed)
        sent, when = sent + 1, diary.workday(when + diary.between(4, 9))
    return sent


def _tell_offer(diary: _Diary, drawn: Draw, item: int) -> None:
    """The offer and the person's answer: only the search's last offer is taken, and only near its end."""
    offer = int(drawn.offer[item])
    if offer < drawn.days:
        diary.add(item, "offer", offer)
        last = offer == drawn.offer[drawn.offer < drawn.days].max() and offer >= drawn.days - 21
        diary.add(item, "accepted" if last else "declined", diary.workday(offer + diary.between(2, 6)))


def _tell_networking(diary: _Diary, often: int) -> None:
    """Contacts to keep doors open: with a company and no role, or with a name only."""
    for _ in range(often):
        company = diary.pick([item["company"] for item in diary.items]) if diary.items and diary.chance(0.45) else ""
        day = diary.workday(diary.between(0, diary.days - 1))
        diary.row(day, _LATE, False, event="networking", company=company, contact=diary.pick(_PEOPLE))


def search(
    seed: int,
    applications: int = 150,
    days: int = 182,
    start: date = START,
    effect_follow_up: float = 0.0,
    let_up: float = 0.35,
) -> Search:
    """A job search with a known truth.

    applications: how many are sent; a few jobs that come to the person are added. days: length, in whole weeks
    (else ValueError). effect_follow_up: log of the factor by which a note sent by the next noon multiplies the daily
    chance of a next step, from the second day on (ValueError where chances would pass 1). let_up: how much an invitation
    slows applying in the two weeks after it; 0 not at all.
    """
    drawn = draw(seed, applications, days, start, effect_follow_up, let_up)
    diary = _Diary(np.random.Generator(np.random.PCG64([seed, 1])), drawn)
    of: dict[int, list[int]] = {}
    for at, item in enumerate(drawn.interviews.of.tolist()):
        of.setdefault(item, []).append(at)
    for item in range(len(drawn.entry)):
        _tell(diary, drawn, item, of.get(item, []))
    _tell_networking(diary, round(applications * 0.09))
    return Search(diary.frame(), start + timedelta(days - 1), truth(effect_follow_up), drawn)


# --- the sample --------------------------------------------------------------------------------------------------


def _package(as_of: date) -> dict[str, Any]:
    """The sample's description as a Frictionless tabular data package, versions 1 and 2: https://datapackage.org."""
    columns = [
        {"name": name, "type": kind, "format": "default", "description": says} | ({"constraints": must} if must else {})
        for name, (kind, must, says) in COLUMNS.items()
    ]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "jobstats-sample",
        "title": "A job search that never happened",
        "description": "An invented log of a job search, one row per thing that happened, oldest first. Written by the command "
        f"`python -m jobstats.simulate data/sample` from seed {SAMPLE_SEED}: people, companies and dates are made up, and the "
        "chances behind them are known. The log is complete through the day given as as_of.",
        "as_of": as_of.isoformat(),
        "made": {"seed": SAMPLE_SEED, "command": "python -m jobstats.simulate data/sample"},
        "licenses": [{
            "name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/", "title": "CC0 1.0 Universal",
        }],
        "resources": [{
            "name": "log", "path": "log.csv", "type": "table", "profile": "tabular-data-resource",
            "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
            "schema": {"fields": columns, "missingValues": [""]},
        }],
    }  # fmt: skip


def write_sample(folder: Path | str) -> None:
    """Write log.csv, empty.csv (its header alone) and datapackage.json into the folder, the same bytes every time."""
    folder, sample = Path(folder), search(SAMPLE_SEED)
    folder.mkdir(parents=True, exist_ok=True)
    package = json.dumps(_package(sample.as_of), indent=2, ensure_ascii=False) + "\n"
    (folder / "log.csv").write_bytes(sample.events.to_csv(index=False, lineterminator="\n").encode())
    (folder / "empty.csv").write_bytes((",".join(COLUMNS) + "\n").encode())
    (folder / "datapackage.json").write_bytes(package.encode())


if __name__ == "__main__":
    write_sample(sys.argv[1] if len(sys.argv) > 1 else "data/sample")
