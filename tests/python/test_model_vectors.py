"""The scores of tests/vectors/risk_scores.tsv, which says how they were made, from Python."""

import json
import math
import pathlib

import pytest
import recovery_support as rs

ROOT = pathlib.Path(__file__).resolve().parents[2]
VECTORS = ROOT / "tests" / "vectors" / "risk_scores.tsv"
ULPS = {"linear_predictor": 2, "risk": 4}  # libm and the library may part by so much


def rows():
    if not VECTORS.exists():
        return []
    lines = VECTORS.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def number(cell):
    return None if cell == "-" else float.fromhex(cell) if "0x" in cell else float(cell)


def near(found, wanted, ulps):
    if found is None or wanted is None:
        return found is wanted
    return abs(found - wanted) <= ulps * math.ulp(wanted)


@pytest.fixture(name="models", scope="module")
def the_models():
    made = {"default": rs.Model.default()}
    for name in {row[1] for row in rows()} - {"default"}:
        made[name] = rs.Model.load(ROOT / name)
    return made


@pytest.mark.skipif(not rows(), reason="no vectors")
def test_all_score_vectors(models):
    wrong = []
    for name, model, row, horizon, elapsed, lp, risk in rows():
        score = models[model].score(json.loads(row), number(horizon), number(elapsed))
        wanted = {"linear_predictor": number(lp), "risk": number(risk)}
        wrong += [
            f"{name}: {part}"
            for part, value in wanted.items()
            if not near(score[part], value, ULPS[part])
        ]
    assert len(rows()) == 120
    assert not wrong
