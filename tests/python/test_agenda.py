"""Agenda, worklist and snapshot are asked for from Python."""

import pytest
import recovery_support as rs

RECORD = {
    "format": "recovery-support/person",
    "format_version": 1,
    "id": "p",
    "zones": [{"zone": "America/New_York"}],
}


def test_the_agenda_of_a_day_of_23_hours():
    person = rs.Person.loads(RECORD)
    page = rs.agenda(person, "2026-03-08T00:00-05:00", "2026-03-09T00:00-04:00")
    assert [(entry.kind, entry.local_time) for entry in page.entries] == [
        ("checkin_opens", "2026-03-08T06:00:00-04:00"),
        ("checkin_due", "2026-03-08T21:00:00-04:00"),
    ]
    assert page.entries[0].discreet == "There is something for you to fill in."


def test_the_agenda_takes_a_moment_of_its_own():
    person = rs.Person.loads(RECORD)
    page = rs.agenda(person, "2026-03-08T05:00Z", "2026-03-08T06:00Z", now="2026-03-07T12:00Z")
    assert [entry.id for entry in page.entries] == ["checkin_closes/daily/2026-03-07"]


def test_the_worklist_leaves_out_who_may_not_be_read():
    persons = [rs.Person.loads({**RECORD, "id": name}) for name in ("a", "b")]
    page = rs.worklist(persons, "2026-03-08T16:00Z", permits=[True, False])
    assert [work.person for work in page.people] == ["a"]
    assert page.not_permitted == 1
    with pytest.raises(rs.Error):
        rs.worklist(persons, "2026-03-08T16:00Z", permits=[True])


def test_a_snapshot_opens_as_the_same_record():
    person = rs.Person.loads(RECORD)
    blob = person.snapshot()
    assert rs.Person.open_snapshot(blob).to_json() == person.to_json()
    with pytest.raises(rs.DataError):
        rs.Person.open_snapshot(blob[:-1])
