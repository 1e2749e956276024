"""Which rows belong together, how far each application got, how it ended."""

from __future__ import annotations

import jobstats as js
from jobstats.metrics.interviews import visits


def stages(log: js.JobLog) -> list[tuple[str, str, str]]:
    """Company, stage and outcome of each application, in order."""
    return list(zip(log.applications["company"], log.applications["stage"], log.applications["outcome"], strict=True))


def test_company_and_role_are_compared_without_case_and_stray_space(log: js.JobLog) -> None:
    """
    2026-03-01,Acme,Data analyst,applied
    2026-03-05, ACME ,data  Analyst,interview
    """
    assert stages(log) == [("Acme", "interview", "")]


def test_two_roles_at_one_company_are_two_applications(log: js.JobLog) -> None:
    """
    2026-03-01,Acme,Analyst,applied
    2026-03-01,Acme,Engineer,applied
    2026-03-05,Acme,Engineer,rejected
    """
    assert stages(log) == [("Acme", "applied", ""), ("Acme", "applied", "rejected")]


def test_a_new_applied_after_an_outcome_starts_a_new_application(log: js.JobLog) -> None:
    """
    2026-01-01,Acme,Analyst,applied
    2026-01-20,Acme,Analyst,rejected
    2026-03-01,Acme,Analyst,applied
    2026-03-09,Acme,Analyst,screen
    """
    assert stages(log) == [("Acme", "applied", "rejected"), ("Acme", "screen", "")]


def test_applied_twice_without_an_outcome_is_one_application(log: js.JobLog) -> None:
    """
    2026-01-01,Acme,Analyst,applied
    2026-01-02,Acme,Analyst,applied
    2026-01-20,Acme,Analyst,rejected
    2026-02-01,Acme,Analyst,applied
    2026-02-02,Acme,Analyst,applied
    """
    assert stages(log) == [("Acme", "applied", "rejected"), ("Acme", "applied", "")]
    assert log.applications["applied"].tolist() == [20454.0, 20485.0]  # 1 January and 1 February 2026, the first of each pair


def test_an_application_id_decides_where_given(log: js.JobLog) -> None:
    """
    date,company,role,event,application
    2026-01-01,Acme,Analyst,applied,007
    2026-01-01,Acme,Analyst,applied,7
    2026-01-20,Acme,Analyst,rejected,007
    """
    assert stages(log) == [("Acme", "applied", "rejected"), ("Acme", "applied", "")]


def test_a_later_stage_implies_the_earlier_ones(log: js.JobLog) -> None:
    """
    2026-03-01,Acme,Analyst,applied
    2026-03-11,Acme,Analyst,interview
    """
    row = log.applications.iloc[0]
    assert row["reply"] == row["screen"] == row["interview"] == row["applied"] + 10
    assert log.applications["offer"].isna().all()


def test_turning_down_an_offer_shows_there_was_one(log: js.JobLog) -> None:
    """
    2026-03-01,Acme,Analyst,applied
    2026-03-11,Acme,Analyst,declined
    """
    assert stages(log) == [("Acme", "offer", "declined")]


def test_a_step_after_an_outcome_reopens_and_is_told(log: js.JobLog) -> None:
    """
    2026-03-01,Acme,Analyst,applied
    2026-03-05,Acme,Analyst,rejected
    2026-03-11,Acme,Analyst,interview
    """
    assert stages(log) == [("Acme", "interview", "")]
    assert [n.why for n in log.notes] == ["an interview after the rejection of line 3"]


def test_of_two_outcomes_the_first_stands_and_the_second_is_told(log: js.JobLog) -> None:
    """
    2026-03-01,Acme,Analyst,applied
    2026-03-05,Acme,Analyst,rejected
    2026-03-11,Acme,Analyst,withdrawn
    """
    assert stages(log) == [("Acme", "applied", "rejected")]
    assert [(n.line, n.value) for n in log.notes] == [(4, "withdrawn")]


def test_a_contact_that_belongs_to_no_application_makes_none(log: js.JobLog) -> None:
    """
    2026-03-01,,,networking
    2026-03-02,Elsewhere,,networking
    2026-03-03,Acme,Analyst,applied
    2026-03-04,Acme,Analyst,networking
    """
    assert stages(log) == [("Acme", "applied", "")]
    assert log.events["application"].tolist() == [-1, -1, 0, 0]


def test_a_blank_role_means_the_only_application_there(log: js.JobLog) -> None:
    """
    2026-03-01,Acme,Analyst,applied
    2026-03-05,Acme,,interview
    """
    assert stages(log) == [("Acme", "interview", "")]
    assert len(log.notes) == 1


def test_a_blank_role_with_two_applications_there_is_set_aside(log: js.JobLog) -> None:
    """
    2026-03-01,Acme,Analyst,applied
    2026-03-01,Acme,Engineer,applied
    2026-03-05,Acme,,interview
    """
    assert [s for _, s, _ in stages(log)] == ["applied", "applied"]
    assert [str(p) for p in log.problems] == [
        "line 4, role: no role is given, and there are 2 applications to Acme. Write the role, so that it is clear which one this row is about."
    ]


