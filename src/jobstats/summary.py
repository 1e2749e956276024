"""A search at a glance, in sentences: effort and progress first, then what this week asks for."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import Any

from jobstats import following, page
from jobstats.charts import CATALOGUE
from jobstats.errors import count
from jobstats.log import JobLog, records
from jobstats.metrics.asking import no_note
from jobstats.metrics.clocks import taken
from jobstats.metrics.interviews import visits
from jobstats.metrics.time import is_open, why_rest
from jobstats.metrics.undated import dateless, none_dated
from jobstats.revealing import reveals

#: Days within which a note after an interview is still worth writing.
FRESH = 3
#: Companies named at most.
NAMED = 7
_SAID = (
    ("Progress", "funnel"),
    ("Answers", "time_to_answer"),
    ("Notes", "follow_up_timing"),
    ("Pace", "weekly_applications"),
    ("Silence", "waiting"),
)
#: And of a log in which no application has a day: one sentence of what is lacking is enough.
_SAID_WITHOUT_DAYS = (("Progress", "funnel"), ("So far", "flows"))
_LACKING = "How long answers take, when notes go out, your pace and who has been silent for long can be told once the file has days."


@dataclass(frozen=True)
class Glance:
    """Headings and sentences, shown as a short list. log: what they are said of; in a notebook they follow it."""

    lines: tuple[tuple[str, str], ...]
    caption: str
    log: JobLog | None = field(default=None, repr=False, compare=False)

    def __repr__(self) -> str:
        return "\n".join([*(f"{head}: {text}" for head, text in self.lines), self.caption])

    def _repr_html_(self) -> str:
        rows = "".join(f"<dt><strong>{html.escape(head)}</strong></dt><dd>{html.escape(text)}</dd>" for head, text in self.lines)
        return f'<dl style="max-width:60em;line-height:1.5">{rows}</dl><p><small>{html.escape(self.caption)}</small></p>'

    def _ipython_display_(self) -> None:
        from IPython.display import display

        ident, words = page.new_ident(), self._repr_html_()
        private = self.log is None or reveals(self.log, (text for line in (*self.lines, (self.caption,)) for text in line))
        if self.log is not None:
            following.shown(ident, self.log, lambda log: glance(log)._repr_html_(), words)
        bundle = {"text/html": page.words_html(words, ident), "text/plain": repr(self)}
        display(bundle, raw=True, metadata={"jobstats": {"private": private}})  # type: ignore[no-untyped-call]  # IPython is partly untyped


def glance(log: JobLog) -> Glance:
    """The search in a few sentences: effort, this week, progress, answers, notes, pace, silence."""
    none = none_dated(log)
    said = [(head, CATALOGUE[name].reading(log)) for head, name in (_SAID_WITHOUT_DAYS if none else _SAID)]
    said = [(head, _after_all(log)) if head == "Silence" and taken(log) else (head, text) for head, text in said]
    said += [("Not told yet", _LACKING)] if none else []
    return Glance((("Effort", effort(log)), ("This week", this_week(log)), *said), log.caption(), log)


def _after_all(log: JobLog) -> str:
    """Of what is still open once an offer was accepted: nobody is to be asked any more."""
    n = int(is_open(log).sum())
    if not n:
        return "Nothing is waiting for an answer at the moment."
    one, them = ("is", "it") if n == 1 else ("are", "them")
    return f"{count(n, 'application')} {one} still open; none needs asking any more, so let {them} go. Where you had talked, it is kind to say that you have accepted elsewhere."


def effort(log: JobLog) -> str:
    """What the person has done, which no answer can take back."""
    did = log.events["event"].value_counts()
    words = (
        ("applied", "application"),
        ("interview", "interview"),
        ("follow_up", "note"),
        ("coworker_chat", "talk with would-be coworkers"),
        ("networking", "contact kept warm"),
    )
    parts = [count(int(did[e]), w, _PLURAL.get(e, "")) for e, w in words if e in did]
    none = int(dateless(log).sum())
    if none_dated(log):
        more = f", and put in {', '.join(parts)}" if parts else ""
        return f"You have sent {count(none, 'application')}{more}; the file does not say on which days."
    if not parts and not len(log.events) and log.problems:
        return (
            f"None of what the file holds can be used yet: {count(len(log.problems), 'row')} set aside, each with its mend in log.report."
        )
    if not parts:
        return "You have begun to write things down." if len(log.events) else "The log is ready for its first line."
    recent = int(((log.events["event"] == "applied") & (log.events["day"] > log.today - 7)).sum())
    more = f" {count(none, 'further application')} {'has' if none == 1 else 'have'} no day in the file." if none else ""
    return f"You have put in {', '.join(parts)}; {count(recent, 'application')} in the last seven days.{more}"


_PLURAL = {"coworker_chat": "talks with would-be coworkers", "networking": "contacts kept warm"}


def this_week(log: JobLog) -> str:
    """What presses, most pressing first; then what to send."""
    out = []
    if taken(log):
        return "You have accepted an offer: congratulations. A line of thanks to everyone who helped keeps the doors open."
    met = visits(log)
    new = met[(met["age"] <= FRESH) & met["note_days"].isna() & (met["bucket"] == "unknown") & (met["came"] == 0)]
    fresh = sum(not no_note(log, row, log.today, log.today > row["noon"]) for row in records(new))
    if fresh:
        out.append(
            f"{count(fresh, 'interview')} in the last {FRESH} days {'has' if fresh == 1 else 'have'} no note recorded: write it this evening or tomorrow morning."
        )
    waiting = CATALOGUE["waiting"].frame(log)
    silent = waiting[(waiting["group"] == "longer") & ~waiting["stage"].isin(["applied", "offer"])]  # offers are told below
    if len(silent):
        out.append(_silent(records(silent)))
    offers = int(((log.applications["stage"] == "offer") & (log.applications["outcome"] == "")).sum())
    if offers:
        out.append(f"{count(offers, 'offer')} on the table: tell the others you are still talking to before you decide.")
    group = CATALOGUE["recruiters"].frame(log)["group"].value_counts()
    write, quiet = (int(group.reindex(some).sum()) for some in (["write"], ["write", "later"]))
    if quiet:
        whom = "" if write == quiet else f" to the {write} longest"
        out.append(
            f"{count(quiet, 'person', 'people')} you have met {'has' if quiet == 1 else 'have'} heard nothing from you for two months: one line each{whom} keeps a door open."
        )
    untold = int(((met["bucket"] == "unknown") & met["note_days"].isna()).sum()) - len(new)  # a note with a day and no hour is recorded
    if untold > 0:
        out.append(
            f"For {count(untold, 'older interview')} no note is recorded: add a row follow_up or no_follow_up while you still remember."
        )
    return " ".join([*out, _next(log)])


def _silent(silent: list[dict[str, Any]]) -> str:
    """Who has been silent for long, and to which of them a line is fine, by metrics.asking."""
    n, may = len(silent), [row for row in silent if row["may"]]
    head = f"{count(n, 'process', 'processes')} past the first answer {'has' if n == 1 else 'have'} been silent for long{_named(silent)}"
    if not may:
        return f"{head}: let {'it' if n == 1 else 'them'} rest for now, {why_rest(int(silent[0]['most']))}."
    to, others = ("", "") if len(may) == n else (f" where that is fine now{_named(may)}", "; let the others rest")
    return f"{head}: one friendly line each{to}, no push{others}."


def _named(rows: list[dict[str, Any]]) -> str:
    """The companies of these processes, each once."""
    names = [str(c) for c in dict.fromkeys(row["company"] for row in rows) if c]
    return f" ({', '.join(names[:NAMED])}{' …' if len(names) > NAMED else ''})" if names else ""


def _next(log: JobLog) -> str:
    """What to send this week: the person's own pace, never a norm."""
    if not len(log):
        return "Write down one application: date, company, role, applied."
    if none_dated(log):
        return "Send the next application, and write its day beside it: one is a good number."
    weeks = CATALOGUE["weekly_applications"].frame(log)
    whole = [int(row["n"]) for row in records(weeks) if row["whole"]][-4:]
    if not sum(whole):
        return "Send the next application: one is a good number."
    pace = max(1, round(sum(whole) / len(whole)))
    number = "" if pace == 1 else f"{pace} "
    return f"Send the next {number}application{'' if pace == 1 else 's'}: that is your own pace of late, and no process is final before an offer is."
