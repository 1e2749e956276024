"""Which questions a log leaves open, in which order, and what is said of each; the answers are tests/widgets/test_answering.py's."""

from __future__ import annotations

from pathlib import Path

import pytest

import jobstats as js
from jobstats import simulate
from jobstats.metrics.follow_up import follow_up_timing, say_follow_up_timing
from jobstats.metrics.interviews import visits, written
from jobstats.metrics.questions import COLUMNS, KINDS, MOST, questions, standing


def told(log: js.JobLog) -> list[tuple[str, int, str]]:
    """Kind, line and text of every question, in order."""
    found = questions(log)
    return list(zip(found["kind"], found["line"], found["text"], strict=True))


def test_every_kind_in_its_order_the_newest_first(log: js.JobLog) -> None:
    """
    date,company,role,event,source,undated
    2026-02-02,Acme,Analyst,applied,referral,
    2026-02-09T14:00,Acme,Analyst,interview
    2026-02-16,Acme,Analyst,interview
    2026-02-16T15:00,Acme,Analyst,follow_up
    2026-03-02T10:00,Acme,Analyst,interview
    2026-03-03,Acme,Analyst,follow_up
    2026-03-09T14:30,Acme,Analyst,interview
    2026-03-01,Borealis,Engineer,applied,referral,rejected
    2026-03-01,Cirrus,Engineer,applied,referral,interview
    2026-03-01,Dune,Engineer,applied,referral,unknown
    2025-12-01,Elm,Engineer,applied,referral
    2026-03-20,Fir,,applied
    """
    assert told(log) == [
        ("note", 8, "Interview with Acme (Analyst, round 4) on 9 March, 14:30: when did your note go out?"),
        ("note", 3, "Interview with Acme (Analyst, round 1) on 9 February, 14:00: when did your note go out?"),
        ("end", 4, "At what time did the interview with Acme (Analyst, round 2) on 16 February end?"),
        ("note hour", 7, "Your note after the interview with Acme (Analyst, round 3) went out on 3 March: in the morning, or later?"),
        ("decided", 9, "Borealis, Engineer (applied 1 March): they said no. On which day?"),
        ("answered", 10, "Cirrus, Engineer (applied 1 March): on which day did their first answer come?"),
        ("outcome", 11, "Dune, Engineer (applied 1 March): what came of it?"),
        ("silent", 12, "Elm, Engineer (applied 1 December 2025): what came of it?"),
        ("source", 13, "Fir (applied 20 March): where did you find it?"),
    ]
    found = questions(log)
    assert list(found.columns) == list(COLUMNS)
    assert [kind for kind in KINDS if kind in set(found["kind"])] == list(KINDS)
    assert found["key"].is_unique


def test_what_is_known_is_not_asked(log: js.JobLog) -> None:
    """
    date,company,role,event,source
    2026-03-02,Acme,Analyst,applied,
    2026-03-09T14:00,Acme,Analyst,interview
    2026-03-09T15:00,Acme,Analyst,follow_up
    2026-03-16T14:00,Acme,Analyst,interview
    2026-03-16,Acme,Analyst,no_follow_up
    2026-03-20,Acme,Analyst,interview
    2026-03-23T09:00,Acme,Analyst,follow_up
    2026-03-25,Acme,Analyst,rejected
    """
    assert (
        told(log) == []
    )  # the day of an interview is enough where its note went out on another day; no source, where none is known, is asked


def test_a_note_that_may_still_be_sent_is_not_asked_for(log: js.JobLog) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    2026-03-27T16:00,Acme,Analyst,interview
    2026-03-30T16:00,Acme,Analyst,interview
    """
    assert [line for _, line, _ in told(log)] == [3]  # Friday's noon was on Monday; Monday's is today


def test_a_question_keeps_its_key_when_rows_come_and_go(log: js.JobLog) -> None:
    """
    2025-12-01,Elm,Engineer,applied
    2026-03-02,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    """
    keys = list(questions(log)["key"])
    assert len(keys) == 2
    with open(log.path, encoding="utf-8") as file:
        text = file.read()
    with open(log.path, "w", encoding="utf-8") as file:
        text = text.replace("Acme", "ÁCME  GmbH").replace("Analyst", "ANALYST ")
        file.write(text.replace("2025-12-01", "2025-11-01,Zinc,Clerk,applied\n2025-12-01"))
    again = js.load(log.path, as_of="2026-03-31")
    assert set(keys) < set(questions(again)["key"])
    assert list(questions(again, known=set(keys).intersection)["company"]) == ["Zinc"]


def test_applications_alike_in_all_but_their_id_are_asked_about_apart(log: js.JobLog) -> None:
    """
    date,application,company,role,event
    2026-03-02,A1,Acme,Analyst,applied
    2026-03-02,A2,Acme,Analyst,applied
    2026-03-09T14:00,A1,Acme,Analyst,interview
    2026-03-09T14:00,A2,Acme,Analyst,interview
    """
    assert len(set(questions(log)["key"])) == len(set(questions(log, ["A1", "A2"])["key"])) == 2
    one = set(questions(log, ["A1", ""])["key"]) & set(questions(log)["key"])
    assert len(one) == 1  # that of A2 alone
    assert set(questions(log, [" a1", "a2 "])["key"]) == set(questions(log, ["A1", "A2"])["key"])
    assert list(questions(log.where(company="Acme"))["key"]) == list(questions(log)["key"])


def test_the_round_is_a_whole_number_beside_questions_without_one(log: js.JobLog) -> None:
    """
    date,company,role,event,round
    2026-03-02,Acme,Analyst,applied,
    2026-03-09T14:00,Acme,Analyst,interview,
    2025-11-03,Borealis,Engineer,applied,
    """
    assert [repr(number) for number in questions(log)["round"]] == ["1", "''"]


def test_silence_is_asked_about_anew_after_something_came(log: js.JobLog) -> None:
    """
    2025-09-01,Elm,Engineer,applied
    """
    key = questions(log)["key"].iloc[0]
    with open(log.path, "a", encoding="utf-8") as file:
        file.write("2025-12-01,Elm,Engineer,reply\n")
    (new,) = questions(js.load(log.path, as_of="2026-03-31"))["key"]
    assert new != key


def test_not_more_than_twenty_silent_ones(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Thirty applications of last autumn, one a day: the newest twenty are asked about, the newest first."""
    path = tmp_path_factory.mktemp("x") / "log.csv"
    rows = [f"2025-09-{day:02},Company {day},Analyst,applied" for day in range(1, 31)]
    path.write_text("\n".join(["date,company,role,event", *rows]) + "\n", encoding="utf-8")
    found = questions(js.load(path, as_of="2026-03-31"))
    assert list(found["company"]) == [f"Company {day}" for day in range(30, 30 - MOST["silent"], -1)]
    answered = set(found["key"][:5])
    assert list(questions(js.load(path, as_of="2026-03-31"), known=answered.intersection)["company"]) == [
        f"Company {d}" for d in range(25, 5, -1)
    ]


