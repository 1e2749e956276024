"""What a column can mean, by the name above it: one table, in the languages people keep their lists in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from jobstats.readers import names

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z]{2})(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_LETTERS: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Words as they are compared: no capitals, accents, punctuation or unseen characters; `appliedDate` is two words; a sign alone (❌) stays."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if not any(c.isspace() for c in text):
        text = _HUMP.sub(" ", text)
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
        text = "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Me", "Cf"))
        text = unicodedata.normalize("NFKC", text)
    words = " ".join("".join(c if c.isalnum() else " " for c in text).split())
    return words or "".join(c for c in text if unicodedata.category(c) == "So")


def forms(name: str) -> Iterator[str]:
    """A name as it is compared, and with ae, oe, ue for its umlauts."""
    yield plain(name)
    if any(c in name.lower() for c in "äöü"):
        yield plain(name.lower().translate(_UMLAUTS))


def _numbered(n: int) -> Iterator[str]:
    """The names of the n-th interview."""
    for talk in names.TALKS.split():
        yield from (f"{talk} {n}", f"{talk} no {n}", f"{talk} date {n}", f"{n} {talk}", f"{talk} round {n}", f"{talk} datum {n}")
        for ordinal in names.ORDINALS[n - 1].split("; "):
            yield from (f"{ordinal} {talk}", f"{ordinal} round {talk}", f"{ordinal} {talk} round")
    yield from (f"round {n}", f"round {n} interview", f"{n} round", f"runde {n}")
    yield from (f"{ordinal} round" for ordinal in names.ORDINALS[n - 1].split("; "))


def _split(text: str) -> list[str]:
    return [form for name in text.split(";") if name.strip() for form in forms(name.strip())]


def _table() -> dict[str, tuple[str, ...]]:
    """Meaning → its names, its own word first."""
    out = {meaning: [plain(meaning), *_split(text)] for meaning, text in names.NAMES.items()}
    for n in range(1, 10):
        out[f"interview {n} date"] = [f"interview {n} date", *_numbered(n)]
    out["interview 2 date"] += _split(names.LATER)
    return {meaning: tuple(dict.fromkeys(all_)) for meaning, all_ in out.items()}


_ONLY_DATED: Final = frozenset(_split(names.ONLY_DATED))


def _dated(meaning: str) -> bool:
    return meaning.endswith(" date") or meaning == "date applied"


_ALL: Final = _table()
#: Meaning → every name that gives it where it stands alone, as `plain` writes them; the kit's own word first.
MEANINGS: Final[dict[str, tuple[str, ...]]] = {
    meaning: tuple(name for name in all_ if not (_dated(meaning) and name in _ONLY_DATED)) for meaning, all_ in _ALL.items()
}
_ALONE: Final = {name: meaning for meaning, all_ in MEANINGS.items() for name in all_}
_DATES: Final = {name: meaning for meaning, all_ in _ALL.items() if _dated(meaning) for name in all_}

_BEFORE: Final = tuple(" ".join(word.split()) for word in names.BEFORE.split(";"))
_AFTER: Final = tuple(names.AFTER.split("; "))
_FORMAT: Final = re.compile(
    r"(?:d{1,4}|m{1,4}|y{1,4}|j{1,4}|t{1,2}|a{2,4}|g{1,2}|h{1,2}|s|es|optional|required|utc|local|yes|no|y|n|iso|if any|n a)"
)
_BRACKET: Final = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
#: “Job status” is a status, but a job's date is not the day of applying and a job offer may be the advertisement.
_OF_A_JOB: Final = frozenset({"status", "source", "contact", "note", "company", "role", "outcome"})


def is_meaning(word: str) -> bool:
    """Whether this is the kit's own word for a meaning."""
    return word in MEANINGS


@lru_cache(maxsize=8192)
def meaning_of(header: str) -> str:
    """The meaning of a column with this name, "" if its name is not one the kit knows. Never the most similar."""
    found = _meaning(header)
    if found or not _BRACKET.search(header):
        return found
    said = " ".join(a or b for a, b in _BRACKET.findall(header))
    found = _meaning(_BRACKET.sub(" ", header))
    harmless = all(_FORMAT.fullmatch(word) for word in plain(said).split())
    return found if harmless or found in ("company", "role", "note", "contact", "source") else ""


def _meaning(header: str) -> str:
    """By the whole name, without filler, or by its alternatives (“Role / Position”) where all mean the same."""
    name = re.sub(r"(?<=[a-z])(?=[0-9])", " ", plain(header))
    found = _named(name)
    if not found and re.search(r"[/|]|\bor\b", header):
        each = {_named(plain(part)) for part in re.split(r"[/|]|\bor\b", header)}
        found = each.pop() if len(each) == 1 else ""
    return found


