"""The loading report in the real JupyterLab: the first thing under the load, within its room on a wide and a narrow page, in light and dark."""

from __future__ import annotations

import axe_core_python.sync_playwright as axe
import pytest

from .page import LAPTOP, LabPage

LOAD_CELL = "js.load("
#: A list as people keep it: another language, typos, mixed statuses, days before months, ragged rows, a row that was never sent.
TROUBLED = """Beworben am;Firma;Stelle;Status;Antwort am
13.02.2026;Acme GmbH;Analystin;Absage;20.02.2026
14.02.2026;Borealis;Analystin;reeejected;
irgendwann;Kestrel;Analystin;Absage;
15.02.2026;Kestrel
16.02.2026;Lark;Analystin;need to apply;
17.02.2026;Lark;Analystin;Hmm, was nun?;18.02.2026
"""
#: What of the report reaches beyond its room, and beyond the room of its scrolling tables.
BEYOND = """() => { const report = document.querySelector('.jobstats-report'), right = report.getBoundingClientRect().right;
return Array.from(report.querySelectorAll('p, pre, summary, .rows, table.told')).filter(n => n.getBoundingClientRect().right > right + 1)
  .map(n => n.textContent.slice(0, 60)); }"""
OPEN = "() => { for (const d of document.querySelectorAll('.jobstats-report details')) d.open = true; }"
CLOSED = "() => document.querySelectorAll('.jobstats-report details:not([open])').length"
LEFT = "() => getComputedStyle(document.querySelector('.jobstats-report td')).textAlign"


def test_it_is_the_first_thing_under_the_load(lab: LabPage) -> None:
    """In the first notebook; of the sample one line, and the rest behind a click."""
    lab.open("notebooks/01-start-here.ipynb")
    lab.run_all()
    first = next(cell for cell in lab.code_cells() if LOAD_CELL in cell["source"])
    assert "log.report" in first["source"]
    report = lab.output(int(first["index"])).locator(".jobstats-report")
    assert report.inner_text().startswith("All 395 rows of log.csv are kept.")
    assert report.locator("details[open]").count() == 0
    assert report.bounding_box()["height"] < 250  # type: ignore[index]
    lab.assert_clean()


@pytest.mark.parametrize("width", [LAPTOP["width"], 480], ids=["laptop", "narrow"])
def test_a_troubled_list(lab: LabPage, width: int) -> None:
    """Everything opened: nothing reaches beyond its room, nothing for axe to find."""
    (lab.server.root / "scratch").mkdir(exist_ok=True)
    (lab.server.root / "scratch" / "Bewerbungen.csv").write_text(TROUBLED, encoding="cp1252")
    source = 'import jobstats as js\n\nlog = js.load("Bewerbungen.csv", as_of="2026-06-30")\nlog.report'
    lab.page.set_viewport_size({"width": width, "height": 800})
    lab.open(lab.server.write_notebook(f"troubled-{width}", source))
    if width < 600:
        lab.page.evaluate("jupyterapp.commands.execute('application:toggle-left-area')")
    lab.run_all()
    assert lab.page.evaluate(CLOSED) > 0
    for theme in ("Light", "Dark"):
        lab.theme(f"JupyterLab {theme}")
        lab.page.evaluate(OPEN)
        lab.page.wait_for_timeout(1000)
        lab.screenshot(f"report-{theme.lower()}-{width}")
        assert lab.page.evaluate(BEYOND) == []
        assert lab.page.evaluate(LEFT) == "left"
        found = axe.Axe().run(lab.page, context=".jobstats-report")
        assert [f"{v['id']}: {node['html'][:200]}" for v in found["violations"] for node in v["nodes"]] == []
    lab.assert_clean()
