"""What is odd but possible in a log's rows: told at its line, and left as it is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jobstats.errors import Problem, count
from jobstats.names import company_keys, fold
from jobstats.rows import KNOWN, Ints, Mask, Rows, Words, first_of, of_events, texts
from jobstats.vocabulary import OUTCOMES, STAGE_OF

_ENDS = of_events(OUTCOMES)
_STEPS = of_events(("reply", "screen", "assessment", "interview", "offer", "accepted"))
_MOVES = of_events([event for event in STAGE_OF if event != "applied"])
_NOTES = of_events(("follow_up", "no_follow_up"))
_APPROACHED, _APPLIED, _INTERVIEW, _OFFER, _ACCEPTED = (
    KNOWN.index(event) for event in ("approached", "applied", "interview", "offer", "accepted")
)
#: An outcome as a later row's note speaks of it.
_THE = {
    "accepted": "the acceptance",
    "declined": "the declined offer",
    "rejected": "the rejection",
    "withdrawn": "the withdrawal",
    "closed": "the closing",
}
_A = {"accepted": "an acceptance", "declined": "a declined offer"}
NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Aside:
    """The set-aside rows that said when an application was sent: place (“line 7”) and line by id, by company and role, and by company."""

    ids: dict[str, str]
    roles: dict[tuple[str, str], str]
    companies: dict[str, str]

    @staticmethod
    def of(rows: pd.DataFrame | None) -> Aside:
        """From the columns line, company, role, application, event; and file, where there are several."""
        out = Aside({}, {}, {})
        for row in [] if rows is None or rows.empty else rows.to_dict("records"):
            if fold(str(row["event"])) not in ("applied", "approached"):
                continue
            place = f"line {row['line']}" + (f" of {row['file']}" if row.get("file") else "")
            company, role, given = (fold(str(row[c])) for c in ("company", "role", "application"))
            if given:
                out.ids.setdefault(given, place)
            elif company and role:
                out.roles.setdefault((company, role), place)
            elif company:
                out.companies.setdefault(company, place)
        return out

    def __bool__(self) -> bool:
        return bool(self.ids or self.roles or self.companies)

    def about(self, company: str, role: str, given: str) -> str:
        """The row that belongs to this application, "" where none does."""
        name = fold(company)
        return self.ids.get(fold(given), "") or self.roles.get((name, fold(role)), "") or self.companies.get(name, "")


def about_rows(rows: Rows, code: Ints, table: pd.DataFrame, aside: Aside) -> list[Problem]:
    """What is odd in the order of the rows of an application. code: the application of each row."""
    n, event = len(table), rows.event
    mine = code >= 0
    ends, sent = (np.bincount(code[mine & at], minlength=n) for at in (_ENDS[event], event == _APPLIED))
    has = {word: _having(code, mine & (event == word), n) for word in (_APPROACHED, _OFFER, _ACCEPTED)}
    early = (table["reply"] < table["applied"]).to_numpy() & ~has[_APPROACHED]
    odd = table["reopened"].to_numpy(dtype=bool) | early | (ends > 1) | (sent > 1) | (has[_ACCEPTED] & ~has[_OFFER])
    out = _unsent(rows, code, (sent == 0) & ~has[_APPROACHED], aside) + _notes_too_early(rows, code, n)
    if odd.any():
        some = np.flatnonzero(mine & np.append(odd, False)[code])
        parts: dict[int, list[int]] = defaultdict(list)
        for i, item in zip(some.tolist(), code[some].tolist(), strict=True):
            parts[item].append(i)
        for item, part in parts.items():
            out += _in_one(rows, part)
            if early[item]:
                out.append(_before_sent(rows, part))
    return out


def _having(code: Ints, at: Mask, n: int) -> Mask:
    """Which applications have one of these rows."""
    out = np.zeros(n, bool)
    out[code[at]] = True
    return out


def _named(rows: Rows, i: int) -> str:
    """One row's event with its article."""
    word = rows.cell("event", i)
    return _A.get(word, f"{'an' if word[0] in 'aeio' else 'a'} {word}")


def _before_sent(rows: Rows, part: list[int]) -> Problem:
    """The first step of an application that is dated before it was sent."""
    sent = next(i for i in part if rows.event[i] == _APPLIED)
    step = next(i for i in part if _MOVES[rows.event[i]])
    gap = count(int(rows.day[sent] - rows.day[step]), "day")
    why = f"{_named(rows, step)} {gap} before the application of {rows.place(sent, step)}"
    return rows.problem(step, "date", rows.date(step), why, "It counts as a process that came to you; mend the dates if that is a slip")


