"""The form for the coach's pack: what to show, a preview, and the writing. It asks the pack, and decides nothing itself.

What can be chosen, and what is typed and ticked, travels in messages, never in the widget's state: a notebook's file may keep
that. Whatever goes wrong becomes a sentence in the form, never a traceback: tracebacks keep names.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import anywidget
import traitlets

from jobstats import charts, page
from jobstats.charts import on_ahead, on_applications, on_interviews, on_pace, on_people, on_time, on_verdicts
from jobstats.errors import AskError, JobstatsError
from jobstats.log import JobLog
from jobstats.packs import checking, levels, packing, report
from jobstats.packs.asked import asked
from jobstats.packs.packing import Pack
from jobstats.widgets.panel import bundle, day

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
#: Where a pack goes unless another folder is named.
FOLDER = "../out"
#: The goal that has a field of its own in the page; others come from Python.
GOAL = "applied"
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
    open side, or None. words, questions: the owner's own. show: what the level “open” shows. folder: where to write, "../out" where
    it is blank. goals: times a week by kind; the page has a field for applications, the others come from Python. Each can be set;
    AskError says what a wrong value should be. pack: what was written last; None before, and after a writing that failed.
    None of these is in the widget's state.
    """

    _esm = "\n".join(page.static(f"{name}.js") for name in ("element", "form", "pack_form"))
    _css = page.style("pack_form")
    level = traitlets.Unicode("aggregate")
    charts = traitlets.Any(levels.SENSIBLE)
    period = traitlets.Any(None)
    words = traitlets.Unicode("")
    questions = traitlets.Any(())
    show = traitlets.Any(())
    folder = traitlets.Unicode(FOLDER)
    goals = traitlets.Any(None)

    def __init__(self, log: JobLog, **kwargs: Any) -> None:
        self._log = log
        self._written: Pack | None = None
        self._from_page = False
        super().__init__(**kwargs)
        self.on_msg(self._told)

    @property
    def pack(self) -> Pack | None:
        """What was written last; None before, and after a writing that failed."""
        return self._written

    def __repr__(self) -> str:
        return "js.pack_form: run this cell in JupyterLab to see the form."

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        return bundle(super()._repr_mimebundle_(**kwargs), "form")

    @property
    def controls(self) -> dict[str, Any]:
        """What can be chosen, as the page is told."""
        return _controls(self._log)

    def _told(self, _: object, message: Any, __: object) -> None:
        """A message from the page: it is there, something was changed, a preview is wanted, or the pack. Nothing it says raises here."""
        try:
            self._heard(message if isinstance(message, dict) else {})
        except JobstatsError as error:
            self.send({"kind": "failed", "said": str(error)})
        except Exception as error:  # no traceback in the notebook: it would keep names
            self.send({"kind": "failed", "said": f"This could not be done ({type(error).__name__}). Nothing new was written."})

    def _heard(self, message: dict[str, Any]) -> None:
        kind, wanted = str(message.get("kind", "")), {"preview": self._preview, "write": self._write}
        if kind == "ready":
            self.send({"kind": "controls", "controls": self.controls})
            self._say_values()
            self._say_written()
        if kind == "write":
            self._written = None  # should it fail, nothing of an older pack is taken for this one
        if kind in ("changed", *wanted):
            self._take(message.get("values") or {})
        if kind in wanted:
            self.send({"kind": "begun"})
            wanted[kind]()

    def _take(self, values: Any) -> None:
        """What the page shows, as it shows it."""
        if not isinstance(values, dict):
            raise AskError("The page sent what the form cannot read. Run this cell again.")
        self._from_page = True
        try:
            for name in _FIELDS:
                if name in values:
                    setattr(self, name, values[name])
            if "goal" in values:
                others = {kind: goal for kind, goal in (self.goals or {}).items() if kind != GOAL}
                self.goals = others | ({} if values["goal"] is None else {GOAL: values["goal"]})
        finally:
            self._from_page = False

    def _preview(self) -> None:
        """The report as it would be; and, before anything is written, what the owner's own words give away."""
        html = report.report(packing.contents(self._log, **self._asked()))
        said = {name: value for name, value in self._asked().items() if name not in ("period", "tell")}
        self.send({"kind": "preview", "html": html, "notes": checking.of_words(self._log, asked(**said))})

    def _write(self) -> None:
        self._written = packing.pack(self._log, self.folder, **self._asked())
        self._say_written()

    def _asked(self) -> dict[str, Any]:
        """The form as js.pack takes it."""
        said = {name: getattr(self, name) for name in (*_FIELDS, "goals") if name != "folder"}
        return {**said, "show": self.show if self.level == "open" else (), "tell": self._say_progress}

    def _say_progress(self, done: int, of: int, what: str) -> None:
        self.send({"kind": "progress", "done": done, "of": of, "what": what})

    def _say_values(self) -> None:
        values = {**{name: getattr(self, name) for name in _FIELDS}, "goal": (self.goals or {}).get(GOAL)}
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
            "said": f"Written at the level “{levels.LEVELS[self._written.level].title}”: {len(self._written.files)} files.",
            "folder": str(self._written.folder),
            "notes": list(self._written.notes),
            "files": [path.name for path in files],
        }
        self.send(message, buffers=[path.read_bytes() for path in files])

    @traitlets.observe(*_FIELDS, "goals")
    def _set_from_python(self, _: dict[str, Any]) -> None:
        if not self._from_page:
            self._say_values()

    @traitlets.validate(*_FIELDS, "goals")
    def _fits(self, proposal: dict[str, Any]) -> Any:
        """Refuse what no pack could take; AskError says what there is."""
        check: Callable[[Any], Any] = _CHECKS.get(proposal["trait"].name, lambda value: value)
        return check(proposal["value"])


def _controls(log: JobLog) -> dict[str, Any]:
    """What can be chosen, without any name of the log."""
    span = log.span()
    return {
        "levels": [{"name": name, **vars(level)} for name, level in levels.LEVELS.items()],
        "showable": list(levels.SHOWABLE.items()),
        "groups": [{"title": title, "charts": [_chart(e.name) for s in subjects for e in s.ENTRIES]} for title, subjects in GROUPS],
        "sensible": levels.SENSIBLE,
        "span": [side.isoformat() for side in span] if span else None,
        "questions": QUESTIONS,
        "folder": FOLDER,
        "effort": charts.CATALOGUE["effort"].question,
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
    own = tuple(text for text in _several(value) if text.strip())
    if len(own) > QUESTIONS:
        raise AskError(f"A session has room for {QUESTIONS} questions, and these are {len(own)}. Keep the ones that matter most.")
    return own


def _goals(value: Any) -> dict[str, float] | None:
    if not value:
        return None
    if not isinstance(value, Mapping):
        raise AskError(f'Goals are given by kind, as in form.goals = {{"applied": 8}}, and this is a {type(value).__name__}.')
    for name, goal in value.items():
        if isinstance(goal, bool) or not isinstance(goal, int | float) or not (math.isfinite(goal) and goal > 0):
            raise AskError(f"The goal for {name} is no number of times a week. Write a number above nought, or leave it empty.")
    return dict(value)


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
    "folder": lambda value: value.strip() or FOLDER,
    "goals": _goals,
}
