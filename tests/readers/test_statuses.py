"""What a status says: by its words, by slips of them; and what must not be read."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobstats.readers.meanings import plain
from jobstats.readers.statuses import EVENTS_OR_NOT, STATUS_WORDS, read_event, read_status, readings
from jobstats.vocabulary import EVENTS

#: Events (joined by +, “sent” where no more is known) → cells that say them in words the kit knows.
KNOWN = {
    "sent": """Applied|APPLIED|applied |Submitted|Application sent|Pending|In review|Under consideration|Ghosted|Suspected Ghost Job|No response|
        No response to application|Archived|pendente|Waiting|Beworben|Keine Rückmeldung|Keine Rueckmeldung|En attente|Sans réponse|Pendiente|Aguardando|
        In attesa|Geen reactie|Brak odpowiedzi|Application confirmation|In progress|Viewed|Haven't heard back|ghosted?""",
    "unsent": """Need to apply|Draft|SAVED|Wishlist|Bookmarked|To do|blocked|Not applied|Interested|wishlist|to-do|Noch nicht beworben|Brouillon|Borrador|
        Rascunho|Bozza|Applying|haven't applied""",
    "approached": "approached|Did not apply - inbound request|Recruiter reached out",
    "reply": "reply|Replied|Interview scheduled|INTERVIEW_SCHEDULED|Interview invitation|Availability request|Einladung zum Vorstellungsgespräch|Shortlisted",
    "screen": "Screen|Screening|Phone screen|PhoneScreen|Recruiter call|Telefoninterview|Entretien téléphonique|Triagem|Screening Call",
    "assessment": "OA|Assessment|Take-home|Coding challenge|take_home|Assessment sent|Testaufgabe|Prueba técnica|technical_task",
    "interview": """Interview|Interviewing|1st Interview|2nd interview|Onsite|Final round|Technical interview|Inter|Vorstellungsgespräch|Entretien|Entrevista|
        Colloquio|Gesprek|Rozmowa|INTERVIEWING""",
    "offer": "Offer|Offered|Verbal offer|OfferReceived|oferta|Zusage|Negotiating|Offer made",
    "accepted": "Accepted|accepted!!|Hired|Signed|Got the job|Offer accepted|Angenommen|Aceptada|Aceito|Accettato",
    "declined": "Declined|offer declined|I declined|Rejected offer",
    "rejected": """Rejected|Rejection :(|Denied|Denied 😞|Turned down|Not selected|Not moving forward|Unsuccessful|No|Regret|Declined by company|❌ Rejected|
        Absage|Abgelehnt|Refusé|Rechazado|Rejeitado|Rifiutato|Afgewezen|Odrzucony|Reject""",
    "withdrawn": "Withdrawn|Withdrew|I withdrew|I rejected them|I Denied|I declined the interview|Withdrew application|Zurückgezogen|Ritirato|accepted another offer",
    "closed": """Closed|Expired|Position Removed|Position filled|Job closed|Hiring freeze|Hiring freeze notification|Stelle besetzt|Poste pourvu|
        withdrawn by company""",
    "follow_up": "follow-up|Follow up sent|thank you sent|Thank-you|Thank-you note",
    "no_follow_up": "no follow-up",
    "nudge": "nudge|asked for decision|status inquiry",
    "coworker_chat": "coworker chat",
    "networking": "Networking",
    "interview+rejected": "Failed interview",
}  # fmt: skip
#: The same for slips, cells of several parts and cells with more in them.
NEAR = {
    "sent": "aplied|gohsted|no respone|Applied 14 Jan 2026|Ghosted (2 rounds)|Applied, waiting|Submited",
    "rejected": """reeejected|rejected  UK|Rejec|rejectd|Rejection (visa)|Rejected, no feedback|Rejected 3/12/24|Rejected via email|Rejected on 3 May|
        Rejected - never interviewed|rejected w/o interview|Rejected after 3 weeks|rejected due to visa|Rejected – position filled|Applied/rejected|
        Rejected/Ghosted|Absage erhalten am 3.4.""",
    "interview": "interveiw|interviw|Interview 2|1. Vorstellungsgespräch|Interview on Monday|Ghosted after 2 interviews|Interview went well|Intervie",
    "interview+rejected": """Inter + Rejec|2 Interviews + Denied|Rejected - after 2nd interview|Final round - rejected|Interviewed 3/4, rejected 3/10|
        Absage nach dem Vorstellungsgespräch|interview then denied""",
    "screen+rejected": "Applied > Screen > Rejected|got rejected after phone screen",
    "screen": "phonescreen|Phone screen 3/4|Recruiter scren",
    "assessment+interview": "interview; test",
    "offer": "ofer|Offer - $90k|Offer from Google",
    "offer+declined": "Offer received, declined",
    "screen+interview+offer+accepted": "phone screen -> onsite -> offer -> accepted",
    "withdrawn": "wihtdrawn|Withdrew - salary too low",
    "closed": "closed - filled internally|Position closed/removed",
    "follow_up": "followed up 2024-01-02",
}  # fmt: skip
UNREAD = """waiting for interview feedback|Waiting for interview|Awaiting interview date|Interview cancelled|interview postponed|Interview tbc|
    Interview next week|no offer|not yet interviewed|never interviewed|maybe rejected|probably rejected|Rejected?|Interview?|offer expected|Waiting for offer|
    before interview|without interview|until interview|kein Angebot|noch kein Interview|Warte auf Vorstellungsgespräch|pas d'entretien|
    en attente d'entretien|sin entrevista|esperando entrevista|sem entrevista|aguardando entrevista|senza colloquio|in attesa di colloquio|geen gesprek|
    wachten op gesprek|Hired someone|Accepted by recruiter for review|offer rescinded|prepare for interview|will be rejected|Senior Test Engineer|
    Open to offers|LinkedIn|Berlin|5|2024-01-02|see notes|yes|recruiter|referred|not rejected|unrejected|undecided|moved to interview|interview declined|
    Interview - accepted|Interview - waiting|Rejected/Withdrawn|Rejected, then accepted|Saved/Applied|Yes/No|with|passed|expected|
    resigned|decided|❌|✅|👻|They rescheduled|OA pending|if offer then accept"""