@pytest.mark.parametrize(("noted", "asked"), [(0, 0), (1, 0), (9, 0), (10, 20), (29, 1), (30, 0)])
def test_sources_are_asked_for_where_a_third_has_one(tmp_path: Path, noted: int, asked: int) -> None:
    """Thirty applications of March, one a day, the first ones with a source: the newest twenty without, last of all."""
    rows = [f"2026-03-{day:02},Company {day},Analyst,applied,{'a fair' if day <= noted else ''}" for day in range(1, 31)]
    (tmp_path / "log.csv").write_text(
        "\n".join(["date,company,role,event,source", *rows, "2026-03-09T14:00,Company 9,Analyst,interview,"]) + "\n", encoding="utf-8"
    )
    found = questions(js.load(tmp_path / "log.csv", as_of="2026-03-31"))
    assert list(found["kind"]) == ["note", *["source"] * asked]
    assert list(found["company"][1:]) == [f"Company {day}" for day in range(30, 30 - asked, -1)]


def test_applications_without_any_day_are_left_alone(log: js.JobLog) -> None:
    """
    date,company,role,event,source,undated
    ,Acme,Analyst,applied,,rejected
    2026-03-02,Borealis,Analyst,applied,referral,
    """
    assert len(log) == 2
    assert told(log) == []


def test_an_empty_log_and_one_of_contacts_only(empty: js.JobLog, log: js.JobLog) -> None:
    """
    date,company,role,event,contact
    2026-03-02,,,networking,Sam
    """
    for there in (empty, log):
        assert questions(there).empty
        assert list(questions(there).columns) == list(COLUMNS)
        assert all(standing(there, kind) for kind in KINDS)


def test_a_slice_is_asked_about_alone(sample: js.JobLog) -> None:
    """The same questions, in the same words, with the lines of the same rows."""
    whole, part = questions(sample), sample.where(company="Emberlow Power")
    mine = questions(part)
    assert list(mine["text"]) == list(whole.loc[whole["company"] == "Emberlow Power", "text"])
    assert list(mine["line"]) == list(whole.loc[whole["company"] == "Emberlow Power", "line"])
    assert [part.applications["company"].iloc[i] for i in mine["application"]] == list(mine["company"])


def test_the_lines_are_those_of_the_interviews(sample: js.JobLog) -> None:
    """Row by row as in `visits`: same day, same application; a note's line is a note's."""
    met, there = visits(sample), written(sample)
    rows = sample.events.set_index("line")
    assert len(there) == len(met)
    assert (rows.loc[there["line"], "event"] == "interview").all()
    assert (rows.loc[there["line"], "day"].to_numpy() == met["day"].to_numpy()).all()
    assert (rows.loc[there["line"], "application"].to_numpy() == met["application"].to_numpy()).all()
    noted = there[there["note_line"] > 0]
    assert (rows.loc[noted["note_line"], "event"] == "follow_up").all()
    gaps = rows.loc[noted["note_line"], "day"].to_numpy() - met.loc[noted.index, "day"].to_numpy()
    assert (gaps == met.loc[noted.index, "note_days"].to_numpy()).all()
    assert (there["note_line"] > 0).equals(met["note_days"].notna())


def test_what_the_answers_improve_is_k_of_n(sample: js.JobLog) -> None:
    """Counted as the charts count."""
    met, asked = visits(sample), questions(sample)["kind"]
    k = len(met) - int(asked.isin(["note", "note hour"]).sum())
    assert standing(sample, "note").startswith(f"{k} of {len(met)} interviews have a recorded note, or a recorded no;")
    assert standing(sample, "end").startswith("Of 7 of 9 notes")
    assert standing(sample, "note hour").startswith("19 of 20 notes")
    assert standing(sample, "source").startswith("157 of 157 applications have a source")
    assert standing(sample, "decided") == standing(sample, "outcome")
    assert "open applications are within the usual wait" in standing(sample, "silent")


def test_a_sitting_and_its_chart_count_alike(sample: js.JobLog) -> None:
    """A note on the day of the noon without an hour is in neither; on the sample and fifty simulated logs."""
    told = 0
    for log in (sample, *(simulate.as_log(simulate.search(seed)) for seed in range(50))):
        if len(frame := follow_up_timing(log)):
            told += 1
            assert say_follow_up_timing(frame).startswith(standing(log, "note").partition(";")[0] + ".")
    assert told > 40
