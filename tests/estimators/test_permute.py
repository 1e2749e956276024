"""Log-rank scores, permutations, Holm: against published cases, SciPy, and known truth."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from jobstats import estimators as est
from jobstats.estimators import permute

CASES = {c["id"]: c for c in json.loads((Path(__file__).parents[1] / "reference.json").read_text(encoding="utf-8"))["cases"]}


def test_logrank_as_published_by_freireich() -> None:
    """6-MP against placebo: Stata and R."""
    case = CASES["freireich_logrank"]
    days, event, group = (np.array(case["data"][name]) for name in ("time", "event", "group"))
    expect, tol = case["expect"], case["tol"]
    for g in (0, 1):
        observed, expected, variance, p = est.logrank(days, event == 1, group == g)
        assert observed == expect["observed"][g]
        assert expected == pytest.approx(expect["expected"][g], abs=tol["expected"])
        assert (observed - expected) ** 2 / variance == pytest.approx(expect["chi2"], abs=tol["chi2"])
        assert (observed - expected) ** 2 / variance == pytest.approx(expect["chi2_hi"], abs=tol["chi2_hi"])
        assert p == pytest.approx(expect["p"], rel=1e-3)


def test_logrank_as_published_for_gliomas() -> None:
    """Bland & Altman 2004, as in SciPy's documentation."""
    case = CASES["scipy_logrank"]
    times, event, first = [], [], []
    for name in ("x", "y"):
        for kind, seen in (("uncensored", True), ("right", False)):
            times += case["data"][name][kind]
            event += [seen] * len(case["data"][name][kind])
            first += [name == "x"] * len(case["data"][name][kind])
    observed, expected, variance, p = est.logrank(np.array(times), np.array(event), np.array(first))
    assert (observed - expected) / variance**0.5 == pytest.approx(case["expect"]["statistic"], abs=case["tol"]["statistic"])
    assert p == pytest.approx(case["expect"]["p"], abs=case["tol"]["p"])


def test_holm_as_published() -> None:
    """Holm 1979. The kit has no use for Benjamini & Hochberg, so the case's other list is not ours to reproduce."""
    case = CASES["multiplicity"]
    np.testing.assert_allclose(est.holm(case["data"]["p"]), case["expect"]["holm"], atol=case["tol"]["all"])


@pytest.mark.filterwarnings("ignore:.*:RuntimeWarning")
def test_logrank_agrees_with_scipy_on_a_thousand_tables() -> None:
    """Random tables with ties, zero days, one group of one; both statistic and p to 1e-9."""
    rng = np.random.default_rng(3)
    compared = 0
    for _ in range(1000):
        n = int(rng.integers(3, 60))
        days, event, first = rng.integers(0, 25, n), rng.random(n) < rng.random(), rng.random(n) < 0.4
        if not (event & first).any() or not (event & ~first).any():
            continue  # SciPy wants an event in each
        _, _, variance, p = est.logrank(days, event, first)
        sides = [stats.CensoredData.right_censored(days[m], ~event[m]) for m in (first, ~first)]
        oracle = stats.logrank(*sides)
        if variance < 1e-12:
            continue
        assert p == pytest.approx(float(oracle.pvalue), abs=1e-9)
        compared += 1
    assert compared > 600


@given(st.integers(2, 50), st.integers(0, 10_000))
def test_scores_sum_to_nothing_and_give_the_logrank(n: int, seed: int) -> None:
    """Within each stratum; the first group's sum is observed − expected, stratum by stratum."""
    rng = np.random.default_rng(seed)
    days, event, first, strata = rng.integers(0, 20, n), rng.random(n) < 0.5, rng.random(n) < 0.5, rng.integers(0, 3, n)
    score = est.scores(days, event, None, strata)
    for s in range(3):
        assert score[strata == s].sum() == pytest.approx(0, abs=1e-9)
    observed, expected, _, _ = est.logrank(days, event, first, strata)
    assert score[first].sum() == pytest.approx(observed - expected, abs=1e-9)


def test_an_item_is_at_risk_only_after_it_enters() -> None:
    """Three items, events on days 2 and 4; the third enters on day 2, so day 2 has two at risk and day 4 has two."""
    score = est.scores(np.array([2, 4, 6]), np.array([True, True, False]), np.array([-1, -1, 2]))
    np.testing.assert_allclose(score, [1 - 1 / 2, 1 - 1 / 2 - 1 / 2, -1 / 2])


