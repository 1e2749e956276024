"""Build hook: puts plotly.js where JupyterLab serves it, so that a page loads it once however many charts it holds.

The file comes out of the installed plotly package (a build requirement), nothing is fetched here. It lands in
share/jupyter/labextensions/jobstats/static/ of the environment, in normal and in editable installs alike.
"""

from __future__ import annotations

from importlib import metadata, util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHARED = "share/jupyter/labextensions/jobstats/static"


class PlotlyScript(BuildHookInterface):  # type: ignore[type-arg]
    """Adds plotly.min.js and its licence to the wheel's shared data."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before the wheel is written; version is "standard" or "editable"."""
        if self.target_name != "wheel":
            return
        script = _script()
        build_data["shared_data"][str(script)] = f"{SHARED}/plotly.min.js"
        for notice in _licences():
            build_data["shared_data"][str(notice)] = f"{SHARED}/plotly-{notice.name}"


def _script() -> Path:
    spec = util.find_spec("plotly")
    folders = list(spec.submodule_search_locations or []) if spec else []
    for folder in folders:
        script = Path(folder) / "package_data" / "plotly.min.js"
        if script.is_file():
            return script
    raise FileNotFoundError("plotly.min.js is not in the installed plotly package; jobstats needs plotly 7 to be built.")


def _licences() -> list[Path]:
    files = metadata.files("plotly") or []
    found = [Path(str(f.locate())) for f in files if f.name.upper().startswith("LICEN") and ".dist-info" in str(f)]
    return [f for f in found if f.is_file()][:1]
