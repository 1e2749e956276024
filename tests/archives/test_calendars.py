"""Interviews from calendars: hours where the person lives, whom they were with, what is left out. Every hour counted by hand."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

import jobstats as js
from jobstats.archives import Proposal, Proposals, proposals
from tests.archives.samples import CUSTOM, a_log, calendar, event, hours, read, told

NOON = hours("20260420T100000Z", "20260420T110000Z")  # ends at 13:00 in Berlin


@pytest.mark.parametrize(
    ("lines", "head", "ends"),
    [
        (hours("20260309T140000", "20260309T150000"), "", "2026-03-09T15:00"),  # floating: here
        (hours("20260309T140000Z", "20260309T150000Z"), "", "2026-03-09T16:00"),  # UTC, and Berlin one hour ahead
        (hours("20260407T140000Z", "20260407T150000Z"), "", "2026-04-07T17:00"),  # in summer two
        # New York: five hours behind UTC until 8 March, then four; Berlin changes on 29 March
        (hours("20260306T090000", "20260306T100000", "America/New_York"), "", "2026-03-06T16:00"),  # 15:00 UTC
        (hours("20260309T090000", "20260309T100000", "America/New_York"), "", "2026-03-09T15:00"),  # 14:00 UTC
        (hours("20260330T090000", "20260330T100000", "America/New_York"), "", "2026-03-30T16:00"),  # 14:00 UTC
        (hours("20260309T090000", "20260309T100000", "Customized Time Zone"), CUSTOM, "2026-03-09T15:00"),
        (hours("20260306T090000", "20260306T100000", "Customized Time Zone"), CUSTOM, "2026-03-06T16:00"),
        (hours("20260309T090000", "20260309T100000", "Eastern Standard Time"), "", "2026-03-09T15:00"),  # as Windows calls it
        (hours("20260309T090000", "20260309T100000", '"/freeassociation.sourceforge.net/America/New_York"'), "", "2026-03-09T15:00"),
        (hours("20260309T090000", "20260309T100000"), "X-WR-TIMEZONE:America/New_York", "2026-03-09T15:00"),
        (("DTSTART:20260309T140000Z", "DURATION:PT45M"), "", "2026-03-09T15:45"),
        (("DTSTART:20260309T140000Z",), "", "2026-03-09T15:00"),  # no end is there
        (hours("20260309T210000Z", "20260309T230000Z"), "", "2026-03-09T23:59"),  # midnight still belongs to the day
        (("DTSTART;VALUE=DATE:20260309", "DTEND;VALUE=DATE:20260310"), "", "2026-03-09"),
        (("DTSTART;VALUE=DATE:20260309",), "", "2026-03-09"),
        (("DTSTART;VALUE=DATE:20260309", "DTEND;VALUE=DATE:20260312"), "", "2026-03-11"),  # three days: the last
        (hours("20260309T080000", "20260310T170000"), "", "2026-03-10"),  # longer than a day has no hour
    ],
)
def test_the_hour_it_ended_here(mine: js.JobLog, lines: tuple[str, ...], head: str, ends: str) -> None:
    """The zones people have in their calendars."""
    found = read(mine, calendar(event("Interview with Acme", *lines), head=head))
    assert told(found) == [(ends, "Acme GmbH", "interview")]
    assert found.left_out == ()
    assert isinstance(found[0].event.when, datetime) == ("T" in ends)


def test_two_calendars_may_give_one_name_to_two_zones(mine: js.JobLog) -> None:
    """The same name, five hours behind UTC in one, two ahead in the other; in one file, in two, in whatever order."""
    east = CUSTOM.replace("-0500", "+0200").replace("-0400", "+0200")
    lines = hours("20260306T090000", "20260306T100000", "Customized Time Zone")
    west, other = (calendar(event("Interview with Acme", *lines), head=head) for head in (CUSTOM, east))
    for text in (west, other, west):
        read(mine, text)
    assert told(read(mine, west)) == [("2026-03-06T16:00", "Acme GmbH", "interview")]
    assert told(read(mine, other)) == [("2026-03-06T09:00", "Acme GmbH", "interview")]  # 8:00 UTC
    assert [p.event.when.hour for p in read(mine, west.replace("with Acme", "with Bolt Foods") + other)] == [16, 9]


def test_a_zone_nobody_knows(mine: js.JobLog) -> None:
    """Read as the hour here, and told so."""
    found = read(mine, calendar(event("Interview with Acme", *hours("20260309T090000", "20260309T100000", "Nowhere"))))
    assert told(found) == [("2026-03-09T10:00", "Acme GmbH", "interview")]
    assert found[0].why == (
        "calendar, 9 Mar 2026, 09:00–10:00 “Interview with Acme”; its zone “Nowhere” is not known, so the hour was read as yours"
    )


def test_elsewhere(mine: js.JobLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same calendar on a machine in New York, around the change of its clocks in autumn."""
    log = replace(mine, as_of=date(2026, 11, 20))
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    text = calendar(
        event("Interview with Acme", *hours("20261030T150000Z", "20261030T160000Z")),  # still four hours
        event("Interview with Acme", *hours("20261102T150000Z", "20261102T160000Z")),  # five from 1 November on
    )
    assert [when for when, _, _ in told(read(log, text))] == ["2026-11-02T11:00", "2026-10-30T12:00"]


