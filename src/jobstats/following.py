"""Charts that are on the page follow their log: drawn anew when its file has changed. It draws nothing itself, and reads no file.

What is shown is remembered by the running notebook alone (`IPython`); without one, nothing is, and nothing happens. What cannot be
drawn anew says that it is old. A cell that is run again takes the place of its last run: what only that has shown is followed no
more. Variables move on with the log they hold; to keep a log as it is now, load it once more: `before = js.load(path)`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from jobstats import page
from jobstats.log import JobLog

#: What is shown of a log: a chart, or words as HTML that is safe already.
Shown = page.Drawn | str
#: Pictures that are followed at most; of more, the newest.
MOST = 200
#: What stands over a picture, or over words, that cannot be drawn from the newest log.
OLD = "This picture is from before the last change: run its cell again."
OLD_WORDS = OLD.replace("This picture is", "This is")


class Follower(Protocol):
    """What redraws itself. It may be told of the same log twice, and then has nothing to do."""

    def follow(self, old: JobLog, new: JobLog) -> None: ...


@dataclass(frozen=True)
class Followed:
    """What has changed: blocks for the page (ident, html, figure as JSON text; "" for words), and the notebook's variables that hold the new log."""

    blocks: list[dict[str, str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


@dataclass
class _Picture:
    """A picture on the page: what it was drawn from and the file's newest log, how it is drawn, where it stands, what was last shown and sent."""

    log: JobLog
    newest: JobLog
    draw: Callable[[JobLog], Shown]
    cell: str
    run: str
    now: Shown | None = None
    mark: bytes = b""


@dataclass
class _Place:
    """Where a follower was made and is shown: by cell, the run. What it was not told since it was nowhere: changes, from one log to another."""

    runs: dict[str, str] = field(default_factory=dict)
    missed: list[tuple[JobLog, JobLog]] = field(default_factory=list)

    def miss(self, old: JobLog, new: JobLog) -> None:
        """A change it is not told of; several of one file become one."""
        first = next((change[0] for change in self.missed if change[1] is old), old)
        self.missed = [*(change for change in self.missed if change[1] is not old), (first, new)]


_SHOWN: dict[str, _Picture] = {}
_FOLLOWERS: WeakKeyDictionary[Any, _Place] = WeakKeyDictionary()
#: Slices in variables that found nothing in their newest log, and that log; after an undo they may again.
_WAITING: WeakKeyDictionary[JobLog, JobLog] = WeakKeyDictionary()


def shown(ident: str, log: JobLog, draw: Callable[[JobLog], Shown], now: Shown | None = None) -> None:
    """Remember that a picture (or words) of this log is on the page, as the block `ident`, and how to draw it from another log.

    now: what is shown, so that it is not sent again as it is. It takes the place of what the cell showed when it was run before.
    """
    if (shell := _notebook()) is None:
        return
    cell, run = _place(shell)
    _run_again(cell, run)
    _SHOWN[ident] = _Picture(log, log, draw, cell, run, now, _written(ident, now)[1] if now else b"")
    for old in list(_SHOWN)[:-MOST]:
        del _SHOWN[old]


def join(follower: Follower) -> None:
    """Remember, as long as it lives, what redraws itself; its `follow` is told of every change of every log.

    It leaves when the cell that made it, and every cell that shows it, is run again and makes or shows another; until it is seen again.
    """
    _FOLLOWERS.setdefault(follower, _Place())
    _seen(follower, *_place(_notebook()))


def displayed(model_id: str) -> None:
    """The widget of this id is shown by the cell that is running: it follows as long as it stands there."""
    for follower in [known for known in _FOLLOWERS if getattr(known, "model_id", None) == model_id]:
        _seen(follower, *_place(_notebook()))


def on_page(follower: Follower) -> None:
    """A page shows it, whichever cell that is in: if it had left, it follows again."""
    if (place := _FOLLOWERS.get(follower)) is not None and not place.runs:
        _seen(follower, "", "")


def _seen(follower: Follower, cell: str, run: str) -> None:
    """It stands in this cell; what it was not told meanwhile it is told now."""
    _run_again(cell, run)
    place = _FOLLOWERS[follower]
    place.runs[cell] = run
    missed, place.missed = place.missed, []
    for old, new in missed:
        _tell(follower, old, new)


def _run_again(cell: str, run: str) -> None:
    """What an earlier run of this cell has made and shown stands there no more."""
    if not cell:
        return
    for old in [known for known, s in _SHOWN.items() if s.cell == cell and s.run != run]:
        del _SHOWN[old]
    for place in list(_FOLLOWERS.values()):
        if place.runs.get(cell, run) != run:
            del place.runs[cell]


def same(theirs: object, old: JobLog) -> bool:
    """Whether something is a log, whole or a slice, of the file that `old` is of, loaded the same way. No log without names is, and none that is made up."""
    if not isinstance(theirs, JobLog) or theirs.shown is not None or theirs.report is None:
        return False
    there = (theirs.path, dict(theirs.said), theirs.name if not theirs.path else "")
    return there == (old.path, dict(old.said), old.name if not old.path else "")


def follow(old: JobLog, new: JobLog, idents: Collection[str] | None = None) -> Followed:
    """Draw anew whatever shows the file of `old`, each choosing from the new log as it chose from the old one.

    idents: the blocks the page has; None for all. Only those whose text or picture is another now are given; one that cannot be drawn
    any more (a slice that finds nothing) stays, and says that it is old. Panels redraw themselves. The notebook's variables that hold
    the very log `old`, or a slice of it, hold the new one, all of them: `before = log` moves too, `before = js.load(path)` stays.
    """
    for follower, place in list(_FOLLOWERS.items()):
        if place.runs:
            _tell(follower, old, new)
        else:
            place.miss(old, new)
    blocks = [_anew(ident, s, new, idents) for ident, s in list(_SHOWN.items()) if same(s.newest, old)]
    return Followed([block for block in blocks if block], rename(old, new))


def rename(old: JobLog, new: JobLog) -> list[str]:
    """Let the notebook's own variables that hold the very log `old`, or a slice of it, hold the new one; their names. No other version of the file moves."""
    shell = _notebook()
    names: list[str] = []
    if shell is None:
        return names
    for name, value in list(shell.user_ns.items()):
        if name.startswith("_") or name in shell.user_ns_hidden or not same(value, old):
            continue
        if _WAITING.get(value, value.whole[0] if value.whole else value) is not old:
            continue
        try:
            shell.user_ns[name] = value.like(new)
        except Exception:  # its slice finds nothing, or cannot be asked for again; the event is written all the same
            _WAITING[value] = new
            continue
        names.append(name)
    return names


def _tell(follower: Follower, old: JobLog, new: JobLog) -> None:
    try:
        follower.follow(old, new)
        if old.path != new.path:  # from the sample to its copy, which it may hold already
            follower.follow(new, new)
    except Exception:  # the others still follow
        return


def _anew(ident: str, what: _Picture, new: JobLog, idents: Collection[str] | None) -> dict[str, str] | None:
    """A picture of the new log, or the old one that says so; None where it is as it was sent, or is not wanted."""
    what.newest = new
    if idents is not None and ident not in idents:
        return None
    try:
        what.now = drawn = what.draw(what.log.like(new))
    except Exception:  # an event was written, and a chart that fails is no reason to say otherwise
        if what.now is None:
            return None
        drawn = _outdated(what.now)
    block, mark = _written(ident, drawn)
    if mark == what.mark:
        return None
    what.mark = mark
    return block


def _outdated(drawn: Shown) -> Shown:
    """What is shown, with a sentence that it is old."""
    if isinstance(drawn, str):
        return f"<p>{OLD_WORDS}</p>{drawn}"
    return replace(drawn, sentence=f"{OLD} {drawn.sentence}".rstrip())


def _written(ident: str, drawn: Shown) -> tuple[dict[str, str], bytes]:
    """A picture for the page, and what changes when it does."""
    if isinstance(drawn, str):
        block = {"ident": ident, "html": drawn, "figure": ""}
    else:
        block = {"ident": ident, "html": page.block(drawn, ident=ident), "figure": page.figure_json(drawn.figure)}
    return block, blake2b(f"{block['html']}{block['figure']}".encode(), digest_size=16).digest()


def _notebook() -> Any:
    """The running IPython; None outside of one."""
    from IPython import get_ipython

    return get_ipython()


def _place(shell: Any) -> tuple[str, str]:
    """The cell that is running and which of its runs this is; "" where no page says so."""
    try:
        parent = shell.kernel.get_parent("shell")
        return str(parent["metadata"].get("cellId", "")), str(parent["header"].get("msg_id", ""))
    except (AttributeError, KeyError, TypeError):
        return "", ""
