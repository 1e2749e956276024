"""How far applications get, by any column, and where everything went. A later stage implies the earlier ones."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pandas as pd

from jobstats.errors import AskError
from jobstats.estimators import Rate, admissible, days_until_fifth, rate
from jobstats.log import BLANK, DERIVED, JobLog, records
from jobstats.metrics.basis import Basis, basis
from jobstats.metrics.clocks import LONG, SHORT, UNSAID, Clock, clock_basis, kinds_of, stage_clock, why_not
from jobstats.metrics.undated import no_share, none_dated
from jobstats.metrics.words import count, day_text, of, out_of, percent, range_text
from jobstats.vocabulary import ENDS, LABELS, STAGES

#: More groups than this are drawn together as "other".
MOST_GROUPS = 10


def funnel(log: JobLog, horizon: int | None = None) -> pd.DataFrame:
    """One row per stage: entered = advanced + rejected + withdrawn + open, and the share that goes on within `horizon` days.

    horizon: 14, 30, 60 or 90, for applications; without it the largest up to 30 that five are old enough for. Raises AskError for
    another, and for one that fewer than five applications are old enough for, with the day on which it will be possible.
    Columns: stage, goal, entered, the four parts, horizon (NaN where too early), share, low, high, n of (k of n among
    those old enough), why (why no share can be told, or ""), ready (the first day a figure is possible, or ""), inbound (entered without an application),
    undated (left out of the share: no day recorded). The last row, applied → offer, runs on its own clock of 90 days.
    Source: Aalen & Johansen 1978; Wilson 1927.
    """
    rows = [_stage_row(log, stage, horizon) for stage in STAGES[:-1]]
    clock = stage_clock(log, "applied", "offer")
    rows.append({"stage": "applied", "goal": "offer", **_share(log, clock, (90,), 90, "applied")})
    return pd.DataFrame(rows)


def _stage_row(log: JobLog, stage: str, asked: int | None) -> dict[str, object]:
    """Counts of one stage and the share that goes on."""
    table = log.applications
    level, here = STAGES.index(stage), table["level"].to_numpy()
    inbound = table["inbound"].to_numpy(dtype=bool)
    entered = here >= level if level else (here >= 0) & ~inbound
    kinds = np.where(here > level, 1, kinds_of(log))[entered]
    parts = dict(zip(ENDS, np.bincount(kinds, minlength=len(ENDS)).tolist(), strict=True))
    clock = stage_clock(log, stage)
    horizons: tuple[int, ...] = LONG if stage == "applied" else SHORT
    most = 30 if stage == "applied" else 21
    if stage == "applied" and asked is not None:
        horizons, most = _asked(log, clock, asked), asked
    share = _share(log, clock, horizons, most, stage) if stage != "offer" else _no_share()
    came = int((entered & inbound).sum()) if level else int(inbound.sum())
    return {
        "stage": stage,
        "goal": STAGES[level + 1],
        "entered": int(entered.sum()),
        **parts,
        "inbound": came,
        **share,
        "undated": clock.left_out + clock.dateless,
    }


def _asked(log: JobLog, clock: Clock, horizon: int) -> tuple[int, ...]:
    """The horizon a person asks for, if it can be had."""
    if horizon not in LONG:
        raise AskError(f"horizon is {horizon}, and it can be {', '.join(map(str, LONG[:-1]))} or {LONG[-1]} days.")
    if none_dated(log):
        raise AskError(no_share(log))
    wait = days_until_fifth(clock.ages, horizon)
    if wait:
        raise AskError(f"Too early for {horizon} days: five applications are that old on {day_text(log.as_of + timedelta(days=wait))}.")
    if wait is None:
        raise AskError(f"Too early for {horizon} days: five applications have to be that old, and there is no more than {len(clock.days)}.")
    return (horizon,)


def _no_share() -> dict[str, object]:
    return {"horizon": np.nan, "share": np.nan, "low": np.nan, "high": np.nan, "n": 0, "of": 0, "ready": "", "aged": 0, "why": ""}


def _share(log: JobLog, clock: Clock, horizons: tuple[int, ...], most: int, stage: str) -> dict[str, object]:
    """The share that goes on within the largest admissible horizon, or when a first one will be possible."""
    why = why_not(log, stage, clock)
    if why:
        return {**_no_share(), "why": why, "of": len(clock.days)}
    horizon = admissible(clock.ages, horizons, most)
    wanted = max(h for h in horizons if h <= most)
    found = rate(clock.days, clock.kinds, clock.ages, horizon) if horizon else None
    if found is None or horizon is None:
        wait = days_until_fifth(clock.ages, min(horizons))
        ready = day_text(log.as_of + timedelta(days=wait)) if wait is not None else ""
        return {**_no_share(), "ready": ready, "of": len(clock.days), "aged": int((clock.ages >= wanted).sum())}
    return {"horizon": horizon, **_limits(found), "ready": "", "aged": found.n_old, "why": ""}


def _limits(found: Rate) -> dict[str, object]:
    return {"share": found.share, "low": found.low, "high": found.high, "n": found.k_old, "of": found.n_old}


def say_funnel(frame: pd.DataFrame) -> str:
    """Of 90 applications, an estimated 11 % (95 % range 6–20 %) lead to a positive answer within 30 days …"""
    rows = records(frame)
    first = rows[0]
    if not first["entered"]:
        return "No application with a day of applying is in this log yet. The first one you write down starts the picture."
    met, offers = (next(int(r["entered"]) for r in rows if r["stage"] == stage) for stage in ("interview", "offer"))
    reached = f" {count(met, 'process', 'processes')} reached an interview, {offers} an offer." if met else ""
    if str(first["why"]).startswith(UNSAID):
        return f"{count(int(first['entered']), 'application')} sent. {first['why']}"
    if first["why"] and first["undated"] == first["entered"]:
        answered = f"{out_of(int(first['advanced']), int(first['entered']), 'application')} got a positive answer."
        return f"{first['why']} {answered}{reached} {_open(first['open'])}"
    if first["why"]:
        return f"{count(int(first['entered']), 'application')}. {first['why']}{reached}"
    if np.isnan(first["share"]):
        ready = f"A first figure is possible on {first['ready']}." if first["ready"] else "A first figure needs at least five applications."
        are = "application is" if first["entered"] == 1 else "applications are"
        return f"Too early: {of(int(first['aged']), int(first['entered']))} {are} 30 days old. {ready} {_open(first['open'])}"
    text = (
        f"Of {count(int(first['entered']), 'application')} sent, an estimated {percent(first['share'])} (95 % range {range_text(first['low'], first['high'])}) "
        f"lead to a positive answer within {first['horizon']:.0f} days; of the {first['of']} that are that old, {first['n']} did. {_open(first['open'])}"
    )
    n = int(first["undated"])
    out = f" {of(n, int(first['entered']))} {'has' if n == 1 else 'have'} no day and {'is' if n == 1 else 'are'} in no share." if n else ""
    return text + reached + out


def _open(n: float) -> str:
    """How many wait, and that this is no failure."""
    if not n:
        return "None is waiting for an answer."
    if n == 1:
        return "1 still waits for a first answer and counts as open, not as a refusal."
    return f"{n:.0f} still wait for a first answer and count as open, not as refusals."


def funnel_by(log: JobLog, by: str = "source") -> pd.DataFrame:
    """Share of applications with a positive answer, for each value of a column; ordered by n, never ranked by rate.

    by: any column of log.applications. Columns: by, group, entered, horizon, share, low, high, n, of. One horizon for
    all: the largest that the whole log admits; a group with fewer than five applications that old has no share.
    Raises AskError for an unknown column.
    """
    if by not in log.applications or by in DERIVED:
        raise AskError(f"There is no column “{by}” to compare by in this log. There is: {', '.join(log.choices()) or 'none'}.")
    clock = stage_clock(log, "applied")
    why = why_not(log, "applied", clock)
    horizon = None if why else admissible(clock.ages, LONG, 30)
    group = log.applications[by].replace("", BLANK).astype(str).to_numpy(dtype=object)[clock.item]
    sizes = pd.Series(group, dtype=object).value_counts()
    rest = list(sizes.index[MOST_GROUPS:])
    group = np.where(np.isin(group, rest), f"other ({len(rest)} values)", group) if rest else group
    rows = []
    for name in [*sizes.index[:MOST_GROUPS], *([f"other ({len(rest)} values)"] if rest else [])]:
        part = clock.pick(group == name)
        found = rate(part.days, part.kinds, part.ages, horizon) if horizon else None
        limits = _limits(found) if found else {**_no_share(), "of": int((part.ages >= (horizon or 30)).sum())}
        rows.append({"by": by, "group": name, "entered": len(part.days), **{c: limits[c] for c in ("share", "low", "high", "n", "of")}})
    columns = ["by", "group", "entered", "share", "low", "high", "n", "of"]
    return pd.DataFrame(rows, columns=columns).assign(horizon=float(horizon or np.nan), by=log.label(by), why=why)


def say_funnel_by(frame: pd.DataFrame) -> str:
    """Says the widest-based groups, and that overlapping ranges do not rank."""
    if frame.empty:
        return "No application with a day of applying is in this log yet."
    told = frame[frame["share"].notna()]
    by = frame["by"].iloc[0]
    if frame["why"].iloc[0]:
        return str(frame["why"].iloc[0])
    if told.empty:
        return f"Too early to compare by {by}: no group has five applications old enough. The largest has {int(frame['entered'].max())}."
    parts = [f"{r['group']}: {percent(r['share'])} ({range_text(r['low'], r['high'])}) of {r['entered']}" for r in records(told.head(4))]
    more = f" {count(len(told) - 4, 'group')} more in the table." if len(told) > 4 else ""
    text = f"Positive answers within {frame['horizon'].iloc[0]:.0f} days, by {by}: {'; '.join(parts)}.{more}"
    if len(told) < 2:
        return text + " The other groups are too small to say."
    apart = told["low"].max() > told["high"].min()
    return text + (
        " Some ranges do not overlap: a hint worth a closer look, not a ranking."
        if apart
        else " The ranges overlap, so these numbers do not rank them."
    )


def funnel_basis(log: JobLog) -> Basis:
    """As for every share of applications; the bars need no day, so those without one are in them."""
    found = clock_basis(log)
    return replace(found, reasons=(found.reasons[0], *(f"{reason}, counted in the bars and in no share" for reason in found.reasons[1:])))


def flows(log: JobLog) -> pd.DataFrame:
    """Where everything went, which needs no day: one row per flow, group (from), stage (to), n. What enters a node leaves it or ends there.

    Starts are "Applied" and "Came to you"; ends are the outcomes and "Still waiting". A later stage implies the earlier.
    """
    table = log.applications
    top, inbound = table["level"].to_numpy(), table["inbound"].to_numpy(dtype=bool)
    last = STAGES.index("offer")
    start = np.where(inbound, "Came to you", LABELS["applied"])
    rows: list[tuple[str, str, int]] = []
    for name in ("Applied", "Came to you"):
        rows.append((name, LABELS["reply"], int(((start == name) & (top > 0)).sum())))
    for level in range(1, last):
        rows.append((LABELS[STAGES[level]], LABELS[STAGES[level + 1]], int((top > level).sum())))
    end = table["outcome"].replace({"": "open", "closed": "withdrawn"}).map(LABELS).to_numpy(dtype=object)
    left = np.where(top == 0, start, np.array([LABELS[s] for s in STAGES], dtype=object)[np.minimum(top, last)])
    rows += [(here, there, n) for (here, there), n in Counter(zip(left, end, strict=True)).most_common()]
    frame = pd.DataFrame(rows, columns=["group", "stage", "n"])
    return frame[frame["n"] > 0].assign(of=len(log)).reset_index(drop=True)


def flows_basis(log: JobLog) -> Basis:
    """Every application."""
    return basis("application", np.arange(len(log)), log.applications["start"])


def say_flows(frame: pd.DataFrame) -> str:
    """How many of all applications wait, ended, and how."""
    if frame.empty:
        return "Nothing to follow yet: the log holds no application."
    total, ends = int(frame["of"].iloc[0]), frame.groupby("stage")["n"].sum()
    waiting = int(ends.get(LABELS["open"], 0))
    parts = [
        f"{int(ends[LABELS[o]])} {word}"
        for o, word in (
            ("accepted", "accepted"),
            ("declined", "declined by you"),
            ("rejected", "rejected"),
            ("withdrawn", "withdrawn or closed"),
        )
        if LABELS[o] in ends
    ]
    return f"Of {count(total, 'application')}, {waiting} {'is' if waiting == 1 else 'are'} still waiting" + (
        f"; {', '.join(parts)}." if parts else "; none has ended."
    )
