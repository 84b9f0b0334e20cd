"""What many tests share: the bundled knowledge, the fixed day, the results of an untouched briefing."""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import settings

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge, bundled

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# the same examples on every machine and in every run; no example fails for being slow
settings.register_profile("lagebild", derandomize=True, deadline=None, database=None)
settings.load_profile("lagebild")


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return bundled()


@pytest.fixture(scope="session")
def today() -> date:
    return date(2026, 11, 21)


@pytest.fixture(scope="session")
def results(knowledge: Knowledge, today: date) -> Results:
    return compute(knowledge, Briefing(), today)
