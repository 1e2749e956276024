"""Figures made by hand, their places counted by hand; text that would be markup; what is refused."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from jobstats import theme
from jobstats.drawing import fonts, svg, words
from jobstats.drawing.scales import day, scale
from jobstats.theme import Spec
from tests.drawing.boxes import faults, read

HOSTILE = "</text><script>alert(1)</script>&#x27;\x00\ud800<b"
BLUE = "#0072b2"


def figure(*data: Spec, **layout: Any) -> Spec:
    """Without axes and with no room but 10 pixels on each side: the plot of 220 × 120 is 200 × 100."""
    hidden = {"visible": False, "range": [0, 10]}
    edge = {"l": 10, "r": 10, "t": 10, "b": 10}
    return {"data": list(data), "layout": {"height": 120, "margin": edge, "xaxis": hidden, "yaxis": hidden, **layout}}


def dots(**more: Any) -> Spec:
    return {"type": "scatter", "mode": "markers", "marker": {"color": BLUE, "size": 8}, **more}


def line(**more: Any) -> Spec:
    return {"type": "scatter", "mode": "lines", "line": {"color": BLUE, "width": 2, **more.pop("line", {})}, **more}


def paths(made: Spec) -> list[str]:
    """What is drawn by paths, outside any legend."""
    return re.findall(r'<path d="([^"]+)"', svg(made, 220))


def test_a_dot_stands_where_its_numbers_say() -> None:
    """x 5 of 10 is the middle of 10…210, y 2.5 of 10 a quarter up from 110; a dot beyond the axis and one without a value are not drawn."""
    circles = read(svg(figure(dots(x=[5, 11, 3], y=[2.5, 1, None])), 220)).inside("marks", "circle")
    assert [(c.get("cx"), c.get("cy"), c.get("r")) for c in circles] == [("110", "85", "4")]


def test_steps_and_gaps() -> None:
    """hv goes across, then up; hvh turns in the middle; a missing value breaks the line."""
    x, y = [0, 4, 8], [0, 10, 10]
    assert paths(figure(line(x=x, y=y))) == ["M10,110L90,10H170"]
    assert paths(figure(line(x=x, y=y, line={"shape": "hv"}))) == ["M10,110H90V10H170"]
    assert paths(figure(line(x=x, y=y, line={"shape": "hvh"}))) == ["M10,110H50V10H170"]
    assert paths(figure(line(x=[0, 2, None, 4, 6], y=[0, 0, None, 5, 5]))) == ["M10,110H50M90,60H130"]


def test_an_area_reaches_down_to_the_line_before_or_to_nought() -> None:
    """Between 4 and 6 of 10 up; and from 6 to nought."""
    low, high = line(x=[0, 10], y=[4, 4], line={"width": 0}), line(x=[0, 10], y=[6, 6], line={"width": 0}, fillcolor="rgba(0,114,178,0.2)")
    assert paths(figure(low, {**high, "fill": "tonexty"})) == ["M10,50H210L210,70H10Z"]
    assert paths(figure({**high, "fill": "tozeroy"})) == ["M10,50H210L210,110H10Z"]
    assert "fill:#0072b2;fill-opacity:0.2" in svg(figure({**high, "fill": "tozeroy"}), 220)


def test_a_range_has_two_arms_of_their_own_length() -> None:
    """From 5 − 1 to 5 + 2, its ends 3 up and down."""
    error = {"type": "data", "symmetric": False, "array": [2], "arrayminus": [1], "width": 3, "thickness": 2, "color": BLUE}
    assert paths(figure(dots(x=[5], y=[5], error_x=error))) == ["M90,60L150,60M90,57V63M150,57V63"]
    assert paths(figure(dots(x=[5], y=[5], error_y={**error, "width": 0}))) == ["M110,70L110,40"]


def test_bars_stand_on_each_other() -> None:
    """Lying: 4 and then 3 more in one row, half a row high, around −1 of −2…0; nought draws nothing; the pattern lies over the second."""
    bar = {"type": "bar", "orientation": "h", "y": [-1, 0], "width": 0.5}
    pattern = {"shape": "/", "size": 6, "fgcolor": "#ffffff"}
    data = [{**bar, "x": [4, 0], "marker": {"color": BLUE}}, {**bar, "x": [3, 0], "marker": {"color": "#c45100", "pattern": pattern}}]
    made = figure(*data, barmode="stack", showlegend=False, yaxis={"visible": False, "range": [-2, 0]})
    rects = [[r.get(k) for k in ("x", "y", "width", "height")] for r in read(svg(made, 220)).inside("bars", "rect")]
    assert rects == [["10", "47.5", "80", "25"], ["90", "47.5", "60", "25"], ["90", "47.5", "60", "25"]]
    assert 'id="jobstats-p1"' in svg(made, 220)
    assert 'id="jobstats-flows-p1"' in svg(made, 220, ident="flows")
    assert "fill:url(#jobstats-flows-p1)" in svg(made, 220, ident="flows")


def test_a_number_is_written_into_a_bar_that_has_room() -> None:
    """40 pixels hold “15”, and 4 hold no digit."""
    made = {"type": "bar", "orientation": "h", "y": [1, 2], "x": [2, 0.2], "width": 1, "marker": {"color": BLUE}, "text": ["15", "3"]}
    assert read(svg(figure(made), 220)).texts("words") == ["15"]


def test_bands_of_a_sankey_are_as_wide_as_what_flows() -> None:
    """Three of four go up, one down: the plot's 100 pixels less one distance of 20 are four, so bands of 60 and 20."""
    node = {
        "label": ["A: 4", "B: 3", "C: 1"],
        "x": [0.001, 0.999, 0.999],
        "y": [0.5, 0.3, 0.9],
        "color": [BLUE] * 3,
        "pad": 20,
        "thickness": 10,
    }
    link = {"source": [0, 0], "target": [1, 2], "value": [3, 1], "color": ["rgba(0,0,0,0.3)"] * 2}
    made = figure({"type": "sankey", "arrangement": "fixed", "node": node, "link": link})
    picture = read(svg(made, 220))
    assert [r.get("height") for r in picture.inside("nodes", "rect")] == ["80", "60", "20"]
    bands = [[float(n) for n in re.findall(r"[\d.]+", p.get("d", ""))] for p in picture.inside("links", "path")]
    assert [(b[0], b[1], b[6]) for b in bands] == [(20, 20, 200), (20, 80, 200)]  # from the node's right edge, one under the other
    assert faults(svg(made, 220)) == []


