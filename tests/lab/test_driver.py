"""The driver itself: it sees each kind of failure it is there for, and passes a notebook that has none."""

from __future__ import annotations

import re

import pytest

from .page import LabPage

PLOT = "import plotly.graph_objects as go\ngo.Figure(go.Bar(y=[1, 3, 2]))"
SLIDER = "import ipywidgets as w\nslider = w.IntSlider(description='how many')\nslider"
WARNS = "import warnings\nwarnings.warn('take care')"
FAILS_IN_A_WIDGET = "import ipywidgets as w\nout = w.Output()\nwith out:\n    1 / 0\nout"

# Cells that run well but whose page complains or asks somebody else, and the words it must be told in.
MISBEHAVING = {
    "%%javascript\nconsole.error('not well', 42)": r"errors in the console:\n(  .*\n)*  not well 42",
    "%%html\n<img src='/static/none.png'>": r"errors in the console:\n(  .*\n)*  .*404.*none\.png",
    "%%html\n<script>setTimeout(() => { throw new Error('lost') })</script>": r"errors of the page:\n  .*lost",
    "%%html\n<img src='http://127.0.0.2:9/x.png'>": r"leaving the server:\n(  .*\n)*  GET http://127\.0\.0\.2:9/x\.png",
    "%%html\n<script>new WebSocket('ws://127.0.0.2:9/s')</script>": r"leaving the server:\n(  .*\n)*  websocket ws://127\.0\.0\.2:9/s",
}


def test_an_empty_notebook_is_clean(lab: LabPage) -> None:
    """A notebook of one empty cell: the bare JupyterLab complains of nothing, so no complaint has to be let through."""
    lab.open(lab.server.write_notebook("empty", ""))
    lab.run_all()
    lab.assert_clean()


def test_a_good_notebook_passes(lab: LabPage) -> None:
    """A plotly figure, a slider that answers, a notebook tall enough to be scrolled; in light and dark."""
    lab.open(lab.server.write_notebook("good", PLOT, SLIDER, "print('x\\n' * 60)", "6 * 7"))
    lab.run_all()
    lab.theme("JupyterLab Dark")
    assert len(lab.tall_screenshot("driver-good-dark")) > 1
    lab.theme("JupyterLab Light")
    handle = lab.output(1).locator(".noUi-handle")
    handle.focus()
    handle.press("ArrowRight")
    lab.output(1).locator(".widget-readout", has_text="1").wait_for()
    assert [cell["count"] for cell in lab.code_cells()] == [1, 2, 3, 4]
    lab.assert_clean()


def test_a_cell_that_raises_is_seen(lab: LabPage) -> None:
    """The second of three cells divides by nought."""
    lab.open(lab.server.write_notebook("raises", "1", "1 / 0", "3"))
    with pytest.raises(AssertionError, match=r"(?s)cell 1: .*ZeroDivisionError.*cell 2 never ran"):
        lab.run_all()
    with pytest.raises(AssertionError, match=r"(?s)errors in outputs:.*ZeroDivisionError"):
        lab.assert_clean()


def test_red_text_is_seen(lab: LabPage) -> None:
    """A cell that warns; and an error caught by an ipywidgets Output, which the notebook's own outputs do not hold."""
    lab.open(lab.server.write_notebook("red", WARNS, FAILS_IN_A_WIDGET))
    with pytest.raises(AssertionError, match=r"(?s)cell 0: stderr: .*UserWarning: take care"):
        lab.run_all()
    lab.page.locator(".jp-OutputArea-output", has_text="ZeroDivisionError").first.wait_for()
    assert re.search(r"(?s)shown in the page: .*ZeroDivisionError", "\n".join(lab.output_problems()))


def test_a_kernel_that_dies_is_seen(lab: LabPage) -> None:
    """A cell that ends its own kernel."""
    lab.open(lab.server.write_notebook("dies", "import os\nos._exit(3)", "2"))
    with pytest.raises(AssertionError, match="cell 1 never ran"):
        lab.run_all()


def test_a_cell_that_never_ends_is_seen(lab: LabPage) -> None:
    """A cell that sleeps for an hour; the driver does not wait so long, and says what it waited for."""
    lab.open(lab.server.write_notebook("sleeps", "import time\ntime.sleep(3600)"))
    with pytest.raises(AssertionError, match=r"waited 2 s in vain for all cells to have run"):
        lab.run_all(seconds=2)


def test_a_page_that_misbehaves_is_seen(lab: LabPage) -> None:
    """Five cells that run well, each of whose pages does something it should not; each is told."""
    lab.open(lab.server.write_notebook("misbehaves", *MISBEHAVING))
    lab.run_all()
    lab.page.wait_for_timeout(1500)
    with pytest.raises(AssertionError) as failure:
        lab.assert_clean()
    told = str(failure.value)
    assert [expected for expected in MISBEHAVING.values() if not re.search(expected, told)] == [], told
