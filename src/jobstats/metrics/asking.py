"""Whether a process may be asked once more: how often and when it was asked, and from which day on a line is fine. It never says that one should."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from jobstats.log import JobLog, day_text, records, remembered, to_date
from jobstats.metrics.words import count
from jobstats.names import company_key, fold
from jobstats.spacing import rule

#: What a person sends, and what else is a time of being in touch.
SENT = ("nudge", "follow_up", "networking")
TOUCH = (*SENT, "interview", "screen", "assessment", "coworker_chat")
#: What shows, dated ahead, that the next step is settled.
STEPS = ("reply", "screen", "assessment", "interview", "offer", "coworker_chat")
_LONG_AGO = -(10**6)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TIMES = ("never", "once", "twice", "three times", "four times", "five times")


@dataclass(frozen=True)
class Ask:
    """What was asked in one process, and what may be.

    item: row of log.applications. asked: the days of its nudges, those dated ahead too. last: the day of the last word in it, or to its
    contact in another process; by: "asked", "met" (a note, a talk) or "elsewhere" ("" for none). who: whom a line would go to,
    as it is compared; contact: the person last named in it.
    coming: a step is dated ahead. beside: whether a line to the same contact about a process told before this one is fine about then.
    free: the day number from which on a line is fine; NaN for never. today: the day this was worked out for. most: as it was asked.
    """

    item: int
    asked: tuple[int, ...]
    last: int
    by: str
    who: str
    contact: str
    coming: bool
    beside: bool
    free: float
    today: int
    most: int

    @property
    def allowed(self) -> bool:
        """Whether a line is fine today."""
        return not self.coming and not self.beside and bool(self.free <= self.today)


@dataclass(frozen=True)
class _Words:
    """All that was said, by application: days asked, days in touch, notes planned, names and the last of them; and each person's last word."""

    asked: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    touch: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    planned: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    names: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    contact: dict[int, str] = field(default_factory=dict)
    sent: dict[str, int] = field(default_factory=dict)
    coming: set[int] = field(default_factory=set)


def may_ask(log: JobLog, items: Iterable[int], today: int, spacing: int | None = None, most: int | None = None) -> list[Ask]:
    """Whether each of these applications may be asked, in this order: nobody within the spacing of the last word, nothing after `most`.

    items: rows of log.applications. spacing, most: those of the log unless given (jobstats.spacing). What was filtered away and what is
    dated after the log's own day count as well; so does when the same contact was written to or met in another process, and of several
    processes with one contact only the first is to be asked.
    """
    (spacing, most), out = rule(log, spacing, most), list[Ask]()
    words, base = _words(log), log.whole[0] if log.whole else log
    for item in items:
        at = _whole(log, item)
        asked, touch = sorted(words.asked.get(at, ())), max(words.touch.get(at, ()), default=_LONG_AGO)
        who = _address(words, at, base)
        sent = words.sent.get(who, _LONG_AGO)
        last = max(touch, sent)
        by = "" if last == _LONG_AGO else "elsewhere" if sent > touch else "asked" if asked and asked[-1] == last else "met"
        free = float("nan") if len(asked) >= most else float(last + spacing)
        contact, coming = words.contact.get(at, ""), at in words.coming
        out.append(Ask(int(item), tuple(asked), last, by, who, contact, coming, False, free, today, most))
    return _one_line_each(out, spacing)


def _one_line_each(asks: list[Ask], spacing: int) -> list[Ask]:
    """Of several processes with one contact the line that is fine first is told; the next is fine a spacing later."""
    until: dict[str, float] = {}
    out = list(asks)
    may = [i for i, ask in enumerate(asks) if ask.who and not ask.coming and not np.isnan(ask.free)]
    for i in sorted(may, key=lambda i: max(asks[i].free, asks[i].today)):
        ask = asks[i]
        begin, taken = max(ask.free, ask.today), until.get(ask.who, _LONG_AGO)
        if begin < taken:
            out[i] = replace(ask, beside=True, free=taken)
        until[ask.who] = max(begin, taken) + spacing
    return out


def asked_days(log: JobLog, item: int) -> list[int]:
    """The days of the nudges of an application, in order, those dated ahead too."""
    return sorted(_words(log).asked.get(_whole(log, item), ()))


def _whole(log: JobLog, item: int) -> int:
    """The same application before any filter."""
    return int(log.whole[1][item]) if log.whole else int(item)


def no_note(log: JobLog, met: Mapping[str, Any], today: int, late: bool, spacing: int | None = None, most: int | None = None) -> str:
    """Why the note after an interview (a row of `visits`) is better left, "" where it is welcome: one who has asked since has been in touch.

    late: whether the good time for it has passed; a late note after `most` questions, or soon after one, would read as one more.
    """
    spacing, most = rule(log, spacing, most)
    item, day = int(met["application"]), int(met["day"])
    asked = asked_days(log, item)
    since = [d for d in asked if d > day] or ([day] if _asked_after(log, item, day, float(met["hour"])) else [])
    if any(d <= today for d in since):
        return "you have been in touch since; leave the note"
    written = [d for d in _words(log).planned.get(_whole(log, item), ()) if d >= day]
    if written:
        return f"a note is planned for {weekday_text(min(written))}; leave it at that"
    if since and late:
        return f"a line is planned for {weekday_text(since[0])}; it can hold your thanks, so leave the note"
    if late and asked and (len(asked) >= most or today - asked[-1] < spacing):
        return f"you have asked {times(len(asked))} already; leave the note"
    return ""


