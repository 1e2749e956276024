"""Whether new bytes hold the old rows and exactly the one that was meant: read again with the readers themselves. Changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jobstats.errors import LogError
from jobstats.journal.grid import Grid, marks_of, split
from jobstats.readers.kinds import refuse_other_kinds
from jobstats.readers.rows import holds_something, rows_of
from jobstats.readers.text import Text, text_of


@dataclass(frozen=True)
class Meant:
    """What an edit is to do: `piece` instead of the characters from `start` to `stop`; line: the row it changes or takes out, 0 for a new one.

    cells: what the row must read as then, None where it goes.
    """

    start: int
    stop: int
    piece: str
    line: int
    cells: Sequence[str] | None


def obstacle(old: Grid, cut: int, new: bytes, meant: Meant) -> str:
    """\"\" if these bytes read as meant, else what stands in the way. cut: how many cut-off lines there were."""
    try:
        refuse_other_kinds(new, old.name)
        text = text_of(new)
        if len(text.problems) != cut:
            return _OTHERWISE.format(f"{old.name} would end inside a character")
        return "" if _plainly(old, text, meant) else _in_full(old, text, meant)
    except LogError as error:
        return str(error)


_OTHERWISE = "{}. Save the file once as “CSV UTF-8” from a spreadsheet program, and load it again."


def _plainly(old: Grid, text: Text, meant: Meant) -> bool:
    """Whether it is plain that only the meant line differs: nothing is quoted, so every line is a row that no other line can change.

    False where it is not that plain, and all has to be compared.
    """
    before, after, piece = old.text, text.text, meant.piece.replace("\r\r\n", "\n")
    if '"' in before or '"' in after or marks_of(after) != old.marks:
        return False
    if len(after) != len(before) + len(piece) - (meant.stop - meant.start):
        return False
    begin = max(before.rfind("\n", 0, meant.start), before.rfind("\r", 0, meant.start)) + 1
    end = meant.stop
    while end < len(before) and not (before[end - 1] == "\n" or (before[end - 1] == "\r" and before[end] != "\n")):
        end += 1
    shift = len(after) - len(before)
    if not (after.startswith(before[:begin]) and after.endswith(before[end:]) and begin <= end + shift):
        return False
    was, now = before[begin:end], after[begin : end + shift]
    if now != before[begin : meant.start] + piece + before[meant.stop : end] or not _apart(before[:begin], now, before[end:]):
        return False
    rows, wanted = _rows(now, old.marks[0]), _rows(was, old.marks[0])
    if meant.line and (len(wanted) != 1 or old.begins[meant.line - 1] != begin):
        return False
    wanted = [*(wanted if not meant.line else ()), *([list(meant.cells)] if meant.cells is not None else ())]
    return _bare(rows) == _bare(wanted) if meant.line else rows == wanted


def _apart(before: str, now: str, after: str) -> bool:
    """Whether these three meet where lines end, and no CR of one meets the LF of the next."""
    joints = [(left, right) for left, right in ((before, now or after), (now, after)) if left and right]
    return all(left[-1] == "\n" or (left[-1] == "\r" and right[0] != "\n") for left, right in joints)


def _rows(text: str, separator: str) -> list[list[str]]:
    """The rows of lines in which nothing is quoted."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [cells for cells in (split(line, separator) for line in lines) if holds_something((1, cells), [])]


def _bare(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Cells without outer space."""
    return [[cell.strip() for cell in row] for row in rows]


def _in_full(old: Grid, text: Text, meant: Meant) -> str:
    """Compare every row before and after; \"\" if they are as meant."""
    found = rows_of(text.text, old.name)
    lines = [line for line, _ in old.found.rows]
    wanted = [cells for _, cells in old.found.rows]
    place = lines.index(meant.line) if meant.line else sum(old.begins[line - 1] < meant.start for line in lines)
    wanted[place : place + bool(meant.line)] = [] if meant.cells is None else [list(meant.cells)]
    rows = [cells for _, cells in found.rows]
    if meant.cells is not None and place < len(rows):
        rows[place], wanted[place] = _bare([rows[place], wanted[place]])
    aside = [(p.value, p.why[:20]) for p in old.found.problems]
    if rows == wanted and [(p.value, p.why[:20]) for p in found.problems] == aside:
        return ""
    if old.found.problems:
        problem = old.found.problems[-1]
        return f"Line {problem.line} of {old.name} stands in the way: {problem.why}. {problem.mend} by hand first."
    differs = next((i for i, (a, b) in enumerate(zip(rows, wanted, strict=False)) if a != b), min(len(rows), len(wanted)))
    if differs != place and differs < len(wanted):
        line = lines[differs if differs < place or not meant.line else min(differs + (meant.cells is None), len(lines) - 1)]
        return _OTHERWISE.format(f"Line {line} of {old.name} stands in the way: it would be read otherwise then")
    return _OTHERWISE.format(f"This row would not be read from {old.name} as it is meant")