def test_notes_hang_where_they_are_told_to() -> None:
    """To the right of 5 of 10, 4 pixels further; its middle line 20 pixels above 5 of 10."""
    note = {"text": "<b>Bold</b> and plain", "x": 5, "y": 5, "xanchor": "left", "xshift": 4, "yshift": 20, "showarrow": False}
    made = svg(figure(annotations=[note]), 220)
    assert f'<text x="114" y="{60 - 20 + 0.36 * 13:.1f}"><tspan style="font-weight:bold">Bold</tspan> and plain</text>' in made


def test_a_long_note_shrinks_a_little_and_then_breaks() -> None:
    """Whole at 500 pixels; in two lines at 220, a little smaller, and the picture grows by the line."""
    said = "<b>A source of many words</b> 12 of the 40 old enough, and some more words"
    note = {"xref": "paper", "x": 0, "xanchor": "left", "y": 5, "yshift": 17, "showarrow": False, "text": said}
    wide, narrow = (read(svg(figure(annotations=[note]), w)) for w in (500, 220))
    assert [w.text for w in wide.words] == ["A source of many words 12 of the 40 old enough, and some more words"]
    assert [w.text for w in narrow.words] == ["A source of many words 12 of the", "40 old enough, and some more words"]
    assert narrow.height - wide.height == pytest.approx(0.93 * 13 * 1.3, abs=0.1)
    assert all(w.size >= 10.5 and w.box.right <= 220 for w in narrow.words)


