"""Finding a mentor: rs.mentor_match()."""

from __future__ import annotations

from ._convert import instant, options
from ._objects import Person, _AllLocked, _flags, _result
from ._rsup import ffi, lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._record_types import MentorMatch
    from ._types import Any, Instant


def mentor_match(
    person: Person,
    candidates: Iterable[Person],
    now: Instant,
    permits: Iterable[object],
    person_permits: Iterable[object],
    tells: Iterable[object] | None = None,
    conflicts: Iterable[object] | None = None,
    **given: Any,
) -> MentorMatch:
    """Who may be a mentor for the person, best first, and who may not, each with the reasons.

    One truth value per candidate: `permits`, the candidate lets their record be read for it;
    `person_permits`, the person agrees to this candidate (ask decide() of each); `tells`, the
    candidate lets it be said which rule they do not meet; `conflicts`, one of the two declared
    one. Options: limit, known_at."""
    people = list(candidates)
    struct, kept = options("rsup_mentor_match_options", given)
    flags = []
    for field, values in (
        ("permit", permits),
        ("person_permit", person_permits),
        ("tell", tells),
        ("conflict", conflicts),
    ):
        if values is None:
            continue
        flags.append(_flags(values))
        setattr(struct, f"{field}s", flags[-1])
        setattr(struct, f"{field}_count", len(flags[-1]))
    with _AllLocked([person, *people]):
        pointers = ffi.new("const rsup_person *[]", [one.pointer() for one in people])
        asked = (person.pointer(), pointers, len(people), instant(now), struct)
        return _result(lib.rsup_person_mentor_match, *asked)
