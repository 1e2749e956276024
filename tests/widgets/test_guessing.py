"""What is guessed for what just happened: the order of the choices, what a typed text means, round, kind and time."""

from __future__ import annotations

from datetime import date, datetime

import pytest

import jobstats as js
from jobstats.errors import AskError
from jobstats.vocabulary import EVENTS
from jobstats.widgets import guessing

NOW = datetime(2026, 3, 31, 14, 5)


def labels(log: js.JobLog, event: str) -> list[str]:
    return [choice.label for choice in guessing.choices(log, event)]


def test_a_note_is_about_the_newest_interview_without_one(log: js.JobLog) -> None:
    """Acme has met twice and Bolt once; the newest has its note already, and of Dune's it is known that there was none.

    2026-03-01,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    2026-03-02,Bolt,,applied
    2026-03-12,Bolt,,interview
    2026-03-20T11:30,Acme,Analyst,interview
    2026-03-20T17:00,Acme,Analyst,follow_up
    2026-03-03,Dune,Cook,applied
    2026-03-25,Dune,Cook,interview
    2026-03-26,Dune,Cook,no_follow_up
    """
    assert labels(log, "follow_up") == labels(log, "no_follow_up")
    assert labels(log, "follow_up") == [
        "Bolt — interview 12 March",
        "Acme · Analyst — interview 9 March 14:00",
        "Dune · Cook — interview 25 March",
        "Acme · Analyst — interview 20 March 11:30",
    ]
    first = guessing.likely(log, "follow_up")
    assert first is not None
    assert (first.label, first.met, first.round) == ("Bolt — interview 12 March", date(2026, 3, 12), 1)


def test_nothing_is_likely_where_every_interview_has_its_note(log: js.JobLog) -> None:
    """One interview, and its note; nor is an acceptance likely without an offer, nor anything of a new application.

    2026-03-01,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    2026-03-09T16:00,Acme,Analyst,follow_up
    """
    assert [guessing.likely(log, event) for event in ("follow_up", "no_follow_up", "accepted", "declined", "applied", "networking")] == [
        None
    ] * 6
    assert guessing.likely(log, "offer").company == "Acme"  # type: ignore[union-attr]


def test_each_event_has_its_own_order(log: js.JobLog) -> None:
    """Five applications: one old and silent, one new, one answered, one that has met, one with an offer; and one that ended.

    2026-03-01,Old,A,applied
    2026-03-28,New,A,applied
    2026-03-10,Answered,A,applied
    2026-03-15,Answered,A,reply
    2026-03-05,Met,A,applied
    2026-03-20,Met,A,interview
    2026-03-27,Met,A,nudge
    2026-03-02,Offered,A,applied
    2026-03-22,Offered,A,offer
    2026-03-04,Ended,A,applied
    2026-03-29,Ended,A,rejected
    """

    def order(event: str) -> list[str]:
        return [choice.company for choice in guessing.choices(log, event)]

    assert order("reply") == ["New", "Old", "Offered", "Met", "Answered", "Ended"]
    assert order("screen") == ["Answered", "New", "Old", "Offered", "Met", "Ended"]
    assert order("interview") == ["Offered", "Met", "Answered", "New", "Old", "Ended"]
    assert order("nudge") == ["Offered", "Answered", "Old", "New", "Met", "Ended"]  # Met was asked four days ago
    assert order("coworker_chat")[:2] == ["Offered", "Met"]
    assert order("offer")[:2] == ["Met", "Answered"]
    assert order("accepted")[0] == "Offered"
    assert order("rejected") == ["Old", "Answered", "Met", "Offered", "New"]
    assert order("closed") == order("rejected")
    assert order("withdrawn")[0] == "Offered"
    assert order("applied") == ["New", "Answered", "Met", "Ended", "Offered", "Old"]
    assert labels(log, "rejected")[2] == "Met · A — asked 27 March"


def test_two_that_would_look_alike_say_their_line(log: js.JobLog) -> None:
    """The same job twice, told apart by ids, on one day; a year is said where it is another.

    date,company,role,event,application
    2025-03-01,Acme,Analyst,applied,a
    2025-03-01,Acme,Analyst,applied,b
    """
    assert labels(log, "reply") == ["Acme · Analyst — applied 1 March 2025 (line 2)", "Acme · Analyst — applied 1 March 2025 (line 3)"]
    assert guessing.found(log, "reply", "acme · analyst — applied 1 march 2025 (line 3)").item == 1


