"""The published cases of tests/reference.json, every number recomputed by the kit. Shared by the tests and benchmarks/calibration.py."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from jobstats import estimators as est

Case = dict[str, Any]

CASES: dict[str, Case] = {
    c["id"]: c for c in json.loads((Path(__file__).parents[1] / "reference.json").read_text(encoding="utf-8"))["cases"]
}
#: Aalen's variance and the limits made from it (a second convention, which the case says never to mix with the kit's), and
#: Benjamini & Hochberg's p-values, which the kit has no use for.
NOT_OURS = {("bmt137_cif_amllow_relapse", "se_aalen"), ("bmt137_cif_amllow_relapse", "lo"), ("bmt137_cif_amllow_relapse", "hi")}
NOT_OURS |= {("multiplicity", "bh")}
#: Numbers without a tolerance of their own take the one of their neighbour, which is printed with as many digits.
_LIKE = {"hi_log": "lo_log", "lo_loglog_delta": "se_delta", "hi_loglog_delta": "se_delta", "median_ci_log": "median"}
#: Counts are exact; a p-value without a tolerance is printed with five digits.
_EXACT = {"n_risk": 0.0, "observed": 0.0, "p": 5e-10}


@dataclass(frozen=True)
class Check:
    """One published number and what the kit says; expected None: published as not defined or not reached."""

    case: str
    what: str
    got: float
    expected: float | None
    tolerance: float

    @property
    def holds(self) -> bool:
        """Within its tolerance, or undefined on both sides."""
        if self.expected is None:
            return not math.isfinite(self.got)
        return abs(self.got - self.expected) <= self.tolerance


def error(curve: est.Curve) -> est.Floats:
    """Standard error of an incidence, from the effective size; NaN where the share is 1, as published tables have it."""
    spread = np.where(curve.share < 1 - 1e-12, curve.share * (1 - curve.share), np.nan)
    return np.sqrt(spread / curve.n_eff)


def log_log(share: est.Floats, se: est.Floats, z: float = est.Z95) -> tuple[est.Floats, est.Floats]:
    """The textbook's limits on the log(−log) scale; NaN where the share is 0 or 1."""
    inside = (share > 1e-12) & (share < 1 - 1e-12)
    safe = np.where(inside, share, 0.5)
    width = np.abs(z * se / (safe * np.log(safe)))
    return np.where(inside, safe ** np.exp(width), np.nan), np.where(inside, safe ** np.exp(-width), np.nan)


def _kaplan_meier(case: Case) -> dict[str, Any]:
    """Every column of a published life table, at its days."""
    table = est.life_table(case["data"]["time"], case["data"]["event"])
    at, left = [int(day) for day in case["expect"]["time"]], est.survival(table)
    se = error(est.incidence(table))
    low, high = log_log(left, se)
    factor = np.exp(est.Z95 * se / np.where(left > 0, left, np.nan))
    log_low, log_high = left / factor, np.minimum(left * factor, 1)

    def crosses(limit: est.Floats) -> float:
        under = limit <= 0.5 + 1e-12
        return float(np.argmax(under)) if under.any() else math.inf

    return {
        "n_risk": est.at_risk(table)[at],
        "surv": left[at],
        "se": se[at],
        "lo_loglog": low[at],
        "hi_loglog": high[at],
        "lo_log": log_low[at],
        "hi_log": log_high[at],
        "median": [est.median_day(table)[0]],
        "median_ci_log": [crosses(log_low), crosses(log_high)],
    }


def _cumulative_incidence(case: Case) -> dict[str, Any]:
    """Incidences, their error by the delta method and the limits made from it, and the share still open."""
    data, expect = case["data"], case["expect"]
    table = est.life_table(data.get("time", data.get("time_days")), data["status"])
    at = [int(day) for day in expect.get("time", [])] or [int(years * 365.25 + 1e-6) for years in expect["time_years"]]
    one, two = est.incidence(table, (data.get("cause", 1),)), est.incidence(table, (2,))
    low, high = log_log(one.share, error(one))
    return {
        "est": one.share[at],
        "se_delta": error(one)[at],
        "lo_loglog_delta": low[at],
        "hi_loglog_delta": high[at],
        "F1": one.share[at],
        "F2": two.share[at],
        "S": est.survival(table)[at],
    }


def _wilson(case: Case) -> dict[str, Any]:
    """Limits of proportions."""
    low, high = est.wilson([row["x"] for row in case["data"]], [row["n"] for row in case["data"]])
    return {"lo": low, "hi": high}


def _logrank(case: Case) -> dict[str, Any]:
    """Observed and expected of each group, the statistic either way it is printed, and p."""
    data = case["data"]
    if "group" in data:
        days, event, group = (np.array(data[name]) for name in ("time", "event", "group"))
    else:
        parts = [(data[name][kind], kind == "uncensored", g) for g, name in enumerate("xy") for kind in ("uncensored", "right")]
        days, event, group = (np.concatenate([np.full(len(p[0]), p[i]) if i else p[0] for p in parts]) for i in (0, 1, 2))
    found = [est.logrank(days, event == 1, group == g) for g in (0, 1)]
    observed, expected, variance, p = found[0]
    z = (observed - expected) / math.sqrt(variance)
    return {
        "observed": [f[0] for f in found],
        "expected": [f[1] for f in found],
        "chi2": [z**2],
        "chi2_hi": [z**2],
        "statistic": [z],
        "p": [p],
    }


def _holm(case: Case) -> dict[str, Any]:
    """Adjusted p-values."""
    return {"holm": est.holm(case["data"]["p"])}


_KINDS = {
    "kaplan_meier": _kaplan_meier,
    "cumulative_incidence": _cumulative_incidence,
    "wilson": _wilson,
    "logrank": _logrank,
    "p_adjust": _holm,
}


def checks(name: str) -> list[Check]:
    """Every published number of a case beside the kit's. Raises KeyError where the kit has no way to a number of the case."""
    case = CASES[name]
    got, expect, tol = _KINDS[case["kind"]](case), case["expect"], case["tol"]
    if isinstance(expect, list):  # Wilson's: one row a proportion, with a word on who printed it
        columns = {key: [row[key] for row in expect] for key in expect[0] if key != "published"}
    else:
        ours = [key for key in expect if not key.startswith("time") and (name, key) not in NOT_OURS]
        columns = {key: expect[key] if isinstance(expect[key], list) else [expect[key]] for key in ours}
    found = []
    for key, values in columns.items():
        tolerance = tol.get(key, tol.get(_LIKE.get(key, "all"), tol.get("all", _EXACT.get(key))))
        for place, (mine, theirs) in enumerate(zip(got[key], values, strict=True)):
            found.append(Check(name, f"{key}[{place}]", float(mine), theirs, tolerance))
    return found
