"""A chart of invented searches: it shows itself as every chart of the kit does, and has no log behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from jobstats import page, theme
from jobstats.errors import count
from jobstats.picture import Picture
from jobstats.simulate import Search, search
from jobstats.theme import Spec

#: The decision every chart of this room is for.
DECISION = "Which numbers to believe, and how far."
#: Why the truth can be known here.
KNOWN = (
    "The chances behind an invented search are written down (jobstats.simulate); the truth follows from them by arithmetic, with no "
    "estimate in it. They stay the same from the first week to the last; in a real search they may not, and nobody knows the truth."
)


class Shown(Picture):
    """A plotly Figure that shows itself with its sentence, table and explanation; change it as any other."""

    @classmethod
    def made(cls, drawn: page.Drawn) -> Shown:
        """The picture of what is drawn."""
        made = cls(drawn.figure["data"], {**drawn.figure["layout"], "template": theme.template("light")})
        made._drawn = drawn
        return made

    def for_sharing(self) -> page.Drawn:
        """The same chart: nothing in it is of a real search."""
        drawn: page.Drawn = self._drawn
        return drawn


def shown(
    name: str,
    question: str,
    sentence: str,
    caption: str,
    kind: str,
    explained: dict[str, str],
    table: pd.DataFrame,
    figure: Spec | None,
    needs: str,
) -> Shown:
    """Everything a chart says, put together once. kind: the form, for the alternative text; needs: what a picture would need."""
    figure = figure or theme.blank(f"Nothing to draw yet. This picture needs {needs}.")
    parts = (*explained.items(), ("What it helps to decide", DECISION))
    return Shown.made(page.Drawn(name, question, sentence, caption, f"{kind}. {question} {sentence}", parts, table, figure))


def searches(first: int, times: int, applications: int, effect: float = 0.0) -> Iterator[Search]:
    """Whole searches one after another, from this seed on; in a notebook a line says how many are done."""
    line = _Line(times)
    for at in range(times):
        line.at(at)
        yield search(first + at, applications, effect_follow_up=effect)
    line.at(times)


class _Line:
    """A line under a cell that is written over; nothing outside a notebook."""

    def __init__(self, times: int) -> None:
        self.times, self.handle = times, _handle()
        self.step = max(times // 20, 1)

    def at(self, done: int) -> None:
        """Say how many are done, twenty times in all."""
        if self.handle is not None and (done % self.step == 0 or done == self.times):
            self.handle.update(_bundle(f"{done} of {count(self.times, 'search', 'searches')} drawn and looked at"), raw=True)


def _bundle(text: str) -> dict[str, str]:
    return {"text/plain": text, "text/html": f'<p role="status">{page.escape(text)}</p>'}


def _handle() -> Any:
    """A line that can be written over, where a notebook runs; else None."""
    from IPython.core.getipython import get_ipython
    from IPython.display import display

    if not hasattr(get_ipython(), "kernel"):
        return None
    return display(_bundle("Drawing searches"), raw=True, display_id=True)  # type: ignore[no-untyped-call]  # IPython is partly untyped
