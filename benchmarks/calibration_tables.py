"""Rows on life tables: bias and interval of F_1(h), of the median, of differences; published cases. Naive figures under the same judges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.calibration_cells import CELLS, HORIZONS, MEDIANS, PAIRS, Floats, Found, jobs, joined, work
from benchmarks.calibration_pool import spread
from benchmarks.calibration_row import Progress, Row

#: A cell is judged when it holds this many items on average and is told in this share of the searches.
LEAST_N, LEAST_TOLD = 20, 0.25
BIAS, BAND, MEAN_BAND, MEDIAN = 0.005, (0.93, 0.98), (0.94, 0.965), 0.93
#: Below this many searches of each size the limits are widened by four Monte-Carlo errors.
FULL = 2000
#: A naive figure is said to fail only where it does so by more than this many Monte-Carlo errors.
SURE = 4.0


@dataclass(frozen=True)
class Cell:
    """What came out in one cell: bias and coverage with their Monte-Carlo errors; own: bias against the same items seen to their end."""

    name: str
    n: float
    bias: float
    bias_error: float
    own: float
    own_error: float
    covered: float
    covered_error: float


def _mean(values: Floats) -> tuple[float, float]:
    """Mean and its Monte-Carlo error, NaN left out."""
    told = values[~np.isnan(values)]
    return float(told.mean()), float(told.std() / np.sqrt(len(told)))


def _covered(hit: Floats) -> tuple[float, float]:
    """Share of intervals that hold the truth; its error is the target's own, so that 0 misses are not certainty."""
    told = hit[~np.isnan(hit)]
    return float(told.mean()), float(np.sqrt(0.05 * 0.95 / len(told)))


def cells_of(found: dict[int, Found], method: str, clock: str) -> list[Cell]:
    """The cells of a clock that are judged, by size of search."""
    out = []
    for size, part in found.items():
        asked = ~np.isnan(part.hit[method]).all(axis=1)  # the searches this method was asked of
        for at, (name, day, h) in enumerate(CELLS):
            told, n = ~np.isnan(part.hit[method][:, at]), float(part.n[:, at].mean())
            if name != clock or n < LEAST_N or told[asked].mean() < LEAST_TOLD:
                continue
            error = part.error[method][:, at]
            figures = (*_mean(error), *_mean(error - part.complete[:, at]), *_covered(part.hit[method][:, at]))
            out.append(Cell(f"{size} sent, day {day}, h {h}, n {n:.0f}", n, *figures))
    return out


def mean_coverage(found: dict[int, Found], method: str, clock: str) -> tuple[float, float]:
    """Coverage over all judged cells, and its Monte-Carlo error (the cells of one search are not independent)."""
    total, spread_, cells = 0.0, 0.0, 0
    for size, part in found.items():
        names = {c.name for c in cells_of({size: part}, method, clock)}
        mine = [at for at, (name, day, h) in enumerate(CELLS) if name == clock and _named(part, size, at, day, h) in names]
        if mine:
            hit = part.hit[method][:, mine]
            by_search = hit[~np.isnan(hit).all(axis=1)]
            mean, error = _mean(np.nanmean(by_search, axis=1))
            total, spread_, cells = total + len(mine) * mean, spread_ + (len(mine) * error) ** 2, cells + len(mine)
    return total / cells, float(np.sqrt(spread_)) / cells


def _named(part: Found, size: int, at: int, day: int, h: int) -> str:
    return f"{size} sent, day {day}, h {h}, n {part.n[:, at].mean():.0f}"


def within(value: float, band: tuple[float, float], error: float, widen: float) -> bool:
    """Inside a band, widened by so many Monte-Carlo errors."""
    return band[0] - widen * error <= value <= band[1] + widen * error


def unbiased(cells: Sequence[Cell], widen: float, against: str = "bias") -> bool:
    """Every cell's bias is within .005; against: "bias" (the truth) or "own" (the same items seen to their end)."""
    return all(within(getattr(c, against), (-BIAS, BIAS), getattr(c, f"{against}_error"), widen) for c in cells)


def covers(cells: Sequence[Cell], mean: tuple[float, float], widen: float) -> bool:
    """Every cell within .93–.98, their mean within .94–.965."""
    return all(within(c.covered, BAND, c.covered_error, widen) for c in cells) and within(mean[0], MEAN_BAND, mean[1], widen)


def told(value: float, digits: int = 3) -> str:
    """A share without its leading nought: .943, −.016."""
    return f"{value:.{digits}f}".replace("-", "−").replace("0.", ".", 1)


def _worst(cells: Sequence[Cell], against: str) -> Cell:
    return max(cells, key=lambda c: abs(getattr(c, against)))


def _verdict(passes: bool) -> str:
    return "passes" if passes else "fails"


