"""Day first or month first: a property of the whole column, settled by the cells that admit one reading; asked where none does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jobstats.errors import LogError, count
from jobstats.readers.coded import Coded, Ints
from jobstats.readers.date_column import Column, look
from jobstats.readers.date_faults import spoken

NAMES = {"day-first": "day first", "month-first": "month first"}
_OTHER = {"day-first": "month-first", "month-first": "day-first"}
_SAY = 'Write it as in 2026-03-09, or say dates="day-first" or dates="month-first"'
Proofs = dict[str, list[int]]


def settle_order(col: Column, lines: Ints, order: str, also: Sequence[Coded]) -> tuple[int, str]:
    """Read the dates of numbers whose year comes last. Gives the line and cell that settled how, or (0, "")."""
    places = col.places("open")
    if not places:
        return 0, ""
    proofs = _proofs(col)
    proven = [o for o in NAMES if proofs[o]]
    unsure = [i for i in places if _unsure(col, i)]
    said = next((o for o in (col.asked.order, order) if o in NAMES), "")
    line, value = 0, ""
    if said:
        col.words.append(f"{NAMES[said]}, as {'you said' if said == col.asked.order else 'this export writes'}")
        _tell_otherwise(col, said, proofs[_OTHER[said]])
    elif len(proven) == 2:
        col.words.append("day first and month first, mixed")
        _refuse_mixed(col, proofs, unsure)
    elif proven:
        said = proven[0]
        first = proofs[said][0]
        line, value = int(col.line[first]), col.values[first]
        col.words.append(NAMES[said])
    elif unsure:
        said, line, value = _elsewhere(col, lines, also)
        if said:
            col.words.append(f"{NAMES[said]}, as another column of the file proves")
        elif not _lone(col, unsure):
            raise LogError(_question(col, unsure[0]))
        else:
            for i in unsure:
                col.refuse(i, f"it can be {' or '.join(_readings(col, i))}, and no date of the column settles which", _SAY)
    else:
        col.words.append("year last")
    _take(col, places, said)
    _years_first(col, places)
    return line, value


def _take(col: Column, places: list[int], said: str) -> None:
    """Read every cell that is not refused; tell of the few that are unlike the others."""
    for i in places:
        if i not in col.wrong:
            cell = col.odd[i]
            day = cell.month_first if said == "month-first" else cell.day_first
            day = day or cell.day_first or cell.month_first
            if day is not None:
                col.take(i, day, cell.minutes)
    read = [i for i in places if i not in col.wrong]
    if read and _lone(col, places):
        many = count(col.count(read), "date")
        day = col.stamp[read[0]].astype("datetime64[D]").item()
        only = "the only reading possible" if not _unsure(col, read[0]) else NAMES[said]
        col.note(read, f"{many} written unlike the others; read as {spoken(day)}, {only}", "Write it as in 2026-03-09")


def _unsure(col: Column, place: int) -> bool:
    """Whether both readings are possible and differ."""
    cell = col.odd[place]
    return cell.day_first is not None and cell.month_first is not None and cell.day_first != cell.month_first


def _proofs(col: Column) -> Proofs:
    """The cells that admit one reading, by reading, in order of their lines."""
    out: Proofs = {"day-first": [], "month-first": []}
    for i in col.places("open"):
        cell = col.odd[i]
        if cell.day_first is None or cell.month_first is None:
            out["month-first" if cell.day_first is None else "day-first"].append(i)
    return out


def _lone(col: Column, places: list[int]) -> bool:
    """Whether these cells are one row, or one in ten, among dates that need no order."""
    others = col.plain + col.count(col.places("iso", "dots", "named"))
    return others > 0 and col.count(places) <= max(1, others // 10)


def _elsewhere(col: Column, lines: Ints, also: Sequence[Coded]) -> tuple[str, int, str]:
    """What the other columns of dates prove, if they agree; with the line and cell of the first proof."""
    found: dict[str, tuple[int, str]] = {}
    for cells in also:
        other = look(cells, lines, "", col.asked)
        for order, places in _proofs(other).items():
            if places:
                first = (int(other.line[places[0]]), other.values[places[0]])
                found[order] = min(first, found.get(order, first))
    if len(found) != 1:
        return "", 0, ""
    order, (line, value) = found.popitem()
    return order, line, value


def _tell_otherwise(col: Column, said: str, others: list[int]) -> None:
    """A note on cells that can only be read the other way than said."""
    if others:
        who = f'dates="{said}" was said' if said == col.asked.order else f"this export writes {NAMES[said]}"
        why = f"{count(col.count(others), 'date')} can only be {NAMES[_OTHER[said]]}, though {who}; read so"
        col.note(others, why, "Write it as in 2026-03-09")


def _refuse_mixed(col: Column, proofs: Proofs, unsure: list[int]) -> None:
    """Both orders are proven in one column: what can be either is neither."""
    told = " and ".join(
        f"line {col.line[i]} (“{col.values[i][:20]}”) is {name}" for i, name in ((proofs[o][0], name) for o, name in NAMES.items())
    )
    for i in unsure:
        col.refuse(i, f"{told}, so this one can be {' or '.join(_readings(col, i))}", _SAY)


def _readings(col: Column, place: int) -> tuple[str, str]:
    """Both readings of a cell, as they are spoken."""
    cell = col.odd[place]
    a, b = cell.day_first or date.min, cell.month_first or date.min
    return spoken(a, b), spoken(b)


def _question(col: Column, place: int) -> str:
    a, b = _readings(col, place)
    return (
        f"{col.shown(place)} can be {a} (day first) or {b} (month first), and no date of the file settles which. "
        'Say it once: dates="day-first" or dates="month-first".'
    )


def _years_first(col: Column, places: list[int]) -> None:
    """Ask, where years of two digits make odd years if they stand last and good ones if they stand first."""
    year = col.asked.as_of.year
    short = [i for i in places if col.odd[i].year_first is not None]
    if not short or len(short) < len(places) or col.asked.order in NAMES:
        return
    first = [d for d in (col.odd[i].year_first for i in short) if d is not None]
    last = [int(str(col.stamp[i])[:4]) if i not in col.wrong else 0 for i in short]
    if all(year - 15 <= d.year <= year + 1 for d in first) and not all(year - 15 <= y <= year + 1 for y in last):
        place = next(i for i, y in zip(short, last, strict=True) if not year - 15 <= y <= year + 1)
        cell = col.odd[place]
        read, turned = cell.day_first or cell.month_first or date.min, cell.year_first or date.min
        raise LogError(
            f"{col.shown(place)} can be {spoken(read)} (year last) or {spoken(turned)} (year first), and nothing in the file settles which. "
            'Say it once: dates="year-first", dates="day-first" or dates="month-first".'
        )
