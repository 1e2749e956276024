"""What may be asked of this room: whole numbers within limits; anything else is told with what would be right."""

from __future__ import annotations

from typing import Any

import numpy as np

from jobstats.errors import AskError

#: Fewest and most of each option, and what stands for it in a sentence.
LIMITS = {
    "seed": (1, 1_000_000),
    "applications": (10, 1_000),
    "times": (10, 1_000),
    "day": (40, 180),
    "points": (5, 30),
}


def whole(word: str, name: str, value: Any) -> int:
    """The option as a whole number within its limits. Raises AskError naming the limits and a call that would do."""
    low, high = LIMITS[name]
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer)) or not low <= value <= high:
        limits = f"{low} to {high:,}".replace(",", "\u202f")
        raise AskError(
            f"{name} is a whole number from {limits}, and this is {value!r}. Write js.trust.{word}({name}={_near(name, value)})."
        )
    return int(value)


def _near(name: str, value: Any) -> int:
    """The nearest number that would do."""
    low, high = LIMITS[name]
    try:
        return min(max(round(float(value)), low), high)
    except (TypeError, ValueError, OverflowError):
        return {"seed": 7, "applications": 150, "times": 100, "day": 60, "points": 20}[name]