def test_what_enters_when_it_ends_was_never_at_risk() -> None:
    """The first enters on the day of its event: it counts nowhere, and nothing is expected of the others on that day."""
    score = est.scores(np.array([5, 21, 21]), np.array([True, False, False]), np.array([5, -1, -1]))
    np.testing.assert_allclose(score, 0)


def test_a_permutation_p_against_all_permutations() -> None:
    """Seven items, three in the first group: 35 ways to deal them; the sampled p is within four standard errors of the exact one."""
    score, first = np.array([0.9, 0.6, 0.7, -0.2, -0.5, -0.8, -0.7]), np.array([1, 1, 1, 0, 0, 0, 0.0])
    sums = np.array([score[list(pick)].sum() for pick in itertools.combinations(range(7), 3)])
    exact = np.mean(np.abs(sums - sums.mean()) >= abs(score[:3].sum() - sums.mean()) - 1e-9)
    error = (exact * (1 - exact) / permute.TIMES) ** 0.5
    assert est.permuted(score, first) == pytest.approx(exact, abs=4 * error + 1 / permute.TIMES)


def test_permutations_stay_within_their_stratum() -> None:
    """The first group is one whole stratum: no permutation changes anything, so there is no test."""
    score, first = np.array([1.0, -1.0, 2.0, -2.0]), np.array([1.0, 1.0, 0.0, 0.0])
    assert np.isnan(est.permuted(score, first, np.array([0, 0, 1, 1])))
    assert est.permuted(score, first) <= 1


def test_blocks_move_as_wholes() -> None:
    """Two weeks, one all high and one all low: two orders only, and the seen one is as far as any, so p is 1."""
    score, first = np.array([1.0, 1.0, -1.0, -1.0]), np.array([True, True, False, False])
    assert est.permuted_blocks(score, first, np.array([5, 5, 6, 6])) == 1.0


@pytest.mark.parametrize("groups", [2, 4])
def test_many_items_use_the_limit_and_agree(groups: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same scores by permutation and by the limit used for large logs."""
    rng = np.random.default_rng(4)
    group = rng.integers(0, groups, 400)
    score = rng.normal(size=400) + 0.16 * (group == 0)
    score -= score.mean()
    sampled = est.permuted_groups(score, group), est.permuted(score, (group == 0).astype(float))
    monkeypatch.setattr(permute, "MANY", 10)
    limit = est.permuted_groups(score, group), est.permuted(score, (group == 0).astype(float))
    np.testing.assert_allclose(sampled, limit, atol=0.025)
    if groups == 2:
        assert sampled[0] == pytest.approx(sampled[1], abs=0.03)  # one test, said in two ways


def test_signs_are_turned() -> None:
    """Six differences, all positive: of 64 ways, two are as far."""
    assert est.flipped(np.array([1.0, 2, 3, 1, 2, 3])) == pytest.approx(2 / 64, abs=0.017)
    assert np.isnan(est.flipped(np.zeros(5)))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_only_raises_and_keeps_the_order(p: list[float]) -> None:
    """Never below the raw p, never above 1, the order unchanged."""
    adjusted = est.holm(p)
    assert (adjusted >= np.array(p) - 1e-12).all()
    assert (adjusted <= 1).all()
    order = np.argsort(p, kind="stable")
    assert (np.diff(adjusted[order]) >= -1e-12).all()


def test_what_cannot_be_told_counts_as_one() -> None:
    """A comparison whose gate fails takes its place in the steps all the same."""
    assert est.holm([0.004, float("nan"), float("nan")]).tolist() == [0.012, 1.0, 1.0]


@pytest.mark.parametrize("effect", [0.0, 1.2])
def test_false_alarms_and_found_effects(effect: float) -> None:
    """Known truth, 300 times 40 items: without an effect about 5 % below .05 (four standard errors: 5.0), with a strong one most."""
    rng, hits = np.random.default_rng(5), 0
    first = np.arange(40) < 20
    for _ in range(300):
        days = np.minimum(rng.exponential(20 * np.exp(-effect * first)), 21).astype(int)
        hits += est.permuted(est.scores(days, days < 21), first.astype(float), seed=int(rng.integers(1 << 30))) <= 0.05
    assert hits / 300 <= 0.10 if effect == 0 else hits / 300 > 0.6
