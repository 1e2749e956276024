"""Starts the project's own JupyterLab on loopback, with nothing of the person's settings, and surely ends it."""

from __future__ import annotations

import atexit
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jobstats import start

SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
}
FOLDERS = {
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "JUPYTER_RUNTIME_DIR": "runtime",
    "JUPYTERLAB_SETTINGS_DIR": "settings",
    "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    "IPYTHONDIR": "ipython",
}
KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
NOT_INHERITED = ("JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "JUPYTER_TOKEN", "JUPYTERLAB_DIR", "JUPYTER_PREFER_ENV_PATH")
SECONDS_TO_START = 120
SECONDS_TO_STOP = 20


class LabServerError(RuntimeError):
    """JupyterLab did not start or did not answer; the text holds the end of its log."""


@dataclass(frozen=True)
class LabServer:
    """A running JupyterLab: where it answers, what it serves, where it keeps its settings and its log."""

    url: str
    token: str
    root: Path
    home: Path

    def address(self, notebook: str) -> str:
        """The page that opens one notebook in a fresh workspace."""
        return f"{self.url}/lab/tree/{quote(notebook)}?token={self.token}&reset"

    def ask(self, path: str, method: str = "GET") -> Any:
        """Ask the server's own interface; an empty answer is None."""
        request = urllib.request.Request(self.url + path, method=method, headers={"Authorization": f"token {self.token}"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def forget(self) -> None:
        """Stop every kernel and drop changed settings, so that the next test starts as the first one did."""
        for session in self.ask("/api/sessions"):
            self.ask(f"/api/sessions/{session['id']}", "DELETE")
        for folder in ("settings", "workspaces"):
            shutil.rmtree(self.home / folder, ignore_errors=True)

    def log_tail(self, lines: int = 15) -> str:
        """The end of the server's log, for a failure's text."""
        text = (self.home / "server.log").read_text(encoding="utf-8", errors="replace")
        return "\n".join(text.splitlines()[-lines:])

    def write_notebook(self, name: str, *sources: str) -> str:
        """Write a throw-away notebook of code cells into the served folder; gives the name to open."""
        cells: list[dict[str, Any]] = [
            {"cell_type": "code", "id": f"c{n}", "metadata": {}, "source": source, "execution_count": None, "outputs": []}
            for n, source in enumerate(sources)
        ]
        notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": KERNEL}, "cells": cells}
        path = f"scratch/{name}.ipynb"
        (self.root / "scratch").mkdir(exist_ok=True)
        (self.root / path).write_text(json.dumps(notebook), encoding="utf-8")
        return path


@contextmanager
def serving(root: Path, home: Path) -> Iterator[LabServer]:
    """Serve `root` until the block ends; everything JupyterLab writes about itself goes under `home`."""
    _write_settings(home)
    port, token = _free_port(), secrets.token_hex(16)
    with (home / "server.log").open("wb") as log:
        process = _start(root, home, port, token, log.fileno())
    atexit.register(_stop, process)
    try:
        server = LabServer(f"http://127.0.0.1:{port}", token, root, home)
        _wait_until_ready(server, process)
        yield server
    finally:
        _stop(process)
        atexit.unregister(_stop)


def _write_settings(home: Path) -> None:
    """Fresh folders, and JupyterLab's own overrides: no news, no update checks, no autosave."""
    for folder in FOLDERS.values():
        (home / folder).mkdir(parents=True, exist_ok=True)
    overrides = home / "config" / "labconfig" / "default_setting_overrides.json"
    overrides.parent.mkdir()
    overrides.write_text(json.dumps(SETTINGS, indent=1), encoding="utf-8")


def _start(root: Path, home: Path, port: int, token: str, log: int) -> subprocess.Popen[bytes]:
    """Start JupyterLab with this interpreter, in a process group of its own."""
    environment = {key: value for key, value in os.environ.items() if key not in NOT_INHERITED}
    environment.update({key: str(home / folder) for key, folder in FOLDERS.items()})
    environment["JOBSTATS_BACKUPS"] = str(home / "backups")  # never into the folder of whoever runs the tests
    environment["JUPYTER_CONFIG_PATH"] = str(start.SETTINGS)  # what the kit's own command adds: notebooks are saved as people save them
    return subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *_arguments(root, port, token)],
        cwd=root,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def _arguments(root: Path, port: int, token: str) -> list[str]:
    """JupyterLab as a person gets it, but on loopback, with a token, and asking nobody for news."""
    arguments = [
        "--no-browser",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={root}",
        f"--IdentityProvider.token={token}",
        "--LabApp.expose_app_in_browser=True",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*arguments, "--allow-root"] if as_root else arguments


def _free_port() -> int:
    """A port nobody listens on just now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_ready(server: LabServer, process: subprocess.Popen[bytes]) -> None:
    """Poll until the server answers; one that died or stays silent fails with its own last words."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise LabServerError(f"JupyterLab ended at once, with {process.returncode}; its log ends:\n{server.log_tail()}")
        with suppress(OSError):  # a URLError is one
            server.ask("/api/status")
            return
        time.sleep(0.1)
    raise LabServerError(f"JupyterLab did not answer within {SECONDS_TO_START} s; its log ends:\n{server.log_tail()}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the server to end, which ends its kernels too; then make sure of the whole group."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):  # the usual case: nobody is left (macOS says it the second way)
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
