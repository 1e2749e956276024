"""The pictures of invented searches are drawn without a browser too."""

from __future__ import annotations

import pytest

from jobstats.drawing import svg
from jobstats.trust import shown
from tests.drawing.boxes import faults


@pytest.mark.parametrize("width", [720, 340])
def test_no_word_is_cut_or_meets_another(pictures: dict[str, shown.Shown], width: int) -> None:
    """Lines that grow, upright ranges, ranges beside a stroke."""
    for name, picture in pictures.items():
        figure = picture._drawn.figure
        assert (name, faults(svg(figure, width))) == (name, [])