def test_what_is_typed(log: js.JobLog) -> None:
    """Two at Acme, one at Bolt: a label, a company however written, with its role; unclear; not known; nothing.

    2026-03-01,Acme GmbH,Analyst,applied
    2026-03-02,Acme GmbH,Cook,applied
    2026-03-03,Bolt,Driver,applied
    """
    assert guessing.found(log, "reply", labels(log, "reply")[0]).company == "Bolt"
    assert guessing.found(log, "reply", "  bolt ").item == 2
    assert guessing.found(log, "reply", "acme · cook").item == 1
    assert guessing.found(log, "reply", "ACME", "cook").item == 1
    assert guessing.found(log, "reply", "Acme · Cook — something of before").item == 1
    assert guessing.found(log, "follow_up", "Bolt").item == 2  # it has had no interview
    new = guessing.found(log, "reply", "Dune · Cook")
    assert (new.company, new.role, new.item) == ("Dune", "Cook", -1)
    assert guessing.found(log, "applied", "acme", "Baker").company == "Acme GmbH"
    assert guessing.found(log, "applied", "A · B — C").company == "A · B — C"
    assert guessing.found(log, "networking", "").company == ""
    with pytest.raises(AskError, match=r"^There are 2 applications to acme that it could be about\. Choose one from the list\.$"):
        guessing.found(log, "reply", "acme")
    with pytest.raises(AskError, match=r"^Which company is it\? Type its name, or choose it from the list\.$"):
        guessing.found(log, "reply", "  ")


def test_round_and_kind(log: js.JobLog) -> None:
    """Firsts are mostly by phone, seconds a panel; Acme has met once, Dune never. A talk has no round of its own accord.

    date,company,role,event,round,kind
    2026-03-01,Acme,Analyst,applied,,
    2026-03-02,Acme,Analyst,screen,,video
    2026-03-05,Acme,Analyst,interview,1,phone
    2026-03-01,Bolt,Cook,applied,,
    2026-03-06,Bolt,Cook,interview,1,onsite
    2026-03-12,Bolt,Cook,interview,2,panel
    2026-03-01,Cole,Cook,applied,,
    2026-03-08,Cole,Cook,interview,,phone
    2026-03-01,Dune,Cook,applied,,
    """
    for company, event, wanted in (
        ("Acme", "interview", ("2", "panel")),
        ("Bolt", "interview", ("3", "phone")),  # no third round yet: what there is most of
        ("Dune", "interview", ("1", "phone")),
        ("Eve", "interview", ("1", "phone")),
        ("Dune", "screen", ("", "video")),
        ("Dune", "assessment", ("", "")),
        ("Dune", "reply", ("", "")),
    ):
        assert guessing.round_and_kind(log, event, guessing.found(log, event, company)) == wanted
    assert guessing.round_and_kind(log, "interview", guessing.found(log, "interview", "Dune"), "2") == ("2", "panel")


def test_a_note_says_its_round_only_where_it_must(log: js.JobLog) -> None:
    """Two interviews of one application: a note after both would be counted with the second, unless it says the first.

    2026-03-01,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    2026-03-12T14:00,Acme,Analyst,interview
    """
    second, first = guessing.choices(log, "follow_up")
    assert guessing.round_of_note(log, first, datetime(2026, 3, 12, 18)) == "1"
    assert guessing.round_of_note(log, first, date(2026, 3, 10)) == ""
    assert guessing.round_of_note(log, second, datetime(2026, 3, 12, 18)) == ""
    assert guessing.round_of_note(log, guessing.found(log, "reply", "Acme"), date(2026, 3, 12)) == ""


@pytest.mark.parametrize(
    ("word", "at", "when"),
    [
        ("now", "", NOW),
        ("evening", "", datetime(2026, 3, 31, 18)),
        ("morning", "", datetime(2026, 3, 31, 9)),
        ("yesterday", "", datetime(2026, 3, 30, 18)),
        ("day", "", date(2026, 3, 31)),
        ("day", "2026-03-02", date(2026, 3, 2)),
        ("other", "2026-03-02T08:15", datetime(2026, 3, 2, 8, 15)),
    ],
)
def test_when(word: str, at: str, when: date) -> None:
    """A click, or what is typed."""
    found = guessing.moment(word, at, NOW)
    assert (found, type(found)) == (when, type(when))


@pytest.mark.parametrize(("word", "at"), [("other", ""), ("other", "soon"), ("day", "2026-02-30"), ("never", "")])
def test_no_time_is_a_sentence(word: str, at: str) -> None:
    """A field left empty, no day, no such button."""
    with pytest.raises(AskError, match=r"(When was it\?|is no time the form knows)"):
        guessing.moment(word, at, NOW)


def test_an_empty_log_has_no_choices(empty: js.JobLog) -> None:
    """A header and nothing else."""
    for event in EVENTS:
        assert guessing.choices(empty, event) == []
        assert guessing.likely(empty, event) is None
    assert guessing.round_and_kind(empty, "interview", guessing.found(empty, "interview", "Acme")) == ("1", "")
