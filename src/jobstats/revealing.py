"""Whether texts hold a name of a log: what decides if a chart may stay in a notebook's file. Where it is in doubt, they do."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pandas as pd

from jobstats.anonymous import harmless
from jobstats.log import DERIVED, JobLog, remembered

#: A log with more different values than this is not looked through: what it shows counts as private.
MOST = 200_000
#: Columns of events that are no text of the person's.
_NO_TEXT = ("application", "event", "date", "precision", "day", "line")
#: Columns every log has: their names are the kit's own.
_USUAL = frozenset(("company", "role", "source", "round", "kind", "contact", "note"))
#: Kinds of interview that name nobody, as people write them.
_KINDS = frozenset(
    """case coding culture final first hr interview panel practical presentation round screen second tech technical test third trial video
    virtual""".split()  # noqa: SIM905  # a list of words is easier to read as one
)
_WORDS = re.compile(r"[^\W_]+")
_TAGS = re.compile(r"<[^>]{0,200}>")
#: From here on scripts write names without blanks around them.
_UNSPACED = "\u0e00"
#: Letters a role or a shortened text must have to name somebody.
_FEWEST = 4

#: Values by their first word; those that are looked for anywhere in a text; whether there were too many to look for.
_Known = tuple[dict[str, list[str]], list[str], bool]


def reveals(log: JobLog, texts: Iterable[str]) -> bool:
    """Whether one of the texts holds a company, role (of four letters or more), contact, note or further value of the log.

    Compared without case and signs, word by word; a text that was cut short (…) counts if a value begins with it. Values that can name
    nobody (see anonymous.harmless) and the file's name are not looked for. A slice is looked through for the names of its whole log.
    """
    base = log.whole[0] if log.whole else log
    first, anywhere, too_many = remembered(base, "revealing", lambda: _known(base))
    if too_many:
        return True
    told = [_TAGS.sub(" ", text) for text in texts]
    every = f" {' ∙ '.join(map(_plain, told))} "  # a sign between them, so that no name is read across two texts
    if any(f" {value} " in every for word in set(every.split()) for value in first.get(word, ())) or any(v in every for v in anywhere):
        return True
    cut = [_plain(text.split("…")[0]) for text in told if "…" in text]
    return any(len(c) >= _FEWEST and value.startswith(c) for c in cut for values in (*first.values(), anywhere) for value in values)


def _known(log: JobLog) -> _Known:
    first: dict[str, list[str]] = defaultdict(list)
    anywhere: list[str] = []
    values = set(_values(log))
    if len(values) > MOST:
        return {}, [], True
    for value in values:
        if any(sign >= _UNSPACED for sign in value):
            anywhere.append(value)
        elif value:
            first[value.split(" ", 1)[0]].append(value)
    return dict(first), anywhere, False


def _values(log: JobLog) -> Iterator[str]:
    """Everything of a log that could name somebody, as it is compared."""
    frames = (log.applications.drop(columns=[c for c in DERIVED if c in log.applications]), log.events, log.ahead)
    for frame in frames:
        for column in frame.columns:
            if column in _NO_TEXT or column in DERIVED:
                continue
            name = str(column)
            if name not in _USUAL and not harmless(name):
                yield _plain(name)
            for value in _distinct(frame[column]):
                if name == "company" or _may_name(value, name):
                    yield _plain(value)


def _distinct(column: pd.Series) -> list[str]:
    return (
        [] if pd.api.types.is_numeric_dtype(column) or pd.api.types.is_datetime64_any_dtype(column) else [str(v) for v in column.unique()]
    )


def _may_name(value: str, column: str) -> bool:
    if column == "role":
        return sum(map(str.isalpha, value)) >= _FEWEST
    return not harmless(" ".join(w for w in _plain(value).split() if column not in ("kind", "round") or w not in _KINDS) or "no")


def _plain(text: str) -> str:
    """A text as it is compared: its words alone, folded."""
    return " ".join(_WORDS.findall(unicodedata.normalize("NFKC", text).casefold()))
