"""The three levels of a pack: what each shows, what it holds back, and which charts it cannot show at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jobstats.errors import AskError

#: Groups smaller than this are told as “<5” in counts and shares.
FEW: Final = 5
#: And no share is told of fewer than these.
ENOUGH: Final = 10


@dataclass(frozen=True)
class Level:
    """One level: its title, what it shows, what it holds back, and what its owner should know before sending it ("" for nothing)."""

    title: str
    shows: str
    hides: str
    warning: str = ""


LEVELS: Final[dict[str, Level]] = {
    "aggregate": Level(
        "Counts and shares",
        f"Counts, shares, durations and weeks. Groups under {FEW} are told as “<{FEW}”, shares from {ENOUGH} on.",
        "names of employers and people, roles, free text, days; charts that show single processes.",
    ),
    "coded": Level(
        "Employers as letters",
        "Every chart. Employers are letters (A, QD …) that stay the same from pack to pack; so are people; days are weeks.",
        "names of employers and people, roles, free text, days.",
        "Whoever knows where you applied may guess who is who from how long things took.",
    ),
    "open": Level(
        "What I tick",
        "Every chart, with what you tick below.",
        "what you do not tick, and always what you wrote in the column note.",
        "Names you tick stand in every file of the pack, and a mail is easily passed on: send it only to somebody who may know where you applied.",
    ),
}

#: What may be ticked at the level “open”, with its label.
SHOWABLE: Final[dict[str, str]] = {
    "companies": "names of employers",
    "roles": "roles",
    "people": "names of people you wrote down as contacts",
    "days": "days, not only weeks",
    "values": "sources as you wrote them",
}

#: The charts ticked at first.
SENSIBLE: Final = (
    "funnel",
    "funnel_by",
    "time_to_answer",
    "time_after_interview",
    "follow_up_timing",
    "nudges",
    "weekly_applications",
    "effort",
    "comparisons",
)

#: What the level “aggregate” cannot show of some charts. Of every other it shows counts and shares of groups.
SINGLE: Final = "It shows single processes, and this pack shows groups only."
_WITHHELD: Final[dict[str, str]] = {
    "flows": "Its bands add up, so that a group under five could be worked out from the others.",
    "overlap": SINGLE,
    "let_up": SINGLE,
    "recruiters": "It shows single people, and this pack shows groups only.",
}


def level(name: str) -> Level:
    """The level of this name; AskError for another."""
    if name not in LEVELS:
        raise AskError(f"There is no level “{name}”. There is: {', '.join(LEVELS)}.")
    return LEVELS[name]


def withheld(chart: str, name: str) -> str:
    """Why a chart cannot be shown at this level; "" where it can."""
    return _WITHHELD.get(chart, "") if name == "aggregate" else ""
