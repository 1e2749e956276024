"""Charts follow their log: pictures, variables and panels go from one state of a file to the next, and back; nothing else is touched."""

from __future__ import annotations

import gc
import json
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

import pytest

import jobstats as js
from jobstats import following, page
from jobstats.anonymous import anonymous
from jobstats.readers import again
from jobstats.widgets.panel import panel
from tests.conftest import AS_OF, write

LOG = """date,company,role,event,source
2026-02-01,Acme,Analyst,applied,referral
2026-02-09,Acme,Analyst,interview,
2026-02-03,Bolt,Analyst,applied,board
"""
MORE = "2026-02-20,Cask,Analyst,applied,fair\n"


class Notebook:
    """Stands in the place of IPython: its variables, and the cell that is running."""

    def __init__(self) -> None:
        self.user_ns: dict[str, Any] = {"In": ["x"], "Out": {}}
        self.user_ns_hidden = {"In": 1, "Out": 1}
        self.parent: dict[str, Any] = {"metadata": {"cellId": "c1"}, "header": {"msg_id": "r1"}}
        self.kernel = SimpleNamespace(get_parent=lambda _: self.parent)

    def runs(self, cell: str, run: str) -> None:
        self.parent = {"metadata": {"cellId": cell}, "header": {"msg_id": run}}


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> Notebook:
    """A notebook in which nothing has been shown."""
    made = Notebook()
    monkeypatch.setattr(following, "_notebook", lambda: made)
    monkeypatch.setattr(following, "_SHOWN", {})
    monkeypatch.setattr(following, "_FOLLOWERS", WeakKeyDictionary())
    return made


@pytest.fixture
def old(tmp_path: Path) -> js.JobLog:
    """Three rows: two applications, one interview."""
    return js.load(write(tmp_path / "log.csv", LOG), as_of=AS_OF)


@pytest.fixture
def new(old: js.JobLog) -> js.JobLog:
    """The same file with a fourth row: a third application."""
    with Path(old.path).open("a", encoding="utf-8") as file:
        file.write(MORE)
    return again(old)


def said(log: js.JobLog) -> page.Drawn:
    """A chart that counts."""
    return page.without_picture("counts", "How many?", f"{len(log)} applications")


def draws(ident: str, log: js.JobLog) -> None:
    """A picture of this log is shown."""
    following.shown(ident, log, said, said(log))


def test_a_picture_follows_and_goes_back(notebook: Notebook, old: js.JobLog, new: js.JobLog) -> None:
    """Two applications, then three; after an undo two again. What is as it was is not sent."""
    draws("a", old)
    assert following.follow(old, old).blocks == []
    [block] = following.follow(old, new).blocks
    assert block["ident"] == "a"
    assert "3 applications" in block["html"]
    assert 'data-block="a"' in block["html"]
    assert json.loads(block["figure"])["layout"]
    assert following.follow(new, new).blocks == []
    [back] = following.follow(new, old).blocks
    assert "2 applications" in back["html"]


def test_a_slice_chooses_from_the_new_log_as_from_the_old(notebook: Notebook, old: js.JobLog, new: js.JobLog) -> None:
    """Of the day of applying: one of two, then two of three. Of the board: as it was, and so not sent."""
    draws("late", old.where(applied=("2026-02-02", None)))
    draws("board", old.where(source="board"))
    [block] = following.follow(old, new).blocks
    assert (block["ident"], "2 applications" in block["html"]) == ("late", True)


def test_a_slice_that_finds_nothing_any_more_stays_and_comes_back(notebook: Notebook, old: js.JobLog, new: js.JobLog) -> None:
    """Cask is taken back, then written again; the picture of Cask says that it is old, and follows once there is one again; so does its variable."""
    draws("cask", new.where(company="Cask"))
    following.shown("words", new.where(company="Cask"), lambda log: f"<b>{len(log)}</b>", "<b>1</b>")
    mine = notebook.user_ns["cask"] = new.where(company="Cask")
    found = following.follow(new, old)
    assert [block["ident"] for block in found.blocks] == ["cask", "words"]
    assert "This picture is from before the last change: run its cell again. 1 applications" in found.blocks[0]["html"]
    assert found.blocks[1]["html"] == "<p>This is from before the last change: run its cell again.</p><b>1</b>"
    assert (found.names, notebook.user_ns["cask"]) == ([], mine)
    assert following.follow(old, old).blocks == []  # it is said once
    with Path(old.path).open("a", encoding="utf-8") as file:
        file.write("2026-02-21,Cask,Senior Analyst,applied,fair\n")
    found = following.follow(old, again(old))
    assert "2 applications" in found.blocks[0]["html"]
    assert "before the last change" not in str(found.blocks)
    assert found.names == ["cask"]
    assert len(notebook.user_ns["cask"]) == 2


