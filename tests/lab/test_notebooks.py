"""Every notebook of the kit as a person meets it: it runs, nothing complains, nothing leaves the machine; pictures are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import REPOSITORY
from .page import LabPage

NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))
FEWEST = 7


def test_the_notebooks_are_there() -> None:
    """Nothing below is tried if the folder is empty; this says so."""
    assert len(NOTEBOOKS) >= FEWEST, f"{len(NOTEBOOKS)} notebooks in notebooks/, at least {FEWEST} are meant to be tried"


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_clean(lab: LabPage, notebook: Path) -> None:
    """Run from top to bottom on the sample, looked at in light and in dark, no complaint anywhere."""
    lab.open(f"notebooks/{notebook.name}")
    lab.run_all()
    for theme in ("Light", "Dark"):
        lab.theme(f"JupyterLab {theme}")
        lab.tall_screenshot(f"{notebook.stem}-{theme.lower()}")
    lab.assert_clean()
