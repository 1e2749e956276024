"""The chain of stages: numbers worked by hand, closed forms, a drawn oracle, and what must never go down."""

from __future__ import annotations

from itertools import product
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobstats.estimators import forecast as fc
from jobstats.estimators import life_table

BLOCKS = len(fc.EDGES) - 1
FLAT = np.tile([0.05, 0.05], (BLOCKS, 1))
NOTHING = life_table([], [])
NONE = np.zeros(0, np.int64)


def column(*values: float) -> np.ndarray:
    """One draw."""
    return np.array(values, float)[:, None]


def test_counts_by_block() -> None:
    """One goes on on day 0, one is rejected on day 3, one is open at age 5.

    Days 0 and 1 (first block): at risk 3, then 2; one goes on, 4 days stay. Days 2 and 3: at risk 2 and 2, one ends, 3 days stay.
    Days 4 to 6: at risk on days 4 and 5, both stay.
    """
    counts = fc.block_counts(life_table([0, 3, 5], [1, 2, 0]))
    assert counts[:4].tolist() == [[1, 0, 4], [0, 1, 3], [0, 0, 2], [0, 0, 0]]
    assert counts.sum() == 1 + 4 + 6


def test_what_is_older_than_the_last_block_counts_until_then() -> None:
    """Open at 300 days: watched on days 0 to 180; going on on day 200 is not counted."""
    counts = fc.block_counts(life_table([300, 200], [0, 1]))
    assert counts[:, 0].sum() == 0
    assert counts[:, 2].sum() == 2 * 181


def test_pseudo_counts_by_hand() -> None:
    """Ten items, 10 % a day go on: on days 0 and 1 that is 1 + 0.9, and 9 + 8.1 stay; twice the chance: 2 + 1.6."""
    curve = np.tile([0.1, 0.0], (BLOCKS, 1))
    assert fc.pseudo_counts(curve)[0] == pytest.approx([1.9, 0, 17.1])
    assert fc.pseudo_counts(curve, 2.0)[0] == pytest.approx([3.6, 0, 14.4])


def test_marginal_likelihood_by_hand() -> None:
    """Uniform prior (1, 1): one of each in a given order has chance 1/2 × 1/3."""
    assert np.exp(fc.log_marginal([1, 1], [1, 1])) == pytest.approx(1 / 6)


def test_marginal_likelihood_is_the_product_of_what_was_foretold_one_by_one() -> None:
    """Pólya's urn: each next kind has chance (a + seen) / (A + all seen), whatever the order; rows multiply."""
    prior, order = np.array([0.3, 1.2, 6.0]), [2, 0, 2, 1, 2, 0]
    seen, chance = np.zeros(3), 1.0
    for kind in order:
        chance *= (prior[kind] + seen[kind]) / (prior.sum() + seen.sum())
        seen[kind] += 1
    assert np.exp(fc.log_marginal(seen, prior)) == pytest.approx(chance)
    assert fc.log_marginal([seen, seen], [prior, prior]) == pytest.approx(2 * np.log(chance))


def test_marginal_likelihood_sums_to_one() -> None:
    """Over all counts of four days, each with the number of its orders."""
    total = sum(
        factorial(4) / (factorial(a) * factorial(b) * factorial(4 - a - b)) * np.exp(fc.log_marginal([a, b, 4 - a - b], [0.5, 1, 3]))
        for a, b in product(range(5), repeat=2)
        if a + b <= 4
    )
    assert total == pytest.approx(1)


def test_centres_follow_the_log() -> None:
    """Without data all five are as credible; when everything goes on at once the highest is most, when nothing does the lowest."""
    curve = np.tile([0.01, 0.01], (BLOCKS, 1))
    law = fc.Law(NOTHING, curve)
    assert fc.centre_weights(fc.block_counts(NOTHING), fc.priors(law)) == pytest.approx([0.2] * 5)
    for kind, best in ((1, 4), (2, 0)):
        weights = fc.centre_weights(fc.block_counts(life_table([5] * 40, [kind] * 40)), fc.priors(law))
        assert weights.sum() == pytest.approx(1)
        assert weights.argmax() == best


def test_spread_is_a_power_of_the_factor() -> None:
    """Half as uncertain: the square root of 0.5 × 0.35."""
    law = fc.Law(NOTHING, FLAT, 0.5)
    np.testing.assert_allclose(fc.priors(law, 0.5)[0], fc.pseudo_counts(FLAT, (0.5 * 0.35) ** 0.5))


def test_a_chain_of_two_by_hand() -> None:
    """Second stage: ends in the goal with 1/2 on day 1. First: goes on with 1/2 on day 0 and 1/4 on day 2.

    Within 0 days nothing; within 1 and 2 days 1/2 × 1/2; within 3 days 1/4 × 1/2 more.
    """
    last = fc.reach(column(0, 0.5, 0, 0), np.ones(1), column(0, 0, 0, 0), 3)
    assert last[:, 0].tolist() == [0, 0.5, 0.5, 0.5]
    first = fc.reach(column(0.5, 0, 0.25, 0), np.zeros(1), last, 3)
    assert first[:, 0].tolist() == [0, 0.25, 0.25, 0.375]


def test_a_stage_that_leads_to_itself_by_hand() -> None:
    """Goes on surely on day 1, half of the time to the goal, else back: 1/2, 3/4, 7/8. With 1/2 on day 0 at once: 1/4 + 1/4 × the same = 1/3."""
    assert fc.reach(column(0, 1, 0, 0), np.array([0.5]), None, 3)[:, 0].tolist() == [0, 0.5, 0.75, 0.875]
    assert fc.reach(column(0.5, 0), np.array([0.5]), None, 1)[:, 0] == pytest.approx([1 / 3, 1 / 3])


