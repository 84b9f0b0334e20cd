"""Scores of the checklist: worked by hand, and the laws they keep."""

import pytest
from hypothesis import given as holds
from hypothesis import settings
from hypothesis import strategies as st

from lagebild.analysis.risks import OPTIONS, THEMES, given, risks
from lagebild.knowledge.loading import bundled

KNOWLEDGE = bundled()
QUESTIONS = KNOWLEDGE.questions
ORDER = ("met", "partly", "open")


def of(answers, option="eu_hosted"):
    return risks(KNOWLEDGE, given(answers))[option]


def everything(answer):
    return {question.id: {option: answer for option in OPTIONS} for question in QUESTIONS}


def test_without_answers_every_option_lies_anywhere():
    for risk in risks(KNOWLEDGE, ()).values():
        assert risk.overall == (50, 0, 100, 0)
        assert (risk.answered, risk.asked) == (0, len(QUESTIONS))
        assert not risk.enough and not risk.blocked_by and len(risk.missing) == len(QUESTIONS)


@pytest.mark.parametrize(
    ("answer", "score"),
    [("met", (0, 0, 0, 1)), ("partly", (50, 50, 50, 1)), ("open", (100, 100, 100, 1)), ("unclear", (70, 0, 100, 0))],
)
def test_one_answer_to_everything_is_its_points(answer, score):
    risk = of(everything(answer))
    assert risk.overall == pytest.approx(score)
    assert all(one == pytest.approx(score) for one in risk.themes.values())
    assert risk.enough == (answer != "unclear")
    assert risk.answered == len(QUESTIONS)


def test_a_theme_is_the_mean_of_its_answers_by_weight():
    first, second = [question for question in QUESTIONS if question.theme == "security"][:2]
    rest = {q.id: {"own": "not_applicable"} for q in QUESTIONS if q.id not in (first.id, second.id)}
    risk = of({**rest, first.id: {"own": "open"}, second.id: {"own": "partly"}}, "own")
    expected = (100 * first.weight + 50 * second.weight) / (first.weight + second.weight)
    assert risk.themes["security"].middle == pytest.approx(expected) == pytest.approx(risk.overall.middle)
    assert [theme for theme in THEMES if risk.themes[theme] is not None] == ["security"]
    assert risk.asked == 2


def test_what_does_not_apply_is_left_out_and_nothing_at_all_has_no_score():
    risk = of(everything("not_applicable"))
    assert risk.overall is None and not risk.enough and risk.asked == 0


def test_themes_weigh_the_same_however_many_questions_they_have():
    answers = everything("met")
    for question in QUESTIONS:
        if question.theme == "privacy":
            answers[question.id] = {option: "open" for option in OPTIONS}
    assert of(answers).overall.middle == pytest.approx(100 / len(THEMES))


def test_an_open_knockout_blocks_and_an_unclear_one_does_not():
    knockout = next(question for question in QUESTIONS if question.knockout)
    assert of({knockout.id: {"eu_hosted": "open"}}).blocked_by == (knockout.id,)
    assert of({knockout.id: {"eu_hosted": "unclear"}}).blocked_by == ()
    assert of({knockout.id: {"own": "open"}}).blocked_by == ()


def test_what_is_missing_comes_with_the_weightiest_first():
    missing = of({}).missing
    weights = {question.id: question.weight for question in QUESTIONS}
    assert [weights[id] for id in missing] == sorted(weights.values(), reverse=True)


ANSWERS = st.dictionaries(
    st.sampled_from([question.id for question in QUESTIONS]),
    st.fixed_dictionaries({"eu_hosted": st.sampled_from(["met", "partly", "open", "unclear"])}),
)


@settings(max_examples=60, deadline=None)
@holds(ANSWERS, st.sampled_from([question.id for question in QUESTIONS]), st.sampled_from([(0, 1), (0, 2), (1, 2)]))
def test_answering_better_never_raises_a_score(answers, question, step):
    better, worse = (of({**answers, question: {"eu_hosted": ORDER[place]}}).overall for place in step)
    assert better.middle <= worse.middle and better.low <= worse.low and better.high <= worse.high
    assert better.low <= better.middle <= better.high


@settings(max_examples=30, deadline=None)
@holds(ANSWERS)
def test_the_order_of_answers_does_not_matter(answers):
    assert of(answers) == of(dict(reversed(answers.items())))


def two_steps():
    """A question with a measure from open to partly and one from partly to met, in this order."""
    return next(q for q in QUESTIONS if [m.moves for m in q.measures][:2] == [("open", "partly"), ("partly", "met")])


def test_a_measure_moves_the_answer_it_is_meant_for():
    question = two_steps()
    first, second = (measure.id for measure in question.measures[:2])
    answers = everything("met") | {question.id: {option: "open" for option in OPTIONS}}

    def points(*ids):
        steps = tuple((question.id, "own", id) for id in ids)
        return risks(KNOWLEDGE, given(answers), steps)["own"].overall.middle

    assert points(first) == pytest.approx(points() / 2)
    assert points(first, second) == 0
    assert points(second) == points()  # it is meant for "partly"


def test_a_measure_for_one_option_leaves_the_others_as_they_are():
    question = two_steps()
    answers = everything("open")
    before = risks(KNOWLEDGE, given(answers))
    after = risks(KNOWLEDGE, given(answers), ((question.id, "own", question.measures[0].id),))
    assert after["own"].overall.middle < before["own"].overall.middle
    assert all(after[option] == before[option] for option in OPTIONS if option != "own")


def test_a_measure_can_lift_a_knock_out():
    question = next(q for q in QUESTIONS if q.knockout and q.measures[0].moves[0] == "open")
    answers = everything("met") | {question.id: {"own": "open"}}
    assert risks(KNOWLEDGE, given(answers))["own"].blocked_by == (question.id,)
    taken = ((question.id, "own", question.measures[0].id),)
    assert risks(KNOWLEDGE, given(answers), taken)["own"].blocked_by == ()


def test_a_measure_answers_nothing_for_the_reader():
    question = two_steps()
    taken = tuple((question.id, option, measure.id) for option in OPTIONS for measure in question.measures)
    assert risks(KNOWLEDGE, (), taken) == risks(KNOWLEDGE, ())
