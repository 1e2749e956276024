"""Whether texts hold a name of a log: what decides if a chart may stay in a notebook's file. Where it is in doubt, they do."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
#: Tags as plotly's texts have them; all else between < and > is somebody's text.
_TAGS = re.compile(r"</?(?:br|b|i|em|strong|sub|sup|s|u|span|a)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
#: Signs that are not seen: a name with one of them is the same name.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]")
#: Where a text was cut short.
_CUT = re.compile(r"…|\.\.\.")
#: From here on signs are pictures, which stand for themselves wherever they are.
_PICTURES = "\u2190"
#: From here on scripts write names without blanks around them.
_UNSPACED = "\u0e00"
#: Letters a role or a shortened text must have to name somebody; of a script without blanks, fewer.
_FEWEST = 4
_FEWEST_UNSPACED = 2
#: Words before a cut that can belong to the name that was cut.
_BEFORE = 12


@dataclass(frozen=True)
class _Known:
    """What is looked for. first: values by their first word. every: all of them, sorted. anywhere: those found inside words too. signs:
    those without letters or digits. too_many: there were more than can be looked for.
    """

    first: dict[str, list[str]]
    every: list[str]
    anywhere: list[str]
    signs: list[str]
    too_many: bool = False


def reveals(log: JobLog, texts: Iterable[str]) -> bool:
    """Whether one of the texts holds a company, role (of four letters or more), contact, note or further value of the log.

    Compared without case and signs, word by word; where a text was cut short (…), the words before may begin a value. A value made of signs
    or emoji alone is found as it stands. Texts are looked through with and without their HTML. Values that can name nobody (see
    anonymous.harmless) and the file's name are not looked for. A slice is looked through for the names of its whole log.
    """
    base = log.whole[0] if log.whole else log
    known = remembered(base, "revealing", lambda: _known(base))
    if known.too_many:
        return True
    told = list(dict.fromkeys(form for text in texts for form in (text, html.unescape(_TAGS.sub(" ", text)))))
    every = f" {' ∙ '.join(map(_plain, told))} "  # a sign between them, so that no name is read across two texts
    if any(f" {value} " in every for word in set(every.split()) for value in known.first.get(word, ())):
        return True
    if any(value in every for value in known.anywhere) or any(_stands(sign, told) for sign in known.signs):
        return True
    return any(_begins(piece, known) for text in told for piece in map(_plain, _CUT.split(text)[:-1]))


def _stands(value: str, told: list[str]) -> bool:
    """Whether signs stand in one of the texts: pictures anywhere, other signs between blanks, quotes or brackets."""
    texts = [_folded(text) for text in told]
    if any(sign >= _PICTURES for sign in value):
        return any(value.replace(" ", "") in text.replace(" ", "") for text in texts)
    alone = re.compile(rf"(?:^|[\s“”\"'(\[:,]){re.escape(value)}(?:$|[\s“”\"')\].:,;])")
    return any(alone.search(text) for text in texts)


def _begins(piece: str, known: _Known) -> bool:
    """Whether the last words before a cut begin a value."""
    words = piece.split(" ")[-_BEFORE:]
    for at in range(len(words)):
        cut = " ".join(words[at:])
        place = bisect_left(known.every, cut)
        if len(cut) >= _FEWEST and place < len(known.every) and known.every[place].startswith(cut):
            return True
    return any(piece.endswith(value[:n]) for value in known.anywhere for n in range(_FEWEST_UNSPACED, len(value)))


def _known(log: JobLog) -> _Known:
    first: dict[str, list[str]] = defaultdict(list)
    every, signs = set[str](), set[str]()
    for value in _values(log):
        if plain := _plain(value):
            every.add(plain)
        elif sign := _folded(value):
            signs.add(sign)
        if len(every) + len(signs) > MOST:
            return _Known({}, [], [], [], True)
    anywhere = [value for value in every if any(sign >= _UNSPACED for sign in value)]
    for value in every.difference(anywhere):
        first[value.split(" ", 1)[0]].append(value)
    return _Known(dict(first), sorted(every), anywhere, sorted(signs))


def _values(log: JobLog) -> Iterator[str]:
    """Everything of a log that could name somebody, as it is written there."""
    frames = (log.applications.drop(columns=[c for c in DERIVED if c in log.applications]), log.events, log.ahead)
    for frame in frames:
        for column in frame.columns:
            if column in _NO_TEXT or column in DERIVED:
                continue
            name = str(column)
            if name not in _USUAL and not harmless(name):
                yield name
            for value in _distinct(frame[column]):
                if name == "company" or _may_name(value, name):
                    yield value


def _distinct(column: pd.Series) -> list[str]:
    return (
        [] if pd.api.types.is_numeric_dtype(column) or pd.api.types.is_datetime64_any_dtype(column) else [str(v) for v in column.unique()]
    )


def _may_name(value: str, column: str) -> bool:
    if any(sign >= _PICTURES for sign in value) and not _plain(value):
        return True
    if column == "role":
        return sum(map(str.isalpha, value)) >= _FEWEST
    return not harmless(" ".join(w for w in _plain(value).split() if column not in ("kind", "round") or w not in _KINDS) or "no")


def _plain(text: str) -> str:
    """A text as it is compared: its words alone, folded."""
    return " ".join(_WORDS.findall(_folded(text)))


def _folded(text: str) -> str:
    """A text without case, spelled in one way, without signs that are not seen."""
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold().split())
