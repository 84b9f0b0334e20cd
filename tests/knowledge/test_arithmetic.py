"""The arithmetic of claims: what a tree gives, which figures it names, how it reads."""

import pytest
from pydantic import TypeAdapter

from lagebild.knowledge.arithmetic import Check, computed, figures_in, in_words

VALUES = {"o1": 60.0, "r1": 2.19, "before": 142.62, "on": 118.42, "a": 8.0, "b": 3.0, "c": 2.0}


def tree(json: str):
    return TypeAdapter(Check).validate_json(json)


@pytest.mark.parametrize(
    ("json", "result"),
    [
        ('"o1"', 60),
        ('["/", "o1", "r1"]', 27.397),
        ('["*", ["/", "r1", "o1"], 100]', 3.65),
        ('["change_percent", "before", "on"]', -16.968),
        ('["+", "a", ["-", "b", "c"]]', 9),
    ],
)
def test_a_tree_is_computed_from_its_figures(json, result):
    assert computed(tree(json), VALUES) == pytest.approx(result, abs=1e-3)


def test_a_tree_names_each_figure_once_and_in_reading_order():
    assert figures_in(tree('["*", ["/", "r1", "o1"], ["/", "o1", "a"]]')) == ("r1", "o1", "a")


def test_an_unknown_operation_is_refused():
    with pytest.raises(ValueError):
        tree('["**", "a", "b"]')


@pytest.mark.parametrize(
    ("json", "words"),
    [
        ('["/", "o1", "r1"]', "60 ÷ 2.19"),
        ('["*", ["/", "r1", "o1"], 100]', "2.19 ÷ 60 × 100"),
        ('["change_percent", "before", "on"]', "118.42 ÷ 142.62 \u2212 1"),
        ('["change_percent", ["+", "a", "b"], "on"]', "118.42 ÷ (8 + 3) \u2212 1"),
        ('["*", ["+", "a", "b"], "c"]', "(8 + 3) × 2"),
        ('["-", "a", ["-", "b", "c"]]', "8 \u2212 (3 \u2212 2)"),
        ('["/", "a", ["/", "b", "c"]]', "8 ÷ (3 ÷ 2)"),
        ('["+", "a", ["*", "b", "c"]]', "8 + 3 × 2"),
    ],
)
def test_a_tree_reads_as_a_line_of_arithmetic_that_means_the_same(json, words):
    def number(value: float) -> str:
        return f"{value:g}"

    assert in_words(tree(json), lambda id: number(VALUES[id]), number) == words


def test_dividing_by_a_figure_of_zero_says_so():
    with pytest.raises(ZeroDivisionError):
        computed(tree('["/", "a", "none"]'), {"a": 1.0, "none": 0.0})
