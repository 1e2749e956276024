"""The sheet: charts as one HTML file to hand to a coach. Needs no network and asks for none; names of employers stay home.

Takes every chart as `for_sharing()` redraws it, from a log without names, and never the picture the person looks at.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from jobstats import page
from jobstats.errors import AskError

TITLE = "My job search in a few pictures"


class Shareable(Protocol):
    """A drawn chart that can redraw itself without names: what every chart of the catalogue gives."""

    def for_sharing(self) -> page.Drawn:
        """The same chart, from a log without any name."""


def sheet(charts: Iterable[Shareable] | Shareable, path: str | os.PathLike[str], title: str = TITLE) -> Path:
    """Write charts, each with its sentence, its numbers and its definition, as one HTML file; returns its path.

    The file opens in any browser without a network and holds no name of an employer, whatever the charts on the
    screen show. title is written into it as it is. Raises AskError if there is nothing to write, or nowhere to.
    """
    target = _target(path)
    drawn = [_shared(chart) for chart in _listed(charts)]
    if not drawn:
        raise AskError('A sheet needs at least one chart. Write js.sheet([js.charts.funnel(log)], "my-search.html").')
    _write(target, document(drawn, str(title)).encode())
    return Path(path)


def document(drawn: list[page.Drawn], title: str = TITLE) -> str:
    """The whole file as text: the charts given, plotly.js once, and a policy that lets nothing else run or load."""
    plotly_js = _script_text(page.plotly_js())
    run = f"{_script_text(page.module('sheet', bundled=True))}\n"
    blocks = "".join(page.block(d, level=2, ident="sheet", inner=_data(d)) for d in drawn)
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; script-src {_hash(plotly_js)} {_hash(run)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="generator" content="jobstats">\n'
        f"<title>{page.escape(title)}</title>\n<style>{page.style('sheet')}</style>\n</head>\n"
        f'<body class="jobstats jobstats-sheet">\n<header><h1>{page.escape(title)}</h1>{_INTRO}</header>\n'
        f"<main>\n{blocks}\n</main>\n<footer><p>Made with jobstats, on the person's own computer, from their own record.</p></footer>\n"
        f'<script>{plotly_js}</script>\n<script type="module">{run}</script>\n</body>\n</html>\n'
    )


_INTRO = (
    "<p>This page shows how one job search is going, counted from the person's own record of it: what was sent, what came back, "
    "and when. Names of employers are left out. The page is complete as it is: it opens without a network and sends nothing.</p>"
    "<p>How to read it: “k of n” says how many out of how many. The 95 % range beside a share is where the true share may well lie, "
    "given how few cases there are; a wide range means it is too early to tell. Applications without an answer count as open, "
    "not as rejected. Every picture has its numbers and its definition under it.</p>"
)


def _listed(charts: Any) -> list[Any]:
    """The charts one by one; a single chart is a list of one."""
    if hasattr(charts, "for_sharing"):
        return [charts]
    if isinstance(charts, (str, bytes)) or not isinstance(charts, Iterable):
        raise _not_a_chart(charts)
    return list(charts)


def _shared(chart: Any) -> page.Drawn:
    if isinstance(chart, type) or not callable(getattr(chart, "for_sharing", None)):
        raise _not_a_chart(chart)
    drawn: page.Drawn = chart.for_sharing()
    return drawn


def _not_a_chart(thing: Any) -> AskError:
    # The thing itself is not quoted: it may be a log, or hold a name.
    return AskError(
        f"A sheet is made of drawn charts, and this is a {type(thing).__name__}. Draw it first: "
        'js.sheet([js.charts.funnel(log), js.charts.time_to_answer(log)], "my-search.html").'
    )


def _data(drawn: page.Drawn) -> str:
    return f'<script type="application/json">{page.figure_json(drawn.figure)}</script>'


def _script_text(text: str) -> str:
    """A script as the browser will read it from the page, so that its hash fits: one kind of newline, no early end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "</script" in text.lower() or "<!--" in text:
        raise RuntimeError("a script of the sheet would end its own element")
    return text


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _target(path: str | os.PathLike[str]) -> Path:
    """Where to write, links followed; refuses what is plainly not meant."""
    target = Path(os.path.expanduser(path))
    if target.is_dir():
        raise AskError(f"{path} is a folder. Name a file in it: “{Path(path) / 'my-search.html'}”.")
    if target.suffix.lower() not in (".html", ".htm"):
        raise AskError(f"A sheet is a web page, and {target.name} would not open as one. Name it {target.stem or 'my-search'}.html.")
    return Path(os.path.realpath(target))


def _write(target: Path, content: bytes) -> None:
    """Old file or new file, never something between: written beside it, then swapped in one step."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.parent / f".{target.name}.{secrets.token_hex(4)}.tmp"
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            os.replace(beside, target)
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise
        _settle(target.parent)
    except OSError as error:
        raise AskError(
            f"The sheet could not be written to {target.name}: {error.strerror or error}. Choose another place, or close the file if it is open."
        ) from error


def _settle(folder: Path) -> None:
    """Make the swap outlast a power cut, where the system can be asked to."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
