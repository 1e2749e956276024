"""The simulated searches: the truth they claim, the log they are dressed as, and the sample in data/sample."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from jobstats import simulate
from jobstats.simulate import COLUMNS, NEVER, SAMPLE_SEED, SOURCES, Search, chances, draw, search, truth, write_sample
from jobstats.vocabulary import END_OF, EVENTS, OUTCOMES, STAGE_OF

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
HORIZONS = [0, 1, 2, 5, 7, 14, 21, 30, 60, 90, 180]
POSITIVE = [event for event in STAGE_OF if event not in ("applied", "accepted", "declined")]
NEXT_STEP = ("interview", "offer")
SEEDS = [1, 2, 3, SAMPLE_SEED]


@pytest.fixture(scope="module", params=SEEDS)
def found(request: pytest.FixtureRequest) -> Search:
    return search(request.param)


@pytest.fixture(scope="module")
def sample() -> Search:
    return search(SAMPLE_SEED)


def days(dates: pd.Series, start: date = simulate.START) -> pd.Series:
    return (pd.to_datetime(dates.str[:10]) - pd.Timestamp(start)).dt.days


def applications(events: pd.DataFrame) -> dict[tuple[str, str, int], pd.DataFrame]:
    """Rows by application, by the rules of the issue: the id, else company and role; applied after an outcome starts anew."""
    rows: dict[tuple[str, str, int], list[int]] = {}
    turn: Counter[tuple[str, str]] = Counter()
    over: set[tuple[str, str]] = set()
    for at, row in enumerate(events.to_dict("records")):
        if not row["role"]:
            continue
        company = " ".join(row["company"].split()).lower()
        key = (row["application"], "") if row["application"] else (company, row["role"].lower())
        if row["event"] == "applied" and key in over:
            turn[key] += 1
            over.discard(key)
        if row["event"] in OUTCOMES:
            over.add(key)
        rows.setdefault((*key, turn[key]), []).append(at)
    dated = events.assign(day=days(events.date))
    return {key: dated.iloc[at] for key, at in rows.items()}


def first_end(rows: pd.DataFrame, onward: tuple[str, ...] | list[str]) -> tuple[int, int]:
    """Day and kind of the first end among these rows; (NEVER, 0) while open."""
    kinds = {"advanced": 1, "rejected": 2, "withdrawn": 3}
    for day, event in zip(rows.day, rows.event, strict=True):
        if event in onward:
            return int(day), 1
        if event in OUTCOMES:
            return int(day), kinds[END_OF[event]]
    return NEVER, 0


def close(share: float, truth: float, n: int) -> bool:
    """Within four standard errors of the truth."""
    return bool(abs(share - truth) <= 4 * (truth * (1 - truth) / n) ** 0.5 + 1e-12)


# --- the truth ---------------------------------------------------------------------------------------------------


def test_first_day_by_hand() -> None:
    """A rejection on the day of applying: 11 per 1000, times the weekday's factor, over the days on which one applies."""
    # weekdays .20 + .21 + .19 + .16 + .12 = .88 at 1.34; Saturday .05 at .1; Sunday .07 at .2
    assert truth().rejected[0] == pytest.approx(0.011 * (0.88 * 1.34 + 0.05 * 0.1 + 0.07 * 0.2))


def test_truth_by_plain_loops() -> None:
    """Positive within h days, day by day for each source and weekday, as one would on paper."""
    expected = np.zeros(181)
    for source in SOURCES.values():
        for weekday, share in enumerate(chances.APPLYING):
            still = 1.0
            for day in range(181):
                block = sum(day >= edge for edge in chances.EDGES) - 1
                going, rejected, closed = (
                    per_mille[block] / 1000 * week[(weekday + day) % 7]
                    for per_mille, week in zip(chances._APPLICATION, chances._WEEK, strict=True)
                )
                going *= source.times
                expected[day:] += source.share * share * still * going
                still *= 1 - going - rejected - closed
    np.testing.assert_allclose(truth().positive, expected, rtol=1e-10)


