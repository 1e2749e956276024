"""Finds a Chrome or Chromium that really starts, or fetches one; a machine without any fails, it never skips."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Playwright
from playwright.sync_api import Error as PlaywrightError

Say = Callable[[str], None]

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
VARIABLE = "JOBSTATS_BROWSER"
ON_PATH = (
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chromium-browser",
    "chrome",
    "microsoft-edge",
    "msedge",
)
ON_MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
ON_WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
DEBIAN_PACKAGES = ("chromium", "fonts-liberation")
REASON = re.compile(r"(E|Error|Failed\b.*):")
MINUTES_TO_INSTALL = 8
MINUTES_TO_DOWNLOAD = 5


class NoBrowserError(RuntimeError):
    """No browser here and none to be had; the text says what to install."""


def launch(playwright: Playwright, say: Say = print) -> Browser:
    """Start the first browser that works: the one named, one found, one installed, one downloaded."""
    named = os.environ.get(VARIABLE)
    if named:
        return _start_named(playwright, named)
    tried: list[str] = []
    for candidate in _candidates(playwright, say, tried):
        try:
            return _start(playwright, candidate)
        except PlaywrightError as error:
            tried.append(f"{candidate}: {_first_line(str(error))}")
    raise NoBrowserError(_what_to_install(tried))


def _start_named(playwright: Playwright, named: str) -> Browser:
    """Start the browser the person asked for; quietly taking another one would hide a slip."""
    try:
        return _start(playwright, Path(named))
    except PlaywrightError as error:
        raise NoBrowserError(
            f"{VARIABLE} names {named}, which does not start ({_first_line(str(error))}): "
            "set it to a Chrome or Chromium program, or unset it to have one found."
        ) from error


def _start(playwright: Playwright, program: Path) -> Browser:
    """Start one program, headless."""
    return playwright.chromium.launch(executable_path=program, headless=True, args=list(ARGUMENTS), timeout=60_000)


def _candidates(playwright: Playwright, say: Say, tried: list[str]) -> Iterator[Path]:
    """Programs to try, the quick ways first; what installs runs only when asked for the next one."""
    yield from (path for path in _usual_places() if path.is_file())
    own = Path(playwright.chromium.executable_path)
    if own.is_file():
        yield own
    if _can_apt() and _apt_install(say, tried):
        yield from _on_path()
    if _download(say, tried) and own.is_file():
        yield own


def _on_path() -> Iterator[Path]:
    """Browsers on PATH."""
    yield from (Path(found) for name in ON_PATH if (found := shutil.which(name)))


def _usual_places() -> Iterator[Path]:
    """PATH, then where macOS and Windows keep programs."""
    yield from _on_path()
    if sys.platform == "darwin":
        yield from (folder / app for folder in (Path("/Applications"), Path.home() / "Applications") for app in ON_MAC)
    if sys.platform == "win32":
        folders = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
        yield from (Path(folder) / program for folder in folders if folder for program in ON_WINDOWS)


def _can_apt() -> bool:
    """Whether this is Debian or Ubuntu and we are root."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt_install(say: Say, tried: list[str]) -> bool:
    """Install Debian's chromium; this changes the machine, so only root gets here, and it is said aloud."""
    say(f"no browser found: installing {' and '.join(DEBIAN_PACKAGES)} with apt-get (a minute or two) …")
    lock = ("-o", "DPkg::Lock::Timeout=120")
    install = ("apt-get", *lock, "install", "-y", "--no-install-recommends", *DEBIAN_PACKAGES)
    return _run(("apt-get", *lock, "update"), say, tried, MINUTES_TO_INSTALL) and _run(install, say, tried, MINUTES_TO_INSTALL)


def _download(say: Say, tried: list[str]) -> bool:
    """Let Playwright download its own Chromium, into its own folder."""
    say(f"no browser found: downloading Playwright's Chromium (at most {MINUTES_TO_DOWNLOAD} minutes) …")
    with_libraries = ("--with-deps",) if _can_apt() else ()
    command = (sys.executable, "-m", "playwright", "install", *with_libraries, "chromium")
    return _run(command, say, tried, MINUTES_TO_DOWNLOAD)


def _run(command: tuple[str, ...], say: Say, tried: list[str], minutes: float) -> bool:
    """Run an installing command for so many minutes at most; how it failed goes to `tried`."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    with process:
        try:
            output, _ = process.communicate(timeout=minutes * 60)
            trouble = "" if process.returncode == 0 else _reason(output)
        except subprocess.TimeoutExpired:
            _kill_group(process)
            trouble = f"not done after {minutes:g} minutes"
    if trouble:
        tried.append(f"{' '.join(command)}: {trouble}")
        say(f"that failed: {trouble}")
    return not trouble


def _kill_group(process: subprocess.Popen[str]) -> None:
    """End a command and what it started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, 9)
    process.kill()
    process.communicate()


def _what_to_install(tried: list[str]) -> str:
    """The one sentence for a person, then what was tried."""
    mend = (
        "The browser tests need Chrome or Chromium and none starts here: install one "
        "(Debian: `sudo apt-get install chromium`; macOS and Windows: Google Chrome; anywhere: `uv run playwright install chromium`), "
        f"or set {VARIABLE} to the path of one."
    )
    return "\n".join([mend, "Tried:", *(f"  - {line}" for line in tried)])


def _first_line(text: str) -> str:
    """The first line that says something."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "no message")


def _reason(output: str) -> str:
    """An installer's first line that names an error, else its last one."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return next((line for line in lines if REASON.match(line)), lines[-1] if lines else "no message")
