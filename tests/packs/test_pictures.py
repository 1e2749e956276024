"""One chart as a picture to keep: complete, on white, its words text, drawn alike twice, nothing else in the file."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

import jobstats as js
from jobstats.drawing import fonts
from jobstats.errors import JobstatsError
from jobstats.packs import typeset
from jobstats.packs.pictures import picture, png
from jobstats.page import Drawn
from tests.packs import contents as samples
from tests.packs import hostile
from tests.packs.paper import tight
from tests.packs.test_typeset_words import TYPST

SVG = "{http://www.w3.org/2000/svg}"
#: What a picture is made of; nothing in it runs, loads or leads anywhere.
ELEMENTS = {"svg", "title", "desc", "rect", "text", "tspan", "g", "path", "circle", "defs", "pattern"}


@pytest.fixture(scope="module")
def all_drawn(sample: js.JobLog) -> tuple[Drawn, ...]:
    """The sample's charts, as a pack has them."""
    return samples.of(sample).charts


@pytest.fixture(scope="module")
def funnel(all_drawn: tuple[Drawn, ...]) -> Drawn:
    return all_drawn[0]


def own_texts(root: ET.Element) -> list[ET.Element]:
    """The texts around the chart."""
    return root.findall(f"{SVG}text")


def test_every_chart_stands_alone(all_drawn: tuple[Drawn, ...]) -> None:
    """1100 wide; question as title, alternative text as description; question, sentence and caption around the chart; nothing live."""
    for drawn in all_drawn:
        root = ET.fromstring(picture(drawn))
        assert root.get("width") == "1100"
        assert root.get("role") == "img"
        assert root[0].tag == f"{SVG}title"
        assert (root[0].text, root[1].text) == (drawn.question, drawn.alt)
        assert tight("".join(e.text or "" for e in own_texts(root))) == tight(drawn.question + drawn.sentence + drawn.caption)
        assert {e.tag.removeprefix(SVG) for e in root.iter()} <= ELEMENTS
        assert not any("href" in name or name.startswith("on") for e in root.iter() for name in e.attrib)


def test_nothing_is_cut_and_nothing_lies_on_another(all_drawn: tuple[Drawn, ...]) -> None:
    """Every line of words ends inside the margins; the chart begins below the sentence and ends above the caption."""
    for drawn in all_drawn:
        root = ET.fromstring(picture(drawn))
        _, _, wide, high = (float(n) for n in root.get("viewBox", "").split())
        lines = own_texts(root)
        for line in lines:
            size = float(re.findall(r"font-size:(\d+)", line.get("style", ""))[0])
            assert 24 + fonts.width(line.text or "", size, "bold" in line.get("style", "")) <= wide - 24
        (chart,) = root.findall(f"{SVG}svg")
        top, bottom = float(chart.get("y", "")), float(chart.get("y", "")) + float(chart.get("height", ""))
        tops = [float(line.get("y", "")) for line in lines]
        assert all(y < top or y - 12 > bottom for y in tops)
        assert max(tops) < high - 10
        assert float(chart.get("width", "")) == wide - 48


def test_the_same_twice_and_nothing_of_this_machine(funnel: Drawn) -> None:
    """No time, no number drawn by chance, no path."""
    assert picture(funnel) == picture(funnel)
    assert png(picture(funnel)) == png(picture(funnel))
    assert "/" not in re.sub(r"</|/>|http://www.w3.org/2000/svg", "", picture(replace(funnel, alt="", sentence="")))


def test_hostile_words_stay_words(one_row: js.JobLog) -> None:
    """The same elements as with a plain word, the word where it was; and a PNG can be made of it."""
    plain = [e.tag for e in ET.fromstring(picture(one("Acme", one_row))).iter() if e.tag != f"{SVG}text"]
    for word in (*hostile.words().values(), *TYPST):
        drawn = one(word, one_row)
        root = ET.fromstring(picture(drawn))
        assert [e.tag for e in root.iter() if e.tag not in (f"{SVG}text", f"{SVG}tspan")] == plain, word
        assert tight("".join(root[0].itertext())) == tight(typeset.clean(word)), word
        assert tight("".join(e.text or "" for e in own_texts(root))) == tight(typeset.clean(word)) * 3, word
    assert png(picture(one("<&]]>\x00\ud800\u65e5\u202e", one_row)))[:4] == b"\x89PNG"


def one(word: str, log: js.JobLog) -> Drawn:
    """A chart with the word wherever one can stand."""
    drawn = samples.everywhere(word, log).first
    assert drawn is not None
    return drawn


def test_a_picture_with_nothing_to_draw(empty: js.JobLog) -> None:
    """Says so in words, and stays low."""
    drawn = samples.of(empty, "rounds").charts[0]
    root = ET.fromstring(picture(drawn))
    assert float(root.get("height", "")) < 450
    assert "Nothing to draw yet" in "".join(root.itertext())


def test_a_png_is_the_picture_and_nothing_else(funnel: Drawn) -> None:
    """Twice as many points as the SVG has pixels, white at its corner, not blank; no text, no time in the file."""
    svg = picture(funnel)
    wide, high = typeset.size(svg)
    chunks = parts(png(svg))
    assert {name for name, _ in chunks} <= {b"IHDR", b"IDAT", b"IEND", b"pHYs"}
    assert struct.unpack(">II", chunks[0][1][:8]) == (2 * wide, 2 * high)
    data = zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    assert data[1:4] == b"\xff\xff\xff"
    assert len(set(data)) > 100
    assert struct.unpack(">II", parts(png(svg, scale=1))[0][1][:8]) == (wide, high)


def parts(file: bytes) -> list[tuple[bytes, bytes]]:
    """The chunks of a PNG."""
    found, at = [], 8
    while at < len(file):
        size, name = struct.unpack(">I4s", file[at : at + 8])
        found.append((name, file[at + 8 : at + 8 + size]))
        at += 12 + size
    return found


def test_what_is_no_picture_is_told_without_a_quote() -> None:
    """One sentence, none of the text in it."""
    with pytest.raises(JobstatsError) as told:
        png('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><Canary')
    assert "Canary" not in str(told.value)
