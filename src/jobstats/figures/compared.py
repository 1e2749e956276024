"""Two or more groups compared: shares with ranges where they can be told, else one dot for each item."""

from __future__ import annotations

import pandas as pd

from jobstats.figures.bars import intervals
from jobstats.figures.dots import unit_dots
from jobstats.figures.parts import PARTS
from jobstats.theme import Spec


def compared(frame: pd.DataFrame) -> Spec | None:
    """Dots with ranges where a group has a share; else what came next, one dot each; None where there is nothing.

    Columns: as `intervals`, and open, advanced, rejected, withdrawn (counts).
    """
    if frame["share"].notna().any():
        return intervals(frame)
    groups = [str(g) for g in frame["group"]]
    rows = [(g, part) for g, row in zip(groups, frame.to_dict("records"), strict=True) for part in PARTS for _ in range(int(row[part]))]
    good = str(frame["what"].iloc[0]) if "what" in frame else "Next step"
    return unit_dots(pd.DataFrame(rows, columns=["group", "stage"]), {g: g for g in groups}, good)