@pytest.mark.parametrize(("kind", "name"), [(1, "positive"), (2, "rejected"), (3, "closed")])
def test_truth_of_applications_agrees_with_a_big_draw(kind: int, name: str) -> None:
    """200,000 applications: the share that ended this way within h days is the truth, within four standard errors."""
    drawn = draw(11, applications=200_000)
    end = np.where(drawn.kind == kind, drawn.end, NEVER)[drawn.sent]
    assert len(end) == 200_000
    for h in HORIZONS:
        assert close((end <= h).mean(), getattr(truth(), name)[h], len(end)), h


def test_truth_by_source_agrees_with_a_big_draw() -> None:
    """The same for each source alone; a referral is answered more than twice as often as an advert on a board."""
    drawn = draw(12, applications=200_000)
    for at, name in enumerate(SOURCES):
        end = np.where(drawn.kind == 1, drawn.end, NEVER)[drawn.sent & (drawn.source == at)]
        for h in HORIZONS:
            assert close((end <= h).mean(), truth().by_source[name][h], len(end)), (name, h)
    assert truth().by_source["referral"][30] > 2 * truth().by_source["job board"][30]


@pytest.mark.parametrize("effect", [0.0, 0.6])
def test_truth_of_interviews_agrees_with_a_big_draw(effect: float) -> None:
    """A next step within h days of an interview: all, with a note by the next noon, without."""
    drawn, known = draw(13, applications=200_000, effect_follow_up=effect), truth(effect)
    talks = drawn.interviews
    end, noted = np.where(talks.kind == 1, talks.end, NEVER), talks.note < 2
    for h in HORIZONS:
        assert close((end <= h).mean(), known.next_step[h], len(end)), h
        assert close((end <= h)[noted].mean(), known.next_step_noted[h], noted.sum()), h
        assert close((end <= h)[~noted].mean(), known.next_step_plain[h], (~noted).sum()), h


def test_effect_of_a_note() -> None:
    """No effect: both groups alike. An effect: none before the second day, a gap afterwards."""
    none, some = truth(0.0), truth(0.6)
    np.testing.assert_allclose(none.next_step_noted, none.next_step_plain, rtol=1e-12)
    np.testing.assert_allclose(some.next_step_noted[:2], some.next_step_plain[:2], rtol=1e-12)
    assert some.next_step_noted[30] > some.next_step_plain[30] + 0.1


def test_let_up_after_invitations() -> None:
    """Applications in the 14 days after an invitation minus the 14 before: fewer with a let-up, which only moves them."""

    def change(let_up: float) -> float:
        differences: list[int] = []
        first_half = np.mean([np.mean(draw(seed, let_up=let_up).entry < 91) for seed in range(100)])
        assert 0.45 < first_half < 0.57, "not moved, but sent at one end of the search"
        for seed in range(100):
            drawn = draw(seed, let_up=let_up)
            answers = (drawn.entry + drawn.end)[drawn.sent & (drawn.kind == 1)]
            gap = drawn.entry[drawn.sent] - answers[(answers >= 28) & (answers < 154), None]
            differences += (((gap > 0) & (gap <= 14)).sum(axis=1) - ((gap < 0) & (gap >= -14)).sum(axis=1)).tolist()
        return float(np.mean(differences))

    # without any let-up it is below 0 too: an invitation follows the busy fortnight it came from
    assert change(0.35) < change(0.0) - 1.0


# --- the log -----------------------------------------------------------------------------------------------------


def test_log_says_what_was_drawn(found: Search) -> None:
    """Read back by the issue's rules, every application has the draw's day of entry and first end, as seen on the last day."""
    drawn = found.drawn
    seen = drawn.entry + drawn.end < drawn.days
    expected = Counter(
        zip(drawn.sent.tolist(), drawn.entry.tolist(), np.where(seen, drawn.entry + drawn.end, NEVER).tolist(),
            np.where(seen, drawn.kind, 0).tolist(), strict=True)
    )  # fmt: skip
    read = Counter(
        (rows.event.iloc[0] == "applied", int(rows.day.iloc[0]), *first_end(rows.iloc[1:], POSITIVE))
        for rows in applications(found.events).values()
    )
    assert read == expected


