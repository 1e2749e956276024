"""One sitting of filling in what is unknown: the question there is, an answer written, the last one taken back. Knows no page.

Every write goes through journal.events; what was not settled by its answer, or skipped, waits for the end of the sitting.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from jobstats import readers
from jobstats.errors import AskError, JobstatsError, LogError
from jobstats.journal import events, journal
from jobstats.journal.dont_know import unknown
from jobstats.journal.event import Event
from jobstats.log import BLANK, JobLog, day_text, records
from jobstats.metrics.questions import MOST, questions, standing
from jobstats.widgets.answering import Answer, Choice, answer, choices, chosen

CHANGED = "{} was changed elsewhere in the meantime, and has been read again. Nothing was written: please answer once more."
#: What a file that is open elsewhere adds to its sentence, where a row waits; here its question does.
KEPT = "; the row is kept until then"
#: Where an answer is two writes, and somebody else saved in between so that the first cannot be taken back.
STANDS = "{}, and only a part of this answer is written: “{}”. It could not be taken back. Look at it in the file, or press Undo to try once more."
PARTLY = "{} was changed elsewhere in the meantime, and has been read again. A part of the answer is taken back: please try once more for the rest."
NOTED = "Noted, and not asked again."
FOR_NOW = "Noted, and not asked again before {}."
NOT_KEPT = "It could not be noted beside the log, so it will be asked again another day."
OPEN = "The log still leaves this open, so it waits for the end of this sitting."
#: How often a write is taken back from a file that somebody else saves again and again.
_TURNS = 5


@dataclass
class Step:
    """One answer, to be taken back. key: its question's, "" for rows ticked in a list. done: its writes; marked: it is not asked again."""

    key: str = ""
    done: list[events.Recorded] = field(default_factory=list)
    marked: bool = False


