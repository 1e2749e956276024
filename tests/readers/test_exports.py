"""What the readers of exports take from a sender, a status, a first row; and what a person adds to an export."""

from __future__ import annotations

from pathlib import Path

import pytest

import jobstats as js
from jobstats.readers.exports import career_ops
from jobstats.readers.exports.senders import company_of
from jobstats.readers.exports.teal import name_in

SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize(
    ("name", "address", "company"),
    [
        ("Acme", "no-reply@acme.example", "Acme"),
        ("Acme", "acme@myworkday.com", "Acme"),
        ("Acme Careers", "no-reply@acme.example", "Acme"),
        ("The Acme Hiring Team", "x@acme.example", "Acme"),
        ("Acme Talent Acquisition Team", "x@acme.example", "Acme"),
        ("Acme - Human Resources", "x@acme.example", "Acme"),
        ("Recruiting Team at Blue Heron via Lever", "x@hire.lever.co", "Blue Heron"),
        ("Jane Doe (Kestrel)", "jane@kestrel.example", "Kestrel"),
        ("Jane Doe from Kestrel", "jane.doe@kestrel.example", "Kestrel"),
        ("Jobs @ Kestrel", "x@kestrel.example", "Kestrel"),
        ("Workday on behalf of Kestrel", "x@myworkday.com", "Kestrel"),
        ("Talent Garden", "hello@talentgarden.example", "Talent Garden"),
        ("Jane Doe", "jane.doe@north-wind.co.uk", "North Wind"),
        ("Jane Doe", "jdoe@kestrel.example", "Kestrel"),
        ("no-reply", "no-reply@mail.dunmore.com.au", "Dunmore"),
        ("noreply@dunmore.example", "noreply@dunmore.example", "Dunmore"),
        ("", "jobs@dunmore.example", "Dunmore"),
        ("HR", "someone@gmail.com", ""),
        ("Jane Doe", "jane.doe@gmail.com", ""),
        ("Greenhouse", "no-reply@greenhouse.io", ""),
        ("LinkedIn", "jobs-noreply@linkedin.com", ""),
        ("", "", ""),
    ],
)
def test_the_company_of_a_sender(name: str, address: str, company: str) -> None:
    """As a person reads it who sees name and address alone."""
    assert company_of(name, address) == company


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ('{"id":3,"name":"Applied"}', "Applied"),
        ('{"id":3,"name":"I Withdrew","color":null}', "I Withdrew"),
        ("{'id': 3, 'name': 'Not Selected'}", "Not Selected"),
        ('"Applied"', "Applied"),
        ('{"id":3}', ""),
        ('{"name":null}', ""),
        ("[object Object]", ""),
        ("[" * 100_000, ""),
        ("", ""),
    ],
)
def test_the_name_in_teals_status(cell: str, name: str) -> None:
    """JSON, what looks like it, and what is none."""
    assert name_in(cell) == name


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["number", "date", "from", "to", "source", "note"]],
        [["1", "2026-03-02", "Acme", "Analyst", "LinkedIn", ""]],
        [["1", "2026-03-02", "Evaluated", "Applied"], ["total", "2", "", ""]],
        [["1", "02/03/2026", "Evaluated", "Applied"]],
        [["1", "2026-03-02", "Evaluated", "2026-03-09"]],
        [["1", "2026-03-02", "Evaluated", "Applied", "a", "b", "c"]],
        [["1"]],
    ],
)
def test_other_files_are_not_taken_for_a_status_log(rows: list[list[str]]) -> None:
    """A header, companies, another kind of date, too many cells."""
    assert career_ops.headless(rows) is None


def test_a_discarded_application_is_what_the_person_says() -> None:
    """005 was discarded after it was sent: closed, if the person says so; 004 was never sent, whatever is said."""
    log = js.load(SAMPLES / "career_ops.tsv", as_of="2026-06-30", statuses={"Discarded": "closed"})
    assert log.events.loc[log.events["line"] == 10, "event"].tolist() == ["closed"]
    assert [p.line for p in log.problems] == [1, 3, 9]


