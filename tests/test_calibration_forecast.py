"""The judges of the forecast, by hand: what they let pass, and that a bad forecast misses."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks import calibration_forecast as cf
from jobstats import simulate
from jobstats.simulate import chances

TRUE = np.linspace(0.05, 0.95, 40)[:, None, None] * np.ones((1, 3, 2))


def told(mean: np.ndarray, half: float) -> np.ndarray:
    """A forecast with a range of ± half."""
    return np.stack([mean, mean - half, mean + half], axis=1)


def test_calibration_error_by_hand() -> None:
    """0.12 and 0.18 share a bin: 0.15 against 0.25, twice; 0.9 stands alone against 0.8: (2 × 0.1 + 0.1) / 3."""
    assert cf.calibration_error(np.array([0.12, 0.18, 0.9]), np.array([0.2, 0.3, 0.8])) == pytest.approx(0.1)
    assert cf.calibration_error(np.array([1.0]), np.array([1.0])) == 0


@pytest.mark.parametrize(("shift", "half", "passed"), [(0.0, 0.05, [True, True]), (0.1, 0.2, [False, True]), (0.05, 0.02, [True, False])])
def test_the_judges_alone(shift: float, half: float, passed: list[bool]) -> None:
    """Right on the point; ten points too high with a wide range; five too high with a narrow one."""
    rows = cf._rows("prior right", (0.08, 0.8), [(1.0, told(TRUE + shift, half))], TRUE)
    assert [row.passed for row in rows] == passed


def test_the_true_chance_of_an_application_agrees_with_what_is_drawn() -> None:
    """Ninety days after being sent: the share of 60 000 drawn applications with an offer, against the exact convolution."""
    drawn = [simulate.draw(seed, 1500, 364, let_up=0.0) for seed in range(40)]
    offers = sum(int((d.sent & (d.offer - d.entry <= 90)).sum()) for d in drawn)
    expected = float(chances.APPLYING @ cf.truth().sent[:, 90])
    assert offers / 60_000 == pytest.approx(expected, abs=4 * np.sqrt(expected / 60_000))
