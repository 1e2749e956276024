"""What is refused, and in what words; which sheet is read; what is asked before anything is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

import jobstats as js
from jobstats.errors import AskError
from tests.conftest import write

NEEDS = (
    "A log needs date, company, role and event (one row per thing that happened), "
    "or company, role, date applied and status (one row per application): rename the columns so, in the first line."
)


def refusal(tmp_path: Path, text: str | bytes) -> str:
    """The sentence with which a file of this content is refused."""
    path = tmp_path / "log.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(js.LogError) as caught:
        js.load(path, as_of="2026-06-30")
    return str(caught.value)


def test_a_tally_is_refused(tmp_path: Path) -> None:
    """Counts by week."""
    assert refusal(tmp_path, "Week,Applications,Interviews\n1,10,1\n2,12,0\n") == (
        "log.csv looks like a tally: its cells are counts, with no company and no day of anything that happened, not like a log; "
        f"its columns are: Week, Applications, Interviews. {NEEDS}"
    )


def test_a_crosstab_is_refused(tmp_path: Path) -> None:
    """A column for each day."""
    assert refusal(tmp_path, "Company,2026-01-05,2026-01-06,2026-01-07\nAcme,x,,\n") == (
        "log.csv looks like a table with a column for each day (2026-01-05, 2026-01-06 …), not like a log; "
        f"its columns are: Company, 2026-01-05, 2026-01-06, 2026-01-07. {NEEDS}"
    )


def test_a_picture_is_refused(tmp_path: Path) -> None:
    """A screenshot somebody renamed."""
    said = refusal(tmp_path, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))
    assert said.startswith("log.csv is a picture")
    assert "log" in said.split(".", 2)[2]


def test_a_shopping_list_is_refused(tmp_path: Path) -> None:
    """Nothing of a search for work."""
    assert refusal(tmp_path, "item,price\nbread,2.10\nmilk,x\n") == (f"log.csv has no column “date”; its columns are: item, price. {NEEDS}")


def test_a_table_without_names_is_refused(tmp_path: Path) -> None:
    """The first line is a row."""
    assert refusal(tmp_path, "Acme,Analyst,2026-01-05,Rejected\nBolt,Dev,2026-01-06,\n") == (
        "log.csv has no line that names its columns: its first line is a row already (Acme, Analyst, 2026-01-05, Rejected). "
        "Write their names above it: date,company,role,event for one row per thing that happened, "
        "or company,role,date applied,status for one row per application."
    )


def test_a_column_that_may_be_it_is_named(tmp_path: Path) -> None:
    """A slip in a header."""
    said = refusal(tmp_path, "datte,compny,role,event\n2026-01-05,Acme,Analyst,applied\n")
    assert said.endswith('If “datte” is it, say so: columns={"datte": "date"}.')


def test_a_word_that_is_no_meaning_is_told(tmp_path: Path) -> None:
    """columns, statuses and dates say only what the kit knows, of columns the file has."""
    path = write(tmp_path / "log.csv", "date,company,role,event\n2026-01-05,Acme,Analyst,applied\n")
    with pytest.raises(AskError, match=r"“firm” is not a meaning the kit knows\. It knows: date, company"):
        js.load(path, columns={"place": "firm"})
    with pytest.raises(AskError, match=r"the file has no column “firma”\. It has: date, company, role, event\."):
        js.load(path, columns={"Firma": "company"})
    with pytest.raises(AskError, match=r"“lost” is not an event the kit knows\. It knows: approached, applied"):
        js.load(path, statuses={"x": "lost"})
    with pytest.raises(AskError, match=r"dates=“monday” is not one the kit knows\. It knows: day-first, month-first"):
        js.load(path, dates="monday")


def test_a_guess_is_corrected(tmp_path: Path) -> None:
    """Columns and statuses of another hand, said outright, either way round."""
    path = write(tmp_path / "s.csv", "Wer,Was,Wann,Wie\nAcme,Analyst,03/04/2026,weg\nBolt,Analyst,04/04/2026,da\n")
    columns = {"Wer": "company", "role": "Was", "Wann": "date applied", "Wie": "status"}
    log = js.load(path, as_of="2026-06-30", columns=columns, statuses={"weg": "interview + rejected", "da": "offer"}, dates="day-first")
    assert log.applications[["company", "role", "stage", "outcome"]].to_numpy().tolist() == [
        ["Acme", "Analyst", "interview", "rejected"],
        ["Bolt", "Analyst", "offer", ""],
    ]
    assert log.events["date"].dt.strftime("%Y-%m-%d").tolist() == ["2026-04-03", "2026-04-04"]


def test_a_year_for_days_without_one(tmp_path: Path) -> None:
    """8-Jan: set aside, with the argument; read once the year is said."""
    path = write(tmp_path / "s.csv", "Company,Role,Date Applied,Status\nAcme,Analyst,8-Jan,\nBolt,Analyst,9-Jan,\n")
    log = js.load(path, as_of="2026-06-30")
    assert len(log) == 0
    assert [p.line for p in log.problems] == [2, 3]
    assert 'dates="' in log.problems[0].mend
    log = js.load(path, as_of="2026-06-30", dates="2026")
    assert log.events["date"].dt.strftime("%Y-%m-%d").tolist() == ["2026-01-08", "2026-01-09"]


def test_a_column_never_read(tmp_path: Path) -> None:
    """ignore: its cells are nowhere in the log."""
    path = write(tmp_path / "log.csv", "date,company,role,event,diary\n2026-01-05,Acme,Analyst,applied,secret\n")
    log = js.load(path, as_of="2026-06-30", columns={"diary": "ignore"})
    assert "secret" not in f"{log.applications.to_csv()}{log.events.to_csv()}{log.report!r}"
    assert "diary" not in log.applications


def test_a_bare_date_is_told(tmp_path: Path) -> None:
    """Date beside a status: read as the day of applying, and said."""
    path = write(tmp_path / "s.csv", "Date,Company,Position,Status\n2026-01-05,Acme,Analyst,Rejected\n2026-01-06,Bolt,Analyst,\n")
    log = js.load(path, as_of="2026-06-30")
    assert log.applications["undated"].tolist() == [True, False]
    assert "“Date” is read as the day of applying" in [n.why for n in log.notes]


def test_what_stands_in_an_unknown_column_is_asked(tmp_path: Path) -> None:
    """Date, company, and a column of events under a name of its own."""
    said = refusal(tmp_path, "date,company,role,what\n2026-01-05,Acme,Analyst,applied\n2026-01-09,Acme,Analyst,rejected\n")
    assert said == (
        'log.csv has no column “event”, but “what” holds what happened. Say so: columns={"what": "event"} if there is one row for each '
        'thing that happened, columns={"what": "status"} if there is one for each application.'
    )


def test_the_corner_without_a_name_is_the_company(tmp_path: Path) -> None:
    """People leave the first column's name out."""
    path = write(tmp_path / "s.csv", ",City,Day Sent,Position,Status\nAcme,Rome,2026-01-05,Analyst,Rejected\nBolt,Rome,2026-01-06,Dev,\n")
    log = js.load(path, as_of="2026-06-30")
    assert log.applications["company"].tolist() == ["Acme", "Bolt"]


def test_every_load_counts_its_rows(tmp_path: Path) -> None:
    """read = kept + set aside."""
    path = write(
        tmp_path / "s.csv", "Company,Role,Date Applied,Status\nAcme,Analyst,2026-01-05,Saved\n,Dev,2026-01-06,\nBolt,Dev,2026-01-07,\n"
    )
    report = js.load(path, as_of="2026-06-30").report
    assert report is not None
    assert (report.read, report.kept, report.aside) == (3, 1, 2)