NOTHING = ["", " ", "-", "—", "N/A", "n/a", "null", "#NUM!", "TBD", "?", "...", "None"]


def _pairs(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(cell.strip("\n"), said) for said, cells in table.items() for cell in cells.replace("\n        ", "").split("|")]


def _events(said: str) -> tuple[str, ...]:
    return () if said == "sent" else tuple(said.split("+"))


@pytest.mark.parametrize(("cell", "said"), _pairs(KNOWN))
def test_words_the_kit_knows(cell: str, said: str) -> None:
    """One cell."""
    status = read_status(cell)
    assert status.events == _events(said)
    assert status.how in ("same", "synonym")


@pytest.mark.parametrize(("cell", "said"), _pairs(NEAR))
def test_words_near_those(cell: str, said: str) -> None:
    """One cell."""
    assert (read_status(cell).events, read_status(cell).how) == (_events(said), "nearest")


@pytest.mark.parametrize("cell", UNREAD.replace("\n    ", "").split("|"))
def test_cells_that_must_not_be_read(cell: str) -> None:
    """One cell that waits, denies, doubts or speaks of something else."""
    assert (read_status(cell).events, read_status(cell).how) == ((), "unknown")


@pytest.mark.parametrize("cell", NOTHING)
def test_nothing_is_said(cell: str) -> None:
    """Blank, or a word for nothing."""
    assert (read_status(cell).events, read_status(cell).how) == ((), "same")
    assert (read_event(cell).events, read_event(cell).how) == ((), "same")


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_under_its_own_name(event: str) -> None:
    """The event itself, with spaces, with hyphens, in capitals."""
    for cell in (event, event.replace("_", " "), event.replace("_", "-").upper()):
        assert (read_event(cell).events, read_event(cell).how) == ((event,), "same")
        assert read_status(cell).events == (() if event == "applied" else (event,))