def _asked_after(log: JobLog, item: int, day: int, ended: float) -> bool:
    """Whether a question of the interview's own day came after it, as far as the hours tell."""
    rows = log.events[(log.events["application"] == item) & (log.events["event"] == "nudge") & (log.events["day"] == day)]
    hours = [
        row["date"].hour + row["date"].minute / 60 if row["precision"] == "minute" else ended
        for row in records(rows[["date", "precision"]])
    ]
    return any(np.isnan(ended) or hour >= ended for hour in hours)


def say_ask(ask: Ask) -> str:
    """Whether a line is fine, and from which day on; never an encouragement before that day."""
    asked, to = ask.asked, f" to {ask.contact}" if ask.contact else ""
    if len(asked) >= ask.most:
        return _rest(asked, ask.today)
    if ask.beside:
        return f"the line{to} about another process can ask about this one as well; one of its own only from {weekday_text(ask.free)} on"
    if ask.free > ask.today:
        return f"{_lately(ask)}, so leave it be; from {weekday_text(ask.free)} on one more line is fine"
    if asked:
        left = ask.most - len(asked)
        final = "the last" if left == 1 else f"number {len(asked) + 1} of {ask.most} at most"
        return f"you asked on {weekday_text(asked[-1])}, and one more friendly line{to} is fine, {final}"
    return f"one friendly line{to} is fine, no push"


def times(n: int) -> str:
    """How often: once, twice, three times."""
    return _TIMES[n] if n < len(_TIMES) else f"{n} times"


def weekday_text(day: float) -> str:
    """A day near by: Monday 9 Mar 2026."""
    found = to_date(day)
    return f"{_WEEKDAYS[found.weekday()]} {day_text(found)}"


def _rest(asked: Sequence[int], today: int) -> str:
    if not asked:
        return "let it rest"
    if asked[-1] > today:
        return f"let it rest: with {weekday_text(asked[-1])} you will have asked {times(len(asked))}"
    return f"let it rest: you have asked {times(len(asked))}"


def _lately(ask: Ask) -> str:
    """When the last word was, and which."""
    gone = ask.today - ask.last
    if gone < 0:
        return f"a line is planned for {weekday_text(ask.last)}"
    ago = "today" if gone == 0 else "yesterday" if gone == 1 else f"{count(gone, 'day')} ago"
    if ask.by == "elsewhere":
        whom = f"in touch with {ask.contact}" if ask.contact else "in touch with them about another job"
        return f"you were {whom} {ago}"
    return f"you {'asked' if ask.by == 'asked' else 'wrote or met'} {ago}"


def _address(words: _Words, item: int, base: JobLog) -> str:
    """Whom a line about this process would go to: its contact, else whoever it is at this company; "" where neither is known."""
    contact = fold(words.contact.get(item, ""))
    company = company_key(str(base.applications["company"].iloc[item]))
    return contact or (f"\0{company}" if company else "")


def _words(log: JobLog) -> _Words:
    """All that was said in a log, before any filter; worked out once."""
    base = log.whole[0] if log.whole else log
    return remembered(base, "words said", lambda: _read(base))


def _read(base: JobLog) -> _Words:
    words, events = _Words(), base.events
    contact = events["contact"].astype(str).str.strip() if "contact" in events else pd.Series("", index=events.index, dtype=object)
    told = events[["application", "event", "day"]].assign(contact=contact)
    for row in records(told[(contact != "") & (told["application"] >= 0)]):
        words.contact[row["application"]] = row["contact"]
        words.names[row["application"]].add(fold(row["contact"]))
    for row in records(told[told["event"].isin(TOUCH)]):
        _say(words, base, row, [row["application"]] if row["application"] >= 0 else [])
    ahead = base.ahead
    for row in records(ahead[ahead["event"].isin({*TOUCH, *STEPS})]) if len(ahead) else []:
        items = _items(base, company_key(str(row["company"])), fold(str(row["role"])))
        if row["event"] in STEPS:
            words.coming.update(items)
        if row["event"] in SENT:
            _say(words, base, {**row, "contact": str(row.get("contact", "")).strip()}, items)
        for item in items if row["event"] == "follow_up" else ():
            words.planned[item].append(int(row["day"]))
    return words


def _say(words: _Words, base: JobLog, row: dict[str, Any], items: Sequence[int]) -> None:
    """Note a time of being in touch: in these applications, with whom it names, and with whoever was sent something."""
    day, named = int(row["day"]), fold(row["contact"])
    for item in items:
        words.touch[item].append(day)
        if row["event"] == "nudge":
            words.asked[item].append(day)
    if row["event"] not in SENT and not named:
        return
    heard = {named} if named else {who for item in items for who in words.names.get(item, ()) or (_address(words, item, base),)}
    for who in heard - {""}:
        words.sent[who] = max(day, words.sent.get(who, _LONG_AGO))


def _items(base: JobLog, company: str, role: str) -> list[int]:
    """The applications that a row dated ahead can be about: a blank role, there or here, means any."""
    by = remembered(base, "items by company", lambda: _by_company(base))
    return [item for name, item in by.get(company, ()) if company and (not role or not name or name == role)]


def _by_company(base: JobLog) -> dict[str, list[tuple[str, int]]]:
    out: dict[str, list[tuple[str, int]]] = {}
    table = base.applications
    for item, (company, role) in enumerate(zip(table["company"].astype(str), table["role"].astype(str), strict=True)):
        out.setdefault(company_key(company), []).append((fold(role), item))
    return out
