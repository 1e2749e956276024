"""Every call by which the kit changes or reads the disk, counted; at one of them something happens: it fails, or the process is dead."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jobstats.journal import swapping

#: The calls of the module os that change something; those that only look; and what lets two files change places.
CHANGES = (
    "open",
    "write",
    "fsync",
    "close",
    "replace",
    "rename",
    "link",
    "unlink",
    "mkdir",
    "rmdir",
    "ftruncate",
    "fchmod",
    "fchown",
    "setxattr",
)
LOOKS = ("read", "stat", "listdir")
SWAP = "swap"


@dataclass
class Step:
    """One call. what: on which path, as far as that is known."""

    number: int
    name: str
    what: str
    args: tuple[Any, ...]


@dataclass
class Steps:
    """What was called; `at` is asked before every call, and may do it itself (then it gives a value in a tuple)."""

    at: Callable[[Step, Callable[[], Any]], tuple[Any] | None] = lambda step, call: None
    seen: list[Step] = field(default_factory=list)
    paths: dict[int, str] = field(default_factory=dict)

    def called(self, name: str, real: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """One call, counted."""
        step = Step(len(self.seen) + 1, name, self._path(name, args), args)
        self.seen.append(step)
        answer = self.at(step, lambda: real(*args, **more))
        out = answer[0] if answer is not None else real(*args, **more)
        if name == "open":
            self.paths[out] = step.what
        return out

    def _path(self, name: str, args: tuple[Any, ...]) -> str:
        first = args[0] if args else ""
        if isinstance(first, int):
            return self.paths.get(first, "")
        path = Path(os.fsdecode(first))
        return path.name

    @property
    def names(self) -> list[str]:
        return [step.name for step in self.seen]


@contextlib.contextmanager
def stepping(
    at: Callable[[Step, Callable[[], Any]], tuple[Any] | None] | None = None, exchange: bool = True, calls: tuple[str, ...] = CHANGES
) -> Iterator[Steps]:
    """While the block runs these calls are counted. exchange: whether the disk can let two files change places in one step."""
    steps = Steps(at) if at is not None else Steps()
    real = {name: getattr(os, name) for name in calls if hasattr(os, name)}
    real_exchange, swap = swapping._exchange, swapping._exchange()

    def patched(name: str) -> Callable[..., Any]:
        return lambda *args, **more: steps.called(name, real[name], *args, **more)

    try:
        for name in real:
            setattr(os, name, patched(name))
        swapping._exchange = (  # type: ignore[assignment]
            (lambda: lambda new, file: steps.called(SWAP, swap, new, file)) if exchange and swap else lambda: None
        )
        yield steps
    finally:
        for name, call in real.items():
            setattr(os, name, call)
        swapping._exchange = real_exchange


def dies(number: int, when: str) -> Callable[[Step, Callable[[], Any]], tuple[Any] | None]:
    """The process is dead "before" the call of this number, "after" it, or where it is a write "within" it."""

    def at(step: Step, call: Callable[[], Any]) -> tuple[Any] | None:
        if step.number != number:
            return None
        if when == "after":
            with contextlib.suppress(OSError):
                call()
        if when == "within" and step.name == "write":
            os.pwrite(step.args[0], bytes(step.args[1])[: len(step.args[1]) // 2], os.fstat(step.args[0]).st_size)
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    return at


def fails(number: int, code: int, stays: bool = False) -> Callable[[Step, Callable[[], Any]], tuple[Any] | None]:
    """The call of this number fails; where it `stays` so, all calls of its name from there on. Half of a write arrives, and what is closed is closed."""
    which: list[str] = []

    def at(step: Step, call: Callable[[], Any]) -> tuple[Any] | None:
        if step.number == number:
            which.append(step.name)
        if step.number != number and not (stays and step.name in which):
            return None
        if step.name == "write":
            os.pwrite(step.args[0], bytes(step.args[1])[: len(step.args[1]) // 2], os.fstat(step.args[0]).st_size)
        if step.name == "close":
            call()
        raise OSError(code, os.strerror(code))

    return at


def short(step: Step, call: Callable[[], Any]) -> tuple[Any] | None:
    """Every write takes seven bytes at most, every read eleven."""
    if step.name == "write":
        return (REAL_WRITE(step.args[0], bytes(step.args[1])[:7]),)
    if step.name == "read":
        return (REAL_READ(step.args[0], min(step.args[1], 11)),)
    return None


REAL_WRITE, REAL_READ = os.write, os.read
CODES = (errno.ENOSPC, errno.EIO, errno.EROFS)
