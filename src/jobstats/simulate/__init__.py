"""Job searches with a known truth: drawn from chances written here, dressed as a log with the mess of a real one.

It must not estimate, read a file or draw a picture. Whatever is still open at u whole days (since applying, since an
interview) ends on that day in one of three ways, with a chance constant in age blocks (METHODS 6), times the source's
factor (going on only), times the weekday's (nobody invites on a Sunday). `Truth` follows from those chances alone.
"""

from jobstats.simulate.chances import NEVER, SAMPLE_SEED, SOURCES, START, Truth, truth
from jobstats.simulate.diary import COLUMNS, Search, search
from jobstats.simulate.drawing import Draw, Interviews, draw
from jobstats.simulate.logs import as_log
from jobstats.simulate.sample import write_sample

__all__ = [
    "COLUMNS",
    "NEVER",
    "SAMPLE_SEED",
    "SOURCES",
    "START",
    "Draw",
    "Interviews",
    "Search",
    "Truth",
    "as_log",
    "draw",
    "search",
    "truth",
    "write_sample",
]
