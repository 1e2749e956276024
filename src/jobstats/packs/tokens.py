"""The names a log holds, each with how it is looked for: what must be in nothing that leaves the machine."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal

from jobstats.log import DERIVED, JobLog
from jobstats.packs.ordinary import ordinary

How = Literal["anywhere", "word", "case", "whole"]

#: What the kit writes itself into a log's tables; all other columns hold what a person wrote.
_OURS = {*DERIVED, "line", "date", "precision", "application", "event", "day"}
_NAMES = {"date", "application", "company", "role", "event", "round", "kind", "source", "contact", "note"}
#: Where the kit's own words stand too: those of its messages, and folders that any machine has.
_TOLD = {"set aside", "report", "file"}
_KINDS = {"phone", "technical", "panel", "onsite", "final"}
#: A company's legal form tells nothing.
_LEGAL = {
    *("inc", "incorporated", "llc", "llp", "ltd", "limited", "plc", "corp"),
    *("corporation", "gmbh", "kgaa", "holding", "holdings", "sarl"),
}
_WORDS = re.compile(r"[^\W_]+")
_PLAIN_NAME = re.compile(r"[^\W\d_](?:[^\W_]|[ &.,'’()\-])*")
_NUMBER = re.compile(r"[\d\s.,:/()+–-]+")
_DATE = re.compile(r"(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}.*|\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d\d")
_HOST = re.compile(r"(?:https?://|www\.|@)([\w.-]+)", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"']([^“”\"']+)[”\"']")
_WIDE = 0x2E7F


@dataclass(frozen=True, order=True)
class Token:
    """One name, what it is, and how it is looked for.

    anywhere: also inside longer words; seven characters and more. word: no letter before or after it; four to six characters,
    numbers, and single words of longer names. case: several ordinary words (see `ordinary`) with capitals, “Best Buy”, only as words and in
    their own case. whole: only as a whole cell, line or quoted value, and in its own case; what has fewer than four characters,
    or nothing but ordinary words, which a page may well use without meaning anybody (“Target”).
    """

    text: str
    what: str
    how: How


def token(text: str, what: str = "name") -> Token | None:
    """A name as it is looked for; None if it could mean anything.

    Those are: nothing, one small Latin letter or sign, a number of up to four digits, a date. A Chinese, Japanese or Korean character counts for two.
    """
    text = text.strip()
    words = _WORDS.findall(unicodedata.normalize("NFKC", text).casefold())
    core = "".join(words)
    weight = sum(2 if ord(c) > _WIDE else 1 for c in core)
    if _NUMBER.fullmatch(text):
        if len(core) < 5 or _DATE.fullmatch(text):
            return None
        return Token(text, what, "word" if len(core) >= 7 else "whole")
    if len(text) < 2 and not (text.isupper() or weight > 1):
        return None
    if weight < 4 or _is_ordinary(text):
        capitals = sum(w[0].isupper() for w in _WORDS.findall(text))
        return Token(text, what, "case" if weight >= 7 and capitals > 1 else "whole")
    return Token(text, what, "anywhere" if weight >= 7 or ord(max(core)) > _WIDE else "word")


def tokens(texts: Iterable[str], what: str = "name") -> list[Token]:
    """Names as they are looked for, with the telling words of those that have several: “Vexley” of “Quentin Vexley”."""
    out: dict[str, Token] = {}
    for text in texts:
        if (one := token(text, what)) is not None:
            out.setdefault(one.text, one)
            for part in _parts(one.text):
                out.setdefault(part, Token(part, f"{what}, in part", "word"))
    return list(out.values())


def private_tokens(log: JobLog, harmless: Callable[[str], bool]) -> list[Token]:
    """Every name a log holds, of the applications its filters left out too.

    Companies, roles, contacts, notes and their telling words, what further columns hold and are called, the file's name and path, what
    was set aside, what was understood and what lies ahead. harmless: whether a text can name nobody (see `anonymous`); such
    texts are none.
    """
    found: dict[str, Token] = {}
    for what, text in _texts(log.whole[0] if log.whole else log):
        if text and not harmless(text) and not (what in _TOLD and text.islower() and _is_ordinary(text)):
            several = what in ("company", "contact", "file") or _HOST.search(text)
            some = tokens([text], what) if several else [t for t in [token(text, what)] if t]
            if what == "note":
                some += [Token(word, "note, in part", "word") for word in _telling(text)]
            for one in some:
                if one.text not in found or found[one.text].what.endswith("in part"):
                    found[one.text] = one
    return sorted(found.values())


def _texts(log: JobLog) -> Iterator[tuple[str, str]]:
    """Everything a person wrote, with what it is."""
    for table in (log.applications, log.events, log.ahead):
        for column in map(str, table.columns):
            if column in _OURS:
                continue
            if column not in _NAMES:
                yield "column", column
            what = column if column in ("company", "role", "contact", "note") else f"column {column}"
            known = _KINDS if column == "kind" else set()
            yield from ((what, str(v)) for v in table[column].dropna().unique() if str(v).casefold() not in known)
    yield from _of_file(log.path or log.name)
    yield from _of_problems((*log.problems, *log.notes))
    if log.report is not None:
        yield from _of_report(log.report)


def _of_file(path: str) -> Iterator[tuple[str, str]]:
    """A file's name, also without what it ends with, and the folders named before it."""
    for part in PurePath(path.replace("\\", "/")).parts:
        yield "file", part
        yield "file", PurePath(part).stem


def _of_problems(problems: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """The cells quoted, and the names in what is said of them."""
    for p in problems:
        yield from (("set aside", p.value.rstrip("…")), ("column", p.column if p.column not in _NAMES else ""))
        yield from _of_file(p.file)
        yield from (("set aside", quoted) for quoted in _QUOTED.findall(f"{p.why} {p.mend}"))


def _of_report(report: Any) -> Iterator[tuple[str, str]]:
    """What a load told; words the kit knows itself are none of the person's."""
    yield from _of_file(report.name)
    yield from (("column", name) for name in report.kept_columns)
    for said in (*report.columns, *report.statuses):
        if said.how not in ("same", "synonym"):
            yield "report", said.written
    yield from _of_problems((*report.problems, *report.notes))
    yield from (("report", c.value) for c in report.dates)
    for quoted in (q for text in (*report.how, report.call) for q in _QUOTED.findall(text)):
        yield from _of_file(quoted) if report.name and quoted.endswith(report.name) else [("report", quoted)]


def _parts(text: str) -> list[str]:
    """The words of a plain name that tell whose it is, and those of an address."""
    if (host := _HOST.search(text)) is not None:
        words = [w for w in host[1].split(".")[:-1] if w != "www"]
    elif _PLAIN_NAME.fullmatch(text) and len(words := _WORDS.findall(text)) > 1:
        words = [w for w in words if not w.islower() or len(w) > 7]
    else:
        return []
    return [w for w in words if _tells(w) and len(w) >= 4]


def _telling(note: str) -> list[str]:
    """The words of a note that may name somebody: eight letters and more, or four with a capital or a figure."""
    words = _WORDS.findall(note)
    return [w for w in words if _tells(w) and (len(w) >= 8 or (len(w) >= 4 and not w.islower()))]


def _is_ordinary(text: str) -> bool:
    """Whether it is made of ordinary words only."""
    return all(word in ordinary() for word in _WORDS.findall(text.casefold()))


def _tells(word: str) -> bool:
    plain = word.casefold()
    return plain not in ordinary() and plain not in _LEGAL and not plain.isdigit()