def test_a_picture_that_cannot_be_drawn_says_that_it_is_old(notebook: Notebook, old: js.JobLog, new: js.JobLog) -> None:
    """A chart that fails for the new log, and not for the old one: after an undo it is as it was."""

    def fails(log: js.JobLog) -> page.Drawn:
        if len(log) > 2:
            raise ZeroDivisionError("Canary GmbH")
        return said(log)

    following.shown("a", old, fails, said(old))
    [block] = following.follow(old, new).blocks
    assert "run its cell again" in block["html"]
    assert "Canary" not in block["html"]
    [block] = following.follow(new, old).blocks
    assert "run its cell again" not in block["html"]


def test_only_the_blocks_of_the_page_are_drawn_and_the_others_know_the_new_log(notebook: Notebook, old: js.JobLog, new: js.JobLog) -> None:
    """One of two is on the page; the other is drawn from the newest log when it is there again."""
    draws("here", old)
    draws("away", old)
    assert [b["ident"] for b in following.follow(old, new, ["here", "unknown"]).blocks] == ["here"]
    assert [b["ident"] for b in following.follow(new, new).blocks] == ["away"]


def test_the_sample_follows_its_practice_copy(notebook: Notebook, tmp_path: Path, sample: js.JobLog) -> None:
    """A copy in another folder; the next follow starts from there."""
    draws("a", sample)
    notebook.user_ns["log"] = sample
    copy = Path(shutil.copy(Path("data/sample/log.csv"), tmp_path / "log.csv"))
    first = js.load(copy, as_of=sample.as_of)
    found = following.follow(sample, first)
    assert (found.blocks, found.names, notebook.user_ns["log"]) == ([], ["log"], first)
    with copy.open("a", encoding="utf-8") as file:
        file.write(copy.read_text(encoding="utf-8").splitlines()[1].replace("2026-", "2025-", 1) + "\n")
    second = again(first)
    assert [b["ident"] for b in following.follow(first, second).blocks] == (["a"] if len(second) != len(first) else [])
    assert notebook.user_ns["log"] is second


def test_logs_of_other_files_stay(notebook: Notebook, old: js.JobLog, new: js.JobLog, sample: js.JobLog, tmp_path: Path) -> None:
    """Another file, the same file loaded otherwise, the sample, a log without names, a log as it stood, something else."""
    other = js.load(write(tmp_path / "other.csv", LOG), as_of=AS_OF)
    otherwise = js.load(old.path, as_of="2026-02-15")
    theirs = {
        "other": other,
        "otherwise": otherwise,
        "sample": sample,
        "shared": anonymous(old),
        "earlier": old.as_it_stood(old.today - 30),
        "n": 3,
    }
    notebook.user_ns.update(theirs)
    for ident in ("other", "otherwise", "sample", "shared", "earlier"):
        draws(ident, theirs[ident])
    found = following.follow(old, new)
    assert (found.blocks, found.names) == ([], [])
    assert all(notebook.user_ns[name] is value for name, value in theirs.items())
    notebook.user_ns["shared"] = anonymous(sample)
    assert following.follow(sample, new).names == ["sample"]


def test_variables_hold_the_new_log_and_hidden_names_do_not(notebook: Notebook, old: js.JobLog, new: js.JobLog) -> None:
    """log, a slice of it, a second name for it; never another version of its file, loaded apart, nor _ and what IPython keeps for itself."""
    cut = old.where(source=["referral", "board"])
    before = js.load(old.path, as_of=AS_OF)
    past = before.where(source="board")
    notebook.user_ns.update({"log": old, "cut": cut, "_": old, "_7": cut, "kept": old, "before": before, "past": past, "twin": old})
    notebook.user_ns_hidden["kept"] = 1
    assert following.follow(old, new).names == ["log", "cut", "twin"]
    assert (notebook.user_ns["log"], notebook.user_ns["twin"]) == (new, new)
    assert (notebook.user_ns["before"], notebook.user_ns["past"]) == (before, past)
    assert notebook.user_ns["cut"].asked == cut.asked
    assert len(notebook.user_ns["cut"]) == 2
    assert notebook.user_ns["cut"].total == 3
    assert [notebook.user_ns[name] for name in ("_", "_7", "kept")] == [old, cut, old]


