"""The sample log and its description, as they stand in data/sample."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from jobstats.simulate.chances import SAMPLE_SEED
from jobstats.simulate.diary import COLUMNS, search


def _package(as_of: date) -> dict[str, Any]:
    """The sample's description as a Frictionless tabular data package, versions 1 and 2: https://datapackage.org."""
    columns = [
        {"name": name, "type": kind, "format": "default", "description": says} | ({"constraints": must} if must else {})
        for name, (kind, must, says) in COLUMNS.items()
    ]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "jobstats-sample",
        "title": "A job search that never happened",
        "description": "An invented log of a job search, one row per thing that happened, oldest first. Written by the command "
        f"`python -m jobstats.simulate data/sample` from seed {SAMPLE_SEED}: people, companies and dates are made up, and the "
        "chances behind them are known. The log is complete through the day given as as_of.",
        "as_of": as_of.isoformat(),
        "made": {"seed": SAMPLE_SEED, "command": "python -m jobstats.simulate data/sample"},
        "licenses": [{
            "name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/", "title": "CC0 1.0 Universal",
        }],
        "resources": [{
            "name": "log", "path": "log.csv", "type": "table", "profile": "tabular-data-resource",
            "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
            "schema": {"fields": columns, "missingValues": [""]},
        }],
    }  # fmt: skip


def write_sample(folder: Path | str) -> None:
    """Write log.csv, empty.csv (its header alone) and datapackage.json into the folder, the same bytes every time."""
    folder, sample = Path(folder), search(SAMPLE_SEED)
    folder.mkdir(parents=True, exist_ok=True)
    package = json.dumps(_package(sample.as_of), indent=2, ensure_ascii=False) + "\n"
    (folder / "log.csv").write_bytes(sample.events.to_csv(index=False, lineterminator="\n").encode())
    (folder / "empty.csv").write_bytes((",".join(COLUMNS) + "\n").encode())
    (folder / "datapackage.json").write_bytes(package.encode())
