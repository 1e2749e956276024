"""The table beside each picture: the same frame with column titles as people read them and cells as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
import pandas as pd

from jobstats.log import records, to_date
from jobstats.metrics.interviews import BUCKETS
from jobstats.metrics.words import day_text, percent, range_text
from jobstats.vocabulary import LABELS

_NEXT = {**LABELS, "advanced": "Next step"}
#: A table people read has at most so many rows of single things, and then says how many more there are; `frame` has them all.
MOST = 200
_LED = {"offer": "Led to an offer", "open": "Still open", "ended": "Ended without"}


def _limits(frame: pd.DataFrame) -> list[str]:
    return [range_text(a, b) for a, b in zip(frame["low"], frame["high"], strict=True)]


def _shares(frame: pd.DataFrame) -> list[str]:
    return [percent(s) for s in frame["share"]]


def _k_of_n(frame: pd.DataFrame) -> list[str]:
    return [f"{int(k)} of {int(n)}" if n else "–" for k, n in zip(frame["n"], frame["of"], strict=True)]


def _numbers(column: pd.Series, form: str = "{:g}") -> list[str]:
    return ["–" if pd.isna(v) else form.format(v).replace("-", "−") for v in column]


def _at_most(frame: pd.DataFrame, cells: Callable[[pd.DataFrame], pd.DataFrame], more: str = "more", newest: bool = False) -> pd.DataFrame:
    """The first rows as text (newest: the last ones), and in a row of its own how many more there are."""
    left = len(frame) - MOST
    if left <= 0:
        return cells(frame)
    text = cells(frame.iloc[left:] if newest else frame.iloc[:MOST]).reset_index(drop=True)
    text.loc[MOST] = [f"… and {left} {more}", *[""] * (len(text.columns) - 1)]
    return text


def funnel(frame: pd.DataFrame) -> pd.DataFrame:
    """Stage, its parts, and the share that goes on."""
    counts = {
        "entered": "Entered",
        "advanced": "Went on",
        "open": "Still waiting",
        "withdrawn": "Withdrawn or closed",
        "rejected": "Rejected",
    }
    rows = [
        {
            "From": LABELS[row["stage"]],
            "To": LABELS[row["goal"]],
            **{title: _whole(row[column]) for column, title in counts.items()},
            "Within days": _whole(row["horizon"]),
            "Estimated share": percent(row["share"]),
            "95 % range": range_text(row["low"], row["high"]),
            "Old enough": f"{row['n']} of {row['of']}",
        }
        for row in records(frame)
    ]
    return pd.DataFrame(rows, dtype=object)


def _whole(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.0f}"


def funnel_by(frame: pd.DataFrame) -> pd.DataFrame:
    """A group, its size, its share."""
    title = str(frame["by"].iloc[0]).capitalize() if len(frame) else "Group"
    text = pd.DataFrame({title: frame["group"], "Applications": _numbers(frame["entered"], "{:.0f}")})
    return text.assign(**{"Estimated share": _shares(frame), "95 % range": _limits(frame), "Old enough": _k_of_n(frame)})


def groups(frame: pd.DataFrame) -> pd.DataFrame:
    """Groups side by side."""
    horizon = frame["horizon"].iloc[0]
    what = str(frame["what"].iloc[0]) if "what" in frame else "Next step"
    title = what if np.isnan(horizon) else f"{what} within {horizon:.0f} days"
    text = pd.DataFrame({"Group": frame["group"], "In the comparison": _numbers(frame["entered"], "{:.0f}")})
    return text.assign(**{title: _shares(frame), "95 % range": _limits(frame), "Old enough": _k_of_n(frame)})


def flows(frame: pd.DataFrame) -> pd.DataFrame:
    """From, to, how many."""
    return pd.DataFrame({"From": frame["group"], "To": frame["stage"], "Applications": _numbers(frame["n"], "{:.0f}")})


def incidence(frame: pd.DataFrame) -> pd.DataFrame:
    """The curves on the days people ask about."""
    if frame["horizon"].isna().all():
        return pd.DataFrame({"Day": [], "Still open": []}, dtype=object)
    last = int(frame["day"].max())
    days = sorted({d for d in (0, 3, 7, 14, 21, 30, 45, 60, 90) if d < last} | {last})
    text = {"Day": [str(d) for d in days], "Open before": [str(n) for n in frame["at_risk"].to_numpy()[days]]}
    share, low, high = (frame[c].to_numpy() for c in ("share", "low", "high"))
    for i, title in enumerate(("Positive", LABELS["rejected"], LABELS["withdrawn"])):
        at = [i * (last + 1) + d for d in days]
        text[f"{title} so far"] = [percent(share[j]) for j in at]
        text[f"{title}, 95 % range"] = [range_text(low[j], high[j]) for j in at]
    return pd.DataFrame(text, dtype=object)


def waiting(frame: pd.DataFrame) -> pd.DataFrame:
    """Who waits how long, the longest first."""
    return _at_most(frame, _waiting, "with shorter waits")


def _waiting(frame: pd.DataFrame) -> pd.DataFrame:
    verdict = {"longer": "longer than usual", "usual": "usual"}
    text = {
        "Company": frame["company"].tolist(),
        "Role": frame["role"].tolist(),
        "Last stage": [LABELS[s] for s in frame["stage"].tolist()],
        "Days of silence": [str(d) for d in frame["day"].tolist()],
        "Wait": [verdict[g] for g in frame["group"].tolist()],
    }
    return pd.DataFrame(text, dtype=object)


def follow_up_timing(frame: pd.DataFrame) -> pd.DataFrame:
    """Counts of what came next by when the note went out."""
    n = Counter(zip(frame["group"].tolist(), frame["stage"].tolist(), strict=True))
    parts = ("advanced", "open", "withdrawn", "rejected")
    text = {"Note": list(BUCKETS.values()), "Interviews": [str(sum(n[bucket, part] for part in parts)) for bucket in BUCKETS]}
    return pd.DataFrame({**text, **{_NEXT[part]: [str(n[bucket, part]) for bucket in BUCKETS] for part in parts}}, dtype=object)


def nudges(frame: pd.DataFrame) -> pd.DataFrame:
    """Each nudge with its spacing and what came next."""
    return _at_most(frame, _nudges, "earlier", newest=True)


def _nudges(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Nudge": frame["group"],
            "Days since the interview": _numbers(frame["day"], "{:.0f}"),
            "Days since the last nudge": _numbers(frame["gap"], "{:.0f}"),
            "What came next": frame["stage"].map(_NEXT),
        }
    )


def weekly(frame: pd.DataFrame) -> pd.DataFrame:
    """Each week."""
    return _at_most(frame, _weekly, "earlier", newest=True)


def _weekly(frame: pd.DataFrame) -> pd.DataFrame:
    text = {
        "Week of": [day_text(to_date(d)) for d in frame["week"].tolist()],
        "Applications sent": [str(n) for n in frame["n"].tolist()],
        "Live processes": [str(n) for n in frame["live"].tolist()],
    }
    return pd.DataFrame(text, dtype=object)


def let_up(frame: pd.DataFrame) -> pd.DataFrame:
    """Each invitation."""
    return _at_most(frame, _let_up, "earlier", newest=True)


def _let_up(frame: pd.DataFrame) -> pd.DataFrame:
    text = pd.DataFrame(
        {
            "Invitation": [day_text(to_date(d)) for d in frame["day"]],
            "A week before": _numbers(frame["before"]),
            "A week after": _numbers(frame["after"]),
            "Usual change": _numbers(frame["usual"].astype(float), "{:+.1f}"),
        }
    )
    text["Change beyond the usual"] = _numbers(frame["change"].astype(float), "{:+.1f}")
    text["What came of it"] = frame["stage"].map(_LED)
    return text
