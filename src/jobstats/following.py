"""Charts that are on the page follow their log: drawn anew when its file has changed. It draws nothing itself, and reads no file.

What is shown is remembered by the running notebook alone (`IPython`); without one, nothing is, and nothing happens. Whatever
cannot be drawn anew stays as it is: an event was written, and a chart that fails is no reason to say otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Protocol
from weakref import WeakSet

from jobstats import page
from jobstats.errors import JobstatsError
from jobstats.log import JobLog

#: What is shown of a log: a chart, or words as HTML that is safe already.
Shown = page.Drawn | str
#: Pictures that are followed at most; of more, the newest.
MOST = 200


class Follower(Protocol):
    """What redraws itself."""

    def follow(self, old: JobLog, new: JobLog) -> None: ...


@dataclass(frozen=True)
class Followed:
    """What has changed: blocks for the page (ident, html, figure as JSON text; "" for words), and the notebook's variables that hold the new log."""

    blocks: list[dict[str, str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


@dataclass
class _Shown:
    """A picture on the page: its log and the file's newest, how it is drawn from one, where it stands, and what was last shown of it."""

    log: JobLog
    newest: JobLog
    draw: Callable[[JobLog], Shown]
    cell: str
    run: str
    mark: bytes = b""


_SHOWN: dict[str, _Shown] = {}
_FOLLOWERS: WeakSet[Any] = WeakSet()


def shown(ident: str, log: JobLog, draw: Callable[[JobLog], Shown], now: Shown | None = None) -> None:
    """Remember that a picture (or words) of this log is on the page, as the block `ident`, and how to draw it from another log.

    now: what is shown, so that it is not sent again as it is. It takes the place of what the cell showed when it was run before.
    """
    if (shell := _notebook()) is None:
        return
    cell, run = _place(shell)
    for old in [known for known, s in _SHOWN.items() if cell and s.cell == cell and s.run != run]:
        del _SHOWN[old]
    _SHOWN[ident] = _Shown(log, log, draw, cell, run, _written(ident, now)[1] if now else b"")
    for old in list(_SHOWN)[:-MOST]:
        del _SHOWN[old]


def join(follower: Follower) -> None:
    """Remember, as long as it lives, what redraws itself; its `follow` is told of every change of every log."""
    _FOLLOWERS.add(follower)


def same(theirs: object, old: JobLog) -> bool:
    """Whether something is a log, whole or a slice, of the file that `old` is of, loaded the same way. No log without names is, and none that is made up."""
    if not isinstance(theirs, JobLog) or theirs.shown is not None or theirs.report is None:
        return False
    there = (theirs.path, dict(theirs.said), theirs.name if not theirs.path else "")
    return there == (old.path, dict(old.said), old.name if not old.path else "")


def follow(old: JobLog, new: JobLog, idents: Collection[str] | None = None) -> Followed:
    """Draw anew whatever shows the file of `old`, each choosing from the new log as it chose from the old one.

    idents: the blocks the page has; None for all. Only those whose text or picture is another now are given. A slice that finds nothing
    any more stays as it is shown. Panels redraw themselves.
    """
    for follower in list(_FOLLOWERS):
        try:
            follower.follow(old, new)
        except Exception:  # the others still follow
            continue
    blocks = [_block(ident, s) for ident, s in list(_SHOWN.items()) if _moved(s, old, new) and (idents is None or ident in idents)]
    return Followed([block for block in blocks if block], _renamed(old, new))


def _moved(what: _Shown, old: JobLog, new: JobLog) -> bool:
    """Whether a picture is of this file, and can be drawn from the new log, which it then holds."""
    if not same(what.newest, old):
        return False
    what.newest = new
    try:
        what.log = what.log.like(new)
    except JobstatsError:  # nothing fits any more; after an undo it may
        return False
    return True


def _block(ident: str, what: _Shown) -> dict[str, str] | None:
    """A picture drawn anew for the page; None if it is as it was, or cannot be drawn."""
    try:
        block, mark = _written(ident, what.draw(what.log))
    except Exception:  # what is shown stays
        return None
    if mark == what.mark:
        return None
    what.mark = mark
    return block


def _written(ident: str, drawn: Shown) -> tuple[dict[str, str], bytes]:
    """A picture for the page, and what changes when it does."""
    if isinstance(drawn, str):
        block = {"ident": ident, "html": drawn, "figure": ""}
    else:
        block = {"ident": ident, "html": page.block(drawn, ident=ident), "figure": page.figure_json(drawn.figure)}
    return block, blake2b(f"{block['html']}{block['figure']}".encode(), digest_size=16).digest()


def _renamed(old: JobLog, new: JobLog) -> list[str]:
    """The notebook's own variables that held the old log or a slice of it; they hold the new one now."""
    shell = _notebook()
    names: list[str] = []
    if shell is None:
        return names
    for name, value in list(shell.user_ns.items()):
        if name.startswith("_") or name in shell.user_ns_hidden or not same(value, old):
            continue
        try:
            shell.user_ns[name] = value.like(new)
        except JobstatsError:
            continue
        names.append(name)
    return names


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
