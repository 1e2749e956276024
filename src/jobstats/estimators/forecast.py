"""The chance that at least one of many waiting items reaches a goal within a horizon, by way of a chain of stages.

How long items stay in a stage, and how they leave it, is learnt from life tables against a general curve (METHODS 6): daily
chances constant in age blocks; in each block (going on, ending, another day) is multinomial with a Dirichlet prior; the prior
counts of 10 items on the general curve, its level uncertain by the factors of `CENTRES`, weighed by how well each
foretold the counts (Dirichlet-multinomial marginal likelihood; Gelman et al. 2013, ch. 5).
Arrays are (days, draws): the day comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lgamma
from typing import Final

import numpy as np
import numpy.typing as npt

from jobstats.estimators.tables import Floats, Ints, at_risk

#: First day of each age block, and the day after the last: what is still open then is taken to stay so.
EDGES: Final = (0, 2, 4, 7, 10, 14, 18, 22, 30, 45, 60, 90, 181)
#: Factors on the general chance of going on; how many items the general curve is worth.
CENTRES: Final = (0.35, 0.6, 1.0, 1.5, 2.2)
WORTH: Final = 10.0
_LENGTHS: Final = np.diff(EDGES)


@dataclass(frozen=True)
class Law:
    """How items leave a stage: their life table, and the general daily chances by block (blocks, 2): going on, ending otherwise.

    spread: the power that the factors on the general curve are raised to; below 1 for a law that is one of several which together
    make up one step, or that an item passes several times, so that the whole is as uncertain as one law passed once.
    """

    table: Ints
    curve: Floats
    spread: float = 1.0


@dataclass(frozen=True)
class Stage:
    """One rung of the chain.

    law: place of its Law. ages: days that each waiting item has spent in it. goal: of those that go on, the two counts of the
    Beta of reaching the goal at once (0 of any: never). then: the stage the others enter (its own place: it leads to itself).
    Stages lead to later ones or to themselves; new items enter the first.
    """

    law: int
    ages: Ints
    then: int
    goal: tuple[float, float] = (0.0, 1.0)


def block_counts(table: Ints) -> Ints:
    """Per age block: items that went on, items that ended otherwise, and days that items were watched and stayed."""
    size = EDGES[-1]
    cut = np.zeros((size, 4), np.int64)
    cut[: min(len(table), size)] = table[:size]
    risk = np.zeros(size, np.int64)
    known = at_risk(table)[:-1]
    risk[: min(len(known), size)] = known[:size]
    on, off = cut[:, 1], cut[:, 2:].sum(axis=1)
    daily = np.stack([on, off, risk - on - off], axis=1)
    return np.add.reduceat(daily, EDGES[:-1], axis=0)


def pseudo_counts(curve: Floats, factor: float = 1.0) -> Floats:
    """What 10 items on the general curve, its chances of going on times a factor, would add to the counts of each block."""
    on = np.repeat(curve[:, 0] * factor, _LENGTHS)
    off = np.repeat(curve[:, 1], _LENGTHS)
    left = np.cumprod(1 - on - off)
    risk = WORTH * np.concatenate([[1.0], left[:-1]])
    return np.add.reduceat(risk[:, None] * np.stack([on, off, 1 - on - off], axis=1), EDGES[:-1], axis=0)


def log_marginal(counts: npt.ArrayLike, prior: npt.ArrayLike) -> float:
    """Log chance of a sequence with these counts when the shares are Dirichlet(prior); rows are independent (Pólya)."""
    n, a = np.atleast_2d(np.asarray(counts, float)), np.atleast_2d(np.asarray(prior, float))
    each = _lgamma(a + n) - _lgamma(a)
    return float((each.sum(axis=1) + _lgamma(a.sum(axis=1)) - _lgamma((a + n).sum(axis=1))).sum())


def _lgamma(x: Floats) -> Floats:
    return np.array([lgamma(v) for v in x.ravel()]).reshape(x.shape)


def priors(law: Law, centre: float = 1.0) -> Floats:
    """The pseudo-counts for each of CENTRES times `centre`: (centres, blocks, 3)."""
    return np.array([pseudo_counts(law.curve, (c * centre) ** law.spread) for c in CENTRES])


def centre_weights(counts: Ints, prior: Floats) -> Floats:
    """How credible each of the centres is after these counts; they sum to 1. prior: see `priors`."""
    told = np.array([log_marginal(counts, p) for p in prior])
    weights = np.exp(told - told.max())
    return np.asarray(weights / weights.sum())


def draw_law(law: Law, draws: int, rng: np.random.Generator, centre: float = 1.0) -> tuple[Floats, Floats]:
    """Draws of (chance of going on at each day, chance of being open after each day), both (days, draws)."""
    counts, prior = block_counts(law.table), priors(law, centre)
    edges = np.cumsum(centre_weights(counts, prior))[:-1]
    which = np.searchsorted(edges, rng.random(draws), side="right")
    chance = _dirichlet((prior + counts)[which], rng).transpose(1, 2, 0)
    daily = np.repeat(chance, _LENGTHS, axis=0)
    left: Floats = np.asarray(np.cumprod(daily[:, 2], axis=0), np.float64)
    before = np.concatenate([np.ones((1, draws)), left[:-1]])
    return before * daily[:, 0], left


def _dirichlet(shape: Floats, rng: np.random.Generator) -> Floats:
    """Draws along the last axis, by gammas kept as logarithms: shapes far below 1 would underflow (Marsaglia & Tsang 2000, note to §6)."""
    log = np.log(rng.standard_gamma(shape + 1)) + np.log1p(-rng.random(shape.shape)) / np.maximum(shape, 1e-9)
    gamma = np.exp(log - log.max(axis=-1, keepdims=True))
    return np.asarray(gamma / gamma.sum(axis=-1, keepdims=True))


def reach(on: Floats, goal: Floats, then: Floats | None, days: int) -> Floats:
    """Chance that an item which enters a stage now reaches the goal within 0 … days.

    on: chance of going on at each day. goal: chance that this is the goal. then: the same as the result for the stage the
    others enter; None where that is this stage itself.
    """
    out = np.zeros((days + 1, on.shape[1]))
    gain = None if then is None else goal + (1 - goal) * then
    for d in range(days + 1):
        if gain is not None:
            out[d] = np.einsum("un,un->n", on[: d + 1], gain[d::-1])
            continue
        known = np.einsum("un,un->n", on[1 : d + 1], out[d - 1 :: -1] if d else out[:0])
        out[d] = (goal * on[: d + 1].sum(axis=0) + (1 - goal) * known) / (1 - (1 - goal) * on[0])
    return out


def waiting(on: Floats, left: Floats, gain: Floats, ages: Ints, horizon: int) -> Floats:
    """Chance that none of the items waiting in a stage reaches the goal within the horizon.

    gain: chance that an item which leaves the stage for the better has reached the goal within 0 … days.
    """
    none = np.ones(on.shape[1])
    values, counts = np.unique(ages[ages < len(on) - 1], return_counts=True)
    for age, n in zip(values.tolist(), counts.tolist(), strict=True):
        ahead = on[age + 1 : age + 1 + horizon]
        q = np.einsum("un,un->n", ahead, gain[horizon - 1 :: -1][: len(ahead)]) / np.maximum(left[age], 1e-300)
        none *= (1 - np.minimum(q, 1.0)) ** n
    return none


def forecast_draws(
    laws: Sequence[Law],
    stages: Sequence[Stage],
    horizons: Sequence[int],
    a_day: float,
    draws: int = 1000,
    centre: float = 1.0,
    seed: int = 0,
) -> Floats:
    """Draws of the chance of reaching the goal at least once: (horizons, 2, draws); without and with a_day new items a day.

    Per draw: 1 − Π(1 − q) over the waiting items, and times exp(−a_day Σ_{d ≤ H} G(H − d)) for those that enter the
    first stage on days 1 … H, as a Poisson stream. centre: a factor on all general chances of going on.
    The same seed gives the same draws, so that only what is asked changes.
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    drawn = [draw_law(law, draws, rng, centre) for law in laws]
    goals = [rng.beta(*s.goal, size=draws) if s.goal[0] > 0 else np.zeros(draws) for s in stages]
    days = max(horizons)
    curves: dict[int, Floats] = {}
    for place in range(len(stages) - 1, -1, -1):
        then = stages[place].then
        if then < place:
            raise ValueError("a stage leads to itself or to a later one")
        curves[place] = reach(drawn[stages[place].law][0], goals[place], None if then == place else curves[then], days)
    out = np.zeros((len(horizons), 2, draws))
    for row, horizon in enumerate(horizons):
        none = np.ones(draws)
        for stage, goal in zip(stages, goals, strict=True):
            on, left = drawn[stage.law]
            none = none * waiting(on, left, goal + (1 - goal) * curves[stage.then], stage.ages, horizon)
        out[row] = 1 - none, 1 - none * np.exp(-a_day * curves[0][:horizon].sum(axis=0))
    return out
