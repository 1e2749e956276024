"""What loads, what is set aside, what is refused: texts in full."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import jobstats as js
from jobstats.errors import AskError
from tests.conftest import write

HEAD = "date,company,role,event\n"


def problems(tmp_path: Path, text: str) -> list[str]:
    """What is set aside when this file is loaded."""
    return [str(p) for p in js.load(write(tmp_path / "log.csv", text), as_of="2026-03-31").problems]


def refusal(path: Path | str) -> str:
    """The sentence a whole file is refused with."""
    with pytest.raises(js.LogError) as caught:
        js.load(path)
    return str(caught.value)


def test_a_wrong_path_is_told_with_what_is_there(tmp_path: Path) -> None:
    """A slip in the name."""
    write(tmp_path / "log.csv", HEAD)
    path = tmp_path / "lgo.csv"
    assert refusal(path) == f"There is no file “{path}”. In that folder there is: log.csv. Check the name and its ending."


def test_a_wrong_folder_is_told(tmp_path: Path) -> None:
    """A slip in the folder."""
    path = tmp_path / "nowhere" / "log.csv"
    assert refusal(path) == (
        f"There is no file “{path}”. There is no folder “{path.parent}” either. "
        "Check the path; in JupyterLab, right-click the file and choose Copy Path."
    )


@pytest.mark.parametrize("content", [b"\n \n", b"\xef\xbb\xbf\r\n"])
def test_a_file_of_white_space_is_an_empty_log(tmp_path: Path, content: bytes) -> None:
    """Told, not refused: somebody has begun."""
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    log = js.load(path)
    assert len(log) == 0
    assert len(log.notes) == 1


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    """Nothing, a byte-order mark alone."""
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    assert refusal(path) == "log.csv is empty. A log starts with a line that names its columns: date,company,role,event."


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    """No event column, and nothing that could be one."""
    path = write(tmp_path / "log.csv", "date,who,role,what\n2026-03-01,Acme,Analyst,applied\n")
    assert refusal(path) == (
        "log.csv has no column “company”; its columns are: date, who, role, what. "
        "A log needs date, company, role and event (one row per thing that happened), "
        "or company, role, date applied and status (one row per application): rename the columns so, in the first line."
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\0" * 40, "log.csv holds only zero bytes: a save was cut off. Take your newest backup of it."),
        (b"\x1f\x8b\x08\x00", "log.csv is a gzip file; unpack it first."),
        (b"PK\x03\x04abc", "log.csv is a zip or a workbook, and it is damaged: save or download it again."),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    """Bytes of other kinds of files."""
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    assert refusal(path) == said


def test_an_address_is_never_fetched() -> None:
    """A URL."""
    assert refusal("https://example.org/log.csv").endswith(
        "and the kit never calls the network. Save the file on this computer and give its path."
    )


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """The folder, not the file."""
    assert refusal(tmp_path) == f"“{tmp_path}” is a folder. Give the path of the CSV file in it."


def test_an_unknown_event_is_set_aside_with_the_nearest_word(tmp_path: Path) -> None:
    """A typo, a word far from all, none."""
    rows = "2026-03-01,Acme,Analyst,applied\n2026-03-04,Acme,Analyst,interviw\n2026-03-05,Acme,Analyst,\n"
    assert problems(tmp_path, HEAD + rows) == [
        "line 3, event “interviw”: this event is not one the kit knows. Did you mean “interview”?",
        "line 4, event: no event. Write one of: approached, applied, reply, screen, assessment, interview, offer, accepted, declined, "
        "rejected, withdrawn, closed, follow_up, no_follow_up, nudge, coworker_chat, networking.",
    ]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("2026-02-30", "there is no such day"),
        ("2026-03-01T25:10", "there is no such day or time"),
        ("TBD", "“TBD” is no date"),
        ("9999-12-31", "the year 9999 cannot be right"),
    ],
)
def test_an_impossible_date_is_set_aside(tmp_path: Path, cell: str, why: str) -> None:
    """Days that do not exist, and words that are no day."""
    assert problems(tmp_path, f"{HEAD}2026-03-01,Acme,Analyst,applied\n{cell},Acme,Analyst,interview\n") == [
        f"line 3, date “{cell}”: {why}. Write it as in 2026-03-09, or 2026-03-09T14:30 with the time of day."
    ]


def test_all_rows_are_kept_or_set_aside(tmp_path: Path) -> None:
    """read = kept + set aside."""
    text = HEAD + "2026-03-01,Acme,Analyst,applied\n,Acme,Analyst,offer\n2026-03-01,,Analyst,applied\n2026-03-01,a\n2026-03-01,a,b,c,d\n"
    log = js.load(write(tmp_path / "log.csv", text), as_of="2026-03-31")
    assert len(log.events) + len(log.problems) == 5
    assert [(p.line, p.why) for p in log.problems] == [
        (3, "no date"),
        (4, "no company"),
        (5, "2 cells where the header has 4; it cannot be told which are missing"),
        (6, "5 cells where the header has 4"),
    ]


def test_strict_raises_with_all_of_them(tmp_path: Path) -> None:
    """Two rows that cannot be used, both named."""
    path = write(tmp_path / "log.csv", HEAD + "2026-02-30,Acme,Analyst,applied\n2026-03-01,Acme,Analyst,aplied\n")
    with pytest.raises(js.LogError) as caught:
        js.load(path, strict=True)
    assert [p.line for p in caught.value.problems] == [2, 3]
    assert str(caught.value).startswith("2 rows of log.csv cannot be used:\n  line 2, date “2026-02-30”")


def test_times_stay_as_written_and_precision_is_remembered(tmp_path: Path) -> None:
    """A day, a minute, a zone that is dropped and told."""
    rows = "2026-03-01,Acme,Analyst,applied\n2026-03-02T14:30,Acme,Analyst,screen\n2026-03-03T23:30+09:00,Acme,Analyst,interview\n"
    log = js.load(write(tmp_path / "log.csv", HEAD + rows), as_of="2026-03-31")
    assert log.events["date"].tolist() == [datetime(2026, 3, 1), datetime(2026, 3, 2, 14, 30), datetime(2026, 3, 3, 23, 30)]
    assert log.events["precision"].tolist() == ["day", "minute", "minute"]
    assert [n.why for n in log.notes] == ["1 time carries a time zone; read as local time, as written"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_and_a_byte_order_mark(tmp_path: Path, separator: str) -> None:
    """What spreadsheets write."""
    text = ("\ufeff" + HEAD + "2026-03-01,“Café”,Analyst,applied\r\n").replace(",", separator)
    log = js.load(write(tmp_path / "log.csv", text), as_of="2026-03-31")
    assert log.applications["company"].tolist() == ["“Café”"]
    assert not log.problems


def test_windows_letters_are_read_and_told(tmp_path: Path) -> None:
    """cp1252."""
    path = tmp_path / "log.csv"
    path.write_bytes((HEAD + "2026-03-01,Café Zoë – Söhne,Analyst,applied\n").encode("cp1252"))
    log = js.load(path, as_of="2026-03-31")
    assert log.applications["company"].tolist() == ["Café Zoë – Söhne"]
    assert [n.why for n in log.notes] == ["not UTF-8; read as Windows-1252"]


def test_words_for_nothing_are_names_where_names_stand(tmp_path: Path) -> None:
    """Companies called NA, None and True."""
    rows = "".join(f"2026-03-01,{name},Analyst,applied\n" for name in ("NA", "None", "True", "007"))
    log = js.load(write(tmp_path / "log.csv", HEAD + rows), as_of="2026-03-31")
    assert log.applications["company"].tolist() == ["NA", "None", "True", "007"]


def test_unknown_columns_are_kept(tmp_path: Path) -> None:
    """A column of the person's own, and two with the same name."""
    log = js.load(
        write(tmp_path / "log.csv", "date,company,role,event,Salary,Salary\n2026-03-01,Acme,Analyst,applied,40,50\n"), as_of="2026-03-31"
    )
    assert log.applications["Salary"].tolist() == ["40"]
    assert log.applications["Salary 6"].tolist() == ["50"]


