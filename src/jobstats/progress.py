"""Work that takes longer than a second says how far it is: in Jupyter and in a terminal, in one line that is gone at the end."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from html import escape
from typing import Any, TypeVar

T = TypeVar("T")
Write = Callable[[str], None]
#: Nothing is shown before so many seconds, and a share no more often than so.
PATIENCE, PAUSE = 1.0, 0.2
_LOOK_EVERY = 256


@dataclass(eq=False)
class _Told:
    """Work under way. write: what shows a line in place of the last one, and removes it when given ""."""

    clock: Callable[[], float]
    write: Write
    started: float
    shown: float | None = None
    what: str = ""

    def step(self, what: str, share: float | None, sure: bool) -> None:
        """Show this, if the work takes long enough."""
        now = self.clock()
        if self.shown is None and not sure and now - self.started < PATIENCE:
            return
        if self.shown is not None and what == self.what and now - self.shown < PAUSE:
            return
        self.shown, self.what = now, what
        self.write(f"{what} …" if share is None else f"{what}: {min(share, 1):.0%}".replace("%", "\u00a0%"))


_under_way: ContextVar[_Told | None] = ContextVar("progress", default=None)


@contextmanager
def progress(clock: Callable[[], float] = time.monotonic, write: Write | None = None) -> Iterator[None]:
    """Within it, `step` and `each` say how far the work is; inside another one they go on with that."""
    line = write or _line()
    if line is None or _under_way.get() is not None:
        yield
        return
    told = _Told(clock, line, clock())
    before = _under_way.set(told)
    try:
        yield
    finally:
        _under_way.reset(before)
        if told.shown is not None:
            line("")


def step(what: str, share: float | None = None, sure: bool = False) -> None:
    """Say what is done now, and the share of it that is done already. sure: it will take long. Outside of `progress` nothing happens."""
    told = _under_way.get()
    if told is not None:
        told.step(what, share, sure)


def each(items: Collection[T], what: str) -> Iterator[T]:
    """The items one by one, with the share of them that is done."""
    for i, item in enumerate(items):
        if i % _LOOK_EVERY == 0:
            step(what, i / len(items) if i else None)
        yield item


def _line() -> Write | None:
    """A line that can be written over: in Jupyter, in a terminal; None elsewhere."""
    shell = sys.modules.get("IPython") and sys.modules["IPython"].get_ipython()
    if hasattr(shell, "kernel"):
        return _in_jupyter()
    return _in_terminal() if sys.stderr is not None and sys.stderr.isatty() else None


def _in_jupyter() -> Write:
    """One output that is updated in place."""
    from IPython.display import display

    handle: Any = None

    def write(text: str) -> None:
        nonlocal handle
        bundle = {"text/plain": text, "text/html": f'<p role="status">{escape(text)}</p>' if text else ""}
        if handle is None:
            handle = display(bundle, raw=True, display_id=True)  # type: ignore[no-untyped-call]  # IPython is partly untyped
        else:
            handle.update(bundle, raw=True)

    return write


def _in_terminal() -> Write:
    """One line of the terminal."""
    width = 0

    def write(text: str) -> None:
        nonlocal width
        sys.stderr.write(f"\r{text.ljust(width)}" if text else f"\r{' ' * width}\r")
        sys.stderr.flush()
        width = max(width, len(text))

    return write
