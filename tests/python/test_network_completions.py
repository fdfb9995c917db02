"""Low and high of the measures of a network are what its completions reach: what is open is filled
in in every way, and each filled record asked again. What a filled record says is tested elsewhere,
and so are the ends of what rests on pairs, on kinds and on when people met."""

import itertools
import random

import pytest
import recovery_support as rs

NOW = "2026-01-01T00:00Z"
CHOICES = {
    "stance": ["supports", "neutral", "makes_use_easier"],
    "use": [("uses", "light"), ("uses", "heavy"), "in_recovery", "does_not_use"],
    "former_associate": [True, False],
    "in_contact": ["daily", "weekly", "seldom"],
    "closeness": [0, 1],  # the ends: means rise and fall with each part
    "importance": [0, 1],
    "satisfaction": [0, 1],
    "strain": [0, 1],
    "tags": [["veteran"], ["parent"]],
    "household": [True, False],
}
GROUPS = {
    "use": ["heavy_use", "light_use", "mixed", "no_use", "in_recovery"],
    "importance": [0, 1],
}
ROLES = ["friend", "partner", "sponsor", "therapist", "sibling"]
NEVER_SAID = (
    "kinds",
    "functional",
    "contact_",
    "shapes",
    "absences",
    "quiet_days",
    "belonging",
    "giving",
)
MOST_OPEN = 6


def drawn(seed):
    """A record whose every field is said, and the places that are left open."""
    source = random.Random(seed)
    entries = []
    for i in range(source.randint(1, 4)):
        entries.append({"id": f"t{i}", "roles": [{"role": source.choice(ROLES)}]})
    for i in range(source.randint(0, 2)):
        entries.append({"group": f"g{i}"})
    for entry in entries:
        for name, choices in choices_of(entry).items():
            entry[name] = source.choice(choices)
    places = [(i, name) for i, entry in enumerate(entries) for name in choices_of(entry)]
    return entries, source.sample(places, min(MOST_OPEN, len(places)))


def choices_of(entry):
    return GROUPS if "group" in entry else CHOICES


def written(entry):
    """How much somebody uses is a field of its own."""
    if isinstance(entry.get("use"), tuple):
        use, level = entry["use"]
        return {**entry, "use": use, "use_level": level}
    return entry


def long_ago(entry, place):
    """One old contact with each: so that nobody was heard of lately, and that is known."""
    at = "2025-01-05T12:00Z"
    return {
        "type": "contact",
        "id": f"c{place}",
        "tie": entry["id"],
        "at": at,
        "outcome": "reached",
    }


def measures(entries):
    ties = [written(entry) for entry in entries if "id" in entry]
    record = {
        "format": "recovery-support/person",
        "format_version": 1,
        "id": "x",
        "zones": [{"from": "2025-01-01T00:00Z", "zone": "Europe/Berlin"}],
        "ties": ties,
        "memberships": [entry for entry in entries if "group" in entry],
        "self": {"tags": ["veteran"]},
        "asked": [{"generator": "family", "on": "2025-06-01", "outcome": "none"}],
        "events": [long_ago(tie, place) for place, tie in enumerate(ties)],
    }
    person = rs.Person.loads(record)
    assert person.report.left_out == 0
    found = {}
    walk(person.network.measures(NOW).to_dict(), "", found)
    return found


def walk(part, path, found):
    if isinstance(part, list):
        part = dict(enumerate(part))
    if not isinstance(part, dict):
        return
    if {"value", "low", "high", "state"} <= set(part):
        found[path] = part
        return
    for key, inner in part.items():
        walk(inner, f"{path}.{key}", found)


def rests_on_choices(path):
    """Not on what is never said here: contacts, pairs, days, groups."""
    return not any(word in path for word in NEVER_SAID)


@pytest.mark.parametrize("seed", range(30))
def test_ends_are_reached_and_never_passed(seed):
    entries, places = drawn(seed)
    blank = [
        {k: v for k, v in entry.items() if (i, k) not in places} for i, entry in enumerate(entries)
    ]
    asked = {path: one for path, one in measures(blank).items() if rests_on_choices(path)}
    reached = {path: [] for path in asked}
    for filling in itertools.product(*(choices_of(entries[i])[name] for i, name in places)):
        filled = [dict(entry) for entry in blank]
        for (i, name), value in zip(places, filling):
            filled[i][name] = value
        for path, one in measures(filled).items():
            if path in reached and one["value"] is not None:
                reached[path].append(one["value"])
    assert len(asked) > 30
    for path, one in asked.items():
        if one["low"] is None:
            assert not reached[path], path
            continue
        assert min(reached[path]) == pytest.approx(one["low"], abs=1e-12), path
        assert max(reached[path]) == pytest.approx(one["high"], abs=1e-12), path
