"""The planned occasions of one form, and how it was kept."""

from __future__ import annotations

from ._convert import c_text, day, instant, options
from ._objects import Person, _result
from ._rsup import lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._record_types import Occasions
    from ._types import Any, Instant


def occasions(person: Person, form: str, now: Instant, **given: Any) -> Occasions:
    """What became of the planned check-ins of a form. Options: days, until (one past the last day,
    as "2026-03-04"), policy ("excused_neutral", "strict", "late_counts"), known_at."""
    if isinstance(given.get("until"), str):
        given["until"] = day(given["until"])
    struct, kept = options("rsup_occasions_options", given)
    with person._lock:
        asked = (person.pointer(), c_text(form), instant(now), struct)
        return _result(lib.rsup_person_occasions, *asked)
