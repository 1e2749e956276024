"""What is due, held against the rule worked out slowly from the very rows: hundreds of small drawn logs, filters and rows ahead included."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pytest

import jobstats as js
from jobstats.log import records
from jobstats.metrics import recruiters
from jobstats.metrics.due import due
from jobstats.metrics.time import silence_clock

AS_OF = date(2026, 6, 30)
ZERO = AS_OF.toordinal()  # days are counted from the log's own: negative before it, above nought ahead of it
EPOCH = date(1970, 1, 1).toordinal()
SENT = {"nudge", "follow_up", "networking"}
STEPS = {"reply", "screen", "interview", "offer"}
JOBS = [("Acme", "x"), ("Acme", "y"), ("Bolt", "x"), ("Core AG", "z"), ("Dell", "x")]


@dataclass(frozen=True)
class Row:
    """One line of a drawn log. jobs: what it is about (places in JOBS); several for a company alone, ahead."""

    day: int
    event: str
    contact: str = ""
    jobs: tuple[int, ...] = ()
    company: str = ""
    role: str = ""

    def text(self) -> str:
        return f"{date.fromordinal(ZERO + self.day)},{self.company},{self.role},{self.event},{self.contact}"


def drawn(rng: Random, world: int) -> list[Row]:
    """A small log: up to five processes, each with its steps, questions and notes on different days, some ahead; talks besides.

    world: its number; its companies and people are no other's, so that several lie in one file.
    """
    rows: list[Row] = []
    names = ["", "", *(f"{name} {world}" for name in ("Ann Z.", "ann  z.", "Bob", "Cy"))]
    known = rng.sample(range(len(JOBS)), rng.randint(1, len(JOBS)))
    for job in known:
        days = rng.sample(range(-150, 0), 7)
        begin = min(days) - 1
        steps = [
            ("applied", begin),
            *((rng.choice(["reply", "screen", "interview", "coworker_chat"]), d) for d in days[: rng.randint(0, 3)]),
        ]
        if rng.random() < 0.2:
            steps.append(("interview", rng.choice([d for d in range(-8, 1) if d not in days])))
        taken = {d for _, d in steps}
        near = [d for d in (rng.randint(-30, 25) for _ in range(3)) if d not in taken and d > begin]
        own = [(rng.choice(["nudge", "nudge", "nudge", "follow_up"]), d) for d in {*days[4:5], *near} - taken if rng.random() < 0.5]
        more = [(rng.choice(sorted(STEPS)), rng.randint(26, 40))] if rng.random() < 0.1 else []
        if rng.random() < 0.05:
            more.append(("offer", days[6]))
        if rng.random() < 0.3:  # a no, some time ago
            steps, own = ([(event, d) for event, d in some if d < -9] for some in (steps, own))
            more = [("rejected", max(d for _, d in [*steps, *own]) + 1)]
        for event, day in [*steps, *own, *more]:
            company, role = named(world, job)
            whole = day > 0 and rng.random() < 0.3  # ahead, and the company alone is named
            mine = tuple(j for j in known if JOBS[j][0] == JOBS[job][0]) if whole else (job,)
            if day > 0 and rng.random() < 0.3:
                company = company.upper().removesuffix(" AG")
            rows.append(Row(day, event, rng.choice(names), mine, company, "" if whole else role))
    return rows + [Row(rng.randint(-150, 10), "networking", rng.choice(names[2:])) for _ in range(rng.randint(0, 2))]


def named(world: int, job: int) -> tuple[str, str]:
    company, role = JOBS[job]
    return f"{world} {company}", role


def who(name: str) -> str:
    return " ".join(name.lower().split())


class Slow:
    """The rule, worked out from the rows of one small log by looking at each of them again and again.

    today: as rows count days, which may be later than the log's own day. clock: days after which a process counts as silent.
    """

    def __init__(self, rows: list[Row], world: int, today: int, spacing: int, most: int, clock: int) -> None:
        self.rows, self.world, self.today, self.spacing, self.most, self.clock = rows, world, today, spacing, most, clock

    def jobs(self) -> set[int]:
        return {job for row in self.rows for job in row.jobs}

    def of(self, job: int) -> list[Row]:
        return [r for r in self.rows if job in r.jobs]

    def names(self, job: int) -> set[str]:
        return {who(r.contact) for r in self.of(job) if r.day <= 0 and r.contact}

    def contact(self, job: int) -> str:
        rows = [r for r in self.of(job) if r.day <= 0 and r.contact]
        return who(max(rows, key=lambda r: r.day).contact) if rows else f"the company {JOBS[job][0]}"

    def open(self, job: int) -> bool:
        return not any(r.event == "rejected" for r in self.of(job))

    def coming(self, job: int) -> bool:
        return any(r.day > 0 and r.event in STEPS for r in self.of(job))

    def asked(self, job: int) -> list[int]:
        return [r.day for r in self.of(job) if r.event == "nudge"]

    def silent(self, job: int) -> bool:
        """Past the first answer, before an offer, and no step for longer than the clock."""
        steps = [r for r in self.of(job) if r.event in {*STEPS, "applied"} and r.day <= 0]
        reached = {r.event for r in steps} - {"applied"}
        return (
            self.open(job) and bool(reached) and "offer" not in reached and max(r.day for r in steps) < -self.clock and not self.coming(job)
        )

    def reaches(self, row: Row, name: str) -> bool:
        """Whether a row is a word with this person, or at this company."""
        if row.contact and (row.day <= 0 or row.event in SENT):
            return who(row.contact) == name and row.event in {*SENT, "interview", "screen", "coworker_chat"}
        return not row.contact and row.event in SENT and any(name in (self.names(job) or {self.contact(job)}) for job in row.jobs)

    def last(self, job: int) -> int:
        """The day of the last word in a process, or with its contact."""
        mine = [r.day for r in self.of(job) if r.event in SENT or (r.event in {"interview", "screen", "coworker_chat"} and r.day <= 0)]
        return max([*mine, *(r.day for r in self.rows if self.reaches(r, self.contact(job)))], default=-(10**6))

    def may_write(self, name: str) -> bool:
        """Whether a person may be written to who is not asked about anything."""
        theirs = [job for job in range(len(JOBS)) if name in self.names(job)]
        if any(self.open(job) or self.coming(job) for job in theirs):
            return False
        days = [r.day for r in self.rows if who(r.contact) == name]
        for job in theirs:
            days += [r.day for r in self.of(job) if r.event in {"nudge", "follow_up"} and not r.contact and r.day <= self.today]
        asked = [day for job in theirs for day in self.asked(job)]
        return (
            max(days) < self.today - 60
            and max(days) <= self.today - self.spacing
            and all(day <= self.today - 60 for day in asked)
            and all(self.last(job) <= self.today - self.spacing for job in theirs)
        )


def job_of(row: dict[str, Any], world: int) -> int:
    return next(job for job in range(len(JOBS)) if named(world, job) == (row["company"], row["role"]))


def hold_silent(mine: list[dict[str, Any]], slow: Slow, chosen: set[int]) -> None:
    """Every silent process has its row, with the first day on which the rule allows a line; of one contact, one line in a spacing."""
    assert sorted(job_of(row, slow.world) for row in mine) == sorted(job for job in chosen if slow.silent(job))
    days: dict[str, list[tuple[int, int]]] = {}
    for row in mine:
        job, day, allowed = job_of(row, slow.world), row["day"], row["allowed"]
        asked = slow.asked(job)
        assert row["nudges"] == len(asked)
        if len(asked) >= slow.most:  # never more than `most`
            assert (pd.isna(day), allowed) == (True, False)
            continue
        on = int(day) + EPOCH - ZERO
        assert allowed == (on == slow.today)
        assert on >= slow.today
        assert all(on - d >= slow.spacing for d in asked)  # never inside the spacing
        assert not slow.coming(job)  # never where a step is settled
        days.setdefault(slow.contact(job), []).append((on, max(slow.today, slow.last(job) + slow.spacing)))
    for found in days.values():  # as early as that, and no earlier
        before = -(10**6)
        for on, begin in sorted(found):
            assert on == max(begin, before + slow.spacing)
            before = on


def hold_notes(mine: list[dict[str, Any]], slow: Slow) -> None:
    """No note where a question has followed or a note is planned; no late one after `most` questions, or within the spacing of one."""
    for row in mine:
        job, text = job_of(row, slow.world), row["text"]
        asked, met = slow.asked(job), slow.today - row["since"]
        if not row["allowed"]:
            assert text.endswith(("leave the note.", "leave it at that."))
            continue
        assert slow.open(job)
        assert not [day for day in asked if met < day <= slow.today]
        assert not [r for r in slow.of(job) if r.event == "follow_up" and r.day > max(met, 0)]
        if "late is better" in text:
            assert len(asked) < slow.most
            assert all(slow.today - day >= slow.spacing for day in asked)


def hold_people(mine: list[dict[str, Any]], slow: Slow, chosen: set[int], whole: bool) -> None:
    """All who may be written to, and nobody else."""
    shown = {who(r.contact) for r in slow.rows if r.contact and r.day <= 0 and (set(r.jobs) & chosen or (whole and not r.jobs))}
    assert sorted(who(row["contact"]) for row in mine) == sorted(name for name in shown if slow.may_write(name))


def load(worlds: list[list[Row]], path: Path, day: int = 0) -> js.JobLog:
    lines = [row.text() for rows in worlds for row in rows]
    path.write_text("\n".join(["date,company,role,event,contact", *lines]) + "\n", encoding="utf-8")
    return js.load(path, as_of=date.fromordinal(ZERO + day))


def moment(today: int) -> datetime:
    return datetime.combine(AS_OF + timedelta(days=today), time(18))


def by_world(frame: pd.DataFrame) -> dict[tuple[int, str], list[dict[str, Any]]]:
    """The rows of each kind about each small log."""
    out = defaultdict(list)
    for row in records(frame):
        world = row["contact"].split()[-1] if row["kind"] == "person" else row["company"].split()[0]
        out[int(world), row["kind"]].append(row)
    return out


@pytest.mark.parametrize("file", range(5))
def test_due_keeps_the_rule(file: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """60 small logs in each file, each asked with every spacing and most, whole and filtered in turn, on its own day or a little later."""
    monkeypatch.setattr(recruiters, "A_WEEK", 10**6)  # everybody to whom a line is fine, not the three longest
    rng = Random(file)
    worlds = [drawn(rng, world) for world in range(60)]
    log, seen = load(worlds, tmp_path / "log.csv"), Counter[tuple[str, bool]]()
    clock = silence_clock(log).day
    for turn, (spacing, most) in enumerate([(s, m) for s in (3, 7, 14) for m in (1, 2, 3)] + [(90, 2)]):
        today, whole = rng.choice([0, 0, 1, 4]), (turn + file) % 2 == 0
        some = {named(world, job)[0] for world in range(60) for job in range(len(JOBS)) if whole or rng.random() < 0.5}
        frame = due(log if whole else log.where(company=sorted(some & set(log.companies()))), moment(today), spacing, most)
        rows_of = by_world(frame)
        for world, rows in enumerate(worlds):
            slow = Slow(rows, world, today, spacing, most, clock)
            chosen = {job for job in slow.jobs() if named(world, job)[0] in some}
            hold_silent(rows_of[world, "silent"], slow, chosen)
            hold_notes(rows_of[world, "note"], slow)
            hold_people(rows_of[world, "person"], slow, chosen, whole)
        seen.update(zip(frame["kind"], frame["allowed"], strict=True))
    assert min(seen[kind] for kind in [("silent", True), ("silent", False), ("note", True), ("note", False), ("person", True)]) > 3


@pytest.mark.parametrize(("spacing", "most"), [(3, 3), (14, 2)])
def test_who_follows_the_advice_keeps_the_rule(spacing: int, most: int, tmp_path: Path) -> None:
    """60 small logs; every line that is fine is written, on every fourth day of a month."""
    rng, sent = Random(spacing), []
    worlds = [[row for row in drawn(rng, world) if row.day < -30] for world in range(60)]
    for day in range(-30, 0, 4):
        frame = due(load(worlds, tmp_path / "log.csv", day), moment(day), spacing, most)
        for (world, _), mine in by_world(frame[(frame["kind"] == "silent") & frame["allowed"]]).items():
            slow = Slow(worlds[world], world, day, spacing, most, 45)
            for job in (job_of(row, world) for row in mine):
                before = slow.asked(job)
                assert len(before) < most
                assert all(day - d >= spacing for d in before)
                assert not [d for w, who, d in sent if (w, who) == (world, slow.contact(job)) and day - d < spacing]
                sent.append((world, slow.contact(job), day))
                worlds[world].append(Row(day, "nudge", "", (job,), *named(world, job)))
    assert len(sent) > 20
