"""One JupyterLab and one browser for all tests here; a fresh page, kernel and settings for each."""

from __future__ import annotations

import re
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from types import FrameType

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from . import browser as browsers
from .page import LabPage
from .server import LabServer, serving

REPOSITORY = Path(__file__).parents[2]
FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a test's own part failed, so that its page is photographed before it closes."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="package")
def say(pytestconfig: pytest.Config) -> Callable[[str], None]:
    """Speak to the person past pytest's capturing: installing a browser takes minutes."""
    capture = pytestconfig.pluginmanager.getplugin("capturemanager")

    def aloud(text: str) -> None:
        with capture.global_and_fixture_disabled():
            print(f"\ntests/lab: {text}", file=sys.stderr, flush=True)

    return aloud


@pytest.fixture(scope="package")
def ends_on_sigterm() -> Iterator[None]:
    """Turn SIGTERM into pytest's own exit: fixtures are taken down, no server is left behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(_number: int, _frame: FrameType | None) -> None:
        pytest.exit("ended by SIGTERM", returncode=143)

    before = signal.signal(signal.SIGTERM, leave)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture(scope="package")
def lab_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of notebooks/ and data/, so that no test dirties the tree; the person's own logs stay at home."""
    root = tmp_path_factory.mktemp("lab-files")
    unwanted = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__", "mine")
    for folder in ("notebooks", "data"):
        shutil.copytree(REPOSITORY / folder, root / folder, ignore=unwanted)
    return root


@pytest.fixture(scope="package")
def lab_server(lab_files: Path, tmp_path_factory: pytest.TempPathFactory, ends_on_sigterm: None) -> Iterator[LabServer]:
    """The real JupyterLab, serving that copy."""
    with serving(lab_files, tmp_path_factory.mktemp("lab-home")) as server:
        yield server


@pytest.fixture(scope="package")
def browser(say: Callable[[str], None], ends_on_sigterm: None) -> Iterator[Browser]:
    """A real browser. Package-scoped, not session-scoped: Playwright holds an event loop that other tests could trip over."""
    with sync_playwright() as playwright:
        program = browsers.launch(playwright, say)
        yield program
        program.close()


@pytest.fixture(scope="package")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One browser profile for all pages: with a warm cache JupyterLab opens in half the time."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def lab(context: BrowserContext, lab_server: LabServer, request: pytest.FixtureRequest) -> Iterator[LabPage]:
    """A fresh page, kernel and settings; when the test fails, its page is kept as artefacts/failed-….png."""
    page = LabPage.within(context, lab_server)
    try:
        yield page
        if request.node.stash.get(FAILED, False):
            page.screenshot("failed-" + re.sub(r"\W+", "-", request.node.name))
    finally:
        page.close()
        lab_server.forget()
