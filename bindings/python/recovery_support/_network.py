"""What can be asked of a person's support network: `person.network`."""

from __future__ import annotations

from ._convert import instant, options
from ._rsup import lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._objects import Person
    from ._record_types import NetworkChange, NetworkGaps, NetworkMeasures
    from ._types import Any, Instant


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
