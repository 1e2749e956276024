"""Notebooks are saved without names: at saving, and in the file alone, outputs that may hold one give way to a sentence.

A server extension of JupyterLab, switched on where the kit is installed (jupyter_server_config.json beside this file goes to
etc/jupyter/jupyter_server_config.d of the environment) and by the kit's own start. It runs in the server, knows no log, and
touches only notebooks that have to do with the kit; what stands on the screen stays. Where it fails, no output is saved at all.
"""

from __future__ import annotations

import re
from typing import Any

#: What stands in the place of what was left out.
LEFT_OUT = "Run this cell again: names are not kept in this file."
#: The mark the kit sets on its outputs (display metadata): {"jobstats": {"private": false}} holds no name.
MARK = "jobstats"
WIDGETS = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"
#: A widget of the kit in a notebook that is opened again: it says what the output's own text says, and nothing else.
STANDS_IN = "export default { render({ model, el }) { el.textContent = model.get('said'); } };"
#: The words by which a cell has to do with the kit: its name anywhere, or what is written of its short name and its log, as where
#: both come from another file (`from mysetup import js, log`, `%run setup.py`).
_OURS = re.compile(
    r"""jobstats
    | \bimport\b [^\n#]* \bjs\b
    | \bjs \s* \. \s* (load|capture|backfill|panel|glance|due|charts|pack|pack_form|sheet|work_search|convert|trust|JobLog)\b
    | \blog \s* \. \s* (applications|events|companies|has_company|where|as_it_stood|choices|ahead|problems|notes|report|caption)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def without_names(model: dict[str, Any], **_: Any) -> None:
    """A hook before saving: take out of a notebook what may hold a name of somebody's log, in the file alone.

    Only of notebooks that have to do with the kit (see _ours). Kept are outputs the kit itself has marked as holding no name: charts
    in which none is found, and its widgets, whose content is never in the file. Everything else a cell has shown (tables, the
    report of a load, prints, errors) gives way to one sentence, and the saved state of widgets is left out. Where anything goes
    wrong, all outputs are left out, and the notebook is saved. To keep outputs as JupyterLab does, set in the notebook's metadata
    (Property Inspector ▸ Advanced Tools ▸ Notebook Metadata): {"jobstats": {"keep_outputs": true}}.
    """
    notebook = model.get("content")
    if model.get("type") != "notebook" or not isinstance(notebook, dict):
        return
    try:
        _clean(notebook)
    except Exception:  # whatever it was: rather no output than a name, and what is typed is saved
        _bare(notebook)


def _clean(notebook: dict[str, Any]) -> None:
    metadata = notebook["metadata"] = notebook.get("metadata") or {}
    cells = [cell for cell in notebook.get("cells") or [] if cell.get("cell_type") == "code"]
    if _marked(metadata).get("keep_outputs") is True or not any(map(_ours, cells)):
        return
    for cell in cells:
        cell["outputs"] = _kept(cell.get("outputs") or [])
    state = _standing_in(cells)
    metadata.pop("widgets", None)
    if state:
        metadata["widgets"] = {WIDGETS: {"version_major": 2, "version_minor": 0, "state": state}}


def _ours(cell: dict[str, Any]) -> bool:
    """Whether a cell has to do with the kit: by what is typed there, or by a mark of the kit's on what it has shown."""
    return bool(_OURS.search(_text(cell.get("source")))) or any(MARK in (o.get("metadata") or {}) for o in cell.get("outputs") or [])


def _bare(notebook: dict[str, Any]) -> None:
    """Take out every output and the state of widgets, whatever the notebook looks like; what is typed stays."""
    cells, metadata = notebook.get("cells"), notebook.get("metadata")
    for cell in cells if isinstance(cells, list) else []:
        if isinstance(cell, dict) and "outputs" in cell:
            cell["outputs"] = []
    if isinstance(metadata, dict):
        metadata.pop("widgets", None)


def _kept(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What may stay of a cell's outputs; one sentence in the place of the first that may not."""
    kept: list[dict[str, Any]] = []
    told = False
    for output in outputs:
        if _marked(output.get("metadata") or {}).get("private") is False:
            kept.append(output)
        elif not told:
            kept.append({"output_type": "display_data", "data": {"text/plain": LEFT_OUT}, "metadata": {MARK: {"private": False}}})
            told = True
    return kept


def _standing_in(cells: list[dict[str, Any]]) -> dict[str, Any]:
    """For each widget that stays, what it says where no kernel knows it any more."""
    shown = [output.get("data") or {} for cell in cells for output in cell["outputs"]]
    said = {view["model_id"]: _text(data.get("text/plain")) for data in shown if (view := data.get(VIEW))}
    about = {"model_name": "AnyModel", "model_module": "anywidget", "model_module_version": "*"}
    names = {f"_{part}_{what}": about[f"model_{what}"] for part in ("model", "view") for what in ("module", "module_version")}
    more = {"_model_name": "AnyModel", "_view_name": "AnyView", "_anywidget_id": "jobstats.stands_in", "_esm": STANDS_IN}
    return {ident: {**about, "state": {**names, **more, "said": text}} for ident, text in said.items()}


def _marked(metadata: dict[str, Any]) -> dict[str, Any]:
    mark = metadata.get(MARK)
    return mark if isinstance(mark, dict) else {}


def _text(source: Any) -> str:
    """Text of a notebook, which may come as a list of lines."""
    return "".join(source) if isinstance(source, list) else str(source or "")


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Called by JupyterLab's server when it starts: the hook stands beside a person's own."""
    server.contents_manager.register_pre_save_hook(without_names)
