"""The form for what just happened: a button, a guess, the very line, and it is written. The journal writes; this decides nothing about the file.

What is typed, and every name, travels in messages, never in the widget's state: a notebook's file may keep that. Whatever goes
wrong becomes a sentence in the form, never a traceback: tracebacks keep names.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import anywidget
import traitlets

from jobstats import following, page, readers
from jobstats.errors import AskError, JobstatsError, LogError
from jobstats.journal import events, journal
from jobstats.journal.event import Event
from jobstats.log import JobLog
from jobstats.widgets import beside, meaning
from jobstats.widgets.panel import bundle
from jobstats.widgets.troubles import troubles
from jobstats.widgets.undoing import Undoing


def capture(log: JobLog) -> Capture:
    """A form for what just happened: what, which application, when; the very line it will write; Write it, and Undo.

    It writes into the file the log was loaded from, and into nothing else; of the sample it takes a copy to practise on. Charts,
    panels and other forms on the page follow, and so do all variables that hold this very log or a slice of it: to keep it as it is
    now beside that, load it once more, `before = js.load(path)`. `form.log` is the newest log; `form.write("follow_up", company="Acme")` writes
    without the page.
    Raises AskError for what is no log of a file.
    """
    return Capture(meaning.of_a_file(log))


class Capture(anywidget.AnyWidget):
    """The form; made by `capture`. log: the newest log, read again after every writing. Nothing of it is in the widget's state."""

    _esm = page.module("picker", "form", "capture")
    _css = page.style("capture")
    controls = traitlets.Unicode().tag(sync=True)

    def __init__(self, log: JobLog, **kwargs: Any) -> None:
        whole = log.whole[0] if log.whole else log
        self._log = self._followed = whole
        self._practice = not whole.path or events.is_practice(whole)
        self._done = Undoing()
        self._lines: dict[str, tuple[dict[str, Any], Event]] = {}  # what the page was shown, by its line
        self._idents: list[str] | None = None
        self._names: list[str] = []
        self._event = ""
        super().__init__(controls=json.dumps(meaning.controls()), **kwargs)
        following.join(self)
        self.on_msg(self._told)

    @property
    def log(self) -> JobLog:
        """The newest log; of the sample the copy it practises on, once it is there."""
        return self._log

    def __repr__(self) -> str:
        return "js.capture: run this cell in JupyterLab to see the form."

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        return bundle(super()._repr_mimebundle_(**kwargs), "form")

    def write(self, event: str, company: str = "", role: str = "", when: date | None = None, **cells: str | int) -> events.Recorded:
        """Write one event, as the page does. when: a date or a datetime, now unless given. cells: round, kind, contact, source, note; round and kind are guessed
        where they are not given. Raises JobstatsError for what cannot be written; nothing is written then."""
        values = meaning.of_python(event, company, role, when, cells)
        self._begin()
        try:
            recorded = self._record(meaning.meant(self._log, values, self._now())[0])
        except events.ChangedError:
            self._reread()
            self._say_last()
            raise LogError(meaning.CHANGED_MEANWHILE.format(self._log.name)) from None
        self._say_done(recorded)
        return recorded

    def undo(self) -> events.Recorded | None:
        """Take back what was written last, and when called again what was before it; None when there is nothing left.

        On the page a new form offers what another one wrote last, too. Raises LogError for what another hand has changed or taken out since; the
        next call is about what was written before that.
        """
        try:
            taken = self._done.back(self._log)
        except events.ChangedError:
            self._reread()
            raise LogError(meaning.CHANGED_SINCE.format(self._log.name)) from None
        if taken is not None:
            self._newer(taken)
            self._say_done(taken)
        return taken

    def follow(self, old: JobLog, new: JobLog) -> None:
        """Something else in this notebook has written into the log: the lists and the line are made anew, what is typed stays."""
        if new is self._log or not following.same(self._log, old):
            return
        before, self._log, self._followed = self._followed, new, new
        following.rename(before, new)
        self._fill_anew()
        self._say_last()
        self._say_lost()

    # ---- what the page says

    def _told(self, _: object, message: Any, __: object) -> None:
        """A message from the page. Nothing it says raises here."""
        message = message if isinstance(message, dict) else {}
        idents = message.get("idents")
        self._idents = [str(ident) for ident in idents] if isinstance(idents, list) else None
        try:
            try:
                self._heard(message)
            except events.ChangedError:
                self._changed(message)
        except JobstatsError as error:
            self._fail(message, str(error))
        except Exception as error:  # no traceback in the notebook: it would keep names
            self._fail(message, meaning.FAILED.format(type(error).__name__))
        finally:
            self._idents = None  # what is written from Python goes to all that was ever shown

    def _changed(self, message: dict[str, Any]) -> None:
        """The file is another than was read: read again; the form's lists are filled anew, what is typed stays, and nothing was written."""
        self._reread()
        self._say_last()
        self._fail({}, meaning.CHANGED.format(self._log.name))
        self._say_lost()

    def _reread(self) -> None:
        self._log = readers.again(self._log)
        self._follow()
        self._fill_anew()

    def _fill_anew(self) -> None:
        """The log is another: the form that is open has new lists and asks for its line once more; what is typed stays."""
        self._lines = {}
        if self._event:
            with contextlib.suppress(JobstatsError):
                self._open({"event": self._event, "keep": True})

    def _fail(self, message: dict[str, Any], said: str, waits: bool = False) -> None:
        """One sentence; about: what failed; waits: whether the row is kept until the file can be written."""
        about = {"about": message.get("kind"), "request": message.get("request")}
        self.send({"kind": "failed", **about, "said": said, "waits": waits, "undo": len(self._done)})

    def _heard(self, message: dict[str, Any]) -> None:
        known: dict[str, Callable[[dict[str, Any]], None]] = {
            "ready": lambda _: self._say_state(),
            "open": self._open,
            "preview": self._preview,
            "write": self._write,
            "undo": self._undo,
            "lost": self._lost,
            "beside": self._beside,
        }
        if (kind := str(message.get("kind"))) in known:
            known[kind](message)

    def _begin(self) -> None:
        """The copy to practise on, the first time anything is wanted; AskError where the file cannot be written."""
        if not self._log.path:
            self._log = events.practice(self._log)
        if why := events.writable(self._log):
            raise AskError(why)

    def _say_state(self) -> None:
        """Where the form stands: whether it can write, what it practises on, what can be undone, what was lost."""
        following.on_page(self)
        why = ""
        try:
            self._begin()
        except AskError as error:
            why = str(error)
        practice, other = meaning.practice(self._log) * self._practice, beside.name_for(self._log) if "js.convert" in why else ""
        last = "" if why else self._done.earlier(self._log)
        self.send({"kind": "state", "unwritable": why, "beside": other, "practice": practice, "last": last, "undo": len(self._done)})
        if not why:
            self._say_lost()

    def _open(self, message: dict[str, Any]) -> None:
        """The small form of one event; the one that is open already keeps what is typed."""
        self._begin()
        self._event = meaning.known(message.get("event"))
        form = meaning.opened(self._log, self._event, self._now())
        self.send({"kind": "form", "kept": bool(message.get("keep")), **form})

    def _preview(self, message: dict[str, Any]) -> None:
        """The very line, and what is worth a second look."""
        values = meaning.of_page(message)
        event, choice = meaning.meant(self._log, values, self._now())
        self._event = event.event  # a page shows its form
        self._lines[line := events.preview(self._log, event)] = values, event
        said = troubles(self._log, event, choice, self._now())
        guess = {"round": event.round, "kind": event.kind}
        self.send({"kind": "preview", "request": message.get("request"), "line": line, "told": said, "guess": guess})

    def _write(self, message: dict[str, Any]) -> None:
        """Write the very line the page shows, and no other. Where it cannot be written, the row may wait until it can."""
        self._begin()
        event = self._as_shown(meaning.of_page(message), message.get("line"))
        if event is None:
            self._fill_anew()
            self._fail(message, meaning.ANOTHER)
            return
        waiting = {lost.id for lost in meaning.lost_rows(self._log)}
        try:
            recorded = self._record(event)
        except events.ChangedError:
            raise
        except JobstatsError as error:
            kept = any(lost.id not in waiting for lost in meaning.lost_rows(self._log))
            self._fail(message, str(error), kept)
            self._say_lost()
            return
        self._say_done(recorded, message)

    def _undo(self, _: dict[str, Any]) -> None:
        if self.undo() is None:
            self._fail({"kind": "undo"}, "There is nothing left to take back that this form has written.")

    def _lost(self, message: dict[str, Any]) -> None:
        """A row that is not in the file: written again, or left out for good."""
        row = next((lost for lost in meaning.lost_rows(self._log) if lost.id == message.get("id")), None)
        recorded = self._record(row.event) if row and message.get("again") else None
        if row:
            journal.drop(self._log.path, row.id.split())
        if recorded:
            self._say_done(recorded)
        else:
            self.send({"kind": "said", "said": meaning.LEFT_OUT if row else meaning.SETTLED})
            self._say_lost()

    def _beside(self, _: dict[str, Any]) -> None:
        """A log in the kit's own format beside the file, and on with it."""
        self._log, said = beside.made(self._log)
        self._fill_anew()
        self._say_state()
        self.send({"kind": "said", "said": said})

    # ---- from what is meant to what is written

    def _as_shown(self, values: dict[str, Any], line: object) -> Event | None:
        """The event whose line the page shows; None where what is chosen there would be another line by now."""
        shown = self._lines.get(str(line))
        if shown and shown[0] == values:
            return shown[1]
        event, _ = meaning.meant(self._log, values, self._now())
        return event if line is None or events.preview(self._log, event) == line else None

    def _record(self, event: Event) -> events.Recorded:
        recorded = events.record(self._log, event)
        self._done.add(recorded)
        self._newer(recorded)
        return recorded

    def _newer(self, recorded: events.Recorded) -> None:
        self._log = recorded.log
        self._follow()

    def _follow(self) -> None:
        """Charts, panels and the notebook's variables show and hold the newest log."""
        found = following.follow(self._followed, self._log, self._idents)
        self._followed, self._names = self._log, found.names
        if found.blocks:
            self.send({"kind": "follow", "blocks": found.blocks})

    def _say_done(self, recorded: events.Recorded, asked: dict[str, Any] | None = None) -> None:
        """What was done, and which variables hold it. asked: the message of the form that has done its work, and closes."""
        said, which = recorded.said + meaning.held(self._names), {"closes": bool(asked), "request": (asked or {}).get("request")}
        self.send({"kind": "done", "said": said, "undo": len(self._done), **which})
        self._event = "" if asked else self._event
        self._fill_anew()
        self._say_lost()

    def _say_last(self) -> None:
        """Where the page offers what was written last elsewhere: what that is by now."""
        if self._done.offers:
            self.send({"kind": "last", "last": self._done.earlier(self._log), "undo": len(self._done)})

    def _say_lost(self) -> None:
        self.send({"kind": "lost", "rows": [meaning.missing(lost, self._now()) for lost in meaning.lost_rows(self._log)]})

    def _now(self) -> datetime:
        """The present minute; in practice on the last day of the sample."""
        now = _clock().replace(second=0, microsecond=0)
        return datetime.combine(self._log.as_of, now.time()) if self._practice else now


def _clock() -> datetime:
    """The local time of the machine the notebook's kernel runs on."""
    return datetime.now()