def test_ticks_are_thinned_until_their_labels_stand_apart() -> None:
    """0, 1, 2 … 40 on 300 pixels: every second, and nought among them; percents; days from a Monday on."""
    found = scale({"range": [0, 40], "dtick": 1}, False, [], False)
    found.ticked(300)
    values = [t.value for t in found.ticks]
    assert values[0] == 0
    assert len({b - a for a, b in pairwise(values)}) == 1
    assert values[1] * 300 / 40 > fonts.width("40", 13)
    percent = scale({"range": [0, 0.38], "tickformat": ".0%"}, True, [], False)
    percent.ticked(200)
    assert [t.label[0][0][0] for t in percent.ticks] == ["0%", "10%", "20%", "30%"]
    days = scale({"type": "date", "range": ["2026-03-03", "2026-03-31T12"], "nticks": 6, "tickformat": "%-d %b"}, False, [], False)
    days.ticked(400)
    assert [t.label[0][0][0] for t in days.ticks] == ["9 Mar", "16 Mar", "23 Mar", "30 Mar"]


def test_days_are_days() -> None:
    """A noon is half a day."""
    assert day("2026-03-02T12") - day("2026-03-01") == 1.5


def test_a_legend_breaks_into_rows_and_the_plot_moves_down() -> None:
    """Four names side by side, two by two on a phone; one picture is a row higher than the other."""
    data = [dots(name=f"Sign number {i}", x=[1], y=[1]) for i in range(4)]
    wide, narrow = (read(svg(figure(*data), w)) for w in (720, 250))
    assert len({w.box.top for w in wide.words}) == 1
    assert len({w.box.top for w in narrow.words}) == 2
    assert narrow.height == wide.height + 19


def test_the_advances_are_the_fonts_own() -> None:
    """Arial's: a digit .556 em, a bold A .722 em; what the font does not hold is a full em."""
    assert fonts.width("0123456789", 100) == pytest.approx(556, abs=0.2)
    assert fonts.width("A", 1000, bold=True) == pytest.approx(722, abs=0.5)
    assert fonts.width("社", 10) == 10


def test_broken_lines_fit_and_lose_nothing() -> None:
    """Words stay whole where they fit, and bold stays bold."""
    block = words.fitted(words.lines("<b>Several bold words</b> and Donaudampfschifffahrtsgesellschaft"), 13, 120)
    assert all(words.width(row, 13) <= 120 for row in block)
    assert "".join(text for row in block for text, _ in row).replace(" ", "") == "SeveralboldwordsandDonaudampfschifffahrtsgesellschaft"
    assert block[0] == (("Several bold words", True),)


def test_text_stays_text() -> None:
    """Tags, entities and characters XML cannot hold, in every place a text can stand; only bold and line breaks mean anything."""
    axis = {"title": {"text": HOSTILE}, "tickvals": [1, 2], "ticktext": [HOSTILE, "<i>&lt;b&gt;</i>"], "range": [0, 3]}
    note = {"text": HOSTILE, "x": 1, "y": 1, "showarrow": False}
    made = figure(dots(name=HOSTILE, x=[1], y=[1]), dots(name="b", x=[2], y=[2]), xaxis=axis, yaxis=axis, annotations=[note])
    picture = read(svg(made, 720))
    tags = {e.tag.rpartition("}")[2] for e in picture.root.iter()}
    assert tags == {"svg", "g", "path", "circle", "text"}
    said = " ".join(w.text for w in picture.words)
    assert "</text><script>alert(1)</script>&#x27;" in said.replace(" ", "")
    assert "<i><b></i>" in said


