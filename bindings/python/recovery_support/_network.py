"""What can be asked of a person's support network: `person.network`."""

from __future__ import annotations

from ._convert import instant, options
from ._rsup import ffi, lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._objects import Person
    from ._record_types import (
        NetworkChange,
        NetworkGaps,
        NetworkMeasures,
        ReachList,
        SupportLoad,
    )
    from ._types import Any, Instant


def _ids(given):
    """One id or several, as the C library reads them."""
    return given if given is None or isinstance(given, str) else " ".join(given)


def _result(function, *args):
    from ._objects import _result as result

    return result(function, *args)


class Network:
    """The support network of one person. Asks the person; holds nothing itself."""

    __slots__ = ("_person",)

    def __init__(self, person: Person):
        self._person = person

    def __repr__(self):
        return f"<recovery_support.Network of {self._person!r}>"

    def _ask(self, function, struct_name, given, *times):
        struct, kept = options(struct_name, given)
        with self._person._lock:
            return _result(function, self._person.pointer(), struct, *map(instant, times))

    def measures(self, as_of: Instant, **given: Any) -> NetworkMeasures:
        """Every measure of the network, each with value, low, high and state. Options: stale_days,
        contact_days, known_at."""
        return self._ask(lib.rsup_person_network, "rsup_network_options", given, as_of)

    def change(self, a: Instant, b: Instant, **given: Any) -> NetworkChange:
        """Who came, went and stayed from one moment to another, and what changed. Options:
        known_at."""
        function = lib.rsup_person_network_change
        struct, kept = options("rsup_network_change_options", given)
        with self._person._lock:
            return _result(function, self._person.pointer(), instant(a), instant(b), struct)

    def gaps(self, as_of: Instant, **given: Any) -> NetworkGaps:
        """What is missing by the rules of the config, and at most one suggestion for the day.
        Options: locale, known_at."""
        return self._ask(lib.rsup_person_network_gaps, "rsup_network_gaps_options", given, as_of)

    def reach(
        self, now: Instant, want: str | Iterable[str] | None = None, **given: Any
    ) -> ReachList:
        """Whom to call, with a reason for everybody and for everybody left out, and the crisis
        lines beneath. `want`: a kind of support, or several. Options: hours (who can be reached
        within so many is told too), situation ("craving", "no_craving"; else by the newest
        check-in), limit, region, known_at."""
        given["want"] = _ids(want)
        struct, kept = options("rsup_reach_options", given)
        with self._person._lock:
            return _result(
                lib.rsup_person_reach,
                self._person.pointer(),
                struct,
                instant(now),
                ffi.NULL,
                ffi.NULL,
            )

    def load(
        self, now: Instant, roles: str | Iterable[str] | None = None, **given: Any
    ) -> SupportLoad:
        """Who carries whom: per role the people, capacity and room, and who is overdue on either
        side. `roles`: those asked for, else sponsor, mentor, accountability_partner, sponsee and
        mentee. Options: known_at."""
        given["roles"] = _ids(roles)
        return self._ask(lib.rsup_person_support_load, "rsup_support_load_options", given, now)
