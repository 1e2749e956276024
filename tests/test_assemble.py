"""What is told of odd rows and at which line; names that may mean one company; rows ahead; the same log however its rows come."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import jobstats as js
from jobstats.anonymous import anonymous
from jobstats.applications import ROW, company_key
from jobstats.assemble import build
from jobstats.errors import Problem
from jobstats.names import company_keys, fold, folds
from jobstats.vocabulary import EVENTS


def told(log: js.JobLog) -> list[str]:
    """Its notes, without the mend."""
    return [str(note).split(". ")[0] for note in log.notes]


def clean(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows as a reader gives them."""
    n = len(rows)
    frame = pd.DataFrame(
        {c: pd.Series([row.get(c, "") for row in rows], dtype=object) for c in {**dict.fromkeys(ROW), **(rows or [{}])[0]}}
    )
    stamp = pd.Series([row["date"] for row in rows], dtype="datetime64[s]")
    line = pd.Series([row.get("line", i + 2) for i, row in enumerate(rows)], dtype="int64")
    return frame.assign(date=stamp, line=line, precision=["minute" if "T" in row["date"] else "day" for row in rows] if n else "")


def test_a_step_after_an_end_names_both_lines(log: js.JobLog) -> None:
    """
    2026-03-01,Acme,Analyst,applied
    2026-03-01,Bolt,Analyst,applied
    2026-03-02,Acme,Analyst,rejected
    2026-03-05,Acme,Analyst,offer
    2026-03-06,Bolt,Analyst,withdrawn
    2026-03-09,Bolt,Analyst,interview
    2026-03-10,Bolt,Analyst,offer
    """
    assert told(log) == [
        "line 5, event “offer”: an offer after the rejection of line 4",
        "line 7, event “interview”: an interview after the withdrawal of line 6",
    ]


def test_a_second_end_is_told_at_its_line(log: js.JobLog) -> None:
    """A rejection after a reopening is no second one.
    2026-03-01,Acme,Analyst,applied
    2026-03-02,Acme,Analyst,rejected
    2026-03-05,Acme,Analyst,closed
    2026-03-01,Bolt,Analyst,applied
    2026-03-02,Bolt,Analyst,rejected
    2026-03-03,Bolt,Analyst,interview
    2026-03-05,Bolt,Analyst,rejected
    """
    assert told(log) == [
        "line 4, event “closed”: a second outcome for one application, after the rejection of line 3",
        "line 7, event “interview”: an interview after the rejection of line 6",
    ]


def test_a_step_before_the_application_is_told_at_its_line(log: js.JobLog) -> None:
    """Somebody who was approached has talked before.
    2026-03-08,Acme,Analyst,applied
    2026-03-01,Acme,Analyst,offer
    2026-03-01,Bolt,Analyst,approached
    2026-03-02,Bolt,Analyst,screen
    2026-03-03,Bolt,Analyst,applied
    """
    assert told(log) == ["line 3, date “2026-03-01”: an offer 7 days before the application of line 2"]


def test_an_acceptance_without_an_offer_is_told(log: js.JobLog) -> None:
    """
    2026-03-01,Acme,Analyst,applied
    2026-03-08,Acme,Analyst,accepted
    2026-03-01,Bolt,Analyst,applied
    2026-03-08,Bolt,Analyst,offer
    2026-03-08,Bolt,Analyst,accepted
    """
    assert told(log) == ["line 3, event “accepted”: accepted with no offer before it"]


def test_a_note_before_its_interview_names_it(log: js.JobLog) -> None:
    """
    2026-03-01,Acme,Analyst,applied
    2026-03-10,Acme,Analyst,follow_up
    2026-03-12,Acme,Analyst,interview
    2026-03-01,Bolt,Analyst,applied
    2026-03-10,Bolt,Analyst,follow_up
    """
    assert told(log) == [
        "line 3, date “2026-03-10”: a follow_up 2 days before the interview on line 4",
        "line 6, date “2026-03-10”: a follow_up with no interview before it",
    ]


def test_applications_that_nothing_begins_are_counted_in_one_note(log: js.JobLog) -> None:
    """
    2026-03-09,Acme,Analyst,interview
    2026-03-08,Bolt,Analyst,interview
    2026-03-01,Cord,Analyst,approached
    2026-03-01,Dale,Analyst,applied
    """
    assert told(log) == ["line 2, event “interview”: 2 applications have no row applied: read as processes that came to you"]


