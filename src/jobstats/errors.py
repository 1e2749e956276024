"""What can be wrong with a file, as values; and the few errors the kit raises. Knows no other room."""

from __future__ import annotations

from dataclasses import dataclass
from functools import total_ordering


@total_ordering
@dataclass(frozen=True)
class Problem:
    """One thing in a file that could not be used, or that was read in a way worth telling.

    line is counted from 1 in the file (0: the file as a whole), column is its header, value the cell
    as it stands (shortened), why what is wrong with it, mend what to write instead, file the file's name
    where a log was read from several. Sorted by file, then by line.
    """

    line: int
    column: str
    value: str
    why: str
    mend: str
    file: str = ""

    def __lt__(self, other: Problem) -> bool:
        return self._place() < other._place()

    def _place(self) -> tuple[str, int, str, str, str, str]:
        return self.file, self.line, self.column, self.value, self.why, self.mend

    def __str__(self) -> str:
        place = f"line {self.line}" + (f" of {self.file}" if self.file else "") if self.line else self.file or "the file"
        cell = f", {self.column} “{self.value}”" if self.column and self.value else ""
        cell = cell or (f", {self.column}" if self.column else "")
        stop = "" if self.mend.endswith(("?", ".")) else "."
        return f"{place}{cell}: {self.why}. {self.mend}{stop}"


def count(n: int, one: str, many: str = "") -> str:
    """A number with its word: 1 row, 2 rows."""
    return f"{n:,} {one if n == 1 else many or one + 's'}".replace(",", "\u202f")


class JobstatsError(Exception):
    """Any error the kit raises on purpose: one clear sentence and the mend."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the sentence alone, not the kit's insides."""
        return [f"{type(self).__name__}: {self}"]


class LogError(JobstatsError):
    """The whole file cannot be read as a log; or `strict=True` met rows that cannot be used.

    problems: all of them, sorted by line (empty when the file as a whole is at fault).
    """

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        self.problems = tuple(problems)
        shown = [f"  {p}" for p in self.problems[:20]]
        if len(self.problems) > 20:
            shown.append(f"  … and {len(self.problems) - 20} more, in .problems")
        super().__init__("\n".join([message, *shown]))


class AskError(JobstatsError):
    """A call that cannot be answered as asked: an unknown column, chart or option. Says what there is."""
