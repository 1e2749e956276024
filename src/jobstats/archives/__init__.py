"""What people have already in calendars and message archives, as proposals to tick. Nothing here writes anything, or calls the network."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from jobstats.archives.calendars import in_calendars
from jobstats.archives.known import Known
from jobstats.archives.messages import in_messages
from jobstats.archives.opening import opened
from jobstats.archives.proposal import Proposal, Proposals, newest_first
from jobstats.log import JobLog


def proposals(log: JobLog, path: str | Path) -> Proposals:
    """What a calendar or LinkedIn's messages propose to a log, newest first; nothing of it is written before a person ticks it.

    path: an .ics file (iCalendar, RFC 5545), LinkedIn's messages.csv, or a zip or a folder that holds them. Hours are those of this
    machine's zone; an interview has the hour at which it ended. Companies, roles and contacts are those of the log; from messages a name may
    come that the log does not have, never what a message says. `.left_out` tells what was left out and why.
    Raises LogError, in one sentence, where there is no calendar and no message, or far too much.
    """
    calendars, messages = opened(path)
    known, now = Known(log), datetime.now()
    met, unmet = in_calendars(known, calendars, now) if calendars else ([], [])
    sent, unsent = in_messages(known, messages, now) if messages else ([], [])
    return Proposals(newest_first([*met, *sent]), (*unmet, *unsent))


__all__ = ["Proposal", "Proposals", "proposals"]
