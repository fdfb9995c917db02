"""The cases of tests/vectors/instruments.tsv, and answer sets against a scorer of its own.

A seeded 20,000 answer sets by default; RSUP_SLOW=1 goes through all 1,953,125 of PHQ-9 with blanks
and all 78,125 of GAD-7.
"""

import itertools
import os
import pathlib
import random
import sys
from fractions import Fraction

import pytest
import recovery_support as rs
from case_files import instrument, rows_of

VECTORS = pathlib.Path(__file__).resolve().parents[1] / "vectors"
sys.path.insert(0, str(VECTORS))
from instrument_reference import FORMS  # noqa: E402
from instrument_reference import score as expected  # noqa: E402

ROWS = rows_of("instruments.tsv")


def cell(value):
    return "-" if value is None or value == "" else str(value)


def context_of(row):
    return (
        dict(pair.split("=") for pair in row["context"].split(",")) if "=" in row["context"] else {}
    )


def exact(score):
    if score.rule_value:
        return score.rule_value
    return None if score.numerator is None else Fraction(score.numerator, score.denominator)


def number(cell_text):
    return None if cell_text == "-" else float(Fraction(cell_text))


def test_there_are_enough_cases():
    assert len({row["id"] for row in ROWS}) >= 150


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['id']}-{row['score']}" for row in ROWS])
def test_case(row):
    form = instrument(row["instrument"])
    profile = None if row["profile"] == "-" else row["profile"]
    if row["error"] != "-":
        with pytest.raises(rs.DataError) as caught:
            form.score(row["answers"], context_of(row), profile)
        assert caught.value.path == row["error"]
        return
    result = form.score(row["answers"], context_of(row), profile)
    score = result.scores[row["score"]]
    assert cell(exact(score)) == row["value"]
    assert cell(score.band) == row["band"]
    assert cell(score.reason) == row["reason"]
    assert cell(",".join(score.cutoffs)) == row["cutoffs"]
    assert (score.low, score.high) == (number(row["low"]), number(row["high"]))
    assert cell(",".join(f"{a.id}:{a.level}" for a in result.alerts)) == row["alerts"]
    assert result.profile == profile


def differs(name, answers):
    """What the library says otherwise than the reference, as text; None: nothing."""
    result, (scores, alerts) = instrument(name).score(answers), expected(name, answers)
    if [(a.id, a.level) for a in result.alerts] != alerts:
        return f"{name} {answers}: alerts"
    for key, wanted in scores.items():
        found = result.scores[key]
        value = wanted.get("rule") or wanted["value"]
        same = exact(found) == value and found.band == wanted["band"]
        same = same and found.reason == wanted["reason"]
        same = same and list(found.cutoffs) == wanted["cutoffs"]
        same = same and all(
            found[end] == (None if wanted[end] is None else float(wanted[end]))
            for end in ("low", "high")
        )
        if isinstance(value, Fraction):
            same = same and found.value == value.numerator / value.denominator
        if not same:
            return f"{name} {answers}: {key}"
    return None


def answer_sets(name, items):
    values = [None, *next(iter(FORMS[name].items.values()))]
    return itertools.product(values, repeat=items)


@pytest.mark.parametrize(("name", "items", "count"), [("phq-9", 9, 14000), ("gad-7", 7, 6000)])
def test_against_the_reference(name, items, count):
    if os.environ.get("RSUP_SLOW"):
        sets = answer_sets(name, items)
    else:
        seeded = random.Random(20261120)
        sets = (
            [
                seeded.choice([None, 0, 1, 2, 3]) if seeded.random() < 0.5 else seeded.randrange(4)
                for _ in range(items)
            ]
            for _ in range(count)
        )
    wrong = next((found for answers in sets if (found := differs(name, list(answers)))), None)
    assert wrong is None


def test_all_instruments_against_the_reference():
    seeded = random.Random(7)
    for name, form in FORMS.items():
        for _ in range(200):
            blanks = seeded.choice([0, 0.1, 0.6])
            answers = [
                None if seeded.random() < blanks else seeded.choice(values)
                for values in form.items.values()
            ]
            assert differs(name, answers) is None
