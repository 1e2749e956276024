"""What a comparison of two groups needs before it is shown (METHODS 3 and 4): one gate for all."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from jobstats.errors import count
from jobstats.estimators import Ints

#: Days after the landmark within which a next step counts.
WINDOW = 21
#: Items per group, next steps in all, items per group old enough.
PER_GROUP, STEPS_IN_ALL, OLD_PER_GROUP = 8, 5, 5


def gate(first: npt.NDArray[np.bool_], days: Ints, kinds: Ints, ages: Ints, one: str, many: str, old: str) -> str:
    """What is missing before the two groups may be compared; "" when nothing is.

    first: which items are in the first group. days, kinds, ages: on the clock from the landmark. one, many, old: how an item, several
    of them, and being old enough are called.
    """
    small, steps = min(int(first.sum()), int((~first).sum())), int(((kinds == 1) & (days <= WINDOW)).sum())
    if small < PER_GROUP:
        return f"the smaller group has {count(small, one, many)} and needs {PER_GROUP}"
    if steps < STEPS_IN_ALL:
        return f"there {'is' if steps == 1 else 'are'} {count(steps, 'next step')} in all and it needs {STEPS_IN_ALL}"
    fewest = min(int((first & (ages >= WINDOW)).sum()), int((~first & (ages >= WINDOW)).sum()))
    if fewest < OLD_PER_GROUP:
        return f"in one group only {count(fewest, f'{one} is', f'{many} are')} {old} and it needs {OLD_PER_GROUP}"
    return ""