def test_the_person_has_the_first_word() -> None:
    """statuses={"Rejected": "closed", "in der Schwebe": "applied", "x": "interview+rejected"}."""
    said = {"rejected": ("closed",), "in der schwebe": ("applied",), "x": ("interview", "rejected")}
    assert (read_status("Rejected", said).events, read_status("Rejected", said).how) == (("closed",), "said")
    assert (read_status("In der Schwebe", said).events, read_status("In der Schwebe", said).how) == ((), "said")
    assert read_status(" X ", said).events == ("interview", "rejected")


def test_a_sign_may_be_said() -> None:
    """statuses={"❌": "rejected"}; a blank cell is not that sign, nor is another one."""
    said = {plain("❌"): ("rejected",)}
    assert (read_status("❌", said).events, read_status("❌", said).how) == (("rejected",), "said")
    assert read_status("✅", said).how == "unknown"
    assert (read_status("", said).events, read_status("-", said).events) == ((), ())
    assert read_status("", {"": ("rejected",)}).events == ()


def test_an_event_of_a_log_is_read_the_same_way() -> None:
    """“Application sent” is an event, “ghosted” and “pending” are none."""
    assert (read_event("Application sent").events, read_event("Application sent").how) == (("applied",), "synonym")
    assert (read_event("ghosted").events, read_event("ghosted").how) == ((), "unknown")
    assert (read_event("pending").events, read_event("pending").how) == ((), "unknown")
    assert (read_event("interviw").events, read_event("interviw").how) == (("interview",), "nearest")
    assert read_event("Applied + Interview").events == ("applied", "interview")


def test_every_phrase_is_plain_and_has_one_reading() -> None:
    """The table itself."""
    seen: dict[str, tuple[str, ...]] = {}
    for phrase, events in readings():
        assert plain(phrase) == phrase != ""
        assert {*events} <= {*EVENTS, "unsent"}
        assert seen.setdefault(phrase, events) == events, phrase
    assert {*STATUS_WORDS} == {*seen}
    assert all("applied" not in events for events in STATUS_WORDS.values())
    assert (*EVENTS, "unsent", "ignore") == EVENTS_OR_NOT


@given(st.text(max_size=200))
def test_no_cell_is_too_odd(cell: str) -> None:
    """Any text."""
    status = read_status(cell)
    assert {*status.events} <= {*EVENTS, "unsent"}
    assert status.how in ("same", "synonym", "nearest", "unknown")
    assert status.how != "unknown" or status.events == ()


_SOME = st.sampled_from(
    [
        "interview",
        "rejected",
        "not",
        "waiting",
        "offer",
        "+",
        ",",
        "after",
        "phone",
        "screen",
        "(",
        "3/4",
        "applied",
        "ghosted",
        "accepted",
        "w/o",
        "-",
    ]
)


@given(st.lists(_SOME, max_size=8).map(" ".join))
def test_no_mixture_of_words_is_too_odd(cell: str) -> None:
    """Any row of words people use: at most one final word, at the end."""
    events = read_status(cell).events
    final = [e for e in events if e in ("accepted", "declined", "rejected", "withdrawn", "closed")]
    assert len(final) <= 1
    assert events[len(events) - len(final) :] == tuple(final)


def test_many_different_statuses_come_to_an_end() -> None:
    """2 000 different cells, few of them known: no minute of the processor, as a search without an end would take."""
    cells = [
        f"{word} {i} {more}" for i in range(250) for word in ("rejectde", "phone scren", "interveiw", "abc") for more in ("at", "Acme Ltd")
    ]
    start = process_time()
    for cell in cells:
        read_status(cell)
    assert process_time() - start < 15
