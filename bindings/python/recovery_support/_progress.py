"""How far somebody has come: the stage of recovery, a group's milestones."""

from __future__ import annotations

from ._convert import instant, options
from ._objects import Person, _AllLocked, _flags, _result
from ._rsup import ffi, lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._record_types import GroupPage, Stage
    from ._types import Any, Instant


def stage(person: Person, now: Instant, **given: Any) -> Stage:
    """The stage of recovery by the config's rules, or why it can't be judged. Options: known_at."""
    struct, kept = options("rsup_stage_options", given)
    with person._lock:
        return _result(lib.rsup_person_stage, person.pointer(), instant(now), struct)


def group_milestones(persons: Any, now: Instant, permits: Any, **given: Any) -> GroupPage:
    """What a group reached together. `permits` is one truth value per person: whether they let the
    group count them (ask decide() of each, what=["milestones"]). Options: locale."""
    members = list(persons)
    flags = _flags(permits)
    struct, kept = options("rsup_group_milestones_options", given)
    struct.permits, struct.permit_count = flags, len(flags)
    with _AllLocked(members):
        pointers = ffi.new("const rsup_person *[]", [one.pointer() for one in members])
        asked = (pointers, len(members), instant(now), struct)
        return _result(lib.rsup_group_milestones, *asked)
