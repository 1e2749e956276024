"""The words of a log: events, stages in order, outcomes. The only list of them; knows no other room."""

from __future__ import annotations

from typing import Final

#: Every event a log may hold, and what it means.
EVENTS: Final[dict[str, str]] = {
    "approached": "somebody came to you with this job",
    "applied": "you sent the application",
    "reply": "a person answered, and it was not a no",
    "screen": "a first short talk, often with a recruiter",
    "assessment": "a test or a task to do at home",
    "interview": "an interview; write the time it ended",
    "offer": "an offer",
    "accepted": "you took the offer",
    "declined": "you turned the offer down",
    "rejected": "they said no",
    "withdrawn": "you stepped back",
    "closed": "the job was filled or taken down",
    "follow_up": "the note you sent after an interview",
    "no_follow_up": "you know that you sent no note after that interview",
    "nudge": "you asked whether it is decided",
    "coworker_chat": "you met a would-be coworker",
    "networking": "any other contact to keep doors open",
}

#: How far an application can get, lowest first. Reaching a later stage implies the earlier ones.
STAGES: Final[tuple[str, ...]] = ("applied", "reply", "screen", "interview", "offer", "accepted")

#: The stage an event shows has been reached. A test belongs to the same rung as a screen, since either may
#: come first; turning an offer down shows that there was one.
STAGE_OF: Final[dict[str, str]] = {
    "applied": "applied",
    "reply": "reply",
    "screen": "screen",
    "assessment": "screen",
    "interview": "interview",
    "offer": "offer",
    "accepted": "accepted",
    "declined": "offer",
}

#: Final outcomes. "Ghosted" is not one: it is a reading of a long silence, and reversible.
OUTCOMES: Final[tuple[str, ...]] = ("accepted", "declined", "rejected", "withdrawn", "closed")

#: In the column “undated”: that it is not recorded what came of an application.
UNKNOWN: Final[str] = "unknown"

#: What the person does; these never move an application.
OWN: Final[tuple[str, ...]] = ("follow_up", "no_follow_up", "nudge", "coworker_chat", "networking")

#: Ways a stage can end, in the order every table uses (METHODS: k = 0 open, 1, 2, 3).
ENDS: Final[tuple[str, ...]] = ("open", "advanced", "rejected", "withdrawn")

#: The kind of end an outcome is. Withdrawn, closed and declined are competing ends, never censoring.
END_OF: Final[dict[str, str]] = {
    "accepted": "advanced",
    "declined": "withdrawn",
    "rejected": "rejected",
    "withdrawn": "withdrawn",
    "closed": "withdrawn",
}

#: Names people read, by stage and by way of ending.
LABELS: Final[dict[str, str]] = {
    "applied": "Applied",
    "reply": "Positive answer",
    "screen": "Screen or test",
    "interview": "Interview",
    "offer": "Offer",
    "accepted": "Accepted",
    "declined": "Declined",
    "rejected": "Rejected",
    "withdrawn": "Withdrawn or closed",
    "open": "Still waiting",
    "advanced": "Went on",
}
