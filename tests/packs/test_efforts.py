"""The efforts of a search: which rows of a log they are, in which period, and how many."""

from __future__ import annotations

from pathlib import Path

import pytest

import jobstats as js
from jobstats.errors import AskError
from jobstats.metrics.interviews import visits
from jobstats.packs.efforts import dayless, efforts, left_out, tally
from tests.conftest import write


def test_a_period_chooses_by_the_day_of_the_effort(log: js.JobLog) -> None:
    """An interview in the period counts though its application was sent before it; both ends are in.

    2026-03-02,Acme,Analyst,applied
    2026-03-10,Acme,Analyst,interview
    2026-03-20,Bolt,Analyst,applied
    """

    def days(*period: str | None) -> list[int]:
        return [e.date.day for e in efforts(log, (period[0], period[1]))]

    assert days("2026-03-03", "2026-03-20") == [10, 20]
    assert days("2026-03-10", "2026-03-10") == [10]
    assert days(None, "2026-03-10") == [2, 10]
    assert days("2026-03-11", None) == [20]
    for wrong, why in (
        (("2026-03-20", "2026-03-02"), "before it begins"),
        (("soon", None), "is not a day"),
        ("2026-03", "a pair of days"),
        (3, "a pair of days"),
    ):
        with pytest.raises(AskError, match=why):
            efforts(log, wrong)  # type: ignore[arg-type]


def test_interviews_of_one_day_are_one(log: js.JobLog) -> None:
    """As in every chart; each hour, round, kind and contact is told. Two applications to one employer are two.

    date,company,role,event,round,kind,source,contact
    2026-03-02,Acme,Analyst,applied
    2026-03-02,Acme,Dev,applied
    2026-03-09 10:00,Acme,Analyst,interview,1,phone,,Ann
    2026-03-09 14:30,Acme,Analyst,interview,2,panel,,Bob
    2026-03-09,Acme,Dev,interview,,phone,,Ann
    2026-03-10 09:00,Acme,Analyst,interview,3,panel,,Bob
    2026-03-11,Acme,Analyst,interview,4,,,Bob
    2026-03-11,Acme,Analyst,interview,4,test,,Bob
    """
    met = [(e.date.day, e.position, e.how, e.contact) for e in efforts(log) if e.how.startswith("Interview")]
    assert sorted(met) == [
        (9, "Analyst", "Interview, rounds 1 and 2 (phone, panel; 10:00, 14:30)", "Ann, Bob"),
        (9, "Dev", "Interview (phone)", "Ann"),
        (10, "Analyst", "Interview, round 3 (panel)", "Bob"),
        (11, "Analyst", "Interview, round 4 (test)", "Bob"),
    ]
    assert len(met) == len(visits(log))
    assert tally(efforts(log)) == "6 efforts: 2 applications, 4 interviews"


def test_what_a_filter_leaves_out_is_counted(log: js.JobLog) -> None:
    """Contacts of no application go with the first application that is left out; one filter after the other.

    2026-03-02,Acme,Analyst,applied
    2026-03-03,Bolt,Analyst,applied
    2026-03-04,,,networking
    2026-03-05,,,networking
    """
    assert left_out(log) == left_out(log.where(company=["Acme", "Bolt"])) == 0
    chosen = log.where(company="Acme")
    assert (left_out(chosen), left_out(chosen.where(role="Analyst")), left_out(chosen, ("2026-03-05", None))) == (2, 2, 1)


def test_a_sheet_without_any_day_has_no_effort(tmp_path: Path) -> None:
    """Three applications, of which one got to an interview and one to a talk."""
    text = "company,role,status\nAcme,Analyst,rejected\nBolt,Dev,interview\nCord,Dev,phone screen\n"
    log = js.load(write(tmp_path / "sheet.csv", text), as_of="2026-03-31")
    assert efforts(log) == []
    assert dayless(log) == ["3 applications", "1 first talk or test", "1 interview"]


def test_a_tally_says_kinds(sample: js.JobLog) -> None:
    """Only applications: no further word; none at all; only others."""
    every = efforts(sample)
    sent = [e for e in every if e.how.startswith("Application")]
    kept = [e for e in every if e.how.startswith("Contact")]
    assert tally(sent[:3]) == "3 applications"
    assert tally(kept[:1]) == "1 effort"
    assert tally([]) == "0 efforts"
    assert tally([*sent[:2], *kept[:1]]) == "3 efforts: 2 applications, 1 other"
