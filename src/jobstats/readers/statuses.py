"""What a status says in events: by its very words, else by the nearest; a cell that waits, denies or wonders is not read."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import Final

from jobstats.readers import phrases
from jobstats.readers.meanings import forms, plain
from jobstats.vocabulary import EVENTS, OUTCOMES, OWN

Events = tuple[str, ...]
#: What a person may say a status means: an event, never sent, or a row to leave out.
EVENTS_OR_NOT: Final[Events] = (*EVENTS, "unsent", "ignore")
#: What a phrase that says nothing beyond “sent” may say.
_SILENT: Final = ((), ("applied",))


@dataclass(frozen=True)
class Status:
    """events in the order they happened: () sent and no more is known, ("unsent",) never sent. how: "same", "synonym", "said", "nearest", "unknown"."""

    events: Events
    how: str


def readings() -> Iterator[tuple[str, Events]]:
    """Every phrase with the events it says, ("applied",) where it says that the application was sent."""
    for event in EVENTS:
        yield plain(event), (event,)
    for events, said in phrases.PHRASES.items():
        for phrase in said.split(";"):
            for form in forms(phrase.strip()):
                yield form, tuple(filter(None, events.split("+")))


_WORDS: Final[dict[str, Events]] = dict(readings())


def _beyond(events: Events) -> Events:
    """The events but for `applied`."""
    return tuple(e for e in events if e != "applied")


#: Every phrase the kit knows as a status, as `plain` writes it → events; () sent and no more is known, ("unsent",) never sent.
STATUS_WORDS: Final[dict[str, Events]] = {phrase: _beyond(events) for phrase, events in _WORDS.items()}

_NOTHING: Final = frozenset(phrases.NOTHING.split("; "))
_GUARDS: Final = frozenset(phrases.GUARDS.split())
_DOUBTS: Final = frozenset(phrases.DOUBTS.split())
_BEFORE_A_PLAN: Final = frozenset(phrases.BEFORE_A_PLAN.split())
_DATE: Final = frozenset(phrases.DATE.split())
_NOISE: Final = frozenset(phrases.NOISE.split())
_STRONG: Final = frozenset(plain(word) for word in phrases.STRONG.split())
_STOP: Final = _GUARDS | _NOISE | frozenset(phrases.STOP.split())
_WAITING: Final = frozenset(phrases.WAITING.split())
_OVER: Final = frozenset(plain(word) for word in phrases.OVER.split())
_FINAL: Final = frozenset(OUTCOMES)
_LOOSE: Final = frozenset({"interview", "screen", "assessment", "rejected", "withdrawn", "closed"})
_SPLIT: Final = re.compile(r"[+/,;&|>\n→⇒➔➜]|\s[-–—]+\s|\s(?:then|and|und|dann|et|puis|y|luego|e|ed|poi|depois|en|dan)\s", re.IGNORECASE)
_HEAD: Final = re.compile(r"[,;:(.\n–—/|]|\s-\s")
_AFTER: Final = re.compile(r"^(.+?) (?:after|following|post|nach|apres|tras|despues de|apos|depois de|dopo|na) (.+)$")
_BEFORE: Final = re.compile(r"^(.+?) (?:before|without|prior to|vor|ohne|avant|sans|antes de|sin|sem|prima di|senza|zonder) .+$")
_OF_WITH: Final = re.compile(r"\bw/(o?)\b ?", re.IGNORECASE)
_LONGEST: Final = 120


def _squeezed(words: str) -> str:
    """Without spaces and without a letter said twice: what is left of “reeejected” and “phonescreen”."""
    return re.sub(r"(.)\1+", r"\1", words.replace(" ", ""))


def _by_squeezed() -> dict[str, Events]:
    out: dict[str, set[Events]] = defaultdict(set)
    for words, events in _WORDS.items():
        if len(words) > 4:
            out[_squeezed(words)].add(events)
    return {key: min(found) for key, found in out.items() if len(found) == 1}


def _by_size() -> dict[tuple[str, int], list[str]]:
    out: dict[tuple[str, int], list[str]] = defaultdict(list)
    for words in _WORDS:
        out[words[0], len(words.split())].append(words)
    return dict(out)


_SQUEEZED: Final = _by_squeezed()
_ALIKE: Final = _by_size()
_RANK: Final = {event: i for i, event in enumerate(("approached", "networking", "applied", "reply", "screen", "assessment", "interview"))}


def read_status(cell: str, said: Mapping[str, Events] = MappingProxyType({})) -> Status:
    """What this status says. said: what the person said it means, by its plain words."""
    found = _status(cell, said)
    return Status(_beyond(found.events), found.how)


def read_event(cell: str, said: Mapping[str, Events] = MappingProxyType({})) -> Status:
    """The same for a cell that names what happened: “application sent” is ("applied",), and a silence is no event."""
    found = _status(cell, said)
    return found if found.events or found.how in ("said", "unknown") else Status((), "same" if _is_nothing(cell) else "unknown")


def _status(cell: str, said: Mapping[str, Events]) -> Status:
    cell = _OF_WITH.sub(lambda m: "without " if m[1] in "oO" else "with ", cell)
    words = plain(cell)
    if words and words in said:
        return Status(said[words], "said")
    if _is_nothing(cell):
        return Status((), "same")
    if "?" in cell and words in _WORDS and _WORDS[words] not in (*_SILENT, ("unsent",)):
        return Status((), "unknown")
    if words in _WORDS:
        return Status(_WORDS[words], "same" if words.replace(" ", "_") in EVENTS else "synonym")
    if not words or len(cell) > _LONGEST or "?" in cell:
        return Status((), "unknown")
    for found in (_several(cell), _one(words), _head(cell)):
        if found is not None:
            return Status(found, "nearest")
    return Status((), "unknown")


def _is_nothing(cell: str) -> bool:
    """Blank, a dash, N/A; but not a lone sign such as ❌, which may well say something."""
    words = plain(cell)
    return words in _NOTHING or (not words and all(unicodedata.category(c)[0] in "PZC" for c in cell))


def _several(cell: str) -> Events | None:
    """Events of a cell that lists several, each of which is read, in the order things happen."""
    parts = [_without_noise(plain(part)) and plain(part) for part in _SPLIT.split(cell)]
    each = [_one(part) for part in parts if part]
    if len(each) < 2 or None in each:
        return None
    events = tuple(dict.fromkeys(e for found in each if found for e in found))
    if _FINAL & {*events} - {"closed"}:
        events = tuple(e for e in events if e != "closed")
    said = {word for part in parts for word in part.split()}
    ended = bool(_FINAL & {*events})
    met = bool({"screen", "assessment", "interview"} & {*events})
    undone = met and not ended and bool(_WAITING & said) and not _OVER & said
    taken = "accepted" in parts and met and "offer" not in events
    if len(_FINAL & {*events}) > 1 or ("unsent" in events and len(events) > 1) or undone or taken:
        return None
    return tuple(sorted(events, key=_place))


def _place(event: str) -> float:
    """Where an event stands in a search."""
    return 9 if event in _FINAL else 8 if event == "offer" else 7 if event in OWN and event not in _RANK else _RANK.get(event, 0)


def _without_noise(words: str) -> str:
    """Without numbers, days and small words."""
    all_ = words.split()
    dated = any(c.isdigit() for c in words)
    return " ".join(w for w in all_ if w not in _NOISE and not any(c.isdigit() for c in w) and not (dated and w in _DATE))


def _one(words: str) -> Events | None:
    """The events of one phrase: known, known after a step, misspelt or cut short, or known within a longer cell."""
    short = _without_noise(words)
    for known in (words, short):
        if known in _WORDS:
            return _WORDS[known]
    if not short:
        return None
    ways = (
        _after(words),
        _SQUEEZED.get(_squeezed(words)) if len(words) > 4 else None,
        _cut_short(words),
        _misspelt(words),
        _within(words, short),
    )
    return next((found for found in ways if found is not None), None)


def _after(words: str) -> Events | None:
    """“Rejected after the interview”: both, the interview first; before or without it: the end alone."""
    match = _BEFORE.match(words)
    if match is not None and _FINAL & {*_WORDS.get(match[1], ())}:
        return _WORDS[match[1]]
    match = _AFTER.match(words)
    if match is None:
        return None
    end, step = (_WORDS.get(part, _WORDS.get(_without_noise(part.removeprefix("dem ").removeprefix("l ")))) for part in match.groups())
    if end is None or not step or "unsent" in step or _FINAL & {*step} or not (_FINAL & {*end} or end in _SILENT):
        return None
    return tuple(dict.fromkeys((*step, *end)))


def _cut_short(words: str) -> Events | None:
    """A phrase of which only the beginning is written."""
    if len(words) < 4 or words in _STOP or len(words.split()[-1]) < 3:
        return None
    found = {_WORDS[known] for known in _ALIKE.get((words[0], len(words.split())), ()) if known.startswith(words)}
    return found.pop() if len(found) == 1 else () if found and found <= {*_SILENT} else None


def _misspelt(words: str) -> Events | None:
    """The one phrase of which each word is this word or nearly."""
    if not 5 <= len(words) <= 40:
        return None
    mine = words.split()
    near = [(score, known) for known in _ALIKE.get((words[0], len(mine)), ()) if (score := _likeness(mine, known.split()))]
    best = max(near, default=(0.0, ""))[0]
    found = {_WORDS[known] for score, known in near if score > best - 0.03}
    return found.pop() if len(found) == 1 else None


def _likeness(mine: list[str], known: list[str]) -> float:
    """How like the least like pair of words is; 0 where one of them is another word."""
    least = 1.0
    for a, b in zip(mine, known, strict=True):
        if a == b:
            continue
        if min(len(a), len(b)) < 4 or abs(len(a) - len(b)) > 2 or a[0] != b[0] or len({*a} ^ {*b}) > 3 or {a, b} & _GUARDS:
            return 0.0
        match = SequenceMatcher(None, a, b, autojunk=False)
        least = min(least, match.ratio() if match.quick_ratio() >= 0.82 else 0.0)
        if least < 0.82:
            return 0.0
    return least


def _within(words: str, short: str) -> Events | None:
    """What a longer cell says: by the phrase it starts with, else by phrases within it that all say the same."""
    tokens = words.split() if len(words.split()) <= 8 else []
    start = next((n for n in range(min(6, len(tokens)), 0, -1) if _carries(tokens[:n])), 0)
    if start == 0:
        tokens = short.split() if len(short.split()) <= 8 else []
        start = next((n for n in range(min(6, len(tokens)), 0, -1) if _carries(tokens[:n])), 0)
    rest = tokens[start:]
    if not tokens or _GUARDS & {*rest}:
        return None
    inside = _inside(rest)
    if inside is None:
        return None
    if start == 0:
        return inside.pop() if len(inside) == 1 else None
    first = _WORDS[" ".join(tokens[:start])]
    if first in _SILENT and inside and _GUARDS & {*tokens[:start]}:
        return None
    if first in _SILENT:
        return inside.pop() if len(inside) == 1 else None if inside else first
    quiet = {(), first} if first == ("unsent",) else {*_SILENT, first}
    other = ({_WORDS[w] for w in rest if w in _WORDS} | inside) - quiet
    if _FINAL & {*first}:
        return None if any(_FINAL & {*events} or "offer" in events for events in other) else first
    return None if other else first


def _carries(tokens: list[str]) -> bool:
    """Whether a cell may be read by this beginning."""
    events = _WORDS.get(" ".join(tokens))
    if events is None or {"accepted", *OWN} & {*events}:
        return False
    return len(tokens) > 1 or tokens[0] in _STRONG


def _inside(tokens: list[str]) -> set[Events] | None:
    """What phrases within say; None where one of them is only on its way (“moved to interview”)."""
    found: set[Events] = set()
    i = 0
    while i < len(tokens):
        n = next((n for n in range(min(5, len(tokens) - i), 0, -1) if _speaks(tokens[i : i + n])), 0)
        if n and i and tokens[i - 1] in _BEFORE_A_PLAN:
            return None
        if n:
            found.add(_WORDS[" ".join(tokens[i : i + n])])
        i += max(n, 1)
    return found


def _speaks(tokens: list[str]) -> bool:
    events = _WORDS.get(" ".join(tokens), ())
    return _carries(tokens) and bool(events) and {*events} <= _LOOSE


def _head(cell: str) -> Events | None:
    """A final word before a comma, a bracket or a dash, whatever the reason behind it, unless that takes it back."""
    parts = _HEAD.split(cell, maxsplit=1)
    if len(parts) < 2 or _DOUBTS & {*plain(cell).split()}:
        return None
    head = plain(parts[0])
    events = _WORDS.get(head, _WORDS.get(_without_noise(head), ()))
    inside = _inside(plain(parts[1]).split()) or set()
    others = {e for found in inside for e in found} & _FINAL - {*events, "closed"}
    return events if _FINAL & {*events} and "accepted" not in events and not others else None
