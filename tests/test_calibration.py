"""The table at the foot of METHODS, thinned: few searches, limits widened by their Monte-Carlo error; and that a broken estimator misses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

import jobstats as js
from benchmarks import calibration
from benchmarks.calibration_cells import CELLS, Found, jobs, joined, looks, work
from benchmarks.calibration_page import page
from benchmarks.calibration_pool import spread
from benchmarks.calibration_row import Progress, Row, silent
from benchmarks.calibration_tables import cells_of, covers, judged, mean_coverage, simulate, unbiased
from jobstats.metrics.clocks import stage_clock
from jobstats.metrics.interviews import visits
from jobstats.simulate import search

SEED = calibration.SEED
TABLES, *OTHERS = calibration.PARTS
THIN = TABLES.thin


@pytest.fixture(scope="module")
def found() -> dict[int, Found]:
    """So many searches of each size, looked at on six days."""
    return simulate(THIN, SEED, silent, processes=1)


def missed(rows: list[Row]) -> list[str]:
    """What misses, with what was reached."""
    return [f"{row.what}: {row.reached} against {row.target}; {row.naive}" for row in rows if not row.passed]


# --- life tables -------------------------------------------------------------------------------------------------


def test_shares_medians_and_differences_hold_what_they_promise(found: dict[int, Found]) -> None:
    """Bias and intervals in more than a hundred cells; the naive figures beside them fail."""
    assert sum(len(cells_of(found, "kit", clock)) for clock in ("applications", "interviews", "offers")) > 100
    assert missed(judged(found, THIN)) == []


def planted(found: dict[int, Found], method: str) -> dict[int, Found]:
    """The same searches, as they would have come out had the kit used this method."""
    return {
        size: replace(part, error={**part.error, "kit": part.error[method]}, hit={**part.hit, "kit": part.hit[method]})
        for size, part in found.items()
    }


@pytest.mark.parametrize(
    ("method", "misses"),
    [
        ("everyone", ["bias of F_1(h), applications", "bias of F_1(h), interviews"]),
        ("decided", ["bias of F_1(h), applications", "bias of F_1(h), interviews", "95 % interval of F_1(h), applications"]),
        ("log-log", ["95 % interval of F_1(h), offers"]),
    ],
)
def test_a_planted_method_misses(found: dict[int, Found], method: str, misses: list[str]) -> None:
    """All-applications and decided-only ratios are biased, the log-log interval does not hold small shares: the same judges see it."""
    told = " ".join(missed(judged(planted(found, method), THIN)))
    assert [row for row in misses if row not in told] == []


def test_the_judges_alone(found: dict[int, Found]) -> None:
    """Unbiased, covering: the kit. Not so: who divides by all, by the decided, or takes logs."""
    assert unbiased(cells_of(found, "kit", "applications"), 4, "own")
    assert not unbiased(cells_of(found, "everyone", "applications"), 4, "own")
    assert not unbiased(cells_of(found, "decided", "applications"), 4, "own")
    for method, holds in (("kit", True), ("log-log", False)):
        assert covers(cells_of(found, method, "offers"), mean_coverage(found, method, "offers"), 4) == holds


def test_too_narrow_and_too_wide_are_seen(found: dict[int, Found]) -> None:
    """Limits that hold the truth nine times in ten, or always, miss the mean they must have."""
    rng = np.random.default_rng(1)
    for share in (0.9, 1.0):
        hit = {size: np.where(np.isnan(part.hit["kit"]), np.nan, rng.random(part.hit["kit"].shape) < share) for size, part in found.items()}
        other = {size: replace(part, hit={**part.hit, "kit": hit[size]}) for size, part in found.items()}
        assert not covers(cells_of(other, "kit", "applications"), mean_coverage(other, "kit", "applications"), 4)


@pytest.mark.parametrize(("seed", "as_of"), [(1, 60), (2, 125), (3, 181)])
def test_the_clocks_are_those_of_the_kit(tmp_path: Path, seed: int, as_of: int) -> None:
    """A drawn search written as a log and read by the kit: the same days and ends as the bare arrays, item by item."""
    made = search(seed)
    made.events.to_csv(tmp_path / "log.csv", index=False)
    day = date.fromordinal(made.drawn.start.toordinal() + as_of)
    log = js.load(tmp_path / "log.csv", as_of=day)
    bare = looks(made.drawn, as_of)
    sent, offers, met = stage_clock(log, "applied"), stage_clock(log, "applied", "offer"), visits(log)

    def pairs(*columns: object) -> list[tuple[int, ...]]:
        return sorted(zip(*(np.asarray(c).tolist() for c in columns), strict=True))

    seen = bare["applications"]
    assert pairs(seen.ages, seen.days, seen.kinds) == pairs(sent.ages, sent.days, sent.kinds)
    made_it, theirs = bare["offers"].kinds == 1, offers.kinds == 1
    assert pairs(bare["offers"].days[made_it]) == pairs(offers.days[theirs])
    talks, here = made.drawn.interviews, made.drawn.interviews.day <= as_of
    at = np.stack([talks.of[here], talks.day[here]])
    last = np.array([not (at[:, i + 1 :] == at[:, [i]]).all(axis=0).any() for i in range(here.sum())])  # two on one day: the kit has one
    seen = bare["interviews"].pick(last)
    assert pairs(seen.ages, seen.days, seen.kinds) == pairs(met["age"], met["days"], met["kind_of_end"])


def test_the_same_seed_is_the_same_table_however_many_processes() -> None:
    """Two portions by two processes and by one; another seed is another draw."""
    planned = jobs(2, 7, (40, 80))
    parts = [joined(spread(work, planned, "", silent, processes), planned) for processes in (1, 2)]
    other = joined(spread(work, again := jobs(2, 8, (40, 80)), "", silent, 1), again)
    for size in (40, 80):
        np.testing.assert_array_equal(parts[0][size].error["kit"], parts[1][size].error["kit"])
        np.testing.assert_array_equal(parts[0][size].median, parts[1][size].median)
        assert parts[0][size].n.shape == (2, len(CELLS))
        assert not np.array_equal(parts[0][size].n, other[size].n)


# --- the rows of the others --------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", OTHERS, ids=[part.name for part in OTHERS])
def test_their_rows_hold_what_they_promise(part: calibration.Part) -> None:
    """Verdicts and forecast, thinned."""
    rows = calibration.maker(part)(part.thin, SEED, silent)
    assert rows
    assert missed(rows) == []


# --- the runner --------------------------------------------------------------------------------------------------


def good(searches: int, seed: int, progress: Progress) -> list[Row]:
    progress("counting", 0.5)
    progress("counting", 1.0)
    return [Row("a | b", "≤ 1", f"{searches} at {seed}", True, "naive 2: fails")]


GOOD = calibration.Part(__name__, "good", 70, 7)


def test_a_run_prints_its_rows_and_its_way(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """All pass: 0; the page says how to repeat it."""
    monkeypatch.setattr(calibration, "PARTS", (GOOD,))
    assert calibration.main(["--searches", "9", "--seed", "3", "--write", str(tmp_path / "page.md")]) == 0
    told = capsys.readouterr()
    assert "pass  a | b" in told.out
    assert "1 of 1 rows pass" in told.out
    assert "part 1 of 1, counting: 50%" in told.err
    text = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert "python -m benchmarks.calibration --seed 3 --searches 9 --write docs/calibration.md" in text
    assert r"| a \| b | ≤ 1 | 9 at 3 | pass | naive 2: fails |" in text


def test_what_is_not_there_yet_misses(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A row maker that cannot be imported counts as missed, never as passed; the others still run."""
    dream, none = calibration.Part("benchmarks.calibration_of_dreams", "rows", 1, 1), calibration.Part(__name__, "none_such", 1, 1)
    monkeypatch.setattr(calibration, "PARTS", (GOOD, dream, none))
    assert calibration.main(["--thin"]) == 1
    told = capsys.readouterr().out
    assert f"7 at {SEED}" in told
    assert "FAIL  rows of benchmarks.calibration_of_dreams" in told
    assert "1 of 3 rows pass, 2 MISSED" in told
    assert calibration.main(["--thin", "--only", "good"]) == 0


def test_the_page_tells_what_misses() -> None:
    """A missed row is bold, and the first lines say how many."""
    text = page([Row("a", "b", "c", False), Row("d", "e", "f", True)], "--seed 2", [7, 8], date(2026, 11, 23))
    assert "1 of 2 rows miss." in text
    assert "| a | b | c | **FAIL** | — |" in text
