"""The first command: JupyterLab on the project's folder, with nothing that calls out."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from importlib import import_module
from pathlib import Path

import pytest

from jobstats import start
from tests.test_house import ROOT


def test_the_command_opens_the_first_notebook_in_the_project() -> None:
    """The root is the project, so that data/mine is seen; nothing asks the network; other options are passed on."""
    command = start.command(ROOT, ["--no-browser"])
    assert f"--ServerApp.root_dir={ROOT}" in command
    assert "--LabApp.news_url=None" in command
    assert "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate" in command
    assert "--no-browser" in command
    assert Path(command[-1]).is_file()
    assert ("--allow-root" in command) == (hasattr(os, "geteuid") and os.geteuid() == 0)


def test_a_persons_own_settings_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ours are added to the path, in front of theirs; the file is valid."""
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "theirs")
    ours, theirs = start.environment()["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert theirs == "theirs"
    overrides = json.loads((Path(ours) / "labconfig" / "default_setting_overrides.json").read_text(encoding="utf-8"))
    assert overrides["@jupyterlab/apputils-extension:notification"]["checkForUpdates"] is False


def test_notebooks_are_saved_without_names() -> None:
    """The settings switch on what takes them out, and it is there to be switched on; tests/lab/test_private.py sees it work."""
    ours = Path(start.environment()["JUPYTER_CONFIG_PATH"].split(os.pathsep)[0])
    assert ours == start.SETTINGS
    [(name, on)] = json.loads((ours / "jupyter_server_config.json").read_text(encoding="utf-8"))["ServerApp"]["jpserver_extensions"].items()
    assert on is True
    assert callable(import_module(name)._load_jupyter_server_extension)


def test_elsewhere_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """No notebooks here, none beside the package."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(start, "__file__", str(tmp_path / "a" / "b" / "c" / "start.py"))
    assert start.main() == 2
    assert capsys.readouterr().err == f"There is no {start.FIRST} here. Go to the folder you cloned, and give the command again.\n"


def test_it_starts(tmp_path: Path) -> None:
    """The README's first command, without a browser: it serves the project, data and notebooks, and our settings are on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {f"JUPYTER{name}_DIR": str(tmp_path / name) for name in ("_CONFIG", "_DATA", "_RUNTIME", "LAB_SETTINGS", "LAB_WORKSPACES")}
    more = [
        "--no-browser",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--IdentityProvider.token=t",
        "--ServerApp.port_retries=0",
    ]
    log = (tmp_path / "log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-m", "jobstats.start", *more], cwd=ROOT, env={**os.environ, **own}, stdout=log, stderr=log, start_new_session=True
    )
    try:
        contents = json.loads(_ask(f"http://127.0.0.1:{port}/api/contents?token=t"))
        assert {"data", "notebooks"} <= {entry["name"] for entry in contents["content"]}
        settings = _ask(f"http://127.0.0.1:{port}/lab/api/settings/@jupyterlab/apputils-extension:notification?token=t")
        assert json.loads(settings)["schema"]["properties"]["checkForUpdates"]["default"] is False
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)
        log.close()


def _ask(address: str) -> bytes:
    """The answer, as soon as there is one."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return bytes(answer.read())
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")
