"""From rows to applications: which rows belong together, how far each got, how it ended.

Works on clean rows only (see readers); knows nothing of files, statistics or pictures.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobstats.errors import Problem, count
from jobstats.names import company_key, company_keyed, fold, folded
from jobstats.rows import Coded, Ints, Mask, Rows, Words, event_numbers, first_of, of_events, texts
from jobstats.vocabulary import EVENTS, OUTCOMES, STAGE_OF, STAGES, UNKNOWN

__all__ = [
    "ROW",
    "Coded",
    "company_key",
    "company_keyed",
    "described",
    "descriptions",
    "fold",
    "folded",
    "identify",
    "milestones",
    "split_reapplied",
]

#: The columns every row has; whatever else a row holds is kept beside them.
ROW = ("line", "date", "precision", "application", "company", "role", "event", "round", "kind", "source", "contact", "note", "undated")
#: What an application is not described by: these differ from row to row.
PER_ROW = {"line", "file", "date", "precision", "day", "application", "event", "round", "kind", "contact", "note", "undated"}

NEVER = np.iinfo(np.int64).max
#: The key of a contact that belongs to no application, and of a row that cannot be placed.
LOOSE, UNPLACED = -1, -2
_RUNG = np.array([*(STAGES.index(STAGE_OF[e]) if e in STAGE_OF else -1 for e in EVENTS), -1], dtype=np.int64)
_ENDS = of_events(OUTCOMES)
_STEPS = of_events(("reply", "screen", "assessment", "interview", "offer", "accepted"))
_APPLIED, _NETWORKING = (list(EVENTS).index(event) for event in ("applied", "networking"))


def identify(rows: Rows) -> tuple[Ints, Mask, list[Problem], list[Problem]]:
    """Which application each row belongs to.

    rows: sorted by day and file order. Returns the key of each row (LOOSE for a contact that belongs to none, UNPLACED for a
    row that cannot be placed), for each key whether an id has given it, the rows that cannot be placed, and notes. An `application` id
    decides where given; else company and role do, compared without case and stray space. A blank role means the company's
    only application.
    """
    ids, companies, roles = (rows.folded(c) for c in ("application", "company", "role"))
    given, company, role = ids.codes, companies.codes, roles.codes
    free = given == ids.blank()
    loose = free & (rows.event == _NETWORKING)
    blank = (role == roles.blank()) & free & (company != companies.blank()) & ~loose
    problems: list[Problem] = []
    notes: list[Problem] = []
    several = np.zeros(0, np.int64)
    if blank.any():
        role, several = _only_role(company, role, free & (role != roles.blank()), blank, len(companies.values))
        problems, notes = _about_blank_roles(rows, blank, several)
    pair = company * max(1, len(roles.values)) + role
    if free.any() and not free.all():
        given = _joined_ids(given, free, pair, ids.blank())
        free = given == ids.blank()
    key = np.where(free, pair + len(ids.values), given)
    if loose.any():
        key[loose] = np.where(np.isin(key[loose], key[~loose]), key[loose], LOOSE)
    if blank.any():
        key[blank & (several[company] > 1)] = UNPLACED
    mine = key >= 0
    if mine.all():
        number, known = pd.factorize(key)
    else:
        number = np.where(key == UNPLACED, UNPLACED, LOOSE)
        number[mine], known = pd.factorize(key[mine])
    return number, known < len(ids.values), problems, notes


def _only_role(company: Ints, role: Ints, named: Mask, blank: Mask, n: int) -> tuple[Ints, Ints]:
    """The role of each row, filled in where it is blank and the company has one; and how many roles each company has."""
    width = int(role.max()) + 1
    pairs = np.unique((company * width + role)[named & np.isin(company, company[blank])])
    several = np.bincount(pairs // width, minlength=n)
    only = np.zeros(n, np.int64)
    only[pairs // width] = pairs % width
    return np.where(blank & (several[company] == 1), only[company], role), several


def _about_blank_roles(rows: Rows, blank: Mask, several: Ints) -> tuple[list[Problem], list[Problem]]:
    """What to say of rows without a role: which cannot be placed, and that the others were."""
    number = several[rows.folded("company").codes]
    mend = "Write the role, so that it is clear which one this row is about"
    problems = [
        rows.problem(i, "role", "", f"no role is given, and there are {number[i]} applications to {rows.cell('company', i)}", mend)
        for i in np.flatnonzero(blank & (number > 1)).tolist()
    ]
    fill = np.flatnonzero(blank & (number == 1))
    if not len(fill):
        return problems, []
    why = f"{count(len(fill), 'row')} without a role read as the only application to that company"
    return problems, [rows.problem(int(fill[0]), "role", "", why, "Write the role if that is wrong")]


def _joined_ids(given: Ints, free: Mask, pair: Ints, blank: int) -> Ints:
    """Rows without an id join the one id of their company and role; where there are several ids, they stay apart."""
    ids = pd.DataFrame({"pair": pair[~free], "id": given[~free]}).drop_duplicates()
    one = ids[~ids.duplicated("pair", keep=False)].set_index("pair")["id"]
    out = given.copy()
    found = one.reindex(pair[free]).to_numpy(dtype=float, na_value=np.nan)
    out[free] = np.where(np.isnan(found), blank, found)
    return out


def split_reapplied(key: Ints, event: Ints, fixed: Mask) -> Ints:
    """Number the applications: a new `applied` after an outcome starts a new one, unless an id holds them together.

    key, event: by row, sorted; fixed: for each key whether an id has given it. Returns one code per row, in order of first appearance;
    -1 where the key is LOOSE.
    """
    mine, n = key >= 0, int(key.max(initial=-1)) + 1
    part = np.zeros(len(key), np.int64)
    place = np.flatnonzero(mine & _ENDS[event])
    ended = first_of(key[place], place, n, NEVER)
    ended[fixed[:n]] = NEVER
    sent = np.flatnonzero(mine & (event == _APPLIED))
    again = np.zeros(n, bool)
    again[key[sent[sent > ended[key[sent]]]]] = True
    if again.any():
        rows = np.flatnonzero(mine & again[key])
        part[rows] = _parts(key[rows], event[rows])
    top = np.maximum.accumulate(key) if mine.all() and not again.any() else key[:0]
    if len(top) and top[0] == 0 and bool((np.diff(top) <= 1).all()):
        return key  # numbered so already
    out = np.full(len(key), -1, np.int64)
    out[mine] = pd.factorize((key * (int(part.max(initial=0)) + 1) + part)[mine])[0]
    return out


def _parts(key: Ints, event: Ints) -> Ints:
    """For rows of applications sent again, the how-manieth each row is about."""
    frame = pd.DataFrame({"key": key, "ended": _ENDS[event].astype(int)})
    before = frame.groupby("key")["ended"].cumsum() - frame["ended"]
    applied = event == _APPLIED
    last = before.where(applied).groupby(frame["key"]).ffill().groupby(frame["key"]).shift().fillna(0)
    fresh = (applied & (before > last)).astype(int)
    parts: Ints = fresh.groupby(frame["key"]).cumsum().to_numpy(dtype=np.int64)
    return parts


def first_days(code: Ints, day: Ints, n: int) -> Ints:
    """The first day of each of n applications among these rows; NEVER where there is none."""
    out = np.full(n, NEVER, np.int64)
    np.minimum.at(out, code, day)
    return out


def milestones(events: pd.DataFrame, n: int) -> pd.DataFrame:
    """One row per application: when it started, when each stage was reached, how it ended.

    events: with application (code), event, day (whole days since 1970), sorted. Columns: start, applied, reply,
    screen, interview, offer, accepted (day numbers as float, NaN where not reached), level and stage (number and name of the furthest),
    outcome ("" while open), ended, inbound (came to the person, or moved before the application was sent),
    reopened (an outcome stands before a later step), undated (its status is known, but not since which day: it counts
    in how far applications got, and in nothing that needs a day).
    """
    code, event = pd.factorize(events["event"])
    status, said = pd.factorize(events["undated"])
    numbers = event_numbers(list(event))[code]
    return reached(events["application"].to_numpy(), numbers, events["day"].to_numpy(), Words(status, texts(list(said))), n)


def reached(code: Ints, event: Ints, day: Ints, said: Words, n: int) -> pd.DataFrame:
    """`milestones` of rows as numbers; said: what each row knows without a day, one or more events in order."""
    mine = code >= 0
    status = said.codes
    if not mine.all():
        code, event, day, status = code[mine], event[mine], day[mine], status[mine]
    rung = _RUNG[event]
    out: dict[str, npt.NDArray[np.float64]] = {}
    first = np.full(n, NEVER, np.int64)
    for level in range(len(STAGES) - 1, -1, -1):
        at = np.flatnonzero(rung == level)
        here = first_days(code[at], day[at], n)
        first = np.minimum(first, here) if level else here
        out[STAGES[level]] = np.where(first == NEVER, np.nan, first.astype(float))
    start = first_days(code, day, n).astype(float)
    outcome, ended, reopened = _outcomes(code, day, event, n)
    top = np.zeros(n, np.int64)
    for level, name in enumerate(STAGES):
        top = np.where(np.isnan(out[name]), top, level)
    undated = _without_a_day(code, Words(status, said.values), top, outcome, out["reply"], ended)
    return pd.DataFrame(
        {
            "start": np.where(np.isnan(out["applied"]), start, out["applied"]),
            **{name: out[name] for name in STAGES},
            "level": top,
            "stage": _words(STAGES, top),
            "outcome": _words(("", *OUTCOMES), outcome),
            "ended": ended,
            "reopened": reopened,
            "inbound": np.isnan(out["applied"]) | (out["reply"] < out["applied"]),
            "undated": undated,
        },
        copy=False,
    )


def _words(values: Sequence[str], codes: Ints) -> pd.Series:
    """A column of a few words."""
    return pd.Series(pd.Series(values).array.take(codes), copy=False)


def _without_a_day(
    code: Ints, said: Words, top: Ints, outcome: Ints, reply: npt.NDArray[np.float64], ended: npt.NDArray[np.float64]
) -> Mask:
    """Which applications have an outcome, or a first answer, on no known day.

    What is known without a day is entered into level and outcome (number among OUTCOMES, from 1). A later stage on no known day, of an
    application whose first answer has one, does not count here: its clock runs until that answer.
    """
    undated = np.zeros(len(top), bool)
    rows = np.flatnonzero(said.codes != said.blank())
    if len(rows):
        words = [str(value).split() for value in said.values]
        level = np.array([max([STAGES.index(STAGE_OF.get(w, "applied")) for w in some], default=0) for some in words])
        end = np.array([next((OUTCOMES.index(w) + 1 for w in some[::-1] if w in OUTCOMES), 0) for some in words])
        unknown = np.array([UNKNOWN in some for some in words], dtype=bool)
        item, which = code[rows], said.codes[rows]
        raised, final = level[which] > top[item], (end[which] > 0) & np.isnan(ended[item])
        undated[item[final | (raised & np.isnan(reply[item])) | unknown[which]]] = True
        np.maximum.at(top, item, level[which])
        outcome[item[final]] = end[which[final]]
    return undated


def _outcomes(code: Ints, day: Ints, event: Ints, n: int) -> tuple[Ints, npt.NDArray[np.float64], Mask]:
    """The first outcome that no later step has undone (its number among OUTCOMES, from 1), its day, and whether one was undone."""
    steps, ends = np.flatnonzero(_STEPS[event]), np.flatnonzero(_ENDS[event])
    last = np.full(n, -1, np.int64)
    np.maximum.at(last, code[steps], steps)
    stands = ends >= last[code[ends]] if len(ends) else np.zeros(0, bool)
    first = first_days(code[ends[stands]], ends[stands], n)
    has = np.flatnonzero(first < NEVER)
    number = np.zeros(len(EVENTS) + 1, np.int64)
    number[[list(EVENTS).index(word) for word in OUTCOMES]] = np.arange(len(OUTCOMES)) + 1
    outcome, ended, undone = np.zeros(n, np.int64), np.full(n, np.nan), np.zeros(n, bool)
    outcome[has], ended[has] = number[event[first[has]]], day[first[has]]
    undone[code[ends[~stands]]] = True
    return outcome, ended, undone


def described(events: pd.DataFrame, n: int) -> pd.DataFrame:
    """What describes each application: company, role, source and every further column, its first non-blank value.

    events: clean rows with application (code).
    """
    return descriptions(Rows(events, {}), events["application"].to_numpy(dtype=np.int64), n)[0]


def descriptions(rows: Rows, code: Ints, n: int) -> tuple[pd.DataFrame, dict[str, Words]]:
    """`described` of rows as numbers; and of each column the place of its cell among the distinct ones, after the last where blank."""
    cells: dict[str, Words] = {}
    mine = np.flatnonzero(code >= 0)
    first = first_of(code[mine], mine, n, 0)
    for column in [c for c in rows.columns if c not in PER_ROW]:
        words = rows.words(column)
        blank = words.blank()
        if blank < 0:
            found = words.codes[first]
        else:
            at = mine[words.codes[mine] != blank]
            found = first_of(code[at], words.codes[at], n, len(words.values))
        cells[column] = Words(found, np.append(words.values, "").astype(object))
    index = pd.RangeIndex(n)
    table = {c: pd.Series(w.text(), index, dtype=object, copy=False) for c, w in cells.items()}
    return pd.DataFrame(table, index=index, copy=False), cells
