"""What lies ahead: the chance of at least one offer within 30, 60 and 90 days, for going on and for stopping."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from jobstats.errors import AskError
from jobstats.estimators import Floats, Ints, life_table
from jobstats.estimators.forecast import Law, Stage, forecast_draws
from jobstats.log import JobLog, day_text, records, to_date
from jobstats.metrics.basis import Basis, Mask, basis
from jobstats.metrics.clocks import Clock, end_kinds, stage_clock, taken, taken_on, why_not
from jobstats.metrics.interviews import visits, without_its_day
from jobstats.metrics.undated import dateless, left_out
from jobstats.metrics.words import count, percent, range_text

HORIZONS: Final = (30, 60, 90)
#: The horizon the sentence is about.
MIDDLE: Final = 60
#: Applications below which nothing is forecast; a range wider than this stands without a figure in it.
ENOUGH, WIDE = 15, 0.8
#: Factors on the general curve that show how much it matters.
POORER, RICHER = 0.5, 1.7
_TAKEN: Final = "You have accepted an offer: there is nothing left to forecast. Congratulations."
_TOLD: Final = ("share", "low", "high", "poorer", "richer")
#: Weeks whose mean is the pace that is gone on with.
WEEKS = 4

#: The general curve, before this log has said anything: of 1000 that are open, how many go on and how many end otherwise on a day,
#: by age in days from 0, 2, 4, 7, 10, 14, 18, 22, 30, 45, 60, 90. Round figures of a search that goes well: one application in four is
#: answered kindly, mostly within three weeks; two answers in three lead to an interview, nearly half of the interviews lead on. It is
#: worth ten items, and its level is uncertain by factors from 0.35 to 2.2, so that a log of some dozen applications outweighs it.
_APPLIED: Final = (
    (5, 15, 20, 15, 12, 10, 6, 4, 2, 1, 0.5, 0.1),
    (10, 10, 12, 15, 12, 12, 12, 10, 8, 5, 1, 0.2),
)
_ANSWERED: Final = (
    (60, 20, 40, 60, 60, 60, 40, 20, 5, 2, 0.5, 0.1),
    (2, 2, 5, 10, 20, 30, 40, 40, 10, 5, 1, 0.1),
)
_INTERVIEW: Final = (
    (10, 25, 40, 45, 40, 30, 20, 10, 5, 2, 0.5, 0.1),
    (15, 20, 25, 25, 20, 20, 20, 15, 10, 5, 1, 0.2),
)
#: Of ten interviews that lead on, how many lead to an offer (and how many to another round), after round 1, 2, 3 or later.
_OFFERS: Final = ((1.0, 9.0), (4.0, 6.0), (8.0, 2.0))
#: How far the level of each of the three curves may be off: an interview is passed through about twice on the way to an offer, and an
#: answer is only half of the way from applying to an interview, so these get the square root of the factors.
_SPREAD: Final = (1.0, 0.5, 0.5)


def interview_clock(log: JobLog) -> pd.DataFrame:
    """One row per interview, on the way to the next interview or an offer; tests and talks between are on that way.

    Columns: application, day, round (1, 2, 3 or later), days, kind (0 open, 1 went on, 2 rejected, 3 withdrawn or closed), age, offer
    (it went on to an offer). An offer without an interview written down counts as a first interview on its day.
    """
    table = log.applications
    met = visits(log)[["application", "day", "round"]]
    offered = table["offer"].to_numpy(dtype=float)
    dated: Mask = ~table["undated"].to_numpy(dtype=bool) & (without_its_day(log) == 0)
    bare = np.flatnonzero(~np.isnan(offered) & ~np.isin(np.arange(len(log)), met["application"]))
    met = pd.concat([met, pd.DataFrame({"application": bare, "day": offered[bare], "round": 1})]).astype(np.int64)
    met = met[dated[met["application"]] & ~(met["day"].to_numpy() > offered[met["application"]])]
    met = met.sort_values(["application", "day"], kind="stable", ignore_index=True)
    item, day = met["application"].to_numpy(), met["day"].to_numpy()
    last = np.append(item[1:] != item[:-1], True)[: len(item)]
    then = np.where(last, np.nan, np.append(day[1:], 0)[: len(item)])
    won = last & ~np.isnan(offered[item])
    then = np.where(won, offered[item], then)
    ended, kinds = table["ended"].to_numpy(dtype=float)[item], end_kinds(table["outcome"])[item]
    kind = np.where(~np.isnan(then), 1, kinds)
    until = np.where(~np.isnan(then), then, np.where(kinds > 0, ended, log.today))
    days = np.maximum(until - day, 0).astype(np.int64)
    return met.assign(round=met["round"].clip(1, 3), days=days, kind=kind, age=log.today - day, offer=won)


def _sent(log: JobLog) -> tuple[Ints, int]:
    """Applications sent in each whole week from the latest back to the first, and in the week that is not over."""
    ages = stage_clock(log, "applied").ages
    after = (log.today + 4) % 7  # days since the last Sunday, whose week is whole
    week = (ages - after) // 7
    return np.bincount(week[week >= 0], minlength=0).astype(np.int64), int((week < 0).sum())


def weekly_pace(log: JobLog) -> float:
    """Applications a week: the mean of the last four whole weeks, of all whole weeks where there are fewer or those four were empty."""
    whole, now = _sent(log)
    return float(whole[:WEEKS].mean() or whole.mean()) if len(whole) else float(now)


def _paused(log: JobLog) -> bool:
    """Something was sent, but nothing in the last four whole weeks, nor since."""
    whole, now = _sent(log)
    return not now and bool(whole.any()) and not whole[:WEEKS].any()


def chain(log: JobLog) -> tuple[list[Law], list[Stage]]:
    """Applied → positive answer → first interview → second → third and later rounds → offer, with what waits in each."""
    sent, answered, met = stage_clock(log, "applied"), stage_clock(log, "reply", "interview"), interview_clock(log)
    days, kind, age, number = (met[c].to_numpy(dtype=np.int64) for c in ("days", "kind", "age", "round"))
    tables = (life_table(sent.days, sent.kinds), life_table(answered.days, answered.kinds), life_table(days, kind))
    curves = (np.array(curve, float).T / 1000 for curve in (_APPLIED, _ANSWERED, _INTERVIEW))
    laws = [Law(table, curve, spread) for table, curve, spread in zip(tables, curves, _SPREAD, strict=True)]
    stages = [Stage(0, sent.ages[sent.kinds == 0], 1), Stage(1, answered.ages[answered.kinds == 0], 2)]
    won = met["offer"].to_numpy(dtype=bool)
    for turn, (yes, no) in enumerate(_OFFERS, start=1):
        here = number == turn
        goal = (yes + int((here & won).sum()), no + int((here & (kind == 1) & ~won).sum()))
        stages.append(Stage(2, age[here & (kind == 0)], min(turn + 2, 4), goal))
    return laws, stages


def forecast(log: JobLog, a_week: float | None = None) -> pd.DataFrame:
    """The chance of at least one offer within 30, 60 and 90 days, if you stop applying now and if you go on at `a_week`.

    a_week: applications a week; your own pace unless given (see `weekly_pace`). Columns: group, stage ("stop", "go on"), day (the horizon),
    horizon, share (NaN where the range is wider than 80 points), low, high (10 and 90 % of the draws), poorer, richer (the share with
    the general curve's chances of going on times 0.5 and 1.7), a_week, n (applications), answers, interviews, waiting, offers (on the
    table, not counted), undated (open on no known day, not counted), why (why nothing is told, or ""), back (the day before the offer
    that was taken: the forecast is that day's; NaN while none was taken). Source: METHODS 6.
    """
    if a_week is not None and not (np.isfinite(a_week) and a_week >= 0):
        raise AskError(f"a_week is how many applications you send in a week, 0 or more, and this is {a_week}.")
    back = _looked_back(log)
    log = log if back is None else log.as_it_stood(back)
    weekly = weekly_pace(log) if a_week is None else float(a_week)
    table, clock = log.applications, stage_clock(log, "applied")
    laws, stages = chain(log)
    counts: dict[str, Any] = {
        "a_week": weekly,
        "n": int((forecast_basis(log).why == 0).sum()),
        "answers": int(laws[1].table.sum()),
        "interviews": int(laws[2].table.sum()),
        "waiting": sum(len(s.ages) for s in stages),
        "offers": int(((table["stage"] == "offer") & (table["outcome"] == "")).sum()),
        "undated": int((dateless(log) & (table["outcome"].to_numpy(dtype=object) == "")).sum()),
        "why": _why(log, clock),
        "back": np.nan if back is None else float(back),
    }
    told = _told(laws, stages, weekly / 7) if not counts["why"] else np.full((5, len(HORIZONS), 2), np.nan)
    going = "apply again" if _paused(log) else "keep applying"
    names = (("stop", "If you stop now"), ("go on", f"If you {going} at {_a_week(weekly)} a week"))
    rows = [
        {"group": name, "stage": case, "day": h, "horizon": h, **dict(zip(_TOLD, told[:, i, j], strict=True))}
        for i, h in enumerate(HORIZONS)
        for j, (case, name) in enumerate(names)
    ]
    frame = pd.DataFrame(rows).assign(**counts)
    frame["share"] = frame["share"].where(frame["high"] - frame["low"] <= WIDE)
    return frame


def _a_week(weekly: float) -> str:
    return f"{weekly:.1f}".removesuffix(".0")


def _told(laws: list[Law], stages: list[Stage], a_day: float) -> Floats:
    """Mean, 10 % and 90 % of the draws, and the mean under a poorer and a richer general curve, for each horizon and case."""
    draws = forecast_draws(laws, stages, HORIZONS, a_day)
    other = [forecast_draws(laws, stages, HORIZONS, a_day, centre=c).mean(axis=2) for c in (POORER, RICHER)]
    return np.stack([draws.mean(axis=2), *np.quantile(draws, (0.1, 0.9), axis=2), *other])


def _looked_back(log: JobLog) -> int | None:
    """The day before the offer came that was taken, as a day number; None while none was."""
    came = taken_on(log, "offer")
    return None if np.isnan(came) else int(came) - 1


def _why(log: JobLog, clock: Clock) -> str:
    """Why nothing can be forecast, in words; "" when it can."""
    if taken(log):
        return _TAKEN
    why = why_not(log, "applied", clock)
    if why:
        return why
    n = len(clock.days)
    if n >= ENOUGH:
        return ""
    there = f"{'is' if n == 1 else 'are'} {n}" if n else "is none"
    return f"Too early to look ahead: it takes {ENOUGH} applications with a day of applying. There {there} so far, {ENOUGH - n} to go."


def forecast_basis(log: JobLog, a_week: float | None = None) -> Basis:
    """The applications a forecast rests on, whatever the pace."""
    table = log.applications
    silent = table["inbound"].to_numpy(dtype=bool) & (table["level"].to_numpy() == 0)
    undated, back = table["undated"].to_numpy(dtype=bool), _looked_back(log)
    later = np.zeros(len(log), bool) if back is None else table["start"].to_numpy(dtype=float) > back
    return basis(
        "application",
        np.arange(len(log)),
        table["start"],
        (left_out(log), dateless(log)),
        ("with a status but no day", undated),
        ("came to you, not talked about yet", silent),
        ("after the day that is looked back to", later),
    )


def say_forecast(frame: pd.DataFrame) -> str:
    """The chance within 60 days, with the range, for both cases; the other horizons; what the starting guess changes; what it rests on."""
    rows = {(row["stage"], row["horizon"]): row for row in records(frame)}
    stop, on = rows["stop", MIDDLE], rows["go on", MIDDLE]
    taken = "" if np.isnan(on["back"]) else f"{_TAKEN} Looking back at {day_text(to_date(on['back']))}, the day before that offer came: "
    if on["why"]:
        return _TAKEN if taken else str(on["why"])
    more = f", {100 * (on['share'] - stop['share']):.0f} points more" if not np.isnan(on["share"] + stop["share"]) else ""
    others = [f"{_short(rows['stop', h])} and {_short(rows['go on', h])} within {h} days" for h in HORIZONS if h != MIDDLE]
    waiting = f"{on['waiting']} {'is' if on['waiting'] == 1 else 'are'} still waiting" if on["waiting"] else "none is still waiting"
    open_ = int(on.get("undated", 0))
    none = f"; {open_} more on no known day {'is' if open_ == 1 else 'are'} not counted" if open_ else ""
    offer = " An offer on the table is not counted: this is about a further one." if on["offers"] else ""
    last = "" if taken else " Keep applying until an offer is final."
    return (
        f"{taken}{'at' if taken else 'At'} least one offer within {MIDDLE} days: {_long(stop, '80 % range ')} if you stop now, {_long(on)} {_lower(on['group'])}{more}. "
        f"The same two figures are {', '.join(others)}. With another starting guess, the figure for going on within {MIDDLE} days would be "
        f"{_between(on['poorer'], on['richer'])}. It rests on {count(on['n'], 'application')}, {count(on['answers'], 'positive answer')} and "
        f"{count(on['interviews'], 'interview')}; {waiting}{none}.{offer} This is an estimate from how it has gone so far, not a promise."
        f"{last}"
    )


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _long(row: dict[str, Any], what: str = "") -> str:
    """A chance with its range; the range alone where it is too wide for one figure."""
    limits = range_text(row["low"], row["high"])
    return f"somewhere in {limits}, too wide for one figure," if np.isnan(row["share"]) else f"{percent(row['share'])} ({what}{limits})"


def _short(row: dict[str, Any]) -> str:
    return range_text(row["low"], row["high"]) if np.isnan(row["share"]) else percent(row["share"])


def _between(one: float, two: float) -> str:
    """Two chances as a range; as one where people would read the same number twice."""
    return f"about {percent(one)}" if percent(one) == percent(two) else range_text(min(one, two), max(one, two))


def forecast_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """Horizon and case, the chance with its range, and what it would be with another starting guess."""
    limits = [range_text(a, b) for a, b in zip(frame["low"], frame["high"], strict=True)]
    text = {
        "Within": [f"{h} days" for h in frame["horizon"]],
        "Case": frame["group"].tolist(),
        "At least one offer": map(percent, frame["share"]),
    }
    guess = {"Starting guess × 0.5": map(percent, frame["poorer"]), "Starting guess × 1.7": map(percent, frame["richer"])}
    return pd.DataFrame({**text, "80 % range": limits, **guess}, dtype=object)