class Sitting:
    """A log, whole or a slice, whose unknowns are asked for one by one.

    moved: told of the whole log each time it was read again. `log` is the newest one, `steps` the answers that can be taken back,
    `later` the number of questions that wait for another sitting.
    """

    def __init__(self, log: JobLog, moved: Callable[[JobLog], None]) -> None:
        self._asked, self._moved = log, moved
        self.practice = not log.path
        base = log.whole[0] if log.whole else log
        self.whole = events.practice(base) if self.practice else base
        self.log: JobLog | None = self._slice()
        self.steps: list[Step] = []
        self.answers = 0
        self._unknown = unknown(self.whole)
        self._skipped: set[str] = set()
        self._handled: set[str] = set()
        self._before: dict[str, str] = {}
        self._few = {q["key"] for q in self._every() if q["kind"] in MOST}
        self._open = self._now_open()

    # ---- what is asked

    @property
    def question(self) -> dict[str, Any] | None:
        """The question there is, as a row of metrics.questions; None when nothing is left."""
        return next((q for q in self._open if q["key"] not in self._skipped), None)

    @property
    def counted(self) -> tuple[int, int, int]:
        """The number of the question among all of this sitting, how many there are, and how many were skipped."""
        waiting = [q["key"] for q in self._open]
        skipped, over = len(self._skipped.intersection(waiting)), len(self._handled.difference(waiting))
        return over + skipped + 1, over + len(waiting), skipped

    @property
    def left(self) -> int:
        """How many questions are open: those of this sitting, the skipped ones too, and those that wait for another."""
        return len(self._open) + self.later

    @property
    def listed(self) -> bool:
        """Whether what would be taken back next are rows ticked in a list."""
        return bool(self.steps) and not self.steps[-1].key

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The answers to the question there is."""
        return choices(self.question, self._sources()) if self.question else ()

    @property
    def standing(self) -> str:
        """How far the record goes so far that the answer improves."""
        at = self.question
        return standing(self.log, at["kind"]) if at and self.log is not None else ""

    def choose(self, said: str) -> Choice:
        """The answer a person means; AskError for none of them."""
        if self.question is None:
            raise AskError("There is no question left to answer.")
        return chosen(self.question, said, self._sources())

    def days(self) -> tuple[str, str]:
        """The first and the last day an answer can name."""
        first = "" if self.question is None else str(date.fromordinal(int(self.question["day"]) + date(1970, 1, 1).toordinal()))
        return first, str(self._now().date())

    # ---- answers

    def answer(self, choice: Choice, value: str = "") -> str:
        """Write an answer, and say so. Raises JobstatsError, with nothing written, for one that cannot be."""
        at = self.question
        if at is None or self.log is None:
            raise AskError("There is no question left to answer.")
        self._before.setdefault(at["kind"], standing(self.log, at["kind"]))
        asked = {**at, "id": events.ids(self.log)[at["application"]]}
        made = answer(asked, choice, value, now=self._now(), columns=self._columns())
        step, said = Step(at["key"]), list[str]()
        if made.events or made.changes:
            said = self._write(made, step)
        if made.remember:
            kept = self._unknown.add(at["key"], made.until)
            step.marked = True
            said.append((FOR_NOW.format(day_text(made.until)) if made.until else NOTED) if kept or self.practice else NOT_KEPT)
        said += [made.said] if made.said else []
        self._taken(step)
        if any(q["key"] == at["key"] for q in self._open):
            self._skipped.add(at["key"])
            said.append(OPEN)
        return " ".join(said)

    def write(self, rows: Sequence[Event]) -> str:
        """Write rows ticked in a list, in one save."""
        step = Step()
        said = self._write(Answer(tuple(rows)), step)
        self._taken(step)
        return " ".join(said)

    def skip(self) -> str:
        """Leave the question for the end of this sitting."""
        if self.question is None:
            raise AskError("There is no question left to skip.")
        self._skipped.add(self.question["key"])
        return ""

    def once_more(self) -> str:
        """Ask what was skipped."""
        self._skipped.clear()
        return ""

    def undo(self) -> str:
        """Take back the last answer, and say so; AskError where there is none. What could not be taken back can be tried once more."""
        if not self.steps:
            raise AskError("There is nothing left to take back that this form has written.")
        step, said = self.steps[-1], "Taken back. It may be asked again."
        writes = len(step.done)
        try:
            while step.done:
                taken = events.undo(replace(step.done[-1], log=self.whole))
                step.done.pop()
                self._read_again(taken.log)
                said = taken.said
        except events.ChangedError:
            self.read_again()
            why = CHANGED.replace("written: please answer", "taken back: please try") if len(step.done) == writes else PARTLY
            raise LogError(why.format(self.whole.name)) from None
        if step.marked:
            self._unknown.discard(step.key)
        self.steps.pop()
        self._handled.discard(step.key)
        self._skipped.discard(step.key)
        self.answers -= 1 if step.key else 0
        self._open = self._now_open()
        return said

    def gained(self) -> list[tuple[str, str]]:
        """For each kind of question that was answered what the record held before, and what it holds now; what is the same is left out."""
        if self.log is None:
            return []
        log = self.log
        both = dict.fromkeys((before, standing(log, kind)) for kind, before in self._before.items())
        return [(before, now) for before, now in both if before != now]

    # ---- the file

    def check(self) -> None:
        """AskError, with the mend, where the log's file cannot be written."""
        if why := events.writable(self.whole):
            raise AskError(why)

    def read_again(self) -> None:
        """The file as it is now."""
        self._read_again(readers.again(self.whole))
        self._open = self._now_open()

    def newer(self, whole: JobLog) -> None:
        """The log was written by somebody else in this notebook."""
        if whole is not self.whole:
            self.whole, self.log = whole, None
            self.log = self._slice()
            self._open = self._now_open()

    def _write(self, made: Answer, step: Step) -> list[str]:
        """Rows first, then cells of rows that are there; if one of them cannot be written, none is, and where even that fails it is said."""
        waiting = self._kept()
        try:
            if made.events:
                step.done.append(self._read_after(events.record(self.whole, *made.events)))
            for line, cells in made.changes:
                step.done.append(self._read_after(events.change(self.whole, line, cells)))
        except JobstatsError as error:
            changed = isinstance(error, events.ChangedError)
            self._back(step.done)
            with contextlib.suppress(JobstatsError):
                journal.drop(self.whole.path, self._kept() - waiting)  # it is asked again here, so nobody need offer it as a row that waits
            if step.done:
                self._taken(step)
                head = f"{self.whole.name} was changed elsewhere in the meantime" if changed else str(error).partition(". ")[0]
                raise LogError(STANDS.format(head, step.done[0].done.text)) from None
            if changed:
                self.read_again()
            raise LogError(CHANGED.format(self.whole.name) if changed else str(error).replace(KEPT, "")) from None
        return [recorded.said for recorded in step.done]

    def _back(self, done: list[events.Recorded]) -> None:
        """Take writes back, the last first, from the file as it is by now, whoever saves it meanwhile; what cannot be stays in `done`."""
        for _ in range(_TURNS):
            try:
                while done:
                    self._read_again(events.undo(replace(done[-1], log=self.whole)).log)
                    done.pop()
                return
            except events.ChangedError:
                with contextlib.suppress(JobstatsError):
                    self._read_again(readers.again(self.whole))
            except JobstatsError:
                return

    def _read_after(self, recorded: events.Recorded) -> events.Recorded:
        self._read_again(recorded.log)
        return recorded

    def _read_again(self, whole: JobLog) -> None:
        self.whole = whole
        self.log = self._slice()
        self._moved(whole)

    def _slice(self) -> JobLog | None:
        """What was chosen of the log; None where nothing is left of it, as when the last application without a source has one."""
        try:
            return self._asked.like(self.whole)
        except JobstatsError:
            return None

    def _taken(self, step: Step) -> None:
        self.steps.append(step)
        self.answers += 1 if step.key else 0
        self._handled |= {step.key} - {""}
        self._open = self._now_open()

    def _every(self) -> list[dict[str, Any]]:
        """What is open now, those that were not known, or not yet, apart."""
        if self.log is None:
            return []
        return records(questions(self.log, events.ids(self.log), lambda keys: self._unknown.among(keys, self.whole.as_of)))

    def _now_open(self) -> list[dict[str, Any]]:
        """The open questions of this sitting: of kinds of which only a few are asked, no others than at first."""
        every = self._every()
        here = [q for q in every if q["kind"] not in MOST or q["key"] in self._few]
        self.later = sum({q["kind"]: int(q["open"]) for q in every}.values()) - len(here)
        return here

    def _kept(self) -> set[str]:
        """The changes that were asked for and that the file does not hold."""
        return {kept.id for kept in journal.kept(self.whole.path)}

    def _columns(self) -> set[str]:
        """What the columns of the file mean."""
        return {c.read_as for c in self.whole.report.columns} if self.whole.report else set()

    def _sources(self) -> list[str]:
        """What the log calls its sources, most frequent first."""
        return [s for s in self.whole.choices().get("source", self.whole.applications["source"].value_counts().index) if s and s != BLANK]

    def _now(self) -> datetime:
        """The present minute; where the log was read as of an earlier day, the last one of that."""
        now, last = _clock(), datetime.combine(self.whole.as_of, time(23, 59))
        return min(now, last)


def _clock() -> datetime:
    """The local time of the machine the notebook's kernel runs on."""
    return datetime.now()