def _in_one(rows: Rows, part: list[int]) -> list[Problem]:
    """What is odd in one application, its rows in order: steps after its end, second outcomes, a second sending, no offer."""
    out = []
    ended = sent = offer = -1
    told = False
    lines = [int(rows.line[i]) for i in part]
    for i in part:
        event, word = int(rows.event[i]), rows.cell("event", i)
        if ended >= 0 and _STEPS[event] and not told:
            why = f"{_named(rows, i)} after {_THE[rows.cell('event', ended)]} of {rows.place(ended, i)}"
            out.append(rows.problem(i, "event", word, why, "It counts as reopened; mend the rows if that is a slip"))
            told = True
        elif ended >= 0 and _ENDS[event] and not told:
            why = f"a second outcome for one application, after {_THE[rows.cell('event', ended)]} of {rows.place(ended, i)}"
            out.append(rows.problem(i, "event", word, why, "The outcome that no later step undoes counts"))
        if event == _APPLIED and sent >= 0:
            why = f"applied again, as on {rows.place(sent, i)}, with no outcome between: read as the same application"
            mend = "Give each its own id in a column “application” if they are two"
            out.append(rows.problem(i, "event", word, why, mend))
        if event == _ACCEPTED and offer < 0 and lines.count(int(rows.line[i])) == 1:
            mend = "It counts as an offer of that day; add a row for the offer if it came earlier"
            out.append(rows.problem(i, "event", word, "accepted with no offer before it", mend))
        if _ENDS[event]:
            ended, told = i, False
        sent, offer = i if event == _APPLIED else sent, i if event == _OFFER else offer
    return out


def _unsent(rows: Rows, code: Ints, lacking: Mask, aside: Aside) -> list[Problem]:
    """Applications that no row tells the beginning of: counted in one note; where that row was set aside, told one by one."""
    if not lacking.any():
        return []
    at = np.flatnonzero((code >= 0) & np.append(lacking, False)[code])
    first = first_of(code[at], at, len(lacking), -1)
    first = first[first >= 0]
    out, rest = [], []
    for i in first.tolist() if aside else []:
        place = aside.about(rows.cell("company", i), rows.cell("role", i), rows.cell("application", i))
        if not place:
            rest.append(i)
            continue
        why = f"the row that says when it was sent ({place}) was set aside; until it is mended this counts as a process that came to you"
        out.append(rows.problem(i, "event", rows.cell("event", i), why, f"Mend {place}"))
    some = np.array(rest, dtype=np.int64) if aside else first
    if len(some):
        i = int(some[rows.order[some].argmin()])
        read = "read as a process that came to you" if len(some) == 1 else "read as processes that came to you"
        why = f"{count(len(some), 'application has', 'applications have')} no row applied: {read}"
        out.append(rows.problem(i, "event", rows.cell("event", i), why, "Add a row “applied” with its day for each that you sent"))
    return out


def _notes_too_early(rows: Rows, code: Ints, n: int) -> list[Problem]:
    """Notes recorded before any interview of their application."""
    about = np.flatnonzero(_NOTES[rows.event] & (code >= 0))
    met = np.flatnonzero((rows.event == _INTERVIEW) & (code >= 0))
    first, place = np.full(n, NEVER, np.int64), np.full(n, -1, np.int64)
    np.minimum.at(first, code[met], rows.minute[met])
    here = met[rows.minute[met] == first[code[met]]]
    place[code[here[::-1]]] = here[::-1]
    last = rows.minute[about] + np.where(rows.timed[about], 0, 1440)
    out = []
    for i in about[last < first[code[about]]].tolist():
        out.append(_note_too_early(rows, i, int(place[code[i]])))
    return out


def _note_too_early(rows: Rows, i: int, met: int) -> Problem:
    """One such note, with the interview that follows, if any does."""
    mend = "Mend the date, or add the interview; it is not counted with any"
    why = f"a {rows.cell('event', i)} with no interview before it"
    if met >= 0:
        days = int(rows.day[met] - rows.day[i])
        gap = f"{count(days, 'day')} before" if days else "earlier that day than"
        why = f"a {rows.cell('event', i)} {gap} the interview on {rows.place(met, i)}"
        mend = "Mend one of the two dates; it is not counted with any interview"
    return rows.problem(i, "date", rows.date(i), why, mend)


