"""Whether answers differ by source: all of them at once, since the best and the worst of several always look apart."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jobstats.errors import count
from jobstats.estimators import permuted_groups, scores
from jobstats.log import BLANK, JobLog
from jobstats.metrics.clocks import stage_clock, why_not
from jobstats.metrics.gates import OLD_PER_GROUP, PER_GROUP, STEPS_IN_ALL
from jobstats.metrics.landmark import Finding

#: Days within which an answer counts.
WITHIN = 30


def finding(log: JobLog) -> Finding:
    """For the registry: log-rank scores of a positive answer within 30 days over the sources with 8 applications, 5 of them that old.

    Several groups have no single difference, so there is no range; the test alone speaks.
    """
    clock = stage_clock(log, "applied")
    why = why_not(log, "applied", clock)
    if why:
        return Finding(why)
    source = log.applications["source"].replace("", BLANK).to_numpy(dtype=object)[clock.item]
    sizes = pd.DataFrame({"source": source, "old": clock.ages >= WITHIN}).groupby("source")["old"].agg(["size", "sum"])
    fit = sizes.index[(sizes["size"] >= PER_GROUP) & (sizes["sum"] >= OLD_PER_GROUP) & (sizes.index != BLANK)]
    if len(fit) < 2:
        return Finding(f"{count(len(fit), 'source has', 'sources have')} {PER_GROUP} applications or more, and it needs two")
    mine = np.isin(source, fit)
    days = np.where(clock.kinds == 1, clock.days, clock.ages)[mine]
    event = (clock.kinds[mine] == 1) & (days <= WITHIN)
    if event.sum() < STEPS_IN_ALL:
        return Finding(
            f"there {'is' if event.sum() == 1 else 'are'} {count(int(event.sum()), 'positive answer')} in all and it needs {STEPS_IN_ALL}"
        )
    group = pd.factorize(source[mine])[0].astype(np.int64)
    return Finding("", lambda: permuted_groups(scores(np.minimum(days, WITHIN), event), group), none="no difference")