def test_a_repeated_row_names_the_one_it_repeats(log: js.JobLog) -> None:
    """
    2026-03-01,Acme,Analyst,applied
    2026-03-02,Acme,Analyst,interview
    2026-03-01,Acme,Analyst,applied
    2026-03-01,Acme,Analyst,applied
    """
    assert told(log) == ["line 4: this row repeats line 2 and was counted once", "line 5: this row repeats line 2 and was counted once"]


def test_contacts_at_two_companies_on_one_day_are_two(log: js.JobLog) -> None:
    """
    2026-03-01,Acme,,networking
    2026-03-01,Bolt,,networking
    2026-03-01,BOLT,,networking
    """
    assert len(log.events) == 2
    assert told(log) == ["line 4: this row repeats line 3 and was counted once"]


def test_a_beginning_that_was_set_aside_is_said_to_be(log: js.JobLog) -> None:
    """By id, by company and role, by company alone; the fourth has none."""
    days = "2026-03-05"
    rows = [
        {"date": days, "company": "Acme", "role": "Analyst", "event": "interview"},
        {"date": days, "company": "Bolt", "role": "Analyst", "event": "interview", "application": "7"},
        {"date": days, "company": "Cord", "role": "Analyst", "event": "interview"},
        {"date": days, "company": "Dale", "role": "Analyst", "event": "interview"},
    ]
    aside = pd.DataFrame(
        [
            (17, "ACME", "analyst", "", "applied"),
            (18, "", "", "7", "applied"),
            (19, "Cord", "", "", "applied"),
            (20, "Dale", "Analyst", "", "offer"),
        ],
        columns=["line", "company", "role", "application", "event"],
    )
    notes = [str(n) for n in build(clean(rows), date(2026, 3, 31), aside=aside).notes]
    assert notes[0] == (
        "line 2, event “interview”: the row that says when it was sent (line 17) was set aside; "
        "until it is mended this counts as a process that came to you. Mend line 17."
    )
    assert [n[:80] for n in notes[1:]] == [
        "line 3, event “interview”: the row that says when it was sent (line 18) was set ",
        "line 4, event “interview”: the row that says when it was sent (line 19) was set ",
        "line 5, event “interview”: 1 application has no row applied: read as a process t",
    ]


def test_rows_of_several_files_are_told_apart() -> None:
    """The same line of two files; the repeated row, and what names another file's line."""
    rows = [
        {"date": "2026-03-01", "company": "Acme", "role": "x", "event": "applied", "file": "a.csv", "line": 2},
        {"date": "2026-03-01", "company": "Acme", "role": "x", "event": "applied", "file": "b.csv", "line": 2},
        {"date": "2026-03-02", "company": "Acme", "role": "x", "event": "rejected", "file": "a.csv", "line": 3},
        {"date": "2026-03-04", "company": "Acme", "role": "x", "event": "offer", "file": "b.csv", "line": 3},
        {"date": "2026-03-01", "company": "Bolt", "role": "x", "event": "rejected", "file": "a.csv", "line": 4},
        {"date": "2026-03-02", "company": "Bolt", "role": "x", "event": "applied", "file": "b.csv", "line": 4},
    ]
    log = build(clean(rows), date(2026, 3, 31))
    assert told(log) == [
        "line 2 of b.csv: this row repeats line 2 of a.csv and was counted once",
        "line 3 of b.csv, event “offer”: an offer after the rejection of line 3 of a.csv",
    ]
    assert [str(p) for p in log.problems] == [
        "line 4 of a.csv, date “rejected”: dated before the application was sent. Mend one of the two dates."
    ]
    assert len(log.events) == 4
    assert "file" not in log.applications


def test_problems_sort_by_file_then_line() -> None:
    """And a whole file is said by its name."""
    several = [
        Problem(2, "", "", "w", "m", "b.csv"),
        Problem(9, "", "", "w", "m", "a.csv"),
        Problem(10, "", "", "w", "m"),
        Problem(9, "", "", "w", "m"),
    ]
    assert [str(p) for p in sorted(several)] == ["line 9: w. m.", "line 10: w. m.", "line 9 of a.csv: w. m.", "line 2 of b.csv: w. m."]
    assert str(Problem(0, "", "", "w", "m", "a.csv")) == "a.csv: w. m."
    assert Problem(1, "", "", "w", "m") != Problem(1, "", "", "w", "m", "a.csv")
    assert max(several) >= min(several)


