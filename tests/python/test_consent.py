"""Decisions and views are what C says; the cases themselves are held in C."""

import json

import pytest
import recovery_support as rs

NOW = "2026-03-04T12:00Z"
RECORD = {
    "format": "recovery-support/person",
    "format_version": 1,
    "id": "me",
    "zones": [{"zone": "Europe/Lisbon"}],
    "ties": [{"id": "dana", "roles": [{"role": "sponsor"}], "person": "you"}],
    "events": [
        {
            "type": "checkin",
            "id": "e1",
            "form": "daily",
            "on": "2026-03-03",
            "answers": {"mood": 4},
        },
        {"type": "activity", "id": "e2", "kind": "exercise", "on": "2026-03-03"},
    ],
    "consents": [
        {
            "id": "k1",
            "grantor": "self",
            "to": "dana",
            "what": ["checkin", "link"],
            "sensitivity": ["SUD"],
            "purpose": "SUPNWK",
        }
    ],
}
DANA = {"actor": "dana", "role": "sponsor", "purpose": "SUPNWK", "now": NOW}


@pytest.fixture
def person():
    return rs.Person.loads(RECORD)


def test_a_decision_says_why_and_by_which_consent(person):
    assert rs.decide(person, what="checkin", labels=["SUD"], **DANA) == rs.Decision(
        True, "consent", "k1", ("NORDSCLCD", "PERSISTLABEL", "PRIVMARK", "MINEC"), "R"
    )
    denied = rs.decide(person, what=["plan"], **DANA)
    assert not denied.permit
    assert denied.reason == "not_covered"
    assert denied.obligations == ("NOAUTH",)
    part2 = rs.decide(person, what="checkin", origin="part2", **DANA)
    assert part2.reason == "incomplete_part2"


def test_a_view_is_a_person(person):
    view = person.view(**DANA)
    person.close()
    seen = json.loads(view.to_json())
    assert [event["id"] for event in seen["events"]] == ["e1"]
    assert "consents" not in seen
    assert "ties" not in seen
    assert rs.today(view, NOW).date == "2026-03-04"


def test_the_person_sees_all(person):
    assert person.view(actor="self", now=NOW).to_json() == person.to_json()


def test_errors_of_questions(person):
    with pytest.raises(rs.ConsentError):
        person.view(actor="dana", role="sponsor", purpose="HLEGAL", now=NOW)
    with pytest.raises(rs.UnknownNameError):
        person.view(actor="dana", role="spy", purpose="SUPNWK", now=NOW)
    with pytest.raises(rs.DataError):
        rs.decide(person, origin="elsewhere", **DANA)
    with pytest.raises(TypeError):
        rs.decide(person, colour="red", **DANA)


def test_two_users_are_linked_while_both_consent(person):
    consent = {"id": "k9", "grantor": "self", "to": "mo", "what": ["link"], "purpose": "SUPNWK"}
    other = rs.Person.loads(
        {**RECORD, "id": "you", "ties": [{"id": "mo", "person": "me"}], "consents": [consent]}
    )
    assert rs.linked(person, other, NOW) == rs.Link(True, "dana", "mo")
    other.erase("ties/mo")
    assert rs.linked(person, other, NOW) == rs.Link(False, "", "")
