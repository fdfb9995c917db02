"""Risk models from Python: the score, its terms, and what is refused."""

import math

import pytest
import recovery_support as rs

ROW = {
    "weeks_since_use": 4,
    "craving_z": 2,
    "confidence_z": 0,
    "coped": 0,
    "missed_last": 0,
    "net_support": 0.5,
}


@pytest.fixture(name="model")
def the_built_in_model():
    return rs.Model.default()


def test_contributions_add_up_to_the_distance_from_the_reference(model):
    score = model.score(ROW)
    total = math.fsum(term.contribution for term in score.terms)
    assert total == pytest.approx(score.linear_predictor - score.reference_predictor, abs=1e-12)


def test_an_uncalibrated_model_says_so(model):
    score = model.score(ROW)
    assert "uncalibrated" in score.flags
    assert score.band is None
    assert score.statement


def test_what_is_missing_is_named_and_none_is_missing(model):
    score = model.score({**ROW, "net_using": None})
    assert "net_using" in score.missing
    assert "craving_z" not in score.missing


def test_a_row_of_a_data_frame_is_a_row(model):
    numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    row = pandas.Series({**ROW, "net_using": numpy.nan})
    wanted = model.score({**ROW, "net_using": None}).to_json()
    assert model.score(row).to_json() == wanted
    assert model.score({**dict(row), "weeks_since_use": numpy.int64(4)}).to_json() == wanted


def test_too_little_is_no_error_but_no_score(model):
    score = model.score({"weeks_since_use": 4})
    assert score.reason == "coverage"
    assert score.risk is None


@pytest.mark.parametrize(
    "change", [{"no_such_input": 1}, {"weeks_since_use": "x"}, {"weeks_since_use": None}]
)
def test_what_the_model_can_not_take_is_a_data_error(model, change):
    with pytest.raises(rs.DataError):
        model.score({**ROW, **change})


def test_a_horizon_that_is_no_number_is_a_type_error(model):
    with pytest.raises(TypeError):
        model.score(ROW, horizon="a week")


def test_a_file_that_is_no_model_is_refused(tmp_path):
    path = tmp_path / "model.yaml"
    path.write_text("format: recovery-support/config\nformat_version: 1\n")
    with pytest.raises(rs.Error) as caught:
        rs.Model.load(path)
    assert caught.value.source == "model.yaml"


def test_models_know_their_id_and_digest(model):
    assert model.id
    assert len(model.digest) == 64
