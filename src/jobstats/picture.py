"""A chart as it is handed to a person: plotly's Figure that shows itself, in a notebook, with its sentence and its table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from jobstats import following, page, sankeymatic, theme
from jobstats.anonymous import anonymous
from jobstats.errors import AskError
from jobstats.revealing import reveals

if TYPE_CHECKING:
    from jobstats.chart import Chart
    from jobstats.log import JobLog


class Picture(go.Figure):  # type: ignore[misc]  # plotly is untyped
    """A plotly Figure of one chart; change it as any other. `question`, `sentence`, `table` say the same in words.

    `js.charts.flows(log).sankeymatic` is the flow as text that SankeyMATIC draws.
    """

    @classmethod
    def of(cls, chart: Chart, log: JobLog, options: dict[str, Any]) -> Picture:
        """Draw a chart of a log."""
        drawn = chart.draw(log, **options)  # plotly takes the traces' types out of what it is given: it is given a copy
        made = cls([dict(trace) for trace in drawn.figure["data"]], {**drawn.figure["layout"], "template": theme.template("light")})
        made._chart, made._log, made._options, made._drawn = chart, log, options, drawn
        made._first = page.figure_json(made.drawn.figure)
        return made

    @property
    def drawn(self) -> page.Drawn:
        """What is shown: question, sentence, table, caption, alternative text and the figure as it is now."""
        now = self.to_plotly_json()
        now["layout"].pop("template", None)
        before: page.Drawn = self._drawn
        return replace(before, figure=now)

    @property
    def question(self) -> str:
        return str(self._drawn.question)

    @property
    def sentence(self) -> str:
        return str(self._drawn.sentence)

    @property
    def table(self) -> Any:
        """The numbers of the picture as people read them."""
        return self._drawn.table

    @property
    def sankeymatic(self) -> str:
        """The flows as SankeyMATIC takes them, one a line: “Applied [33] Positive answer”. Names are stages and ends only, never yours.

        "" for a log without applications. Raises AskError for a chart that shows no flows.
        """
        text = sankeymatic.text(self.table)
        if text is None:
            raise AskError(f"js.charts.{self._drawn.name} shows no flows from stage to stage. Write js.charts.flows(log).sankeymatic.")
        return text

    def for_sharing(self) -> page.Drawn:
        """The same chart drawn again from a log without names; it holds nothing of the first."""
        shared: page.Drawn = self._chart.draw(anonymous(self._log), **self._options)
        return shared

    def like(self, log: JobLog) -> page.Drawn:
        """The same chart of another log; what was changed by hand (a title, a range) is changed there too."""
        now = page.figure_json(self.drawn.figure)
        if now == self._first:
            drawn: page.Drawn = self._chart.draw(log, **self._options)
            return drawn
        fresh = Picture.of(self._chart, log, self._options)
        return replace(fresh.drawn, figure=_merged(json.loads(self._first), json.loads(now), json.loads(fresh._first)))

    @property
    def private(self) -> bool:
        """Whether anything of it, in picture or words, holds a name of the log; what holds none may be kept in a notebook's file."""
        log, chart = getattr(self, "_log", None), getattr(self, "_chart", None)
        fixed = {str(text).rstrip(".") for text in vars(chart).values()} if chart else set()  # what the kit says of every log
        return log is not None and reveals(log, (text for text in _texts(self.drawn) if text.rstrip(".") not in fixed))

    def _repr_html_(self) -> str:
        return page.notebook_html(self.drawn)

    def _ipython_display_(self) -> None:
        from IPython.display import display

        ident, now = page.new_ident(), self.drawn
        if (log := getattr(self, "_log", None)) is not None:
            now = now if page.figure_json(now.figure) != self._first else self._drawn  # as it is drawn anew
            following.shown(ident, log, self.like, now)
        bundle = {"text/html": page.notebook_html(now, ident), "text/plain": f"{self.question} {self.sentence}"}
        display(bundle, raw=True, metadata={"jobstats": {"private": self.private}})  # type: ignore[no-untyped-call]  # IPython is partly untyped


def _merged(first: Any, now: Any, fresh: Any) -> Any:
    """What a person has changed in a figure, from `first` to `now`, laid upon one that was drawn anew."""
    if now == first:
        return fresh
    three = (first, now, fresh)
    if all(isinstance(part, dict) for part in three):
        every = {key: _merged(first.get(key), now.get(key), fresh.get(key)) for key in (*fresh, *now)}
        return {key: value for key, value in every.items() if value is not None}
    if all(isinstance(part, list) and part and isinstance(part[0], dict) for part in three):
        both = [_merged(*each) for each in zip(*three, strict=False)]
        return [*both, *fresh[len(both) :], *now[len(first) :]]
    return now


def _texts(drawn: page.Drawn) -> Iterator[str]:
    """Every text of a chart: words, table, and all that its figure holds, seen or not."""
    yield from (drawn.question, drawn.sentence, drawn.caption, drawn.alt)
    yield from _strings([drawn.explained, [str(c) for c in drawn.table.columns], json.loads(page.figure_json(drawn.figure))])
    yield from (str(cell) for row in drawn.table.to_numpy(dtype=object).tolist() for cell in row)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for part in pair for text in _strings(part))
    elif isinstance(value, list | tuple):
        yield from (text for part in value for text in _strings(part))