def test_waiting_by_hand() -> None:
    """Two items of age 1 with 60 % still open; 30 % go on on day 2, 15 % on day 3. Within one day q = 0.5, within two 0.75; gain 1."""
    on, left, gain = column(0.2, 0.2, 0.3, 0.15, 0), column(0.8, 0.6, 0.3, 0.15, 0.15), np.ones((3, 1))
    assert fc.waiting(on, left, gain, np.array([1, 1]), 1)[0] == pytest.approx(0.25)
    assert fc.waiting(on, left, gain, np.array([1, 1]), 2)[0] == pytest.approx(0.0625)
    assert fc.waiting(on, left, gain, np.array([4, 99]), 2)[0] == 1  # past the last day nothing comes any more


def test_a_long_record_gives_the_closed_form() -> None:
    """A million items with a daily chance of 2 % to go on and 3 % to end; going on is the goal.

    An item that waits: 0.4 × (1 − 0.95^30). New ones at 0.1 a day: exp(−0.1 Σ 0.4 × (1 − 0.95^(n + 1))), n = 0 … 29.
    """
    left = 0.95 ** np.arange(181) * 1e6
    ends = np.round(np.outer(left, [0.02, 0.03])).astype(np.int64)
    table = np.column_stack([np.zeros((181, 1), np.int64), ends, np.zeros((181, 1), np.int64)])
    table[180, 0] = int(1e6) - ends.sum()
    stage = fc.Stage(0, np.array([12]), 0, (1e9, 1.0))
    told = fc.forecast_draws([fc.Law(table, FLAT)], [stage], [30], 0.1).mean(axis=2)[0]
    q = 0.4 * (1 - 0.95**30)
    new = 0.1 * sum(0.4 * (1 - 0.95 ** (n + 1)) for n in range(30))
    assert told == pytest.approx([q, 1 - (1 - q) * np.exp(-new)], abs=2e-3)


def test_the_chain_agrees_with_paths_drawn_one_by_one() -> None:
    """Known chances: 4 % a day go on and 4 % end in both stages; three steps in ten of the second are the goal, the others repeat it.

    40 000 drawn paths of an item that has been in the first stage for 3 days, 45 days ahead.
    """
    rng, ahead = np.random.default_rng(5), 45
    reached = 0
    for _ in range(40_000):
        day, stage = 0, 0
        while True:
            day += rng.geometric(0.08) - (0 if stage == 0 else 1)  # a stage that is entered today can be left today
            if day > ahead or rng.random() < 0.5:
                break
            if stage == 1 and rng.random() < 0.3:
                reached += 1
                break
            stage = 1
    left = np.cumprod(np.full(181, 0.92))
    on = (np.concatenate([[1.0], left[:-1]]) * 0.04)[:, None]
    second = fc.reach(on, np.array([0.3]), None, ahead)
    told = 1 - fc.waiting(on, left[:, None], second, np.array([3]), ahead)[0]
    assert told == pytest.approx(reached / 40_000, abs=0.006)


ITEMS = st.lists(st.tuples(st.integers(0, 70), st.integers(0, 3)), max_size=40)
AGES = st.lists(st.integers(0, 200), max_size=8)


@settings(max_examples=30)
@given(ITEMS, ITEMS, AGES, AGES, st.floats(0, 3), st.floats(0, 3))
def test_more_never_lowers_the_chance(
    one: list[tuple[int, int]], two: list[tuple[int, int]], early: list[int], late: list[int], a: float, b: float
) -> None:
    """More applications, a longer horizon, going on: in every draw; all are chances."""
    laws = [fc.Law(life_table([d for d, _ in items], [k for _, k in items]), FLAT) for items in (one, two)]
    stages = [fc.Stage(0, np.array(early, np.int64), 1), fc.Stage(1, np.array(late, np.int64), 1, (1.0, 2.0))]
    less, more = (fc.forecast_draws(laws, stages, (30, 60, 90), pace, draws=40) for pace in sorted((a, b)))
    assert ((less >= 0) & (less <= 1)).all()
    assert (more - less >= -1e-12).all()
    assert (np.diff(less, axis=0) >= -1e-12).all()
    assert (less[:, 1] - less[:, 0] >= -1e-12).all()
    np.testing.assert_array_equal(less[:, 0], more[:, 0])


def test_nothing_waiting_and_nothing_sent_is_no_chance() -> None:
    """And the same seed says the same."""
    stage = fc.Stage(0, NONE, 0, (1.0, 1.0))
    told = fc.forecast_draws([fc.Law(NOTHING, FLAT)], [stage], (30,), 0.5)
    assert (told[0, 0] == 0).all()
    assert (told[0, 1] > 0).all()
    np.testing.assert_array_equal(told, fc.forecast_draws([fc.Law(NOTHING, FLAT)], [stage], (30,), 0.5))


def test_chances_far_below_one_entry_are_drawn_without_a_slip() -> None:
    """Shares of a Dirichlet whose counts are a thousandth: they sum to 1, and are on average as the counts are."""
    shape = np.tile([1e-3, 2e-3, 3e-3], (20_000, 1))
    drawn = fc._dirichlet(shape, np.random.default_rng(3))
    np.testing.assert_allclose(drawn.sum(axis=1), 1)
    assert drawn.mean(axis=0) == pytest.approx([1 / 6, 1 / 3, 1 / 2], abs=0.015)


def test_a_chain_does_not_run_backwards() -> None:
    """A second stage that leads to the first."""
    stages = [fc.Stage(0, NONE, 1), fc.Stage(0, NONE, 0)]
    with pytest.raises(ValueError, match="a stage leads to itself or to a later one"):
        fc.forecast_draws([fc.Law(NOTHING, FLAT)], stages, (30,), 0)
