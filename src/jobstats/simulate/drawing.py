"""Whole searches as arrays, drawn from the chances; quick, for the check of every interval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from jobstats.simulate.chances import (
    _BUSY,
    _CURIOUS,
    _INBOUND,
    _NOTES,
    _OFFER,
    _SHARES,
    _STRAIGHT,
    _TALKS,
    APPLYING,
    NEVER,
    SOURCES,
    START,
    Floats,
    Ints,
    Items,
    _laws,
)


@dataclass(frozen=True)
class Interviews:
    """One entry per interview: item it belongs to, round, day, days to its end, kind of end, index into NOTES."""

    of: Ints
    round: Ints
    day: Ints
    end: Ints
    kind: Ints
    note: Ints


@dataclass(frozen=True)
class Draw:
    """A whole search as arrays, seen to its end: nothing is cut at the last day, so cut it at any as_of you like.

    One entry per item, in order of entry: entry (day, 0 is `start`), end (days from entry to the first end, NEVER if
    none within 180), kind (0 none, 1 went on, 2 rejected, 3 withdrawn or closed), source (place in SOURCES), sent
    (False: the job came to the person, so `Truth` does not speak of it), offer (day of the offer, else NEVER).
    """

    start: date
    days: int
    entry: Ints
    end: Ints
    kind: Ints
    source: Ints
    sent: npt.NDArray[np.bool_]
    offer: Ints
    interviews: Interviews


def _among(rng: np.random.Generator, shares: npt.ArrayLike, n: int) -> Ints:
    """n places among the shares. Only plain uniforms are ever asked of the generator, so that seeds keep their meaning."""
    edges = np.cumsum(shares)
    return np.searchsorted(edges[:-1] / edges[-1], rng.random(n), side="right").astype(np.int64)


def _ends(rng: np.random.Generator, law: Floats, group: Ints, weekday: Ints) -> tuple[Ints, Ints]:
    """Days to the first end (NEVER if none) and its kind (0 if none) for items of these groups, entered on these weekdays."""
    cells = law[0, 0].size
    cdf = law.reshape(-1, cells).cumsum(axis=1)
    at = group * 7 + weekday
    flat = (cdf + np.arange(len(cdf))[:, None]).ravel()
    cell = np.minimum(np.searchsorted(flat, at + rng.random(len(at)), side="right") - at * cells, cells)
    days, kind = np.divmod(cell, 3)
    return np.where(cell < cells, days, NEVER), np.where(cell < cells, kind + 1, 0)


def _working_days_after(day: Ints, weekday: Ints, gap: Ints) -> Ints:
    """The day `gap` working days after a day that is one, or (gap from 1) after a weekend counted from its Friday."""
    friday = np.maximum(weekday - 4, 0)
    return day - friday + gap + 2 * ((weekday - friday + gap) // 5)


def _weeks(rng: np.random.Generator, answer: Ints, weeks: int, let_up: float) -> Ints:
    """Week in which each application is sent: busy and slow ones, fewer in the two weeks after an invitation.

    answer: days from the Monday of its week to the positive answer. The number of applications is fixed, so what is
    not sent in one week is left for the later ones.
    """
    n, sent = len(answer), 0
    busy = np.take(_BUSY, (rng.random(weeks) * len(_BUSY)).astype(np.int64))
    week = np.full(n, weeks - 1)
    for now in range(weeks):
        since = now * 7 - week[:sent] * 7 - answer[:sent]
        invitations = np.count_nonzero((since > 0) & (since <= 14)) * 150 / max(n, 150)
        pace = busy[now] / (1 + let_up * invitations)
        later = busy[now + 1 :].sum() / (1 + let_up * 2.4)
        more = int(np.count_nonzero(rng.random(n - sent) < pace / (pace + later)))
        week[sent : sent + more] = now
        sent += more
    return week


def _applications(rng: np.random.Generator, law: Floats, n: int, weeks: int, monday: int, let_up: float) -> Items:
    """Entry, end, kind and source of n applications, oldest first; monday: day of the week on which day 0 falls."""
    source, weekday = _among(rng, _SHARES, n), _among(rng, APPLYING, n)
    end, kind = _ends(rng, law, source, weekday)
    offset = (weekday - monday) % 7
    entry = _weeks(rng, offset + np.where(kind == 1, end, NEVER), weeks, let_up) * 7 + offset
    order = np.argsort(entry, kind="stable")
    return entry[order], end[order], kind[order], source[order]


def _inbound(rng: np.random.Generator, n: int, days: int, monday: int) -> Items:
    """The same for n jobs that came to the person: most are talked about a few days later, the others turned down."""
    entry = np.sort((rng.random(n) * days).astype(np.int64))
    curious = rng.random(n) < _CURIOUS
    call = _working_days_after(entry, (entry + monday) % 7, 1 + (rng.random(n) * 5).astype(np.int64)) - entry
    return entry, np.where(curious, call, call // 3), np.where(curious, 1, 3), np.full(n, list(SOURCES).index("recruiter"))


def _interviews(rng: np.random.Generator, law: Floats, first: Ints, monday: int) -> tuple[Interviews, Ints]:
    """All interviews of the items whose first one is on these days, and the day of each item's offer."""
    offer = np.full(len(first), NEVER)
    of = np.flatnonzero(first < NEVER)
    day, parts = first[of], []
    for number, chance in enumerate(_OFFER, start=1):
        note = _among(rng, _NOTES, len(of))
        end, kind = _ends(rng, law, (note < 2).astype(np.int64), (day + monday) % 7)
        offered = (kind == 1) & (rng.random(len(of)) < chance)
        parts.append((of, np.full(len(of), number), day, end, kind, note))
        offer[of[offered]] = (day + end)[offered]
        on = (kind == 1) & ~offered
        of, day = of[on], (day + end)[on]
    return Interviews(*(np.concatenate(column) for column in zip(*parts, strict=True))), offer


def draw(
    seed: int,
    applications: int = 150,
    days: int = 182,
    start: date = START,
    effect_follow_up: float = 0.0,
    let_up: float = 0.35,
) -> Draw:
    """The bare search as arrays: for checks that need thousands. Arguments as for `search`."""
    if days < 7 or days % 7:
        raise ValueError(f"days={days}: a search lasts whole weeks, since the mix of weekdays is part of its truth; try 182")
    rng, monday = np.random.Generator(np.random.PCG64(seed)), start.weekday()
    application, interview = _laws(effect_follow_up)
    sent = _applications(rng, application, applications, days // 7, monday, let_up)
    came = _inbound(rng, round(applications * _INBOUND), days, monday)
    entry, end, kind, source = (np.concatenate(both) for both in zip(sent, came, strict=True))
    was_sent = np.arange(len(entry)) < applications
    answer = np.where(kind == 1, entry + end, 0)
    gap = 3 + (rng.random(len(entry)) * 10).astype(np.int64)  # ten working days in a row: every weekday equally likely
    first = _working_days_after(answer, (answer + monday) % 7, gap)
    first = np.where(rng.random(len(entry)) < _TALKS, first, NEVER)
    first = np.where(was_sent & (rng.random(len(entry)) < _STRAIGHT[source]), answer, first)
    interviews, offer = _interviews(rng, interview, np.where(kind == 1, first, NEVER), monday)
    return Draw(start, days, entry, end, kind, source, was_sent, offer, interviews)
