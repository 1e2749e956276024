"""Statistics that know nothing of jobs. numpy only; definitions in docs and METHODS; each names its source.

tables: life tables, cumulative incidence, intervals. compare: two groups side by side. means: a few values.
"""

from jobstats.estimators.compare import difference, mantel_byar, needed_per_group
from jobstats.estimators.means import mean_interval
from jobstats.estimators.permute import flipped, holm, logrank, permuted, permuted_blocks, permuted_groups, scores, two_sided
from jobstats.estimators.tables import (
    FIFTH,
    Z90,
    Z95,
    Curve,
    Floats,
    Ints,
    Rate,
    admissible,
    at,
    at_risk,
    days_until_fifth,
    incidence,
    incidences,
    life_table,
    median_day,
    rate,
    silence,
    survival,
    wilson,
)

__all__ = [
    "FIFTH",
    "Z90",
    "Z95",
    "Curve",
    "Floats",
    "Ints",
    "Rate",
    "admissible",
    "at",
    "at_risk",
    "days_until_fifth",
    "difference",
    "flipped",
    "holm",
    "incidence",
    "incidences",
    "life_table",
    "logrank",
    "mantel_byar",
    "mean_interval",
    "median_day",
    "needed_per_group",
    "permuted",
    "permuted_blocks",
    "permuted_groups",
    "rate",
    "scores",
    "silence",
    "survival",
    "two_sided",
    "wilson",
]
