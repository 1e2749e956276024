"""What a pack says, composed from a log made anew for its level: charts, five lines, what changed, what is too early, what is held back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from jobstats.charts import CATALOGUE
from jobstats.log import JobLog, day_text
from jobstats.packs import few, levels, memory, since, weeks
from jobstats.packs.asked import Asked
from jobstats.packs.contents import BESIDE, Contents
from jobstats.packs.discreet import discreet
from jobstats.packs.levels import LEVELS, SHOWABLE, Level
from jobstats.packs.memory import Memory
from jobstats.packs.shared import NOBODY, Names, SharedLog, shared
from jobstats.packs.told import NotToldError
from jobstats.page import Drawn
from jobstats.summary import effort

TITLE: Final = "My job search in a few pictures"
#: The charts whose sentences make the first page: what each line is about, and how many of its chart's sentences.
_LINES: Final = (
    ("Progress", "funnel", 1),
    ("Answers", "time_to_answer", 1),
    ("Notes after interviews", "follow_up_timing", 2),
    ("Pace", "weekly_applications", 1),
)
_SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-Z“0-9<])")
#: What an explanation says to those who write Python: an argument in brackets, a sentence with one.
_CODE = re.compile(r" \([^()]*\b\w+=[^()]*\)|: \w+=\{[^}]*\}[^.]*")
_NAMES: Final = ("Company", "Role", "Contact")
#: What a part of a log cannot say, and a text that says next to nothing.
_LATELY = re.compile(r"; [^;.]* in the last seven days")
_SHORT = 48
#: How a chart says that it is too early, and when it will not be.
_TOO_EARLY = re.compile(r"too early|too few to tell[: ](?!in)|first figure", re.IGNORECASE)
_WHEN = re.compile(r"At your pace it may|A first figure|One search may never")
_ABOUT: Final = (
    "This is how one job search is going, counted from the person’s own record of it: what was sent, what came back, and when. “You” and “your” in "
    "the sentences mean the person whose search it is.",
    "“k of n” says how many out of how many. The 95 % range beside a share is where the true share may well lie, given how few cases there are: a wide "
    "range means that it is too early to tell. Applications without an answer count as open, not as rejected.",
)
#: Told what is being done now.
Step = Callable[[str], None]


def _named(log: JobLog, asked: Asked, kept: Memory) -> SharedLog:
    """The log as this level may know it."""
    if asked.level == "aggregate":
        return shared(log, NOBODY)
    company, person = memory.companies(log, kept), memory.people(log, kept)
    show = asked.show
    return shared(
        log,
        Names(
            company=None if "companies" in show else {key: f"employer {code}" for key, code in company.items()},
            person=None if "people" in show else person,
            roles="roles" in show,
            sources="values" in show,
        ),
    )


def wanted(asked: Asked) -> list[str]:
    """The charts that have to be drawn: those asked for, and those of the first page."""
    return list(dict.fromkeys([*(name for _, name, _ in _LINES), *asked.charts]))


def composed(log: JobLog, asked: Asked, kept: Memory, step: Step) -> Contents:
    """Everything the pack says, drawn from a log that never held what the level hides."""
    bare = _named(log, asked, kept)
    drawn: dict[str, Drawn] = {}
    held: list[tuple[str, str]] = []
    for name in wanted(asked):
        step(f"drawing “{CATALOGUE[name].question}”")
        why = levels.withheld(name, asked.level)
        if not why:
            try:
                drawn[name] = _drawn(name, bare, asked)
                continue
            except NotToldError:
                why = levels.SINGLE
        if name in asked.charts:
            held.append((CATALOGUE[name].question, why))
    chosen = [drawn[name] for name in asked.charts if name in drawn]
    level = LEVELS[asked.level]
    return Contents(
        title=TITLE,
        made=_made(bare, asked),
        about=(*_ABOUT, _levelled(level, asked)),
        words=asked.words,
        lines=_lines(bare, drawn, asked),
        first=next((d for d in sorted(chosen, key=lambda d: d.name != "funnel") if d.figure["data"]), None),
        changes=since.changes(kept, log, asked.days, asked.level != "aggregate"),
        questions=asked.questions,
        charts=tuple(d for d in chosen if _shows(d)),
        early=_early(bare, drawn, chosen, asked),
        held_back=tuple(held),
    )


def _early(bare: SharedLog, drawn: Mapping[str, Drawn], chosen: list[Drawn], asked: Asked) -> tuple[tuple[str, str], ...]:
    """What cannot be told yet, and when it can: charts chosen that have nothing to show, and what any chart of the kit says of itself being too early."""
    out: dict[str, list[str]] = {}
    for name, entry in CATALOGUE.items():
        told = _SENTENCE.split(entry.reading(bare, **asked.options.get(name, {})))
        said = " ".join(t for i, t in enumerate(told) if _TOO_EARLY.search(t) or (i and _WHEN.match(t) and _TOO_EARLY.search(told[i - 1])))
        text = said if asked.days else weeks.said(said)
        text = few.said(text) if asked.level == "aggregate" else text
        nothing = any(d.name == name and not _shows(d) for d in chosen)
        if nothing and (not text or "\u00a0%" in text):
            text = drawn[name].sentence
        if text and "\u00a0%" not in text:
            out.setdefault(text, []).append(entry.question)
    return tuple((" ".join(questions), text) for text, questions in out.items())


def _shows(drawn: Drawn) -> bool:
    """Whether a chart has a picture or a table."""
    return bool(drawn.figure["data"]) or bool(len(drawn.table))


def _made(bare: SharedLog, asked: Asked) -> str:
    """Through which day or week the record goes, and which applications of it are looked at."""
    text = "; ".join([f"as of {day_text(bare.as_of)}", *bare.filters])
    return text if asked.days else weeks.said(text)


def _levelled(level: Level, asked: Asked) -> str:
    """What this pack shows and what not, in a sentence or two."""
    if asked.level != "open":
        return f"{level.shows} Left out: {level.hides}"
    shown = ", ".join(SHOWABLE[key] for key in SHOWABLE if key in asked.show)
    rest = ", and what else names somebody" if len(asked.show) < len(SHOWABLE) else ""
    return f"Every chart{f', with {shown}' if shown else ''}. Left out: what is written in the column note{rest}."


def _drawn(name: str, bare: SharedLog, asked: Asked) -> Drawn:
    """A chart as this level shows it."""
    entry, options = CATALOGUE[name], asked.options.get(name, {})
    if asked.level == "aggregate":
        drawn = discreet(entry, bare, **options)
    else:
        frame = entry.frame(bare, **options)
        drawn = entry.drawn(frame if asked.days else weeks.whole_weeks(name, frame), bare, **options)
    return _for_readers(drawn if asked.days else weeks.in_weeks(drawn))


def _for_readers(drawn: Drawn) -> Drawn:
    """A chart as somebody without the kit reads it: no word of Python in what is explained, no column of names without any."""
    explained = tuple((head, _CODE.sub("", text)) for head, text in sorted(drawn.explained, key=lambda part: part[0] != BESIDE[0]))
    empty = [c for c in _NAMES if c in drawn.table and not any(drawn.table[c])]
    return replace(drawn, explained=explained, table=drawn.table.drop(columns=empty))


def _lines(bare: SharedLog, drawn: Mapping[str, Drawn], asked: Asked) -> tuple[tuple[str, str], ...]:
    """The search in five lines, effort first; what would be said twice is said once."""
    did = _LATELY.sub("", effort(bare)) if bare.filters else effort(bare)
    did = few.said(did) if asked.level == "aggregate" else did
    lines = {"Effort": did if asked.days else weeks.said(did)}
    for head, name, n in _LINES:
        if name in drawn and (text := _first(drawn[name].sentence, n)) not in lines.values():
            lines[head] = text
    return tuple(lines.items())


def _first(sentence: str, n: int) -> str:
    """The first sentences, n of them, and one more where they say next to nothing."""
    told = _SENTENCE.split(sentence)
    text = " ".join(told[:n])
    return text if len(text) > _SHORT else " ".join(told[: n + 1])
