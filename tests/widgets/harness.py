"""A page that shows one panel without JupyterLab: the kernel's half runs here, messages pass through the browser's bindings."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Route

from jobstats import page
from jobstats.widgets.panel import Panel
from tests.widgets.browsing import Watched

ADDRESS = "http://kit.test/"
PLOTLY = "http://kit.test/lab/extensions/jobstats/static/plotly.min.js"

# The model anywidget would give: get, on, off, send; `told` brings what the kernel's half says, one turn later as over a wire.
MODEL = """
const state = %(state)s;
const heard = {};
globalThis.sent = [];
globalThis.told = (items) => items.forEach(([, content, buffers]) =>
  (heard['msg:custom'] ?? []).slice().forEach(f => f(content, buffers.map(b => new TextEncoder().encode(b)))));
const model = {
  get: name => state[name],
  on: (name, f) => (heard[name] ??= []).push(f),
  off: (name, f) => heard[name] = (heard[name] ?? []).filter(g => g !== f),
  send: content => { sent.push(content); if (!globalThis.held) globalThis.kernel(content).then(told); },
};
globalThis.answerHeld = async () => { globalThis.held = false; for (const c of sent.splice(0)) told(await globalThis.kernel(c)); };
globalThis.show = (el) => render({ model, el });
globalThis.cleanup = show(document.getElementById('here'));
"""


@dataclass
class Shown:
    """A panel in a page."""

    panel: Panel
    watched: Watched
    said: list[list[Any]] = field(default_factory=list)

    def kernel(self, content: dict[str, Any]) -> list[list[Any]]:
        """The kernel's half: what it says to one message of the page."""
        self.said = []
        self.panel._told(self.panel, content, [])
        return self.said

    def send(self, content: dict[str, Any], buffers: list[bytes] | None = None) -> None:
        self.said.append(["custom", content, [b.decode() for b in buffers or []]])

    def from_python(self, filters: dict[str, Any]) -> None:
        """A person sets the filters in a cell."""
        self.does(lambda: setattr(self.panel, "filters", filters))

    def does(self, something: Callable[[], Any]) -> None:
        """Something is done in Python; the page hears what the panel says of it."""
        self.said = []
        something()
        self.watched.page.evaluate("items => told(items)", self.said)

    def painted(self) -> None:
        """Wait until the kernel's newest answer is painted."""
        number = json.loads(self.panel.payload)["number"]
        self.watched.page.wait_for_function(
            "n => document.querySelector('.jobstats-panel').dataset.painted === String(n)", arg=number, timeout=60_000
        )


def show(browser: Browser, panel: Panel, *, plotly: bool = True, theme: str = "", width: int = 1100, answers: bool = True) -> Shown:
    """Open a page with the panel in it; plotly: JupyterLab's static files hold plotly.js; theme: further CSS; answers: there is a kernel."""
    shown = Shown(panel, Watched(browser, width=width))
    panel.send = shown.send
    config = json.dumps({"fullLabextensionsUrl": "/lab/extensions"})
    html = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>x</title><style>{theme}{panel._css}</style></head><body data-jp-theme-light="true">'
        f'<script id="jupyter-config-data" type="application/json">{config}</script><div id="here"></div>'
        f'<script type="module">{panel._esm}{MODEL % {"state": "{}"}}</script></body></html>'
    )

    def answer(route: Route) -> None:
        if route.request.url.startswith(PLOTLY) and plotly:
            route.fulfill(body=page.plotly_js(), content_type="text/javascript; charset=utf-8")
        elif route.request.url == ADDRESS:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        else:
            route.fulfill(status=404, body="")

    shown.watched.context.route("**/*", answer)
    shown.watched.page.expose_function("kernel", shown.kernel if answers else lambda _: [])
    shown.watched.page.goto(ADDRESS)
    return shown
