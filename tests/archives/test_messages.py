"""LinkedIn's messages: notes, nudges, contacts; what they say goes nowhere. Hours are those of Berlin, one ahead of UTC, from 29 March two."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import jobstats as js
from jobstats.archives import Proposals, mailbox
from jobstats.archives.proposal import name_of
from jobstats.errors import LogError
from tests.archives.samples import HEADER, a_log, archive, message, read

ME = "Me Myself"
#: Messages with others, so that it is clear whose archive it is; they are from before the log.
OTHERS = (message(ME, "Zoe", "2020-01-01 10:00:00", "hi"), message("Yan", ME, "2020-01-01 10:00:00", "hi"))
BEFORE = "2 messages are from before 2 Jan 2026, when this log had not begun."


def of(log: js.JobLog, *rows: str) -> Proposals:
    return read(log, archive(*rows, *OTHERS), "messages.csv")


def told(found: Proposals) -> list[tuple[str, str, str, str, str]]:
    return [(p.event.event, p.event.when.isoformat()[:16], p.event.company, p.event.role, p.event.contact) for p in found]


def test_the_note_after_an_interview(mine: js.JobLog) -> None:
    """The interview with Ann Z. of Acme ended on 9 March at 15:00; the first message within a week is taken for the note."""
    found = of(
        mine,
        message(ME, "Ann Zimmer", "2026-03-09 13:30:00", "on my way"),  # 14:30 here: before it ended
        message(ME, "Ann Zimmer", "2026-03-09 17:30:00", "SECRET thank you for today"),
        message("Ann Zimmer", ME, "2026-03-09 18:30:00", "my pleasure"),
        message(ME, "Ann Zimmer", "2026-04-01 07:00:00", "Is there any update? SECRET"),  # summer: 9:00 here
    )
    assert told(found) == [
        ("nudge", "2026-04-01T09:00", "Acme GmbH", "Analyst", "Ann Z."),
        ("follow_up", "2026-03-09T18:30", "Acme GmbH", "Analyst", "Ann Z."),
        ("networking", "2026-03-09T14:30", "", "", "Ann Z."),
    ]
    assert found[1].text == "Note to Ann Z., Acme GmbH (Analyst), 9 Mar 2026, 18:30"
    assert found[1].why == "LinkedIn, 9 Mar 2026, 18:30, to Ann Zimmer: your note after the interview of 9 Mar 2026"
    assert found[0].text == "Asked Ann Z. for news, Acme GmbH (Analyst), 1 Apr 2026, 09:00"
    assert "SECRET" not in repr(found)
    assert not any(p.known or p.event.note for p in found)
    assert found.left_out == (BEFORE,)


@pytest.mark.parametrize(("days", "event"), [("16", "follow_up"), ("17", "networking")])
def test_a_week(mine: js.JobLog, days: str, event: str) -> None:
    """Seven days after 9 March, and eight."""
    found = of(mine, message(ME, "Ann Zimmer", f"2026-03-{days} 12:00:00", "lovely to meet you"))
    assert [p.event.event for p in found] == [event]


def test_what_the_log_has(tmp_path: Path) -> None:
    """A note, a nudge and a row networking are recorded."""
    log = a_log(
        tmp_path,
        """date,company,role,event,contact
