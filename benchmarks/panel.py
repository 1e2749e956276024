"""How fast the panel answers, beside the floor: a bare page that does the same six `Plotly.react` calls in the same run.

    uv run python -m benchmarks.panel

Prints, for a search of 300 applications in the real JupyterLab and a real browser: from a change of a filter to the last
chart painted, against six bare `Plotly.react` with the same figures at the same size; and from Run All to the six charts,
against a notebook of six static plotly outputs. Times are ratios: two rounds taken in turn, medians over all. Goal: 1.3.
"""

from __future__ import annotations

import json
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

import nbformat
import plotly
from playwright.sync_api import Browser, Page, sync_playwright

import jobstats as js
from jobstats import simulate, theme
from tests.lab import browser as browsers
from tests.lab.page import LabPage
from tests.lab.server import KERNEL, LabServer, serving

ROUNDS, CHANGES = 3, 12
STAGES = ("", "reply")
GOAL = 1.3

CHANGE = """([value]) => new Promise(resolve => {
  const root = document.querySelector('.jobstats-panel');
  const select = root.querySelector('select');
  const started = performance.now();
  const watch = new MutationObserver(() => {
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
  });
  watch.observe(root, {attributes: true, attributeFilter: ['data-painted']});
  select.value = value;
  select.dispatchEvent(new Event('change', {bubbles: true}));
})"""
REACT = """async ([figures, template, config]) => {
  const started = performance.now();
  for (const [i, figure] of figures.entries()) {
    const layout = {...figure.layout, template, width: 500};
    await Plotly.react(document.getElementById('p' + i), figure.data, layout, config);
  }
  return new Promise(resolve => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started))));
}"""
PAINTED = "() => document.querySelectorAll('.jobstats-panel .main-svg').length >= 6"
STATIC = "() => document.querySelectorAll('.js-plotly-plot').length >= 6 && document.querySelectorAll('.main-svg').length >= 6"


def notebook(path: Path, *cells: str) -> None:
    """A notebook of these cells."""
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells], metadata={"kernelspec": KERNEL})
    nbformat.write(made, path)


def files(folder: Path) -> list[list[dict[str, Any]]]:
    """A log of 300 applications, two notebooks that show the same six charts, and the figures for both states of the filter."""
    search = simulate.search(1, applications=300, days=364)
    search.events.to_csv(folder / "log.csv", index=False)
    load = f'import jobstats as js\nlog = js.load("log.csv", as_of="{search.as_of}")'
    notebook(folder / "panel.ipynb", load, "js.panel(log)")
    log = js.load(folder / "log.csv", as_of=search.as_of)
    logs = [log.where(stage=stage or None) for stage in STAGES]
    figures = [[js.charts.CATALOGUE[name].draw(part).figure for name in js.charts.PANEL] for part in logs]
    (folder / "figures.json").write_text(json.dumps(figures[0]))
    head = "import json, plotly.graph_objects as go\nfigures = json.load(open('figures.json'))"
    notebook(folder / "static.ipynb", head, *[f"go.Figure(figures[{i}])" for i in range(6)])
    return figures


def first_charts(browser: Browser, server: LabServer, name: str, seen: str) -> tuple[float, LabPage]:
    """Milliseconds from Run All to six charts, and the page."""
    lab = LabPage.within(browser.new_context(), server)
    lab.open(name)
    started: float = lab.page.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells'); return performance.now(); }")
    lab.page.wait_for_function(seen, timeout=120_000, polling="raf")
    return lab.page.evaluate("() => performance.now()") - started, lab


def bare(browser: Browser) -> Page:
    """A page with plotly.js and six empty places."""
    page = browser.new_page()
    page.set_content("".join(f'<div id="p{i}"></div>' for i in range(6)))
    page.add_script_tag(path=str(Path(plotly.__file__).parent / "package_data" / "plotly.min.js"))
    return page


def report(name: str, ours: list[float], floor: list[float]) -> None:
    """Medians and their ratio."""
    a, b = statistics.median(ours), statistics.median(floor)
    verdict = "met" if a / b <= GOAL else f"missed by {a / b / GOAL - 1:.0%}"
    print(
        f"{name:<28} ours {a:6.0f} ms   floor {b:6.0f} ms   ratio {a / b:4.2f}   goal {GOAL}: {verdict}   ({len(ours)} and {len(floor)} times)"
    )


def main() -> None:
    """Run it."""
    folder = Path(tempfile.mkdtemp())
    figures = files(folder)
    changed, reacted, first, static = [], [], [], []
    config, template = dict(theme.CONFIG), theme.template("light")
    try:
        with serving(folder, Path(tempfile.mkdtemp())) as server, sync_playwright() as playwright:
            browser = browsers.launch(playwright, print)
            for round_ in range(ROUNDS):
                print(f"round {round_ + 1} of {ROUNDS} …", flush=True)
                ms, lab = first_charts(browser, server, "static.ipynb", STATIC)
                static.append(ms)
                lab.close()
                ms, lab = first_charts(browser, server, "panel.ipynb", PAINTED)
                first.append(ms)
                page = bare(browser)
                lab.page.wait_for_selector(".jobstats-panel[data-painted]")
                lab.output(1)
                for i in range(CHANGES + 2):
                    state = (i + 1) % 2
                    mine = lab.page.evaluate(CHANGE, [STAGES[state]])
                    theirs = page.evaluate(REACT, [figures[state], template, config])
                    if i >= 2:  # the first two warm both up
                        changed.append(mine)
                        reacted.append(theirs)
                lab.close()
                page.close()
            browser.close()
    finally:
        shutil.rmtree(folder)
    report("change of a filter → repaint", changed, reacted)
    report("Run All → first charts", first, static)


if __name__ == "__main__":
    main()
