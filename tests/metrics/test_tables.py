"""Tables of single things stay short enough to read, and say what they leave out."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from jobstats.metrics import tables

N = tables.MOST + 50
WAITING = pd.DataFrame(
    {"company": [f"Acme {i}" for i in range(N)], "role": "x", "stage": "applied", "day": range(N, 0, -1), "group": "usual"}
)
NUDGES = pd.DataFrame({"group": "1st", "day": range(N), "gap": float("nan"), "stage": "open"})
WEEKS = pd.DataFrame({"week": range(4, 4 + 7 * N, 7), "n": 1, "live": 0})
INVITATIONS = pd.DataFrame({"day": range(N), "before": 1.0, "after": 2.0, "usual": 0.5, "change": 0.5, "stage": "open"})


@pytest.mark.parametrize(
    ("cells", "frame", "column", "kept", "last"),
    [
        (tables.waiting, WAITING, "Days of silence", (str(N), "51"), "… and 50 with shorter waits"),
        (tables.nudges, NUDGES, "Days since the interview", ("50", "249"), "… and 50 earlier"),
        (tables.weekly, WEEKS, "Week of", ("21 Dec 1970", "14 Oct 1974"), "… and 50 earlier"),
        (tables.let_up, INVITATIONS, "Invitation", ("20 Feb 1970", "7 Sep 1970"), "… and 50 earlier"),
    ],
    ids=["waiting", "nudges", "weekly", "let_up"],
)
def test_a_long_table_says_how_many_rows_more_there_are(
    cells: Callable[[pd.DataFrame], pd.DataFrame], frame: pd.DataFrame, column: str, kept: tuple[str, str], last: str
) -> None:
    """The longest waits, else the newest; one row more with the count of the others; a shorter table is whole."""
    text = cells(frame)
    assert len(text) == tables.MOST + 1
    assert (text[column].iloc[0], text[column].iloc[-2]) == kept
    assert text.iloc[-1].tolist() == [last, *[""] * (len(text.columns) - 1)]
    assert len(cells(frame.head(tables.MOST))) == tables.MOST