def test_what_is_proposed(mine: js.JobLog) -> None:
    """A proposal whole: event, what a person reads, where it comes from."""
    text = calendar(
        event("2nd round technical interview\\, Acme", *NOON, "ORGANIZER;CN=Ann Zimmer:mailto:ann@acme.com", "DESCRIPTION:=cmd()"),
        event("Interview with Acme", *hours("20260309T130000Z", "20260309T140000Z")),
    )
    found = read(mine, text)
    assert isinstance(found, Proposals)
    assert len(found) == 2
    assert [type(p) for p in found] == [Proposal] * 2
    first, second = found.items
    assert first.event.when == datetime(2026, 4, 20, 13)
    assert (first.event.company, first.event.role, first.event.contact) == ("Acme GmbH", "Analyst", "Ann Z.")  # all as the log writes them
    assert (first.event.round, first.event.kind, first.event.note, first.event.source) == ("2", "technical", "", "")
    assert first.text == "Interview with Acme GmbH (Analyst), 20 Apr 2026, ended 13:00"
    assert first.why == "calendar, 20 Apr 2026, 12:00–13:00 “2nd round technical interview, Acme”"
    assert (first.known, first.doubt, second.known) == (False, False, True)
    assert second.text == "Interview with Acme GmbH (Analyst), 9 Mar 2026, ended 15:00, noted already"


@pytest.mark.parametrize(
    ("title", "more", "company"),
    [
        ("Acme: final round", (), "Acme GmbH"),
        ("ACME onsite", (), "Acme GmbH"),
        ("Chat with Bolt Foods", (), "Bolt Foods"),
        ("Interview", ("DESCRIPTION:You meet the team of Acme GmbH.",), "Acme GmbH"),
        ("Interview", ("LOCATION:Acme headquarters",), "Acme GmbH"),
        ("Jane <> Bob", ("ORGANIZER;CN=Jane:mailto:jane@careers.boltfoods.co.uk",), "Bolt Foods"),
        ("Jane <> Bob", ("ORGANIZER;CN=Acme Recruiting:mailto:no-reply@ats.example",), "Acme GmbH"),
        ("Jane <> Bob", ("ATTENDEE;CN=Jane:mailto:jane@acme.com",), "Acme GmbH"),
        ("Interview at Apple", (), "Apple"),
        ("Interview", ("DESCRIPTION:Join with Google Meet. Sent from my Apple phone",), ""),  # an everyday word in what programs write
        ("Vorstellungsgespräch", (), ""),
        ("Entretien d’embauche chez Hooli", (), ""),
        ("Entrevista", (), ""),
        ("Colloquio di lavoro", (), ""),
        ("Sollicitatiegesprek", (), ""),
        ("Phone screen", (), ""),
        ("Acme onsite", (), "Acme GmbH"),
        ("Erstgespräch Bolt Foods", (), "Bolt Foods"),
        ("最終面接", (), ""),
        ("Interview Acme or Bolt Foods", (), ""),
    ],
)
def test_what_looks_like_an_interview(mine: js.JobLog, title: str, more: tuple[str, ...], company: str) -> None:
    """Titles, places, who invites: a company of the log, or a word for an interview."""
    found = read(mine, calendar(event(title, *NOON, *more)))
    assert [p.event.company for p in found] == [company]
    assert ("which company" in found[0].text) == (not company)


