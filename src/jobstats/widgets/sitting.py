"""One sitting of filling in what is unknown: the question there is, an answer written, the last one taken back. Knows no page.

Every write goes through widgets.writing; what was not settled by its answer, or skipped, waits for the end of the sitting.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from jobstats.errors import AskError, JobstatsError
from jobstats.journal import events
from jobstats.journal.dont_know import unknown
from jobstats.journal.event import Event
from jobstats.journal.journal import GoneError
from jobstats.log import BLANK, JobLog, day_text, records
from jobstats.metrics.questions import MOST, questions, standing
from jobstats.widgets.answering import Answer, Choice, answer, choices, chosen
from jobstats.widgets.undoing import BEFORE
from jobstats.widgets.writing import Writing

NOTED = "Noted, and not asked again."
FOR_NOW = "Noted, and not asked again before {}."
NOT_KEPT = "It could not be noted beside the log, so it will be asked again another day."
OPEN = "The log still leaves this open, so it waits for the end of this sitting."


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
        self._file = Writing(events.practice(base) if self.practice else base, self._read_again)
        self.log: JobLog | None = self._slice()
        self.steps: list[Step] = []
        self.answers = 0
        self._unknown = unknown(self.whole)
        self._skipped: set[str] = set()
        self._handled: set[str] = set()
        self._before: dict[str, str] = {}
        self._few = {q["key"] for q in self._every() if q["kind"] in MOST}
        self._open = self._now_open()

    @property
    def whole(self) -> JobLog:
        """The whole log, as it is in the file now."""
        return self._file.whole

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

    def choose(self, said: str | int) -> Choice:
        """The answer a person means, by its name, label or number; AskError for none of them."""
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
        """Take back the last answer, and say so; AskError where there is none. What could not be taken back can be tried once more.

        GoneError, and it is forgotten, where its rows do not stand there any more as they were written; the next call is about what was before it.
        """
        if not self.steps:
            raise AskError("There is nothing left to take back that this form has written.")
        step = self.steps[-1]
        try:
            return self._file.undo(step.done) or "Taken back. It may be asked again."
        except GoneError as error:
            raise GoneError(str(error) + BEFORE * bool(step.done or self.steps[:-1])) from None
        finally:
            if not step.done:
                self._closed(step)
            self._open = self._now_open()

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

    def newer(self, whole: JobLog) -> None:
        """The log was written by somebody else in this notebook."""
        if whole is not self.whole:
            self._file.whole = whole
            self.log = self._slice()
            self._open = self._now_open()

    def _write(self, made: Answer, step: Step) -> list[str]:
        """Write an answer; where only a part of it is written and stays, that can be taken back."""
        try:
            return self._file.write(made, step.done)
        except BaseException:
            if step.done:
                self._taken(step)
            self._open = self._now_open()
            raise

    def _read_again(self, whole: JobLog) -> None:
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

    def _closed(self, step: Step) -> None:
        """The last answer is one no more, and its question may be asked again."""
        if step.marked:
            self._unknown.discard(step.key)
        self.steps.pop()
        self._handled.discard(step.key)
        self._skipped.discard(step.key)
        self.answers -= 1 if step.key else 0

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
