"""One JupyterLab page as a person uses it: open, run, look; and everything it does wrong, remembered from its first request."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, WebSocket
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from .server import LabServer

ARTEFACTS = Path(__file__).parent / "artefacts"
LAPTOP = {"width": 1366, "height": 768}
SECONDS_TO_OPEN = 180
SECONDS_TO_RUN = 240
SECONDS_TO_SETTLE = 40
MOST_STEPS = 80

# Pages share a browser's cache, for speed, but nothing that an earlier page stored; a tab's sessionStorage is its own.
FORGET_EARLIER_PAGES = """if (window === window.top && location.protocol === 'http:' && !sessionStorage.jobstatsFresh) {
  localStorage.clear();
  sessionStorage.jobstatsFresh = 'yes';
}"""
PANEL = "window.jupyterapp?.shell?.currentWidget"
# The notebook is open, its kernel started and at rest.
READY = f"""() => {{
  const panel = {PANEL};
  const session = panel?.sessionContext;
  return Boolean(panel?.context?.isReady && session?.isReady && session.session?.kernel?.status === 'idle');
}}"""
# Not awaited: the page would hold the driver, and a cell that never ends would hold it for ever.
RUN_ALL = """() => {
  window.jobstatsRun = {done: false, failure: null};
  jupyterapp.commands.execute('notebook:run-all-cells').then(
    () => { window.jobstatsRun.done = true; },
    reason => { window.jobstatsRun = {done: true, failure: String(reason)}; });
}"""
HAS_RUN = f"""() => {{
  const kernel = {PANEL}.sessionContext.session?.kernel;
  return !kernel || ['dead', 'autorestarting'].includes(kernel.status) || (window.jobstatsRun.done && kernel.status === 'idle');
}}"""
# From the notebook's model, not from the page: outputs out of view may be missing there.
CELLS = f"""() => Array.from({PANEL}.content.model.cells)
  .map((cell, index) => ({{cell, index}}))
  .filter(({{cell}}) => cell.type === 'code')
  .map(({{cell, index}}) => ({{
    index, source: cell.sharedModel.getSource(), count: cell.executionCount, outputs: cell.outputs.toJSON()}}))"""
# What widgets show themselves, which the model does not hold: errors inside Output widgets, widgets that did not come up.
BAD_WIDGETS = f"""() => Array.from({PANEL}.node.querySelectorAll(
    '.jp-RenderedText[data-mime-type="application/vnd.jupyter.stderr"], ' +
    '.jp-RenderedText[data-mime-type="application/vnd.jupyter.error"], .jupyter-widgets-error-widget'))
  .map(node => node.textContent.trim() || 'a widget that could not be shown')"""
RUN_STATE = f"() => [window.jobstatsRun.failure, {PANEL}.sessionContext.session?.kernel?.status ?? 'no kernel']"
THEME = "([name, light]) => document.body.dataset.jpThemeName === name && document.body.dataset.jpThemeLight === light"
SCROLLER = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer"
SCROLLED = "node => [node.scrollTop, node.clientHeight, node.scrollHeight]"
DIALOGS = "() => Array.from(document.querySelectorAll('.jp-Dialog')).map(node => node.innerText)"
ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class LabPage:
    """A page of a running JupyterLab, with all that went wrong in it since it was made."""

    server: LabServer
    page: Page
    artefacts: Path = ARTEFACTS
    console_errors: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)
    foreign_requests: list[str] = field(default_factory=list)

    @classmethod
    def within(cls, context: BrowserContext, server: LabServer, artefacts: Path = ARTEFACTS) -> LabPage:
        """A new page of laptop size, listened to from its first request."""
        page = context.new_page()
        page.set_viewport_size({"width": LAPTOP["width"], "height": LAPTOP["height"]})
        page.add_init_script(FORGET_EARLIER_PAGES)
        lab = cls(server, page, artefacts)
        page.on("console", lab._heard)
        page.on("pageerror", lambda error: lab.page_errors.append(str(error)))
        page.on("websocket", lab._connected)
        context.on("request", lab._requested)  # of the context, so that a window opened by the page is heard too
        return lab

    def close(self) -> None:
        """Close the page, and any window it opened."""
        self.page.context.remove_listener("request", self._requested)
        for page in self.page.context.pages:
            page.close()

    def open(self, notebook: str) -> None:
        """Open a notebook of the server's folder and wait until its kernel is at rest."""
        self.page.goto(self.server.address(notebook), wait_until="commit", timeout=SECONDS_TO_OPEN * 1000)
        self._wait(READY, SECONDS_TO_OPEN, f"{notebook} to open with a kernel at rest")

    def run_all(self, seconds: float = SECONDS_TO_RUN) -> None:
        """Run every cell; fails if a cell shows an error or was not reached."""
        self.page.evaluate(RUN_ALL)
        self._wait(HAS_RUN, seconds, "all cells to have run")
        failure, status = self.page.evaluate(RUN_STATE)
        problems = self.output_problems()
        if status not in ("idle", "busy"):  # a form may ask for something as soon as it is there
            problems.append(f"the kernel is {status}")
        if failure:
            problems.append(f"run-all-cells was refused: {failure}")
        cells = self.code_cells()
        problems += [f"cell {cell['index']} never ran" for cell in cells if cell["source"].strip() and not cell["count"]]
        assert not problems, "the notebook does not run from top to bottom:\n" + "\n".join(problems)

    def code_cells(self) -> list[dict[str, Any]]:
        """Every code cell: index, source, count and outputs, as the notebook's model holds them."""
        cells: list[dict[str, Any]] = self.page.evaluate(CELLS)
        return cells

    def output_problems(self) -> list[str]:
        """Every error and every word on stderr in any output, widgets that did not come up included."""
        outputs = [(cell["index"], output) for cell in self.code_cells() for output in cell["outputs"]]
        from_cells = [f"cell {index}: {text}" for index, output in outputs if (text := _complaint(output))]
        shown = [ANSI.sub("", text) for text in self.page.evaluate(BAD_WIDGETS)]
        return from_cells + [f"shown in the page: {text}" for text in shown if not any(text in known for known in from_cells)]

    def theme(self, name: str) -> None:
        """Change JupyterLab's theme ("JupyterLab Dark", "JupyterLab Light") and wait until it is on."""
        self.page.evaluate("theme => { jupyterapp.commands.execute('apputils:change-theme', {theme}); }", name)
        self._wait(THEME, SECONDS_TO_SETTLE, f"the theme {name}", [name, "false" if "Dark" in name else "true"])

    def cell(self, index: int) -> Locator:
        """One cell of the notebook, scrolled into view."""
        self.page.evaluate("index => { jupyterapp.shell.currentWidget.content.activeCellIndex = index; }", index)
        self.page.evaluate("index => jupyterapp.shell.currentWidget.content.scrollToItem(index, 'start')", index)
        cell = self.page.locator(f"{SCROLLER} .jp-Cell[data-windowed-list-index='{index}']")
        cell.scroll_into_view_if_needed()
        return cell

    def output(self, index: int) -> Locator:
        """The outputs of one cell, scrolled into view."""
        output = self.cell(index).locator(".jp-Cell-outputArea")
        output.scroll_into_view_if_needed()
        return output

    def screenshot(self, name: str) -> Path:
        """What is in the window now, as artefacts/<name>.png."""
        self.artefacts.mkdir(parents=True, exist_ok=True)
        path = self.artefacts / f"{name}.png"
        self.page.screenshot(path=path)
        return path

    def tall_screenshot(self, name: str) -> list[Path]:
        """The whole notebook, a window at a time, as artefacts/<name>-01.png and so on."""
        for old in self.artefacts.glob(f"{name}-[0-9][0-9].png"):
            old.unlink()
        scroller = self.page.locator(SCROLLER)
        scroller.evaluate("node => { node.scrollTop = 0; }")
        paths: list[Path] = []
        while len(paths) < MOST_STEPS:
            top, height, whole = self._settle(scroller)
            paths.append(self.screenshot(f"{name}-{len(paths) + 1:02}"))
            if top + height >= whole - 2:
                break
            scroller.evaluate("node => { node.scrollTop += 0.9 * node.clientHeight; }")
        return paths

    def assert_clean(self) -> None:
        """Fail with everything this page did wrong since it was made: outputs, console, page, requests."""
        found = {
            "errors in outputs": self.output_problems(),
            "errors in the console": self.console_errors,
            "errors of the page": self.page_errors,
            "requests leaving the server": self.foreign_requests,
        }
        lines = [f"{kind}:\n  " + "\n  ".join(items) for kind, items in found.items() if items]
        assert not lines, "\n".join(lines)

    def _heard(self, message: ConsoleMessage) -> None:
        """Keep a console error. The bare JupyterLab 4.6 with an empty notebook logs none, so none is let through."""
        if message.type == "error":
            self.console_errors.append(f"{message.text} ({message.location.get('url', '')})")

    def _requested(self, request: Request) -> None:
        """Keep a request that does not go to the server."""
        if not self._is_own(request.url):
            self.foreign_requests.append(f"{request.method} {request.url}")

    def _connected(self, socket: WebSocket) -> None:
        """Keep a web socket that does not go to the server."""
        if not self._is_own(socket.url):
            self.foreign_requests.append(f"websocket {socket.url}")

    def _is_own(self, url: str) -> bool:
        """Whether an address is the server's own, made inside the page, or the browser's own viewer of PDFs."""
        parts = urlsplit(url)
        return parts.scheme in ("data", "blob", "about", "chrome", "chrome-extension") or parts.netloc == urlsplit(self.server.url).netloc

    def _settle(self, scroller: Locator) -> tuple[float, float, float]:
        """Wait until the notebook's height stays the same for a while; its scroll position, window and height."""
        deadline = time.monotonic() + SECONDS_TO_SETTLE
        before: list[float] = []
        while time.monotonic() < deadline:
            self.page.wait_for_timeout(150)
            now: list[float] = scroller.evaluate(SCROLLED)
            if now == before:
                return now[0], now[1], now[2]
            before = now
        raise AssertionError(f"the notebook's height did not come to rest within {SECONDS_TO_SETTLE} s")

    def _wait(self, expression: str, seconds: float, what: str, argument: Any = None) -> None:
        """Wait for something in the page; a wait in vain tells what stood in the way."""
        try:
            self.page.wait_for_function(expression, arg=argument, timeout=seconds * 1000, polling=100)
        except PlaywrightTimeoutError as error:
            hints = [
                f"waited {seconds:g} s in vain for {what}",
                *(f"a dialog is open: {text}" for text in self.page.evaluate(DIALOGS)),
                *self.console_errors,
                *self.page_errors,
                f"the server's log ends:\n{self.server.log_tail()}",
            ]
            raise AssertionError("\n".join(hints)) from error


def _complaint(output: dict[str, Any]) -> str:
    """What an output of a cell complains of, or nothing."""
    if output["output_type"] == "error":
        return ANSI.sub("", "\n".join(output["traceback"]) or f"{output['ename']}: {output['evalue']}")
    if output["output_type"] == "stream" and output["name"] == "stderr":
        return f"stderr: {_joined(output['text'])}"
    return ""


def _joined(text: str | list[str]) -> str:
    """Notebook text, which may come as a list of lines."""
    return text if isinstance(text, str) else "".join(text)
