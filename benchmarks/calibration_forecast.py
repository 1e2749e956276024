"""Does the forecast mean what it says? Simulated searches read as at day 45 … 180, against the chances behind them.

The true chance is computed from `simulate.chances` for the very items that are open in the log on that day: by source, weekday,
age and round, exactly. It is the frequency that many repetitions of the rest of the search would show, and the offers that were
really drawn are held against it. Calibration error: all forecasts of both cases and three horizons in ten bins of 10 points; the
mean of |mean forecast − mean true chance|, weighted by how many a bin holds. The prior is right when the kit's general curve stands as it
is, since that has the level of the simulated truth; it is off when all its chances of going on are taken times 0.5 and 1.7.
Every other search is a slow one (2.9 applications a week), every other one as fast as the sample (5.8).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmarks.calibration_pool import spread
from benchmarks.calibration_row import Progress, Row, silent
from jobstats import simulate
from jobstats.estimators.forecast import forecast_draws
from jobstats.log import JobLog
from jobstats.metrics.clocks import stage_clock
from jobstats.metrics.forecast import ENOUGH, HORIZONS, POORER, RICHER, chain, interview_clock
from jobstats.simulate.chances import _OFFER, _SHARES, _STRAIGHT, _TALKS, APPLYING, SOURCES, _laws
from jobstats.simulate.drawing import _working_days_after

Floats = npt.NDArray[np.float64]

APPLICATIONS, DAYS, READ_AT = (300, 150), 364, (45, 60, 90, 120, 150, 180)
#: The general curve as it is, and off: all its chances of going on times these.
CENTRES: Final = (1.0, POORER, RICHER)
#: Of the searches asked for, so many are read (each costs a third of a second), and never more than this.
PART, MOST = 0.4, 800
_LONG: Final = max(HORIZONS)
_WEEKDAYS: Final = np.arange(7)


def _within(law: Floats, gains: Floats) -> Floats:
    """Chance of an offer within 0 … 90 days of entering, by weekday of entering; law: (weekday, u); gains: by weekday of going on."""
    out = np.zeros((7, _LONG + 1))
    for u in range(_LONG + 1):
        out[:, u:] += law[:, u, None] * gains[(_WEEKDAYS + u) % 7, : _LONG + 1 - u]
    return out


@dataclass(frozen=True)
class Truth:
    """Chance of an offer within 0 … 90 days: gain of an application's answer (source, weekday, day), of a step after round 1, 2, 3
    (round, weekday, day), of a first interview, and of an application sent on a weekday; laws of both waits.
    """

    answer: Floats
    step: Floats
    first: Floats
    sent: Floats
    application: Floats
    interview: Floats


def _talks(weekday: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Days from an answer to the first interview, by weekday of the answer: ten equally likely ones."""
    gaps = np.arange(3, 13)[None, :]
    return np.asarray(_working_days_after(np.zeros_like(weekday)[:, None], weekday[:, None], gaps))


@cache
def truth() -> Truth:
    """The chances behind every simulated search."""
    application, notes = _laws(0.0)
    interview = notes[0]
    then = np.zeros((7, _LONG + 1))
    steps: list[Floats] = []
    for offer in reversed(_OFFER):
        steps.insert(0, offer + (1 - offer) * then)
        then = _within(interview[..., 0], steps[0])
    talked = np.zeros_like(then)
    for weekday, offsets in enumerate(_talks(_WEEKDAYS)):
        for d in offsets.tolist():
            talked[weekday, d:] += _TALKS / 10 * then[(weekday + d) % 7, : _LONG + 1 - d]
    answer = np.array([straight * then + (1 - straight) * talked for straight in _STRAIGHT])
    sent = np.array([_within(application[i, ..., 0], answer[i]) for i in range(len(_STRAIGHT))])
    return Truth(answer, np.array(steps), then, np.einsum("s,swd->wd", _SHARES, sent), application, interview)


def _waits(law: Floats, gains: Floats, weekday: int, age: int, horizon: int) -> float:
    """Chance of an offer for an item that is still open at this age. law: (u, kind) of its weekday of entering."""
    ahead = law[age + 1 : age + 1 + horizon, 0]
    u = np.arange(1, len(ahead) + 1)
    left = 1 - law[: age + 1].sum()
    return float((ahead * gains[(weekday + age + u) % 7, horizon - u]).sum() / left) if len(ahead) else 0.0


