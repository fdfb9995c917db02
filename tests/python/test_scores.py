"""Scores of a record over time from Python. The arithmetic is in tests/checkin/test_checkin_scores.c."""

import datetime
import json

import pytest
import recovery_support as rs

NOW = "2025-06-01T12:00Z"
DAYS = {"2025-01-01": 2, "2025-01-31": 1, "2025-03-02": 2}  # every item of GAD-7: 14, 7, 14


def answers(instrument, day, values, **more):
    return {
        "type": "answers",
        "id": f"{instrument}-{day}",
        "instrument": instrument,
        "on": day,
        "answers": {f"q{n}": value for n, value in enumerate(values, 1)},
        **more,
    }


def person(*events, config=None):
    record = {
        "format": "recovery-support/person",
        "format_version": 1,
        "id": "p",
        "zones": [{"zone": "Europe/Lisbon"}],
        "events": list(events),
    }
    return rs.Person.loads(json.dumps(record), config)


@pytest.fixture(name="me", scope="module")
def a_person():
    return person(*(answers("gad-7", day, [value] * 7) for day, value in DAYS.items()))


def test_the_last_stands_beside_those_before(me):
    told = rs.scores(me, "gad-7", NOW, reliability=0.75, sd=4)
    assert [one.score.value for one in told.answers] == [14, 7, 14]
    assert [one.score.band for one in told.answers] == ["moderate", "mild", "moderate"]
    assert (told.since_first.change.change, told.since_first.change.towards) == (0, "same")
    assert (told.since_best.on, told.since_best.change.change) == ("2025-01-31", 7)
    assert told.since_previous.change.thresholds["clinically-important"].met is True
    assert told.since_previous.change.reliable is True  # 7 / sqrt(8) = 2.47
    assert told.answers[1].since_first == -7
    assert (told.trend.n, told.trend.mean) == (3, 35 / 3)


@pytest.mark.parametrize("since", ["2025-01-15", datetime.date(2025, 1, 15)])
def test_a_window(me, since):
    told = rs.scores(me, "gad-7", NOW, since, before="2025-03-02")
    assert [one.on for one in told.answers] == ["2025-01-31"]
    assert told.since_first is None


def test_another_revision_is_listed_and_not_compared():
    me = person(answers("gad-7", "2025-01-01", [1] * 7, scoring_revision=2))
    told = rs.scores(me, "gad-7", NOW)
    assert (told.answers[0].left_out, told.answers[0].score) == ("other_revision", None)
    assert (told.trend.n, told.trend.other_revision) == (0, 1)


def test_what_nobody_knows(me):
    with pytest.raises(rs.UnknownNameError):
        rs.scores(me, "phq-10", NOW)
    with pytest.raises(rs.UnknownNameError):
        rs.scores(me, "gad-7", NOW, score="totals")
    with pytest.raises(rs.DataError):
        rs.scores(me, "gad-7", NOW, "2025-02-01", "2025-01-01")


# AUDIT-C of 1, 1, 1 is 3: a positive screen from 3 for women, from 4 for men (VistA).
@pytest.mark.parametrize(
    ("context", "reached", "cautious"),
    [
        ({"sex": "female"}, ("positive",), ()),
        ({"sex": "male"}, (), ()),
        ({}, ("positive",), ("positive",)),
    ],
)
def test_what_was_known_then_decides_the_cut_off(context, reached, cautious):
    config = rs.Config.loads(
        "format: recovery-support/config\nformat_version: 1\ninstruments: [{id: audit-c}]\n"
    )
    me = person(config=config)
    me.append(answers("audit-c", "2025-05-01", [1, 1, 1], context=context))
    told = rs.scores(me, "audit-c", NOW).answers[0].score
    shown = rs.today(me, NOW).assessments[0].scores["total"]
    assert (told.cutoffs, told.cautious) == (reached, cautious)
    assert (shown.cutoffs, shown.cautious) == (reached, cautious)


def test_a_context_that_is_not_asked_for_is_refused(me):
    with pytest.raises(rs.UnknownNameError):
        me.append(answers("gad-7", "2025-05-01", [1] * 7, context={"sex": "male"}))
