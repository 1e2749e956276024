"""The way back from a change: byte for byte, or by its very rows where the file has gone on since. It touches no disk."""

from __future__ import annotations

from jobstats.errors import LogError
from jobstats.journal.records import Asked
from jobstats.journal.written import Written, written
from jobstats.readers import fingerprint


class GoneError(LogError):
    """What was written does not stand there any more as it was written, so that it can never be taken back."""


def taken_back(asked: Asked, data: bytes, name: str, header_line: int | None = None) -> tuple[bytes, str]:
    """The file's bytes without a change, and the text of the rows that stand again. GoneError where its rows do not stand there as they were written."""
    if fingerprint(data) == asked.after:
        new = asked.edit.inverse().apply(data)
        if fingerprint(new) == asked.before:
            return new, "\n".join(_text(cells) for cells in asked.was)
    table = written(data, name, header_line)
    if not asked.rows and not asked.was:
        raise GoneError(f"{name} has changed since, and nothing tells which rows they were. Nothing was changed. Take them out by hand.")
    if asked.rows and asked.was:
        for cells, before in zip(asked.rows, asked.was, strict=True):
            line = _only(table, cells, 1)
            width = max(len(cells), len(before))
            old, new_cells = (each + [""] * (width - len(each)) for each in (cells, before))
            changes = {i: cell for i, cell in enumerate(new_cells) if cell.strip() != old[i].strip()}
            table = written(table.amended(line, changes).apply(table.data), name, table.header_line)
    elif asked.rows:
        times = [_bare(cells) for cells in asked.rows]
        for i in range(len(times) - 1, -1, -1):
            line = _only(table, asked.rows[i], times[: i + 1].count(times[i]))
            table = written(table.removed(line).apply(table.data), name, table.header_line)
    else:
        for cells in asked.was:
            table = written(table.appended(cells).apply(table.data), name, table.header_line)
    return table.data, "\n".join(_text(cells) for cells in asked.was)


def _only(table: Written, cells: list[str], times: int) -> int:
    """The last line that holds this row, if it stands there just so often."""
    lines = [line for line in table.lines if _bare(table.cells(line)) == _bare(cells)]
    if len(lines) == times:
        return lines[-1]
    how = (
        "is not there any more as it was written"
        if not lines
        else f"stands there {len(lines)} times"
        if len(lines) > 1
        else "stands there once"
    )
    raise GoneError(f"The row “{_text(cells)}” cannot be taken back: it {how}. {table.name} was not changed. Change it by hand.")


def _bare(cells: list[str]) -> list[str]:
    """Cells without the blanks round them and without empty ones at the end."""
    out = [cell.strip() for cell in cells]
    while out and not out[-1]:
        out.pop()
    return out


def _text(cells: list[str]) -> str:
    """A row in a sentence."""
    return ", ".join(cell.strip() for cell in cells if cell.strip())
