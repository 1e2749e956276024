"""The writes of one answer: all of them get into the file, or none, or it is said which part stands. It asks nothing and knows no page."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from jobstats import readers
from jobstats.errors import JobstatsError, LogError
from jobstats.journal import events, journal
from jobstats.journal.journal import GoneError, Kept
from jobstats.journal.losses import about
from jobstats.journal.saving import told
from jobstats.log import JobLog
from jobstats.widgets.answering import Answer

CHANGED = "{} was changed elsewhere in the meantime, and has been read again. Nothing was written: please answer once more."
#: What a file that is open elsewhere adds to its sentence, where a row waits; here its question does.
KEPT = "; the row is kept until then"
#: Where an answer is two writes, and the first cannot be taken back: somebody else saved in between, or the disk says no.
STANDS = "{}, and only a part of this answer is written: “{}”. It could not be taken back. Look at it in the file, or press Undo to try once more."
PART = "A part of the answer is taken back. "
PARTLY = "{} was changed elsewhere in the meantime, and has been read again. A part of the answer is taken back: please try once more for the rest."
#: How often a write is taken back from a file that somebody else saves again and again.
_TURNS = 5


class Writing:
    """A log's file as a sitting writes it. whole: the log as it is now; moved: told of it each time it was read again."""

    def __init__(self, whole: JobLog, moved: Callable[[JobLog], None]) -> None:
        self.whole, self._moved = whole, moved

    def again(self) -> None:
        """The file as it is now."""
        self._read(readers.again(self.whole))

    def write(self, made: Answer, done: list[events.Recorded]) -> list[str]:
        """Write an answer, rows first, then cells of rows that are there; what is written comes into `done`. What was said of each.

        Whatever goes wrong, what is written by then is taken back, the last first; what cannot be stays in `done`, and that is said. Raises
        LogError; what is no fault of the file goes on as it came.
        """
        waiting = {kept.id for kept in self._kept()}
        try:
            if made.events:
                done.append(events.record(self.whole, *made.events))
                self._read(done[-1].log)
            for line, cells in made.changes:
                done.append(events.change(self.whole, line, cells))
                self._read(done[-1].log)
        except BaseException as error:
            self._back(done)
            with contextlib.suppress(JobstatsError, OSError):
                self._drop(made, waiting)
            raise self._said(error, done) from None
        return [recorded.said for recorded in done]

    def undo(self, done: list[events.Recorded]) -> str:
        """Take writes back, the last first, and say so; "" for none. What could not be stays in `done`, to be tried once more.

        Raises LogError; GoneError, with that one out of `done`, where its rows do not stand there any more as they were written.
        """
        said, writes = "", len(done)
        try:
            while done:
                said = self._undone(done)
        except events.ChangedError:
            self.again()
            why = CHANGED.replace("written: please answer", "taken back: please try") if len(done) == writes else PARTLY
            raise LogError(why.format(self.whole.name)) from None
        except GoneError as error:
            part = PART if len(done) < writes else ""
            done.pop()
            raise GoneError(f"{part}{error}") from None
        return said

    def _undone(self, done: list[events.Recorded]) -> str:
        taken = events.undo(replace(done[-1], log=self.whole))
        done.pop()
        self._read(taken.log)
        return taken.said

    def _back(self, done: list[events.Recorded]) -> None:
        """Take writes back from the file as it is by now, whoever saves it meanwhile; what cannot be stays in `done`. It raises nothing."""
        for _ in range(_TURNS):
            try:
                while done:
                    self._undone(done)
                return
            except events.ChangedError:
                with contextlib.suppress(JobstatsError, OSError):
                    self.again()
            except Exception:  # why it began is what is told
                return

    def _said(self, error: BaseException, done: list[events.Recorded]) -> BaseException:
        """What is told of a write that failed: what of it stands, or one sentence of what the file or its disk says."""
        changed, name = isinstance(error, events.ChangedError), self.whole.name
        if not isinstance(error, Exception):
            return error
        if done:
            head = str(error).partition(". ")[0] if isinstance(error, JobstatsError) else f"This could not be done ({type(error).__name__})"
            return LogError(STANDS.format(f"{name} was changed elsewhere in the meantime" if changed else head, done[0].done.text))
        if changed:
            self.again()
            return LogError(CHANGED.format(name))
        try:
            with told(name):
                raise error
        except JobstatsError as sentence:
            return LogError(str(sentence).replace(KEPT, ""))
        except Exception:
            return error

    def _drop(self, made: Answer, waiting: set[str]) -> None:
        """What this very answer asked for is asked again here, so nobody need offer it as a row that waits; what else waits goes on waiting."""
        mine = Counter(tuple(sorted(about(event).items())) for event in made.events)
        new = [kept for kept in self._kept() if kept.id not in waiting]
        journal.drop(self.whole.path, [k.id for k in new if Counter(tuple(sorted(row.items())) for row in k.about) == mine])

    def _kept(self) -> list[Kept]:
        """The changes that were asked for and that the file does not hold."""
        return journal.kept(self.whole.path, self.whole.report.header_line if self.whole.report else None)

    def _read(self, whole: JobLog) -> None:
        self.whole = whole
        self._moved(whole)