def test_rows_out_of_order_are_sorted(log: js.JobLog) -> None:
    """
    2026-03-05,Acme,Analyst,rejected
    2026-03-01,Acme,Analyst,applied
    """
    assert stages(log) == [("Acme", "applied", "rejected")]


def test_an_answer_on_the_day_of_applying_is_zero_days(log: js.JobLog) -> None:
    """
    2026-03-05,Acme,Analyst,applied
    2026-03-05,Acme,Analyst,rejected
    """
    row = log.applications.iloc[0]
    assert row["ended"] - row["applied"] == 0
    assert not log.notes


def test_a_process_that_came_to_the_person_is_inbound(log: js.JobLog) -> None:
    """
    2026-03-01,Acme,Analyst,approached
    2026-03-05,Acme,Analyst,screen
    2026-03-06,Acme,Analyst,applied
    2026-03-01,Bolt,Analyst,applied
    """
    assert dict(zip(log.applications["company"], log.applications["inbound"], strict=True)) == {"Acme": True, "Bolt": False}


def test_a_repeated_row_counts_once_and_is_told(log: js.JobLog) -> None:
    """
    2026-03-01,Acme,Analyst,applied
    2026-03-01,ACME,Analyst,applied
    2026-03-01T09:00,Acme,Analyst,applied
    """
    assert len(log.events) == 2  # the third says an hour, so it says more
    assert [n.line for n in log.notes] == [3, 4]  # and that it was sent again


def test_a_day_is_not_an_hour_and_midnight_is_a_day(log: js.JobLog) -> None:
    """
    2026-03-01,Acme,Analyst,applied
    2026-03-01T00:00,Acme,Analyst,screen
    2026-03-01T00:01,Acme,Analyst,interview
    """
    assert log.events["precision"].tolist() == ["day", "day", "minute"]


def test_rows_after_as_of_are_told_and_not_counted(log: js.JobLog) -> None:
    """as of 2026-03-04
    2026-03-01,Acme,Analyst,applied
    2026-03-09,Acme,Analyst,interview
    """
    assert stages(log) == [("Acme", "applied", "")]
    assert [str(n) for n in log.notes] == [
        "line 3, date “2026-03-09”: 1 row dated after 4 Mar 2026 not counted yet. "
        "They count once their day has come; mend the date if it is a slip."
    ]


def test_what_the_person_did_makes_no_application(log: js.JobLog) -> None:
    """
    2026-03-01,Acme,Analyst,applied
    2026-03-05,Acme,Analyst,interview
    2026-03-05,Acme,Anlyst,follow_up
    2026-03-06,Bolt,,coworker_chat
    2026-03-07,Cord,Analyst,nudge
    """
    assert stages(log) == [("Acme", "interview", "")]
    assert [n.why for n in log.notes] == [
        "a follow_up of an application that no other row tells of",
        "a coworker_chat of an application that no other row tells of",
        "a nudge of an application that no other row tells of",
    ]


def test_newest_first_on_one_day_is_one_application(log: js.JobLog) -> None:
    """
    2026-03-05T16:00,Acme,Analyst,rejected
    2026-03-05T09:00,Acme,Analyst,applied
    2026-03-05,Bolt,Analyst,rejected
    2026-03-05,Bolt,Analyst,interview
    2026-03-05,Bolt,Analyst,applied
    """
    assert sorted(stages(log)) == [("Acme", "applied", "rejected"), ("Bolt", "interview", "rejected")]
    assert not log.notes


def test_an_outcome_before_its_application_is_set_aside(log: js.JobLog) -> None:
    """
    2026-03-05,Acme,Analyst,applied
    2026-03-01,Acme,Analyst,rejected
    """
    assert stages(log) == [("Acme", "applied", "")]
    assert [str(p) for p in log.problems] == ["line 3, date “rejected”: dated before the application was sent. Mend one of the two dates."]


def test_rows_without_an_id_join_the_one_there_is(log: js.JobLog) -> None:
    """
    date,company,role,event,application
    2026-03-01,Acme,Analyst,applied,17
    2026-03-05,acme,analyst,rejected,
    """
    assert stages(log) == [("Acme", "applied", "rejected")]


def test_an_offer_by_day_follows_the_interview_of_that_day(log: js.JobLog) -> None:
    """The offer has no hour; a screen that day came before the interview, which has none either at B.
    2026-03-10,A,x,offer
    2026-03-10T15:00,A,x,interview
    2026-03-14,A,x,declined
    2026-03-10T11:00,B,x,screen
    2026-03-10,B,x,interview
    """
    met = visits(log)
    company = log.applications["company"].to_numpy()[met["application"]]
    found = dict(zip(company, zip(met["days"], met["kind_of_end"], strict=True), strict=True))
    assert found == {"A": (0, 1), "B": (21, 0)}  # A is decided on its day; B is open on 31 March
