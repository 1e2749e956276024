"""What the status says, on the day of the answer where the sheet has one. A status without a day gets none."""

from __future__ import annotations

import json
from functools import partial

import numpy as np

from jobstats.errors import Problem, count
from jobstats.readers.coded import Mask
from jobstats.readers.dates import Days
from jobstats.readers.header import Header
from jobstats.readers.shapes.doubts import called_off, read_dated
from jobstats.readers.shapes.facts import MEETINGS, Facts
from jobstats.readers.shapes.stage_dates import NOT
from jobstats.readers.sheet import Sheet
from jobstats.readers.statuses import Status, read_status
from jobstats.vocabulary import OUTCOMES

#: Columns of statuses, in the order in which what they say happened.
SAYING = ("first response", "status", "outcome")


def fits(header: Header) -> bool:
    """A status of any kind."""
    return any(header.has(meaning) for meaning in SAYING)


def read(sheet: Sheet, facts: Facts) -> None:
    """The statuses' words, and those that the day of an answer or of a decision dates."""
    for meaning in [m for m in SAYING if sheet.has(m)]:
        reading = _first if meaning == "first response" else read_dated
        said = sheet.status(meaning, partial(reading, sheet=sheet))
        facts.say(said, meaning)
        tell_unread(sheet, meaning, [s.how for s in said], [" + ".join(s.events) for s in said])
    called_off(sheet, facts)
    if sheet.has("decision date"):
        _decided(sheet, facts)
    if sheet.has("response date"):
        _answered(sheet, facts)


def _first(cell: str, sheet: Sheet) -> Status:
    """What a first response says: “no” there is no response, not a rejection."""
    found = read_status(cell, sheet.asked.statuses)
    return Status((), "synonym") if cell.casefold() in NOT and found.how != "said" else found


def _decided(sheet: Sheet, facts: Facts) -> None:
    """The day of the final decision is that of the outcome, or of an offer nobody has decided on."""
    days, last = sheet.days("decision date"), facts.last()
    for event in (*OUTCOMES, "offer"):
        facts.happened(event, days, (last == event) & ~facts.known(event))
    sheet.note_each(days.wrong != "", "decision date", days.wrong, days.mend)
    why = "a decision date without a decision; it counts nowhere"
    open_ = ~np.isnat(days.stamp) & ~np.isin(last, [*OUTCOMES, "offer"])
    sheet.note_each(open_, "decision date", why, "Write what was decided as the status: rejected, accepted, withdrawn …")


def _answered(sheet: Sheet, facts: Facts) -> None:
    """The day of the answer is that of what the status says; of a first answer, where the status is a meeting."""
    days, last = sheet.days("response date"), facts.last()
    sheet.note_each(days.wrong != "", "response date", days.wrong, days.mend)
    there = ~np.isnat(days.stamp)
    if facts.applied is not None:
        early = there & (days.stamp.astype("datetime64[D]") < facts.applied.stamp.astype("datetime64[D]"))
        sheet.set_aside(early, "response date", "the answer is dated before the application", "Mend one of the two dates")
        there &= ~early
    ends = np.isin(last, [*OUTCOMES, "offer"])
    met, ended = there & ends & _after(sheet, MEETINGS, days), there & ends & facts.known(*OUTCOMES, "offer")
    first = ended & _after(sheet, (*OUTCOMES, "offer"), days) & ~facts.known("reply")
    several = np.array([len([w for w in words if w != "applied"]) > 1 for words in facts.words], dtype=bool).reshape(len(sheet))
    later = there & (met | first | np.isin(last, MEETINGS) | (several & sheet.has("first response"))) & ~facts.known("reply")
    facts.happened("reply", days, later)
    for event in np.unique(last[there & ~later & (last != "")].astype(str)):
        facts.happened(str(event), days, there & ~later & (last == event) & ~facts.known(str(event)))
    why = "a response date without a status that says what the answer was; the answer counts nowhere"
    sheet.note_each(there & (last == ""), "response date", why, "Write the answer as the status: reply, interview, offer, rejected …")
    why = "{n}: an interview came after the response date, so that was read as the day of the first answer; the day of the end is not known"
    facts.explained |= met & ~ended
    sheet.note(met & ~ended, "response date", why, "Add a column “decision date” with the day of the end")
    why = "{n}: the end has a day of its own, so the response date before it was read as the day of the first answer"
    sheet.note(first & ~met, "response date", why, "Nothing to mend")
    met = later & ~facts.known(*MEETINGS) & np.isin(last, MEETINGS)
    why = "{n}: the response date was read as the day of the first answer; the day of the interview itself is not known"
    sheet.note(
        met, next(m for m in ("status", *SAYING) if sheet.has(m)), why, "Add a column “interview date” with the day of the interview"
    )


def _after(sheet: Sheet, events: tuple[str, ...], days: Days) -> Mask:
    """The rows for which one of these events is dated after these days."""
    out = np.zeros(len(sheet), bool)
    for at, stamp in (part for event in events for part in sheet.added(event)):
        out[at] |= stamp.astype("datetime64[D]") > days.stamp[at].astype("datetime64[D]")
    return out


def tell_unread(sheet: Sheet, meaning: str, how: list[str], events: list[str]) -> None:
    """What was read by nearness, and what could not be read, once for each spelling."""
    cells = sheet.cells(meaning)
    first, often = cells.first(sheet.lines), cells.counts()
    sheet.keep(meaning, np.array([*(h != "same" for h in how), False], dtype=bool)[cells.codes])
    for cell, known, said in zip(cells.values, how, events, strict=True):
        if cell not in first or known not in ("nearest", "unknown"):
            continue
        n = f"{count(often[cell], 'row')}: " if often[cell] > 1 else ""
        say = f'statuses={{{json.dumps(cell, ensure_ascii=False)}: "…"}}' if len(cell) <= 120 else "log.report.call shows how"
        if known == "nearest":
            why, mend = f"{n}read as {said or 'sent, no more is known'}", f"If that is wrong: {say}"
        else:
            why = f"{n}this status is not one the kit knows; it counts nowhere, what else the row says does"
            mend = f"Write applied, interview, offer, rejected, accepted, withdrawn or closed, or say what it means: {say}"
        sheet.told(Problem(first[cell], sheet.title(meaning), cell[:40], why, mend))
