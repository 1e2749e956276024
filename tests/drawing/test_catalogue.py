"""Every chart of the catalogue is drawn without a browser, on every kind of log, for a laptop, paper and a phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import jobstats as js
from jobstats import simulate
from jobstats.drawing import svg
from jobstats.theme import Spec
from tests.conftest import AS_OF, HEADER, write
from tests.drawing.boxes import faults, read

CHARTS = list(js.charts.CATALOGUE.values())
WIDTHS = (720, 340)


def written(folder: Path, *rows: str) -> js.JobLog:
    """A log of these rows."""
    return js.load(write(folder / f"{len(rows)}.csv", "\n".join([HEADER, *rows]) + "\n"), as_of=AS_OF)


@pytest.fixture(scope="module")
def drawn(sample: js.JobLog, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Spec]]:
    """The figures of every chart by log and name."""
    folder = tmp_path_factory.mktemp("logs")
    short = {"empty": written(folder), "one_row": written(folder, "2026-03-30,Acme,Analyst,applied")}
    logs = {"sample": sample, **short, "few": simulate.as_log(simulate.search(2, 20, 56))}
    return {log: {chart.name: chart.draw(found).figure for chart in CHARTS} for log, found in logs.items()}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("log", ["sample", "one_row", "empty", "few"])
def test_no_word_is_cut_or_meets_another(drawn: dict[str, dict[str, Spec]], log: str, width: int) -> None:
    """Nothing of a figure is unknown, every word lies inside the picture, none meets another, none is smaller than 10 pixels."""
    for name, figure in drawn[log].items():
        assert (name, faults(svg(figure, width))) == (name, [])


def test_every_bar_and_every_dot_is_there(drawn: dict[str, dict[str, Spec]]) -> None:
    """As many as the figure has: bars that are not nought, dots, and signs in the legend."""
    for name, figure in drawn["sample"].items():
        picture = read(svg(figure, 720))
        bars = [t for t in figure["data"] if t["type"] == "bar"]
        drawn_bars = [r for r in picture.inside("bars", "rect") if "url(" not in r.get("style", "")]
        assert (name, len(drawn_bars)) == (name, sum(bool(v) for t in bars for v in t["x" if t.get("orientation") == "h" else "y"]))
        dots = [t for t in figure["data"] if "markers" in t.get("mode", "")]
        signs = picture.inside("marks", "circle") + picture.inside("marks", "path")
        named = len(re.findall('class="d-marks"', svg(figure, 720))) - len([t for t in dots if t["x"]])
        assert (name, len(signs)) == (name, sum(len(t["x"]) for t in dots) + named)


def test_only_what_is_seen_is_in_it(drawn: dict[str, dict[str, Spec]]) -> None:
    """No word for the pointer; every word of the picture is a word of the figure's labels, its ticks or its numbers."""
    for figure in drawn["sample"].values():
        text = svg(figure, 720)
        assert "extra" not in text
        assert not re.search(r"<(title|desc|script|image|style|a|use|metadata|foreignObject)\b|href|opacity:0[;\"]|display:|data-", text)
        assert set(re.findall(r' (?:id|class)="([^"]+)"', text)) <= {f"d-{k}" for k in KINDS} | {f"jobstats-p{i}" for i in range(1, 9)}


KINDS = ("grid", "axes", "bars", "marks", "words", "notes", "legend", "shapes", "links", "nodes", "labels")


def test_what_the_pointer_shows_stays_out() -> None:
    """A figure with a word in every place for the pointer or for programs: it is not in the picture."""
    hidden = {"customdata": ["secret", "secret"], "hovertemplate": "secret", "hoverinfo": "secret", "meta": "secret"}
    trace = {"type": "scatter", "mode": "markers", "name": "Seen", "x": [1, 2], "y": [1, 2], "marker": {"color": "#0072b2"}, **hidden}
    text = svg({"data": [trace], "layout": {"showlegend": True}}, 340)
    assert "Seen" in text
    assert "secret" not in text


def test_the_same_every_time_and_small(drawn: dict[str, dict[str, Spec]]) -> None:
    """Byte for byte; the sample's largest picture has fewer than 20 000 characters."""
    sizes = {name: len(svg(figure, 720)) for name, figure in drawn["sample"].items()}
    assert max(sizes.values()) < 20_000
    assert all(svg(figure, 720) == svg(figure, 720) for figure in drawn["sample"].values())
