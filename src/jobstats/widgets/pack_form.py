"""The form for the coach's pack: what to show, a preview, and the writing. It asks the pack, and decides nothing itself.

What is typed and ticked travels in messages, never in the widget's state: a notebook's file may keep that. Whatever goes
wrong becomes a sentence in the form, never a traceback: tracebacks keep names.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import anywidget
import traitlets

from jobstats import charts, page
from jobstats.charts import on_ahead, on_applications, on_interviews, on_pace, on_people, on_time, on_verdicts
from jobstats.errors import AskError, JobstatsError
from jobstats.log import JobLog
from jobstats.packs import levels, packing, report
from jobstats.packs.packing import Pack
from jobstats.widgets.panel import day

#: Questions of one's own for a session, at most.
QUESTIONS = 3
#: The charts by subject, in the order of the notebooks.
GROUPS = (
    ("How far applications get", (on_applications,)),
    ("How long it takes", (on_time,)),
    ("Interviews, notes and nudges", (on_interviews,)),
    ("Going on applying", (on_pace,)),
    ("Effort, people, processes side by side", (on_people,)),
    ("What can be told, and what lies ahead", (on_verdicts, on_ahead)),
)
#: What the form is filled with, named as js.pack names it.
_FIELDS = ("level", "charts", "period", "words", "questions", "show", "folder")
#: What opens what was written, by the end of its name, in the order shown.
_LINKED = ("report.html", "report.pdf", ".zip")


def pack_form(log: JobLog, **filled: Any) -> PackForm:
    """A form for the coach's pack: what to show, which charts, words and questions of one's own; a preview; then the files.

    It can be filled from Python too, with what js.pack takes: js.pack_form(log, level="coded"), or form.level = "coded" later.
    `form.pack` is what was written last. Raises AskError for what is no log, and for what the form does not have.
    """
    if not isinstance(log, JobLog):
        raise AskError(
            'js.pack_form wants a log. Write js.pack_form(js.load()) for the sample, or js.pack_form(js.load("path/to/your.csv")).'
        )
    for name in filled:
        if name not in (*_FIELDS, "goals"):
            raise AskError(f"The form has no “{name}”. It has: {', '.join(_FIELDS)}, goals.")
    return PackForm(log, **filled)


class PackForm(anywidget.AnyWidget):
    """The form; made by `pack_form`.

    level: "aggregate", "coded" or "open". charts: names of the catalogue. period: (first, last) day of applying, None for an
    open side, or None. words, questions: the owner's own. show: what the level “open” shows. folder: where to write. goals: times
    a week by kind, from Python only. Each can be set; AskError says what a wrong value should be. pack: the last pack written.
    None of these is in the widget's state.
    """

    _esm = f"{page.static('element.js')}\n{page.static('pack_form.js')}"
    _css = page.style("pack_form")
    controls = traitlets.Unicode().tag(sync=True)
    level = traitlets.Unicode("aggregate")
    charts = traitlets.Any(levels.SENSIBLE)
    period = traitlets.Any(None)
    words = traitlets.Unicode("")
    questions = traitlets.Any(())
    show = traitlets.Any(())
    folder = traitlets.Unicode("../out")
    goals = traitlets.Any(None)

    def __init__(self, log: JobLog, **kwargs: Any) -> None:
        self._log = log
        self._written: Pack | None = None
        self._from_page = False
        super().__init__(controls=json.dumps(_controls(log)), **kwargs)
        self.on_msg(self._told)

    @property
    def pack(self) -> Pack | None:
        """What was written last; None before."""
        return self._written

    def __repr__(self) -> str:
        return "js.pack_form: run this cell in JupyterLab to see the form."

    def _told(self, _: object, message: dict[str, Any], __: object) -> None:
        """A message from the page: it is there, something was changed, a preview is wanted, or the pack."""
        asked: dict[str, Callable[[], None]] = {"preview": self._preview, "write": self._write}
        kind = str(message.get("kind", ""))
        if kind == "ready":
            self._say_values()
            self._say_written()
            return
        try:
            self._take(message.get("values") or {})
            if kind in asked:
                self.send({"kind": "begun"})
                asked[kind]()
        except JobstatsError as error:
            self.send({"kind": "failed", "said": str(error)})
        except Exception as error:  # no traceback in the notebook: it would keep names
            self.send({"kind": "failed", "said": f"This could not be done ({type(error).__name__}). Nothing new was written."})

    def _take(self, values: dict[str, Any]) -> None:
        """What the page shows, as it shows it."""
        self._from_page = True
        try:
            for name in _FIELDS:
                if name in values:
                    setattr(self, name, values[name])
        finally:
            self._from_page = False

    def _preview(self) -> None:
        self.send({"kind": "preview", "html": report.report(packing.contents(self._log, **self._asked()))})

    def _write(self) -> None:
        self._written = packing.pack(self._log, self.folder, **self._asked())
        self._say_written()

    def _asked(self) -> dict[str, Any]:
        """The form as js.pack takes it."""
        asked = {name: getattr(self, name) for name in (*_FIELDS, "goals") if name != "folder"}
        return {**asked, "show": self.show if self.level == "open" else (), "tell": self._say_progress}

    def _say_progress(self, done: int, of: int, what: str) -> None:
        self.send({"kind": "progress", "done": done, "of": of, "what": what})

    def _say_values(self) -> None:
        values = {name: getattr(self, name) for name in _FIELDS}
        if self.period:
            values["period"] = [side and side.isoformat() for side in self.period]
        self.send({"kind": "values", "values": values})

    def _say_written(self) -> None:
        """What was written, with the files that can be opened: a link to them needs no server that serves their folder."""
        if self._written is None:
            return
        files = [path for end in _LINKED for path in self._written.files if path.name.endswith(end) and path.is_file()]
        message = {
            "kind": "written",
            "said": f"Written: {len(self._written.files)} files.",
            "folder": str(self._written.folder),
            "notes": list(self._written.notes),
            "files": [path.name for path in files],
        }
        self.send(message, buffers=[path.read_bytes() for path in files])

    @traitlets.observe(*_FIELDS)
    def _set_from_python(self, _: dict[str, Any]) -> None:
        if not self._from_page:
            self._say_values()

    @traitlets.validate(*_FIELDS)
    def _fits(self, proposal: dict[str, Any]) -> Any:
        """Refuse what no pack could take; AskError says what there is."""
        check: Callable[[Any], Any] = _CHECKS.get(proposal["trait"].name, lambda value: value)
        return check(proposal["value"])


def _controls(log: JobLog) -> dict[str, Any]:
    """What can be chosen, without any name of the log: this may be kept in a notebook's file."""
    span = log.span()
    return {
        "levels": [{"name": name, **vars(level)} for name, level in levels.LEVELS.items()],
        "showable": list(levels.SHOWABLE.items()),
        "groups": [{"title": title, "charts": [_chart(e.name) for s in subjects for e in s.ENTRIES]} for title, subjects in GROUPS],
        "sensible": levels.SENSIBLE,
        "span": [side.isoformat() for side in span] if span else None,
        "questions": QUESTIONS,
    }


