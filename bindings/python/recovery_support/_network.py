"""What can be asked of a person's support network, `person.network`; and of many ego networks at
once, `network_measures()`."""

from __future__ import annotations

from ._convert import instant, options
from ._errors import check
from ._rsup import ffi, lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._objects import Config, Person
    from ._record_types import (
        NetworkChange,
        NetworkGaps,
        NetworkMap,
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

    def _ask(self, function, struct_name, given, *times, out=()):
        struct, kept = options(struct_name, given)
        with self._person._lock:
            asked = (self._person.pointer(), *map(instant, times), struct, *out)
            return _result(function, *asked)

    def measures(self, as_of: Instant, **given: Any) -> NetworkMeasures:
        """Every measure of the network, each with value, low, high and state. Options: stale_days,
        contact_days, known_at."""
        return self._ask(lib.rsup_person_network, "rsup_network_options", given, as_of)

    def change(self, a: Instant, b: Instant, **given: Any) -> NetworkChange:
        """Who came, went and stayed from one moment to another, and what changed. Options:
        known_at."""
        function = lib.rsup_person_network_change
        return self._ask(function, "rsup_network_change_options", given, a, b)

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
        lines = (ffi.NULL, ffi.NULL)  # the answer has them
        return self._ask(lib.rsup_person_reach, "rsup_reach_options", given, now, out=lines)

    def load(
        self, now: Instant, roles: str | Iterable[str] | None = None, **given: Any
    ) -> SupportLoad:
        """Who carries whom: per role the people, capacity and room, and who is overdue on either
        side. `roles`: those asked for, else sponsor, mentor, accountability_partner, sponsee and
        mentee. Options: known_at."""
        given["roles"] = _ids(roles)
        return self._ask(lib.rsup_person_support_load, "rsup_support_load_options", given, now)

    def layout(self, now: Instant, **given: Any) -> NetworkMap:
        """Where everybody stands in a picture: rings by closeness, sectors by source, the same
        places on every machine. Options: known_at."""
        return self._ask(lib.rsup_person_network_map, "rsup_network_map_options", given, now)

    def dot(self, now: Instant, **given: Any) -> str:
        """The same as a graph for Graphviz (`neato -n2`): ids and places, no words."""
        drawn = self.layout(now, **given)
        err, text, size = ffi.new("rsup_error *"), ffi.new("const char **"), ffi.new("size_t *")
        check(lib.rsup_network_dot(drawn._handle, text, size, err), err)
        return ffi.unpack(text[0], size[0]).decode()

    def to_networkx(self, now: Instant, **given: Any) -> Any:
        """The people (without the person) as a networkx graph. Nodes have roles, closeness,
        source, ring and pos; edges are those who know each other; `not_asked` of the graph has
        the pairs that nobody can tell of."""
        import networkx

        drawn = self.layout(now, **given)
        graph = networkx.Graph(not_asked=_not_asked(drawn))
        graph.add_nodes_from((node.tie, _attributes(node)) for node in drawn.nodes)
        graph.add_edges_from((edge.a, edge.b) for edge in drawn.edges if edge.state == "tied")
        return graph

    def to_igraph(self, now: Instant, **given: Any) -> Any:
        """The same as an igraph graph; vertices have a name too."""
        import igraph

        drawn = self.layout(now, **given)
        place = {node.tie: index for index, node in enumerate(drawn.nodes)}
        graph = igraph.Graph(
            n=len(place),
            edges=[(place[one.a], place[one.b]) for one in drawn.edges if one.state == "tied"],
        )
        graph["not_asked"] = _not_asked(drawn)
        graph.vs["name"] = list(place)
        for key in ("roles", "closeness", "source", "ring", "pos"):
            graph.vs[key] = [_attributes(node)[key] for node in drawn.nodes]
        return graph


def _attributes(node):
    return {
        "roles": list(node.roles),
        "closeness": node.closeness,
        "source": None if node.sector == "other" else node.sector,
        "ring": node.ring,
        "pos": (node.x, node.y),
    }


def _not_asked(drawn):
    """Pairs of which it is not known whether they know each other."""
    known = {(edge.a, edge.b) for edge in drawn.edges if edge.state in ("tied", "not_tied")}
    ids = [node.tie for node in drawn.nodes]
    pairs = ((a, b) for index, a in enumerate(ids) for b in ids[index + 1 :])
    return [pair for pair in pairs if pair not in known]


def network_measures(
    columns: Any,
    unlisted: str = "not_tied",
    bounds: bool | None = None,
    alter_constraint: bool = False,
    config: Config | None = None,
) -> dict[str, Any]:
    """Structural measures of many ego networks, one row per ego.

    `columns`: a dict of lists, arrays, numpy or Arrow arrays. alters: how many alters each ego has;
    ego, a, b: pairs of alters that are tied, egos and the alters of each counted from 0, sorted by
    ego. Optional: state of each pair ("tied", "not_tied", "not_asked", or 1, 2, 3), weight; per
    alter alter_weight, alter_group; per ego ego_group. Or an Arrow table with a row per ego whose
    a, b, state and weight are lists. `unlisted`: of pairs without a row "not_tied" or "not_asked".

    Gives a dict of columns, numpy arrays where numpy is installed: size, ties, not_asked, density,
    components, isolates, effective_size, efficiency, constraint, hierarchy; ei_index, blau and
    same_group with alter_group. NaN is no value. With bounds (by default when a pair may be not
    asked) also exact, and of each measure NAME_low and NAME_high. `alter_constraint`: a row per
    alter. docs/guide/network-measures.md says what each is.
    """
    from ._network_columns import measure  # with what it needs, only for who asks

    return measure(columns, unlisted, bounds, alter_constraint, config)
