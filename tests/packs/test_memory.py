"""What is remembered beside the log: letters that stay, whoever else writes there, and nothing in plain text."""

from __future__ import annotations

import json
import os
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import pytest

import jobstats as js
from jobstats.errors import AskError
from jobstats.log import JobLog
from jobstats.packs import since
from jobstats.packs.memory import Memory, companies, recalled
from jobstats.packs.packing import contents, pack

HEAD = "date,company,role,event\n"


def written(folder: Path, *names: str) -> JobLog:
    """A log of one application each, loaded anew, as another kernel would."""
    folder.mkdir(exist_ok=True)
    (folder / "log.csv").write_text(HEAD + "".join(f"2026-03-02,{n},Analyst,applied\n" for n in names), encoding="utf-8")
    return js.load(folder / "log.csv", as_of="2026-03-12")


def file(folder: Path) -> Path:
    return folder / ".jobstats" / "log.csv.packs.json"


def on_disk(folder: Path) -> dict[str, Any]:
    said = json.loads(file(folder).read_text(encoding="utf-8"))
    assert isinstance(said, dict)
    return said


def letters(log: JobLog) -> dict[str, str]:
    return companies(log, recalled(log))


def test_a_preview_has_the_letters_of_the_pack(tmp_path: Path, sample: JobLog) -> None:
    """Before anything is kept, filtered or not, and for a log that lies nowhere."""
    for log in (written(tmp_path, "Acme", "Bolt", "Core"), sample):
        first = letters(log)
        assert letters(log.where(company=log.companies()[:1])) == first
        assert letters(log) == first
    assert not file(tmp_path).parent.exists()
    log = written(tmp_path, "Acme", "Bolt", "Core")
    seen = contents(log, level="coded", charts=["waiting"]).charts[0].table
    pack(log, tmp_path / "out", level="coded", charts=["waiting"])
    assert contents(written(tmp_path, "Acme", "Bolt", "Core"), level="coded", charts=["waiting"]).charts[0].table.equals(seen)


@pytest.mark.parametrize("text", ["", "{", "[1]", "[" * 100_000, '{"key": "00", "codes": {}}', "\x00", "short", "double", "markup"])
def test_letters_that_cannot_be_read_are_told_of_and_set_aside(text: str, tmp_path: Path) -> None:
    """Told until a pack with new letters is kept; the damaged file stays, also beside another one."""
    log = written(tmp_path, "Acme", "Bolt")
    old = letters(log)
    assert recalled(log).keep()
    said = on_disk(tmp_path)
    spoilt = {
        "short": {**said, "key": said["key"][2:]},
        "double": {**said, "codes": dict.fromkeys(said["codes"], "A")},
        "markup": {**said, "codes": {"x": "<b>"}},
    }
    text = json.dumps(spoilt[text]) if text in spoilt else text
    for n, name in ((1, "damaged"), (2, "damaged-2")):
        file(tmp_path).write_text(text, encoding="utf-8")
        again = written(tmp_path, "Acme", "Bolt")
        kept = recalled(again)
        assert kept.lost
        assert kept.new
        assert file(tmp_path).read_text(encoding="utf-8") == text  # a preview writes nothing
        assert kept.keep(since.counts(again))  # a pack without letters
        assert recalled(written(tmp_path, "Acme", "Bolt")).lost
        new = recalled(again)
        assert new.reserve(again)
        assert new.lost
        assert companies(again, new) != old
        assert new.keep(since.counts(again))
        assert not recalled(written(tmp_path, "Acme", "Bolt")).lost
        assert (file(tmp_path).parent / f"log.csv.packs.json.{name}").read_text(encoding="utf-8") == text
        assert len(list(file(tmp_path).parent.iterdir())) == n + 1


def test_a_log_that_is_loaded_keeps_its_letters_whatever_becomes_of_the_file(tmp_path: Path) -> None:
    """Damaged or gone between two packs of one kernel: the letters are the same, and nothing is said to be lost."""
    log = written(tmp_path, "Acme", "Bolt")
    kept = recalled(log)
    assert kept.new
    assert kept.reserve(log)
    first = letters(log)
    for spoil in (lambda: file(tmp_path).write_text("{", encoding="utf-8"), file(tmp_path).unlink):
        spoil()
        kept = recalled(log)
        assert (kept.new, kept.lost) == (False, False)
        assert kept.reserve(log)
        assert letters(written(tmp_path, "Acme", "Bolt")) == first


def test_the_first_pack_has_lost_nothing(tmp_path: Path) -> None:
    kept = recalled(written(tmp_path, "Acme"))
    assert kept.new
    assert not kept.lost


