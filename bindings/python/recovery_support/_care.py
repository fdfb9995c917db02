"""Questions about goals, care and activities."""

from __future__ import annotations

from ._convert import c_text, instant, options
from ._objects import Person, _AllLocked, _flags, _result
from ._questions import _over_days
from ._rsup import ffi, lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._record_types import Activities, Care, Goals, GroupGoal
    from ._types import Any, Day, Instant


def goals(person: Person, now: Instant, **given: Any) -> Goals:
    """The goals of a record: progress, line, slack and state of each. Options: known_at."""
    struct, kept = options("rsup_goals_options", given)
    with person._lock:
        return _result(lib.rsup_person_goals, person.pointer(), instant(now), struct)


def care(
    person: Person,
    now: Instant,
    since: Day | None = None,
    before: Day | None = None,
    **given: Any,
) -> Care:
    """Care over the days [since, before), by default from the first that is told of to today.
    Options: retained_days, known_at."""
    struct, kept = options("rsup_care_options", given)
    return _over_days(lib.rsup_person_care, person, now, since, before, struct)


def activities(
    person: Person,
    now: Instant,
    since: Day | None = None,
    before: Day | None = None,
    **given: Any,
) -> Activities:
    """Activities over the days [since, before), by default from the first one to today. Options:
    known_at."""
    struct, kept = options("rsup_care_options", given)
    return _over_days(lib.rsup_person_activities, person, now, since, before, struct)


def group_goal(
    persons: Any, group: str, now: Instant, permits: Any = None, least_members: int | None = None
) -> GroupGoal:
    """How far a collective goal went, in sums. `permits` is one truth value per person; without
    them nobody is counted."""
    given = list(persons)
    struct, kept = options("rsup_group_goal_progress_options", {"least_members": least_members})
    if permits is not None:
        flags = _flags(permits)
        struct.permits, struct.permit_count = flags, len(flags)
    with _AllLocked(given):
        pointers = ffi.new("const rsup_person *[]", [one.pointer() for one in given])
        asked = (pointers, len(given), c_text(group), instant(now), struct)
        return _result(lib.rsup_group_goal_progress, *asked)
