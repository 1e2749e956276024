"""Every export and every shape people keep: an invented file each in samples/, beside it what a careful person would write of it."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

import jobstats as js
from jobstats.vocabulary import OUTCOMES, STAGE_OF, STAGES

SAMPLES = Path(__file__).parent / "samples"
FILES = sorted(p for p in SAMPLES.iterdir() if p.suffix in (".csv", ".tsv"))
each = pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)

Events = list[list[str]]


def expected(name: str) -> dict[str, Any]:
    """What stands beside a sample."""
    said: dict[str, Any] = json.loads((SAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))
    return said


def load(path: Path) -> js.JobLog:
    return js.load(path, as_of="2026-06-30")


def events_of(log: js.JobLog) -> Events:
    """Day (with its hour where known), company, role and event of all that happened or lies ahead."""
    here = log.events[log.events["application"] >= 0]
    names = log.applications.loc[here["application"], ["company", "role"]].reset_index(drop=True)
    both = pd.concat([pd.concat([here.reset_index(drop=True), names], axis=1), log.ahead], ignore_index=True)
    when = [f"{d:%Y-%m-%dT%H:%M}" if p == "minute" else f"{d:%Y-%m-%d}" for d, p in zip(both["date"], both["precision"], strict=True)]
    return sorted([w, c, r, e] for w, c, r, e in zip(when, both["company"], both["role"], both["event"], strict=True))


def undated_of(log: js.JobLog) -> Events:
    """Company, role, stage and outcome of the applications of which the stage, the outcome or all is known without its day."""
    rows = log.applications[["company", "role", "stage", "outcome", "start", "ended", *STAGES]].to_dict("records")
    lacking = [
        r
        for r in rows
        if pd.isna(r["start"]) or (r["outcome"] and pd.isna(r["ended"])) or (r["stage"] != "applied" and pd.isna(r[r["stage"]]))
    ]
    return sorted([r["company"], r["role"], r["stage"], r["outcome"]] for r in lacking)


def as_reached(said: Events) -> Events:
    """Company, role and words as stage and outcome: the words' highest rung, their last outcome."""
    out = []
    for company, role, words in said:
        level = max((STAGES.index(STAGE_OF[w]) for w in words.split() if w in STAGE_OF), default=0)
        out.append([company, role, STAGES[level], next((w for w in reversed(words.split()) if w in OUTCOMES), "")])
    return sorted(out)


def everything(log: js.JobLog) -> str:
    """All the text a log holds or shows."""
    frames = (log.applications, log.events, log.ahead)
    return "\n".join(
        [*(frame.to_csv() for frame in frames), str(log.report), repr(log.report), *map(str, log.problems), *map(str, log.notes)]
    )


def test_every_sample_has_its_expectation() -> None:
    """No file alone, no expectation alone."""
    assert [p.stem for p in FILES] == sorted(p.name.removesuffix(".expected.json") for p in SAMPLES.glob("*.json"))


@each
def test_what_happened_is_read(path: Path) -> None:
    """Every event on its day, nothing more; what has no day stands as known without one."""
    log, said = load(path), expected(path.stem)
    assert events_of(log) == sorted(said["events"])
    assert undated_of(log) == as_reached(said["undated"])
    assert len(log) == said.get("applications", len(log))


@each
def test_every_row_is_accounted_for(path: Path) -> None:
    """Rows read, kept and set aside; each set aside once, with its line; what was never sent is called so."""
    log, said = load(path), expected(path.stem)
    report = log.report
    assert report is not None
    assert report.reader == said["reader"]
    assert (report.read, report.aside, report.kept) == (said["rows"], len(said["aside"]), said["rows"] - len(said["aside"]))
    assert [p.line for p in log.problems] == said["aside"]
    assert [p.line for p in log.problems if "never sent" in p.why] == said["not_sent"]
    assert all(p.mend for p in (*log.problems, *log.notes))


@each
def test_what_the_kit_does_not_know_is_kept(path: Path) -> None:
    """Further columns stay with their application; what must be told is told."""
    log, said = load(path), expected(path.stem)
    for company, role, column, value in said["kept"]:
        table = log.applications
        found = table.loc[(table["company"] == company) & (table["role"] == role), column].tolist()
        assert value in found, (company, role, column, found)
    for words in said["notes"]:
        assert any(words in note.why for note in log.notes), (words, log.notes)


@each
def test_what_is_nobodys_business_is_not_loaded(path: Path) -> None:
    """Names and addresses of an account, answers to questions, advertisements: nowhere in the log, its notes or its report."""
    shown = everything(load(path))
    assert [words for words in expected(path.stem)["never"] if words in shown] == []


def test_a_broken_row_does_not_show_what_is_not_loaded(tmp_path: Path) -> None:
    """LinkedIn's columns with a row that has a cell too many, and one too few."""
    head = "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers\n"
    rows = '"3/4/26, 9:05 AM",me@ravn.example,+47 900,Acme,Analyst,u,cv.pdf,Gender? Woman,more\n"3/5/26, 9:05 AM",me@ravn.example\n'
    path = tmp_path / "Job Applications.csv"
    path.write_text(head + rows, encoding="utf-8")
    shown = everything(load(path))
    assert not [words for words in ("ravn", "+47", "Woman") if words in shown]


