"""One chart: a question, a metric and a form. Title, caption, empty case and alternative text are written here, once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from jobstats import page, theme
from jobstats.errors import AskError
from jobstats.log import JobLog
from jobstats.metrics.basis import Basis
from jobstats.page import Drawn
from jobstats.theme import Spec

if TYPE_CHECKING:
    from jobstats.picture import Picture


#: What every share rests on, said once: its formula, and what must hold.
INCIDENCE: Final = (
    "F(h) = Σ over days u ≤ h of S(u − 1) × d(u) / Y(u): Y(u) open just before day u, d(u) that go on on it, S(u) = Π (1 − all ends / Y) still "
    "open after it. Range: Wilson’s with F × n of n, n the effective size F (1 − F) / Var F."
)
COMPLETE: Final = "The log is complete through its last day; those still open behave like those of the same age before them."
#: The source of the interval every share of the kit has.
WILSON: Final = "Wilson 1927 on the effective size of Aalen & Johansen 1978"


@dataclass(frozen=True)
class Explanation:
    """How a number came about. parts: heading and text of each part of it; numbers: the chart's table; rows: the rows of the
    log it could rest on (company, role, day), each with why it was left out, "" where it is in.
    """

    question: str
    parts: tuple[tuple[str, str], ...]
    numbers: pd.DataFrame
    rows: pd.DataFrame

    def __str__(self) -> str:
        said = "\n".join(f"{head}: {text}" for head, text in self.parts)
        return f"{self.question}\n\n{said}\n\n{self.numbers.to_string(index=False)}\n\nThe rows one by one: .rows ({len(self.rows)})"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        kept = self.rows["Left out"] == ""
        tables = (
            ("The numbers", self.numbers),
            (f"Rows that are in ({int(kept.sum())})", self.rows[kept].drop(columns="Left out")),
            (f"Rows left out ({int((~kept).sum())})", self.rows[~kept]),
        )
        return f"<h4>{page.escape(self.question)}</h4>{page.parts_html(self.parts)}" + "".join(page.folded(*table) for table in tables)


@dataclass(frozen=True)
class Chart:
    """One entry of the catalogue.

    metric: log → tidy frame. form: frame → figure as a dict, None when there is nothing to draw. say: frame → sentence.
    cells: frame → the table people read, its numbers as text. basis: log → which rows are in and which are left out.
    definition, formula, assumes (what must hold), instead (why not the number people expect), source: what `explain` shows.
    needs: what must be in the log before there is a picture.
    """

    name: str
    question: str
    decision: str
    metric: Callable[..., pd.DataFrame]
    form: Callable[[pd.DataFrame], Spec | None]
    say: Callable[[pd.DataFrame], str]
    cells: Callable[[pd.DataFrame], pd.DataFrame]
    basis: Callable[..., Basis]
    definition: str
    formula: str
    assumes: str
    source: str
    needs: str
    kind: str = "Chart"
    instead: str = ""

    def __call__(self, log: JobLog, **options: Any) -> Picture:
        """Draw it: a plotly Figure that shows itself with its sentence, table and definition in a notebook."""
        from jobstats.picture import Picture

        return Picture.of(self, self._checked(log), options)

    def frame(self, log: JobLog, **options: Any) -> pd.DataFrame:
        """The numbers as a tidy frame with the metric's columns."""
        self._known(options)
        return self.metric(self._checked(log), **options)

    def table(self, log: JobLog, **options: Any) -> pd.DataFrame:
        """The numbers of the picture as people read them."""
        return self.cells(self.frame(log, **options))

    def reading(self, log: JobLog, **options: Any) -> str:
        """The sentence a person would say, with k, n and the 95 % range."""
        return self.say(self.frame(log, **options))

    def explain(self, log: JobLog, **options: Any) -> Explanation:
        """Definition, formula, denominator, what was left out and why, assumptions, source; the numbers and the rows behind them."""
        self._known(options)
        found = self.basis(self._checked(log), **options)
        return Explanation(self.question, self._explained(found, log), self.table(log, **options), found.rows(log))

    def _explained(self, found: Basis, log: JobLog) -> tuple[tuple[str, str], ...]:
        """The parts of an explanation; no name of the log is in them."""
        parts = (
            ("What it is", self.definition),
            ("Formula", self.formula),
            ("Rests on", f"{found.said}. The log: {log.caption()}."),
            ("Left out", f"{found.left_out.capitalize() if found.left_out == 'none' else found.left_out}."),
            ("Holds if", self.assumes),
            ("Why not the usual number", self.instead),
            ("Source", f"{self.source}."),
            ("What it helps to decide", self.decision),
        )
        return tuple((head, text) for head, text in parts if text)

    def draw(self, log: JobLog, **options: Any) -> Drawn:
        """Everything that is shown for this chart, drawn once from one frame."""
        return self.drawn(self.frame(log, **options), log, **options)

    def drawn(self, frame: pd.DataFrame, log: JobLog, **options: Any) -> Drawn:
        """The same from a frame that was worked out already."""
        figure, sentence = self.form(frame), self.say(frame)
        if figure is None:
            chosen = "Nothing to draw: these were chosen by how far they got. Take that filter out to see more."
            figure = theme.blank(chosen if log.got_to and len(log) else f"Nothing to draw yet. This picture needs {self.needs}.")
        alt = f"{self.kind}. {self.question} {sentence}"
        return Drawn(
            self.name,
            self.question,
            sentence,
            log.caption(),
            alt,
            self._explained(self.basis(log, **options), log),
            self.cells(frame),
            figure,
        )

    def _known(self, options: dict[str, Any]) -> None:
        """Complain of an option this chart does not have, naming those it has."""
        has = [name for name in signature(self.metric).parameters if name != "log"]
        for name in options:
            if name not in has:
                raise AskError(f"js.charts.{self.name} has no option “{name}”. It has: {', '.join(has) or 'none'}.")

    def _checked(self, log: JobLog) -> JobLog:
        if not isinstance(log, JobLog):
            raise AskError(f"js.charts.{self.name} draws a log, and this is a {type(log).__name__}. Load one first: log = js.load().")
        return log
