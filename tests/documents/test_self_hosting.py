"""Own servers on paper: the second tab of the costs, with only the quantities that count."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lagebild.analysis.ownership import counting
from lagebild.analysis.results import compute
from lagebild.briefing import Briefing
from lagebild.documents.printout import Answer, ChartBlock, Printout, TableBlock
from lagebild.documents.printouts import printout
from lagebild.knowledge.loading import Knowledge
from lagebild.language import NBSP, Language

EN = Language("en")


def printed(knowledge: Knowledge, today: date, *shown: str, **fields: Any) -> Printout:
    return printout("costs", 1, compute(knowledge, Briefing(**fields), today), EN, shown)


def tables(page: Printout) -> dict[str, TableBlock]:
    return {block.heading: block for block in page.blocks if isinstance(block, TableBlock)}


def test_it_says_the_answer_the_own_volume_and_what_the_outlay_comes_to(knowledge: Knowledge, today: date) -> None:
    page = printed(knowledge, today)
    assert page.subtitle == "Self-hosting"
    answer = next(block for block in page.blocks if isinstance(block, Answer))
    words = answer.model_dump_json().replace(NBSP, " ")
    assert "990 m tokens" in words and "At your 869 m tokens a month" in words and "only in month 98" in words


def test_it_prints_the_chart_that_is_shown_and_what_counts_most(knowledge: Knowledge, today: date) -> None:
    def charts(*shown: str) -> list[str]:
        return [block.chart.id for block in printed(knowledge, today, *shown).blocks if isinstance(block, ChartBlock)]

    assert charts() == ["self_hosting.volume", "self_hosting.tornado"]
    assert charts("self_hosting.parts") == ["self_hosting.parts", "self_hosting.tornado"]


@pytest.mark.parametrize("rented", [0, 1])
def test_only_what_counts_is_listed(rented: int, knowledge: Knowledge, today: date) -> None:
    fields = {"inputs": {"self_hosting": {"acquisition": rented}}}
    own = compute(knowledge, Briefing(**fields), today).self_hosting
    found = tables(printed(knowledge, today, **fields))
    assert len(found["What the sums rest on"].rows) == 1 + len(counting(own))
    assert found["How this is computed"].rows[-1][0] == "Own hardware"
    assert len(found["Every step"].rows) > 8
    assert ("Price per server" in [row[0] for row in found["What the sums rest on"].rows]) == (rented == 0)


def test_without_a_price_it_still_prints(knowledge: Knowledge, today: date) -> None:
    assert "Prices per m tokens" not in tables(printed(knowledge, today, as_of=date(2022, 1, 1)))