def test_a_header_alone_is_an_empty_log(empty: js.JobLog) -> None:
    """The empty log."""
    assert len(empty) == 0
    assert empty.span() is None
    assert empty.caption() == "0 applications, as of 31 Mar 2026"


def test_as_of_is_today_for_a_log_of_ones_own_and_recorded_for_the_sample(tmp_path: Path) -> None:
    """The day is read at the door."""
    assert js.load(write(tmp_path / "log.csv", HEAD)).as_of == date.today()
    assert js.load().as_of == date(2026, 8, 30)


def test_the_file_is_never_touched(tmp_path: Path) -> None:
    """Same bytes, same time."""
    path = write(tmp_path / "log.csv", HEAD + "2026-02-30,Acme,Analyst,applied\r\n")
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    js.load(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [p.name for p in tmp_path.iterdir()] == ["log.csv"]


def test_one_row_per_application(tmp_path: Path) -> None:
    """The plain sheet: a status with its day, one without, one unknown, one never sent, one blank."""
    text = (
        "Company,Position,Date Applied,Status,Response Date,City\n"
        "Acme,Analyst,2026-01-05,Rejected,2026-01-14,Rome\n"
        "Bolt,Analyst,2026-01-06,Interview,,Rome\n"
        "Cord,Analyst,2026-01-07,hmm,,Rome\n"
        "Dale,Analyst,2026-01-08,Need to apply,,Rome\n"
        "Echo,Analyst,2026-01-09,,,Oslo\n"
        "Echo,Analyst,2026-01-09,,,Oslo\n"
    )
    log = js.load(write(tmp_path / "sheet.csv", text), as_of="2026-03-31")
    shown = log.applications[["company", "stage", "outcome", "undated"]].to_numpy().tolist()
    assert shown == [
        ["Acme", "applied", "rejected", False],
        ["Bolt", "interview", "", True],
        ["Cord", "applied", "", False],
        ["Echo", "applied", "", False],
        ["Echo", "applied", "", False],
    ]
    assert log.applications["ended"].iloc[0] - log.applications["applied"].iloc[0] == 9
    assert [str(p) for p in log.problems] == ["line 5, Status “Need to apply”: never sent, so it is no application yet. Nothing to mend."]
    assert [n.line for n in log.notes] == [3, 4, 7]
    assert log.choices() == {"City": ["Rome", "Oslo"]}


ROWS = "2026-03-02,Bolt,Analyst,applied,\n2026-03-03,Cord,Analyst,applied,\n"


@pytest.mark.parametrize(
    ("rows", "why", "kept"),
    [
        ('2026-03-01,Acme,Analyst,applied,"he said\n' + ROWS, "a quote is opened here and holds what looks like a new row", 2),
        (
            '2026-03-01,Acme,Analyst,applied,"he said\n' + ROWS + '2026-03-04,"Dale, Inc",Analyst,applied,\n',
            "and holds what looks like a new row",
            3,
        ),
        (ROWS + '2026-03-01,Acme,Analyst,applied,"he said\n', "a quote is opened here and never closed", 2),
        (ROWS + '2026-03-01,Acme,Analyst,applied,"he said\n' + "\n" * 30 + '"', "a quote is opened here and not closed within 20 lines", 2),
    ],
)
def test_a_quote_left_open_takes_its_own_line_only(tmp_path: Path, rows: str, why: str, kept: int) -> None:
    """The line is set aside, and reading goes on at the next."""
    log = js.load(write(tmp_path / "log.csv", "date,company,role,event,note\n" + rows), as_of="2026-03-31")
    assert len(log) == kept
    told = log.problems[0]
    assert str(told) == f"line {told.line}: {told.why}. Close the quote, or take it out."
    assert told.why.endswith(why)
    assert told.value == '2026-03-01,Acme,Analyst,applied,"he said'


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_notes_of_several_lines_are_kept(tmp_path: Path, end: bytes) -> None:
    """Line breaks, commas, doubled quotes and a day inside a quoted cell."""
    path = tmp_path / "log.csv"
    note = b'He said:%s%s""call me"", then%s2026-03-09, at noon' % (end, end, end)
    row = b'2026-03-01,Acme,Analyst,applied,"' + note + b'"' + end
    path.write_bytes(b"date,company,role,event,note" + end + row + b"2026-02-30,Bolt,Analyst,applied," + end)
    log = js.load(path, as_of="2026-03-31")
    assert log.events["note"].tolist() == [note.decode().replace('""', '"')]
    assert [p.line for p in log.problems] == [6]


def test_a_header_with_an_open_quote_is_refused(tmp_path: Path) -> None:
    """No names, no log."""
    assert refusal(write(tmp_path / "log.csv", 'date,company,role,"event\n')) == (
        "log.csv has no line that names its columns: in line 1, a quote is opened here and never closed. Close the quote, or take it out."
    )


@pytest.mark.parametrize("cell", ["inf", "-inf", "1e30", "0", "100", "2.5", "x"])
def test_a_round_is_a_number_from_1_to_99(tmp_path: Path, cell: str) -> None:
    """Anything else is noted, and the round counted instead."""
    text = f"date,company,role,event,round\n2026-02-01,Acme,Analyst,applied,\n2026-03-01,Acme,Analyst,interview,{cell}\n2026-03-02,Acme,Analyst,interview,99\n"
    log = js.load(write(tmp_path / "log.csv", text), as_of="2026-03-31")
    assert [str(n) for n in log.notes] == [f"line 3, round “{cell}”: not a round number; the round was counted instead. Write 1, 2, 3 …."]


NAMES = "level start stage outcome offer screen interview reply applied accepted ended inbound reopened day precision key line"


@pytest.mark.parametrize("name", NAMES.split())
def test_a_column_named_as_the_kit_names_its_own_is_kept(tmp_path: Path, name: str) -> None:
    """Under another name, and told."""
    log = js.load(
        write(tmp_path / "log.csv", f"date,company,role,event,{name}\n2026-03-01,Acme,Analyst,applied,mine\n"), as_of="2026-03-31"
    )
    assert log.applications[f"{name} (yours)"].tolist() == ["mine"]
    assert log.applications["stage"].tolist() == ["applied"]
    assert [str(n) for n in log.notes] == [
        f"the file, {name}: the kit uses this name for something else; your column is kept as “{name} (yours)”. "
        "Give the column another name if you like."
    ]


def test_a_short_row_with_all_needed_cells_is_filled_up(tmp_path: Path) -> None:
    """Four cells of six are enough; three are not."""
    text = "date,company,role,event,note,City\n2026-03-01,Acme,Analyst,applied\n2026-03-01,Bolt,Analyst\n"
    log = js.load(write(tmp_path / "log.csv", text), as_of="2026-03-31")
    assert log.applications["City"].tolist() == [""]
    assert [str(p) for p in log.problems] == [
        "line 3: 3 cells where the header has 6; it cannot be told which are missing. Fill in the missing cells."
    ]


def test_midnight_is_a_day_without_an_hour(tmp_path: Path) -> None:
    """As pandas and spreadsheets write bare days; one real hour in the column changes nothing of the others."""
    rows = "2026-03-10 00:00:00,Acme,Analyst,applied\n,Acme,Analyst,screen\n2026-03-12 00:00:00,Acme,Analyst,interview\n"
    log = js.load(write(tmp_path / "log.csv", HEAD + rows), as_of="2026-03-31")
    assert log.events["precision"].tolist() == ["day", "day"]
    assert [str(n) for n in log.notes] == [
        "line 2, date “2026-03-10 00:00:00”: 2 dates carry the time 00:00; read as days without an hour. "
        "Write the time of day, as in 2026-03-09T14:30, where you know it."
    ]
    more = js.load(write(tmp_path / "log.csv", HEAD + rows + "2026-03-13 09:00,Acme,Analyst,offer\n"), as_of="2026-03-31")
    assert more.events["precision"].tolist() == ["day", "day", "minute"]


@pytest.mark.parametrize("day", ["", " ", float("nan"), 0, 20260309, "yesterday", "2026-02-30", pd.NaT, True])
def test_an_as_of_that_is_no_day_is_refused(tmp_path: Path, day: Any) -> None:
    """One sentence."""
    with pytest.raises(AskError) as caught:
        js.load(write(tmp_path / "log.csv", HEAD), as_of=day)
    assert str(caught.value) == f'as_of “{day}” is not a day. Write it as in as_of="2026-03-09".'


@pytest.mark.parametrize("day", ["2026-03-09", date(2026, 3, 9), datetime(2026, 3, 9, 14), pd.Timestamp("2026-03-09 14:00")])
def test_an_as_of_is_text_or_a_date(tmp_path: Path, day: Any) -> None:
    """Always a plain date in the log."""
    assert repr(js.load(write(tmp_path / "log.csv", HEAD), as_of=day).as_of) == "datetime.date(2026, 3, 9)"


SHEET = "Company,Role,Date Applied,Status,Response Date\n"


def test_an_answer_without_a_status_is_told(tmp_path: Path) -> None:
    """Blank, said to be none, and unknown."""
    rows = "".join(f"Acme {i},Analyst,2026-01-05,{s},2026-01-14\n" for i, s in enumerate(("", "No response", "hmm")))
    log = js.load(write(tmp_path / "sheet.csv", SHEET + rows), as_of="2026-03-31")
    assert log.applications["stage"].tolist() == ["applied"] * 3
    told = [str(n) for n in log.notes if n.column == "Response Date"]
    assert told == [
        f"line {line}, Response Date “2026-01-14”: a response date without a status that says what the answer was; the answer counts nowhere. "
        "Write the answer as the status: reply, interview, offer, rejected …."
        for line in (2, 3, 4)
    ]


def test_the_day_of_an_answer_is_not_the_day_of_the_interview(tmp_path: Path) -> None:
    """Interview, screen and assessment with a response date."""
    rows = "".join(f"Acme {i},Analyst,2026-01-05,{s},2026-01-14\n" for i, s in enumerate(("Interview", "Screen", "Assessment", "Offer")))
    log = js.load(write(tmp_path / "sheet.csv", SHEET + rows), as_of="2026-03-31")
    assert log.applications["stage"].tolist() == ["interview", "screen", "screen", "offer"]
    assert not log.applications["undated"].any()
    assert [str(n) for n in log.notes] == [
        "line 2, Status “Interview”: 3 rows: the response date was read as the day of the first answer; "
        "the day of the interview itself is not known. "
        "Add a column “interview date” with the day of the interview."
    ]


def test_an_answer_before_the_day_of_the_end_is_the_first_one(tmp_path: Path) -> None:
    """Rejected on 3 February by its own column, answered on 20 January: that answer was not the rejection."""
    text = "Company,Role,Date Applied,Status,Response Date,Rejected date\nAcme,Analyst,2026-01-05,Rejected,2026-01-20,2026-02-03\n"
    log = js.load(write(tmp_path / "sheet.csv", text), as_of="2026-03-31")
    assert log.events["event"].tolist() == ["applied", "reply", "rejected"]
    assert [n.why for n in log.notes] == [
        "1 row: the end has a day of its own, so the response date before it was read as the day of the first answer"
    ]


def test_an_answer_before_the_application_is_set_aside(tmp_path: Path) -> None:
    """The same day is fine."""
    rows = "Acme,Analyst,2026-01-05,Rejected,2026-01-04\nBolt,Analyst,2026-01-05T14:00,Rejected,2026-01-05\n"
    log = js.load(write(tmp_path / "sheet.csv", SHEET + rows), as_of="2026-03-31")
    assert log.applications["company"].tolist() == ["Bolt"]
    assert [str(p) for p in log.problems] == [
        "line 2, Response Date “2026-01-04”: the answer is dated before the application. Mend one of the two dates."
    ]


@pytest.mark.parametrize("name", ["Date", "Event"])
def test_further_columns_of_a_sheet_are_kept(tmp_path: Path, name: str) -> None:
    """Beside Date Applied, under another name, and told."""
    text = f"Company,Role,Date Applied,Status,{name},Response Date\nAcme,Analyst,2026-01-05,Applied,mine,\n"
    log = js.load(write(tmp_path / "sheet.csv", text), as_of="2026-03-31")
    assert log.applications[f"{name} (yours)"].tolist() == ["mine"]
    assert [n.column for n in log.notes] == [name]


def test_an_id_of_the_sheet_is_the_applications(tmp_path: Path) -> None:
    """Where it is another for each row; else it is kept under another name."""
    text = "Company,Role,Date Applied,Status,Application\nAcme,Analyst,2026-01-05,Applied,{}\nBolt,Analyst,2026-01-05,Applied,b\n"
    log = js.load(write(tmp_path / "sheet.csv", text.format("a")), as_of="2026-03-31")
    assert "Application (yours)" not in log.applications
    log = js.load(write(tmp_path / "sheet.csv", text.format("b")), as_of="2026-03-31")
    assert log.applications["Application (yours)"].tolist() == ["b", "b"]


def test_strict_counts_one_row(tmp_path: Path) -> None:
    """1 row, not 1 rows."""
    path = write(tmp_path / "log.csv", HEAD + "2026-02-30,Acme,Analyst,applied\n")
    with pytest.raises(js.LogError, match=r"^1 row of log\.csv cannot be used:"):
        js.load(path, strict=True)