@pytest.mark.parametrize(
    "title",
    [
        *("Buy pineapple", "an apple a day", "Dentist", "Acmeology", "Lunch with Bolt", "Yoga", "interim review", ""),
        *(
            "coffee with Ann",
            "exam",
            "Final exam",
            "final round golf",
            "System design study group",
            "Onsite team lunch",
            "Entretien voiture",
        ),
    ],
)
def test_what_does_not(mine: js.JobLog, title: str) -> None:
    """Everyday entries, companies' names inside other words, and words that mean an interview only beside a company's name."""
    assert read(mine, calendar(event(title, *NOON, "DESCRIPTION:She tells of her interview."))) == Proposals()


def test_which_company_and_which_role(mine: js.JobLog) -> None:
    """Twin has two applications; a title that names two companies is about neither."""
    found = read(
        mine,
        calendar(
            event("Interview at Twin", *NOON),
            event("Interview at Twin\\, Cook", *hours("20260421T100000Z", "20260421T110000Z")),
            event("Interview Acme or Bolt Foods", *hours("20260422T100000Z", "20260422T110000Z")),
        ),
    )
    assert [(p.event.company, p.event.role) for p in found] == [("", ""), ("Twin", "Cook"), ("Twin", "")]
    assert [p.text for p in found] == [
        "Interview on 22 Apr 2026, ended 13:00: with which company, Acme GmbH or Bolt Foods?",
        "Interview with Twin (Cook), 21 Apr 2026, ended 13:00",
        "Interview with Twin, 20 Apr 2026, ended 13:00: for which role: Clerk, Cook?",
    ]


def test_the_one_alive_is_meant(tmp_path: Path) -> None:
    """Of two applications one had ended by then."""
    log = a_log(
        tmp_path, "date,company,role,event\n2026-02-01,Twin,Clerk,applied\n2026-02-03,Twin,Clerk,rejected\n2026-02-05,Twin,Cook,applied\n"
    )
    assert read(log, calendar(event("Interview at Twin", *NOON)))[0].event.role == "Cook"


def test_a_screen_and_the_kinds(mine: js.JobLog) -> None:
    """Guessed from plain words alone."""
    titles = ("Phone screen Acme", "Video interview Acme", "Acme panel interview", "Final round with Acme", "Interview with Acme round 3")
    for title, said in zip(
        titles,
        (
            ("screen", "phone", ""),
            ("interview", "video", ""),
            ("interview", "panel", ""),
            ("interview", "final", ""),
            ("interview", "", "3"),
        ),
        strict=True,
    ):
        found = read(mine, calendar(event(title, *NOON)))[0].event
        assert (found.event, found.kind, found.round) == said, title


def test_recurring_with_exceptions(mine: js.JobLog) -> None:
    """Four Wednesdays at 10:00 UTC: one struck out, one moved to Thursday, one called off by itself; the fourth stays.
    Berlin's clocks change on 29 March, New York's had on 8 March: 6:00 in New York is 11:00 here on the 25th, and 12:00 on 1 April.
    """
    text = calendar(
        event(
            "Interview series",
            "DTSTART;TZID=America/New_York:20260325T060000",
            "DTEND;TZID=America/New_York:20260325T063000",
            "RRULE:FREQ=WEEKLY;COUNT=4",
            "EXDATE;TZID=America/New_York:20260408T060000",
            uid="series",
        ),
        event(
            "Interview moved",
            "RECURRENCE-ID;TZID=America/New_York:20260401T060000",
            *hours("20260402T130000", "20260402T133000"),
            uid="series",
        ),
        event(
            "Interview series",
            "RECURRENCE-ID;TZID=America/New_York:20260415T060000",
            "STATUS:CANCELLED",
            *hours("20260415T060000", "20260415T063000", "America/New_York"),
            uid="series",
        ),
    )
    found = read(mine, text)
    assert [when for when, _, _ in told(found)] == ["2026-04-02T13:30", "2026-03-25T11:30"]
    assert found.left_out == ("1 entry was called off.",)


