"""The form for filling in the past: one question at a time, each answer written at once; and what an archive proposes, to be ticked.

What is asked and answered travels in messages, never in the widget's state: a notebook's file may keep that. Whatever goes
wrong becomes a sentence in the form, never a traceback: tracebacks keep names.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import anywidget

from jobstats import following, page
from jobstats.errors import AskError, JobstatsError, count
from jobstats.journal import events
from jobstats.log import JobLog
from jobstats.widgets import beside
from jobstats.widgets.answering import Choice
from jobstats.widgets.meaning import FAILED
from jobstats.widgets.offering import Offer
from jobstats.widgets.panel import bundle
from jobstats.widgets.sitting import Sitting

PRACTICE = "This is a copy of the sample to practise on: nothing is kept."
NOTHING = "Nothing is left to ask: your log holds what the charts need, or you have said that you do not know it."
EMPTY = "This log has no application yet, so there is nothing to ask. js.capture(log) notes the first."
ENOUGH = "That was all there is to ask. Thank you for remembering."
LATER = "That was all for one sitting, thank you. {} left for another day."
SKIPPED = "All is asked; {} skipped, which can be asked once more."


def backfill(log: JobLog, path: str | Path | None = None) -> Backfill:
    """A form that asks for what the log does not know and you may: one question at a time, what the charts need most first.

    Each answer is written at once into the file the log was loaded from, and can be taken back; what you do not know is never asked
    again. Of the sample it takes a copy to practise on. path: a calendar (.ics) or LinkedIn's messages.csv (or a zip or folder that
    holds them), whose proposals come as a list to tick; nothing of it is written unticked. Without the page: `form.question`,
    `form.answer("that evening")`, `form.undo()`, `form.tick([0, 2])`, `form.write()`; `form.log` is the newest log.
    Raises AskError for what is no log of a file, LogError for an archive that cannot be read.
    """
    if not isinstance(log, JobLog):
        raise AskError(
            'js.backfill wants a log. Write js.backfill(js.load("path/to/your.csv")), or js.backfill(js.load()) to practise on the sample.'
        )
    if log.shown is not None:
        raise AskError("This log has no names any more, so nothing can be written into it. Give js.backfill the log itself.")
    return Backfill(log, path)


class Backfill(anywidget.AnyWidget):
    """The form; made by `backfill`. log: the newest log, read again after every answer. Nothing of it is in the widget's state."""

    _esm = page.module("picker", "form", "backfill")
    _css = page.style("backfill")

    def __init__(self, log: JobLog, path: str | Path | None = None, **kwargs: Any) -> None:
        self._followed = log.whole[0] if log.whole else log
        self._idents: list[str] | None = None
        self._turn, self._key, self._ended = 0, "", False
        self._blocks: list[dict[str, str]] = []
        self._sitting = Sitting(log, self._moved)
        self._offer = Offer(self._sitting.whole, path) if path is not None else None
        super().__init__(**kwargs)
        following.join(self)
        self.on_msg(self._told)

    def __repr__(self) -> str:
        return "js.backfill: run this cell in JupyterLab to see the form."

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        return bundle(super()._repr_mimebundle_(**kwargs), "form")

    # ---- without the page

    @property
    def log(self) -> JobLog:
        """The newest log: the whole one, as it is in the file now."""
        return self._sitting.whole

    @property
    def question(self) -> str:
        """The question there is; "" when nothing is left."""
        at = self._sitting.question
        return str(at["text"]) if at else ""

    @property
    def choices(self) -> tuple[str, ...]:
        """The answers to it."""
        return tuple(choice.label for choice in self._sitting.choices)

    @property
    def proposals(self) -> tuple[str, ...]:
        """What the archive proposes, as it is shown in the list; () without one."""
        return tuple(item.text for item in self._offer.items) if self._offer else ()

    def answer(self, said: str | int, value: object = "") -> str:
        """Answer the question, as the page does: form.answer("that evening"), form.answer(4, "2026-03-12"). Returns what was written.

        Raises JobstatsError, with nothing written, for an answer that cannot be."""
        return self._done(lambda: self._answer(self._sitting.choose(said), str(value)))

    def skip(self) -> None:
        """Leave the question for the end."""
        self._done(self._sitting.skip)

    def undo(self) -> str:
        """Take back the last answer, or what was written last of the list. Returns what was taken back."""
        return self._done(self._undo, self._sitting.listed)

    def tick(self, which: int | Collection[int], company: Mapping[int, str] | None = None, role: Mapping[int, str] | None = None) -> None:
        """Tick these proposals (numbers from 0) and no others. company, role: for those that name none, {number: name}."""
        self._offered().tick(which, company, role)
        self._say()

    def write(self) -> str:
        """Write what is ticked, in one save. Returns what was written."""
        return self._done(self._write, listed=True)

    def follow(self, old: JobLog, new: JobLog) -> None:
        """Something else in this notebook has written into the log."""
        if following.same(self._sitting.whole, old) and new is not self._sitting.whole:
            self._sitting.newer(new)
            before, self._followed = self._followed, new
            following.rename(before, new)  # another, where a log was made beside the file
            self._say()

    def _done(self, act: Callable[[], str], listed: bool = False) -> str:
        said = act()
        self._say(said, listed=listed)
        return said

    # ---- what the page says

    def _told(self, _: object, message: Any, __: object) -> None:
        """A message from the page. Nothing it says raises here."""
        message = message if isinstance(message, dict) else {}
        kind, idents = str(message.get("kind", "")), message.get("idents")
        self._idents = [str(ident) for ident in idents] if isinstance(idents, list) else None
        listed = kind == "write" or (kind == "undo" and self._sitting.listed)
        try:
            self._heard(kind, message, listed)
        except JobstatsError as error:
            self._say(str(error), True, listed)
        except Exception as error:  # no traceback in the notebook: it would keep names
            self._say(FAILED.format(type(error).__name__), True, listed)
        finally:
            self._idents = None  # what is written from Python goes to all that was ever shown

    def _heard(self, kind: str, message: dict[str, Any], listed: bool) -> None:
        known: dict[str, Callable[[dict[str, Any]], str]] = {
            "ready": lambda _: "",
            "answer": self._answered,
            "skip": lambda m: self._sitting.skip() if self._current(m) else "",
            "undo": lambda _: self._undo(),
            "enough": lambda _: self._end(True),
            "on": lambda _: self._end(False),
            "skipped": lambda _: self._sitting.once_more(),
            "open": self._open,
            "close": lambda _: self._close(),
            "write": self._ticked,
            "beside": lambda _: self._beside(),
        }
        if kind in known:
            self._say(known[kind](message), listed=listed)

    def _answered(self, message: dict[str, Any]) -> str:
        """An answer to the question the page shows; one to a question that is over (a button pressed twice) is none."""
        if not self._current(message):
            return ""
        return self._answer(self._sitting.choose(str(message.get("choice", ""))), str(message.get("value") or ""))

    def _current(self, message: dict[str, Any]) -> bool:
        return message.get("turn") == self._turn

    def _answer(self, choice: Choice, value: str) -> str:
        self._sitting.check()
        self._ended = False
        return self._sitting.answer(choice, value)

    def _undo(self) -> str:
        listed, said = self._sitting.listed, self._sitting.undo()
        self._ended = False
        if listed:
            self._offer_again()
        return said

    def _end(self, ended: bool) -> str:
        self._ended = ended
        return ""

    def _open(self, message: dict[str, Any]) -> str:
        """A list of what an archive proposes."""
        self._sitting.check()
        self._offer = Offer(self._sitting.whole, str(message.get("path") or ""))
        return ""

    def _close(self) -> str:
        self._offer = None
        return ""

    def _ticked(self, message: dict[str, Any]) -> str:
        """What the page shows as ticked is written."""
        self._offered().tick(message.get("which") or [], message.get("company"), message.get("role"))
        return self._write()

    def _write(self) -> str:
        self._sitting.check()
        said = self._sitting.write(self._offered().rows())
        self._offer_again()
        return said

    def _offered(self) -> Offer:
        if self._offer is None:
            raise AskError('There is no list to tick. Open one with js.backfill(log, "calendar.ics"), or in the form.')
        return self._offer

    def _offer_again(self) -> None:
        """The same archive beside the log as it is now; where it cannot be read any more, the list is closed."""
        if self._offer is None:
            return
        try:
            self._offer = self._offer.again(self._sitting.whole)
        except JobstatsError:
            self._offer = None

    def _beside(self) -> str:
        """A log in the kit's own format beside a file that is only read, and on with it; what shows that file follows the first write."""
        log, said = beside.made(self._sitting.whole)
        self._sitting = Sitting(log, self._moved)
        return said

    # ---- what the page is told

    def _moved(self, whole: JobLog) -> None:
        """The file was read again: charts, panels and the notebook's variables follow."""
        before, self._followed = self._followed, whole
        found = following.follow(before, whole, self._idents)
        newer = {block["ident"]: block for block in [*self._blocks, *found.blocks]}
        self._blocks = list(newer.values())

    def _say(self, said: str = "", failed: bool = False, listed: bool = False) -> None:
        """Where the sitting stands, whole; then the charts that changed. listed: what is said is said of the list."""
        at, why = self._sitting.question, events.writable(self._sitting.whole)
        key = f"{at['key']} {at['text']}" if at else ""
        self._turn, self._key = self._turn + (key != self._key), key
        state = {
            "kind": "state",
            "turn": self._turn,
            "said": said,
            "failed": failed,
            "listed": listed,
            "unwritable": why,
            "beside": beside.name_for(self.log) if "js.convert" in why else "",
            "practice": PRACTICE if self._sitting.practice else "",
            "question": self._shown() if at and not why and not self._ended else None,
            "over": "" if at or why else self._over(),
            "ended": self._gains() if self._ended else None,
            "undo": len(self._sitting.steps),
            "undoes": "list" if self._sitting.listed else "answer",
            "skipped": self._sitting.counted[2],
            "offer": self._offer.told() if self._offer and not why else None,
        }
        self.send(state)
        if self._blocks:
            blocks, self._blocks = self._blocks, []
            self.send({"kind": "follow", "blocks": blocks})

    def _shown(self) -> dict[str, Any]:
        """The question there is, as the page shows it."""
        number, of, _ = self._sitting.counted
        first, last = self._sitting.days()
        return {
            "text": self.question,
            "number": number,
            "of": of,
            "later": self._sitting.later,
            "improves": (self._sitting.question or {}).get("improves", ""),
            "standing": self._sitting.standing,
            "choices": [{"name": c.name, "label": c.label, "asks": c.asks, "field": c.field} for c in self._sitting.choices],
            "first": first,
            "last": last,
        }

    def _over(self) -> str:
        """What is said where nothing is left to ask."""
        skipped = self._sitting.counted[2]
        if skipped:
            return SKIPPED.format(count(skipped, "question was", "questions were"))
        if later := self._sitting.later:
            return LATER.format(count(later, "question is", "questions are"))
        return ENOUGH if self._sitting.answers else NOTHING if len(self.log) else EMPTY

    def _gains(self) -> dict[str, Any]:
        """What this sitting brought."""
        n, left = self._sitting.answers, self._sitting.left
        head = f"{count(n, 'answer')} in this sitting: thank you." if n else "No answer in this sitting, and that is fine."
        rest = f" {count(left, 'question is', 'questions are')} left for another day." if left else " Nothing is left to ask."
        return {"said": head + rest, "gained": [{"before": before, "now": now} for before, now in self._sitting.gained()]}
