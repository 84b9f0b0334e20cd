"""Scores of the checklist: worked by hand, and the laws they keep."""

import pytest
from hypothesis import given as holds
from hypothesis import settings
from hypothesis import strategies as st

from lagebild.analysis.behind import behind
from lagebild.analysis.risks import OPTIONS, THEMES, given, risks, weighting
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


# ---- the weights of the themes


def test_a_theme_of_twice_the_weight_counts_twice():
    answers = everything("met") | {q.id: dict.fromkeys(OPTIONS, "open") for q in QUESTIONS if q.theme == "privacy"}
    found = risks(KNOWLEDGE, given(answers), (), weighting({"privacy": 100.0}))["own"]
    # the other four have 50 points each: 100 of 300
    assert found.overall.middle == pytest.approx(100 / 3)
    assert found.themes == risks(KNOWLEDGE, given(answers))["own"].themes


def test_a_theme_without_weight_moves_nothing_and_yet_blocks():
    knockout = next(q for q in QUESTIONS if q.knockout and q.theme == "privacy")
    answers = everything("met") | {knockout.id: dict.fromkeys(OPTIONS, "open")}
    found = risks(KNOWLEDGE, given(answers), (), weighting({"privacy": 0.0}))["own"]
    assert found.overall.middle == 0 and found.blocked_by == (knockout.id,)
    missing = risks(KNOWLEDGE, (), (), weighting({"privacy": 0.0}))["own"].missing
    of = {q.id: q.theme for q in QUESTIONS}
    places = [place for place, id in enumerate(missing) if of[id] == "privacy"]
    assert places == list(range(len(missing) - len(places), len(missing)))


def test_without_any_weight_there_is_no_score_and_that_is_told_from_nothing_that_applies():
    none = weighting(dict.fromkeys(THEMES, 0.0))
    found = risks(KNOWLEDGE, given(everything("met")), (), none)["own"]
    assert found.overall is None and found.weightless and not found.enough
    nothing = risks(KNOWLEDGE, given(everything("not_applicable")), (), none)["own"]
    assert nothing.overall is None and not nothing.weightless


def test_what_could_still_block_is_known():
    ids = [q.id for q in QUESTIONS if q.knockout]
    assert of({}).may_block == tuple(ids)
    rest = everything("met") | {ids[0]: {"eu_hosted": "unclear"}, ids[1]: {"eu_hosted": "open"}}
    assert of(rest).may_block == (ids[0],) and of(rest).blocked_by == (ids[1],)


# ---- laws


WEIGHTS = st.fixed_dictionaries({theme: st.floats(0, 100) for theme in THEMES})


class Asked:
    """A checklist of these questions."""

    def __init__(self, questions):
        self.questions = tuple(questions)


def nearly(risk):
    return None if risk.overall is None else pytest.approx(tuple(risk.overall))


@settings(max_examples=40, deadline=None)
@holds(ANSWERS, WEIGHTS, st.sampled_from([q.id for q in QUESTIONS]), st.sampled_from([(0, 1), (0, 2), (1, 2)]))
def test_answering_better_never_raises_a_score_however_themes_weigh(answers, weights, question, step):
    better, worse = (
        risks(KNOWLEDGE, given({**answers, question: {"eu_hosted": ORDER[place]}}), (), weighting(weights))["eu_hosted"]
        for place in step
    )
    if better.overall is None:
        assert worse.overall is None
        return
    for one, other in zip(better.overall[:3], worse.overall[:3], strict=True):
        assert one <= other + 1e-9


@settings(max_examples=25, deadline=None)
@holds(ANSWERS, WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_of_questions_does_not_matter(answers, weights, random):
    turned = list(QUESTIONS)
    random.shuffle(turned)
    before, after = (risks(Asked(one), given(answers), (), weighting(weights)) for one in (QUESTIONS, turned))
    for option in OPTIONS:
        assert nearly(before[option]) == after[option].overall
        assert set(before[option].blocked_by) == set(after[option].blocked_by)


@settings(max_examples=25, deadline=None)
@holds(ANSWERS, st.sampled_from(QUESTIONS))
def test_a_question_that_applies_to_no_option_changes_nothing(answers, question):
    without = [one for one in QUESTIONS if one.id != question.id]
    nowhere = {**answers, question.id: dict.fromkeys(OPTIONS, "not_applicable")}
    before, after = risks(Asked(without), given(nowhere)), risks(Asked(QUESTIONS), given(nowhere))
    for option in OPTIONS:
        assert nearly(before[option]) == after[option].overall
        assert before[option].missing == after[option].missing and before[option].asked == after[option].asked


@settings(max_examples=25, deadline=None)
@holds(ANSWERS, st.sampled_from(THEMES))
def test_a_score_is_the_mean_of_the_parts_behind_it(answers, theme):
    parts = behind([q for q in QUESTIONS if q.theme == theme], "eu_hosted", given(answers), ())
    weight = sum(part.question.weight for part in parts)
    mean = sum(part.points[1] * part.question.weight for part in parts) / weight
    assert of(answers).themes[theme].middle == pytest.approx(mean)


def test_a_part_shows_what_a_measure_makes_of_the_answer():
    question = two_steps()
    taken = ((question.id, "own", question.measures[0].id),)
    (part,) = behind([question], "own", given({question.id: {"own": "open"}}), taken)
    assert (part.given, part.counts, part.points) == ("open", "partly", (50, 50, 50))
    (left_out,) = behind([question], "own", given({question.id: {"own": "not_applicable"}}), ())
    assert left_out.points is None
