"""What is left of a notebook's outputs in its file: what the kit has marked as holding no name, and a sentence for the rest."""

from __future__ import annotations

import copy
import itertools
import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_core.paths import jupyter_config_path

from jobstats.jupyter import saving
from jobstats.jupyter.saving import LEFT_OUT, VIEW, WIDGETS, without_names

NUMBERS = itertools.count()
HARMLESS = {"jobstats": {"private": False}}
LEFT = {"output_type": "display_data", "data": {"text/plain": LEFT_OUT}, "metadata": HARMLESS}


def shown(text: str, metadata: dict[str, Any] | None = None, **data: Any) -> dict[str, Any]:
    """What a cell has shown."""
    return {"output_type": "display_data", "data": {"text/plain": text, **data}, "metadata": metadata or {}}


def cell(source: Any, *outputs: dict[str, Any]) -> dict[str, Any]:
    """A code cell."""
    return {
        "cell_type": "code",
        "id": f"c{next(NUMBERS)}",
        "metadata": {},
        "execution_count": 1,
        "source": source,
        "outputs": list(outputs),
    }


def saved(*cells: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    """The notebook as it is saved; still one that nbformat takes."""
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": list(cells)}
    without_names(model={"type": "notebook", "content": notebook}, path="x.ipynb", contents_manager=None)
    nbformat.validate(nbformat.from_dict(notebook))
    return notebook


PRINTED = {"output_type": "stream", "name": "stdout", "text": "Canary GmbH"}
RAISED = {"output_type": "error", "ename": "KeyError", "evalue": "Canary GmbH", "traceback": ["Canary GmbH"]}


def test_what_is_not_marked_gives_way_to_one_sentence() -> None:
    """A print, an error, a table, a chart with a name in it: one sentence in their place; the chart without one stays."""
    chart = shown("How far?", HARMLESS)
    named = shown("Who?", {"jobstats": {"private": True}})
    notebook = saved(cell("import jobstats as js"), cell("x", PRINTED, chart, RAISED, shown("Canary"), named))
    assert [c["outputs"] for c in notebook["cells"]] == [[], [LEFT, chart]]
    again = copy.deepcopy(notebook)
    without_names({"type": "notebook", "content": again})
    assert again == notebook


@pytest.mark.parametrize(
    "mark", [None, {}, {"jobstats": None}, {"jobstats": {}}, {"jobstats": {"private": None}}, {"jobstats": {"private": 0}}]
)
def test_only_a_plain_no_is_a_no(mark: Any) -> None:
    """Anything else counts as private."""
    output = {**shown("Canary"), "metadata": mark or {}}
    assert saved(cell("import jobstats", output))["cells"][0]["outputs"] == [LEFT]


@pytest.mark.parametrize(
    "source",
    [
        "import jobstats as js",
        ["x = 1\n", "import jobstats as js\n"],
        "if True:\n    import pandas as pd, jobstats",
        "from jobstats.readers import load",
        "import pandas as pd; import jobstats as js",
        "%time import jobstats",
        "try: import jobstats\nexcept ImportError: pass",
        "import importlib\njs = importlib.import_module('jobstats')",
        "exec('import jobstats as js')",
        "import \\\n    jobstats as js",
        "# import jobstats",
        "%run setup.py\nlog.companies()",
        "from mysetup import js, log",
        "js . load('mine.csv')",
        "log.where(company='Canary GmbH')",
        "%pip install JobStats",
    ],
)
def test_whatever_mentions_the_kit_is_the_kits(source: Any) -> None:
    """However it is imported, and where only its short name or its log is written."""
    notebook = saved(cell("x", PRINTED), cell(source), widgets={WIDGETS: {"state": {}}})
    assert notebook["cells"][0]["outputs"] == [LEFT]
    assert "widgets" not in notebook["metadata"]


@pytest.mark.parametrize("source", ["import pandas as pd", "js = 1", "%%js\nalert(1)", "log.info('x')", "import jsonschema", "import json"])
def test_other_notebooks_are_left_alone(source: str) -> None:
    """What has nothing to do with the kit is saved as it is, widgets and all."""
    notebook = saved(cell(source, PRINTED), widgets={WIDGETS: {"state": {}}})
    assert notebook["cells"][0]["outputs"] == [PRINTED]
    assert "widgets" in notebook["metadata"]


@pytest.mark.parametrize("private", [True, False])
def test_a_chart_of_the_kit_is_enough(private: bool) -> None:
    """The cell that imported it is gone; what is marked private never stays."""
    chart = shown("Canary GmbH", {"jobstats": {"private": private}})
    notebook = saved(cell("draw()", chart), cell("x", PRINTED))
    assert [c["outputs"] for c in notebook["cells"]] == [[chart if private is False else LEFT], [LEFT]]


@pytest.mark.parametrize("source", ["import jobstats", "x"])
def test_where_it_fails_no_output_is_saved(source: str) -> None:
    """An output, a cell, metadata such as no notebook has: all outputs and the state of widgets go, what is typed stays, nothing is raised."""
    odd = {"output_type": "display_data", "data": {"text/plain": "Canary"}, "metadata": 3}
    for more in (cell("y", odd), "no cell", {"cell_type": "code", "outputs": 7, "source": "y"}):
        notebook = {"metadata": {"widgets": {WIDGETS: {}}}, "cells": [cell(source, PRINTED), more]}
        without_names({"type": "notebook", "content": notebook})
        assert notebook["cells"][0]["source"] == source  # type: ignore[index]
        assert "Canary" not in str(notebook)
        assert "widgets" not in notebook["metadata"]
    for content in ({"metadata": [1], "cells": [cell(source, PRINTED)]}, {"metadata": {"widgets": 1}, "cells": 5}):
        without_names({"type": "notebook", "content": content})
        assert "Canary" not in str(content)


def test_the_environments_own_jupyter_switches_it_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`jupyter lab` without the kit's start: the environment has the kit's settings, in editable installs too."""
    for name in ("JUPYTER_CONFIG_PATH", "JUPYTER_PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    folders = [str(Path(folder) / "jupyter_server_config.d") for folder in jupyter_config_path()]
    found = [path for folder in folders if (path := Path(folder) / "jobstats.json").is_file()]
    assert found
    assert json.loads(found[0].read_text(encoding="utf-8")) == {"ServerApp": {"jpserver_extensions": {"jobstats.jupyter.saving": True}}}


def test_the_state_of_widgets_goes_and_a_sentence_stands_in() -> None:
    """A list of companies in a widget of somebody else; the kit's own widget says what to do."""
    view = {VIEW: {"model_id": "m1", "version_major": 2, "version_minor": 0}}
    panel = shown("Run this cell to see the panel.", HARMLESS, **view)
    notebook = saved(
        cell("import jobstats", panel), widgets={WIDGETS: {"state": {"m1": {"state": {"payload": "Canary"}}, "m2": {"state": ["Canary"]}}}}
    )
    state = notebook["metadata"]["widgets"][WIDGETS]["state"]
    assert list(state) == ["m1"]
    assert state["m1"]["state"]["said"] == "Run this cell to see the panel."
    assert "Canary" not in str(notebook)


def test_outputs_are_kept_where_the_notebook_says_so() -> None:
    """{"jobstats": {"keep_outputs": true}}, and nothing short of it."""
    assert saved(cell("import jobstats", PRINTED), jobstats={"keep_outputs": True})["cells"][0]["outputs"] == [PRINTED]
    assert saved(cell("import jobstats", PRINTED), jobstats={"keep_outputs": "no"})["cells"][0]["outputs"] == [LEFT]


@pytest.mark.parametrize(
    "model", [{}, {"type": "file", "content": "x"}, {"type": "directory"}, {"type": "notebook"}, {"type": "notebook", "content": {}}]
)
def test_what_is_no_notebook_is_left_alone(model: dict[str, Any]) -> None:
    """A text file, a folder, a notebook without content."""
    before = copy.deepcopy(model.get("type"))
    without_names(model)
    assert model.get("type") == before


def test_it_stands_beside_a_persons_own_hook() -> None:
    """The server is told of it; nothing is overwritten."""
    told: list[Any] = []

    class Manager:
        register_pre_save_hook = staticmethod(told.append)

    class Server:
        contents_manager = Manager()

    assert saving._jupyter_server_extension_points() == [{"module": "jobstats.jupyter.saving"}]
    saving._load_jupyter_server_extension(Server())
    assert told == [without_names]
