"""How a chart becomes HTML: nothing from data is ever markup or script, and it says everything without a script."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest

from jobstats import page
from tests.widgets.drawn import drawn

HOSTILE = [
    "</script><img src=x onerror=alert(1)>",
    "<!--<script>",
    '" onmouseover="alert(1)" x=\'',
    "%{x} {0.__class__} $\\sqrt{2}$",
    "a & b &lt;i&gt; \u2028 \u2029 \u202e",
    "javascript:alert(1)",
]


class Read(HTMLParser):
    """What a browser makes of a page: its elements, its attributes, its text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def everywhere(word: str) -> page.Drawn:
    """A chart that holds a word wherever a chart can hold one."""
    figure = {"data": [{"type": "bar", "name": word, "x": [word], "y": [1], "customdata": [word]}], "layout": {"title": {"text": word}}}
    return page.Drawn(word, word, word, word, word, ((word, word),), pd.DataFrame({word: [word, word]}), figure)


@pytest.mark.parametrize("word", HOSTILE)
def test_a_hostile_name_stays_a_word(word: str) -> None:
    """The same elements and the same attributes as with a harmless name; the name is there, as text."""
    shown = Read(page.notebook_html(everywhere(word)))
    plain = Read(page.notebook_html(everywhere("Acme")))
    assert [(tag, sorted(a)) for tag, a in shown.elements] == [(tag, sorted(a)) for tag, a in plain.elements]
    assert {tag for tag, _ in shown.elements}.isdisjoint({"img", "a", "iframe", "object", "form", "link", "base"})
    assert word in shown.text
    assert all(not name.startswith("on") for _, attributes in shown.elements for name in attributes)


@pytest.mark.parametrize("word", HOSTILE)
def test_a_figure_survives_its_way_into_the_page(word: str) -> None:
    """As JSON without one character that could end the script it stands in; read back, it is the same."""
    figure = everywhere(word).figure
    text = page.figure_json(figure)
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == figure


def test_numbers_that_are_none_become_null() -> None:
    """NaN is no JSON."""
    assert json.loads(page.figure_json({"data": [{"y": [1.5, float("nan")]}], "layout": {}})) == {
        "data": [{"y": [1.5, None]}],
        "layout": {},
    }


def test_a_block_says_everything_without_a_script() -> None:
    """Question, sentence, alternative text, caption, numbers, definition, decision: all in the HTML itself."""
    chart = drawn("funnel")
    shown = Read(page.block(chart))
    for said in (
        chart.question,
        chart.sentence,
        chart.caption,
        "Explain this number",
        *(text for part in chart.explained for text in part),
        "52 of 150, 35 %",
    ):
        assert said in shown.text
    (plot,) = [a for a in shown.all("div") if a.get("role") == "img"]
    assert plot["aria-label"] == chart.alt
    assert plot["tabindex"] == "0"
    assert len(shown.all("details")) == 2


def test_a_table_can_be_walked() -> None:
    """Titles over the columns, the first column names the row, numbers to the right, a caption."""
    html = page.table_html(drawn("funnel"))
    shown = Read(html)
    assert [a.get("scope") for a in shown.all("th")] == ["col", "col", "col", "row", "row"]
    assert '<th scope="col" class="n">how many</th>' in html
    assert '<th scope="row">Applied</th><td class="n">150</td>' in html
    assert "<caption>" in html


@pytest.mark.parametrize("table", [pd.DataFrame(), pd.DataFrame({"stage": []}), pd.DataFrame({"stage": ["<5"], "n": ["<5"]})])
def test_a_table_without_rows_or_columns_is_a_table(table: pd.DataFrame) -> None:
    """An empty log gives one."""
    assert page.table_html(replace(drawn("funnel"), table=table)).startswith("<table>")


def test_a_notebook_chart_needs_no_script_and_no_network() -> None:
    """The numbers stand open, a line says why; a script closes them at once. Nothing is fetched but plotly.js, from JupyterLab's own files."""
    shown = Read(text := page.notebook_html(drawn("funnel")))
    assert [("open" in a) for a in shown.all("details")] == [True, False]
    assert "The picture appears when this cell is run in JupyterLab; here are its numbers." in shown.text
    assert all("src" not in a and "href" not in a for _, a in shown.elements)
    assert set(re.findall(r"https?://[^\s\"'`)]+", text)) == {"http://www.w3.org/2000/svg"}
    assert '"showSendToCloud": false' in text
    assert '"plotlyServerURL": ""' in text


def test_two_charts_of_one_name_do_not_meet() -> None:
    """Every block has a mark of its own, and its script looks for that one only."""
    marks = [re.findall(r"jobstats-[0-9a-f]{12}", page.notebook_html(drawn("funnel"))) for _ in range(2)]
    assert len(set(marks[0])) == len(set(marks[1])) == 1
    assert marks[0][0] != marks[1][0]


def test_notebook_output_stays_small() -> None:
    """plotly.js is not in it: a saved notebook holds the figure, the look and draw.js."""
    assert len(page.notebook_html(drawn("funnel"))) < 40_000


@pytest.mark.parametrize("tails", [(), ("panel",), ("sheet",)])
def test_a_module_can_stand_in_a_page(tails: tuple[str, ...]) -> None:
    """No text in it ends the script element it stands in; its first line is the look."""
    text = page.module(*tails)
    assert "</script" not in text.lower()
    assert "<!--" not in text
    look = json.loads(text.split("\n", 1)[0].removeprefix("const LOOK = ").removesuffix(";"))
    assert look["config"]["showSendToCloud"] is False
    assert set(look["light"]) == {"@ink", "@muted", "@grid", "@paper"}


def test_the_stylesheet_has_its_colours_from_the_theme() -> None:
    """No token is left, nothing is imported, every rule of the shared sheet is about the kit's own elements."""
    text = page.style("sheet")
    assert not re.search(r"@(light|dark)-", text)
    assert "url(" not in text
    assert "@import" not in text
    bare = re.sub(r"/\*.*?\*/|@media[^{]*\{|@container[^{]*\{", "", page.style(), flags=re.S)
    selectors = re.findall(r"([^{}]+)\{", bare)
    assert [s.strip() for s in selectors if "jobstats" not in s] == []


def test_a_hostile_name_reaches_no_attribute_of_the_flows() -> None:
    """Only words of letters are flows; all else is no text for SankeyMATIC, and stays in its cell."""
    table = pd.DataFrame({"From": ['"><img src=x>'], "To": ["Offer"], "Applications": ["1"]})
    html = page.block(replace(drawn("flows"), table=table))
    assert "sankeymatic" not in html
    assert "<img" not in html
