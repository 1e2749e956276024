"""What people have already in calendars and message archives, as proposals to tick. Nothing here writes anything, or calls the network."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

from jobstats.archives.calendars import in_calendars
from jobstats.archives.known import Known
from jobstats.archives.messages import in_messages
from jobstats.archives.opening import opened
from jobstats.archives.proposal import Proposal, Proposals, newest_first
from jobstats.errors import LogError
from jobstats.log import JobLog

#: Seconds after which a file is said to be too much.
LONGEST = 60.0


def proposals(log: JobLog, path: str | Path) -> Proposals:
    """What a calendar or LinkedIn's messages propose to a log, newest first; nothing of it is written before a person ticks it.

    path: an .ics file (iCalendar, RFC 5545), LinkedIn's messages.csv, or a zip that holds them. Hours are those of this
    machine's zone; an interview has the hour at which it ended. Companies, roles and contacts are those of the log; from messages a name may
    come that the log does not have, never what a message says. `.left_out` tells what was left out and why.
    Raises LogError, in one sentence, where there is no calendar and no message, or far too much.
    """
    found = opened(path)
    began = time.monotonic()

    def in_time() -> None:
        if time.monotonic() - began > LONGEST:
            raise LogError(
                f"{Path(path).name} takes longer than a minute to go through. Export only the calendar you use, or a shorter time."
            )

    known, now = Known(log), datetime.now()
    items, left_out = in_calendars(known, found.calendars, now, in_time) if found.calendars else ([], [])
    if found.messages:
        more, said = in_messages(known, found.messages, found.profiles, now, in_time)
        items, left_out = [*items, *more], [*left_out, *said]
    return Proposals(newest_first(items), (*found.left_out, *left_out))


__all__ = ["Proposal", "Proposals", "proposals"]
