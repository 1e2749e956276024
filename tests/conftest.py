"""Shared by all tests: a test's docstring is the log it speaks of."""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import jobstats as js

# the machines are noisy: no test fails because it was slow
settings.register_profile("kit", deadline=None)
settings.load_profile("kit")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Two workers share the tests by files; those that drive JupyterLab stay together, one after the other, and begin."""
    for item in items:
        place = item.path.relative_to(item.config.rootpath).as_posix()
        item.add_marker(pytest.mark.xdist_group("lab" if place.startswith("tests/lab/") else place))
    items.sort(key=lambda item: "tests/lab/" not in item.path.as_posix())


@pytest.fixture(scope="session", autouse=True)
def _no_copies_among_ones_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the kit keeps of a log before it writes there never lands among the copies of whoever runs the tests."""
    os.environ["JOBSTATS_BACKUPS"] = str(tmp_path_factory.mktemp("backups"))
    yield
    del os.environ["JOBSTATS_BACKUPS"]


#: The day the logs in docstrings are complete, unless they say otherwise.
AS_OF = "2026-03-31"
HEADER = "date,company,role,event"


def write(path: Path, text: str) -> Path:
    """A file with this text."""
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def log(request: pytest.FixtureRequest, tmp_path: Path) -> js.JobLog:
    """The log in the test's docstring."""
    return described(request, tmp_path)


def described(request: pytest.FixtureRequest, tmp_path: Path) -> js.JobLog:
    """The log in the docstring of the test that asks: lines that begin with a date, a header line where it is not the usual one, `as of`."""
    text = inspect.cleandoc(request.function.__doc__ or "")
    rows = [line for line in text.splitlines() if re.match(r"\d{4}-|,", line)]
    header = next((line for line in text.splitlines() if line.startswith("date,")), HEADER)
    as_of = re.search(r"as of (\d{4}-\d\d-\d\d)", text)
    path = write(tmp_path / "log.csv", "\n".join([header, *[r + "," * (header.count(",") - r.count(",")) for r in rows]]) + "\n")
    return js.load(path, as_of=as_of.group(1) if as_of else AS_OF)


@pytest.fixture(scope="session")
def sample() -> js.JobLog:
    """The sample log."""
    return js.load()


@pytest.fixture
def empty(tmp_path: Path) -> js.JobLog:
    """A log with a header and nothing else."""
    return js.load(write(tmp_path / "empty.csv", HEADER + "\n"), as_of=AS_OF)


@pytest.fixture
def one_row(tmp_path: Path) -> js.JobLog:
    """A log of one application sent yesterday."""
    return js.load(write(tmp_path / "one.csv", f"{HEADER}\n2026-03-30,Acme,Analyst,applied\n"), as_of=AS_OF)
