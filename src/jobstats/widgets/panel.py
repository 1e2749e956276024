"""The panel: filters and linked charts in one widget, redrawn in place. It asks the log and the catalogue, and counts nothing.

One message comes from the page (what is chosen), one goes back (every chart, as one JSON text). What can be chosen and what is
shown travel in messages alone, never in the widget's state: a notebook's file may keep that. Whatever goes wrong becomes a
sentence in the panel's status line, never a traceback: tracebacks keep names.
"""

from __future__ import annotations

import json
import re
from datetime import date
from hashlib import blake2b
from typing import Any

import anywidget
import traitlets

from jobstats import charts, following, page
from jobstats.errors import AskError, JobstatsError
from jobstats.log import JobLog
from jobstats.vocabulary import LABELS, STAGES

Filters = dict[str, Any]

#: The count at the start of a log's caption; the panel says its own.
_COUNTED = re.compile(r"^\d[\d,]*( of \d[\d,]*)? applications?[,;]? ?")
#: What stands in a notebook's file in the place of a widget; `private` says that it holds no name (see jupyter/saving.py).
RUN_AGAIN = "Run this cell to see the {}."
NAMELESS = {"jobstats": {"private": False}}
VIEW = "application/vnd.jupyter.widget-view+json"


def panel(log: JobLog) -> Panel:
    """Filters (applied from and to, source, stage reached, company, other columns) over the linked charts.

    `panel.log` is the filtered log, to go on with in the next cell; `panel.filters = {"source": ["referral"]}` works too.
    """
    if not hasattr(log, "where"):
        raise AskError('js.panel wants a log. Write js.panel(js.load()) for the sample, or js.panel(js.load("path/to/your.csv")).')
    return Panel(log)


class Panel(anywidget.AnyWidget):
    """One widget for all filters and charts; made by `panel`.

    filters: what is chosen: applied ([from, to], days as text or None), stage, company, and any column's list of
    values. Setting it redraws. payload: what the page shows now, as JSON. controls: what can be chosen. None of
    these is in the widget's state.
    """

    _esm = page.module("panel")
    _css = page.style()
    filters = traitlets.Dict()

    def __init__(self, log: JobLog, **kwargs: Any) -> None:
        self._all = self._newest = self._log = log
        self._applied: Filters = {}
        self._shown: list[str] = []
        self._number = 0
        self._request = ""
        self._heard = False
        self.payload = ""
        super().__init__(**kwargs)
        self._answer(dict(self.filters))
        self.on_msg(self._told)
        following.join(self)

    @property
    def controls(self) -> dict[str, Any]:
        """What can be chosen, as the page is told."""
        return _controls(self._all)

    @property
    def log(self) -> JobLog:
        """The log as filtered now."""
        return self._log

    def __repr__(self) -> str:
        return f"js.panel: {self._count()}"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        return bundle(super()._repr_mimebundle_(**kwargs), "panel")

    def follow(self, old: JobLog, new: JobLog) -> None:
        """The file of the log has changed: draw it anew. Filters that are possible no more are dropped, and the status line says so."""
        if not following.same(self._newest, old) or new is self._newest:
            return
        self._newest = new
        try:
            self._all = self._all.like(new)
        except JobstatsError:  # the panel's own slice finds nothing any more: what it shows stays
            self._say(following.OLD.replace("picture is", "panel is"))
            return
        kept, trouble = self._possible(self._applied)
        self._take(self._all.where(**self._asked(kept)), kept)
        self._say(" ".join(trouble), controls=self.controls)

    def _told(self, _: object, message: dict[str, Any], __: object) -> None:
        """A message from the page: it is there, filters chosen, company names wanted, or plotly.js wanted."""
        kind = message.get("kind")
        self._heard = True
        if kind == "ready":
            following.on_page(self)
            self._tell(controls=self.controls)
        elif kind == "filters":
            self._request = str(message.get("request", ""))
            self._answer(message.get("filters") or {})
        elif kind == "companies":
            self.send({"kind": "companies", "names": self._companies()})
        elif kind == "plotly":
            self.send({"kind": "plotly"}, buffers=[page.plotly_js().encode()])

    def _companies(self) -> list[str]:
        try:
            return self._all.companies()
        except Exception:  # a list of suggestions only: without it the field still works
            return []

    @traitlets.observe("filters")
    def _set_from_python(self, change: dict[str, Any]) -> None:
        if self._number and change["new"] != self._applied:
            self._answer(change["new"])

    def _answer(self, filters: Filters) -> None:
        """Redraw for these filters; if they cannot be had, keep what is shown and say why."""
        trouble = ""
        try:
            log = self._all.where(**self._asked(filters))
        except JobstatsError as error:
            trouble = str(error)
        except Exception as error:
            trouble = f"These filters could not be applied ({type(error).__name__}). Reset them, or choose others."
        else:
            self._take(log, filters)
        if not self._shown:
            self._take(self._log, self._applied)
        self._say(trouble)

    def _take(self, log: JobLog, filters: Filters) -> None:
        """Draw this log, chosen by these filters."""
        names = charts.PANEL_WITHOUT_DAYS if len(self._all) and self._all.span() is None else charts.PANEL
        self._log, self._applied = log, filters
        self._shown = [_entry(name, log) for name in names]

    def _say(self, trouble: str, **more: Any) -> None:
        """Tell the page what is shown now, and what went wrong."""
        self._number += 1
        head = json.dumps(self._head(trouble), default=str)
        self._request = ""
        self.filters = self._applied
        self.payload = f'{head[:-1]},"charts":[{",".join(self._shown)}]}}'  # the charts are JSON already
        self._tell(**more)

    def _tell(self, **more: Any) -> None:
        if not self._heard:  # no page is there yet; it says when it is
            return
        self.send({"kind": "answer", **more}, buffers=[self.payload.encode()])

    def _possible(self, filters: Filters) -> tuple[Filters, list[str]]:
        """Those of the filters that can be had, and what is said of each of the others."""
        kept, trouble = dict(filters), []
        for name, value in filters.items():
            try:
                self._all.where(**self._asked({name: value}))
            except JobstatsError as error:
                del kept[name]
                trouble.append(str(error))
        return kept, trouble

    def _asked(self, filters: Filters) -> dict[str, Any]:
        """Filters as `log.where` takes them; what is empty asks for nothing."""
        asked = {column: value for column, value in filters.items() if value not in (None, "", [], ())}
        if "applied" in asked:
            first, last = (day(side) for side in asked["applied"])
            asked["applied"] = (first, last)
        name = asked.get("company")
        if isinstance(name, str) and not self._all.has_company(name):
            raise AskError(f"There is no application to “{name}” in this log. Choose a company from the list, or clear the field.")
        return asked

    def _head(self, trouble: str) -> dict[str, Any]:
        """What an answer says besides its charts."""
        return {
            "number": self._number,
            "request": self._request,
            "filters": self._applied,
            "count": trouble or self._count(),
            "caption": f"Still shown: {self._count()}." if trouble else _COUNTED.sub("", self._log.caption()),
        }

    def _count(self) -> str:
        total = len(self._all)
        return f"{len(self._log)} of {total} application{'' if total == 1 else 's'}"