2026-02-01,Acme,Analyst,applied,
2026-03-09T15:00,Acme,Analyst,interview,Ann Z.
2026-03-09T20:00,Acme,Analyst,follow_up,
2026-04-01,Acme,Analyst,nudge,
2026-04-20,,,networking,Bo Li
""",
    )
    found = of(
        log,
        message(ME, "Ann Zimmer", "2026-03-09 19:00:00", "thank you"),
        message(ME, "Ann Zimmer", "2026-04-01 07:00:00", "any update?"),
        message(ME, "Bo Li", "2026-04-02 07:00:00", "how are you"),
    )
    assert [(p.event.event, p.known) for p in found] == [("networking", True), ("nudge", True), ("follow_up", True)]
    assert found[0].text == "In touch with Bo Li, 2 Apr 2026, 09:00, noted already"


def test_once_a_month_and_person(mine: js.JobLog) -> None:
    """The latest of each month."""
    rows = [message(ME, "Ann Zimmer", f"2026-{day} 12:00:00", "hello") for day in ("04-02", "04-28", "05-03")]
    assert told(of(mine, *rows, message("Ann Zimmer", ME, "2026-04-29 12:00:00", "a new role for you?"))) == [
        ("networking", "2026-05-03T14:00", "", "", "Ann Z."),
        ("networking", "2026-04-29T14:00", "", "", "Ann Z."),
    ]


def test_a_company_is_named(mine: js.JobLog) -> None:
    """By somebody the log does not know: the name may be written, without what a spreadsheet would run."""
    found = of(
        mine,
        message(ME, "Carl", "2026-04-12 08:00:00", "I applied at Bolt Foods, do you know them?"),
        message(ME, "=cmd|calc", "2026-04-13 08:00:00", "Bolt Foods?"),
        message(ME, "Dora", "2026-04-14 08:00:00", "eating an apple"),
    )
    assert told(found) == [("networking", "2026-04-13T10:00", "", "", "cmd|calc"), ("networking", "2026-04-12T10:00", "", "", "Carl")]


def test_people_who_came_to_me(tmp_path: Path) -> None:
    """Zeta began with somebody's message; Paul was answered, Spam never."""
    log = a_log(tmp_path, "date,company,role,event,contact\n2026-02-01,Acme,Analyst,applied,\n2026-03-12,Zeta,Clerk,reply,\n")
    found = of(
        log,
        message("Rita Rau", ME, "2026-03-10 08:00:00", "I am hiring for a role at Zeta"),
        message("Rita Rau", ME, "2026-03-11 08:00:00", "are you interested in the role?"),
        message("Paul R", ME, "2026-03-11 08:00:00", "we have a position for you"),
        message(ME, "Paul R", "2026-03-12 08:00:00", "thanks, tell me more"),
        message("Spam", ME, "2026-03-11 08:00:00", "great opportunity"),
        message("Friend", ME, "2026-03-11 08:00:00", "party on saturday?"),
    )
    assert told(found) == [
        ("networking", "2026-03-11T09:00", "", "", "Paul R"),
        ("approached", "2026-03-10T09:00", "Zeta", "Clerk", "Rita Rau"),
    ]
    assert found[1].text == "Rita Rau came to you with Zeta (Clerk), 10 Mar 2026, 09:00"
    assert "1 message came from somebody you never answered." in found.left_out


def test_two_people_one_initial(mine: js.JobLog) -> None:
    """Ann Z. may be either, so it is told of neither."""
    found = of(
        mine,
        message(ME, "Ann Zimmer", "2026-03-09 18:00:00", "thanks"),
        message(ME, "Ann Zoller", "2026-03-09 18:00:00", "dinner on friday?"),
    )
    assert told(found) == []


def test_left_out(mine: js.JobLog) -> None:
    """Drafts, advertising, talks of several, what is later than the log, and broken dates."""
    header = f"{HEADER},ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT"
    rows = (
        message(ME, "Ann Zimmer", "2026-03-09 18:00:00", "draft") + ",,Yes,No",
        message("Ad", ME, "2026-03-09 18:00:00", "a job", folder="SPAM") + ",,No,No",
        message("Ad", ME, "2026-03-09 18:00:00", "<p class=''spinmail-quill-editor__spin-break''>a role").replace("''", '""') + ",,No,No",
        message(ME, "Ann Zimmer", "2026-06-09 18:00:00", "later") + ",,No,No",
        message(ME, "Ann Zimmer", "some day", "x") + ",,No,No",
        f'g,,{ME},https://www.linkedin.com/in/me,"Ann Zimmer,Bob",https://x.example/a,2026-03-09 18:00:00 UTC,,"hi all",INBOX,,No,No'.replace(
            "https://x.example/a", '"https://www.linkedin.com/in/ann-zimmer,https://www.linkedin.com/in/bob"'
        ),
    )
    found = read(mine, archive(*rows, *(row + ",,No,No" for row in OTHERS), header=header), "messages.csv")
    assert list(found) == []
    assert found.left_out == (
        "1 message was a draft.",
        "2 messages were advertising.",
        "1 message went to several people at once.",
        "1 message is later than the last day of this log.",
        BEFORE,
        "1 message could not be read.",
    )


OLD = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER"


