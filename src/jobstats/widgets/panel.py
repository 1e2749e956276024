"""The panel: filters and linked charts in one widget, redrawn in place. It asks the log and the catalogue, and counts nothing.

One message comes from the page (what is chosen), one goes back (every chart, as one JSON text). Whatever goes wrong
becomes a sentence in the panel's status line, never a traceback: tracebacks keep names.
"""

from __future__ import annotations

import json
import re
from datetime import date
from hashlib import blake2b
from typing import Any

import anywidget
import traitlets

from jobstats import charts, page
from jobstats.errors import AskError, JobstatsError
from jobstats.log import JobLog
from jobstats.vocabulary import LABELS, STAGES

Filters = dict[str, Any]

#: The count at the start of a log's caption; the panel says its own.
_COUNTED = re.compile(r"^\d[\d,]*( of \d[\d,]*)? applications?[,;]? ?")


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
    values. Setting it redraws. payload: what the page shows now, as JSON. controls: what can be chosen.
    """

    _esm = page.module("panel")
    _css = page.style()
    controls = traitlets.Unicode().tag(sync=True)
    payload = traitlets.Unicode().tag(sync=True)
    filters = traitlets.Dict()

    def __init__(self, log: JobLog, **kwargs: Any) -> None:
        self._all = log
        self._log = log
        self._applied: Filters = {}
        self._shown: list[str] = []
        self._names = charts.PANEL_WITHOUT_DAYS if len(log) and log.span() is None else charts.PANEL
        self._number = 0
        self._request = ""
        super().__init__(controls=json.dumps(_controls(log)), **kwargs)
        self._answer(dict(self.filters))
        self.on_msg(self._told)

    @property
    def log(self) -> JobLog:
        """The log as filtered now."""
        return self._log

    def __repr__(self) -> str:
        return f"js.panel: {self._count()}"

    def _told(self, _: object, message: dict[str, Any], __: object) -> None:
        """A message from the page: filters chosen, company names wanted, or plotly.js wanted."""
        kind = message.get("kind")
        if kind == "filters":
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
            self._log, self._applied = log, filters
        if not (trouble and self._shown):
            self._shown = [_entry(name, self._log) for name in self._names]
        self._number += 1
        head = json.dumps(self._head(trouble), default=str)
        self._request = ""
        self.filters = self._applied
        self.payload = f'{head[:-1]},"charts":[{",".join(self._shown)}]}}'  # the charts are JSON already

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
    """What can be chosen, without any company's name: this may be kept in a notebook's file."""
    span = log.span()
    return {
        "span": [day.isoformat() for day in span] if span else None,
        "stages": [[stage, LABELS[stage]] for stage in STAGES[1:]],
        "choices": [{"column": c, "label": c.replace("_", " ").capitalize(), "values": v} for c, v in log.choices().items()],
    }


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
