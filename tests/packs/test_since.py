"""What changed since the last pack: compared with the pack of an earlier day that looked at the same applications."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import jobstats as js
from jobstats.log import JobLog
from jobstats.packs import since
from jobstats.packs.memory import recalled

HEAD = "date,company,role,event\n"


@pytest.fixture
def search(tmp_path: Path) -> Search:
    return Search(tmp_path / "log.csv")


class Search:
    """A log that grows by one application a day from 1 March on, and what is remembered of it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def until(self, day: int, more: str = "", begin: int = 1) -> JobLog:
        rows = "".join(f"2026-03-{d:02d},Firm {d},Analyst,applied\n" for d in range(begin, day + 1))
        self.path.write_text(HEAD + rows + more, encoding="utf-8")
        return js.load(self.path, as_of=f"2026-03-{day:02d}")

    def told(self, log: JobLog, **how: bool) -> tuple[str, ...]:
        return since.changes(recalled(log), log, **{"days": True, "small": True, **how})

    def keep(self, log: JobLog) -> None:
        assert recalled(log).keep(since.counts(log))


def test_the_second_pack_says_what_is_new(search: Search) -> None:
    """Effort first; by week where no day may be told."""
    search.keep(search.until(5))
    log = search.until(11, "2026-03-11,Firm 3,Analyst,interview\n")
    told = "6 applications, 1 positive answer, 1 interview."
    assert search.told(log) == (f"Since the last pack (5 Mar 2026): {told}",)
    assert search.told(log, days=False) == (f"Since the last pack (the week of 2 Mar 2026): {told}",)


def test_a_small_count_is_said_of_several(search: Search) -> None:
    """“<5 interviews”: one of them or four; and five as five."""
    search.keep(search.until(5))
    talks = "".join(f"2026-03-11,Firm {d},Analyst,interview\n" for d in range(1, 6))
    follow = "2026-03-11,Firm 3,Analyst,offer\n"
    assert search.told(search.until(11, talks + follow), small=False) == (
        "Since the last pack (5 Mar 2026): 6 applications, 5 positive answers, 5 interviews, <5 offers.",
    )
    assert search.told(search.until(6, "2026-03-06,Firm 3,Analyst,interview\n"), small=False) == (
        "Since the last pack (5 Mar 2026): <5 applications, <5 positive answers, <5 interviews.",
    )


def test_where_nothing_is_new_nothing_is_said(search: Search) -> None:
    search.keep(search.until(5))
    log = js.load(search.path, as_of="2026-03-20")
    assert search.told(log) == ()
    assert since.fewer(recalled(log), log) == ()


def test_what_became_fewer_is_told_to_the_owner_alone(search: Search) -> None:
    """Rows taken out: the coach reads of what is new only, or of nothing."""
    search.keep(search.until(5, "2026-03-05,Firm 3,Analyst,interview\n2026-03-05,Firm 4,Analyst,rejected\n"))
    log = search.until(6, "2026-03-06,Firm 5,Analyst,offer\n")
    assert search.told(log) == ("Since the last pack (5 Mar 2026): 1 application, 1 offer.",)
    assert since.fewer(recalled(log), log) == (
        "Fewer than in your pack of 5 Mar 2026: 1 interview, 1 process ended. Rows were changed or taken out. The pack does not say so.",
    )
    log = search.until(6, begin=3)
    assert search.told(log) == ()
    assert since.fewer(recalled(log), log)[0].startswith("Fewer than in your pack of 5 Mar 2026: 1 application, ")


def test_two_packs_on_one_day_lose_nothing(search: Search) -> None:
    """Both are compared with the pack of an earlier day; the day's last counts are those the next day is compared with."""
    search.keep(search.until(5))
    for _ in range(3):
        log = search.until(11)
        assert search.told(log) == ("Since the last pack (5 Mar 2026): 6 applications.",)
        search.keep(log)
    search.keep(search.until(11, "2026-03-11,Other,Analyst,applied\n"))
    assert search.told(search.until(12, "2026-03-11,Other,Analyst,applied\n")) == ("Since the last pack (11 Mar 2026): 1 application.",)
    assert len(recalled(log).past) == 2


def test_a_pack_of_other_applications_in_between_loses_nothing(search: Search) -> None:
    """Each is compared with the last one that looked at the same applications."""
    search.keep(search.until(5))
    part: dict[str, Any] = {"applied": ("2026-03-03", None)}
    search.keep(search.until(8).where(**part))
    log = search.until(11)
    assert search.told(log) == ("Since the last pack (5 Mar 2026): 6 applications.",)
    assert search.told(log.where(**part)) == ("Since the last pack (8 Mar 2026): 3 applications.",)
    assert search.told(log.where(applied=("2026-03-04", None))) == ()


def test_a_pack_as_of_an_earlier_day_is_compared_with_what_was_before_it(search: Search) -> None:
    search.keep(search.until(5))
    search.keep(search.until(20))
    assert search.told(search.until(11)) == ("Since the last pack (5 Mar 2026): 6 applications.",)


def test_sixty_are_remembered(search: Search) -> None:
    """The oldest goes; one that is written again is not two."""
    log = search.until(5)
    for n in range(65):
        kept = recalled(log)
        assert kept.keep({**since.counts(log), "as_of": f"2026-{1 + n // 28:02d}-{1 + n % 28:02d}"})
    assert len(kept.past) == 60
    assert kept.past[0]["as_of"] == "2026-01-06"


@pytest.mark.parametrize("wrong", [{"as_of": 3}, {"as_of": "0000"}, {"offers": "many"}, {"offers": None}])
def test_counts_that_make_no_sense_are_passed_over(wrong: dict[str, Any], search: Search) -> None:
    log = search.until(5)
    assert recalled(log).keep({**since.counts(log), **wrong})
    later = search.until(11)
    assert search.told(later) == ()
    assert since.fewer(recalled(later), later) == ()
