"""Small counts kept to oneself: none to four is told as “<5”, in a text, a cell, a row of parts. Knows nothing of charts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jobstats.packs.levels import ENOUGH, FEW

#: What stands for a small count, for another that would give a small one away, and for nothing told.
SMALL = f"<{FEW}"
HIDDEN = "not told"
NONE = "–"
_UNITS = "days?|weeks?|months?|years?|hours?|minutes?|h|points?|times as|groups?"
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_AFTER = rf"(?!\d|[.,:\u202f]\d|\s?%|[–-]\d|(?:st|nd|rd|th)\b|[\s-](?:more )?(?:{_UNITS})\b|\s(?:of \d+ )?whole weeks|\sa week\b|\s(?:{_MONTHS})\b)"
_BEFORE = r"(?<![\d.,:–−+×\u202f-])(?<!\bday )(?<!\bdays )(?<!\bround )(?<!\bwithin )(?<!\bgoal )(?<!of day )(?<!× )"
_COUNT = re.compile(rf"met in \d+ of \d+|{_BEFORE}\b[1-4]\b{_AFTER}", re.IGNORECASE)  # weeks in which a goal was met are no group
_TIMES = re.compile(r"(?<!\bat )\b(?:once|twice)\b", re.IGNORECASE)
_ONE = re.compile(rf"(?<={SMALL} )(application|interview|note|nudge|offer|invitation|talk|contact|row|process|person|meeting)\b(?!s)")
_SEVERAL = {"process": "processes", "person": "people"}


def said(text: str) -> str:
    """A sentence of the kit with every count of one to four as “<5”; days, weeks, hours, points, shares, goals and dates stay."""
    masked = _TIMES.sub(f"{SMALL} times", _COUNT.sub(lambda m: m[0] if len(m[0]) > 1 else SMALL, text))
    return _ONE.sub(lambda m: _SEVERAL.get(m[1], f"{m[1]}s"), masked)


_NEARLY = re.compile(r"\b(\d+) of (\d+)\b")


def rests_on(text: str) -> str:
    """The same for what a number rests on, where what is left out may be small too: “nearly all of 17 applications”."""
    return said(_NEARLY.sub(lambda m: _of(int(m[1]), int(m[2])), text))


def _of(k: int, n: int) -> str:
    return SMALL if is_small(n) else f"nearly all of {n}" if is_small(n - k) else f"{k} of {n}"


def is_small(number: float) -> bool:
    """Whether a count may not be told."""
    return 0 < number < FEW


def count(number: float) -> str:
    """A count as it may be told."""
    return SMALL if is_small(number) else f"{number:.0f}"


def hidden(numbers: Sequence[float], last: Sequence[int] = ()) -> set[int]:
    """The places of a row of counts, whose total is known, that may not be told: small ones, and others so that none can be had by subtraction.

    What is hidden adds up to five at least, is more than one count, and not the largest sum small ones can have. Hidden beside them is the smallest count that
    is not small, those of `last` at the end; then noughts.
    """
    gone = {i for i, n in enumerate(numbers) if is_small(n)}
    large = sorted((i in last, n, i) for i, n in enumerate(numbers) if n >= FEW)
    more = [*(i for _, _, i in large), *(i for i, n in enumerate(numbers) if n == 0)]
    while gone and more and not _safe([numbers[i] for i in gone]):
        gone.add(more.pop(0))
    return gone


def _safe(numbers: Sequence[float]) -> bool:
    """Whether these counts keep to themselves when only their sum is known."""
    large = sum(n >= FEW for n in numbers)
    spare = sum(numbers) - FEW * large  # what the small ones and the excess of the large ones share
    most = (FEW - 1) * (len(numbers) - large)
    return len(numbers) > 1 and sum(numbers) >= FEW and spare > 0 and (large > 0 or spare < most)


def cells(numbers: Sequence[float], gone: set[int]) -> list[str]:
    """Counts as they may be told: “<5” for hidden ones of none to four, “not told” for larger ones hidden with them."""
    return [f"{n:.0f}" if i not in gone else SMALL if n < FEW else HIDDEN for i, n in enumerate(numbers)]


def may_tell(k: float, n: float) -> bool:
    """Whether the share k of n may be told: of ten or more, and of none, all, or five at least on both sides."""
    return n >= ENOUGH and not is_small(k) and not is_small(n - k)


def share(value: float, k: float, n: float, text: str) -> str:
    """A share as it may be told; of one to four only what it is under, of all but one to four what it is over.

    value: the share itself, an estimate that may lie elsewhere than k of n: then nothing is told.
    """
    if may_tell(k, n):
        return text
    if n >= ENOUGH and is_small(k) and value < FEW / n:
        return f"under {-(-100 * FEW // int(n))}\u00a0%"
    if n >= ENOUGH and is_small(n - k) and value > 1 - FEW / n:
        return f"over {100 * (int(n) - FEW) // int(n)}\u00a0%"
    return NONE


def k_of_n(k: float, n: float) -> str:
    """k of n as it may be told."""
    if n < ENOUGH or is_small(n - k):
        return NONE
    return f"{count(k)} of {n:.0f}"