def test_a_cell_run_again_replaces_what_it_showed(notebook: Notebook, old: js.JobLog, new: js.JobLog) -> None:
    """Two pictures of one run stay together; the next run's take their place; another cell's stays; no cell, no replacing."""
    draws("a", old)
    draws("b", old)
    notebook.runs("c2", "r2")
    draws("c", old)
    notebook.runs("c1", "r3")
    draws("d", old)
    notebook.parent = {}
    draws("e", old)
    draws("f", old)
    assert [b["ident"] for b in following.follow(old, new).blocks] == ["c", "d", "e", "f"]


def test_the_newest_are_kept(notebook: Notebook, old: js.JobLog) -> None:
    """Of 203 the last 200."""
    for i in range(following.MOST + 3):
        following.shown(str(i), old, said)
    assert list(following._SHOWN) == [str(i) for i in range(3, following.MOST + 3)]


def test_one_that_fails_leaves_the_others(notebook: Notebook, old: js.JobLog, new: js.JobLog) -> None:
    """A picture that cannot be drawn, a follower that raises."""

    def fails(log: js.JobLog) -> page.Drawn:
        raise ZeroDivisionError("Canary GmbH")

    class Fails:
        def follow(self, old: js.JobLog, new: js.JobLog) -> None:
            raise ZeroDivisionError("Canary GmbH")

    follower = Fails()
    following.join(follower)
    following.shown("fails", old, fails)
    draws("a", old)
    assert [b["ident"] for b in following.follow(old, new).blocks] == ["a"]


def test_a_follower_is_held_weakly(old: js.JobLog, new: js.JobLog) -> None:
    """Once nobody has it, nobody tells it."""
    told: list[int] = []

    class Tells:
        def follow(self, old: js.JobLog, new: js.JobLog) -> None:
            told.append(len(new))

    follower = Tells()
    following.join(follower)
    following.follow(old, new)
    del follower
    gc.collect()
    following.follow(new, old)
    assert told == [3]


class Tells:
    """Something that redraws itself, and keeps what it was told."""

    def __init__(self, model_id: str = "") -> None:
        self.model_id = model_id
        self.told: list[tuple[int, int]] = []
        following.join(self)

    def follow(self, old: js.JobLog, new: js.JobLog) -> None:
        self.told.append((len(old), len(new)))


def test_a_follower_of_a_cell_that_is_run_again_leaves(notebook: Notebook, old: js.JobLog, new: js.JobLog) -> None:
    """Two hundred runs: only the last one's are told; two of one run both; without cells nobody leaves."""
    runs = []
    for i in range(200):
        notebook.runs("c1", f"r{i}")
        runs += [Tells(), Tells()]
    notebook.parent = {}
    anywhere = [Tells(), Tells()]
    following.follow(old, new)
    assert [i for i, one in enumerate(runs) if one.told] == [398, 399]
    assert all(one.told for one in anywhere)


def test_a_follower_that_stands_elsewhere_stays(notebook: Notebook, old: js.JobLog, new: js.JobLog) -> None:
    """Made in one cell, shown in another: the first is run again, it follows on; the second shows the new one, and it leaves."""
    first = Tells("m1")
    notebook.runs("c2", "r2")
    following.displayed("m1")
    notebook.runs("c1", "r3")
    second = Tells("m2")
    following.follow(old, new)
    assert (first.told, second.told) == ([(2, 3)], [(2, 3)])
    notebook.runs("c2", "r4")
    following.displayed("m2")
    following.follow(new, old)
    assert (first.told, second.told) == ([(2, 3)], [(2, 3), (3, 2)])


def test_one_that_is_seen_again_is_told_what_it_missed(notebook: Notebook, old: js.JobLog, new: js.JobLog, sample: js.JobLog) -> None:
    """Of each file one change; in a cell, or by a page that says it is there."""
    for again_seen in (lambda one: following.displayed(one.model_id), following.on_page):
        notebook.runs("c1", "r1")
        one = Tells("m1")
        notebook.runs("c1", "r2")
        Tells("m2")
        following.follow(old, new)
        following.follow(sample, sample)
        following.follow(new, old)
        assert one.told == []
        notebook.runs("c3", "r3")
        again_seen(one)
        assert one.told == [(len(sample), len(sample)), (2, 2)]
        following.follow(old, new)
        assert one.told[-1] == (2, 3)