def test_interviews_say_what_was_drawn(found: Search) -> None:
    """The same for every interview: its day, and the day and kind of what came next."""
    drawn, talks = found.drawn, found.drawn.interviews
    seen, decided = talks.day < drawn.days, talks.day + talks.end < drawn.days
    expected = Counter(
        zip(talks.day[seen].tolist(), np.where(decided, talks.day + talks.end, NEVER)[seen].tolist(),
            np.where(decided, talks.kind, 0)[seen].tolist(), strict=True)
    )  # fmt: skip
    read = Counter(
        (int(rows.day.iloc[at]), *first_end(rows.iloc[at + 1 :], NEXT_STEP))
        for rows in applications(found.events).values()
        for at in np.flatnonzero(rows.event == "interview")
    )
    assert read == expected


def test_same_seed_same_log() -> None:
    """A seed gives one log; another seed another."""
    pd.testing.assert_frame_equal(search(5).events, search(5).events)
    assert not search(5).events.equals(search(6).events)


def test_rows_are_in_order(found: Search) -> None:
    """Known events only, none after as_of, oldest first, by the clock where two rows of a day have one."""
    events = found.events
    assert set(events.event) <= set(EVENTS)
    assert events.date.str[:10].max() <= found.as_of.isoformat()
    assert events.date.str[:10].is_monotonic_increasing
    assert events.date[events.date.str.contains("T")].is_monotonic_increasing


def test_every_application_begins_at_the_beginning(found: Search) -> None:
    """The first row of an application is applied or approached and has the source; the last outcome, if any, is final."""
    for key, rows in applications(found.events).items():
        assert rows.event.iloc[0] in ("applied", "approached"), key
        assert rows.source.iloc[0] in SOURCES, key
        assert rows.event.isin(OUTCOMES).sum() <= 1, key
        if rows.event.isin(OUTCOMES).any():
            assert rows.event.iloc[-1] in OUTCOMES, key


def test_interviews_fall_in_working_hours(found: Search) -> None:
    """Monday to Friday; where a time is known it ends between 9:30 and 20:15 (a second one on the same day ends late)."""
    talks = found.events[found.events.event == "interview"]
    assert pd.to_datetime(talks.date.str[:10]).dt.day_of_week.max() <= 4
    times = talks.date[talks.date.str.contains("T")].str[11:]
    assert times.min() >= "09:30"
    assert times.max() <= "20:15"


