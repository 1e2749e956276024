"""What a load understood, as values, and how it is shown. Knows nothing of files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from jobstats.errors import Problem, count

#: Rows of a list shown at once; the rest is counted.
SHOWN = 20
_LEFT = ' style="text-align:left;vertical-align:top;white-space:normal;max-width:32em"'


@dataclass(frozen=True)
class Understood:
    """One thing read as another: a column's name as a meaning, a status as events. how: "same", "synonym", "nearest", "said" (by the person), "unknown"."""

    written: str
    read_as: str
    rows: int
    line: int
    how: str


@dataclass(frozen=True)
class Convention:
    """How the dates of one column were read (words such as “day first”), and the line and cell that settled it (0, "" where nothing had to)."""

    column: str
    words: str
    line: int
    value: str


@dataclass(frozen=True, repr=False)
class Report:
    """What `js.load` understood of a file.

    name: the file's. reader: the shape or export it was read as. how: encoding, separator, sheet, header line, in words.
    read: rows of the file that hold anything, its header apart; kept + aside = read, always. fixed: rows of which something was normalised.
    columns, statuses: what was read as what. kept_columns: columns the kit does not know, kept as they are.
    dates: the convention of each column of dates. call: the very call that says all of this outright, to paste and correct.
    """

    name: str
    reader: str
    how: tuple[str, ...]
    read: int
    kept: int
    aside: int
    fixed: int
    columns: tuple[Understood, ...]
    kept_columns: tuple[str, ...]
    statuses: tuple[Understood, ...]
    dates: tuple[Convention, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    call: str

    def headline(self) -> str:
        """Rows read, kept, set aside, in one sentence."""
        what = f"{self.name} was read as {self.reader}" if self.name else f"Read as {self.reader}"
        if not self.read:
            return f"{what}. It holds no rows yet."
        rest = f"{self.aside} set aside" if self.aside else "none set aside"
        fixed = f"; {self.fixed} of them read otherwise than written, see below" if self.fixed else ""
        return f"{what}. Of {count(self.read, 'row')}, {self.kept} {'is' if self.kept == 1 else 'are'} kept{fixed}, {rest}."

    def sections(self) -> list[tuple[str, Sequence[str], list[tuple[str, ...]], bool]]:
        """Everything else, part by part: title, column titles, rows, and whether it should be seen at once."""
        out: list[tuple[str, Sequence[str], list[tuple[str, ...]], bool]] = []
        rows: list[tuple[str, ...]]
        if self.problems:
            title = f"{count(self.aside, 'row')} set aside, with the mend"
            out.append((title, ("line", "column", "value", "why", "what to write instead"), _told(self.problems), True))
        if self.notes:
            title = f"{count(len(self.notes), 'note')}: read in a way worth telling"
            out.append((title, ("line", "column", "value", "what was read how", "what you can do"), _told(self.notes), not self.problems))
        if self.columns or self.kept_columns:
            rows = [(u.written, u.read_as if u.read_as != "ignore" else "never read", _known(u.how), str(u.rows)) for u in self.columns]
            rows += [(name, "kept as it is", "not one the kit knows", "") for name in self.kept_columns]
            out.append((f"{count(len(rows), 'column')}", ("column", "read as", "how that is known", "cells filled"), rows, False))
        if self.statuses:
            often: dict[tuple[str, str, str], int] = {}
            for u in self.statuses:
                key = (u.written, _events(u), _known(u.how))
                often[key] = often.get(key, 0) + u.rows
            rows = [(*key, str(n)) for key, n in often.items()]
            out.append((f"{count(len(rows), 'word')} for what happened", ("written", "read as", "how that is known", "rows"), rows, False))
        if self.dates:
            rows = [(c.column, c.words, f"line {c.line}: “{c.value}”" if c.line else "") for c in self.dates]
            out.append(("How the dates were read", ("column", "convention", "settled by"), rows, False))
        return out

    def __repr__(self) -> str:
        lines = [self.headline(), f"({', '.join(self.how)})"]
        for title, heads, rows, _ in self.sections():
            lines += ["", f"{title}:"]
            lines += [f"  {_line(heads, row)}" for row in rows[:SHOWN]]
            lines += [f"  … and {len(rows) - SHOWN} more"] if len(rows) > SHOWN else []
        return "\n".join([*lines, "", "If any of this is wrong, paste this and change it:", self.call])

    def _repr_html_(self) -> str:
        parts = [f"<p><strong>{escape(self.headline())}</strong> <small>{escape(', '.join(self.how))}</small></p>"]
        for title, heads, rows, seen in self.sections():
            more = f"<p>… and {len(rows) - SHOWN} more.</p>" if len(rows) > SHOWN else ""
            parts.append(
                f"<details{' open' if seen else ''}><summary>{escape(title)}</summary>{_table(title, heads, rows[:SHOWN])}{more}</details>"
            )
        paste = f"<pre>{escape(self.call)}</pre>"
        parts.append(f"<details><summary>If any of this is wrong, paste this and change it</summary>{paste}</details>")
        return f'<div class="tex2jax_ignore mathjax_ignore" style="max-width:70em;line-height:1.5">{"".join(parts)}</div>'


def _told(problems: Iterable[Problem]) -> list[tuple[str, ...]]:
    """Problems as rows of a table."""
    return [(f"{p.file} {p.line}".strip() if p.line else "", p.column, p.value, p.why, p.mend) for p in problems]


def _known(how: str) -> str:
    """How a reading is known, in words."""
    words = {
        "same": "by its name",
        "synonym": "another name for it",
        "nearest": "the nearest word",
        "said": "you said so",
        "unknown": "not known",
    }
    return words.get(how, how)


def _events(said: Understood) -> str:
    """What a word was read as, in words."""
    if said.read_as == "unsent":
        return "never sent"
    return said.read_as.replace("_", " ") or ("sent, no more is known")


def _line(heads: Sequence[str], row: tuple[str, ...]) -> str:
    """One row of a list, as text."""
    return "; ".join(f"{head}: {cell}" if i else cell for i, (head, cell) in enumerate(zip(heads, row, strict=True)) if cell)


def _table(title: str, heads: Sequence[str], rows: list[tuple[str, ...]]) -> str:
    """A table a screen reader can walk."""
    head = "".join(f'<th scope="col"{_LEFT}>{escape(h)}</th>' for h in heads)
    body = "".join(f"<tr>{''.join(f'<td{_LEFT}>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table aria-label="{escape(title, quote=True)}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