# --- names -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ACME Inc.", "acme"),
        ("Acme, Incorporated", "acme"),
        ("Acmé S.A.", "acme"),
        ("Acme GmbH & Co. KG", "acme"),
        ("Acme UG (haftungsbeschränkt)", "acme"),
        ("Acme Pty. Ltd.", "acme"),
        ("Acme Co., Ltd.", "acme"),
        ("Holland Co Ltd", "holland"),
        ("Bolt & Co", "bolt and co"),
        ("Bolt & Co. Ltd", "bolt and co"),
        ("Bolt", "bolt"),
        ("Bolt Group", "bolt group"),
        ("Acme Labs", "acme labs"),
        ("AG", "ag"),
        ("Spa", "spa"),
        ("Aginc", "aginc"),
        ("1&1", "1 and 1"),
        ("C++", "c++"),
        ("❌", "❌"),
        ("", ""),
    ],
)
def test_a_company_is_known_without_its_legal_form(name: str, key: str) -> None:
    """But a word that is part of the name stays."""
    assert company_key(name) == key
    assert company_keys([name, "x"]) == [key, "x"]


@settings(max_examples=80)
@given(st.lists(st.text(max_size=12)))
def test_names_compared_together_are_as_compared_alone(names: list[str]) -> None:
    """Whatever they are made of."""
    assert folds(names) == [fold(name) for name in names]
    assert company_keys(names) == [company_key(name) for name in names]


def test_names_of_one_company_are_one_for_filters(log: js.JobLog) -> None:
    """
    2026-03-01,ACME Inc.,Analyst,applied
    2026-03-02,Acme,Engineer,applied
    2026-03-03,Bolt,Analyst,applied
    2026-03-04,Bolt & Co,Analyst,applied
    """
    assert log.companies() == ["ACME Inc.", "Bolt", "Bolt & Co"]
    assert log.where(company="acme").filters == ("company: Acme",)
    assert len(log.where(company="Acme")) == len(log.where(company="acme GmbH")) == 2
    assert len(log.where(company="Bolt")) == 1
    assert log.has_company("acme llc")
    assert not log.has_company("")
    assert len(log) == 4
    assert told(log) == ["line 3, company “Acme”: “ACME Inc.” and “Acme” may be one company: one for filters, their rows kept apart"]
    assert len(set(anonymous(log).applications["company"])) == 3


def test_spellings_read_as_one_are_told_at_the_second(log: js.JobLog) -> None:
    """Space alone is no other spelling.
    2026-03-09,Acme,Analyst,interview
    2026-03-01, Acme ,Analyst,applied
    2026-03-10,ACME,Analyst,screen
    2026-03-11,acme,Analyst,rejected
    2026-03-11,Bolt  Sons,Analyst,applied
    2026-03-12,Bolt Sons,Analyst,rejected
    """
    assert told(log) == ["line 4, company “ACME”: 3 spellings read as one company: Acme, ACME, acme"]


def test_possible_duplicates_are_told_and_counted_as_two(log: js.JobLog) -> None:
    """The same company in two spellings of the legal form, role and day; not on another day, not of another role.
    date,company,role,event,application
    2026-03-01,Acme Inc,Analyst,applied,1
    2026-03-01,Acme,analyst,applied,2
    2026-03-02,Acme,Analyst,applied,3
    2026-03-01,Acme,Engineer,applied,4
    2026-03-01,Bolt,,applied,5
    2026-03-01,Bolt,,applied,6
    2026-03-02,Bolt,,applied,7
    """
    assert [t for t in told(log) if "duplicate" in t] == [
        "line 3, company “Acme”: possible duplicate of line 2: same company, role and day; counted as two",
        "line 7, company “Bolt”: possible duplicate of line 6: same company, role and day; counted as two",
    ]
    assert len(log) == 7


# --- ahead, undated, coded ---------------------------------------------------------------------------------------


def test_rows_ahead_are_kept_beside_the_log(log: js.JobLog) -> None:
    """as of 2026-03-04
    2026-03-01,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    """
    assert log.ahead[["line", "event", "company", "role", "application"]].to_numpy().tolist() == [[3, "interview", "Acme", "Analyst", -1]]
    assert set(log.events) <= set(log.ahead)
    assert log.where(company="Acme", applied=("2026-03-01", None)).ahead is log.ahead
    assert log.as_it_stood(log.today).ahead.empty
    assert anonymous(log).ahead.empty


