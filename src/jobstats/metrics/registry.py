"""Every comparison of the kit, and its verdict: judged together, and only when enough interviews are decided (METHODS 7).

A log that is looked at every week, in many ways, finds something by chance sooner or later. So verdicts are made when 20, 40
and 60 interviews are decided, each time with Holm's steps over all comparisons at a third of 5 %; in between the ranges
show, and the last verdict stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from typing import Any, Final

import numpy as np
import pandas as pd

from jobstats.estimators import holm
from jobstats.log import JobLog, day_text, remembered, to_date
from jobstats.metrics import early, follow_up, notes, practice, sources, volume
from jobstats.metrics.basis import Basis, basis
from jobstats.metrics.interviews import LOST, visits
from jobstats.metrics.landmark import Finding
from jobstats.metrics.undated import without_day
from jobstats.metrics.words import CAUTION

#: Decided interviews at which verdicts are made, and the level of each.
LOOKS: Final = (20, 40, 60)
LEVEL: Final = 0.05 / len(LOOKS)

#: Each comparison: what is compared, in words, and how. The name is its chart's.
REGISTRY: Final[dict[str, tuple[str, Callable[[JobLog], Finding]]]] = {
    "funnel_by": ("Answers by source", sources.finding),
    "follow_up_next_step": ("A note by the next business noon", lambda log: notes.by_noon(log).finding()),
    "follow_up_later": ("A late note, against none", lambda log: notes.later(log).finding()),
    "nudges": ("Decisions after a nudge", follow_up.nudges_finding),
    "coworker_meeting": ("A would-be coworker met", lambda log: practice.coworker(log).finding()),
    "practice": ("Later interviews, against earlier", practice.practice_finding),
    "let_up": ("Applications sent after an invitation", volume.let_up_finding),
    "early_volume": ("A week of many applications: next step", lambda log: early.next_steps(log).finding()),
}


@dataclass(frozen=True)
class Verdict:
    """What is said of one comparison. kind: "part" (a filtered log gets none), "early" (no look yet), "few", "none", "differs".

    look: the number of decided interviews at which it was made; day: when that was; decided: how many are by now.
    p: Holm-adjusted. none: how “no difference” is said.
    """

    kind: str
    look: int = 0
    day: int = 0
    decided: int = 0
    p: float = float("nan")
    none: str = ""

    def __str__(self) -> str:
        if self.kind == "part":
            return "A part of a log gets ranges, no verdict."
        if self.kind == "early":
            return f"No verdict yet: the first is made when {LOOKS[0]} interviews are decided, and {self.decided} are."
        said = {"few": "too few to tell", "none": self.none, "differs": "it differs in your log"}[self.kind]
        following = next((look for look in LOOKS if look > self.look), None)
        text = f"Verdict of {day_text(to_date(self.day))}, with {self.look} interviews decided: {said}."
        text += f" {CAUTION}" if self.kind == "differs" else ""
        return text + (f" The next is made at {following}." if following else " It was the last; the ranges go on.")


def kind_of(found: Finding, p: float) -> str:
    """One of the three verdicts: p is Holm-adjusted; a difference needs its range to leave out “even” as well."""
    if found.why:
        return "few"
    apart = np.isnan(found.low) or not found.low <= found.even <= found.high
    if p <= LEVEL and apart:
        return "differs"
    return "none" if found.little[0] <= found.low and found.high <= found.little[1] else "few"


def verdicts(log: JobLog) -> dict[str, Verdict]:
    """The verdict on every comparison, as it was made at the last look. A filtered log gets none."""
    if log.whole and len(log) < len(log.whole[0]):
        return dict.fromkeys(REGISTRY, Verdict("part"))
    whole = log.whole[0] if log.whole else log
    return remembered(whole, "verdicts", lambda: _made(whole))


def _made(log: JobLog) -> dict[str, Verdict]:
    met = visits(log)
    days = np.sort((met["day"] + met["days"])[met["kind_of_end"] > 0].to_numpy(dtype=np.int64))
    look = max((n for n in LOOKS if n <= len(days)), default=0)
    if not look:
        return dict.fromkeys(REGISTRY, Verdict("early", decided=len(days)))
    day = int(days[look - 1])
    found = judged(log.as_it_stood(day))
    return {
        name: Verdict(kind_of(finding, p), look, day, len(days), p, finding.none)
        for name, (finding, p) in zip(REGISTRY, found, strict=True)
    }


def judged(log: JobLog) -> list[tuple[Finding, float]]:
    """Every comparison on this log, with its p after Holm 1979 over all; one that cannot be told counts as p = 1."""
    found = [how(log) for _, how in REGISTRY.values()]
    p = holm([float("nan") if one.why else one.test() for one in found])
    return list(zip(found, p.tolist(), strict=True))


def judging(name: str, metric: Callable[..., pd.DataFrame]) -> Callable[..., pd.DataFrame]:
    """The metric with its verdict in a column; asked with options, it is another question, and gets none."""

    usual = {name: p.default for name, p in signature(metric).parameters.items()}

    def with_verdict(log: JobLog, **options: Any) -> pd.DataFrame:
        other = any(key not in usual or (usual[key] != value and bool(value)) for key, value in options.items())
        return metric(log, **options).assign(verdict="" if other else str(verdicts(log)[name]))

    with_verdict.__signature__ = signature(metric)  # type: ignore[attr-defined]
    with_verdict.__doc__ = f"{metric.__doc__}\n\n    And verdict: what the registry says of it."
    return with_verdict


def saying(say: Callable[[pd.DataFrame], str]) -> Callable[[pd.DataFrame], str]:
    """The sentence, and the verdict after it unless the sentence says why there is no comparison."""

    def with_verdict(frame: pd.DataFrame) -> str:
        told = str(frame["verdict"].iloc[0]) if len(frame) else ""
        told = told.replace(f" {CAUTION}", "") if CAUTION in say(frame) else told
        lacking = "why" in frame and len(frame) and bool(frame["why"].iloc[0])
        return say(frame) if lacking or not told else f"{say(frame)} {told}"

    return with_verdict


_SAID = {"part": "no verdict for a part", "early": "no verdict yet", "few": "too few to tell", "differs": "differs in your log"}


def _told(now: Finding, verdict: Verdict) -> str:
    """The verdict in few words; the value where it is no difference of shares."""
    said = "too few to tell" if now.why else _SAID.get(verdict.kind, verdict.none)
    if np.isnan(now.value):
        return said if now.why else f"{said}<br>several groups, so there is no single range"
    if now.unit == "points":
        return said
    return f"{said}<br>{_value(now.value, now.unit)} {now.unit} ({_value(now.low, now.unit)} to {_value(now.high, now.unit)})"


def comparisons(log: JobLog) -> pd.DataFrame:
    """One row per comparison: group (what), share (value now), low, high, unit, even, why (what it lacks), kind, verdict, told (the
    verdict in few words, for the picture), decided, look.
    """
    rows = []
    for (name, (what, how)), verdict in zip(REGISTRY.items(), verdicts(log).values(), strict=True):
        now = how(log)
        rows.append(
            {
                "chart": name,
                "group": what,
                "share": now.value,
                "low": now.low,
                "high": now.high,
                "unit": now.unit,
                "even": now.even,
                "why": now.why,
                "kind": verdict.kind,
                "verdict": str(verdict),
                "told": _told(now, verdict),
                "decided": verdict.decided,
                "look": verdict.look,
                "none": verdict.none,
            }
        )
    return pd.DataFrame(rows)


def comparisons_basis(log: JobLog) -> Basis:
    """The interviews; verdicts rest on those that are decided."""
    met = visits(log)
    open_ = ("not decided yet", met["kind_of_end"] == 0)
    return basis("interview", met["application"], met["day"], (LOST, met["lost"]), open_, besides=without_day(log, "interview"))


def say_comparisons(frame: pd.DataFrame) -> str:
    """How many can be told by now, and what was found; kind where nothing was."""
    kinds, n = frame["kind"], len(frame)
    lacking = int((frame["why"] != "").sum())
    head = f"{n - lacking} of {n} comparisons can be looked at today. "
    if (kinds == "part").all():
        return head + str(Verdict("part"))
    if (kinds == "early").all():
        return head + str(frame["verdict"].iloc[0])
    differs = [str(g).lower() for g in frame.loc[kinds == "differs", "group"]]
    none = [str(g).lower() for g in frame.loc[kinds == "none", "group"]]
    text = f"Judged together with {int(frame['look'].iloc[0])} interviews decided: "
    text += (
        f"{', '.join(differs)} differ{'s' if len(differs) == 1 else ''} in your log. {CAUTION} "
        if differs
        else "nothing differs for certain. "
    )
    text += f"No difference that matters: {', '.join(none)}. " if none else ""
    few = n - len(differs) - len(none)
    return head + text + (f"For {few} the verdict is too few to tell, which is no fault of yours: one search is small." if few else "")


def cells(frame: pd.DataFrame) -> pd.DataFrame:
    """The table."""
    text = {
        "Compared": frame["group"].tolist(),
        "Now": [_value(v, u) for v, u in zip(frame["share"], frame["unit"], strict=True)],
        "95 % range": [
            "–" if np.isnan(a) else f"{_value(a, u)} to {_value(b, u)}"
            for a, b, u in zip(frame["low"], frame["high"], frame["unit"], strict=True)
        ],
        "In": ["" if np.isnan(v) else u for v, u in zip(frame["share"], frame["unit"], strict=True)],
        "Verdict": [_SAID.get(k, none) for k, none in zip(frame["kind"], frame["none"], strict=True)],
        "Still lacking": frame["why"].tolist(),
    }
    return pd.DataFrame(text, dtype=object)


def _value(value: float, unit: str) -> str:
    if np.isnan(value):
        return "–"
    shown = f"{value * 100:+.0f}" if unit == "points" else f"{value:.1f}" if unit == "times" else f"{value:+.1f}"
    return shown.replace("-", "−")
