"""The sessions of docs/guide/questionnaires.md run as they stand there."""

import math
import pathlib
import re

import pytest
import recovery_support as rs

GUIDE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "guide" / "questionnaires.md"


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE.read_text(), re.S | re.M)


@pytest.fixture(name="said", scope="module")
def the_sessions():
    said = {}
    for block in blocks("python"):
        exec(compile(block, "questionnaires.md", "exec"), said)
    return said


def test_scores_are_what_the_comments_say(said):
    first = rs.Instrument.load("phq-9").score([2, 2, 1, None, 2, 1, 1, 0, 0])
    total = first.scores["total"]
    assert (total.value, total.numerator, total.denominator) == (10.125, 81, 8)
    assert (total.low, total.high, total.band) == (9.0, 12.0, "moderate")
    assert said["result"].unanswered == ("q4",)


def test_change_is_what_the_comments_say(said):
    change = said["change"]
    assert (change.change, change.percent, change.towards) == (-9.0, -50.0, "better")
    assert change.thresholds["mcid-percent"].met


def test_scores_over_time_are_what_the_comments_say(said):
    told, last = said["told"], said["last"]
    assert (last.on, last.score.value, last.score.band) == ("2026-02-27", 2.0, "minimal")
    assert (last.since_first, told.since_best.change.change) == (-8.0, 2.0)
    assert told.since_best.on == "2025-05-27"
    assert told.since_first.change.thresholds["mcid-percent"].met
    assert (told.trend.n, told.trend.towards) == (13, "better")


def test_columns_are_what_the_comments_say(said):
    found = said["found"]
    total = found.scores["total"]
    assert list(total.value[:2]) == [18.0, 9.0]
    assert math.isnan(total.value[2])
    assert [total.reasons.get(i) for i in total.reason] == [None, None, "no_answers"]
    assert (list(found.alerts), list(found.reviews)) == ([1, 1, 0], [0, 0, 1])


def test_the_definition_and_its_words_load():
    definition, words = blocks("yaml")
    evening = rs.Instrument.loads(definition)
    assert evening.score([8, 1]).scores["total"].value == 8.5
    assert evening.texts(words.encode()).notice == "Zwei eigene Fragen."
