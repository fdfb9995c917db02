"""A person's record from Python: loaded tolerantly, appended strictly, erased really."""

import json
import threading

import pytest
import recovery_support as rs

RECORD = {
    "format": "recovery-support/person",
    "format_version": 1,
    "id": "p1",
    "zones": [{"from": "2025-01-01T00:00-05:00", "zone": "America/New_York"}],
    "targets": [{"id": "alcohol", "goal": {"kind": "abstain", "from": "2025-01-10"}}],
    "ties": [{"id": "dana", "roles": [{"role": "sponsor"}]}],
}
CHECKIN = {
    "type": "checkin",
    "id": "c1",
    "form": "daily",
    "at": "2026-03-04T08:10-05:00",
    "answers": {"mood": 4},
}


@pytest.fixture(name="person")
def a_person():
    return rs.Person.loads(RECORD)


def test_a_record_is_a_dict_a_text_or_bytes(person):
    text = json.dumps(RECORD)
    for given in (text, text.encode(), bytearray(text.encode())):
        assert rs.Person.loads(given).to_json() == person.to_json()


def test_a_file_is_the_same_record(tmp_path, person):
    path = tmp_path / "p1.json"
    path.write_text(json.dumps(RECORD))
    assert rs.Person.load(path).to_json() == person.to_json()
    assert rs.Person.load(str(path)).report.source == "p1.json"


def test_what_is_written_loads_again_as_the_same(person):
    person.append(CHECKIN)
    again = rs.Person.loads(person.to_json())
    assert again.to_json() == person.to_json()
    assert again.to_dict()["id"] == "p1"


def test_an_entry_that_can_not_be_used_is_kept_and_reported():
    odd = {
        "type": "checkin",
        "id": "c0",
        "form": "no-such-form",
        "at": CHECKIN["at"],
        "answers": {},
    }
    person = rs.Person.loads({**RECORD, "events": [odd]})
    assert person.report.left_out == 1
    assert person.report.problems[0].severity
    assert "no-such-form" in person.to_json()


def test_appending_returns_the_safety(person):
    assert person.append(CHECKIN).level == "none_reported"
    answers = {f"q{number}": 0 for number in range(1, 9)} | {"q9": 1}
    entry = {"type": "answers", "id": "a1", "instrument": "phq-9", "at": CHECKIN["at"]}
    assert person.append([{**entry, "answers": answers}]).level == "urgent"


def test_a_record_says_what_its_newest_words_ask_for(person):
    sign = {"type": "sign", "id": "s1", "kind": "unsafe_at_home", "at": CHECKIN["at"]}
    assert person.safety(CHECKIN["at"]).signs == ()
    person.append(sign)
    assert person.safety(CHECKIN["at"]) == rs.Safety("urgent", ("unsafe_at_home",))


def test_the_same_entry_again_is_no_error_and_another_under_its_id_is_a_conflict(person):
    person.append(CHECKIN)
    person.append(dict(reversed(CHECKIN.items())))
    with pytest.raises(rs.StateError) as caught:
        person.append({**CHECKIN, "answers": {"mood": 2}})
    assert caught.value.name == "RSUP_E_CONFLICT"


@pytest.mark.parametrize(
    "change",
    [
        {"answers": {"mood": 4711}},
        {"answers": {"no_such_item": 4}},
        {"at": "2026-03-04T08:10"},
        {"id": None},
        {"form": "no-such-form"},
        {"unknown_key": "4711"},
    ],
)
def test_a_refused_append_leaves_the_record_as_it_was(person, change):
    before = person.to_json()
    with pytest.raises(rs.Error) as caught:
        person.append([CHECKIN, {**CHECKIN, "id": "c2", **change}])
    assert person.to_json() == before
    assert caught.value.safety.level == "review"
    assert "4711" not in str(caught.value)


def test_an_answer_that_is_no_number_never_reaches_the_record(person):
    with pytest.raises(rs.DataError) as caught:
        person.append({**CHECKIN, "answers": {"mood": float("nan")}})
    assert caught.value.safety.level == "review"


def test_times_may_be_aware_datetimes_and_not_naive_ones(person):
    from datetime import datetime, timedelta, timezone

    at = datetime(2026, 3, 4, 8, 10, tzinfo=timezone(timedelta(hours=-5)))
    person.append({**CHECKIN, "at": at})
    with pytest.raises(rs.DataError):
        person.append({**CHECKIN, "id": "c2", "at": at.replace(tzinfo=None)})


def test_erased_values_are_gone_and_stay_gone(person):
    person.append(CHECKIN)
    cursor = person.changes_since().cursor
    person.erase("events/c1")
    assert '"mood"' not in person.to_json()
    assert "c1" in person.changes_since(cursor).text
    person.append(CHECKIN)
    assert '"mood"' not in person.to_json()
    with pytest.raises(rs.UnknownNameError):
        person.erase("events/nobody")


def test_changes_of_one_device_reach_the_other(person):
    other = rs.Person.loads(person.to_json())
    cursor = person.changes_since().cursor
    person.append(CHECKIN)
    other.append(json.loads(person.changes_since(cursor).text)["events"])
    assert other.to_json() == person.to_json()


def test_merging_takes_in_the_entries_of_the_other(person):
    other = rs.Person.loads(RECORD)
    other.append(CHECKIN)
    person.merge(other)
    assert person.to_json() == other.to_json()


def test_a_closed_person_refuses_and_a_repr_shows_no_id(person):
    assert "p1" not in repr(person)
    person.close()
    with pytest.raises(rs.StateError):
        person.to_json()


def test_eight_threads_may_append_to_one_person(person):
    def work(thread):
        for number in range(25):
            person.append({**CHECKIN, "id": f"c{thread}-{number}"})

    threads = [threading.Thread(target=work, args=(thread,)) for thread in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(person.to_dict()["events"]) == 200