def test_what_is_known_without_a_day_may_be_several_events() -> None:
    """The furthest stage among them, the last end among them; an end with a day stands where they name none."""
    sent = {"date": "2026-03-01", "role": "x", "event": "applied"}
    rows = [
        {**sent, "company": "A", "undated": "interview rejected"},
        {**sent, "company": "B", "undated": "screen"},
        {"date": "2026-03-05", "company": "B", "role": "x", "event": "rejected"},
        {**sent, "company": "C", "undated": "offer accepted withdrawn"},
        {**sent, "company": "D"},
    ]
    log = build(clean(rows), date(2026, 3, 31))
    expected = [["interview", "rejected", True], ["screen", "rejected", True], ["accepted", "withdrawn", True], ["applied", "", False]]
    for seen in (log, log.as_it_stood(log.today)):
        assert seen.applications[["stage", "outcome", "undated"]].to_numpy().tolist() == expected
    assert np.isnan(log.applications["interview"].to_numpy()).all()


def test_two_rows_of_one_line_are_two_rows() -> None:
    """Of one line of a sheet: the rejection is dated before the application; the application stays."""
    rows = [
        {"date": "2026-03-05", "company": "A", "role": "x", "event": "applied", "application": "row 2", "line": 2},
        {"date": "2026-03-01", "company": "A", "role": "x", "event": "rejected", "application": "row 2", "line": 2},
    ]
    log = build(clean(rows), date(2026, 3, 31))
    assert log.events["event"].tolist() == ["applied"]
    assert len(log.problems) == 1


ANY_ROW = st.fixed_dictionaries(
    {
        "date": st.sampled_from(
            ["2026-01-05", "2026-01-05T09:00", "2026-01-05T16:00", "2026-01-09", "2026-02-01", "2026-02-03", "2026-04-02"]
        ),
        "company": st.sampled_from(["Acme", "ACME", "Acme Inc", "Bolt", ""]),
        "role": st.sampled_from(["x", "X ", "y", ""]),
        "event": st.sampled_from(list(EVENTS)),
        "application": st.sampled_from(["", "", "", "7", "8"]),
        "source": st.sampled_from(["", "board"]),
        "undated": st.sampled_from(["", "", "", "interview", "interview rejected"]),
        "note": st.sampled_from(["", "n"]),
    }
)


@settings(max_examples=40)
@given(st.lists(ANY_ROW, max_size=25))
def test_rows_come_as_text_or_as_numbers(rows: list[dict[str, Any]]) -> None:
    """The same log; every row is an event, ahead, set aside or a repeat; in order; the parts of an application agree."""
    frame = clean(rows)
    text = [c for c in frame.columns if c not in ("line", "date")]
    coded = {c: (codes.astype(np.int64), list(values)) for c in text for codes, values in [pd.factorize(frame[c])]}
    log, again = build(frame, date(2026, 3, 31)), build(frame[["line", "date"]], date(2026, 3, 31), coded=coded)
    pd.testing.assert_frame_equal(log.applications, again.applications)
    pd.testing.assert_frame_equal(log.events, again.events[log.events.columns])
    assert (log.notes, log.problems) == (again.notes, again.problems)
    repeats = sum("repeats" in note.why for note in log.notes)
    assert len(log.events) + len(log.ahead) + len(log.problems) + repeats == len(rows)
    assert log.events["day"].is_monotonic_increasing
    table, codes = log.applications, log.events["application"]
    assert sorted(set(codes[codes >= 0])) == list(range(len(table)))
    dated = table[~table["undated"].astype(bool)]
    assert ((dated["outcome"] == "") == dated["ended"].isna()).all()
    pd.testing.assert_frame_equal(log.as_it_stood(log.today).applications, table, check_dtype=False)


def test_as_it_stood_knows_no_later_day_of_what_has_none() -> None:
    """An interview on no day, then a dated offer and rejection: before them the interview alone was known."""
    rows = [
        {"date": "2026-03-01", "company": "A", "role": "x", "event": "applied", "undated": "interview"},
        {"date": "2026-03-05", "company": "A", "role": "x", "event": "rejected"},
    ]
    log = build(clean(rows), date(2026, 3, 31))
    assert log.applications[["stage", "outcome"]].to_numpy().tolist() == [["interview", "rejected"]]
    assert log.as_it_stood(log.today - 29).applications[["stage", "outcome"]].to_numpy().tolist() == [["interview", ""]]
