"""A drawn search dressed as a log, with the mess of a real one; every name is invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from itertools import cycle, islice
from typing import Any, Final

import numpy as np
import pandas as pd

from jobstats.simulate.chances import NEVER, NOTES, SOURCES, START, Truth, truth
from jobstats.simulate.drawing import Draw, Interviews, draw
from jobstats.vocabulary import EVENTS

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


@dataclass(frozen=True)
class Search:
    """A search as its log: events (text cells under COLUMNS, "" unknown, oldest first), last day, truth, and the draw."""

    events: pd.DataFrame
    as_of: date
    truth: Truth
    drawn: Draw = field(repr=False)


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
