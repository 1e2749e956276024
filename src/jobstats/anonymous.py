"""The same search without names, for what leaves the machine. What is not known to be harmless is not shown."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from hashlib import blake2b

import pandas as pd

from jobstats.applications import company_keyed, folded
from jobstats.errors import Problem
from jobstats.log import BLANK, DERIVED, Ints, JobLog, remembered
from jobstats.spacing import kept

#: Words that name nobody. A value is shown only if it is made of these, of versions such as v2, and of one short number at most.
_PLAIN = """a ad ads advert advertisement agency all alumni and application applied approach approached at board boards by career careers
centre center cold company contact cover cv day days direct e email employer employment event fair family form formal friend friends full from
general headhunter home hybrid in inbound internal job jobs letter link long mail media meetup my network networking new newspaper no not noted
of office old on online onsite or other outreach page papers part person personal phone platform portal post posting recruiter recruiters
recruitment referral referrals referred remote resume resumes school search self short site sites social source speculative standard tailored
template the time to unemployment union university unknown unsolicited version via web website week with without work yes"""
HARMLESS = frozenset(_PLAIN.split())
_WORDS = re.compile(r"[^\W_]+")
_VERSION = re.compile(r"v\d{1,3}[a-c]?")
#: Several numbers may be a telephone's (55 01 09) or a name (1&1), and so may a long one.
_NUMBER = re.compile(r"\d{1,2}[a-c]?")
#: What a column of versions may hold as well: 1.2, 2.0.1, 104.
_NUMBERED = re.compile(r"v?\d{1,3}(\.\d{1,2}){0,2}[a-c]?")
_EVENTS = ("application", "event", "date", "precision", "day", "round", "kind")
#: Drawn anew by each process and kept in it: the same employer has the same number in all charts of one sheet.
_KEY = secrets.token_bytes(16)


def harmless(text: str) -> bool:
    """Whether a text can name nobody."""
    words = _WORDS.findall(text.casefold())
    rest = [w for w in words if w not in HARMLESS and not _VERSION.fullmatch(w)]
    return bool(words) and len(rest) <= 1 and all(_NUMBER.fullmatch(w) for w in rest)


def anonymous(log: JobLog) -> JobLog:
    """The log without names.

    Companies become "employer 1", "employer 2" …, people of the column contact "contact 1", "contact 2" …, in an order that says
    nothing; roles, notes, the file's name, what its rows quote, what was
    understood of it and what lies ahead go. A value of any other column, of source too, is kept only if
    it is made of words that name nobody (see harmless), else it becomes "source 1", "source 2" …; a column whose own name is not made of
    such words is called "a column of mine".
    """
    return remembered(log, "anonymous", lambda: _chosen(log, *log.whole) if log.whole else _nameless(log))


def _chosen(log: JobLog, whole: JobLog, rows: Ints) -> JobLog:
    """The same applications of the whole log without names: what looks past the filter finds the same as before."""
    base = anonymous(whole)
    events = base.events.loc[log.events.index].assign(application=log.events["application"])
    table = base.applications.iloc[rows].reset_index(drop=True)
    filters = tuple(filter_shown(f) for f in log.filters)
    return replace(base, applications=table, events=events, filters=filters, whole=(base, rows), got_to=log.got_to)


def _nameless(log: JobLog) -> JobLog:
    table = log.applications.copy()
    table["company"], table["role"] = _numbered(log), ""
    columns = [c for c in table.columns if c not in DERIVED and c not in ("company", "role")]
    for column in columns:
        table[column] = table[column].map(_names(column if harmless(column) else "value", table[column]))
    shown = frozenset(c for c in columns if harmless(c)) | {"company", "role"}
    return replace(
        log,
        applications=table,
        events=log.events[list(_EVENTS)].assign(contact=_contacts(log)),
        filters=tuple(filter_shown(f) for f in log.filters),
        problems=tuple(Problem(0, "", "", "set aside", "") for _ in log.problems),
        notes=(),
        name="",
        shown=shown,
        ahead=pd.DataFrame(),
        report=None,
        path="",
        said=kept(log),
        seen="",
        asked=(),
    )


def _numbered(log: JobLog) -> list[str]:
    """Employers by number, the same number for all logs made from one."""
    keys = company_keyed(log.applications["company"])
    number = _by_chance(keys)
    return [f"employer {number[key]}" for key in keys]


def _contacts(log: JobLog) -> list[str]:
    """People by number, the same number for all logs made from one; "" where none is written."""
    every = log.events["contact"]
    number = _by_chance(folded(every[every != ""]))
    return [f"contact {number[name]}" if name else "" for name in folded(log.events["contact"])]


def _by_chance(names: pd.Series) -> dict[str, int]:
    """Each of these names with its number, in an order that says nothing."""
    known = sorted(set(names), key=lambda name: blake2b(name.encode(), key=_KEY).digest())
    return {name: i + 1 for i, name in enumerate(known)}


def _names(title: str, column: pd.Series) -> dict[str, str]:
    """What each value of a column is called: itself where harmless, else a number by frequency."""
    out: dict[str, str] = {"": ""}
    for value in column.value_counts().index:
        out.setdefault(value, value if _may_be_shown(value, str(column.name)) else f"{title} {len(out)}")
    return out


def _may_be_shown(value: str, column: str) -> bool:
    """Whether a value of this column can name nobody."""
    if column in ("company", "role"):
        return False
    return harmless(value) or ("version" in _WORDS.findall(column.casefold()) and bool(_NUMBERED.fullmatch(value.strip().casefold())))


def filter_shown(text: str) -> str:
    """What `where` did, without the values it may name."""
    column, colon, values = text.partition(": ")
    if not colon or column == "reached at least":
        return text
    asked = values.replace(BLANK, "not noted").split(" or ")
    kept = values if all(_may_be_shown(value, column) for value in asked) else "not shown"
    return f"{column if harmless(column) or column in ('company', 'role') else 'a column of mine'}: {kept}"
