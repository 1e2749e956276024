"""The few forms of drawing: a tidy frame in, plotly's figure as a plain dict out, or None when there is nothing to draw.

Forms see columns, never a log; names reach a picture only through a column a metric put there. Dicts, not
`go.Figure`: six of them cost a quarter of the time (docs/decisions/0002), and the tests validate every one.
"""

from jobstats.figures.bars import intervals, stage_bars
from jobstats.figures.compared import compared
from jobstats.figures.contacts import contacts
from jobstats.figures.curves import group_curves, incidence_steps, weeks
from jobstats.figures.differences import differences
from jobstats.figures.dots import strip, unit_dots
from jobstats.figures.efforts import efforts
from jobstats.figures.flow import flow
from jobstats.figures.lanes import lanes
from jobstats.figures.tally import tally

__all__ = [
    "compared",
    "contacts",
    "differences",
    "efforts",
    "flow",
    "group_curves",
    "incidence_steps",
    "intervals",
    "lanes",
    "stage_bars",
    "strip",
    "tally",
    "unit_dots",
    "weeks",
]
