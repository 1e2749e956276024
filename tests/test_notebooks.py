"""Every notebook runs top to bottom, without a traceback, on the sample, on a log of one row, on an empty log."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.conftest import HEADER
from tests.test_house import NOTEBOOKS

LOGS = {"sample": None, "one row": f"{HEADER}\n2026-03-30,Acme,Analyst,applied\n", "empty": f"{HEADER}\n"}


#: Every notebook with every log; one that loads none (its searches are invented) runs once.
RUNS = [(path, kind) for path in NOTEBOOKS for kind in LOGS if kind == "sample" or "js.load()" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize(("path", "kind"), RUNS, ids=[f"{path.stem}-{kind}" for path, kind in RUNS])
def test_a_notebook_runs(path: Path, kind: str, tmp_path: Path) -> None:
    """As a person would: the load line changed to their file, then run all."""
    (tmp_path / "notebooks").mkdir()
    notebook = nbformat.read(path, as_version=4)
    text = LOGS[kind]
    for cell in notebook.cells:
        if cell.cell_type == "code" and text is not None and "js.load()" in cell.source:
            (tmp_path / "log.csv").write_text(text, encoding="utf-8")
            cell.source = cell.source.replace("js.load()", 'js.load("../log.csv")')
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path / "notebooks")}}).execute()
    code = [c for c in notebook.cells if c.cell_type == "code"]
    errors = [o for c in code for o in c.outputs if o.output_type == "error" or o.get("name") == "stderr"]
    assert errors == []
    assert all(c.outputs for c in code if ("js.charts." in c.source or "js.trust." in c.source) and " = " not in c.source)
    assert not (tmp_path / "out").exists(), "“Run all” writes nothing; buttons do"
