"""What is found where there is nothing, and what is not yet told where there is something."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd

from jobstats.estimators import wilson
from jobstats.figures.trusted import how_often
from jobstats.log import JobLog
from jobstats.metrics.interviews import visits
from jobstats.metrics.registry import LEVEL as EACH
from jobstats.metrics.registry import LOOKS, REGISTRY, judged, kind_of
from jobstats.metrics.words import count, of, percent, range_text
from jobstats.simulate import as_log, truth
from jobstats.trust import naive
from jobstats.trust.asked import whole
from jobstats.trust.shown import KNOWN, Shown, searches, shown

#: The comparisons behind which there is nothing in these searches.
NOTHING = ("follow_up_next_step", "follow_up_later", "nudges")
#: Days within which a next step counts.
STEP = 21
_VERDICTS = {
    "differs": "“Differs in your log”: found",
    "few": "“Too few to tell”",
    "none": "“No difference larger than 15 points”",
    "early": "No verdict yet: fewer than 20 interviews decided",
}
_LOOKS = {
    "notes_once": "Note ever sent or not, next steps: one look",
    "notes_weekly": "The same, looked at every week",
    "nudges_once": "Ever nudged or not, days to the decision: one look",
    "nudges_weekly": "The same, looked at every week",
    "any_weekly": "Either of the two, looked at every week",
    "kit": "Any verdict “differs” on notes or nudges, ever",
}
_FOUND = {
    "What it is": (
        "In each of these searches, notes and nudges change nothing: whatever is found is luck, or made by the way of looking. The naive looks compare "
        "decided interviews: did those with a note lead on more or less often, and did those with a nudge take more or fewer days? A difference "
        "counts as found at p below 5 %. Of the kit, every verdict counts that was ever made on notes (prompt, or later) and nudges."
    ),
    "Formula": "Searches in which it was found, of all. Range: Wilson’s.",
    "Holds if": KNOWN,
    "Why not the usual number": (
        "A nudge is only sent while nothing is decided, so slow decisions collect nudges: “nudged” and “slow” go together though neither makes "
        "the other. And who looks every week gives luck 26 chances. The kit starts each comparison at one day for both groups, counts a nudge from the day "
        "after it, and judges all comparisons together, three times at most."
    ),
    "Source": "Suissa 2008 (immortal time); Mantel & Byar 1974; Holm 1979; Wilson 1927.",
}
_EFFECT = {
    "What it is": (
        "In each of these searches a note by the next business noon truly raises the share with a next step. Counted is the kit’s last verdict on that "
        "note. “Too few to tell” is no mistake and does not say that the note does nothing: the search is too small to show it."
    ),
    "Formula": "Searches with each verdict, of all. Range: Wilson’s.",
    "Holds if": KNOWN,
    "Why not the usual number": (
        "A look that finds such differences more often in so few interviews also finds them where there are none (js.trust.chance_finds)."
    ),
    "Source": "Newcombe 1998; Holm 1979; Wilson 1927.",
}


def chance_finds(times: int = 40, applications: int = 250, seed: int = 1) -> Shown:
    """Searches in which neither notes nor nudges change anything: how often naive looks, and the kit’s verdicts, find a difference.

    times: how many searches; each takes about a tenth of a second. applications: how many each sends in 26 weeks. seed: 1 takes the first
    searches, 2 the next, and so on. Raises AskError for what cannot be.
    """
    word = "chance_finds"
    times, applications, seed = whole(word, "times", times), whole(word, "applications", applications), whole(word, "seed", seed)
    first = (seed - 1) * times + 1
    frame = tallied([found(as_log(one)) for one in searches(first, times, applications)])
    return shown(
        word,
        "How often is something found where there is nothing?",
        say_found(frame),
        f"{count(times, 'invented search', 'invented searches')} (seeds {first} to {first + times - 1}), each of {count(applications, 'application')} "
        "in 26 weeks; notes and nudges change nothing.",
        "Dots with ranges",
        _FOUND,
        cells(frame, "Way of looking", "Found something"),
        how_often(frame, "share of the searches in which a difference is found", naive.LEVEL, "5 %: what luck may do"),
        "searches",
    )


def real_effect(points: int = 20, times: int = 40, applications: int = 250, seed: int = 1) -> Shown:
    """Searches in which a prompt note truly adds this many points: what the kit’s verdict on it is.

    points: how much it adds to the share with a next step within 21 days. times, applications, seed: as in chance_finds.
    Raises AskError for what cannot be.
    """
    word = "real_effect"
    points, times = whole(word, "points", points), whole(word, "times", times)
    applications, seed = whole(word, "applications", applications), whole(word, "seed", seed)
    first, effect = (seed - 1) * times + 1, effect_of(points / 100)
    kinds, decided = [], []
    for one in searches(first, times, applications, effect):
        log = as_log(one)
        kinds.append(verdict_on(log, "follow_up_next_step"))
        decided.append(len(decided_days(log)))
    told = {label: kinds.count(kind) for kind, label in _VERDICTS.items() if kind != "early" or kind in kinds}
    frame = counted(told, len(kinds))
    return shown(
        word,
        "And where there is something, does one search show it?",
        say_effect(frame, effect, points, float(np.median(decided))),
        f"{count(times, 'invented search', 'invented searches')} (seeds {first} to {first + times - 1}), each of {count(applications, 'application')} "
        f"in 26 weeks; a prompt note adds {points} points.",
        "Dots with ranges",
        _EFFECT,
        cells(frame, "Verdict on the note", "Searches"),
        how_often(frame, "share of the searches with this verdict"),
        "searches",
    )


def effect_of(gap: float) -> float:
    """The effect of a note, as simulate takes it, that adds this much to the share with a next step within 21 days."""
    low, high = 0.0, 1.6
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if added(middle) < gap else (low, middle)
    return (low + high) / 2


def added(effect: float) -> float:
    """What a note with this effect adds to the share with a next step within 21 days."""
    known = truth(effect)
    return float(known.next_step_noted[STEP] - known.next_step_plain[STEP])


def decided_days(log: JobLog) -> list[int]:
    """The days on which interviews were decided, in order."""
    met = visits(log)
    return sorted(int(d) for d in (met["day"] + met["days"])[met["kind_of_end"] > 0])


def kinds_at(stood: JobLog, names: Sequence[str]) -> dict[str, str]:
    """The kit’s verdicts on some comparisons, on a log as it stood at a look: those of the registry.

    Holm’s steps only raise a p, so where none of these is small by itself, the other comparisons cannot change what is said of them,
    and are not worked out.
    """
    own = {name: REGISTRY[name][1](stood) for name in names}
    p = {name: math.nan if one.why else one.test() for name, one in own.items()}
    if any(value <= EACH for value in p.values()):
        return {name: kind_of(*pair) for name, pair in zip(REGISTRY, judged(stood), strict=True) if name in names}
    return {name: kind_of(one, p[name]) for name, one in own.items()}


def verdict_on(log: JobLog, name: str) -> str:
    """The last verdict on one comparison, "early" where there was none."""
    days = decided_days(log)
    look = max((n for n in LOOKS if n <= len(days)), default=0)
    return kinds_at(log.as_it_stood(days[look - 1]), (name,))[name] if look else "early"


def found(log: JobLog) -> dict[str, bool]:
    """Which ways of looking find a difference in one search: keys of _LOOKS."""
    met, nudged, days = visits(log), naive.nudged_on(log), decided_days(log)
    weeks = [naive.look(met, nudged, day) for day in range(log.today - 175, log.today + 1, 7)]
    notes, nudges = ([one.notes < naive.LEVEL for one in weeks], [one.nudges < naive.LEVEL for one in weeks])
    kit = [kinds_at(log.as_it_stood(days[n - 1]), NOTHING) for n in LOOKS if n <= len(days)]
    return {
        "notes_once": notes[-1],
        "notes_weekly": any(notes),
        "nudges_once": nudges[-1],
        "nudges_weekly": any(nudges),
        "any_weekly": any(notes) or any(nudges),
        "kit": any("differs" in kinds.values() for kinds in kit),
    }


def tallied(rows: Sequence[dict[str, bool]]) -> pd.DataFrame:
    """Ways of looking, in order, each with the number of searches in which it found something; columns as `counted`."""
    tally = Counter(key for row in rows for key, hit in row.items() if hit)
    frame = counted({key: tally[key] for key in _LOOKS}, len(rows))
    return frame.assign(who=["kit" if key == "kit" else "naive" for key in _LOOKS], key=list(_LOOKS), group=list(_LOOKS.values()))


def counted(groups: dict[str, int], total: int) -> pd.DataFrame:
    """Columns: group, who, n of, share, low, high."""
    n = np.array(list(groups.values()))
    low, high = wilson(n, np.full(len(n), total))
    return pd.DataFrame({"group": list(groups), "who": "kit", "n": n, "of": total, "share": n / total, "low": low, "high": high})


def say_found(frame: pd.DataFrame) -> str:
    """How often each finds something where there is nothing."""
    row = {str(one["key"]): one for one in frame.to_dict("records")}
    times = int(frame["of"].iloc[0])

    def told(key: str) -> str:
        one = row[key]
        return f"{of(int(one['n']), times)} (95 % range {range_text(one['low'], one['high'])})"

    return (
        f"In {times} searches in which notes and nudges change nothing, comparing the days to a decision by “nudged or not” finds a difference in "
        f"{told('nudges_once')}, looked at every week in {row['nudges_weekly']['n']}. Next steps by “note ever sent or not” find one in "
        f"{row['notes_once']['n']}, looked at every week in {row['notes_weekly']['n']}. The kit’s verdicts find one in {told('kit')}. Five in a "
        "hundred is what luck may do."
    )


def say_effect(frame: pd.DataFrame, effect: float, points: int, decided: float) -> str:
    """How often a real difference is told, and what the rest means."""
    n, known = frame.set_index("group")["n"], truth(effect)
    shares = f"{percent(known.next_step_plain[STEP])} without, {percent(known.next_step_noted[STEP])} with"
    first = frame.iloc[0]
    text = (
        f"A prompt note truly adds {points} points here ({shares}; next step within {STEP} days). Half of the searches have {decided:.0f} or more interviews "
        f"decided. The verdict is “differs” in {of(int(first['n']), int(first['of']))} (95 % range {range_text(first['low'], first['high'])}), “too few to tell” "
        f"in {n[_VERDICTS['few']]}, “no difference larger than 15 points” in {n[_VERDICTS['none']]}"
    )
    early = int(n.get(_VERDICTS["early"], 0))
    text += f", and there is none yet in {early}." if early else "."
    return f"{text} So “too few to tell” does not mean that a note is idle: one search is rarely large enough to show it."


def cells(frame: pd.DataFrame, what: str, often: str) -> pd.DataFrame:
    """The table."""
    text = {
        what: frame["group"].tolist(),
        often: [f"{k} of {n}" for k, n in zip(frame["n"], frame["of"], strict=True)],
        "Share": [percent(v) for v in frame["share"]],
        "95 % range": [range_text(a, b) for a, b in zip(frame["low"], frame["high"], strict=True)],
    }
    return pd.DataFrame(text, dtype=object)
