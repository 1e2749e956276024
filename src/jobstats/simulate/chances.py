"""The chances behind a simulated search, and the truth that follows from them alone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Items = tuple[Ints, Ints, Ints, Ints]  # entry, end, kind, source

START: Final = date(2026, 3, 2)
SAMPLE_SEED: Final = 22255
NEVER: Final = 100_000  # a day, or a number of days, that does not come
AGES: Final = np.arange(181)
EDGES: Final = (0, 2, 4, 7, 10, 14, 18, 22, 30, 45, 60, 90, 181)
# Chances per 1000 and day in the blocks between EDGES: going on, rejected, withdrawn or closed.
_APPLICATION: Final = (
    (6, 14, 18, 16, 13, 9, 6.5, 4, 2, 1, 0.5, 0.1),
    (11, 10, 12, 13, 12, 12, 11, 10, 8, 4, 0.5, 0.1),
    (0.5, 0.5, 0.6, 0.8, 1, 1, 1, 1, 1, 0.8, 0.5, 0.1),
)
_INTERVIEW: Final = (
    (8, 25, 42, 46, 38, 28, 18, 10, 4, 2, 0.5, 0.1),
    (12, 20, 22, 22, 20, 18, 16, 12, 8, 4, 1, 0.1),
    (1, 1, 2, 2, 2, 2, 2, 2, 2, 1, 0.5, 0.1),
)
_WEEK: Final = np.array([[1.4] * 5 + [0, 0], [1.34] * 5 + [0.1, 0.2], [1.2] * 5 + [0.5, 0.5]])  # Monday first
APPLYING: Final = np.array([0.2, 0.21, 0.19, 0.16, 0.12, 0.05, 0.07])  # share of the applications sent, by weekday
_BUSY: Final = (0.1, 0.5, 0.8, 1.0, 1.0, 1.3, 1.8)  # weeks differ by one of these factors
_TALKS: Final = 0.62  # share of the positive answers that lead to an interview, if they are not one themselves
_INBOUND, _CURIOUS = 0.045, 0.75  # jobs that come to the person, for each application sent; share talked about
_OFFER: Final = (0.08, 0.4, 1.0)  # going on after round 1, 2, 3 is an offer, else the next round
NOTES: Final = ("at once", "by next noon", "later", "never", "unknown")
_NOTES: Final = np.array([0.18, 0.22, 0.15, 0.17, 0.28])


class Source(NamedTuple):
    """Share of the applications, factor on their chance of going on, share of the answers that are an interview at once."""

    share: float
    times: float
    straight: float


SOURCES: Final = {
    "job board": Source(0.42, 0.62, 0.02),
    "company site": Source(0.22, 0.8, 0.03),
    "recruiter": Source(0.1, 1.3, 0.05),
    "referral": Source(0.14, 2.1, 0.4),
    "networking": Source(0.12, 1.4, 0.15),
}
_SHARES, _TIMES, _STRAIGHT = (np.array(column) for column in zip(*SOURCES.values(), strict=True))


@dataclass(frozen=True)
class Truth:
    """Exact chances, each an array whose entry h is "within h whole days", h = 0..180.

    For a random application sent: positive (reply, screen, assessment, interview or offer), rejected, closed (or
    withdrawn) as the first thing that happens; by_source has positive for each source. For a random interview:
    next_step (a further interview or an offer) before any other end; next_step_noted with a note by the next noon,
    next_step_plain without.
    """

    positive: Floats
    rejected: Floats
    closed: Floats
    by_source: dict[str, Floats]
    next_step: Floats
    next_step_noted: Floats
    next_step_plain: Floats


def _law(blocks: tuple[tuple[float, ...], ...], times: Floats) -> Floats:
    """P(ends u days after entering, in way k), by group, weekday of entering, u, k; times: factor by group and u."""
    daily = np.repeat(np.array(blocks) / 1000, np.diff(EDGES), axis=1)
    weekday = (np.arange(7)[:, None] + AGES) % 7
    hazard = daily.T * _WEEK.T[weekday] * np.ones((len(times), 1, 1, 1))
    hazard[..., 0] *= times[:, None, :]
    leave = hazard.sum(axis=-1)
    if leave.max() >= 1:
        raise ValueError("this effect makes a day's chances add up to more than 1; take a smaller effect_follow_up")
    still = np.cumprod(1 - leave, axis=-1)
    still = np.concatenate([np.ones_like(still[..., :1]), still[..., :-1]], axis=-1)
    return np.asarray(still[..., None] * hazard, dtype=np.float64)


@cache
def _laws(effect_follow_up: float) -> tuple[Floats, Floats]:
    """The law of an application by source, and of an interview without and with a note by the next noon."""
    noted = np.where(AGES < 2, 1.0, math.exp(effect_follow_up))
    return _law(_APPLICATION, _TIMES[:, None] * np.ones(len(AGES))), _law(_INTERVIEW, np.stack([np.ones(len(AGES)), noted]))


def _lands(law: Floats) -> Floats:
    """Chance of going on, by weekday of entering (row) and weekday of going on (column)."""
    return np.array([np.bincount((day + AGES) % 7, weights=row, minlength=7) for day, row in enumerate(law[..., 0])])


def _interview_weekdays(application: Floats, interview: Floats) -> Floats:
    """Share of all interviews by weekday: round 1 from the answers, each later round from the one before."""
    answers = np.array([share * APPLYING @ _lands(law) for share, law in zip(_SHARES, application, strict=True)])
    later = ((1 - _STRAIGHT) @ answers.sum(axis=1) + _INBOUND * _CURIOUS) * _TALKS
    of_round = _STRAIGHT @ answers + later * np.array([0.2] * 5 + [0, 0])
    total = of_round.copy()
    for offer in _OFFER[:-1]:
        of_round = of_round * (1 - offer) @ _lands(interview)
        total += of_round
    return np.asarray(total / total.sum())


@cache
def truth(effect_follow_up: float = 0.0) -> Truth:
    """The exact chances of every search with this effect; weekdays of entering as drawn, before any cut at as_of."""
    application, interview = _laws(effect_follow_up)
    by_source = np.einsum("d,sduk->suk", APPLYING, application).cumsum(axis=1)
    sent = np.einsum("s,suk->uk", _SHARES, by_source)
    noted = _NOTES[:2].sum()
    mixed = (1 - noted) * interview[0] + noted * interview[1]
    weekdays = _interview_weekdays(application, mixed)
    plain, with_note = np.einsum("d,gdu->gu", weekdays, interview[..., 0]).cumsum(axis=1)
    return Truth(
        sent[:, 0],
        sent[:, 1],
        sent[:, 2],
        {name: by_source[at, :, 0] for at, name in enumerate(SOURCES)},
        (1 - noted) * plain + noted * with_note,
        with_note,
        plain,
    )