def _controls(log: JobLog) -> dict[str, Any]:
    """What can be chosen, without any company's name: those come when they are asked for."""
    span = log.span()
    return {
        "span": [day.isoformat() for day in span] if span else None,
        "stages": [[stage, LABELS[stage]] for stage in STAGES[1:]],
        "choices": [{"column": c, "label": c.replace("_", " ").capitalize(), "values": v} for c, v in log.choices().items()],
    }


def bundle(shown: Any, what: str) -> Any:
    """A widget as a cell shows it, marked as holding no name; `what` it is called in the sentence that stands where it cannot be shown."""
    if shown:
        following.displayed(shown[0].get(VIEW, {}).get("model_id", ""))
    return shown and ({**shown[0], "text/plain": RUN_AGAIN.format(what)}, {**shown[1], **NAMELESS})


def day(side: Any) -> date | None:
    """A day as a person or a date field writes it; None for an empty side. Raises AskError for anything else."""
    if side is None or side == "" or isinstance(side, date):
        return side or None
    try:
        return date.fromisoformat(str(side))
    except ValueError:
        raise AskError(f"“{side}” is not a day. Write it as year, month and day: 2026-03-09.") from None


def _entry(name: str, log: JobLog) -> str:
    """One chart for the page, as JSON: its block, its figure, and a mark that changes when either does."""
    try:
        drawn = charts.CATALOGUE[name].draw(log)
    except Exception as error:  # one chart that fails leaves the others whole, and no traceback in the notebook
        drawn = _failed(name, error)
    body = f'"name":{json.dumps(name)},"html":{json.dumps(page.block(drawn))},"figure":{page.figure_json(drawn.figure)}'
    return f'{{"mark":"{blake2b(body.encode(), digest_size=8).hexdigest()}",{body}}}'


def _failed(name: str, error: Exception) -> page.Drawn:
    why = str(error) if isinstance(error, JobstatsError) else f"This chart could not be drawn ({type(error).__name__})."
    return page.without_picture(name, getattr(charts.CATALOGUE[name], "question", name), why)