def test_two_kernels_give_nobody_the_letters_of_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both drew the same letters for different employers before either wrote: the first one to write keeps them, the second gets others before it draws."""
    monkeypatch.setattr(Memory, "_free", lambda self: next(letter for letter in ascii_uppercase if letter not in self.codes.values()))
    base = written(tmp_path, "Zero")
    assert recalled(base).reserve(base)
    one, two = written(tmp_path, "Zero", "One"), written(tmp_path, "Zero", "Two")
    first, second = recalled(one), recalled(two)
    assert companies(one, first)["one"] == companies(two, second)["two"] == "B"
    assert first.reserve(one)
    assert second.reserve(two)
    assert companies(one, first) == {"zero": "A", "one": "B"}
    assert companies(two, second) == {"zero": "A", "two": "C"}
    assert first.keep(since.counts(one))
    assert second.keep(since.counts(two))
    after = written(tmp_path, "Zero", "One", "Two")
    assert letters(after) == {"zero": "A", "one": "B", "two": "C"}


def test_two_kernels_that_begin_together_share_one_key(tmp_path: Path) -> None:
    """Nothing was kept as yet: the letters of the one that writes first are those of both."""
    one, two = written(tmp_path, "Acme", "Bolt"), written(tmp_path, "Acme", "Bolt")
    first, second = recalled(one), recalled(two)
    companies(two, second)
    assert first.reserve(one)
    assert second.reserve(two)
    assert first.key == second.key
    assert first.codes == second.codes
    assert companies(one, first) == companies(two, second)


def test_counts_of_another_kernel_stay(tmp_path: Path) -> None:
    """Both remembered: neither writes over the other."""
    log = written(tmp_path, "Acme", "Bolt")
    one, two = recalled(log), recalled(written(tmp_path, "Acme", "Bolt"))
    assert one.keep({**since.counts(log), "as_of": "2026-03-01"})
    assert two.keep({**since.counts(log), "as_of": "2026-03-02"})
    assert [p["as_of"] for p in on_disk(tmp_path)["past"]] == ["2026-03-01", "2026-03-02"]


def test_no_name_and_no_filter_is_written_down(tmp_path: Path) -> None:
    """Not even which company a pack was filtered by; and its owner alone can read it."""
    log = written(tmp_path, "Quexly", "Bolt")
    part = log.where(company="Quexly", role="Analyst")
    kept = recalled(part)
    assert kept.reserve(part)
    assert kept.keep(since.counts(part))
    text = file(tmp_path).read_text(encoding="utf-8")
    assert not any(word in text.lower() for word in ("uexly", "bolt", "analyst", "company"))
    assert on_disk(tmp_path)["past"][0]["filters"] == kept.asked(reversed(part.filters)) != kept.asked(())
    assert Memory(None).asked(part.filters) != kept.asked(part.filters)  # with another key it is another mark
    assert os.name != "posix" or [p.stat().st_mode & 0o077 for p in (file(tmp_path), file(tmp_path).parent)] == [0, 0]


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path, sample: JobLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder beside the log, or a full disk: False, and what was there stays."""
    log = written(tmp_path, "Acme")
    (tmp_path / ".jobstats").write_text("mine", encoding="utf-8")
    kept = recalled(log)
    assert (kept.reserve(log), kept.keep(since.counts(log)), kept.lost) == (False, False, False)
    (tmp_path / ".jobstats").unlink()
    assert recalled(log).reserve(log)
    before = file(tmp_path).read_bytes()

    def full(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "replace", full)
    assert not recalled(log).keep(since.counts(log))
    assert {p.name: p.read_bytes() for p in file(tmp_path).parent.iterdir()} == {file(tmp_path).name: before}
    assert not recalled(sample).keep(since.counts(sample))


def test_what_a_pack_wrote_before_there_was_a_history_is_read(tmp_path: Path) -> None:
    """Key and letters stay; what cannot be compared is left out."""
    log = written(tmp_path, "Acme")
    kept = recalled(log)
    assert kept.reserve(log)
    for past in ({}, {"past": 3}, {"past": [1, None, {}]}):
        said = {k: v for k, v in on_disk(tmp_path).items() if k in ("key", "codes")}
        file(tmp_path).write_text(json.dumps({**said, "last": {"as_of": "2026-03-01"}, **past}), encoding="utf-8")
        again = written(tmp_path, "Acme")
        assert letters(again) == letters(log)
        assert since.changes(recalled(again), again, days=True, small=True) == ()


def test_a_pack_tells_its_owner_what_became_of_letters_and_rows(tmp_path: Path) -> None:
    """Each once; and what somebody laid into the pack's folder is left there."""
    first = pack(written(tmp_path, "Acme", "Bolt"), tmp_path / "out", level="coded", charts=["waiting", "funnel"])
    assert not any("letters" in note for note in first.notes)
    for place in ("notes on the session.md", "charts/holiday.png"):
        (first.folder / place).write_text("mine", encoding="utf-8")
        with pytest.raises(AskError, match=r"holds something that is not part of it"):
            pack(written(tmp_path, "Acme"), tmp_path / "out", level="coded", charts=["waiting"])
        (first.folder / place).unlink()
    file(tmp_path).write_text("{", encoding="utf-8")
    lost = [pack(written(tmp_path, "Acme", "Bolt"), tmp_path / "out", level="coded", charts=["waiting"]).notes for _ in range(2)]
    assert [sum(note.startswith("The letters of earlier packs could not be read") for note in notes) for notes in lost] == [1, 0]
    (tmp_path / "log.csv").write_text(f"{HEAD}2026-03-02,Acme,Analyst,applied\n", encoding="utf-8")
    later = pack(js.load(tmp_path / "log.csv", as_of="2026-03-13"), tmp_path / "out", charts=["funnel"])
    assert any(note.startswith("Fewer than in your pack of 12 Mar 2026: 1 application.") for note in later.notes)
    assert "ewer than in your pack" not in (later.folder / "summary.md").read_text(encoding="utf-8")
