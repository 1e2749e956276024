"""One chart: a question, a metric and a form. Title, caption, empty case and alternative text are written here, once."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from jobstats import theme
from jobstats.errors import AskError
from jobstats.log import JobLog
from jobstats.page import Drawn
from jobstats.theme import Spec

if TYPE_CHECKING:
    from jobstats.picture import Picture


#: The source of the interval every share of the kit has.
WILSON: Final = "Wilson 1927 on the effective size of Aalen & Johansen 1978"


@dataclass(frozen=True)
class Explanation:
    """How a number came about: definition, denominator, the method's source, and the rows behind it."""

    question: str
    definition: str
    rests_on: str
    source: str
    rows: pd.DataFrame

    def __str__(self) -> str:
        return f"{self.question}\n\n{self.definition}\n\nRests on: {self.rests_on}\nSource: {self.source}\n\n{self.rows.to_string(index=False)}"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        said = (f"<p>{html.escape(t)}</p>" for t in (self.definition, f"Rests on: {self.rests_on}", f"Source: {self.source}"))
        return f"<h4>{html.escape(self.question)}</h4>{''.join(said)}{self.rows.to_html(index=False, escape=True)}"


@dataclass(frozen=True)
class Chart:
    """One entry of the catalogue.

    metric: log → tidy frame. form: frame → figure as a dict, None when there is nothing to draw. say: frame → sentence.
    cells: frame → the table people read, its numbers as text. needs: what must be in the log before there is a picture.
    """

    name: str
    question: str
    decision: str
    metric: Callable[..., pd.DataFrame]
    form: Callable[[pd.DataFrame], Spec | None]
    say: Callable[[pd.DataFrame], str]
    cells: Callable[[pd.DataFrame], pd.DataFrame]
    definition: str
    source: str
    needs: str
    kind: str = "Chart"

    def __call__(self, log: JobLog, **options: Any) -> Picture:
        """Draw it: a plotly Figure that shows itself with its sentence, table and definition in a notebook."""
        from jobstats.picture import Picture

        return Picture.of(self, self._checked(log), options)

    def frame(self, log: JobLog, **options: Any) -> pd.DataFrame:
        """The numbers as a tidy frame with the metric's columns."""
        return self.metric(self._checked(log), **options)

    def table(self, log: JobLog, **options: Any) -> pd.DataFrame:
        """The numbers of the picture as people read them."""
        return self.cells(self.frame(log, **options))

    def reading(self, log: JobLog, **options: Any) -> str:
        """The sentence a person would say, with k, n and the 95 % range."""
        return self.say(self.frame(log, **options))

    def explain(self, log: JobLog, **options: Any) -> Explanation:
        """Definition, denominator, source, and the rows of the log's numbers behind it."""
        return Explanation(self.question, self.definition, log.caption(), self.source, self.table(log, **options))

    def draw(self, log: JobLog, **options: Any) -> Drawn:
        """Everything that is shown for this chart, drawn once from one frame."""
        frame = self.frame(log, **options)
        figure, sentence = self.form(frame), self.say(frame)
        if figure is None:
            figure = theme.blank(f"Nothing to draw yet. This picture needs {self.needs}.")
        alt = f"{self.kind}. {self.question} {sentence}"
        return Drawn(
            self.name,
            self.question,
            self.decision,
            sentence,
            log.caption(),
            alt,
            f"{self.definition} Source: {self.source}",
            self.cells(frame),
            figure,
        )

    def _checked(self, log: JobLog) -> JobLog:
        if not isinstance(log, JobLog):
            raise AskError(f"js.charts.{self.name} draws a log, and this is a {type(log).__name__}. Load one first: log = js.load().")
        return log
