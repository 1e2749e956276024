"""Each picture once, for all tests here."""

from __future__ import annotations

import pytest

import jobstats as js
from jobstats.trust import shown


@pytest.fixture(scope="package")
def pictures() -> dict[str, shown.Shown]:
    """Each of them once, small."""
    return {
        "one_search": js.trust.one_search(seed=12),
        "many_searches": js.trust.many_searches(),
        "chance_finds": js.trust.chance_finds(times=10),
        "real_effect": js.trust.real_effect(times=10),
    }
