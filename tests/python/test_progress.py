"""Stage, group milestones and the day grid from Python."""

import pytest
import recovery_support as rs

NOW = "2026-03-11T12:00+01:00"
CONFIG = rs.Config.default()


def somebody(name, start="2026-03-01", events=()):
    goal = {"kind": "abstain", "from": start}
    return rs.Person.loads(
        {
            "format": "recovery-support/person",
            "format_version": 1,
            "id": name,
            "zones": [{"zone": "Europe/Berlin"}],
            "targets": [{"id": "alcohol", "goal": goal}],
            "events": list(events),
        },
        CONFIG,
    )


def test_the_stage_and_when_the_next_one_is_reached():
    word = {"type": "confirmed", "id": "c", "target": "alcohol", "on": "2026-03-02"}
    found = rs.stage(somebody("a", events=[word]), NOW)
    assert (found.id, found.next, found.next_on) == ("beginning", "early", "2026-04-01")


def test_a_stage_that_nobody_can_judge():
    found = rs.stage(somebody("a", "2024-03-01"), NOW)
    assert (found.id, found.at_most) == (None, "sustained")


def test_a_group_of_five_has_fifty_days():  # 1 March to 11 March: ten days each
    people = [somebody(name) for name in "abcdef"]
    page = rs.group_milestones(people, NOW, [True] * 5 + [False])
    days = page.counts[0]
    assert (days.counts, days.withheld, days.total.value) == ("total_days", False, 50)
    assert [(m.id, m.to_go) for m in days.milestones] == [("group-days-100", 50)]


def test_a_group_below_the_floor_is_not_told():
    page = rs.group_milestones([somebody(name) for name in "abcd"], NOW, [True] * 4)
    assert all(count.withheld and not count.milestones for count in page.counts)
    with pytest.raises(rs.DataError):
        rs.group_milestones([somebody("a")], NOW, [])


def test_a_grid_goes_in_and_comes_out():
    me = somebody("a")
    cells = [0, 4, "used", None, 2.5]
    grid = {"format": "recovery-support/day-grid", "format_version": 1, "from": "2026-03-01"}
    me.append_grid({**grid, "unit": "drinks", "targets": {"alcohol": cells}})
    out = rs.history(me, "alcohol", NOW, since="2026-03-01", before="2026-03-06").grid
    assert [day.state for day in out] == ["not_used", "used", "used", "unknown", "used"]
    assert [day.amount for day in out] == [0, 4, None, None, 2.5]
    with pytest.raises(rs.UnknownNameError):
        me.append_grid({**grid, "targets": {"tea": [0]}})


def test_milestones_of_what_was_done():
    met = {"type": "attendance", "id": "m", "meeting": "x", "on": "2026-03-04", "shared": True}
    counted = rs.today(somebody("a", events=[met]), NOW).milestones.counted
    reached = {m.id: m.on for m in counted if m.state == "reached"}
    assert reached == {"meetings-1": "2026-03-04", "first-shared": "2026-03-04"}
    assert [(m.id, m.to_go) for m in counted if m.state == "next"] == [("meetings-10", 9)]
