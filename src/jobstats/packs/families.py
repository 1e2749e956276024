"""How each kind of frame is told in groups of five and more: which way follows from its columns."""

from __future__ import annotations

import re
from typing import Any, Final

import numpy as np
import pandas as pd

from jobstats import figures
from jobstats.chart import Chart
from jobstats.charts import CATALOGUE
from jobstats.log import records
from jobstats.metrics.interviews import BUCKETS
from jobstats.metrics.registry import REGISTRY
from jobstats.packs import few, timely
from jobstats.packs.levels import ENOUGH, FEW
from jobstats.packs.masks import TOO_FEW, advice, counts_in, share_cells, told_shares
from jobstats.packs.shared import SharedLog
from jobstats.packs.told import NotToldError, Told, Way
from jobstats.vocabulary import LABELS, STAGES

_PARTS: Final = ("advanced", "open", "withdrawn", "rejected")
_TITLES: Final = dict(zip(_PARTS, ("Went on", "Still waiting", "Withdrawn or closed", "Rejected"), strict=True))
_PACE = re.compile(r"at ([\d.]+) a week")


def way(frame: pd.DataFrame) -> Way:
    """How a frame is told, by its columns; NotToldError where they are not known."""
    has = set(frame.columns)
    for needed, told in _WAYS:
        if needed <= has:
            return told
    raise NotToldError


def _funnel(entry: Chart, frame: pd.DataFrame, log: SharedLog) -> Told:
    """Stages with their parts; shares from ten."""
    table = entry.cells(frame)
    if table.empty:
        return few.said(entry.say(frame)), table, None
    bars, chained = [], False
    for i, row in enumerate(records(frame)):
        total = float(row["entered"])
        if np.isnan(total):  # from the first stage to the last, on its own clock: no parts
            ended = round(float(row["share"]) * row["of"]) if not np.isnan(row["share"]) else 0
            share_cells(table, i, row["share"], max(ended, row["n"]), row["of"], row["n"], row["of"])
            continue
        numbers = [float(row[p]) for p in _PARTS]
        gone = {*range(len(_PARTS))} if total < FEW else few.hidden(numbers, last=[0])
        if chained:  # its total is not known, so that nothing can be had by subtraction
            gone = {j for j, n in enumerate(numbers) if few.is_small(n)}
        told = [few.NONE] * len(_PARTS) if total < FEW else few.cells(numbers, gone)
        table.loc[i, list(_TITLES.values())] = told
        table.loc[i, "Entered"] = few.HIDDEN if chained else few.count(total)
        share_cells(table, i, row["share"], row["advanced"], total, row["n"], row["of"])
        share = "" if table.loc[i, "Estimated share"] == few.NONE else table["Estimated share"].iloc[i]
        counts = {p: np.nan if j in gone else numbers[j] for j, p in enumerate(_PARTS)}
        bars.append(
            {
                "group": row["stage"],
                "entered": np.nan if 0 < total < FEW or chained else total,
                **counts,
                "size": table["Entered"].iloc[i],
                "said": f": {share} go on within {row['horizon']:.0f} days" if share else "",
            }
        )
        chained = 0 in gone and total >= FEW and not few.is_small(numbers[0])  # its number stands in the next row as well
    figure = figures.tally(pd.DataFrame(bars), LABELS, {part: LABELS[part] for part in _PARTS}, "applications")
    return _said_of_funnel(table, frame), table, figure if _tells(bars) else None


def _said_of_funnel(table: pd.DataFrame, frame: pd.DataFrame) -> str:
    """How many entered each stage, and what share of the first went on."""
    first = table.iloc[0]
    share = first["Estimated share"]
    over = f" (95 % range {first['95 % range']})" if first["95 % range"] != few.NONE else ""
    lead = f"{first['Entered']} applications are in the picture."
    if share != few.NONE:
        lead = (
            f"Of {first['Entered']} applications, an estimated {share}{over} lead to a positive answer within {first['Within days']} days."
        )
    reached = [f"{row['From'].lower()} {row['Entered']}" for _, row in table.iloc[1:].iterrows() if row["From"] != first["From"]]
    few_of_them = "; too few are old enough for a share" if share == few.NONE else ""
    return f"{lead[:-1]}{few_of_them}. Reached so far: {', '.join(reached)}."