def _named(name: str) -> str:
    if name in _ALONE:
        return _ALONE[name]
    words = name.split()
    while words and (_FORMAT.fullmatch(words[-1]) and len(words[-1]) > 1 and set(words[-1]) <= set("dmyjtag")):
        words.pop()
    short = " ".join(words)
    if short in _ALONE:
        return _ALONE[short]
    dated = _without_date(short)
    if dated:
        return dated
    for filler in ("the ", "my ", "job ", "your "):
        rest = _ALONE.get(short.removeprefix(filler), "") if short.startswith(filler) else ""
        if rest and (filler != "job " or rest in _OF_A_JOB):
            return rest
    return ""


def _without_date(name: str) -> str:
    """The date a name with “date of …” or “… on” speaks of, else ""."""
    rests = [name.removeprefix(f"{word} ") for word in _BEFORE if name.startswith(f"{word} ")]
    rests += [name.removesuffix(f" {word}") for word in _AFTER if name.endswith(f" {word}")]
    for rest in (r.removeprefix("the ") for r in rests):
        if rest in _DATES:
            return _DATES[rest]
    return ""


_PLACES: Final = frozenset(names.PLACES.split())
_LATE: Final = frozenset(_split(names.LATE))
_NUMBERS: Final = frozenset({*"123456789", *(word for line in names.ORDINALS for word in line.split("; "))})
_RESPONSES: Final = frozenset(_split(names.RESPONSES))
#: Interviews without a number of their own, and what stands beside the name of one that holds its day.
_LATER: Final = frozenset(_split(names.LATER))
_UNNUMBERED: Final = frozenset(_ALL["interview date"]) | _LATER
_OF_DAYS: Final = frozenset(["date", "dates", "day", "on", "at", "am", "time", "datum", "fecha", "data", "dia", "termin", "when"])


def meanings_of(header: Sequence[str]) -> list[str]:
    """What each column means, seen beside the others: a Result beside a Status is the outcome, alone it is the status; so is State without a place."""
    words = [plain(h) for h in header]
    found = [meaning_of(h) for h in header]
    place = any(word in _PLACES for word in " ".join(words).split())
    sure = [i for i, m in enumerate(found) if m == "status" and words[i] not in _LATE and words[i] != "estado"]
    for i, name in enumerate(words):
        if name == "state" or name == "estado":
            found[i] = "" if place or sure else "status"
        elif name in _LATE:
            found[i] = "outcome" if sure or ("estado" in words and not place) else "status"
    if not {"status", "outcome", "first response", "event", "steps"} & {*found}:
        lone = next((i for i, name in enumerate(words) if name in _RESPONSES and not found[i]), -1)
        found = ["first response" if i == lone else meaning for i, meaning in enumerate(found)]
    return _interviews(words, found)


def _interviews(words: list[str], found: list[str]) -> list[str]:
    """Several interviews without a number (Technical, Panel, Onsite …) are numbered as they stand; “Interview” beside “Interview date” says only whether."""
    talks = [i for i, m in enumerate(found) if m == "interview date" or (m == "interview 2 date" and not _number(words[i]))]
    numbered = {n for n in range(1, 10) if f"interview {n} date" in {m for i, m in enumerate(found) if i not in talks}}
    if len({found[i] for i in talks}) == len(talks) and not any(found[i] == f"interview {n} date" for i in talks for n in numbered):
        return found
    base = {i: " ".join(w for w in words[i].split() if w not in _OF_DAYS) for i in talks}
    days = {base[i] for i in talks if base[i] != words[i] and not words[i].endswith(" time")}
    whether = [i for i in talks if base[i] in days and (base[i] == words[i] or words[i].endswith(" time"))]
    out, last = list(found), 0
    for i in [i for i in talks if i not in whether] + whether:
        last = next(n for n in range(max([last, *(numbered if words[i] in _LATER else ())]) + 1, 99) if n not in numbered)
        out[i] = "" if last > 9 or (i in whether and words[i].endswith(" time")) else f"interview {last} date"
    if len(talks) - len(whether) == 1 and not numbered:
        out[next(i for i in talks if i not in whether)] = "interview date"
    return out


def _number(name: str) -> bool:
    """Whether the name of an interview says which it is."""
    return name not in _UNNUMBERED and bool(set(name.split()) & _NUMBERS)