def test_a_day_of_applying_added_to_huntr_counts(tmp_path: Path) -> None:
    """One card with a day of its own, one without."""
    head = "id,createdAt,title,lastMovedAt,boardName,listName,companyName,Date Applied\n"
    first = "h1,2026-01-12 09:14:22,Analyst,2026-02-15 18:02:10,Jobs,Interview,Acme,2026-01-20\n"
    path = tmp_path / "huntr.csv"
    path.write_text(head + first + "h2,2026-01-13 09:00:00,Planner,2026-02-15 18:00:00,Jobs,Rejected,Acme,\n", encoding="utf-8")
    log = js.load(path, as_of="2026-06-30")
    days = sorted([f"{d:%Y-%m-%d %H:%M}", e] for d, e in zip(log.events["date"], log.events["event"], strict=True))
    assert days[:2] == [["2026-01-13 09:00", "applied"], ["2026-01-20 00:00", "applied"]]
    assert days[2:] == [["2026-02-15 18:00", "rejected"], ["2026-02-15 18:02", "reply"]]
    assert "no day of applying: 1 card counts from" in str(log.notes[0])


def test_an_interview_date_added_to_an_export_counts(tmp_path: Path) -> None:
    """As the note on an interview without a day asks for it."""
    head = "Job Title,Company Name,Job URL,Applied Date,Status,Status Date,Archived,Date Archived,Notes,Interview date\n"
    path = tmp_path / "simplify.csv"
    path.write_text(head + "Analyst,Acme,N/A,2026-03-02,INTERVIEWING,2026-03-09,No,N/A,thanks,2026-03-16\n", encoding="utf-8")
    log = js.load(path, as_of="2026-06-30")
    assert log.events["event"].tolist() == ["applied", "reply", "interview"]
    assert not log.applications["undated"].any()


def test_a_note_after_an_interview_is_told_from_asking(tmp_path: Path) -> None:
    """ai-job-search with an interview date of one's own: what follows it is the note, what precedes it asks how things stand."""
    head = "date,company,sector,role,role_type,channel,status,contact_person,fit_rating,notes,cv_file,cover_letter_file,source,interview date\n"
    notes = '"followed up 2026-04-08; followed up 2026-04-16"'
    path = tmp_path / "tracker.csv"
    path.write_text(head + f"2026-04-01,Acme,,Analyst,,LinkedIn,Interview,,,{notes},cv.pdf,,,2026-04-15\n", encoding="utf-8")
    log = js.load(path, as_of="2026-06-30")
    assert log.events["event"].tolist() == ["applied", "nudge", "interview", "follow_up"]


@pytest.mark.parametrize("word", ["Discarded", "SKIP", "Evaluated"])
def test_words_of_career_ops_are_its_own(word: str, tmp_path: Path) -> None:
    """Weighed and not sent: no event."""
    path = tmp_path / "status-log.tsv"
    path.write_text(f"1\t2026-03-01\tEvaluated\tApplied\tmanual\t\n2\t2026-03-01\t\t{word}\tmanual\t\n", encoding="utf-8")
    log = js.load(path, as_of="2026-06-30")
    assert (len(log), [p.line for p in log.problems]) == (1, [2])


def test_the_day_of_a_linkedin_date_is_never_guessed(tmp_path: Path) -> None:
    """Every date could be read either way: LinkedIn writes the month first."""
    head = "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers\n"
    path = tmp_path / "Job Applications.csv"
    path.write_text(head + '"3/4/26, 9:05 AM",,,Acme,Analyst,,,\n"5/6/26, 12:00 AM",,,Borealis,,,,\n', encoding="utf-8")
    assert [f"{d:%m-%d %H:%M}" for d in js.load(path, as_of="2026-06-30").events["date"]] == ["03-04 09:05", "05-06 00:00"]
