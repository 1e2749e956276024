"""What somebody most likely means who says what just happened: which application, when, which round and kind. Reads a log, writes nothing, asks nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isnan
from typing import Any

from jobstats.errors import AskError, count
from jobstats.journal.event import day_of
from jobstats.log import JobLog, day_spoken, records, remembered, to_date
from jobstats.metrics.asking import may_ask
from jobstats.metrics.interviews import visits
from jobstats.names import company_key, fold
from jobstats.spacing import rule
from jobstats.vocabulary import OUTCOMES, OWN, STAGES

#: What begins something of its own, so that its company is typed and not chosen.
BEGINS = ("applied", "approached", "networking")
#: What is said of one interview.
NOTES = ("follow_up", "no_follow_up")
#: What has a round and a kind.
ROUNDS = ("screen", "assessment", "interview")
#: How the latest thing that happened is called, after the application's name.
LATEST = {
    "approached": "came to me",
    "reply": "answered",
    "screen": "first talk",
    "assessment": "test",
    "rejected": "they said no",
    "follow_up": "note",
    "no_follow_up": "no note",
    "nudge": "asked",
    "coworker_chat": "met a coworker",
    "networking": "spoke",
}
_LIVE, _OFFERED = STAGES.index("reply"), STAGES.index("offer")
#: The hours of the day that a click stands for.
_MORNING, _EVENING = time(9), time(18)


@dataclass(frozen=True)
class Process:
    """One application. begun, moved: day numbers of its first row and of the last that was not the person's own doing alone.
    latest: word and day of its last row. line: of a row of it in the file."""

    item: int
    company: str
    role: str
    level: int
    outcome: str
    begun: int
    moved: int
    latest: tuple[str, int]
    line: int

    @property
    def open(self) -> bool:
        return not self.outcome

    @property
    def live(self) -> bool:
        return self.open and self.level >= _LIVE


@dataclass(frozen=True)
class Choice:
    """One thing that can be meant. label: as it is shown and typed. item: the application's row in the log, -1 for one the log does not know.

    met: when the interview meant was; noted: whether a note about it is recorded; round: of that interview.
    """

    label: str
    company: str
    role: str = ""
    item: int = -1
    met: datetime | date | None = None
    noted: bool = False
    round: int = 0


def processes(log: JobLog) -> list[Process]:
    """Every application of a log, in its order."""
    return remembered(log, "guessing processes", lambda: _processes(log))


def _processes(log: JobLog) -> list[Process]:
    rows: dict[int, list[dict[str, Any]]] = {}
    for row in records(log.events[["application", "event", "day", "line"]]):
        rows.setdefault(int(row["application"]), []).append(row)
    out = []
    for item, table in enumerate(records(log.applications)):
        mine = rows.get(item, [])
        theirs = [int(row["day"]) for row in mine if row["event"] not in OWN]
        days = [int(row["day"]) for row in mine]
        latest = (str(mine[-1]["event"]), days[-1]) if mine else ("", 0)
        moved = max(theirs or days, default=0)
        begun, line = min(days, default=0), int(mine[0]["line"]) if mine else 0
        names = str(table.get("company", "")), str(table.get("role", ""))
        out.append(Process(item, *names, int(table["level"]), str(table["outcome"]), begun, moved, latest, line))
    return out


def choices(log: JobLog, event: str) -> list[Choice]:
    """What this event can be about, the most likely first; for what begins something of its own, the companies there are."""
    return remembered(log, ("guessing choices", event), lambda: _told_apart(_choices(log, event), log))


def likely(log: JobLog, event: str) -> Choice | None:
    """What this event is about unless the person says otherwise; None where nothing is likely."""
    first = next(iter(choices(log, event)), None)
    if first is None or event in BEGINS:
        return None
    process = processes(log)[first.item]
    if event in NOTES:
        return None if first.noted else first
    if event in ("accepted", "declined") and process.level < _OFFERED:
        return None
    return first if process.open else None


def _choices(log: JobLog, event: str) -> list[Choice]:
    if event in BEGINS:
        newest = sorted(processes(log), key=lambda p: -p.begun)
        return [Choice(p.company, p.company) for p in {company_key(p.company): p for p in reversed(newest) if p.company}.values()][::-1]
    if event in NOTES:
        return _interviews(log)
    some = [p for p in processes(log) if p.open or event not in OUTCOMES]
    order = _to_ask(rule(log)[0]) if event == "nudge" else _ORDER.get(event, _newest)
    left = {ask.item for ask in may_ask(log, [p.item for p in some], log.today) if not ask.allowed} if event == "nudge" else set()
    some.sort(key=lambda p: (not p.open, p.item in left, *order(p, log.today)))
    return [Choice(_label(p, log), p.company, p.role, p.item) for p in some]


def _newest(p: Process, _: int) -> tuple[float, ...]:
    return (not p.live, -p.moved)


def _to_ask(spacing: int) -> Callable[[Process, int], tuple[float, ...]]:
    """Where nothing has happened within the spacing first, the furthest of these."""
    return lambda p, today: (not p.live, today - p.moved < spacing, -p.level, -p.moved)


#: How likely an application is meant, by event: what sorts first. p: the application, today: the log's last day.
_ORDER: dict[str, Callable[[Process, int], tuple[float, ...]]] = {
    "reply": lambda p, today: (p.level > 0, -p.moved),
    "screen": lambda p, today: ((1, 0, 2, 2, 2, 2)[p.level], -p.moved),
    "assessment": lambda p, today: ((1, 0, 0, 2, 2, 2)[p.level], -p.moved),
    "coworker_chat": lambda p, today: (-p.level, -p.moved),
    "offer": lambda p, today: (p.level >= _OFFERED, -p.level, -p.moved),
    "accepted": lambda p, today: (-p.level, -p.moved),
    "declined": lambda p, today: (-p.level, -p.moved),
    "rejected": lambda p, today: (p.moved,),
    "closed": lambda p, today: (p.moved,),
}


def _interviews(log: JobLog) -> list[Choice]:
    """The interviews newest first, those without a note before the others."""
    known = processes(log)
    out = []
    for row in records(visits(log)[["application", "day", "hour", "round", "bucket", "note_days"]]):
        process, day = known[int(row["application"])], to_date(row["day"])
        met = day if isnan(row["hour"]) else datetime.combine(day, time()) + timedelta(minutes=round(row["hour"] * 60))
        noted = row["bucket"] == "none" or not isnan(row["note_days"])
        label = f"{name(process.company, process.role)} — interview {spoken(met, log.as_of)}"
        out.append(Choice(label, process.company, process.role, process.item, met, noted, int(row["round"])))
    return sorted(out, key=lambda c: (c.noted, -_minute(c.met)))


def _minute(met: datetime | date | None) -> float:
    """A moment as a number; a day alone counts as its evening."""
    moment = met if isinstance(met, datetime) else datetime.combine(met or date.min, _EVENING)
    return (moment - datetime.min).total_seconds() / 60


def _label(p: Process, log: JobLog) -> str:
    word, day = p.latest
    return name(p.company, p.role) + (f" — {LATEST.get(word, word)} {spoken(to_date(day), log.as_of)}" if word else "")


def _told_apart(some: list[Choice], log: JobLog) -> list[Choice]:
    """Labels that would stand there twice say the line of the file they mean."""
    often = Counter(fold(c.label) for c in some)
    lines = {p.item: p.line for p in processes(log)}
    return [Choice(f"{c.label} (line {lines[c.item]})", *_rest(c)) if often[fold(c.label)] > 1 and c.item >= 0 else c for c in some]


def _rest(c: Choice) -> tuple[Any, ...]:
    return c.company, c.role, c.item, c.met, c.noted, c.round


def found(log: JobLog, event: str, text: str, role: str = "") -> Choice:
    """What a typed text means: one of the choices, or a company the log does not know yet.

    Raises AskError where it could mean several applications, and where nothing is typed.
    """
    text, role = " ".join(text.split()), " ".join(role.split())
    if not text and event != "networking":
        raise AskError("Which company is it? Type its name, or choose it from the list.")
    some = choices(log, event)
    named = next((c for c in some if fold(c.label) == fold(text)), None)
    if named and not role:
        return named
    head = text.split(" — ")[0]
    company, _, title = (part.strip() for part in head.partition(" · ")) if event not in BEGINS else (text, "", "")
    role = role or title
    if event in BEGINS:
        same = _named(some, company)
        return Choice(text, same[0].company if same else text, role)
    every = [Choice(_label(p, log), p.company, p.role, p.item) for p in processes(log)]
    same = _named(some, company, role) or _named(every, company, role)
    if (several := len({c.item for c in same})) > 1:
        raise AskError(f"There are {count(several, 'application')} to {company} that it could be about. Choose one from the list.")
    return same[0] if same else Choice(text, company, role)


def _named(some: list[Choice], company: str, role: str = "") -> list[Choice]:
    """The choices of this company, however it is written; and of this role, where one is given."""
    same = [c for c in some if company_key(c.company) == company_key(company)] if company else []
    return [c for c in same if fold(c.role) == fold(role)] if role else same


def round_and_kind(log: JobLog, event: str, choice: Choice, said_round: str = "") -> tuple[str, str]:
    """The round and the kind of an interview or a first talk, "" where they cannot be guessed.

    An interview's round is one more than those of its application; its kind what this log most often has for that round, else for any.
    """
    if event not in ROUNDS:
        return "", ""
    if event != "interview":
        rows = log.events[log.events["event"] == event]
        return said_round, _usual([str(k) for k in rows["kind"].tolist()])
    met = visits(log)
    mine = met[met["application"] == choice.item] if choice.item >= 0 else met[:0]
    number = said_round or str(max(int(mine["round"].max()) if len(mine) else 0, len(mine)) + 1)
    every = [(str(row["round"]), str(row["kind"])) for row in records(met.sort_values("day")[["round", "kind"]])]
    return number, _usual([kind for r, kind in every if r == number]) or _usual([kind for _, kind in every])


def _usual(words: list[str]) -> str:
    """The most frequent word, of several the one used last; "" for none."""
    often = Counter(word for word in words if word)
    most = max(often.values(), default=0)
    return next((word for word in reversed(words) if word and often[word] == most), "")


def round_of_note(log: JobLog, choice: Choice, when: datetime | date) -> str:
    """The round to write with a note, so that it is counted with the interview it is about; "" where that is so without one."""
    if choice.met is None:
        return ""
    later = [
        c
        for c in _interviews(log)
        if c.item == choice.item and _minute(choice.met) < _minute(c.met) and c.met and day_of(c.met) <= day_of(when)
    ]
    return str(choice.round) if later else ""


def moment(word: str, at: str, now: datetime) -> datetime | date:
    """When it happened, as the page says it. at: the day or the time typed for “day” and “other”. Raises AskError for what is neither."""
    today = now.date()
    try:
        if word == "day":
            return date.fromisoformat(at) if at else today
        if word == "other":
            return datetime.fromisoformat(at).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise AskError("When was it? Write the day and the time, or choose one of the others.") from None
    if word == "now":
        return now
    known = {"evening": (today, _EVENING), "morning": (today, _MORNING), "yesterday": (today - timedelta(days=1), _EVENING)}
    if word not in known:
        raise AskError(f"“{word}” is no time the form knows. Choose one of the buttons under “When”.")
    return datetime.combine(*known[word])


def name(company: str, role: str) -> str:
    """An application as people call it."""
    return " · ".join(filter(None, (company, role))) or "no company"


def spoken(when: datetime | date, today: date) -> str:
    """A day as it is said, its year only where it is another, its time where that is known: 9 March 14:00."""
    said = day_spoken(day_of(when), today)
    return f"{said} {when:%H:%M}" if isinstance(when, datetime) else said