def test_panels_of_a_cell_that_is_run_again(notebook: Notebook, old: js.JobLog, new: js.JobLog) -> None:
    """Real ones: `panel` shown in a second cell goes on living there; those of earlier runs that stand nowhere do not draw."""
    runs = []
    for i in range(3):
        notebook.runs("c1", f"r{i}")
        runs.append(panel(old))
        if i == 1:
            notebook.runs("c2", "s1")
            assert runs[1]._repr_mimebundle_()
    following.follow(old, new)
    assert [len(made.log) for made in runs] == [2, 3, 3]
    notebook.runs("c4", "t")
    assert runs[0]._repr_mimebundle_()
    assert [len(made.log) for made in runs] == [3, 3, 3]
    for made in runs:
        made.close()


def test_who_holds_the_practice_copy_already_is_told(notebook: Notebook, old: js.JobLog, sample: js.JobLog) -> None:
    """From the sample to its copy: told of both."""
    one = Tells()
    following.follow(sample, old)
    assert one.told == [(len(sample), 2), (2, 2)]


def test_without_a_notebook_nothing_is_remembered(old: js.JobLog, new: js.JobLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """No IPython: no pictures, no variables."""
    monkeypatch.setattr(following, "_SHOWN", {})
    draws("a", old)
    assert following._SHOWN == {}
    assert following.follow(old, new) == following.Followed([], [])


@pytest.fixture
def displayed(notebook: Notebook, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, dict[str, Any]]]:
    """What was shown: bundle and metadata."""
    import IPython.display

    shown: list[tuple[Any, dict[str, Any]]] = []
    monkeypatch.setattr(IPython.display, "display", lambda bundle, raw, metadata: shown.append((bundle, metadata)))
    return shown


def test_a_picture_in_a_cell_registers_itself(displayed: list[Any], old: js.JobLog, new: js.JobLog) -> None:
    """Under the ident of its block; drawn anew it is the same chart of the new log, with the options it was asked with."""
    js.charts.nudges(old)._ipython_display_()
    js.charts.funnel(old)._ipython_display_()
    [(_, _), (bundle, metadata)] = displayed
    ident = list(following._SHOWN)[1]
    assert f'data-block="{ident}"' in bundle["text/html"]
    assert f'start("{ident}")' in bundle["text/html"]
    assert metadata == {"jobstats": {"private": False}}
    assert following.follow(old, old).blocks == []
    assert page.escape(js.charts.funnel.reading(new)) in next(b for b in following.follow(old, new).blocks if b["ident"] == ident)["html"]


def test_what_was_changed_by_hand_stays_changed(displayed: list[Any], old: js.JobLog, new: js.JobLog) -> None:
    """A title, a range, a note and a colour of one's own; the bars are those of the new log."""
    picture = js.charts.funnel(old)
    picture.update_layout(title="Mine", xaxis_range=[0, 40])
    picture.add_annotation(text="here", x=1, y=0)
    picture.data[0].marker.color = "#123456"
    picture._ipython_display_()
    [block] = following.follow(old, new).blocks
    figure, fresh = json.loads(block["figure"]), js.charts.funnel(new)
    assert figure["layout"]["title"] == {"text": "Mine"}
    assert figure["layout"]["xaxis"]["range"] == [0, 40]
    assert figure["layout"]["annotations"][-1]["text"] == "here"
    assert len(figure["layout"]["annotations"]) == len(fresh.layout.annotations) + 1
    assert figure["data"][0]["marker"]["color"] == "#123456"
    plain = json.loads(page.figure_json(fresh.drawn.figure))
    assert [trace["x"] for trace in figure["data"]] == [trace["x"] for trace in plain["data"]]


def test_a_picture_without_a_log_is_shown_as_before(displayed: list[Any]) -> None:
    """An invented search: nothing to follow, and no name of anybody."""
    from jobstats.trust.shown import shown

    shown("x", "What?", "So.", "", "Chart", {}, said(js.load()).table, None, "more")._ipython_display_()
    assert following._SHOWN == {}
    assert displayed[0][1] == {"jobstats": {"private": False}}


