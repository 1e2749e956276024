"""One column of dates for each stage: Date Phone Screen, Date Offer, Rejection Date …; a cell that is no day leaves its row unharmed."""

from __future__ import annotations

import numpy as np

from jobstats.readers.coded import Mask
from jobstats.readers.header import NOTHING, Header
from jobstats.readers.shapes import several
from jobstats.readers.shapes.facts import Facts
from jobstats.readers.sheet import Sheet
from jobstats.readers.statuses import read_status
from jobstats.vocabulary import EVENTS

#: What a meaning's day is the day of; “response date”, “decision date” and “follow-up date” have shapes of their own.
STAGES = {f"{event.replace('_', ' ')} date": event for event in EVENTS if event not in ("applied", "reply", "follow_up", "no_follow_up")}
DONE = frozenset(["yes", "y", "x", "✓", "✔", "done", "true", "ja", "oui", "si", "sí", "sim", "da", "tak"])
NOT = frozenset(["no", "n", "false", "nein", "non", "nao", "não", "nee", "nie", "none", "never"])


def fits(header: Header) -> bool:
    """A column with the day of a stage."""
    return any(meaning in STAGES for meaning in header.place)


def read(sheet: Sheet, facts: Facts) -> None:
    """Each stage on its day."""
    for meaning in [m for m in sheet.place if m in STAGES]:
        one_stage(sheet, facts, meaning, STAGES[meaning])


def one_stage(sheet: Sheet, facts: Facts, meaning: str, event: str) -> None:
    """One column: its days are the event's; “yes” says it happened, without a day; what else is no day is told."""
    cells = sheet.cells(meaning)
    if not cells.mask(lambda c: bool(c) and c.casefold() not in NOT and c.casefold() not in NOTHING).any():
        return
    if not cells.mask(has_digit).any():
        without_days(sheet, facts, meaning, event)
        return
    if all(len(c) <= 2 and c.isdecimal() for c in cells.values if c and c.casefold() not in NOTHING):  # how many there were
        also(facts, cells.mask(lambda c: c.strip("0").isdecimal()), event)
        sheet.keep(meaning, cells.mask(bool))
        return
    days = sheet.days(meaning)
    screened = _only_a_screen(sheet) if event == "interview" else np.zeros(len(sheet), bool)
    facts.happened("screen", days, screened)
    facts.happened(event, days, ~screened)
    done = cells.mask(lambda c: c.casefold() in DONE)
    also(facts, done, event)
    read_ = several.interviews(sheet, facts, meaning) if event == "interview" else done
    odd = (days.wrong != "") & ~done & ~read_ & ~cells.mask(lambda c: c.casefold() in NOT or c.casefold() in NOTHING)
    sheet.note_each(odd, meaning, days.wrong, days.mend)


def without_days(sheet: Sheet, facts: Facts, meaning: str, event: str) -> None:
    """A column of words: yes, done, or what came of it."""
    cells = sheet.cells(meaning)
    said = [_says(c, event, sheet) for c in cells.values]
    for code, words in enumerate(said):
        for word in words:
            if word in EVENTS:
                also(facts, cells.codes == code, word)
    unread = cells.mask(lambda c: bool(c) and c.casefold() not in NOT | NOTHING)
    unread &= np.array([not words for words in said], dtype=bool)[cells.codes]
    sheet.note_each(
        unread, meaning, "neither a day nor a word the kit knows; it counts nowhere", f"Write the day of the {event}, as in 2026-03-09"
    )


def _only_a_screen(sheet: Sheet) -> Mask:
    """The rows whose round or kind says that the interview was a first short talk; told."""
    out = np.zeros(len(sheet), bool)
    for meaning in [m for m in ("round", "kind") if sheet.has(m)]:
        said = [s.events == ("screen",) and s.how in ("same", "synonym") for s in sheet.said(meaning)]
        mine = np.array([*said, False], dtype=bool)[sheet.cells(meaning).codes]
        sheet.note(mine & ~out, meaning, "{n} read as screen, a first short talk, and not as an interview", "Nothing to mend if it was one")
        out |= mine
    return out


def _says(cell: str, event: str, sheet: Sheet) -> tuple[str, ...]:
    """What a word in a stage's column says; “no” there says that the stage was not reached, never that somebody said no."""
    if cell.casefold() in DONE:
        return (event,)
    return () if cell.casefold() in NOT else read_status(cell, sheet.asked.statuses).events


def also(facts: Facts, rows: Mask, event: str) -> None:
    """That it happened, on no known day."""
    for i in np.flatnonzero(rows).tolist():
        if event not in facts.words[i]:
            facts.words[i] = (event, *facts.words[i])


def has_digit(cell: str) -> bool:
    return any(c.isdigit() for c in cell)
