"""Paths, folders, zips and kinds of files: what is read, and the sentence what is not is refused with."""

from __future__ import annotations

import os
import sqlite3
import zipfile
from pathlib import Path

import pytest

import jobstats as js
from jobstats.errors import LogError
from jobstats.readers import parts as parts_module
from jobstats.readers.files import parts_of, tables_of
from jobstats.readers.table import Table

ROWS = "date,company\n2026-01-05,Acme\n"


def candidates(path: Path, sheet: str = "") -> list[list[Table]]:
    """The candidates at a path; every name scores."""
    return tables_of(path, sheet, lambda header: sum(map(bool, header)), lambda rows: None)


def refusal(path: Path, sheet: str = "") -> str:
    """The sentence a path is refused with."""
    with pytest.raises(LogError) as caught:
        candidates(path, sheet)
    return str(caught.value)


def zipped(path: Path, members: dict[str, str | bytes]) -> Path:
    """A zip with these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def names(path: Path, sheet: str = "") -> list[list[str]]:
    """The names of the tables of every candidate."""
    return [[table.name for table in together] for together in candidates(path, sheet)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty. A log starts with a line that names its columns: date,company,role,event."),
        (b"\xef\xbb\xbf", "is empty. A log starts with a line that names its columns: date,company,role,event."),
        (b"\0" * 356, "holds only zero bytes: a save was cut off. Take your newest backup of it."),
        (b"\x1f\x8b\x08\0", "is a gzip file; unpack it first."),
        (b"BZh91AY", "is a bzip2 file; unpack it first."),
        (b"\xfd7zXZ\0\0", "is an xz file; unpack it first."),
        (b"7z\xbc\xaf\x27\x1c", "is a 7z archive; unpack it first."),
        (b"Rar!\x1a\x07\0", "is a RAR archive; unpack it first."),
        (b"%PDF-1.7", "is a PDF; a log is a CSV file."),
        (b"\x89PNG\r\n\x1a\n", "is a picture (PNG). A log is a table: save it as CSV or XLSX."),
        (b"\xff\xd8\xff\xe0", "is a picture (JPEG). A log is a table: save it as CSV or XLSX."),
        (b"GIF89a", "is a picture (GIF). A log is a table: save it as CSV or XLSX."),
        (b"PAR1\x15", "is a Parquet file. Save its table as CSV, and give the path of that file."),
        (b"\x80\x04\x95N.", "is a pickle of Python, which the kit never opens. Save its table as CSV, and give the path of that file."),
        (
            b"\n<!DOCTYPE html><html><table>",
            "is a web page (HTML), as some sites give for a spreadsheet. Open it in a spreadsheet program and save it as XLSX or CSV.",
        ),
        (
            b'<table border="1"><tr><td>date',
            "is a web page (HTML), as some sites give for a spreadsheet. Open it in a spreadsheet program and save it as XLSX or CSV.",
        ),
        (b'<?xml version="1.0"?>', "is an XML file. Open it in a spreadsheet program and save it as XLSX or CSV."),
        (
            b'{"date": "2026-01-05"}\n{"date": "2026-01-06"}\n',
            "is JSON lines: one record in each line. A log is a table: save it as CSV, with a first line that names the columns.",
        ),
        (b'[{"date": 1}]', "is a JSON file. A log is a table: save it as CSV, with a first line that names the columns."),
        (b'{\n  "date": 1\n}', "is a JSON file. A log is a table: save it as CSV, with a first line that names the columns."),
        (bytes(range(256)) * 20, "is not text. A log is a table: save it as CSV or XLSX, and give the path of that file."),
        (b"PK\x03\x04abc", "is a zip or a workbook, and it is damaged: save or download it again."),
    ],
)
def test_other_kinds_of_files(tmp_path: Path, content: bytes, said: str) -> None:
    """Their bytes under the name of a log."""
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    assert refusal(path) == f"log.csv {said}"


def test_a_database(tmp_path: Path) -> None:
    """SQLite."""
    path = tmp_path / "log.db"
    connection = sqlite3.connect(path)
    connection.execute("create table log (date text)")
    connection.close()
    assert refusal(path) == "log.db is an SQLite database. Export its table as CSV, and give the path of that file."


def test_brackets_are_no_json(tmp_path: Path) -> None:
    """A header in brackets."""
    path = tmp_path / "log.csv"
    path.write_text("[Date],[Company]\n2026-01-05,Acme\n")
    assert candidates(path)[0][0].header == ["[Date]", "[Company]"]


def test_a_path_that_is_no_file(tmp_path: Path) -> None:
    """Missing, a folder, a device, an address, a name no system takes."""
    (tmp_path / "log.csv").write_text(ROWS)
    assert refusal(tmp_path / "lgo.csv") == (
        f"There is no file “{tmp_path / 'lgo.csv'}”. In that folder there is: log.csv. Check the name and its ending."
    )
    assert "There is no folder" in refusal(tmp_path / "log.csv" / "log.csv")
    assert refusal(tmp_path) == f"“{tmp_path}” is a folder. Give the path of the CSV file in it."
    assert refusal(Path("/dev/null")) == "null is not an ordinary file. Give the path of a CSV file."
    assert "never calls the network" in refusal(Path("https://example.org/log.csv"))
    assert "cannot be a path on this computer" in refusal(Path("a\0b"))
    assert refusal(tmp_path / "log.csv", "Sheet1") == "log.csv is a text file and has no sheets. Leave sheet=… out."


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    """A FIFO nobody writes to."""
    os.mkfifo(tmp_path / "log.csv")
    assert refusal(tmp_path / "log.csv") == "log.csv is not an ordinary file. Give the path of a CSV file."


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    """One byte more than 200 MB, with a hole in it."""
    with open(tmp_path / "log.csv", "wb") as file:
        file.truncate(200 * 2**20 + 1)
    assert "larger than 200 MB" in refusal(tmp_path / "log.csv")


def test_the_tables_of_a_zip(tmp_path: Path) -> None:
    """Two tables among what else a zip holds; one is not what its name says."""
    path = zipped(
        tmp_path / "export.zip",
        {
            "a/log.csv": ROWS,
            "b.tsv": ROWS.replace(",", "\t"),
            "__MACOSX/._log.csv": b"\0\5\x16\7",
            ".hidden.csv": "x",
            "read me.md": "x",
            "pic.csv": b"\x89PNG",
        },
    )
    assert names(path) == [["a/log.csv"], ["b.tsv"]]
    first = candidates(path)[0][0]
    assert (first.how.sheet, first.how.others) == ("a/log.csv", ("b.tsv", "pic.csv"))
    assert names(path, "B") == [["b.tsv"]]
    assert names(path, "a/log.csv") == [["a/log.csv"]]
    assert refusal(path, "pic") == "pic.csv is a picture (PNG). A log is a table: save it as CSV or XLSX."
    assert (
        refusal(path, "Log 2") == "export.zip has no sheet “Log 2”. It has: a/log.csv, b.tsv, pic.csv. Name one of them: sheet=“a/log.csv”."
    )


def test_zips_that_hold_no_table(tmp_path: Path) -> None:
    """Pictures; a text of Word; none at all."""
    assert refusal(zipped(tmp_path / "a.zip", {"a.png": "x"})).startswith("a.zip is a zip without a table in it.")
    assert refusal(zipped(tmp_path / "b.docx", {"word/document.xml": "x"})).startswith("b.docx is a Word document.")
    assert refusal(zipped(tmp_path / "c.zip", {})).startswith("c.zip is a zip without a table in it.")


def test_a_zip_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The directory says so; and it does not say so, but the bytes do."""
    path = zipped(tmp_path / "bomb.zip", {"log.csv": "a" * 5000})
    monkeypatch.setattr(parts_module, "LARGEST", 1000)
    assert "unpacks to more than 200 MB" in refusal(path)
    data = path.read_bytes()
    assert data.count((5000).to_bytes(4, "little")) == 2
    path.write_bytes(data.replace((5000).to_bytes(4, "little"), (500).to_bytes(4, "little")))
    assert refusal(path) == "bomb.zip is a zip or a workbook, and it is damaged: save or download it again."