def about_names(rows: Rows, code: Ints, table: pd.DataFrame, cells: dict[str, Words]) -> list[Problem]:
    """Companies written in several ways, names that may mean one company, applications that may be one."""
    words, names = rows.words("company"), rows.folded("company")
    keys, _ = pd.factorize(texts(company_keys(names.values.tolist())))
    out: list[Problem] = []
    if len(names.values) < len(words.values):
        out += _spellings(rows, words)
    if keys.max(initial=-1) + 1 < len(keys):
        out += _like_names(rows, names, keys)
    return out + _doubles(rows, code, table, cells, keys)


def _firsts(rows: Rows, codes: Ints, n: int) -> Ints:
    """For each of n names the first row of the file (a place among these rows) that bears it; -1 where none does."""
    at = np.full(n, NEVER, np.int64)
    np.minimum.at(at, codes, rows.order)
    back = np.full(int(rows.order.max(initial=-1)) + 1, -1, np.int64)
    back[rows.order] = np.arange(len(rows))
    return np.where(at == NEVER, -1, back[np.where(at == NEVER, 0, at)]) if len(back) else np.full(n, -1, np.int64)


def _spellings(rows: Rows, words: Words) -> list[Problem]:
    """Spellings of one company that differ by more than outer and inner space."""
    first = _firsts(rows, words.codes, len(words.values))
    some: dict[str, dict[str, int]] = defaultdict(dict)
    seen = np.flatnonzero(first >= 0)
    for at in seen[np.argsort(rows.order[first[seen]])].tolist():
        written = " ".join(str(words.values[at]).split())
        some[fold(written)].setdefault(written, int(first[at]))
    mend = "Nothing to mend; write it in one way if you like"
    return [
        rows.problem(
            [*found.values()][1], "company", [*found][1], f"{len(found)} spellings read as one company: {', '.join([*found][:6])}", mend
        )
        for found in some.values()
        if len(found) > 1
    ]


def _like_names(rows: Rows, names: Words, keys: Ints) -> list[Problem]:
    """Names that differ in their legal form, accents or punctuation alone."""
    first = _firsts(rows, names.codes, len(names.values))
    several = np.bincount(keys[first >= 0], minlength=int(keys.max()) + 1) > 1
    some: dict[int, list[int]] = defaultdict(list)
    for name in np.flatnonzero(several[keys] & (first >= 0)).tolist():
        some[int(keys[name])].append(int(first[name]))
    out = []
    for found in some.values():
        found.sort(key=lambda i: int(rows.order[i]))
        written = [f"“{' '.join(rows.cell('company', i).split())}”" for i in found]
        listed = f"{', '.join(written[:-1])} and {written[-1]}"
        why = f"{listed} may be one company: one for filters, their rows kept apart"
        out.append(rows.problem(found[1], "company", rows.cell("company", found[1]), why, "Write the name in one way if they are one"))
    return out


def _doubles(rows: Rows, code: Ints, table: pd.DataFrame, cells: dict[str, Words], keys: Ints) -> list[Problem]:
    """Applications to one company for one role, sent on one day."""
    n = len(table)
    if n < 2:
        return []
    company, role = (np.append(rows.folding(c).codes, len(rows.folding(c).values))[cells[c].codes] for c in ("company", "role"))
    key = np.append(keys, -1)[company]
    day = table["start"].to_numpy(dtype=np.int64)
    what = (key * (int(role.max()) + 1) + role) * (int(day.max() - day.min()) + 1) + day - day.min()
    ordered = np.sort(what)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    items = np.flatnonzero(np.isin(what, twice) & (key >= 0)) if len(twice) else np.zeros(0, np.int64)
    if not len(items):
        return []
    begun = np.flatnonzero((code >= 0) & (rows.event == _APPLIED))
    start, any_ = first_of(code[begun], begun, n, -1), np.flatnonzero(code >= 0)
    start = np.where(start < 0, first_of(code[any_], any_, n, -1), start)
    out, seen = [], dict[int, int]()
    for item in items[np.argsort(rows.order[start[items]])].tolist():
        i = int(start[item])
        earlier = seen.setdefault(int(what[item]), i)
        if earlier != i:
            why = f"possible duplicate of {rows.place(earlier, i)}: same company, role and day; counted as two"
            out.append(rows.problem(i, "company", rows.cell("company", i), why, "Delete one of them if they are one application"))
    return out
