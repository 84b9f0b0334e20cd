"""The situation page's sentences and key figures against the knowledge."""

from __future__ import annotations

from lagebild.analysis.results import Results
from lagebild.language import NBSP, Language
from lagebild.wording import situation

DE, EN = Language("de"), Language("en")


def plain(text: object) -> str:
    return str(text).replace(NBSP, " ")


def test_the_lead_names_fraction_and_loss_as_a_range(results: Results) -> None:
    assert plain(situation.lead(results, DE)) == (
        "Ein Modell zu 1/27 des Preises von o1 erschien – eine Woche später verlor Nvidia an einem Tag "
        "589 bis 593 Milliarden Dollar Börsenwert."
    )
    assert "$589 to 593 billion" in plain(situation.lead(results, EN))


def test_the_five_key_figures_carry_number_unit_and_verdict(results: Results) -> None:
    figures = situation.key_figures(results, DE)
    assert [plain(figure.figure) for figure in figures] == [
        "27,4-fach", "5,576 Mio. $", "589–593 Mrd. $", "−2,97 %", "600 Mrd. $",
    ]  # fmt: skip
    assert [figure.claim.verdict for figure in figures] == [
        "consistent", "consistent", "consistent", "consistent", "consistent",
    ]  # fmt: skip
    assert figures[3].claim.printing == "garbled"
    assert all(figure.figure.origin.records or figure.figure.origin.line for figure in figures)


def test_the_three_questions_are_answered_with_computed_numbers(results: Results) -> None:
    answers = [plain(question.answer) for question in situation.questions(results, DE)]
    assert answers[0] == "Für 1.200 Personen kostet OpenAI o1 26.649 $ im Monat, DeepSeek R1 974 $."
    assert "29,88 %" in answers[1] and "1,46 %" in answers[1]
    assert "85 %" in answers[2]
    assert [question.page for question in situation.questions(results, DE)] == ["costs", "market", "risks"]
