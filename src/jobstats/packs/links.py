"""What was written as links in a notebook's cell. Reads and writes no file; knows no log."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from jobstats.page import escape


def links(files: Sequence[Path]) -> str:
    """The files as a list of links (HTML), each as it is reached from the notebook's folder, which is how JupyterLab opens it.

    The name alone where there is no way from here to there. Every name is text; "" for no file.
    """
    items = "".join(f"<li>{_link(path)}</li>" for path in files)
    return f"<ul>{items}</ul>" if items else ""


def _link(path: Path) -> str:
    try:
        way = quote(Path(os.path.relpath(path)).as_posix())
    except (ValueError, OSError):  # on another drive, or the folder of the notebook is gone
        return escape(path.name)
    return f'<a href="{escape(way)}" target="_blank">{escape(path.name)}</a>'
