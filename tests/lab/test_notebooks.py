"""Every notebook of the kit as a person meets it: it runs, nothing complains, nothing leaves the machine; pictures are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import REPOSITORY
from .page import LabPage

NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))
FEWEST = 7
#: What stands under a picture lies where it belongs once all pictures are drawn; a busy machine takes a while.
SECONDS_TO_LIE = 20


#: Opens every explanation and gives the headings that do not stand above their own text, at its left; then closes them again.
EXPLAINED = """() => { const odd = [];
for (const d of document.querySelectorAll("details.jobstats-meaning")) { d.open = true;
  for (const h of d.querySelectorAll("dt")) { const a = h.getBoundingClientRect(), b = h.nextElementSibling.getBoundingClientRect();
    if (b.top < a.bottom - 1 || Math.abs(a.left - b.left) > 1) odd.push(h.textContent); }
  d.open = false; } return odd; }"""


def test_the_notebooks_are_there() -> None:
    """Nothing below is tried if the folder is empty; this says so."""
    assert len(NOTEBOOKS) >= FEWEST, f"{len(NOTEBOOKS)} notebooks in notebooks/, at least {FEWEST} are meant to be tried"


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_clean(lab: LabPage, notebook: Path) -> None:
    """Run from top to bottom on the sample, looked at in light and in dark, no complaint anywhere."""
    lab.open(f"notebooks/{notebook.name}")
    lab.run_all()
    lab.page.wait_for_function(f"() => ({EXPLAINED})().length === 0", timeout=SECONDS_TO_LIE * 1000)
    for theme in ("Light", "Dark"):
        lab.theme(f"JupyterLab {theme}")
        lab.tall_screenshot(f"{notebook.stem}-{theme.lower()}")
    lab.assert_clean()