def linkedin_parts() -> dict[str, bytes]:
    """The LinkedIn sample as two numbered parts: three rows, of which the first is of two lines, and three."""
    lines = (SAMPLES / "linkedin.csv").read_bytes().splitlines(keepends=True)
    return {"Job Applications.csv": b"".join(lines[:5]), "Job Applications_1.csv": b"".join([lines[0], *lines[5:]])}


def check_linkedin(log: js.JobLog) -> None:
    said = expected("linkedin")
    assert events_of(log) == sorted(said["events"])
    assert log.report is not None
    assert (log.report.read, log.report.aside, log.report.reader) == (6, 1, said["reader"])
    assert [(p.file.rsplit("/", 1)[-1], p.line) for p in log.problems] == [("Job Applications_1.csv", 3)]
    assert not [words for words in said["never"] if words in everything(log)]


@pytest.mark.parametrize("folder", ["", "Jobs/"])
def test_linkedins_numbered_parts_in_a_zip(tmp_path: Path, folder: str) -> None:
    """The archive as it comes, with the saved jobs and more beside."""
    path = tmp_path / "Complete_LinkedInDataExport.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Profile.csv", "First Name,Last Name\nRobin,Ravn\n")
        archive.writestr(f"{folder}Saved Jobs.csv", (SAMPLES / "linkedin_saved.csv").read_bytes())
        for name, content in linkedin_parts().items():
            archive.writestr(folder + name, content)
    check_linkedin(load(path))


@pytest.mark.parametrize("folder", ["", "Jobs"])
def test_linkedins_unpacked_archive(tmp_path: Path, folder: str) -> None:
    """The folder of the archive, the parts in it or in Jobs."""
    place = tmp_path / "archive" / folder
    place.mkdir(parents=True, exist_ok=True)
    for name, content in linkedin_parts().items():
        (place / name).write_bytes(content)
    check_linkedin(load(tmp_path / "archive"))


def test_huntr_in_a_zip(tmp_path: Path) -> None:
    """As it may arrive."""
    path = tmp_path / "huntr.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(SAMPLES / "huntr.csv", "USER_JOBS_USER_FULL_DATA_DOWNLOAD_2026.csv")
    log, said = load(path), expected("huntr")
    assert events_of(log) == sorted(said["events"])
    assert [p.line for p in log.problems] == said["aside"]


def test_a_tally_of_changes_is_refused(tmp_path: Path) -> None:
    """Source,Target,Count: numbers, and no application."""
    path = tmp_path / "flow.csv"
    path.write_text("Source,Target,Count\nApplied,Rejected,40\nApplied,Interview,6\n", encoding="utf-8")
    with pytest.raises(js.LogError, match=r"A log needs date, company, role and event"):
        load(path)


def cells_of(name: str) -> list[list[str | date]]:
    """A sample's cells, its ISO days as days."""
    rows = pd.read_csv(SAMPLES / f"{name}.csv", dtype=str, keep_default_na=False, header=None).to_numpy().tolist()
    return [[date.fromisoformat(c) if len(c) == 10 and c[:3] == "202" and c[4] == "-" else c for c in row] for row in rows]


def to_xlsx(name: str, path: Path) -> None:
    """The sample as a workbook, its days as Excel's days."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Jobs"
    for row in cells_of(name):
        sheet.append([cell if cell != "" else None for cell in row])
    book.save(path)


def to_ods(name: str, path: Path) -> None:
    """The sample as LibreOffice writes it, its days as days."""
    rows = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in cells_of(name))
    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    body = f'<office:body><office:spreadsheet><table:table table:name="Jobs">{rows}</table:table></office:spreadsheet></office:body>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "content.xml", f'<?xml version="1.0"?><office:document-content {names} office:version="1.2">{body}</office:document-content>'
        )
        entries = entry.format("/", kind) + entry.format("content.xml", "text/xml")
        manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        archive.writestr(
            "META-INF/manifest.xml", f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{manifest}">{entries}</manifest:manifest>'
        )


def _ods_cell(cell: str | date) -> str:
    """One cell in ODS's XML."""
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    text = cell.replace("&", "&amp;").replace("<", "&lt;")
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' if text else "<table:table-cell/>"


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
@pytest.mark.parametrize("name", ["stage_dates", "simplify_newer", "follow_up"])
def test_a_workbook_reads_as_its_csv(tmp_path: Path, name: str, ending: str) -> None:
    """The same rows in a sheet of Excel and of LibreOffice: the same log."""
    path = tmp_path / f"{name}.{ending}"
    {"xlsx": to_xlsx, "ods": to_ods}[ending](name, path)
    log, said = load(path), expected(name)
    assert events_of(log) == sorted(said["events"])
    assert undated_of(log) == as_reached(said["undated"])
    assert [p.line for p in log.problems] == said["aside"]
    assert log.report is not None
    assert log.report.reader == said["reader"]