def _answered(weekday: int, age: int, horizon: int) -> float:
    """The same for a positive answer that has not led to an interview, nor been closed in the diary, by this age."""
    offsets = _talks(np.array([weekday]))[0]
    talk = 5 + _to_monday(weekday + 5)
    closing = np.array([d + _to_monday(weekday + d) for d in range(talk + 1, talk + 21)])
    ahead = offsets[(offsets > age) & (offsets <= age + horizon)]
    good = sum(truth().first[(weekday + d) % 7, horizon - (d - age)] for d in ahead.tolist()) / 10 * _TALKS
    left = _TALKS * (offsets > age).mean() + (1 - _TALKS) * (0.25 + 0.75 * (closing > age).mean())
    return float(good / left)


def _to_monday(day: int) -> int:
    return max(0, 7 - day % 7) if day % 7 > 4 else 0


def true_chances(log: JobLog, a_week: float) -> Floats:
    """(horizons, 2): the true chance of an offer for what is open in this log, without and with new applications at a steady pace."""
    t, table = truth(), log.applications
    out = np.zeros((len(HORIZONS), 2))
    sent, answered, met = stage_clock(log, "applied"), stage_clock(log, "reply", "interview"), interview_clock(log)
    met = met[met["kind"] == 0]
    source = [list(SOURCES).index(s) if s else -1 for s in table["source"]]
    for row, horizon in enumerate(HORIZONS):
        none = 1.0
        for i, age in zip(sent.item[sent.kinds == 0].tolist(), sent.ages[sent.kinds == 0].tolist(), strict=True):
            weekday, s = (log.today - age + 3) % 7, source[i]
            none *= 1 - _waits(t.application[s, weekday], t.answer[s], weekday, age, horizon)
        for age in answered.ages[answered.kinds == 0].tolist():
            none *= 1 - _answered((log.today - age + 3) % 7, age, horizon)
        for number, age in zip(met["round"].tolist(), met["age"].tolist(), strict=True):
            weekday = (log.today - age + 3) % 7
            none *= 1 - _waits(t.interview[weekday], t.step[number - 1], weekday, age, horizon)
        days = np.arange(1, horizon + 1)
        weekday_of = (log.today + days + 3) % 7
        new = a_week * (APPLYING[weekday_of] * t.sent[weekday_of, horizon - days]).sum()
        out[row] = 1 - none, 1 - none * np.exp(-new)
    return out


def came(drawn: simulate.Draw, day: int) -> Floats:
    """(horizons, 2): whether an offer did come, of what was under way on that day, and of all that was sent."""
    started = (drawn.entry <= day) & (drawn.sent | (drawn.entry + drawn.end <= day))
    return np.array(
        [[((drawn.offer > day) & (drawn.offer <= day + h) & who).any() for who in (started, started | drawn.sent)] for h in HORIZONS], float
    )


def naive(log: JobLog, a_week: float) -> Floats:
    """(horizons, 2): the plug-in product of ratios: offers of all applications, of all answered, of all interviewed."""
    level = log.applications["level"].to_numpy()
    offers = int((level >= 4).sum())
    waits = [int(((level == k) | ((level == 2) & (k == 1))) @ (log.applications["outcome"] == "").to_numpy()) for k in (0, 1, 3)]
    ratio = [offers / max(int((level >= k).sum()), 1) for k in (0, 1, 3)]
    none = float(np.prod([(1 - min(r, 1.0)) ** n for r, n in zip(ratio, waits, strict=True)]))
    return np.array([[1 - none, 1 - none * (1 - ratio[0]) ** (a_week / 7 * h)] for h in HORIZONS])


@dataclass(frozen=True)
class Read:
    """One search on one day, each (horizons, 2): the true chance, whether offers came, what the naive product says, whether the log
    has an offer; and what the kit says under each of CENTRES: mean, low, high (centres, 3, horizons, 2).
    """

    true: Floats
    came: Floats
    naive: Floats
    offered: bool
    told: Floats