def _bias_rows(found: dict[int, Found], widen: float) -> list[Row]:
    """Against the truth, and against the same items seen to their end, which have their share of luck too."""
    rows = []
    for clock in ("applications", "interviews"):
        kit = cells_of(found, "kit", clock)
        naive, fails = [], True
        for method, name in (("everyone", "all-applications"), ("decided", "decided-only")):
            cells = cells_of(found, method, clock)
            ok = unbiased(cells, SURE, "own")
            typical = next((c for c in cells if c.name.startswith("150 sent, day 60, h 30")), _worst(cells, "own"))
            naive.append(f"{name} {told(typical.bias)} ({typical.name}): {_verdict(ok)}")
            fails &= not ok
        worst, raw = _worst(kit, "own"), _worst(kit, "bias")
        reached = f"≤ {told(abs(worst.own), 4)} ± {told(worst.own_error, 4)} ({worst.name}; {len(kit)} cells)"
        if clock == "interviews":
            reached += (
                f"; against the truth {told(raw.bias, 4)} ± {told(raw.bias_error, 4)} ({raw.name}), as the complete record: see below"
            )
        what = f"bias of F_1(h), {clock}, days 45–180: against the same items seen to their end"
        rows.append(Row(what, f"≤ {told(BIAS)}", reached, unbiased(kit, widen, "own") and fails, "; ".join(naive)))
        if clock == "applications":
            reached = f"≤ {told(abs(raw.bias), 4)} ± {told(raw.bias_error, 4)} ({raw.name})"
            what = "the same against the truth, mean over searches that let up after invitations"
            rows.append(Row(what, f"≤ {told(BIAS)} within 2 Monte-Carlo errors", reached, unbiased(kit, max(widen, 2.0))))
    return rows


def _coverage_rows(found: dict[int, Found], widen: float) -> list[Row]:
    """The 95 % interval of F_1(h) in every cell, the textbook's beside it; it must fail where shares are small."""
    rows = []
    for clock in HORIZONS:
        figures, passes = [], []
        for method in ("kit", "log-log"):
            cells, mean = cells_of(found, method, clock), mean_coverage(found, method, clock)
            low, high = min(cells, key=lambda c: c.covered), max(cells, key=lambda c: c.covered)
            passes.append(covers(cells, mean, widen if method == "kit" else SURE))
            figures.append(f"{told(low.covered)}–{told(high.covered)}, mean {told(mean[0])} ± {told(mean[1], 4)}")
            figures[-1] += f" ({len(cells)} cells, each ± {told(max(c.covered_error for c in cells), 4)}; lowest: {low.name})"
        target = f"{told(BAND[0], 2)}–{told(BAND[1], 2)}, mean {told(MEAN_BAND[0], 2)}–{told(MEAN_BAND[1])}"
        what = f"95 % interval of F_1(h), {clock}, every cell with n ≥ {LEAST_N}"
        fails = clock != "offers" or not passes[1]
        rows.append(Row(what, target, figures[0], passes[0] and fails, f"textbook log-log {figures[1]}: {_verdict(passes[1])}"))
    return rows


def _median_row(found: dict[int, Found], widen: float) -> Row:
    """The interval of the median, however few are in a cell, as long as it is told in a quarter of the searches."""
    cells = []
    for size, part in found.items():
        for at, (clock, day) in enumerate(MEDIANS):
            column = part.median[:, at]
            if (~np.isnan(column)).mean() >= LEAST_TOLD:
                cells.append((*_covered(column), f"{size} sent, {clock}, day {day}"))
    low, high = min(cells), max(cells)
    reached = f"{told(low[0])}–{told(high[0])} ({len(cells)} cells, each ± {told(max(c[1] for c in cells), 4)}; lowest: {low[2]})"
    ok = all(within(c, (MEDIAN, 1.0), e, widen) for c, e, _ in cells)
    return Row("interval of the median wait for any decision", f"≥ {told(MEDIAN, 2)}", reached, ok)


def _pair_row(found: dict[int, Found], widen: float) -> Row:
    """Newcombe's difference of two groups of twenty or more."""
    cells = []
    for size, part in found.items():
        for at, (pair, day) in enumerate(PAIRS):
            n, column = float(part.pair_n[:, at].mean()), part.pair[:, at]
            if n >= LEAST_N and (~np.isnan(column)).mean() >= LEAST_TOLD:
                cells.append((*_covered(column), f"{size} sent, {pair}, day {day}, n {n:.0f}"))
    low, high = min(cells), max(cells)
    reached = f"{told(low[0])}–{told(high[0])} ({len(cells)} cells, each ± {told(max(c[1] for c in cells), 4)}; lowest: {low[2]})"
    ok = all(within(c, BAND, e, widen) for c, e, _ in cells)
    return Row("95 % interval of a difference, smaller group ≥ 20 (bonus)", f"{told(BAND[0], 2)}–{told(BAND[1], 2)}", reached, ok)


def published_row() -> Row:
    """Every number of tests/reference.json; the recomputing is the tests' own."""
    from tests.estimators.published import CASES, checks

    every = [c for name in CASES for c in checks(name)]
    off = [f"{c.case} {c.what}" for c in every if not c.holds]
    reached = f"{len(every) - len(off)} of {len(every)} numbers in {len(CASES)} cases" + (f"; off: {', '.join(off[:5])}" if off else "")
    return Row("published cases in reference.json", "every number within its tolerance", reached, not off)


def simulate(searches: int, seed: int, progress: Progress, processes: int | None = None) -> dict[int, Found]:
    """Everything the rows are made of: so many searches of each size."""
    planned = jobs(searches, seed)
    return joined(spread(work, planned, "life tables", progress, processes), planned)


def judged(found: dict[int, Found], searches: int) -> list[Row]:
    """The rows of simulated searches; limits are widened by four Monte-Carlo errors where the searches are few."""
    widen = 0.0 if searches >= FULL else SURE
    rows = [*_bias_rows(found, widen), *_coverage_rows(found, widen), _median_row(found, widen), _pair_row(found, widen)]
    return [replace(row, target=f"{row.target}; here give or take 4 Monte-Carlo errors") for row in rows] if widen else rows


def table_rows(searches: int, seed: int, progress: Progress) -> list[Row]:
    """All rows on life tables."""
    return [*judged(simulate(searches, seed, progress), searches), published_row()]
