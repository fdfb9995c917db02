"""Many ego networks at once: the columns of `rs.network_measures()`."""

from array import array

from ._columns import names_of, room
from ._convert import c_text
from ._errors import DataError, check
from ._rsup import ffi, lib

_TYPES = {"i": ("int32_t", "i4", "int32"), "d": ("double", "f8", "double")}
_INPUTS = {
    "alters": "i",
    "ego": "i",
    "a": "i",
    "b": "i",
    "state": "i",
    "weight": "d",
    "alter_weight": "d",
    "alter_group": "i",
    "ego_group": "i",
}
_COUNTS = {"size": "i", "ties": "q", "not_asked": "q", "exact": "i"}
_MEASURES = (
    "density",
    "components",
    "isolates",
    "effective_size",
    "efficiency",
    "constraint",
    "hierarchy",
)
_GROUP_MEASURES = ("ei_index", "blau", "same_group")
_PER_ALTER = {"alter_weight", "alter_group"}
_NO_VALUE = -(2**31)


def _refuse(name):
    what = "whole numbers" if _INPUTS.get(name) == "i" else "numbers"
    return DataError(f"column {name}: expected {what}", lib.RSUP_E_ARGUMENT)


def _held(values, kind):
    """A one-dimensional buffer of numbers as C wants them, None when `values` is none."""
    try:
        view = memoryview(values)
    except TypeError:
        return None
    fits = view.format == kind and view.ndim == 1 and view.c_contiguous
    return view if fits else None


def _from_arrow(values, kind, name):
    """A buffer of an Arrow array's numbers; its type is widened or narrowed without loss."""
    if values.null_count:
        raise _refuse(name)
    try:
        values = values.cast(_TYPES[kind][2])
    except Exception:  # its own message could show a value
        raise _refuse(name) from None
    size = 4 if kind == "i" else 8
    if len(values) == 0:
        return memoryview(array(kind))
    view = memoryview(values.buffers()[1]).cast("B")
    start = values.offset * size
    return view[start : start + len(values) * size].cast(kind)


def _from_numpy(values, kind, name):
    try:
        narrow = values.astype(_TYPES[kind][1], order="C")
    except (TypeError, ValueError):
        raise _refuse(name) from None
    if values.ndim != 1 or (kind == "i" and not (narrow == values).all()):
        raise _refuse(name)
    return memoryview(narrow)


def _column(values, kind, name):
    """A buffer of int32 or double from whatever holds numbers; in place where it can be."""
    if hasattr(values, "combine_chunks"):
        values = values.combine_chunks()
    if hasattr(values, "buffers") and hasattr(values, "null_count"):
        return _from_arrow(values, kind, name)
    if hasattr(values, "to_numpy"):
        values = values.to_numpy()
    held = _held(values, kind)
    if held is not None:
        return held
    if hasattr(values, "__array_interface__") and hasattr(values, "astype"):
        return _from_numpy(values, kind, name)
    try:
        return memoryview(array(kind, values))
    except (TypeError, ValueError, OverflowError):
        raise _refuse(name) from None


def _states(values):
    """Numbers, or the names of the library."""
    if isinstance(values, (list, tuple)) and any(isinstance(one, str) for one in values):
        return [lib.rsup_pair_from_name(c_text(str(one))) for one in values]
    return values


def _codes(values, codes):
    """Texts as numbers, None as no value; other numbers as they are."""
    if not isinstance(values, (list, tuple)):
        return values
    return [
        _NO_VALUE
        if one is None
        else codes.setdefault(one, len(codes))
        if isinstance(one, str)
        else one
        for one in values
    ]


def _flat(columns):
    """Of an Arrow table with a row per ego, whose a and b are lists: flat columns and `ego`."""
    given = {name: columns[name] for name in _INPUTS if name in names_of(columns)}
    if "ego" in given or "list" not in str(getattr(given.get("a"), "type", "")):
        return given
    import pyarrow.compute as compute

    given["ego"] = compute.list_parent_indices(given["a"])
    lists = [name for name, one in given.items() if "list" in str(one.type)]
    return given | {name: compute.list_flatten(given[name]) for name in lists}


def _inputs(columns, unlisted):
    unknown = set(names_of(columns)) - set(_INPUTS)
    if unknown:
        raise TypeError(f"unknown columns; there are: {', '.join(_INPUTS)}")
    given, codes, kept = _flat(columns), {}, {}
    for name, values in given.items():
        if name == "state":
            values = _states(values)
        elif name.endswith("_group"):
            values = _codes(values, codes)
        kept[name] = _column(values, _INPUTS[name], name)
    for name in ("alters", "ego", "a", "b"):
        kept.setdefault(name, memoryview(array("i")))
    struct = ffi.new("rsup_ego_columns *")
    struct.struct_size = ffi.sizeof("rsup_ego_columns")
    struct.unlisted = lib.rsup_pair_from_name(c_text(unlisted)) or -1
    struct.egos, struct.pairs = len(kept["alters"]), len(kept["a"])
    alters = sum(one for one in kept["alters"] if one > 0) if set(kept) & _PER_ALTER else 0
    rows = {"alters": struct.egos, "ego_group": struct.egos}
    for name, view in kept.items():
        wanted = rows.get(name, alters if name in _PER_ALTER else struct.pairs)
        if len(view) != wanted:
            raise DataError(f"column {name}: expected {wanted} rows", lib.RSUP_E_ARGUMENT)
        setattr(struct, name, ffi.from_buffer(f"{_TYPES[_INPUTS[name]][0]}[]", view))
    return struct, kept


def measure(columns, unlisted, bounds, alter_constraint, config):
    struct, kept = _inputs(columns, unlisted)
    if bounds is None:
        bounds = "state" in kept or unlisted != "not_tied"
    out = ffi.new("rsup_structure_columns *")
    out.struct_size = ffi.sizeof("rsup_structure_columns")
    found = {}
    for name, kind in _COUNTS.items():
        if name != "exact" or bounds:
            found[name], pointer = room(kind, struct.egos)
            setattr(out, name, pointer)
    for name in _MEASURES + (_GROUP_MEASURES if "alter_group" in kept else ()):
        for part in ("value", "low", "high") if bounds else ("value",):
            key = name if part == "value" else f"{name}_{part}"
            found[key], pointer = room("d", struct.egos)
            setattr(getattr(out, name), part, pointer)
    if alter_constraint:
        rows = sum(one for one in kept["alters"] if one > 0)
        found["alter_constraint"], out.alter_constraint = room("d", rows)
    err = ffi.new("rsup_error *")
    lender = ffi.NULL if config is None else config.pointer()
    check(lib.rsup_network_columns(lender, struct, out, err), err)
    return found
