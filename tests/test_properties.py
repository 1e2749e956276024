"""What holds for any log: parts sum up, order of rows and names of companies change nothing, an open application says only what it can."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import jobstats as js
from jobstats import estimators as est
from jobstats.metrics.clocks import stage_clock
from jobstats.metrics.funnel import flows, funnel
from jobstats.metrics.time import time_after_interview, time_to_answer
from jobstats.vocabulary import LABELS, STAGES

START, DAYS = date(2026, 1, 5), 240
AS_OF = START + timedelta(DAYS)
SOURCES = ("job board", "referral", "")
MIDDLE = ("reply", "screen", "assessment", "interview", "interview", "follow_up", "nudge", "coworker_chat", "no_follow_up")
LAST = ((), (), ("rejected",), ("withdrawn",), ("closed",), ("offer",), ("offer", "accepted"), ("offer", "declined"))
HEADER = "date,company,role,event,source"
CLOCKS = (*((stage, None) for stage in STAGES[:-1]), ("applied", "offer"))

some = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@dataclass(frozen=True)
class Row:
    """One row of a file; company: its number."""

    day: int
    company: int
    event: str
    source: str = ""


@st.composite
def searches(draw: st.DrawFn) -> list[Row]:
    """Up to 30 applications, each to a company of its own, every event of the log on a day of its own."""
    chains = draw(st.lists(st.tuples(st.lists(st.sampled_from(MIDDLE), max_size=5), st.sampled_from(LAST)), min_size=1, max_size=30))
    events = [["approached" if draw(st.integers(0, 9)) == 9 else "applied", *middle, *last] for middle, last in chains]
    days = random.Random(draw(st.integers(0, 999))).sample(range(DAYS), sum(map(len, events)))
    rows: list[Row] = []
    for company, chain in enumerate(events):
        mine = sorted(days[len(rows) : len(rows) + len(chain)])
        source = draw(st.sampled_from(SOURCES))
        rows += [Row(day, company, event, "" if i else source) for i, (day, event) in enumerate(zip(mine, chain, strict=True))]
    return sorted(rows, key=lambda row: row.day)


def read(folder: Path, rows: list[Row], name: str = "Quill{:02}") -> js.JobLog:
    """The log of these rows, read from a file in their order."""
    lines = [f"{START + timedelta(r.day)},{name.format(r.company)},Analyst,{r.event},{r.source}" for r in rows]
    path = folder / "log.csv"
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return js.load(path, as_of=AS_OF)


def clocked(log: js.JobLog, stage: str = "applied", goal: str | None = None) -> est.Ints:
    """The life table of a clock of the kit, with room for every day."""
    clock = stage_clock(log, stage, goal)
    table = np.zeros((DAYS + 1, 4), np.int64)
    found = est.life_table(clock.days, clock.kinds)
    table[: len(found)] = found
    return table


# --- parts sum up ------------------------------------------------------------------------------------------------


@some
@given(searches())
def test_parts_sum_to_all(tmp_path: Path, rows: list[Row]) -> None:
    """Entered = went on + rejected + withdrawn + open at every stage; a stage is entered by those who went on; k of n, n of all."""
    frame = funnel(read(tmp_path, rows))
    stages = frame[frame["entered"].notna()]
    assert len(stages) == len(STAGES) - 1
    assert (stages["entered"] == stages[["open", "advanced", "rejected", "withdrawn"]].sum(axis=1)).all()
    entered, advanced = stages["entered"].tolist(), stages["advanced"].tolist()
    assert entered[2:] == advanced[1:-1]
    assert entered[1] == advanced[0] + stages["inbound"].iloc[1]
    assert (frame["n"] <= frame["of"]).all()


@some
@given(searches())
def test_what_flows_into_a_stage_leaves_it_or_ends_there(tmp_path: Path, rows: list[Row]) -> None:
    """No application is lost or counted twice on its way."""
    frame = flows(read(tmp_path, rows))
    into, out = frame.groupby("stage")["n"].sum(), frame.groupby("group")["n"].sum()
    for stage in STAGES[1:-1]:
        assert into.get(LABELS[stage], 0) == out.get(LABELS[stage], 0)
    starts = sum(out.get(name, 0) for name in set(out.index) - set(into.index))
    assert starts == len({row.company for row in rows})


@some
@given(searches())
def test_incidences_and_the_open_share_sum_to_one(tmp_path: Path, rows: list[Row]) -> None:
    """On every day that is drawn: went on, rejected, withdrawn, and what the survival function says is open."""
    log = read(tmp_path, rows)
    for frame, known in ((time_to_answer(log), clocked(log)), (time_after_interview(log), None)):
        if frame["horizon"].isna().all():
            continue
        by_end = frame.pivot_table(index="day", columns="stage", values="share")
        total = by_end[["advanced", "rejected", "withdrawn"]].sum(axis=1).to_numpy()
        np.testing.assert_allclose(total, by_end["any"].to_numpy(), atol=1e-9)
        assert total.max() <= 1 + 1e-9
        if known is not None:
            np.testing.assert_allclose(total + est.survival(known)[: len(total)], 1, atol=1e-9)


# --- what changes nothing ----------------------------------------------------------------------------------------


def said(frame: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """The frame with the names of companies put back wherever a cell holds one."""

    def cell(value: object) -> object:
        return re.sub(r"[A-Z]\w+\d\d", lambda m: names.get(m[0], m[0]), value) if isinstance(value, str) else value

    return frame.map(cell) if len(frame) else frame


def alike(one: js.JobLog, two: js.JobLog, names: dict[str, str]) -> None:
    """Every chart of the catalogue has the same frame from both logs; names: of the second, as in the first."""
    for chart in js.charts.CATALOGUE.values():
        pd.testing.assert_frame_equal(said(chart.frame(one), {}), said(chart.frame(two), names), obj=chart.name)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(searches(), st.sampled_from(["order", "names"]), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_and_the_names_of_companies_change_nothing(
    tmp_path: Path, rows: list[Row], what: str, shuffler: random.Random
) -> None:
    """Every event on a day of its own, so a shuffled file is the same search; so is one with other names in another alphabetical order."""
    # the source stands on each application's first row; here on all of them, since a shuffled file has no first row
    source = {row.company: row.source for row in rows if row.event in ("applied", "approached")}
    rows = [replace(row, source=source[row.company]) for row in rows]
    one, number = read(tmp_path, rows), list(range(30))
    if what == "order":
        shuffler.shuffle(rows)
    else:
        shuffler.shuffle(number)
    two = read(tmp_path, [replace(row, company=number[row.company]) for row in rows], "Tern{:02}")
    alike(one, two, {f"Tern{number[i]:02}": f"Quill{i:02}" for i in range(30)})


# --- what an open application and a split say --------------------------------------------------------------------


@some
@given(searches(), st.integers(0, DAYS))
def test_an_open_application_changes_no_daily_chance_after_its_age(tmp_path: Path, rows: list[Row], age: int) -> None:
    """One more application, sent `age` days ago and still open: at risk through that day, silent about the days after it."""
    more = [*rows, Row(DAYS - age, 99, "applied")]
    before, after = clocked(read(tmp_path, rows)), clocked(read(tmp_path, more))
    risk = est.at_risk(after) - est.at_risk(before)
    assert risk.tolist() == [1] * (age + 1) + [0] * (DAYS + 1 - age)
    chance = [table[age + 1 :, 1:] / np.maximum(est.at_risk(table)[age + 1 : -1, None], 1) for table in (before, after)]
    np.testing.assert_array_equal(*chance)
    np.testing.assert_array_equal(before[:, 1:], after[:, 1:])


@some
@given(searches(), st.sampled_from(CLOCKS), st.integers(0, DAYS))
def test_splitting_the_log_and_adding_the_life_tables_changes_nothing(
    tmp_path: Path, rows: list[Row], clock: tuple[str, str | None], cut: int
) -> None:
    """By source and by day of applying: the tables of the parts add up to the table of the whole, and so does every curve."""
    log = read(tmp_path, rows)
    whole = clocked(log, *clock)
    by_source = [log.where(source=value) for value in log.applications["source"].replace("", "not noted").unique()]
    by_day = [log.where(applied=(None, START + timedelta(cut))), log.where(applied=(START + timedelta(cut + 1), None))]
    for parts in (by_source, by_day):
        assert sum(len(part) for part in parts) == len(log)
        total = sum((clocked(part, *clock) for part in parts), np.zeros_like(whole))
        np.testing.assert_array_equal(total, whole)
        np.testing.assert_array_equal(est.incidence(total).high, est.incidence(whole).high)
