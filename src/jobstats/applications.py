"""From rows to applications: which rows belong together, how far each got, how it ended.

Works on clean rows only (see readers); knows nothing of files, statistics or pictures.
"""

from __future__ import annotations

import unicodedata

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobstats.errors import Problem, count
from jobstats.vocabulary import OUTCOMES, STAGE_OF, STAGES

#: The columns every row has; whatever else a row holds is kept beside them.
ROW = ("line", "date", "precision", "application", "company", "role", "event", "round", "kind", "source", "contact", "note", "undated")
#: What an application is not described by: these differ from row to row.
PER_ROW = {"line", "date", "precision", "day", "application", "event", "round", "kind", "contact", "note", "undated"}

Ints = npt.NDArray[np.int64]
NEVER = np.iinfo(np.int64).max


def fold(text: str) -> str:
    """A name as it is compared: one Unicode form, without case and stray space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def folded(column: pd.Series) -> pd.Series:
    """`fold` for a column of text, each distinct value once."""
    codes, values = pd.factorize(column)
    return pd.Series(np.array([fold(v) for v in values], dtype=object)[codes] if len(values) else "", index=column.index)


def identify(rows: pd.DataFrame) -> tuple[pd.Series, list[Problem], list[Problem]]:
    """Which application each row belongs to.

    rows: as ROW, sorted by day and file order. Returns the key of each row ("" for a contact that belongs to
    none), the rows that cannot be placed, and notes. An `application` id decides where given; else company and
    role do, compared without case and stray space. A blank role means the company's only application.
    """
    given, company, role = folded(rows["application"]), folded(rows["company"]), folded(rows["role"])
    loose = (rows["event"] == "networking") & (given == "")
    roles = pd.DataFrame({"company": company, "role": role})[(role != "") & (given == "")].drop_duplicates()
    several = company.map(roles.groupby("company").size()).fillna(0)
    only = company.map(roles.drop_duplicates("company").set_index("company")["role"])
    blank = (role == "") & (given == "") & (company != "") & ~loose
    problems = [
        Problem(
            int(line),
            "role",
            "",
            f"no role is given, and there are {int(n)} applications to {name}",
            "Write the role, so that it is clear which one this row is about",
        )
        for line, n, name in rows.assign(n=several)[blank & (several > 1)][["line", "n", "company"]].itertuples(index=False)
    ]
    fill = blank & (several == 1)
    notes = []
    if fill.any():
        first = rows[fill].iloc[0]
        why = f"{count(int(fill.sum()), 'row')} without a role read as the only application to that company"
        notes.append(Problem(int(first["line"]), "role", "", why, "Write the role if that is wrong"))
    role = role.where(~fill, only)
    given = _joined_ids(given, company, role)
    key = ("i\x1f" + given).where(given != "", "c\x1f" + company + "\x1f" + role)
    known = set(key[~loose])
    key = key.where(~loose | key.isin(known), "")
    return key.where(~(blank & (several > 1)), None), problems, notes


def _joined_ids(given: pd.Series, company: pd.Series, role: pd.Series) -> pd.Series:
    """Rows without an id join the one id of their company and role; where there are several ids, they stay apart."""
    pair = company + "\x1f" + role
    ids = pd.DataFrame({"pair": pair, "id": given})[given != ""].drop_duplicates()
    one = ids[~ids.duplicated("pair", keep=False)].set_index("pair")["id"]
    return given.where((given != "") | ~pair.isin(one.index), pair.map(one))


def split_reapplied(key: pd.Series, event: pd.Series) -> Ints:
    """Number the applications: a new `applied` after an outcome starts a new one, unless an id holds them together.

    Returns one code per row, in order of first appearance; -1 where the key is "".
    """
    loose = (key == "").to_numpy()
    code = pd.Series(pd.factorize(key)[0])
    ended = event.isin(OUTCOMES).reset_index(drop=True).astype(int)
    applied = (event == "applied").reset_index(drop=True)
    before = ended.groupby(code).cumsum() - ended
    last = before.where(applied).groupby(code).ffill().groupby(code).shift().fillna(0)
    fresh = applied & (before > last) & ~key.reset_index(drop=True).str.startswith("i\x1f")
    part = fresh.astype(int).groupby(code).cumsum().to_numpy()
    pair = code.to_numpy(dtype=np.int64) * (int(part.max(initial=0)) + 1) + part
    out = np.full(len(key), -1, np.int64)
    out[~loose] = pd.factorize(pair[~loose])[0]
    return out


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
    mine = events["application"].to_numpy() >= 0
    code, day = events["application"].to_numpy()[mine], events["day"].to_numpy()[mine]
    event = events["event"].astype(str).to_numpy()[mine]
    rung = np.array([STAGES.index(STAGE_OF[e]) if e in STAGE_OF else -1 for e in event], dtype=np.int64)
    out: dict[str, npt.NDArray[np.float64]] = {}
    reached = np.full(n, NEVER, np.int64)
    for level in range(len(STAGES) - 1, -1, -1):
        at = rung == level
        here = first_days(code[at], day[at], n)
        reached = np.minimum(reached, here) if level else here
        out[STAGES[level]] = np.where(reached == NEVER, np.nan, reached.astype(float))
    start = first_days(code, day, n).astype(float)
    outcome, ended, reopened = _outcomes(code, day, event, n)
    top = np.zeros(n, np.int64)
    for level, name in enumerate(STAGES):
        top = np.where(np.isnan(out[name]), top, level)
    frame = pd.DataFrame({"start": np.where(np.isnan(out["applied"]), start, out["applied"])})
    for name in STAGES:
        frame[name] = out[name]
    frame["level"], frame["stage"] = top, np.array(STAGES, dtype=object)[top]
    frame["outcome"], frame["ended"], frame["reopened"] = outcome, ended, reopened
    moved = out["reply"] < out["applied"]
    frame["inbound"] = np.isnan(out["applied"]) | moved
    frame["undated"] = False
    said = events["undated"].to_numpy()[mine]
    for i, word in zip(code[said != ""], said[said != ""], strict=True):
        level = max(STAGES.index(STAGE_OF.get(word, "applied")), int(top[i]))
        frame.loc[i, ["level", "stage", "outcome", "undated"]] = [level, STAGES[level], word if word in OUTCOMES else "", True]
    return frame


def _outcomes(
    code: Ints, day: Ints, event: npt.NDArray[np.object_], n: int
) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """The first outcome that no later step has undone, its day, and whether one was undone."""
    place = np.arange(len(code))
    steps = np.isin(event, ["reply", "screen", "assessment", "interview", "offer", "accepted"])
    last = np.full(n, -1, np.int64)
    np.maximum.at(last, code[steps], place[steps])
    ends = np.isin(event, OUTCOMES)
    stands = ends & (place >= last[code]) if len(code) else ends
    first = first_days(code[stands], place[stands], n)
    outcome = np.full(n, "", dtype=object)
    ended = np.full(n, np.nan)
    has = first != NEVER
    outcome[has] = event[first[has]]
    ended[has] = day[first[has]]
    undone = np.zeros(n, bool)
    undone[code[ends & ~stands]] = True
    return outcome, ended, undone


def described(events: pd.DataFrame, n: int) -> pd.DataFrame:
    """What describes each application: company, role, source and every further column, its first non-blank value."""
    rows = events[events["application"] >= 0]
    out = pd.DataFrame(index=range(n))
    for column in [c for c in rows.columns if c not in PER_ROW]:
        said = rows[rows[column] != ""].drop_duplicates("application")
        out[column] = said.set_index("application")[column].reindex(range(n)).fillna("")
    return out