@pytest.mark.parametrize(
    "text",
    [
        # without CONVERSATION TITLE and the recipients' profiles, as until 2021
        f"{OLD}\n1,{ME},u/me,Ann Zimmer,2026-03-09 17:30:00 UTC,,thanks,INBOX\n2,{ME},u/me,Zoe,2026-03-01 17:30:00 UTC,,x,INBOX\n",
        # every cell quoted, as of 2026, a text of several lines, and a byte-order mark
        "\ufeff"
        + ",".join(f'"{c}"' for c in HEADER.split(","))
        + f'\n"1","","{ME}","","Ann Zimmer","","2026-03-09 17:30:00 UTC","","a\r\n\n""b"", c","INBOX"\n'
        + f'"2","","{ME}","","Zoe","","2026-03-01 17:30:00 UTC","","x","INBOX"\n',
        # saved again by a spreadsheet with semicolons
        f"{OLD}\n1,{ME},u/me,Ann Zimmer,2026-03-09 17:30:00 UTC,,thanks,INBOX\n2,{ME},u/me,Zoe,2026-03-01 17:30:00 UTC,,x,INBOX\n".replace(
            ",", ";"
        ),
    ],
)
def test_headers_of_other_years(mine: js.JobLog, text: str) -> None:
    """The same note in each of them."""
    assert told(read(mine, text, "messages.csv")) == [("follow_up", "2026-03-09T18:30", "Acme GmbH", "Analyst", "Ann Z.")]


def test_whose_archive_it_is(mine: js.JobLog) -> None:
    """One talk alone does not tell; another does."""
    note = message(ME, "Ann Zimmer", "2026-03-09 17:30:00", "thanks")
    found = read(mine, archive(note), "messages.csv")
    assert list(found) == []
    assert found.left_out == (
        "It cannot be told which of Me Myself and Ann Zimmer is you, so no message was looked at: give all of messages.csv as LinkedIn sent it.",
    )
    assert [p.event.event for p in read(mine, archive(note, OTHERS[0]), "messages.csv")] == ["follow_up"]


def test_lunch_is_no_question(mine: js.JobLog) -> None:
    """Neither wondering nor having decided is about an answer; news and a decision are."""
    said = {"wondering if you like lunch": "networking", "we decided on pizza": "networking", "wondering if there is any news": "nudge"}
    for text, event in said.items():
        assert [p.event.event for p in of(mine, message(ME, "Ann Zimmer", "2026-04-12 08:00:00", text))] == [event], text


@pytest.mark.parametrize(
    ("foreign", "written"),
    [
        ("Ann Zimmer", "Ann Zimmer"),
        ("  =+-@Ann", "Ann"),
        ("\tAnn\r\nB", "Ann B"),
        ("＝Ann", "Ann"),
        ("\u202eAnn\u200b", "Ann"),
        ("'=1", ""),
        ("@@@", ""),
        ("José-María", "José-María"),
        ("李明", "李明"),
    ],
)
def test_names_that_may_be_written(foreign: str, written: str) -> None:
    """No spreadsheet takes one for a formula."""
    assert name_of(foreign) == written


def test_a_thousand_long_messages_a_second(mine: js.JobLog) -> None:
    """As much of each is looked at as says whom it is about: a name at the far end of a long one is not searched for."""
    long = "thank you for the talk about the role " * 400
    rows = [message(ME, f"Person {i}", "2026-04-20 10:00:00", f"{i} {long} Bolt Foods") for i in range(6_000)]
    began = time.process_time()
    found = of(mine, *rows, message(ME, "Bea", "2026-04-20 10:00:00", "Bolt Foods " + long))
    assert [p.event.contact for p in found] == ["Bea"]
    assert time.process_time() - began < 12  # of the slowest machine; a second or two of most


def test_far_too_many_messages(mine: js.JobLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """None is proposed, and one sentence says so."""
    monkeypatch.setattr(mailbox, "_MOST", 6)
    rows = [message(ME, "Bea", f"2026-04-{day} 10:00:00", "Bolt Foods") for day in range(10, 14)]
    assert len(of(mine, *rows)) == 1
    with pytest.raises(LogError, match="There are more than 6 messages, and no search has as many"):
        of(mine, *rows, rows[0])


def test_older_archives_without_addresses(mine: js.JobLog) -> None:
    """Several names in one cell are a group; a message of nobody is broken."""
    header = "FROM,TO,DATE,SUBJECT,CONTENT,FOLDER"
    rows = [
        f'{ME},"Bea, Cid",2026-04-20 10:00:00 UTC,,Bolt Foods,INBOX',
        f"{ME},Bea,2026/04/21 10:00:00,,Bolt Foods,INBOX",
        f"{ME},Dan,2026/04/22 10:00:00,,Bolt Foods,INBOX",
        f',"{ME}",2026-04-21 10:00:00 UTC,,Bolt Foods,INBOX',
    ]
    found = read(mine, archive(*rows, header=header), "messages.csv")
    assert told(found) == [("networking", f"2026-04-2{day}T12:00", "", "", who) for day, who in ((2, "Dan"), (1, "Bea"))]
    assert found.left_out == ("1 message went to several people at once.", "1 message could not be read.")