def test_a_daily_round_is_no_series_of_interviews(mine: js.JobLog) -> None:
    """Every working day without an end; a weekly one that only a company's name speaks for; a rule of RDATEs."""
    text = calendar(
        event("Interview desk", *NOON, "RRULE:FREQ=DAILY"),
        event("Acme jour fixe", *hours("20260302T100000Z", "20260302T110000Z"), "RRULE:FREQ=WEEKLY"),
        event("Interview Bolt Foods", *NOON, "RDATE:20260421T100000Z,20260422T100000Z"),
    )
    found = read(mine, text)
    assert [when for when, _, _ in told(found)] == ["2026-04-22T13:00", "2026-04-21T13:00", "2026-04-20T13:00"]
    assert "2 entries repeat too often to be interviews." in found.left_out


NOT_ONE = "1 entry is no interview of yours, by its title."


@pytest.mark.parametrize(
    ("events", "head", "left_out"),
    [
        ((event("Interview with Acme", *NOON, "STATUS:CANCELLED"),), "", "1 entry was called off."),
        ((event("Canceled: Interview with Acme", *NOON),), "", "1 entry was called off."),
        ((event("Abgesagt: Interview with Acme", *NOON), event("Annulé : entretien d’embauche", *NOON)), "", "2 entries were called off."),
        ((event("Interview with Acme", *NOON),), "METHOD:CANCEL", "1 entry was called off."),
        ((event("Interview prep for Acme", *NOON),), "", NOT_ONE),
        ((event("Send thank you to Acme", *NOON),), "", NOT_ONE),
        ((event("Train home from Acme", *NOON),), "", NOT_ONE),
        ((event("Exit interview\\, Acme", *NOON),), "", NOT_ONE),
        ((event("User interview with Sam", *NOON),), "", NOT_ONE),
        ((event("Customer interviews", *NOON),), "", NOT_ONE),
        ((event("Interview room 3", *NOON),), "", NOT_ONE),
        ((event("Interviewing Acme candidates", *NOON),), "", NOT_ONE),
        ((event("Interview with Acme", *hours("20260301T100000Z", "20260420T110000Z")),), "", "1 entry lasts longer than two weeks."),
        (
            (event("Interview with Acme", *hours("20260605T100000Z", "20260605T110000Z")),),
            "",
            "1 entry lies ahead: it is offered once it is over.",
        ),
        (
            (event("Interview with Acme", *hours("20250101T100000Z", "20250101T110000Z")),),
            "",
            "1 entry was not looked at: it is from before 2 Jan 2026, when this log had not begun.",
        ),
        ((event("Interview with Acme", *NOON, "RRULE:FREQ=SECONDLY"),), "", "1 entry repeats in a way that no interview does."),
        ((event("Interview with Acme", "DTSTART:20269999T990000"),), "", "1 entry could not be read."),
        ((event("Interview with Acme", *NOON), "BEGIN:VEVENT\nSUMMARY:Interview with Acme"), "", "1 entry could not be read."),
    ],
)
def test_what_is_left_out_is_told(mine: js.JobLog, events: tuple[str, ...], head: str, left_out: str) -> None:
    """Called off, preparation, too long, ahead, before, odd, broken."""
    found = read(mine, calendar(*events, head=head))
    assert found.left_out == (left_out,)
    assert len(found) == (1 if "SUMMARY" in events[-1] and "END:VEVENT" not in events[-1] else 0)


