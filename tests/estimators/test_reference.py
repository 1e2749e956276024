"""Every case of tests/reference.json is reproduced within its tolerance, and none is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.estimators.published import CASES, COMPARED, NOT_OURS, Check, checks

MINE = (
    "freireich_6mp_km",
    "freireich_placebo_km",
    "aml_maintained_km",
    "fanbelt_km",
    "bmt137_cif_amllow_relapse",
    "testci_hand",
    "newcombe1998_wilson",
)


@pytest.mark.parametrize("name", MINE)
def test_every_number_as_published(name: str) -> None:
    """Life tables, incidences and proportions of the literature, number by number."""
    assert [c for c in checks(name) if not c.holds] == []


def test_no_case_is_passed_over() -> None:
    """What is recomputed here and in test_compare is all there is; a new case has to be taken up by one of them."""
    assert sorted([*MINE, *COMPARED]) == sorted(CASES)


def test_the_cases_of_comparisons_are_named_in_their_tests() -> None:
    """test_compare speaks of each of its cases."""
    text = (Path(__file__).parent / "test_compare.py").read_text(encoding="utf-8")
    assert [name for name in COMPARED if name not in text] == []


def test_no_number_is_passed_over() -> None:
    """As many numbers as the cases hold, but for days, labels and Aalen's convention: counted from the file by hand.

    6-MP 7 days × 7 columns = 49; placebo 12 × 5 = 60; AML 7 × 5 + median + 2 limits = 38; fan belts 5;
    bone marrow 5 × 4 = 20 of 35; the table by hand 5 × 3 = 15; Wilson 4 × 2 = 8.
    """
    assert {name: len(checks(name)) for name in MINE} == dict(zip(MINE, (49, 60, 38, 5, 20, 15, 8), strict=True))
    assert set(CASES["bmt137_cif_amllow_relapse"]["expect"]) >= NOT_OURS


def test_what_is_off_or_undefined_is_seen() -> None:
    """A number outside its tolerance fails; so does one where nothing is defined, and none where one is."""
    assert Check("", "", 0.50005, 0.5, 6e-5).holds
    assert not Check("", "", 0.5001, 0.5, 6e-5).holds
    assert Check("", "", float("inf"), None, 0).holds
    assert not Check("", "", 0.5, None, 0).holds
    assert not Check("", "", float("nan"), 0.5, 6e-5).holds
