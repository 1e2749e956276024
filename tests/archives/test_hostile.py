"""Calendars that are broken, endless, huge or none: one LogError, or left out and counted; never anything else, and never for long."""

from __future__ import annotations

import io
import os
import socket
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import jobstats as js
from jobstats.archives import Proposals, proposals
from jobstats.errors import LogError
from tests.archives.samples import CUSTOM, archive, calendar, event, hours, message, read, told

NOON = hours("20260420T100000Z", "20260420T110000Z")
GOOD = event("Interview with Acme", *NOON, uid="good")


@pytest.mark.parametrize(
    "odd",
    [
        event("Interview with Bolt Foods", "DTSTART:19500101T100000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
        event("Interview with Bolt Foods", *NOON, "RRULE:FREQ=DAILY;INTERVAL=0"),
        event("Interview with Bolt Foods", *NOON, "RRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3"),
        event("Interview with Bolt Foods", *NOON, "RRULE:FREQ=MINUTELY"),
        event("Interview with Bolt Foods", *NOON, "RRULE:"),
        event("Interview with Bolt Foods", *NOON, "RRULE:FREQ=YEARLY;BYYEARDAY=366;INTERVAL=999"),
        event("Interview with Bolt Foods", *NOON, "RRULE:FREQ=WEEKLY;UNTIL=nonsense"),
        event("Interview with Bolt Foods", "DTSTART:00010101T000000Z", "RRULE:FREQ=DAILY"),
        event("Interview with Bolt Foods", *NOON, "EXDATE:" + ",".join(["20260420T100000Z"] * 5000)),
        event("Interview with Bolt Foods", "DTSTART:"),
        event("Interview with Bolt Foods", "DTSTART:20260420"),
        event("Interview with Bolt Foods", "DTSTART;TZID=:20260420T100000", "DTEND:x"),
        event("Interview with Bolt Foods", "DTEND:20260420T100000Z"),
        event("Interview with Bolt Foods", "DTSTART:20260420T100000Z", "DURATION:-P400000D"),
        event("Interview with Bolt Foods", "DTSTART:20260420T100000Z", "DURATION:P99999999999999D"),
        event("Interview with Bolt Foods", "DTSTART:99991231T235959Z", "DTEND:99991231T235959Z"),
        event("Interview with Bolt Foods", *NOON, "BEGIN:VALARM\nTRIGGER:x\nBEGIN:VALARM\nEND:VALARM\nEND:VALARM"),
        event("Interview with Bolt Foods", "DTSTART;TZID=Loop:20260420T100000"),
    ],
)
def test_one_odd_event_harms_no_other(mine: js.JobLog, odd: str) -> None:
    """Beside a good one, before and after it."""
    began = time.process_time()
    for events in ((odd, GOOD), (GOOD, odd)):
        found = read(mine, calendar(*events, head="BEGIN:VTIMEZONE\nTZID:Loop\nEND:VTIMEZONE\n" + CUSTOM))
        assert ("2026-04-20T13:00", "Acme GmbH", "interview") in told(found)
        others = [p for p in found if p.event.company != "Acme GmbH"]
        assert len(others) + len(found.left_out) <= 2
    assert time.process_time() - began < 20


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=DAILY", "FREQ=YEARLY;INTERVAL=0", "FREQ=YEARLY;BYSECOND=1,2,3", "nonsense"])
def test_a_zone_without_end(mine: js.JobLog, rule: str) -> None:
    """A zone whose clocks change every second is none: the hour is read as the one here, and that is told."""
    head = CUSTOM.replace("FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", rule)
    found = read(
        mine, calendar(event("Interview with Acme", *hours("20260420T090000", "20260420T100000", "Customized Time Zone")), head=head)
    )
    assert told(found) == [("2026-04-20T10:00", "Acme GmbH", "interview")]
    assert "its zone “Customized Time Zone” is not known" in found[0].why


def test_one_event_ten_thousand_times(mine: js.JobLog) -> None:
    """All with one name."""
    found = read(mine, calendar(*[event("Interview with Acme", *NOON, uid="1")] * 10_000))
    assert (list(found), found.left_out) == ([], ("1 entry repeats in a way that no interview does.",))


@pytest.mark.parametrize(
    ("begin", "rule", "looked_at"),
    [
        ("19920101", "FREQ=DAILY", False),
        ("19920101", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", False),
        ("19920101", "FREQ=DAILY;COUNT=" + "9" * 5_000, False),
        ("20260401", "FREQ=WEEKLY;COUNT=3", True),
        ("20240401", "FREQ=MONTHLY;BYDAY=1MO", True),
        ("19920101", "FREQ=DAILY;UNTIL=19920301T000000Z", True),
        ("19921301", "FREQ=DAILY", True),
    ],
)
def test_what_repeats_since_long_ago(mine: js.JobLog, begin: str, rule: str, looked_at: bool) -> None:
    """Every day for thirty years is no interview, and is not worked out."""
    text = calendar(
        *[event("Interview with Acme", *hours(f"{begin}T100000Z", f"{begin}T110000Z"), f"RRULE:{rule}", uid=str(i)) for i in range(3)]
    )
    assert ("3 entries repeat in a way that no interview does." not in read(mine, text).left_out) == looked_at


def test_many_that_repeat(mine: js.JobLog) -> None:
    """The first two hundred are looked at, and all that do not repeat."""
    many = calendar(*[event("Interview", *NOON, "RRULE:FREQ=WEEKLY;COUNT=2", uid=str(i)) for i in range(400)], GOOD)
    began = time.process_time()
    found = read(mine, many)
    assert ("2026-04-20T13:00", "Acme GmbH", "interview") in told(found)
    assert "200 entries were not looked at: 200 others that repeat look like interviews too." in found.left_out
    assert time.process_time() - began < 10


def test_nothing_of_a_calendar_is_fetched(mine: js.JobLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Attachments, pictures, links, zones with an address: no socket is opened."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the net was called")

    monkeypatch.setattr(socket, "socket", refuse)
    lines = ("ATTACH:http://192.0.2.1/x", "URL:http://192.0.2.1/y", "IMAGE;VALUE=URI:http://192.0.2.1/z", "CONFERENCE:http://192.0.2.1/")
    head = f"SOURCE:http://192.0.2.1/c.ics\n{CUSTOM.replace('TZID:', 'TZURL:http://192.0.2.1/tz' + chr(10) + 'TZID:')}"
    assert len(read(mine, calendar(event("Interview with Acme", *NOON, *lines), head=head))) == 1


def test_nothing_foreign_gets_into_an_event(mine: js.JobLog) -> None:
    """Formulas, line ends, what turns a line round: shown in one line, written nowhere."""
    title = "=HYPERLINK(1)\\n\\tInterview\\, round 2 \u202e Acme \x07"
    found = read(mine, calendar(event(title, *NOON, "ORGANIZER;CN==cmd:mailto:x@y.example")))[0]
    texts = [v for v in vars(found.event).values() if isinstance(v, str)]
    assert texts == ["interview", "Acme GmbH", "Analyst", "", "2", "", "", "", ""]
    assert found.why.isprintable()
    assert len(read(mine, calendar(event("Interview " + "x" * 10_000, *NOON)))[0].why) < 200


def test_many_events(mine: js.JobLog) -> None:
    """Nearly twenty thousand everyday ones around one interview; 2 001 interviews are more than any search has."""
    many = [f"BEGIN:VEVENT\nUID:{i}\nSUMMARY:Gym\nDTSTART:20260420T100000Z\nEND:VEVENT" for i in range(19_999)]
    began = time.process_time()
    assert len(read(mine, calendar(*many, GOOD))) == 1
    assert time.process_time() - began < 30
    many = [text.replace("Gym", "Interview") for text in many[:2_001]]
    with pytest.raises(LogError, match="More than 2,000 events of this calendar look like interviews, more than any search has"):
        read(mine, calendar(*many))


def test_far_too_many_events_are_refused_before_any_is_read(mine: js.JobLog) -> None:
    """Counted, not read: a quarter of a million takes no minute; in whatever encoding, in a zip as well."""
    text = calendar(*["BEGIN:VEVENT\nSUMMARY:Gym\nEND:VEVENT"] * 250_000)
    began = time.process_time()
    for data, name in (
        (text.encode(), "a.ics"),
        (text.encode("utf-16"), "b.ics"),
        (zipped(a__ics=text.lower().replace("vcalendar", "VCALENDAR")), "c.zip"),
    ):
        with pytest.raises(LogError, match="This calendar has 250,000 entries, and 20,000 can be looked through"):
            read(mine, data, name)
    two = calendar(*["BEGIN:VEVENT\nSUMMARY:Gym\nEND:VEVENT"] * 10_001)
    with pytest.raises(LogError, match="This calendar has 20,002 entries"):
        read(mine, zipped(a__ics=two, b__ics=two), "c.zip")
    assert time.process_time() - began < 30


def zipped(**members: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive_:
        for name, content in members.items():
            archive_.writestr(name.replace("__", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.ics", b"", "neither a calendar nor"),
        ("a.ics", b"hello", "neither a calendar nor"),
        ("a.ics", b"\0" * 1000, "neither a calendar nor"),
        ("a.csv", b"date,company,role,event\n", "neither a calendar nor"),
        ("a.pdf", b"%PDF-1.4 x", "neither a calendar nor"),
        ("messages.csv", b"FROM,DATE,CONVERSATION\n", "has not the columns of LinkedIn"),
        ("a.zip", b"PK\x03\x04broken", "it is damaged"),
        ("a.zip", zipped(), "holds neither a calendar nor"),
        ("a.zip", zipped(inner__zip=zipped(a__ics=calendar(GOOD))), "holds neither a calendar nor"),
        ("a.zip", zipped(a__ics=b"none"), "holds neither a calendar nor"),
    ],
)
def test_what_is_no_archive(mine: js.JobLog, name: str, data: bytes, said: str) -> None:
    """One LogError, one sentence and what to give instead."""
    with pytest.raises(LogError) as error:
        read(mine, data, name)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_paths_that_are_none(mine: js.JobLog, tmp_path: Path) -> None:
    """Not there, on the net, a pipe, an empty folder, no path at all."""
    os.mkfifo(tmp_path / "pipe.ics")
    (tmp_path / "folder").mkdir()
    for path, said in (
        (tmp_path / "none.ics", "There is no file"),
        ("https://example.org/me.ics", "never calls the network"),
        ("webcal://example.org/me.ics", "never calls the network"),
        (tmp_path / "pipe.ics", "is not an ordinary file"),
        (tmp_path / "folder", "The folder “folder” holds neither a calendar nor LinkedIn’s messages.csv. Give the path of"),
        ("a\0b", "cannot be a path on this computer"),
        ("~nobody-of-that-name/x.ics", "cannot be a path on this computer"),
        ("x" * 5000, "cannot be opened"),
    ):
        with pytest.raises(LogError, match=said):
            proposals(mine, path)


def test_a_bomb(mine: js.JobLog) -> None:
    """A zip that unpacks to more than the limit."""
    with pytest.raises(LogError, match="holds more than 100 MB"):
        read(mine, zipped(a__ics=b"BEGIN:VCALENDAR\r\n" + b" " * (101 * 2**20)), "a.zip")


def test_zips(mine: js.JobLog) -> None:
    """As Google and LinkedIn give them: several calendars, messages beside other files, a zip inside; and one that was unpacked."""
    two = calendar(event("Interview with Bolt Foods", *NOON))
    data = zipped(**{"me@home__ics": calendar(GOOD), "work__ics": two, "inner__zip": b"x", "notes__txt": b"x"})
    found = read(mine, data, "export.zip")
    assert sorted(p.event.company for p in found) == ["Acme GmbH", "Bolt Foods"]
    assert found.left_out == ()
    mail = archive(message("Me", "Ann Zimmer", "2026-03-09 18:00:00", "thank you"), message("Me", "Bob", "2026-03-09 18:00:00", "hi"))
    found = read(mine, zipped(**{"Calendar/a__ics": calendar(GOOD), "messages__csv": mail, "broken__ics": b"x"}), "Takeout.zip")
    assert sorted(p.event.event for p in found) == ["follow_up", "interview"]
    folder = Path(mine.path).parent / "unpacked"
    (folder / "below").mkdir(parents=True)
    for name, text in (("a.ics", calendar(GOOD)), ("messages.csv", mail), ("below/b.ics", two), ("x.txt", "x"), (".hidden.ics", two)):
        (folder / name).write_text(text, encoding="utf-8")
    assert list(proposals(mine, folder)) == list(found)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(mine: js.JobLog, encoding: str) -> None:
    """As old programs write them."""
    text = calendar(event("Vorstellungsgespräch Acme", *NOON))
    assert told(read(mine, text.encode(encoding))) == [("2026-04-20T13:00", "Acme GmbH", "interview")]


SEED = calendar(
    event("Interview with Acme", *hours("20260309T090000", "20260309T100000", "America/New_York"), "RRULE:FREQ=WEEKLY;COUNT=3", uid="s"),
    event("Interview moved", "RECURRENCE-ID;TZID=America/New_York:20260316T090000", *NOON, uid="s"),
    event("Onsite Bolt Foods", "DTSTART;VALUE=DATE:20260420", "ATTENDEE;PARTSTAT=DECLINED:mailto:a@b.example"),
    event("Acme", *hours("20260309T090000", "20260309T100000", "Customized Time Zone"), "EXDATE:20260309", "DESCRIPTION:a\\nb"),
    head=CUSTOM,
).encode()
MAIL = archive(
    message("Me", "Ann Zimmer", "2026-03-09 18:00:00", "thank you"),
    message("Ann Zimmer", "Me", "2026-03-09 19:00:00", "welcome"),
    message("Rita", "Me", "2026-03-10 19:00:00", "a role at Acme"),
).encode()
CUTS = st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 40), st.binary(max_size=12)), min_size=1, max_size=6)
TOKENS = st.sampled_from(
    [
        b"RRULE:FREQ=DAILY\r\n",
        b"BEGIN:VEVENT\r\n",
        b"END:VEVENT\r\n",
        b"END:VCALENDAR\r\n",
        b"DTSTART:",
        b"\xff\xfe",
        b'"',
        b"\0",
        b"99999999",
    ]
)


def attempt(log: js.JobLog, data: bytes, name: str) -> tuple[Proposals, str]:
    """What a file proposes, or nothing and the one error there may be."""
    try:
        return read(log, data, name), ""
    except LogError as error:
        return Proposals(), str(error)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=CUTS, token=TOKENS, at=st.integers(0, 3000), mail=st.booleans())
def test_mangled_files_give_proposals_or_one_error(
    mine: js.JobLog, cuts: list[tuple[int, int, bytes]], token: bytes, at: int, mail: bool
) -> None:
    """Bytes cut out and put in anywhere."""
    data = MAIL if mail else SEED
    for place, length, new in cuts:
        place %= len(data) + 1
        data = data[:place] + new + data[place + length :]
    at %= len(data) + 1
    data = data[:at] + token + data[at:]
    found, said = attempt(mine, data, "messages.csv" if mail else "x.ics")
    assert "\n" not in said
    companies, roles = ({"", *mine.applications[c]} for c in ("company", "role"))
    for one in found:
        assert one.event.company in companies
        assert one.event.role in roles
        assert one.text.isprintable()
        assert one.event.contact[:1] not in tuple("=+-@\t\r\n'")