def _tells(bars: list[dict[str, Any]]) -> bool:
    """Whether a tally shows anything but bars that are not told apart."""
    return any(bar[p] > 0 for bar in bars for p in _PARTS if p in bar and bar["entered"] > 0)


def _groups(entry: Chart, frame: pd.DataFrame, log: SharedLog) -> Told:
    """Groups with a share each."""
    table = entry.cells(frame)
    if table.empty:
        return few.said(entry.say(frame)), table, None
    sizes = [float(n) for n in frame["entered"]]
    gone = few.hidden(sizes)
    table[table.columns[1]] = few.cells(sizes, gone)
    told = []
    for i, row in enumerate(records(frame)):
        k = row["advanced"] if "advanced" in row else max(row["n"], round(row["share"] * sizes[i]) if row["share"] > 0 else 0)
        told.append(share_cells(table, i, row["share"], k, sizes[i], row["n"], row["of"]))
        if i in gone:
            table.loc[i, "Old enough"] = few.NONE
    for other in table.columns[5:]:
        table[other] = [counts_in(c) for c in table[other]]
    shown = frame.copy()
    shown.loc[~np.array(told, bool), ["share", "low", "high"]] = np.nan
    figure = entry.form(shown) if shown["share"].notna().any() else None
    horizon = frame["horizon"].dropna()
    lead = f"{table.columns[2]}" if "within" in table.columns[2] else f"Within {horizon.iloc[0]:.0f} days" if len(horizon) else ""
    return f"{told_shares(table, lead)} {advice(entry.say(frame))}".strip(), table, figure


def _group_curves(entry: Chart, frame: pd.DataFrame, log: SharedLog) -> Told:
    """A curve for each group of ten or more."""
    table = entry.cells(frame)
    if table.empty:
        return few.said(entry.say(frame)), table, None
    last = frame.groupby("group", sort=False).last().reset_index()
    sizes = [float(n) for n in last["of"]]
    gone = few.hidden(sizes)
    table[table.columns[1]] = few.cells(sizes, gone)
    told = {}
    for i, row in enumerate(records(last)):
        ended = round(row["share"] * row["of"]) if not np.isnan(row["share"]) else 0
        told[row["group"]] = share_cells(table, i, row["share"], ended, row["of"], row["n"], row["old"])
        if i in gone:
            table.loc[i, "Old enough"] = few.NONE
    if "Still lacking" in table.columns:
        table["Still lacking"] = [few.said(str(c)) for c in table["Still lacking"]]
    kept = frame["group"].map(told).astype(bool) & (frame["share"] * frame["of"] >= FEW - 0.5) & timely.drawn(frame["day"])
    shown = frame[kept]
    horizon = last["horizon"].dropna()
    lead = f"Within {horizon.iloc[0]:.0f} days" if len(horizon) else ""
    return f"{told_shares(table, lead)} {advice(entry.say(frame))}".strip(), table, entry.form(shown) if len(shown) else None


def _chances(entry: Chart, frame: pd.DataFrame, log: SharedLog) -> Told:
    """Chances are no shares of a group; but of an offer taken, and of a pace of one to four a month, they tell."""
    sentence = entry.say(frame)
    pace = _PACE.search(sentence)
    if (log.applications["outcome"] == "accepted").any() or (pace and few.is_small(round(float(pace[1]) * 4))):
        raise NotToldError
    return few.said(sentence), entry.cells(frame), entry.form(frame)


def _differences(entry: Chart, frame: pd.DataFrame, log: SharedLog) -> Told:
    """Comparisons whose two groups may be told of; of the others that they are too small for this level."""
    table = entry.cells(frame)
    told = [_may_compare(name, log) for name in REGISTRY]
    if table.empty or len(told) != len(frame):
        return few.said(entry.say(frame)), table.iloc[:0], None
    shown = frame.copy()
    for i, may in enumerate(told):
        if not may:
            table.loc[i, ["Now", "95 % range"]] = few.NONE
            shown.loc[shown.index[i], ["share", "low", "high"]] = np.nan
            shown.loc[shown.index[i], "told"] = "not told at this level"
            shown.loc[shown.index[i], "why"] = ""
    table["Still lacking"] = [few.said(str(c)) for c in table["Still lacking"]]
    return entry.say(frame), table, entry.form(shown) if any(told) else None


