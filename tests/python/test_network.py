"""The support network from Python: measures, gaps and change, as the C library gives them."""

import doctest
import pathlib

import pytest
import recovery_support as rs

GUIDE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "guide" / "support-network.md"

NOW = "2026-03-04T12:00+01:00"
RECORD = {
    "format": "recovery-support/person",
    "format_version": 1,
    "id": "p7f3",
    "zones": [{"zone": "Europe/Berlin"}],
    "ties": [
        {
            "id": "ana",
            "roles": [{"role": "sponsor"}],
            "stance": "supports",
            "closeness": 0.9,
            "contact_every": {"days": 1},
        },
        {"id": "ben", "roles": [{"role": "partner"}], "use": "uses", "household": True},
        {"id": "cleo", "since": "2026-02-01"},
    ],
    "events": [
        {"type": "contact", "id": "e1", "tie": "ana", "on": "2026-03-01"},
        {"type": "contact", "id": "e2", "tie": "ana", "on": "2026-03-02"},
    ],
}


@pytest.fixture
def person():
    return rs.Person.loads(RECORD)


def test_measures_come_with_low_and_high(person):
    measures = person.network.measures(NOW)
    everybody, current, i_support = measures.parts
    assert [part.id for part in measures.parts] == ["all", "current", "i_support"]
    assert everybody.size == rs.Measure(3, 3, 3, "known", 0)
    assert everybody.supporting == rs.Measure(1, 1 / 3, 1, "bounded", 2)
    assert everybody.contact_hhi.value == 1
    assert [tally.id for tally in everybody.streams] == [
        "personal",
        "professional",
        "peer",
        "community",
    ]
    assert i_support.ties == ("ben",)
    assert measures.family.household.value == 1


def test_measures_take_options(person):
    assert person.network.measures(NOW, stale_days=1).stale == 1
    with pytest.raises(rs.DataError):
        person.network.measures(NOW, stale_days=-1)
    with pytest.raises(TypeError):
        person.network.measures(NOW, stale_weeks=1)


def test_gaps_name_one_suggestion_a_day(person):
    gaps = person.network.gaps(NOW)
    assert gaps.suggestion == gaps.gaps[0]
    person.append(
        {
            "type": "suggestion",
            "id": "s1",
            "gap": gaps.suggestion.id,
            "state": "not_now",
            "at": NOW,
        }
    )
    assert person.network.gaps(NOW).suggestion is None


def test_change_between_two_moments(person):
    change = person.network.change("2026-01-01T12:00Z", NOW)
    assert change.added == ("cleo",)
    assert change.kept == ("ana", "ben")
    assert change.stability.value == 2 / 3
    with pytest.raises(rs.DataError):
        person.network.change(NOW, "2026-01-01T12:00Z")


def test_a_closed_person_has_no_network(person):
    network = person.network
    person.close()
    with pytest.raises(rs.StateError):
        network.measures(NOW)


def test_the_session_of_the_guide_runs():
    found = doctest.testfile(str(GUIDE), module_relative=False)
    assert found.attempted > 5
    assert found.failed == 0