def test_a_zip_with_a_password(tmp_path: Path) -> None:
    """The flag of an encrypted member, in its header and in the directory."""
    data = bytearray(zipped(tmp_path / "log.zip", {"log.csv": ROWS}).read_bytes())
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    (tmp_path / "log.zip").write_bytes(data)
    assert refusal(tmp_path / "log.zip") == (
        "log.zip is protected by a password. Unpack it, or save a copy without the password, and give the path of that."
    )


LINKEDIN = ["Job Applications.csv", "Job Applications_1.csv", "Job Applications_2.csv", "Job Applications_10.csv"]


@pytest.mark.parametrize("place", ["", "Jobs/"])
def test_an_archive_of_linkedin(tmp_path: Path, place: str) -> None:
    """Four numbered parts at the top or in Jobs/, as a folder and as a zip: one candidate, and nothing else is opened."""
    zip_file = zipped(tmp_path / "archive.zip", {**{place + name: ROWS for name in reversed(LINKEDIN)}, "Connections.csv": "x,y\n"})
    assert names(zip_file) == [[place + name for name in LINKEDIN]]
    assert candidates(zip_file)[0][0].how.others == ("Connections.csv",)
    with zipfile.ZipFile(zip_file) as archive:
        archive.extractall(tmp_path / "archive")
    assert names(tmp_path / "archive") == [LINKEDIN]
    assert [part.name for part in parts_of(tmp_path / "archive", "")] == LINKEDIN


def test_what_an_old_file_of_office_is(tmp_path: Path) -> None:
    """The first bytes of .doc, .ppt and .xls, and nothing behind them."""
    (tmp_path / "log.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000)
    assert refusal(tmp_path / "log.xls") == (
        "log.xls cannot be read as a workbook: it is damaged, or of another kind. Save the sheet as CSV, and give that."
    )


def test_the_home_of_nobody() -> None:
    """A user this computer does not have: a path like any other that is not there."""
    with pytest.raises(LogError, match=r"There is no file “.*~nobody-of-that-name"):
        js.load("~nobody-of-that-name/log.csv")
    with pytest.raises(LogError):
        js.convert("~nobody-of-that-name/log.csv", "~nobody-of-that-name/new.csv")