def test_colours_come_from_the_page() -> None:
    """Tokens become whatever is given, in styles alone."""
    told = {token: f"var(--{token[1:]})" for token in theme.SCHEMES["light"]}
    made = svg(theme.blank("Nothing to draw yet."), 340, colours=told)
    assert "fill:var(--ink)" in made
    assert not re.search(r' (fill|stroke)="', made)
    assert "#1f1f1f" in svg(theme.blank("Nothing to draw yet."), 340)


@pytest.mark.parametrize(
    "made",
    [
        figure({"type": "pie", "values": [1]}),
        figure(dots(x=[1], y=[1], opacity=0.5)),
        figure(dots(x=[1], y=[1], marker={"color": BLUE, "symbol": "hexagram"})),
        figure(dots(x=[1], y=[1], marker={"color": "url(javascript:1)"})),
        figure(line(x=[1, 2], y=[1, 2], line={"shape": "spline"})),
        figure(line(x=[1, 2], y=[1, 2], line={"dash": "wavy"})),
        figure(xaxis={"tickformat": ".3e", "range": [0, 1]}),
        figure(shapes=[{"type": "circle", "x0": 0, "x1": 1, "y0": 0, "y1": 1, "line": {"width": 0}}]),
        figure(annotations=[{"text": "a", "x": 1, "y": 1, "arrowhead": 2}]),
        figure(colorway=["#000000"]),
    ],
)
def test_what_it_does_not_know_is_refused(made: Spec) -> None:
    """Types, keys, symbols, colours, shapes, dashes, formats."""
    with pytest.raises(NotImplementedError):
        svg(made, 340)


def test_crowded_dots_shrink_and_others_do_not() -> None:
    """21 dots on 200 pixels stand nearer than they are wide; three do not."""
    crowd, few = (
        read(svg(figure(dots(x=[i * 10 / n for i in range(n + 1)], y=[5] * (n + 1))), 220)).inside("marks", "circle") for n in (20, 2)
    )
    assert {c.get("r") for c in few} == {"4"}
    assert {c.get("r") for c in crowd} == {"2.8"}


def test_a_word_of_300_letters_makes_no_picture_high() -> None:
    """As the label of a tick it ends in “…”; a name of some words stands whole."""
    names = ["Donau" * 60, "A source of some words"]
    axis = {"tickvals": [2, 8], "ticktext": names, "range": [0, 10]}
    for width in (720, 340):
        picture = read(svg(figure(dots(x=[1], y=[1]), yaxis=axis, height=240), width))
        lines = [w.text for w in picture.words]
        assert picture.height < 280
        assert [line.endswith("…") for line in lines].count(True) == 1
        assert {"A", "words"} <= set(" ".join(lines).split())
        assert faults(svg(figure(dots(x=[1], y=[1]), yaxis=axis, height=240), width)) == []


def test_a_row_of_dots_does_not_touch_its_name() -> None:
    """A name 16 pixels above its row goes up until its lowest letters are 4 pixels above the dot; with no dot under it, it stays."""
    note = {"xref": "paper", "x": 0, "xanchor": "left", "y": 5, "yshift": 16, "showarrow": False, "text": "Page"}
    near, far = (
        read(svg(figure(dots(x=[x], y=[5], marker={"color": BLUE, "size": 12}), annotations=[note]), 220)).words[0].box for x in (1, 9)
    )
    assert 60 - 16 + 0.36 * 13 + 0.21 * 13 < 60 - 6  # it does not lie on it anyway
    assert 1 < far.top - near.top <= 4


def test_the_signs_of_bars_are_large_enough_for_their_patterns() -> None:
    """Three strokes of eight pixels side by side."""
    bar = {"type": "bar", "orientation": "h", "y": [1], "x": [4], "width": 0.5, "marker": {"color": BLUE}}
    signs = read(svg(figure({**bar, "name": "One"}, {**bar, "name": "Two"}, barmode="stack"), 220)).inside("legend", "rect")
    assert [(sign.get("width"), sign.get("height")) for sign in signs] == [("26", "15")] * 2
