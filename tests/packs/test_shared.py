"""The log a pack is drawn from: made anew, and unable to hold what its level hides."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import jobstats as js
from jobstats.log import JobLog
from jobstats.packs import memory
from jobstats.packs.memory import Memory
from jobstats.packs.shared import Names, SharedLog, shared
from tests.packs.planting import canaries


def test_it_holds_no_word_of_the_persons(tmp_path: Path) -> None:
    """Not in a column, nor in an index, an attribute, a filter, a category."""
    log = canaries(11, tmp_path)
    part = log.where(company=log.companies()[:8])
    for bare in (shared(log), shared(part)):
        assert isinstance(bare, SharedLog)
        parts = [bare, *([bare.whole[0]] if bare.whole else [])]
        assert all(isinstance(p, SharedLog) for p in parts)
        for one in parts:
            for frame in (one.applications, one.events):
                assert "qx" not in frame.to_csv().lower()
                assert frame.attrs == {}
            assert "qx" not in repr(one).lower() + " ".join(one.filters).lower() + one.name + one.path
    assert len(shared(part)) == len(part)


@pytest.mark.parametrize("planted", ["name", "path", "column", "event column", "notes", "ahead"])
def test_it_refuses_to_exist_with_anything_else(planted: str, sample: js.JobLog) -> None:
    """Whoever adds a column to it, adds a leak; so it does not come to be."""
    bare = shared(sample)
    more = {
        "name": {"name": "acme.csv"},
        "path": {"path": "acme.csv"},
        "column": {"applications": bare.applications.assign(note="x")},
        "event column": {"events": bare.events.assign(note="x")},
        "notes": {"notes": sample.notes or (1,)},
        "ahead": {"ahead": sample.applications},
    }[planted]
    with pytest.raises(TypeError, match="may not leave the machine"):
        replace(bare, **more)


def test_a_pack_counts_what_the_log_counts(sample: js.JobLog) -> None:
    """Every frame of the catalogue has the numbers it has for the log itself."""
    bare = shared(sample, Names(None, None, roles=True, sources=True))
    for entry in js.charts.CATALOGUE.values():
        want, have = entry.frame(sample), entry.frame(bare)
        assert have.to_csv() == want.to_csv(), entry.name


def test_kinds_and_rounds_of_ones_own_become_other(log: js.JobLog) -> None:
    """Words of the person's own go.

    date,company,role,event,round,kind
    2026-03-02,Acme,Analyst,applied,,
    2026-03-09,Acme,Analyst,interview,2,Technical
    2026-03-12,Acme,Analyst,interview,with Quentin,chat with Quentin
    """
    events = shared(log).events
    assert events["kind"].tolist() == ["", "technical", "other"]
    assert events["round"].tolist() == ["", "2", ""]


def test_letters_are_drawn_from_all_that_are_free(sample: JobLog) -> None:
    """Of 702 codes any; two keys give other ones; what was given stays when more come."""
    names = [f"company {i}" for i in range(300)]
    one, two = Memory(None, b"1" * 32), Memory(None, b"2" * 32)
    first = one.letters(names, "company")
    assert len(set(first.values())) == 300
    assert first != two.letters(names, "company")
    assert one.letters([*names, *(f"more {i}" for i in range(400))], "company").items() >= first.items()
    ranks = [len(code) * 26**2 + (ord(code[0]) - 65) * 26 for code in first.values()]
    later = ranks[150:]
    assert min(later) < sorted(ranks)[30]  # those that came later are not behind
    assert memory.recalled(sample).file is None
