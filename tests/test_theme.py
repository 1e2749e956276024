"""The look: nothing uploads, every token is filled, colours can be seen and told apart."""

from __future__ import annotations

import json

import plotly.graph_objects as go
import pytest

from jobstats import theme


def test_no_plot_offers_to_upload_or_calls_out() -> None:
    """plotly.js 4 shows “Share chart…” unless told not to, and reads “$” as a formula."""
    wanted = {"showSendToCloud": False, "plotlyServerURL": "", "displaylogo": False, "typesetMath": False}
    assert {key: theme.CONFIG[key] for key in wanted} == wanted


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_template_is_one_plotly_takes_with_every_token_filled(scheme: str) -> None:
    """go.Figure refuses an unknown property and a colour such as “@ink”."""
    template = theme.template(scheme)
    assert "@" not in json.dumps(template)
    assert go.Figure(layout={"template": template}).layout.template.layout.font.color == theme.SCHEMES[scheme]["@ink"]


def test_every_token_of_the_template_has_a_colour_in_both_schemes() -> None:
    """A token one scheme forgot would stay in the page."""
    used = json.loads(theme.template_json(), object_pairs_hook=_tokens)
    assert used == set(theme.SCHEMES["light"]) == set(theme.SCHEMES["dark"])


def _tokens(pairs: list[tuple[str, object]]) -> set[str]:
    """The tokens among the values of an object, and of the objects in it."""
    found: set[str] = set()
    for _, value in pairs:
        for part in value if isinstance(value, list) else [value]:
            found |= part if isinstance(part, set) else {part} if isinstance(part, str) and part.startswith("@") else set()
    return found


def _luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_marks_can_be_seen(scheme: str) -> None:
    """WCAG: 4.5 to 1 for text, 3 to 1 for what carries meaning in a picture."""
    colours = theme.SCHEMES[scheme]
    assert min(contrast(colours[t], colours["@paper"]) for t in ("@ink", "@muted")) >= 4.5
    assert {name: round(contrast(c, colours["@paper"]), 1) for name, c in theme.COLOURS.items() if contrast(c, colours["@paper"]) < 3} == {}


def test_numbers_in_bars_can_be_read() -> None:
    """White figures stand on every colour of a bar."""
    assert {name: contrast("#ffffff", theme.COLOURS[name]) >= 4.5 for name in theme.PATTERNS} == dict.fromkeys(theme.PATTERNS, True)


def test_ways_of_ending_differ_without_colour() -> None:
    """In black and white a pattern, a symbol and a dash tell them apart."""
    for signs in (theme.PATTERNS, theme.SYMBOLS):
        assert len(set(signs.values())) == len(signs) == 4
    drawn_as_lines = ("advanced", "rejected", "withdrawn")
    assert len({theme.DASHES[part] for part in drawn_as_lines}) == 3


def test_a_blank_figure_says_why_in_lines_that_fit_a_narrow_column() -> None:
    """A panel's column may be 350 pixels wide: about 44 letters."""
    figure = theme.blank("Nothing to draw yet. This picture needs five applications that are at least 14 days old.")
    go.Figure(figure)
    (note,) = figure["layout"]["annotations"]
    lines = note["text"].split("<br>")
    assert " ".join(lines) == "Nothing to draw yet. This picture needs five applications that are at least 14 days old."
    assert max(map(len, lines)) <= 45