def test_doubles(mine: js.JobLog) -> None:
    """The same event in two calendars of one file; and four talks of one day at one company are one interview, whose last hour counts."""
    one = event("Interview with Bolt Foods", *NOON, uid="1")
    found = read(mine, calendar(one) + calendar(one))
    assert told(found) == [("2026-04-20T13:00", "Bolt Foods", "interview")]
    assert found.left_out == ("1 entry stands there twice.",)
    slots = [event(f"Bolt Foods onsite {i}", *hours(f"20260420T{9 + i:02d}0000Z", f"20260420T{9 + i:02d}4500Z")) for i in range(4)]
    found = read(mine, calendar(*slots))
    assert told(found) == [("2026-04-20T14:45", "Bolt Foods", "interview")]  # the last from 12:00 to 12:45 UTC
    assert found[0].why.endswith("; the last of 4 entries that day")


def test_what_only_names_the_company_stands_alone_and_last(mine: js.JobLog) -> None:
    """An interview from 10 to 11 here, and an evening with the same company's name: the interview ended at 11:00, whatever came later."""
    day = hours("20260420T080000Z", "20260420T090000Z"), hours("20260420T170000Z", "20260420T210000Z")
    found = read(mine, calendar(event("Interview Acme", *day[0]), event("Dinner\\, Acme", *day[1])))
    assert [(p.text, p.doubt) for p in found] == [
        ("Interview with Acme GmbH (Analyst), 20 Apr 2026, ended 11:00", False),
        ("Acme GmbH (Analyst), 20 Apr 2026, ended 23:00: was this an interview?", True),
    ]
    assert found[0].why == "calendar, 20 Apr 2026, 10:00–11:00 “Interview Acme”"
    both = event("Lunch\\, Acme", *day[0], uid="1"), event("Dinner\\, Acme", *day[1], uid="2")
    assert [p.event.when.isoformat()[11:16] for p in read(mine, calendar(*both))] == ["23:00", "11:00"]


def test_a_company_called_as_people_speak(tmp_path: Path) -> None:
    """The interview with Meet, and Paul, who was met in the evening."""
    log = a_log(tmp_path, "date,company,role,event\n2026-02-01,Meet,Clerk,applied\n")
    found = read(log, calendar(event("Interview with Meet", *NOON), event("Meet Paul", *hours("20260420T170000Z", "20260420T180000Z"))))
    assert told(found)[0] == ("2026-04-20T13:00", "Meet", "interview")
    assert [p.doubt for p in found] == [False, True]


def test_later_today_lies_ahead(tmp_path: Path) -> None:
    """A log as of today: what ends in an hour has not been yet, what ended a minute ago has."""
    now = datetime.now().replace(second=0, microsecond=0)
    log = a_log(tmp_path, f"date,company,role,event\n{now.date() - timedelta(days=9)},Acme,x,applied\n", now.date().isoformat())
    stamp = "%Y%m%dT%H%M%S"
    for end, n in ((now + timedelta(hours=1), 0), (now - timedelta(minutes=1), 1)):
        found = read(log, calendar(event("Interview with Acme", f"DTSTART:{end - timedelta(minutes=30):{stamp}}", f"DTEND:{end:{stamp}}")))
        assert len(found) == n


def test_what_js_due_wrote_is_no_interview(mine: js.JobLog, tmp_path: Path) -> None:
    """Its entries name companies, and interviews."""
    text = calendar(
        event("Note to Acme after the interview", *NOON, uid="0123@jobstats"), event("A line to Acme", *NOON, uid="45@jobstats")
    )
    assert read(mine, text) == Proposals()


def test_the_sample_and_filters(sample: js.JobLog, tmp_path: Path) -> None:
    """A filtered log is held against calendars whole; the sample lies in no file."""
    company = str(sample.applications["company"].iloc[0])
    path = tmp_path / "c.ics"
    path.write_text(calendar(event(f"Interview with {company}", *NOON)), encoding="utf-8")
    chosen = sample.where(company=str(sample.applications["company"].iloc[5]))
    assert [p.event.company for p in proposals(chosen, path)] == [company]
