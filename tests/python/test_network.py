"""The support network from Python: measures, gaps and change, as the C library gives them."""

import pathlib

import pytest
import recovery_support as rs

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "examples" / "data"

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


def test_reach_tells_whom_to_call_and_why(person):
    found = person.network.reach(NOW)
    assert [one.tie for one in found.people] == ["ana", "cleo"]
    (ben,) = found.left_out
    assert (ben.tie, [reason.id for reason in ben.reasons]) == ("ben", ["uses"])
    assert found.can_be_reached == 2
    assert found.crisis_lines


def test_reach_takes_what_is_wanted_and_the_next_hours(person):
    at_night = "2026-03-04T23:00+01:00"
    assert person.network.reach(at_night, hours=8).soon[0].reachable_from is not None
    assert len(person.network.reach(at_night).soon) == 0
    both = person.network.reach(NOW, want=["emotional", "companionship"], situation="craving")
    assert both == person.network.reach(NOW, want="emotional companionship", situation="craving")
    assert both.craving is True
    with pytest.raises(rs.Error):
        person.network.reach(NOW, want="job")
    with pytest.raises(rs.Error):
        person.network.reach(NOW, hours=169)


@pytest.mark.parametrize("name", ["marlow.json", "ines.json", "tobi.yaml"])
def test_reach_and_the_day_picture_never_disagree(name):
    config = rs.Config.load(DATA / "config.yaml")
    person = rs.Person.load(DATA / name, config)
    for month in range(1, 13):
        for hour in (2, 6, 7, 12, 18, 22):
            now = f"2025-{month:02d}-28T{hour:02d}:30:00Z"
            picture, found = rs.today(person, now=now), person.network.reach(now)
            left_out = [
                one.to_dict()
                for one in found.left_out
                if one.reasons[0].id != "further_down_the_list"
            ]
            assert [one.to_dict() for one in found.people] == [
                one.to_dict() for one in picture.reach
            ]
            assert left_out == [one.to_dict() for one in picture.reach_left_out]
            assert [one.id for one in found.crisis_lines] == [
                one.id for one in picture.crisis_lines
            ]


def test_load_tells_who_is_overdue_on_either_side(person):
    load = person.network.load(NOW)
    assert [role.role for role in load.roles] == [
        "sponsor",
        "mentor",
        "accountability_partner",
        "sponsee",
        "mentee",
    ]
    (ana,) = load.roles[0].pairs
    assert (ana.tie, ana.every_days, ana.overdue_days) == ("ana", 1, 1)
    assert [role.role for role in person.network.load(NOW, roles=["mentor"]).roles] == ["mentor"]
    with pytest.raises(rs.Error):
        person.network.load(NOW, roles="king")


def test_the_layout_has_a_place_for_everybody(person):
    drawn = person.network.layout(NOW)
    assert [node.tie for node in drawn.nodes] == ["ana", "ben", "cleo"]
    ana, ben, cleo = drawn.nodes
    assert (ana.sector, ana.ring, ana.angle) == ("recovery_community", 1, 0.7)
    assert (ben.sector, ben.ring, cleo.sector) == ("family", 5, "other")
    assert ana.x == pytest.approx(-0.2 * 0.9510565162951535, abs=1e-15)
    assert [sector.state for sector in drawn.sectors] == [
        "unknown",
        "named",
        "unknown",
        "named",
        "named",
    ]


def test_dot_names_ids_and_nothing_else(person):
    text = person.network.dot(NOW)
    assert text.startswith("graph network {")
    assert '[label="ana", pos="' in text
    assert "sponsor" not in text
    assert "uses" not in text


def knowing_each_other():
    record = dict(RECORD)
    record["alter_ties"] = [
        {"a": "ben", "b": "ana", "state": "tied"},
        {"a": "cleo", "b": "ana", "state": "not_tied"},
    ]
    return rs.Person.loads(record).network


def test_networkx_gets_who_knows_whom():
    networkx = pytest.importorskip("networkx")
    graph = knowing_each_other().to_networkx(NOW)
    assert isinstance(graph, networkx.Graph)
    assert list(graph.edges) == [("ana", "ben")]
    assert graph.graph["not_asked"] == [("ben", "cleo")]
    assert graph.nodes["ana"]["roles"] == ["sponsor"]
    assert graph.nodes["ana"]["closeness"] == 0.9
    assert graph.nodes["ben"]["source"] == "family"
    assert graph.nodes["cleo"]["source"] is None


def test_igraph_gets_the_same():
    pytest.importorskip("igraph")
    graph = knowing_each_other().to_igraph(NOW)
    assert graph.vs["name"] == ["ana", "ben", "cleo"]
    assert [edge.tuple for edge in graph.es] == [(0, 1)]
    assert graph["not_asked"] == [("ben", "cleo")]
    assert graph.vs["closeness"] == [0.9, None, None]


def candidate(name, since, room=1):
    return rs.Person.loads(
        {
            "format": "recovery-support/person",
            "format_version": 1,
            "id": name,
            "zones": [{"zone": "Europe/Berlin"}],
            "languages": ["en"],
            "self": {"capacity": {"mentor": room}, "tags": ["grief"]},
            "targets": [{"id": "alcohol", "goal": {"kind": "abstain", "from": since}}],
            "events": [
                {"type": "training", "id": "t", "kind": "mentor", "completed": "2025-06-01"},
                {
                    "type": "use_day",
                    "id": "n",
                    "target": "alcohol",
                    "on": "2026-03-01",
                    "amount": 0,
                },
            ],
        }
    )


def test_mentors_come_with_terms_and_the_others_with_reasons(person):
    people = [
        candidate("young", "2025-03-05"),
        candidate("ready", "2025-03-04"),
        candidate("full", "2020-01-01", room=0),
        candidate("silent", "2020-01-01"),
    ]
    match = rs.mentor_match(
        person, people, NOW, [1, 1, 1, 0], [True] * 4, tells=[True, True, False, True]
    )
    (mentor,) = match.mentors
    assert mentor.person == "ready"
    assert mentor.score == sum(one.number for one in mentor.reasons if one.number is not None)
    assert {one.person: [reason.id for reason in one.reasons] for one in match.left_out} == {
        "full": ["not_eligible"],
        "silent": ["no_consent"],
        "young": ["not_stable_for_long_enough"],
    }
    with pytest.raises(rs.Error):
        rs.mentor_match(person, people, NOW, [1], [1])
    with pytest.raises(rs.Error):
        rs.mentor_match(person, people, NOW, [1] * 4, [1] * 4, conflicts=[1])
    conflicting = rs.mentor_match(person, people, NOW, [1] * 4, [1] * 4, conflicts=[1] * 4, limit=1)
    assert conflicting.fitting == 0


def test_a_closed_person_has_no_network(person):
    network = person.network
    person.close()
    with pytest.raises(rs.StateError):
        network.measures(NOW)