def _may_compare(name: str, log: SharedLog) -> bool:
    """Whether the two groups of a comparison are large enough to be told of."""
    frame = CATALOGUE[name].frame(log)
    if not {"entered", "n", "of"} <= set(frame.columns):
        return len(log) >= ENOUGH
    return bool(len(frame)) and all(few.may_tell(r.get("advanced", r["n"]), r["entered"]) for r in records(frame))


def _items(entry: Chart, frame: pd.DataFrame, log: SharedLog) -> Told:
    """Single things, counted by group and by what came next."""
    if {"n", "lane"} & set(frame.columns):
        raise NotToldError
    if frame.empty or not len(entry.cells(frame)):
        return few.said(entry.say(frame)), pd.DataFrame(), None
    part, what = ("group", "stage") if set(frame["stage"]) <= set(STAGES) else ("stage", "group")
    names = {"longer": "Longer than usual", "usual": "Within the usual wait", **LABELS, "advanced": "Next step"}
    kinds = {"longer": "rejected", "usual": "open"} if part == "group" else {p: p for p in _PARTS}
    groups = [*BUCKETS] if set(frame[what]) <= set(BUCKETS) else list(dict.fromkeys(frame[what]))
    labels = {g: BUCKETS.get(g, LABELS.get(g, str(g))) for g in groups}
    parts = [[int(((frame[what] == group) & (frame[part] == key)).sum()) for key in kinds] for group in groups]
    sizes = [float(sum(row)) for row in parts]
    sizes_gone = few.hidden(sizes)
    rows, bars = [], []
    for i, (group, numbers, size) in enumerate(zip(groups, parts, few.cells(sizes, sizes_gone), strict=True)):
        untold = i in sizes_gone
        gone = {*range(len(numbers))} if untold else few.hidden(numbers)
        rows.append([labels[group], size, *([few.NONE] * len(numbers) if untold else few.cells(numbers, gone))])
        counts = {kind: np.nan if j in gone else float(numbers[j]) for j, kind in enumerate(kinds.values())}
        bars.append({"group": group, "entered": np.nan if untold else sizes[i], **counts, "size": size, "said": ""})
    table = pd.DataFrame(rows, columns=["Group", "In all", *(names[k] for k in kinds)], dtype=object)
    figure = figures.tally(pd.DataFrame(bars), labels, {kinds[k]: names[k] for k in kinds}, "how many")
    sentence = f"{sum(sizes):.0f} in all: " if sum(sizes) >= FEW else ""
    sentence += f"{', '.join(f'{row[0][0].lower()}{row[0][1:]} {row[1]}' for row in rows)}."
    said = f"{sentence[0].upper()}{sentence[1:]} {advice(entry.say(frame))}".strip()
    return said, table, figure if _tells(bars) else None


#: What is said of each way, where the chart's definition stands.
SAID: Final[dict[Way, str]] = {
    timely.weeks: f"Counts of one to four in a week are told as “<{FEW}”; the pale bars stand for them and for weeks hidden with them, whatever their number.",
    _funnel: f"Counts of one to four are told as “<{FEW}” and drawn with others (“Not told apart”); shares are told of {ENOUGH} and more.",
    _groups: f"Shares are told of {ENOUGH} and more; where one to four of them went this way, only what the share is under.",
    timely.curves: f"The lines are drawn at a few days only, and begin where {FEW} have ended this way.",
    _group_curves: f"A line is drawn for {ENOUGH} and more, at a few days only, and begins where {FEW} are decided.",
    _differences: f"A comparison is shown where each group has {ENOUGH} and more.",
    _items: f"Here they are counted; counts of one to four are told as “<{FEW}” and drawn with others (“Not told apart”).",
}
_WAYS: Final[tuple[tuple[set[str], Way], ...]] = (
    ({"week", "n"}, timely.weeks),
    ({"stage", "goal", "entered", *_PARTS}, _funnel),
    ({"group", "entered", "share", "n", "of"}, _groups),
    ({"stage", "at_risk", "share"}, timely.curves),
    ({"group", "at_risk", "share", "n", "of", "old"}, _group_curves),
    ({"group", "told", "share"}, _differences),
    ({"group", "stage", "horizon", "share"}, _chances),
    ({"group", "stage"}, _items),
)
__all__ = ["SAID", "TOO_FEW", "NotToldError", "way"]
