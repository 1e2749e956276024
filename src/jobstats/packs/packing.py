"""js.pack: a log to a folder for the coach, looked through once more before it is written, and written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from jobstats.charts import CATALOGUE
from jobstats.log import JobLog
from jobstats.packs import checking, memory, since
from jobstats.packs.asked import asked, within
from jobstats.packs.composing import Step, composed, wanted
from jobstats.packs.contents import Contents
from jobstats.packs.levels import LEVELS
from jobstats.packs.links import links
from jobstats.packs.memory import Memory
from jobstats.packs.writing import write_all, zipped
from jobstats.page import escape

#: Told of progress: how much is done, of how much, and what is being done now.
Tell = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Pack:
    """A pack that was written. folder: where. files: every file in it, and the zip beside it. notes: what its owner should know."""

    folder: Path
    files: tuple[Path, ...]
    notes: tuple[str, ...]
    level: str

    def __repr__(self) -> str:
        return "\n".join(
            [f"The pack “{LEVELS[self.level].title}” is in {self.folder}, and beside it as {self.folder.name}.zip. {_LOOK}", *self.notes]
        )

    def _repr_html_(self) -> str:
        notes = "".join(f"<li>{escape(note)}</li>" for note in self.notes)
        title, zipped = escape(LEVELS[self.level].title), escape(self.folder.name)
        said = f"<p>The pack “{title}” is in <code>{escape(self.folder)}</code>, and beside it as <code>{zipped}.zip</code>. {_LOOK}</p>"
        first = [f for f in self.files if f.suffix in (".html", ".pdf", ".md", ".xlsx", ".zip")]
        return said + (f"<ul>{notes}</ul>" if notes else "") + links(first)


_LOOK = "Look through it before you send it."


def name_of(level: str) -> str:
    """What the folder of a pack is called, and its zip: it names the level, so that nobody sends one for another."""
    return f"job-search-pack-{level}"


def pack(
    log: JobLog,
    folder: str | PathLike[str] = "../out",
    *,
    level: str = "aggregate",
    charts: Iterable[str] | None = None,
    period: tuple[Any, Any] | None = None,
    words: str = "",
    questions: Iterable[str] = (),
    show: Iterable[str] = (),
    goals: Mapping[str, float] | None = None,
    tell: Tell | None = None,
) -> Pack:
    """Write the pack for your coach: report.html, report.pdf, summary.md, tables.xlsx and every chart as SVG and PNG in
    `folder`/job-search-pack-(level), and all as one zip beside it.

    level: "aggregate" (counts, shares, durations, weeks; nothing of under five), "coded" (employers as letters, weeks) or "open" (what you name in
    `show`: "companies", "roles", "people", "days", "values"). charts: names of the catalogue; a sensible set unless given. period: first and last day of
    applying, None for an open side. words and up to three questions stand in it as you write them. goals: times a week by kind, as in {"applied": 8}.
    tell: called with (done, of, what) while it works. What changed since the last pack is told from counts kept beside your log.
    Raises AskError, and leaves all as it was, for what cannot be asked or written. Notes and the log itself are in no pack.
    """
    said = asked(level, charts, words, questions, show, goals)
    chosen, kept = within(log, period), memory.recalled(log)
    if level != "aggregate":
        kept.reserve(log)
    step = _steps(tell, len(wanted(said)) + len(said.charts) + 3)
    made = composed(chosen, said, kept, step)
    files = _files(made, step)
    notes = [*checking.of_words(log, said), *_unset(made), *_remembered(kept, level), *since.fewer(kept, chosen)]
    step("looking through every file for names, and writing")
    checking.check(
        chosen,
        said,
        files,
        lambda other: [*_files(composed(other, said, Memory(None, kept.key), lambda what: None), lambda what: None).values()],
    )
    name = name_of(level)
    whole = {f"{name}.zip": zipped(name, files)}
    target = write_all(folder, name, files, whole, own=_own())
    if not kept.keep(since.counts(chosen)) and log.path:
        notes.append("Nothing could be remembered beside your log: the next pack cannot say what changed, and its letters will be others.")
    written = (*(target / path for path in sorted(files)), target.parent / f"{name}.zip")
    return Pack(target, written, (LEVELS[level].warning, *notes) if level == "open" else tuple(notes), level)


def _own() -> list[str]:
    """What may lie in the folder of a pack, whichever charts it was asked for."""
    pictures = (f"charts/{name}.{kind}" for name in CATALOGUE for kind in ("svg", "png"))
    return ["report.html", "report.pdf", "summary.md", "tables.xlsx", *pictures]


def _remembered(kept: Memory, level: str) -> list[str]:
    """What its owner should know of the letters in it."""
    lost = kept.lost and level != "aggregate"
    return ["The letters of earlier packs could not be read: this pack’s letters are new ones, and the coach should know."] if lost else []


def contents(
    log: JobLog,
    *,
    level: str = "aggregate",
    charts: Iterable[str] | None = None,
    period: tuple[Any, Any] | None = None,
    words: str = "",
    questions: Iterable[str] = (),
    show: Iterable[str] = (),
    goals: Mapping[str, float] | None = None,
    tell: Tell | None = None,
) -> Contents:
    """What `pack` would write, as a value; nothing is written or remembered."""
    said = asked(level, charts, words, questions, show, goals)
    return composed(within(log, period), said, memory.recalled(log), _steps(tell, len(wanted(said))))


def _steps(tell: Tell | None, of: int) -> Step:
    """What is called before each step, and tells how many were done; those that were not needed are passed over."""
    done = iter(range(of))

    def step(what: str) -> None:
        if tell is not None:
            tell(next(done, of - 1), of, what)

    return step


def _unset(made: Contents) -> list[str]:
    """What to say of signs that no font here can set."""
    from jobstats.packs.typeset import unset

    signs = unset(made)
    return [f"No font on this computer has the signs {signs[:20]}: in the PDF and in the pictures “�” stands for them."] if signs else []


def _files(made: Contents, step: Step) -> dict[str, bytes]:
    """Every file of the folder, by its fixed name."""
    from jobstats.packs.mail import mail
    from jobstats.packs.pictures import picture, png
    from jobstats.packs.report import report
    from jobstats.packs.typeset import pdf
    from jobstats.packs.workbook import workbook

    files: dict[str, bytes] = {}
    for chart in made.charts:
        if not chart.figure["data"]:
            continue
        step(f"the picture of “{chart.question}”")
        svg = picture(chart)
        files[f"charts/{chart.name}.svg"], files[f"charts/{chart.name}.png"] = svg.encode(), png(svg)
    step("the report")
    files |= {"report.html": report(made).encode(), "summary.md": mail(made).encode(), "tables.xlsx": workbook(made)}
    step("the report as PDF")
    return files | {"report.pdf": pdf(made)}


__all__ = ["Pack", "contents", "name_of", "pack"]