def _chart(name: str) -> dict[str, Any]:
    """One chart to tick: its question, and the levels that cannot show it, each with the reason."""
    why = {level: levels.withheld(name, level) for level in levels.LEVELS}
    return {"name": name, "question": charts.CATALOGUE[name].question, "withheld": {level: text for level, text in why.items() if text}}


def _level(value: str) -> str:
    levels.level(value)
    return value


def _among(none: str, known: Any) -> Callable[[Any], tuple[str, ...]]:
    """A check that all of several values are known."""

    def check(value: Any) -> tuple[str, ...]:
        wanted = _several(value)
        for name in wanted:
            if name not in known:
                raise AskError(f"{none.format(name)}. There is: {', '.join(known)}.")
        return wanted

    return check


def _questions(value: Any) -> tuple[str, ...]:
    asked = tuple(text for text in _several(value) if text.strip())
    if len(asked) > QUESTIONS:
        raise AskError(f"A session has room for {QUESTIONS} questions, and these are {len(asked)}. Keep the ones that matter most.")
    return asked


def _period(value: Any) -> tuple[Any, Any] | None:
    if not value:
        return None
    sides = () if isinstance(value, str) else tuple(value)
    if len(sides) != 2:
        raise AskError('A period is two days, None for an open side: form.period = ("2026-03-01", None).')
    first, last = (day(side) for side in sides)
    if first and last and first > last:
        raise AskError("The period ends before it begins. Change one of its days, or leave both empty.")
    return (first, last) if first or last else None


def _several(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "level": _level,
    "charts": _among("There is no chart “{}”", charts.CATALOGUE),
    "show": _among("There is nothing called “{}” to show", levels.SHOWABLE),
    "questions": _questions,
    "period": _period,
}
