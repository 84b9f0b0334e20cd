"""The market value of the day of the shock, added up."""

from __future__ import annotations

import pytest

from lagebild.analysis.values_lost import NAMED, computed, values_lost
from lagebild.knowledge.loading import Knowledge


def test_losers_and_winners_add_up_to_what_all_lost(knowledge: Knowledge) -> None:
    found = values_lost(knowledge)
    assert found.lost == pytest.approx(1_413.65e9, rel=1e-5)
    assert found.gained == pytest.approx(144.14e9, rel=1e-4)
    assert found.net == pytest.approx(found.lost - found.gained)
    assert found.lost - found.unconfirmed == pytest.approx(1_336.69e9, rel=1e-5)


def test_the_largest_come_first_and_only_losers_are_losers(knowledge: Knowledge) -> None:
    found = values_lost(knowledge)
    assert [move.symbol for move in found.losers[:3]] == ["NVDA", "AVGO", "TSM"]
    assert [move.symbol for move in found.winners] == ["AAPL", "META", "AMZN"]
    assert min(computed(move) for move in found.losers) > 0 > max(computed(move) for move in found.winners)


def test_the_named_and_the_others_are_all_losers(knowledge: Knowledge) -> None:
    found = values_lost(knowledge)
    assert (*found.named, *found.others) == found.losers
    assert len(found.named) == NAMED


def test_shares_without_a_count_are_named_and_not_guessed(knowledge: Knowledge) -> None:
    assert values_lost(knowledge).without == ("NRG", "ENR.DE")


def test_a_second_class_of_shares_is_no_gap(knowledge: Knowledge) -> None:
    assert values_lost(knowledge).with_all_classes == ("GOOGL",)