def test_nudges_come_while_undecided(found: Search) -> None:
    """At most four nudges in a process, each on a later day than an interview and before the next step or end."""
    for key, rows in applications(found.events).items():
        assert (rows.event == "nudge").sum() <= 4, key
        for at in np.flatnonzero(rows.event == "nudge"):
            before = rows.iloc[:at]
            assert before.day[before.event == "interview"].max() < rows.day.iloc[at], key
            assert first_end(rows.iloc[at + 1 :], NEXT_STEP)[0] > rows.day.iloc[at], key


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"days": 100}, "days=100: a search lasts whole weeks, since the mix of weekdays is part of its truth; try 182"),
        ({"effect_follow_up": 4.0}, "this effect makes a day's chances add up to more than 1; take a smaller effect_follow_up"),
    ],
)
def test_impossible_searches(arguments: dict[str, float], message: str) -> None:
    """A search of 100 days, or an effect beyond certainty, is refused with the reason."""
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        search(1, **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize(("sent", "length"), [(0, 7), (1, 7), (3, 14), (400, 364)])
def test_searches_of_any_size(sent: int, length: int) -> None:
    """None, one, a few, many: a log with that many applied rows, all within its days, though it starts on a Thursday."""
    found = search(3, applications=sent, days=length, start=date(2026, 1, 1))
    assert (found.events.event == "applied").sum() == sent
    assert list(found.events.columns) == list(COLUMNS)
    assert days(found.events.date, date(2026, 1, 1)).between(0, length - 1).all()


# --- the sample --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["log.csv", "empty.csv", "datapackage.json"])
def test_committed_sample_is_what_the_seed_writes(tmp_path: Path, name: str) -> None:
    """`python -m jobstats.simulate data/sample` writes the committed file, byte for byte."""
    write_sample(tmp_path)
    assert (tmp_path / name).read_bytes() == (SAMPLE / name).read_bytes()


def test_sample_reads_back(sample: Search) -> None:
    """UTF-8, LF, commas: pandas reads the cells that were written; the empty log is the header alone."""
    text = (SAMPLE / "log.csv").read_bytes()
    assert b"\r" not in text
    read = pd.read_csv(SAMPLE / "log.csv", dtype=str, keep_default_na=False, encoding="utf-8")
    pd.testing.assert_frame_equal(read, sample.events)
    assert (SAMPLE / "empty.csv").read_bytes() == text[: text.index(b"\n") + 1]


def test_package_describes_the_log(sample: Search) -> None:
    """Each column of the log, in order, typed and described; every cell keeps the constraints; as_of is the last day."""
    package = json.loads((SAMPLE / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = package["resources"]
    columns = resource["schema"]["fields"]
    assert resource["path"] == "log.csv"
    assert [column["name"] for column in columns] == list(sample.events.columns)
    assert package["as_of"] == sample.as_of.isoformat() == "2026-08-30"
    assert package["licenses"][0]["name"] == "CC0-1.0"
    assert package["made"]["seed"] == SAMPLE_SEED
    assert resource["schema"]["missingValues"] == [""]
    for column in columns:
        cells, must = sample.events[column["name"]], column.get("constraints", {})
        assert column["description"].endswith(".")
        assert not must.get("required") or (cells != "").all()
        assert "pattern" not in must or cells.str.fullmatch(must["pattern"]).all()
        assert "enum" not in must or set(cells) <= set(must["enum"])
        assert column["type"] != "integer" or set(cells) <= {"", "1", "2", "3"}
    assert next(c for c in columns if c["name"] == "event")["constraints"]["enum"] == list(EVENTS)


def noted_after(rows: pd.DataFrame) -> list[str]:
    """For each interview of one application: noon, later, never, unknown. A note by day only counts by its day."""
    found = []
    starts = [*np.flatnonzero(rows.event == "interview"), len(rows)]
    for at, until in pairwise(starts):
        after = rows.iloc[at + 1 : until]
        sent = after[after.event == "follow_up"]
        day = datetime.fromisoformat(rows.date.iloc[at][:10])
        noon = pd.Timestamp(day) + pd.Timedelta(days=3 if day.weekday() == 4 else 1, hours=12)
        if len(sent):
            found.append("noon" if pd.Timestamp(sent.date.iloc[0]) <= noon else "later")
        else:
            found.append("never" if (after.event == "no_follow_up").any() else "unknown")
    return found


def every(count: Callable[[pd.DataFrame], int]) -> Callable[[pd.DataFrame], int]:
    """Count something in each application of a log, and add up."""
    return lambda events: sum(int(count(rows)) for rows in applications(events).values())


def on_days(event: str, timed: bool) -> Callable[[pd.DataFrame], int]:
    """Rows of an event with, or without, a time of day."""
    return lambda events: int(((events.event == event) & (events.date.str.contains("T") == timed)).sum())


def of_note(*words: str) -> Callable[[pd.DataFrame], int]:
    return every(lambda rows: sum(word in words for word in noted_after(rows)))


def opens_with(event: str, first: str = "applied") -> Callable[[pd.DataFrame], int]:
    """Applications whose first row is `first` and whose first positive answer is `event`."""
    return every(lambda rows: int(rows.event.iloc[0] == first and [e for e in rows.event if e in POSITIVE][:1] == [event]))


def at_once(rows: pd.DataFrame) -> int:
    """Notes within two hours of the end of their interview."""
    timed = rows[rows.date.str.contains("T")]
    talks, sent = (pd.to_datetime(timed.date[timed.event == event]) for event in ("interview", "follow_up"))
    return sum(bool(((note - talks >= pd.Timedelta(0)) & (note - talks <= pd.Timedelta(hours=2))).any()) for note in sent)


MESS: dict[str, tuple[Callable[[pd.DataFrame], int], int, int]] = {
    "applied": (lambda log: (log.event == "applied").sum(), 150, 150),
    "open at as_of": (every(lambda rows: first_end(rows.iloc[1:], OUTCOMES)[0] == NEVER), 40, 90),
    "never answered": (every(lambda rows: len(rows) == 1), 40, 80),
    "positive answers": (every(lambda rows: int(rows.event.iloc[0] == "applied" and rows.event.isin(POSITIVE).any())), 27, 38),
    "rejected on the day of applying": (
        every(lambda rows: int(rows.event.iloc[-1] == "rejected" and rows.day.iloc[0] == rows.day.iloc[-1])), 1, 9),
    "approached, never applied": (every(lambda rows: "applied" not in set(rows.event)), 3, 12),
    "approached, then a screen": (opens_with("screen", "approached"), 2, 12),
    "applied, a screen at once": (opens_with("screen"), 3, 20),
    "applied, an interview at once": (opens_with("interview"), 2, 12),
    "applied, a test at once": (opens_with("assessment"), 1, 9),
    "interviewed with no reply row": (
        every(lambda rows: "interview" in set(rows.event) and "reply" not in set(rows.event)), 5, 20),
    "companies with several": (lambda log: (log[log.event == "applied"].groupby("company").role.nunique().gt(1)).sum(), 10, 40),
    "sent again after a no, without an id": (lambda log: sum(turn for *_, turn in applications(log)), 1, 4),
    "mistyped companies": (lambda log: ((log.company != log.company.str.strip()) | log.company.str.islower()).sum(), 3, 20),
    "applied with a time": (on_days("applied", True), 8, 30),
    "interviews": (lambda log: (log.event == "interview").sum(), 33, 40),
    "interviewed": (every(lambda rows: "interview" in set(rows.event)), 20, 25),
    "interviews by day only": (on_days("interview", False), 3, 12),
    "interviews without a round": (lambda log: ((log.event == "interview") & (log["round"] == "")).sum(), 5, 20),
    "kinds of interview": (lambda log: log.kind[log.event == "interview"].nunique(), 5, 5),
    "rejections with a time": (on_days("rejected", True), 0, 0),
    "notes at once": (every(at_once), 4, 15),
    "notes by the next noon": (of_note("noon"), 10, 20),
    "no note by the next noon, known": (of_note("later", "never"), 10, 20),
    "known never": (of_note("never"), 3, 12),
    "nothing recorded": (of_note("unknown"), 7, 13),
    "notes by day only": (on_days("follow_up", False), 1, 8),
    "nudges": (lambda log: (log.event == "nudge").sum(), 8, 30),
    "nudges by day only": (on_days("nudge", False), 3, 15),
    "talks with coworkers": (lambda log: (log.event == "coworker_chat").sum(), 2, 12),
    "networking with a company, no role": (
        lambda log: ((log.event == "networking") & (log.company != "") & (log.role == "")).sum(), 2, 12),
    "networking with a name only": (
        lambda log: ((log.event == "networking") & (log.company == "") & (log.contact != "")).sum(), 2, 12),
    "offers": (lambda log: (log.event == "offer").sum(), 3, 4),
    "offers declined": (lambda log: (log.event == "declined").sum(), 2, 3),
    "accepted in the last weeks": (lambda log: ((log.event == "accepted") & (log.date >= "2026-08-10")).sum(), 1, 1),
    "weeks without an application": (lambda log: 26 - (days(log.date[log.event == "applied"]) // 7).nunique(), 1, 4),
}  # fmt: skip


@pytest.mark.parametrize("kind", list(MESS))
def test_sample_has_the_mess_of_a_real_search(sample: Search, kind: str) -> None:
    """Each kind of mess is in the sample, counted from the log alone, between these limits."""
    count, least, most = MESS[kind]
    assert least <= count(sample.events) <= most