def read(job: tuple[int, int]) -> Read | None:
    """The search of this seed; None where there are too few applications for a forecast. job: number, seed."""
    number, seed = job
    applications, day = APPLICATIONS[number % len(APPLICATIONS)], READ_AT[number // len(APPLICATIONS) % len(READ_AT)]
    search = simulate.search(seed + number, applications, DAYS, let_up=0.0)
    whole = simulate.as_log(search)
    log = whole.as_it_stood(whole.today - (DAYS - 1) + day)
    if len(stage_clock(log, "applied").days) < ENOUGH:
        return None
    a_week = applications / (DAYS / 7)
    told = []
    for centre in CENTRES:
        draws = forecast_draws(*chain(log), HORIZONS, a_week / 7, centre=centre)
        told.append([draws.mean(axis=2), *np.quantile(draws, (0.1, 0.9), axis=2)])
    offered = bool(log.applications["offer"].notna().any())
    return Read(true_chances(log, a_week), came(search.drawn, day), naive(log, a_week), offered, np.array(told))


def calibration_error(forecast: Floats, true: Floats) -> float:
    """Mean distance of forecasts and frequency over ten bins of forecasts, weighted by what is in them."""
    forecast, true = forecast.ravel(), true.ravel()
    bins = np.minimum((forecast * 10).astype(np.int64), 9)
    return float(np.abs(np.bincount(bins, forecast - true)).sum() / len(true))


def forecast_rows(searches: int, seed: int, progress: Progress = silent) -> list[Row]:
    """The rows of METHODS on the forecast."""
    jobs = [(number, seed) for number in range(int(min(max(searches * PART, 24), MOST)))]
    found = [part for part in spread(read, jobs, "forecasts", progress) if part is not None]
    true, told = np.array([f.true for f in found]), np.array([f.told for f in found])
    rows = []
    for what, most, least, places in (("prior right", 0.08, 0.80, (0,)), ("prior off", 0.15, 0.55, (1, 2))):
        rows += _rows(what, (most, least), [(CENTRES[i], told[:, i]) for i in places], true)
    return [*rows, _naive_row(found), _truth_row(found)]


def _rows(what: str, limits: tuple[float, float], told: Sequence[tuple[float, Floats]], true: Floats) -> list[Row]:
    """Calibration error and cover of one kind of prior; each with the worst of its six cells (case and horizon)."""
    errors: list[float] = []
    covers: list[float] = []
    said: tuple[list[str], list[str]] = ([], [])
    for centre, each in told:
        mean, low, high = each[:, 0], each[:, 1], each[:, 2]
        inside = ((low <= true) & (true <= high)).mean(axis=0)
        cells = [calibration_error(mean[:, i, j], true[:, i, j]) for i in range(true.shape[1]) for j in range(2)]
        errors.append(calibration_error(mean, true))
        covers.append(float(inside.mean()))
        name = f"centre × {centre:g}: " if len(told) > 1 else ""
        said[0].append(f"{name}{errors[-1]:.3f} (by case and horizon {min(cells):.2f}–{max(cells):.2f})")
        said[1].append(f"{name}{covers[-1]:.3f} (by case and horizon {inside.min():.2f}–{inside.max():.2f})")
    of = f"; {len(true)} searches"
    return [
        Row(f"forecast: calibration error, {what}", f"≤ {limits[0]:.2f}", "; ".join(said[0]) + of, max(errors) <= limits[0]),
        Row(f"forecast: truth inside the 10–90 % range, {what}", f"≥ {limits[1]:.2f}", "; ".join(said[1]) + of, min(covers) >= limits[1]),
    ]


def _naive_row(found: Sequence[Read]) -> Row:
    """The plug-in product of ratios: 0 % before the first offer, and how far off it is."""
    early = [f for f in found if not f.offered]
    says, true = np.array([f.naive for f in early]), np.array([f.true for f in early])
    error = calibration_error(np.array([f.naive for f in found]), np.array([f.true for f in found]))
    failed = bool(early) and float(says.max()) == 0 and error > 0.15
    reached = f"0 % in all {len(early)} searches without an offer yet, where the true chance is {true.mean():.0%} on average"
    naive = f"calibration error {error:.2f}: {'fails, as it must' if failed else 'PASS?'}"
    return Row("naive: the product of ratios in the log", "seen to fail (0 % before the first offer, error > .15)", reached, failed, naive)


def _truth_row(found: Sequence[Read]) -> Row:
    """The chances computed here against the offers that were drawn: six z values, of which none may be beyond 3."""
    true, drawn = np.array([f.true for f in found]), np.array([f.came for f in found])
    z = (drawn - true).sum(axis=0) / np.sqrt((true * (1 - true)).sum(axis=0))
    reached = f"largest |z| {np.abs(z).max():.1f}; offers came in {drawn.mean():.3f}, expected {true.mean():.3f}"
    return Row("forecast: the true chances against the offers drawn", "six |z| ≤ 3", reached, bool(np.abs(z).max() <= 3))
