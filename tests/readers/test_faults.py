"""Every entry of faults.json ends as it says: fine, fine with a note, a row set aside with its place and mend, asked, or refused."""

from __future__ import annotations

import base64
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import jobstats as js

FAULTS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "faults.json").read_text(encoding="utf-8"))["faults"]
BY_ID = {fault["id"]: fault for fault in FAULTS}
TODAY = "2026-03-01"
#: The note after an interview has one name in the kit.
SAME = {"thank-you": "follow_up"}
#: What settles each question, and the words of the argument that the error names.
SETTLED: dict[str, list[dict[str, Any]]] = {
    "H04": [{"columns": {"Datum": "date", "Firma": "company", "Stelle": "role", "Status": "event"}}],
    "T01": [{"dates": "day-first"}, {"dates": "month-first"}],
    "T06": [{"dates": "excel-1904"}, {"dates": "excel-1900"}],
    "T33": [{"dates": "unix"}],
}
#: Files that are read only after an answer, and the events they then hold.
ANSWERED = {
    "H04": BY_ID["B00"]["ideal"]["events"],
    "T06": BY_ID["B00"]["ideal"]["events"],
    "T33": BY_ID["B00"]["ideal"]["events"],
}


def write(fault: dict[str, Any], folder: Path) -> Path:
    """The fault's file."""
    path = folder / "log.csv"
    path.write_bytes(base64.b64decode(fault["bytes_b64"]))
    return path


def events(log: js.JobLog) -> Counter[tuple[str, str, str]]:
    """Day, company and event of everything in the log, the days to come included."""
    company = log.applications["company"].reindex(log.events["application"]).fillna("").tolist()
    rows = list(zip(log.events["date"].dt.strftime("%Y-%m-%d"), company, log.events["event"], strict=True))
    ahead = log.ahead if log.ahead is not None else pd.DataFrame({"date": pd.Series([], dtype="datetime64[s]"), "company": [], "event": []})
    rows += list(zip(ahead["date"].dt.strftime("%Y-%m-%d"), ahead["company"], ahead["event"], strict=True))
    return Counter(rows)


def wanted(found: list[list[str]]) -> Counter[tuple[str, str, str]]:
    """The events an entry lists; white space round a name is no part of it."""
    return Counter((day, company.strip(), SAME.get(event, event)) for day, company, event in found)


@pytest.mark.parametrize("fault", [f for f in FAULTS if f["ideal"]["action"] not in ("ask", "refuse")], ids=lambda f: f"{f['id']}")
def test_what_loads(fault: dict[str, Any], tmp_path: Path) -> None:
    """The events listed and no others; lines flagged are told, or set aside where the entry says so; nothing is lost."""
    path = write(fault, tmp_path)
    log = js.load(path, as_of=TODAY)
    ideal = fault["ideal"]
    assert events(log) == wanted(ideal["events"])
    aside = sorted(p.line for p in log.problems)
    assert aside == (ideal["flag_lines"] if ideal["action"] == "set_aside" else [])
    if ideal["action"] == "note":
        assert log.notes
        assert set(ideal["flag_lines"]) <= {n.line for n in log.notes}
    if ideal["action"] == "accept":
        assert [n for n in log.notes if n.line or n.column] == []
    assert log.report is not None
    assert log.report.read == log.report.kept + log.report.aside
    for told in (*log.problems, *log.notes):
        assert told.why
        assert told.mend
    assert path.read_bytes() == base64.b64decode(fault["bytes_b64"])


@pytest.mark.parametrize("fault", [f for f in FAULTS if f["ideal"]["action"] in ("ask", "refuse")], ids=lambda f: f"{f['id']}")
def test_what_does_not(fault: dict[str, Any], tmp_path: Path) -> None:
    """One sentence for the whole file; a question names the argument that settles it, and with it the file loads."""
    path = write(fault, tmp_path)
    with pytest.raises(js.LogError) as caught:
        js.load(path, as_of=TODAY)
    assert caught.value.problems == ()
    assert str(caught.value).endswith((".", "?"))
    if fault["ideal"]["action"] == "refuse":
        return
    for answer in SETTLED[fault["id"]]:
        (argument,) = answer
        assert f"{argument}=" in str(caught.value)
        log = js.load(path, as_of=TODAY, **answer)
        assert log.report is not None
        assert log.report.read == log.report.kept + log.report.aside > 0
    if fault["id"] in ANSWERED:
        log = js.load(path, as_of=TODAY, **SETTLED[fault["id"]][0])
        assert events(log) == wanted(ANSWERED[fault["id"]])


def test_all_of_them() -> None:
    """115 entries, none left out."""
    assert len(FAULTS) == len(BY_ID) == 115
