"""The first command: opens JupyterLab on the first notebook, on this computer alone, with nothing that calls out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

FIRST = Path("notebooks") / "01-start-here.ipynb"
#: The kit's own settings of JupyterLab: no news, no update checks, and no names in notebooks' files (jupyter/saving.py).
SETTINGS = Path(__file__).parent / "jupyter"


def project() -> Path | None:
    """The folder that holds the notebooks: the one the command is given in, else the clone the package runs from."""
    places = (Path.cwd(), Path(__file__).resolve().parents[2])
    return next((place for place in places if (place / FIRST).is_file()), None)


def command(root: Path, more: list[str]) -> list[str]:
    """The command line that starts JupyterLab in `root`; `more` is passed on to it."""
    quiet = [
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]
    as_root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={root}", *quiet, *as_root, *more, str(root / FIRST)]


def environment() -> dict[str, str]:
    """The environment with the kit's JupyterLab settings added to the person's own."""
    path = [str(SETTINGS), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    return {**os.environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(path)}


def main() -> int:
    """Start, and stay until JupyterLab ends. Options are JupyterLab's own, such as --no-browser."""
    root = project()
    if root is None:
        print(f"There is no {FIRST} here. Go to the folder you cloned, and give the command again.", file=sys.stderr)
        return 2
    try:
        return subprocess.call(command(root, sys.argv[1:]), env=environment())
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
