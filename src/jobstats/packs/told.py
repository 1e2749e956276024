"""What every way of telling a chart in groups gives: a sentence, a table, a figure; or that it cannot be told."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from jobstats.chart import Chart
from jobstats.packs.shared import SharedLog
from jobstats.theme import Spec

#: Sentence, table and figure of a chart (None: no picture).
Told = tuple[str, pd.DataFrame, Spec | None]
Way = Callable[[Chart, pd.DataFrame, SharedLog], Told]


class NotToldError(Exception):
    """This chart shows single things, in a way no counts are known of."""
