"""A chart as it is handed to a person: plotly's Figure that shows itself, in a notebook, with its sentence and its table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from jobstats import page, sankeymatic, theme
from jobstats.anonymous import anonymous
from jobstats.errors import AskError

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
        drawn = chart.draw(log, **options)
        made = cls(drawn.figure["data"], {**drawn.figure["layout"], "template": theme.template("light")})
        made._chart, made._log, made._options, made._drawn = chart, log, options, drawn
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

    def _repr_html_(self) -> str:
        return page.notebook_html(self.drawn)

    def _ipython_display_(self) -> None:
        from IPython.display import display

        bundle = {"text/html": self._repr_html_(), "text/plain": f"{self.question} {self.sentence}"}
        display(bundle, raw=True)  # type: ignore[no-untyped-call]  # IPython is partly untyped