def test_the_glance_follows(displayed: list[Any], old: js.JobLog, new: js.JobLog) -> None:
    """Its words are told anew. It names Acme, silent for long; of the sample it names nobody."""
    js.glance(old)._ipython_display_()
    [(bundle, metadata)] = displayed
    [ident] = following._SHOWN
    assert f'data-block="{ident}"' in bundle["text/html"]
    assert f'say("{ident}")' in bundle["text/html"]
    assert bundle["text/plain"] == repr(js.glance(old))
    assert metadata == {"jobstats": {"private": True}}
    assert following.follow(old, old).blocks == []
    assert following.follow(old, new).blocks == [{"ident": ident, "html": js.glance(new)._repr_html_(), "figure": ""}]
    js.glance(js.load())._ipython_display_()
    assert displayed[-1][1] == {"jobstats": {"private": False}}


def test_what_is_due_follows(displayed: list[Any], notebook: Notebook, tmp_path: Path) -> None:
    """An interview today, its note still to be written; written, nothing is due; taken back, it is again. Run again, the cell shows one."""
    old = js.load(write(tmp_path / "log.csv", f"date,company,role,event\n{AS_OF}T10:00,Acme,Analyst,interview\n"), as_of=AS_OF)
    found = js.due(old, spacing=14, now=f"{AS_OF}T17:00")
    found._ipython_display_()
    [(bundle, metadata)] = displayed
    [ident] = following._SHOWN
    assert "write your note this evening" in bundle["text/html"]
    assert f'data-block="{ident}"' in bundle["text/html"]
    assert f'say("{ident}")' in bundle["text/html"]
    assert bundle["text/plain"] == repr(found)
    assert metadata == {"jobstats": {"private": True}}
    with Path(old.path).open("a", encoding="utf-8") as file:
        file.write(f"{AS_OF}T12:00,Acme,Analyst,follow_up\n")
    new = again(old)
    [block] = following.follow(old, new).blocks
    assert block == {"ident": ident, "html": js.due(new, spacing=14, now=f"{AS_OF}T17:00")._repr_html_(), "figure": ""}
    assert "write your note" not in block["html"]
    assert "write your note this evening" in following.follow(new, old).blocks[0]["html"]
    notebook.runs("c1", "r2")
    js.due(old)._ipython_display_()
    assert len(following._SHOWN) == 1
    assert ident not in following._SHOWN


def test_what_is_due_keeps_its_own_numbers(displayed: list[Any], tmp_path: Path) -> None:
    """Asked ten days ago, listed with a spacing of 14: after any change it is still to be left be."""
    rows = "date,company,role,event\n2026-01-02,Acme,x,screen\n2026-03-21,Acme,x,nudge\n"
    old = js.load(write(tmp_path / "log.csv", rows), as_of=AS_OF)
    js.due(old, spacing=14, most=3)._ipython_display_()
    with Path(old.path).open("a", encoding="utf-8") as file:
        file.write("2026-01-03,Bolt,y,screen\n")
    [block] = following.follow(old, again(old)).blocks
    assert "Bolt (y), silent for 87 days: one friendly line is fine, no push." in block["html"]
    assert "from Saturday 4 Apr 2026 on one more line is fine" in block["html"]


def test_what_is_due_and_cannot_be_told_says_that_it_is_old(displayed: list[Any], old: js.JobLog, new: js.JobLog) -> None:
    """Asked of Bolt alone, which the newest log does not hold; without names nothing is followed."""
    Path(old.path).write_text("".join(line for line in LOG.splitlines(keepends=True) if "Bolt" not in line), encoding="utf-8")
    js.due(old.where(company="Bolt"))._ipython_display_()
    [block] = following.follow(old, again(old)).blocks
    assert block["html"].startswith(f"<p>{following.OLD_WORDS}</p>")
    js.due(anonymous(new))._ipython_display_()
    assert len(following.follow(old, new).blocks) == 1


def test_a_panel_follows(notebook: Notebook, old: js.JobLog, new: js.JobLog) -> None:
    """What is chosen stays chosen, other things can be chosen, panel.log is the new one."""
    made = panel(old)
    made.filters = {"applied": ["2026-02-02", None]}
    assert (len(made.log), [c["column"] for c in made.controls["choices"]]) == (1, ["source"])
    following.follow(old, new)
    assert made.filters == {"applied": ["2026-02-02", None]}
    assert (len(made.log), made.log.total) == (2, 3)
    assert "fair" in made.controls["choices"][0]["values"]
    made.close()
