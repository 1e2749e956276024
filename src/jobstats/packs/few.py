"""Small counts kept to oneself: one to four is told as “<5”, in a text, a cell, a row of parts. Knows nothing of charts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jobstats.packs.levels import ENOUGH, FEW

#: What stands for one to four, and for a part that would give such a part away.
SMALL = f"<{FEW}"
HIDDEN = "not told"
NONE = "–"
_UNITS = "days?|weeks?|months?|years?|hours?|minutes?|h|points?|times as|groups?"
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_AFTER = rf"(?!\d|[.,:]\d|\s?%|[–-]\d|(?:st|nd|rd|th)\b|[\s-](?:more )?(?:{_UNITS})\b|\s(?:{_MONTHS})\b)"
_BEFORE = r"(?<![\d.,:–−+×-])(?<!\bday )(?<!\bdays )(?<!\bround )(?<!\bwithin )(?<!of day )(?<!× )"
_COUNT = re.compile(rf"{_BEFORE}\b[1-4]\b{_AFTER}", re.IGNORECASE)


def said(text: str) -> str:
    """A sentence of the kit with every count of one to four as “<5”; days, weeks, hours, points, shares and dates stay."""
    return _COUNT.sub(SMALL, text)


def count(number: float) -> str:
    """A count as it may be told."""
    return SMALL if 0 < number < FEW else f"{number:.0f}"


def parts(total: float, numbers: Sequence[float]) -> list[str]:
    """The parts of a total as they may be told: small ones as “<5”, which may be none; a part that would give the only small one away goes with it.

    That is a part of none, told as “<5” as well; else the smallest but the first, which stands elsewhere too. Of a total under five no part is told.
    """
    if total < FEW:
        return [NONE if total else "0" for _ in numbers]
    out = [count(n) for n in numbers]
    if out.count(SMALL) == 1:
        none = [i for i, n in enumerate(numbers) if n == 0]
        rest = sorted((i == 0, n, i) for i, n in enumerate(numbers) if n >= FEW)
        if none:
            out[none[-1]] = SMALL
        elif rest:
            out[rest[0][2]] = HIDDEN
    return out


def may_tell(k: float, n: float) -> bool:
    """Whether the share k of n may be told: of ten or more, and of none or at least five of them."""
    return n >= ENOUGH and not 0 < k < FEW


def share(k: float, n: float, text: str) -> str:
    """A share as it may be told; of one to four only what it is under."""
    if may_tell(k, n):
        return text
    return f"under {-(-100 * FEW // int(n))}\u00a0%" if n >= ENOUGH else NONE


def k_of_n(k: float, n: float) -> str:
    """k of n as it may be told."""
    return f"{count(k)} of {n:.0f}" if n >= ENOUGH else NONE
