"""Finds the programs that read what the kit wrote (LibreOffice, poppler), or installs them; where neither can be, the test says so and is skipped."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

#: Which of Debian's packages holds each program.
PACKAGES = {
    "soffice": "libreoffice-calc-nogui",
    "pdftotext": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "pdftoppm": "poppler-utils",
}
#: Where else a program may lie.
ELSEWHERE = {
    "soffice": (
        Path("/usr/lib/libreoffice/program/soffice"),
        Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
        Path(r"C:\Program Files\LibreOffice\program\soffice.exe"),
    )
}
LOCK = Path(tempfile.gettempdir()) / "jobstats-tests-install.lock"
MINUTES_TO_INSTALL = 8


def program(name: str) -> Path:
    """The program of this name: found, else installed where that is possible; without it the test is skipped (where CI is set, it fails)."""
    package = PACKAGES[name]
    found = _found(name)
    trouble = ""
    if found is None and _can_install():
        with _alone():
            found = _found(name)  # another process may have installed it meanwhile
            if found is None:
                trouble = _installed(package)
                found = _found(name)
    if found is not None:
        return found
    why = f"this test needs {name}, which is not on this machine: install it (Debian: `sudo apt-get install {package}`). {trouble}".strip()
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


def _found(name: str) -> Path | None:
    """Where the program lies, if it is there."""
    on_path = shutil.which(name)
    return Path(on_path) if on_path else next((p for p in ELSEWHERE.get(name, ()) if p.is_file()), None)


def _can_install() -> bool:
    """Whether this is Debian or Ubuntu and we are root."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time: the tests run in several."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with LOCK.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _installed(package: str) -> str:
    """Install one of Debian's packages, said aloud since it changes the machine; what went wrong, or ""."""
    print(f"\ntests: installing {package} with apt-get (a minute or two) …", file=sys.__stderr__, flush=True)
    lock = ("-o", "DPkg::Lock::Timeout=120")
    for command in (("update",), ("install", "-y", "--no-install-recommends", package)):
        try:
            subprocess.run(
                ["apt-get", *lock, *command],
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=MINUTES_TO_INSTALL * 60,
                check=True,
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired, OSError) as error:
            return f"Installing it was tried and failed: {type(error).__name__} in apt-get {command[0]}."
    return ""
