"""How each kind of frame is told in groups of five and more: which way follows from its columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd

from jobstats import figures
from jobstats.chart import Chart
from jobstats.charts import CATALOGUE
from jobstats.log import records
from jobstats.metrics.interviews import BUCKETS
from jobstats.metrics.registry import REGISTRY
from jobstats.packs import few
from jobstats.packs.levels import ENOUGH, FEW
from jobstats.packs.masks import TOO_FEW, counted, counts_in, kept, number, share_cells
from jobstats.packs.shared import SharedLog
from jobstats.theme import Spec
from jobstats.vocabulary import LABELS, STAGES

_PARTS: Final = ("advanced", "open", "withdrawn", "rejected")
#: The mean of a single week is its count.
_ALONE = re.compile(r"\b[0-4]\.\d in 1 week\b")
#: Sentence, table and figure of a chart.
Told = tuple[str, pd.DataFrame, Spec | None]


class NotToldError(Exception):
    """This chart shows single things, in a way no counts are known of."""


def way(frame: pd.DataFrame) -> Callable[[Chart, pd.DataFrame, SharedLog], Told]:
    """How a frame is told, by its columns; NotToldError where they are not known."""
    has = set(frame.columns)
    for needed, told in _WAYS:
        if needed <= has:
            return told
    raise NotToldError


def _refused(entry: Chart, frame: pd.DataFrame) -> bool:
    """Whether the chart itself refuses: its table is empty, its sentence says why."""
    return not len(entry.cells(frame))


def _weeks(entry: Chart, frame: pd.DataFrame, log: SharedLog) -> Told:
    """Counts by week: one to four drawn as four, and told as under five."""
    table = entry.cells(frame).map(counted)
    drawn = frame.assign(**{c: frame[c].where(~frame[c].between(1, FEW - 1), FEW - 1) for c in ("n", "live") if c in frame})
    figure, real = entry.form(drawn), entry.form(frame)
    if figure is not None and real is not None and "xaxis" in figure["layout"]:
        title = figure["layout"]["xaxis"]["title"]["text"]
        figure["layout"]["xaxis"]["title"]["text"] = f"{title}; a bar of {FEW - 1} stands for one to four"
        figure["layout"]["annotations"] = real["layout"].get("annotations", [])  # they hold sums
    return _ALONE.sub(f"{few.SMALL} in 1 week", entry.say(frame)), table, figure


def _funnel(entry: Chart, frame: pd.DataFrame, log: SharedLog) -> Told:
    """Stages with their parts; shares from ten."""
    table = entry.cells(frame)
    if table.empty:
        return entry.say(frame), table, None
    titles = dict(zip(_PARTS, ("Went on", "Still waiting", "Withdrawn or closed", "Rejected"), strict=True))
    bars = []
    for i, row in enumerate(records(frame)):
        total = float(row["entered"])
        if np.isnan(total):  # from the first stage to the last, on its own clock: no parts
            share_cells(table, i, row["n"], row["of"], row["n"], row["of"])
            continue
        parts = few.parts(total, [row[p] for p in _PARTS])
        table.loc[i, list(titles.values())] = parts
        table.loc[i, "Entered"] = few.count(total)
        share_cells(table, i, row["advanced"], total, row["n"], row["of"])
        hidden = total < FEW
        tells = (
            ""
            if table.loc[i, "Estimated share"] == few.NONE
            else f": {table['Estimated share'].iloc[i]} go on within {row['horizon']:.0f} days"
        )
        counts = {p: np.nan if t in (few.SMALL, few.HIDDEN, few.NONE) else float(row[p]) for p, t in zip(_PARTS, parts, strict=True)}
        bars.append({"group": row["stage"], "entered": np.nan if hidden else total, **counts, "said": tells})
    labels = {part: LABELS[part] for part in _PARTS}
    return kept(entry.say(frame), table), table, figures.tally(pd.DataFrame(bars), LABELS, labels, "applications")


def _groups(entry: Chart, frame: pd.DataFrame, log: SharedLog) -> Told:
    """Groups with a share each."""
    table = entry.cells(frame)
    if table.empty:
        return entry.say(frame), table, None
    size = table.columns[1]
    told = []
    for i, row in enumerate(records(frame)):
        k = row["advanced"] if "advanced" in row else row["n"]
        table.loc[i, size] = few.count(row["entered"])
        told.append(share_cells(table, i, k, row["entered"], row["n"], row["of"]))
    for other in table.columns[5:]:
        table[other] = [counts_in(c) for c in table[other]]
    shown = frame.copy()
    shown.loc[~np.array(told, bool), ["share", "low", "high"]] = np.nan
    figure = entry.form(shown) if shown["share"].notna().any() else None
    return kept(entry.say(frame), table), table, figure


def _curves(entry: Chart, frame: pd.DataFrame, log: SharedLog) -> Told:
    """Shares by day: of ten or more, from the day on which five have ended this way."""
    table = entry.cells(frame)
    total = float(frame["at_risk"].max()) if len(frame) and frame["at_risk"].notna().any() else 0.0
    if table.empty or frame["horizon"].isna().all() or total < ENOUGH:
        return TOO_FEW if len(table) else entry.say(frame), table.iloc[:0], None
    small = (frame["share"] * total < FEW - 0.5) & (frame["stage"] != "any")
    titles = [c for c in table.columns if c.endswith("so far")]
    for column in titles:
        over = table.columns[list(table.columns).index(column) + 1]
        for i, cell in enumerate(table[column]):
            share = number(cell)
            if 0 < share * total < FEW - 0.5:
                table.loc[i, column], table.loc[i, over] = few.share(1, total, cell), few.NONE
            elif share == 0:
                table.loc[i, over] = few.NONE
    open_before = table.columns[1]
    table[open_before] = [few.count(float(c)) for c in table[open_before]]
    left = frame[~small]
    shown = left[left["stage"] != "any"]
    figure = entry.form(left) if shown["share"].gt(0).any() else None
    silent = {f"{(1 - s) * 100:.0f}\u00a0%" for s in frame.loc[frame["stage"] == "any", "share"]}
    return kept(entry.say(frame), table, silent), table, figure


def _group_curves(entry: Chart, frame: pd.DataFrame, log: SharedLog) -> Told:
    """A curve for each group of ten or more."""
    table = entry.cells(frame)
    if table.empty:
        return entry.say(frame), table, None
    last = frame.groupby("group", sort=False).last().reset_index()
    told = {}
    for i, row in enumerate(records(last)):
        ended = row["share"] * row["of"] if not np.isnan(row["share"]) else 0.0
        table.loc[i, table.columns[1]] = few.count(row["of"])
        told[row["group"]] = share_cells(table, i, max(round(ended), row["n"]), row["of"], row["n"], row["old"]) and not np.isnan(
            row["share"]
        )
    if "Still lacking" in table.columns:
        table["Still lacking"] = [few.said(str(c)) for c in table["Still lacking"]]
    early = frame["share"] * frame["of"] < FEW - 0.5
    shown = frame[frame["group"].map(told).astype(bool) & ~early]
    return kept(entry.say(frame), table), table, entry.form(shown) if len(shown) else None


def _chances(entry: Chart, frame: pd.DataFrame, log: SharedLog) -> Told:
    """Chances are no shares of a group."""
    return entry.say(frame), entry.cells(frame), entry.form(frame)


def _differences(entry: Chart, frame: pd.DataFrame, log: SharedLog) -> Told:
    """Comparisons whose two groups may be told of; of the others that they are too small for this level."""
    table = entry.cells(frame)
    told = [_may_compare(name, log) for name in REGISTRY]
    if table.empty or len(told) != len(frame):
        return entry.say(frame), table.iloc[:0], None
    shown = frame.copy()
    for i, may in enumerate(told):
        if not may:
            table.loc[i, ["Now", "95 % range"]] = few.NONE
            shown.loc[shown.index[i], ["share", "low", "high"]] = np.nan
            shown.loc[shown.index[i], "told"] = "not told at this level"
            shown.loc[shown.index[i], "why"] = ""
    table["Still lacking"] = [few.said(str(c)) for c in table["Still lacking"]]
    return kept(entry.say(frame), table), table, entry.form(shown) if any(told) else None


def _may_compare(name: str, log: SharedLog) -> bool:
    """Whether the two groups of a comparison are large enough to be told of."""
    frame = CATALOGUE[name].frame(log)
    if not {"entered", "n", "of"} <= set(frame.columns):
        return len(log) >= ENOUGH
    return bool(len(frame)) and all(few.may_tell(r["n"], r["entered"]) for r in records(frame))


def _items(entry: Chart, frame: pd.DataFrame, log: SharedLog) -> Told:
    """Single things, counted by group and by what came next."""
    if {"n", "lane"} & set(frame.columns):
        raise NotToldError
    if frame.empty or _refused(entry, frame):
        return entry.say(frame), pd.DataFrame(), None
    part, what = ("group", "stage") if set(frame["stage"]) <= set(STAGES) else ("stage", "group")
    names = {
        "longer": "Longer than usual",
        "usual": "Within the usual wait",
        **LABELS,
        "advanced": "Next step",
        "withdrawn": LABELS["withdrawn"],
    }
    kinds = {"longer": "rejected", "usual": "open"} if part == "group" else {p: p for p in _PARTS}
    groups = [*BUCKETS] if set(frame[what]) <= set(BUCKETS) else list(dict.fromkeys(frame[what]))
    labels = {g: BUCKETS.get(g, LABELS.get(g, str(g))) for g in groups}
    rows, bars = [], []
    for group in groups:
        mine = frame[frame[what] == group][part]
        numbers = [int((mine == key).sum()) for key in kinds]
        cells = few.parts(len(mine), numbers)
        rows.append([labels[group], few.count(len(mine)), *cells])
        counts = {
            kinds[k]: np.nan if t in (few.SMALL, few.HIDDEN, few.NONE) else float(n) for k, t, n in zip(kinds, cells, numbers, strict=True)
        }
        bars.append({"group": group, "entered": np.nan if 0 < len(mine) < FEW else float(len(mine)), **counts, "said": ""})
    table = pd.DataFrame(rows, columns=["Group", "In all", *(names[k] for k in kinds)], dtype=object)
    figure = figures.tally(pd.DataFrame(bars), labels, {kinds[k]: names[k] for k in kinds}, "how many")
    return kept(entry.say(frame), table), table, figure


#: What is said of each way, where the chart's definition stands.
SAID: Final[dict[Callable[[Chart, pd.DataFrame, SharedLog], Told], str]] = {
    _weeks: f"One to four in a week are told as “<{FEW}”, and drawn as four.",
    _funnel: f"Counts of one to four are told as “<{FEW}”, and drawn together with others (“Not told apart”); shares are told of {ENOUGH} and more.",
    _groups: f"Shares are told of {ENOUGH} and more; where one to four of them went this way, only what the share is under.",
    _curves: f"A line begins where {FEW} have ended this way.",
    _group_curves: f"A line is drawn for {ENOUGH} and more, and begins where {FEW} are decided.",
    _differences: f"A comparison is shown where each group has {ENOUGH} and more.",
    _items: f"Here they are counted; counts of one to four are told as “<{FEW}”, and drawn together with others (“Not told apart”).",
}
_WAYS: Final[tuple[tuple[set[str], Callable[[Chart, pd.DataFrame, SharedLog], Told]], ...]] = (
    ({"week", "n"}, _weeks),
    ({"stage", "goal", "entered", *_PARTS}, _funnel),
    ({"group", "entered", "share", "n", "of"}, _groups),
    ({"stage", "at_risk", "share"}, _curves),
    ({"group", "at_risk", "share", "n", "of", "old"}, _group_curves),
    ({"group", "told", "share"}, _differences),
    ({"group", "stage", "horizon", "share"}, _chances),
    ({"group", "stage"}, _items),
)
