"""Instruments from Python: exact scores, and a safety even when the call is refused."""

import pytest
import recovery_support as rs


@pytest.fixture(name="phq9")
def a_phq9():
    return rs.Instrument.load("phq-9")


def answers(**changed):
    return {**{f"q{number}": 1 for number in range(1, 9)}, "q9": 0, **changed}


def test_a_score_is_exact_and_says_what_it_rests_on(phq9):
    total = phq9.score(answers()).scores["total"]
    assert (total.numerator, total.denominator, total.answered) == (
        8,
        1,
        9,
    )  # 8 items of 1, one of 0
    assert total.value == 8.0
    assert total.reason is None


def test_a_raised_safety_item_is_urgent_whatever_the_score(phq9):
    result = phq9.score(answers(q9=1))
    assert result.safety.level == "urgent"
    assert "self_harm_answer" in result.safety.signs


def test_an_unanswered_safety_item_asks_for_review(phq9):
    assert phq9.score(answers(q9=None)).safety.level == "review"


@pytest.mark.parametrize(
    "bad", [{"q1": 77}, {"no_such_item": 1}, {"q1": float("nan")}, {"q1": "x"}]
)
def test_refused_answers_still_ask_for_review(phq9, bad):
    with pytest.raises(rs.DataError) as caught:
        phq9.score(answers(**bad))
    assert caught.value.safety.level in ("review", "urgent")
    assert "77" not in str(caught.value)


def test_what_can_not_become_a_document_is_a_type_error(phq9):
    with pytest.raises(TypeError):
        phq9.score({"q1": object()})


def test_its_id_is_the_one_it_was_asked_by(phq9):
    assert phq9.id == "phq-9"


def test_a_row_of_a_data_frame_is_a_set_of_answers():
    numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    phq9 = rs.Instrument.load("phq-9")
    items = [f"q{i}" for i in range(1, 10)]
    wanted = phq9.score([2] * 8 + [None]).to_json()  # 16 * 9 / 8
    frame = pandas.DataFrame([[2.0] * 8 + [numpy.nan]], columns=items)
    whole = frame.astype("Int64")
    for row in (frame.iloc[0], dict(frame.iloc[0]), frame.to_numpy()[0], whole.iloc[0]):
        assert phq9.score(row).to_json() == wanted
    assert phq9.score([numpy.int8(2)] * 8 + [pandas.NA]).to_json() == wanted
    assert phq9.score(memoryview(b"[2,2,2,2,2,2,2,2]")).to_json() == wanted


def test_a_score_is_looked_for_by_its_id():
    scores = rs.Instrument.load("phq-9").score([1] * 9).scores
    assert "total" in scores
    assert "q1" not in scores
    assert scores[0] in scores
