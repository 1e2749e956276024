"""What a load understood, as values, and how it is shown. Knows nothing of files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from jobstats.errors import Problem, count

#: Problems and notes shown at once; the rest is counted.
SHOWN = 20
#: And of columns and words, which are short.
_MANY = 200
#: What a note says that asks for nothing.
_NOTHING = "Nothing to mend"
_EXAMPLES = 'columns={"Firma": "company"}, statuses={"Absage": "rejected"}, dates="day-first"'
#: Lines and cells named of what is said of several rows alike.
_NAMED = 3
#: JupyterLab sets numbers and text of tables to the right; the doubled class says more than its own rule.
_STYLE = """<style>
.jobstats-report { max-width: 70em; line-height: 1.5; overflow-wrap: break-word; }
.jobstats-report.jobstats-report p, .jobstats-report summary { margin: 0.3em 0; }
.jobstats-report summary { cursor: pointer; }
.jobstats-report .rows { overflow: auto; max-height: 28em; margin: 0.3em 0 0.8em; }
.jobstats-report.jobstats-report table { margin: 0; border-collapse: collapse; font-size: inherit; table-layout: auto; }
.jobstats-report.jobstats-report :is(th, td) { text-align: left; vertical-align: top; white-space: normal; max-width: 26em; padding: 0.25em 0.5em; }
.jobstats-report.jobstats-report .n { text-align: right; white-space: nowrap; }
.jobstats-report.jobstats-report table.told { table-layout: fixed; width: 100%; overflow-wrap: anywhere; }
.jobstats-report.jobstats-report .line { width: 3.6em; }
.jobstats-report.jobstats-report .long { min-width: 6em; overflow-wrap: anywhere; }
.jobstats-report.jobstats-report pre { white-space: pre-wrap; word-break: normal; overflow-wrap: anywhere; }
</style>"""


@dataclass(frozen=True)
class Section:
    """One part of a report: a table behind one click. opened: it should be seen at once. most: rows shown; more: where the others are."""

    title: str
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    opened: bool = False
    most: int = _MANY
    more: str = "log.report"


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
    header_line: the line of the file that names its columns, 0 where none does.
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
    header_line: int = 1

    def headline(self) -> str:
        """Rows read, kept, set aside, in one sentence."""
        name = self.name or "the file"
        if not self.read:
            return f"{self.name or 'The file'} holds no rows yet."
        if not self.kept:
            what = "The only row" if self.read == 1 else f"None of the {count(self.read, 'row')}"
            return f"{what} of {name} {'cannot' if self.read == 1 else 'can'} be used."
        if not self.aside:
            return f"The only row of {name} is kept." if self.read == 1 else f"All {count(self.read, 'row')} of {name} are kept."
        return f"Of {count(self.read, 'row')} of {name}, {self.kept} {'is' if self.kept == 1 else 'are'} kept and {self.aside} set aside."

    def details(self) -> str:
        """How it was read, in one sentence or two."""
        out = f"Read as {self.reader} ({', '.join(self.how)})." if self.how else f"Read as {self.reader}."
        if self.fixed and self.notes:
            out += f" In {count(self.fixed, 'row')} something was read otherwise than written: see the notes."
        return out

    def sections(self) -> list[Section]:
        """Everything else, part by part, what asks for something first."""
        return [s for s in (self._aside(), self._notes(), self._statuses(), self._columns(), self._dates()) if s.rows]

    def _aside(self) -> Section:
        heads = ("line", "what stands there", "why", "what to write instead")
        return Section(f"{count(self.aside, 'row')} set aside", heads, _told(self.problems), True, SHOWN, "log.problems")

    def _notes(self) -> Section:
        asking = any(_asks(n) for n in self.notes)
        title = f"{count(len(self.notes), 'note')}" + ("" if asking else ": nothing to mend")
        heads = ("line", "what stands there", "what was read how", "what you can do")
        return Section(title, heads, _told(self.notes), asking, SHOWN, "log.notes")

    def _statuses(self) -> Section:
        often: dict[tuple[str, str, str], int] = {}
        for u in sorted(self.statuses, key=lambda u: u.how == "same"):
            key = (u.written, _events(u), _known(u.how))
            often[key] = often.get(key, 0) + u.rows
        heads = ("written", "read as", "how that is known", "rows")
        rows: list[tuple[str, ...]] = [(*key, str(n)) for key, n in often.items()]
        return Section(f"{count(len(often), 'word')} for what happened", heads, rows)

    def _columns(self) -> Section:
        rows: list[tuple[str, ...]] = [
            (u.written, u.read_as, _known(u.how), str(u.rows)) if u.read_as != "ignore" else (u.written, "never read", "", "")
            for u in sorted(self.columns, key=lambda u: u.how == "same")
        ]
        for name in self.kept_columns:
            rows.append(
                (
                    name,
                    "what the file says word for word" if name.endswith("(as written)") else "a column of your own, kept as it is",
                    "",
                    "",
                )
            )
        return Section(f"{count(len(rows), 'column')}", ("column", "read as", "how that is known", "cells filled"), rows)

    def _dates(self) -> Section:
        rows: list[tuple[str, ...]] = [(c.column, c.words, f"line {c.line}: “{c.value}”" if c.line else "") for c in self.dates]
        return Section("How the dates were read", ("column", "convention", "settled by"), rows)

    def _correct(self) -> str:
        """How to correct a guess."""
        return f"If any of this is wrong, paste this call and say what is meant, as in {_EXAMPLES}"

    def __repr__(self) -> str:
        lines = [self.headline(), self.details()]
        for section in self.sections():
            lines += ["", f"{section.title}:"]
            lines += [f"  {_line(section.heads, row)}" for row in section.rows[: section.most]]
            lines += [f"  … and {len(section.rows) - section.most} more, in {section.more}"] if len(section.rows) > section.most else []
        return "\n".join([*lines, "", f"{self._correct()}:", f"log = {self.call}"])

    def _repr_html_(self) -> str:
        parts = [f"<p><strong>{escape(self.headline())}</strong> {escape(self.details())}</p>", *map(_html, self.sections())]
        guessed = any(u.how in ("nearest", "unknown") for u in (*self.columns, *self.statuses))
        parts.append(
            f"<details{' open' if guessed else ''}><summary>Is any of this wrong?</summary><p>Paste this call into the cell above, and say what is meant, as in "
            f"<code>{escape(_EXAMPLES)}</code>.</p><pre>log = {escape(self.call)}</pre></details>"
        )
        return f'{_STYLE}<div class="jobstats-report tex2jax_ignore mathjax_ignore">{"".join(parts)}</div>'


def _asks(problem: Problem) -> bool:
    """Whether it asks for something to be done."""
    return not problem.mend.startswith(_NOTHING)


def _told(problems: Iterable[Problem]) -> list[tuple[str, ...]]:
    """Problems as rows of a table: what is the same of several rows is said once, what asks for nothing last."""
    alike: dict[tuple[str, ...], list[Problem]] = {}
    for p in sorted(problems, key=lambda p: not _asks(p)):
        alike.setdefault((p.file, p.column, p.why, p.mend), []).append(p)
    out: list[tuple[str, ...]] = []
    for (file, column, why, mend), some in alike.items():
        lines = _some(str(p.line) for p in some if p.line)
        values = _some(f"“{p.value}”" for p in some if p.value)
        n = f" ({count(len(some), 'row')})" if lines.endswith("…") else ""
        cell = ": ".join(part for part in (column, values) if part)
        out.append((lines + n, " in ".join(part for part in (cell, file) if part), why, mend))
    return out


def _some(words: Iterable[str]) -> str:
    """The first of these, each once."""
    found = list(dict.fromkeys(words))
    return ", ".join(found[:_NAMED]) + (" …" if len(found) > _NAMED else "")


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
    return said.read_as or "sent, no more is known"


def _line(heads: Sequence[str], row: tuple[str, ...]) -> str:
    """One row of a list, as text."""
    if heads[0] == "line":
        line, cell, why, mend = row
        place = ", ".join(part for part in (f"line {line}" if line else "", cell) if part)
        return f"{place}: {why}. {mend}" if place else f"{why}. {mend}"
    first, read_as, *more = row
    known = [f"{head}: {cell}" if cell.isdigit() else cell for head, cell in zip(heads[2:], more, strict=True) if cell]
    return f"{first or 'blank'} → {read_as}" + (f" ({'; '.join(known)})" if known else "")


def _html(section: Section) -> str:
    """A table a screen reader can walk, behind one click."""
    columns = [c for c in zip(section.heads, *section.rows[: section.most], strict=True) if any(c[1:])]
    side = [' class="line"' if column[0] == "line" else _side(column[1:]) for column in columns]
    head, *rows = zip(*columns, strict=True)
    titles = "".join(f'<th scope="col"{s}>{escape(h)}</th>' for h, s in zip(head, side, strict=True))
    body = "".join(f"<tr>{''.join(f'<td{s}>{escape(cell)}</td>' for cell, s in zip(row, side, strict=True))}</tr>" for row in rows)
    more = len(section.rows) - section.most
    rest = f"<p>… and {more} more, in <code>{section.more}</code>.</p>" if more > 0 else ""
    title, told = escape(section.title, quote=True), ' class="told"' if section.heads[0] == "line" else ""
    return (
        f"<details{' open' if section.opened else ''}><summary>{title}</summary>"
        f'<div class="rows" role="region" tabindex="0" aria-label="{title}"><table{told}><thead><tr>{titles}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>{rest}</details>"
    )


def _side(cells: Sequence[str]) -> str:
    """Numbers stand to the right; long text has room to wrap."""
    if all(cell.isdigit() for cell in cells if cell):
        return ' class="n"' if any(cells) else ""
    return ' class="long"' if max(map(len, cells)) > 30 else ""
