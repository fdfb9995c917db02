"""Columns on their way into C and out: lists, arrays, numpy, pandas, polars, Arrow. None of them is
needed; what is given decides. Numbers that lie as C wants them are read in place."""

from __future__ import annotations

from array import array

from ._convert import c_text
from ._errors import DataError
from ._rsup import ffi, lib

INT8, INT16, INT32, DOUBLE = (
    lib.RSUP_COLUMN_INT8,
    lib.RSUP_COLUMN_INT16,
    lib.RSUP_COLUMN_INT32,
    lib.RSUP_COLUMN_DOUBLE,
)
_NUMPY = {"|i1": INT8, "<i2": INT16, "<i4": INT32, "<f8": DOUBLE}
_ARROW = {"int8": INT8, "int16": INT16, "int32": INT32, "double": DOUBLE}
_BUFFER = {"b": INT8, "h": INT16, "i": INT32, "d": DOUBLE}
_ROOM = {  # by typecode of array: as C has it, as numpy has it
    "d": ("double[]", "f8"),
    "b": ("int8_t[]", "i1"),
    "B": ("uint8_t[]", "u1"),
    "h": ("int16_t[]", "i2"),
    "i": ("int32_t[]", "i4"),
    "I": ("uint32_t[]", "u4"),
    "q": ("int64_t[]", "i8"),
}
_NAN = float("nan")


def numpy():
    """numpy, or None where it is not installed."""
    try:
        import numpy as found
    except ImportError:
        return None
    return found


def names_of(frame):
    """The names of the columns of a dict, a data frame or a table."""
    for name in ("column_names", "columns"):  # pyarrow; pandas and polars
        if hasattr(frame, name):
            return [str(one) for one in getattr(frame, name)]
    if hasattr(frame, "keys"):
        return list(frame.keys())
    raise TypeError("columns come as a dict, a data frame or an Arrow table")


def room(typecode, rows):
    """Numbers for C to write: the object to hand out, and a pointer into it."""
    found = numpy()
    in_numpy = _ROOM[typecode][1]
    out = found.empty(rows, in_numpy) if found else array(typecode, [0]) * rows
    return out, pointer(typecode, out)


def pointer(typecode, numbers):
    """A pointer for C into numbers that room() made."""
    return ffi.from_buffer(_ROOM[typecode][0], numbers, require_writable=True)


class Column:
    """Where numbers lie, which of them are there, and what must outlive the call."""

    __slots__ = ("answered", "data", "kept", "kind", "mask", "offset", "rows", "stride")

    def __init__(self, kind, data, rows, kept, stride=0):
        self.kind, self.data, self.rows, self.kept, self.stride = kind, data, rows, kept, stride
        self.answered, self.mask, self.offset = lib.RSUP_ANSWERED_ALL, ffi.NULL, 0

    def masked(self, answered, mask, offset, kept):
        self.answered, self.mask, self.offset = answered, mask, offset
        self.kept = (self.kept, kept)
        return self


def column(values, name):
    """A column from whatever holds numbers; NaN, None, NA and masked ones are no answer."""
    if hasattr(values, "combine_chunks"):
        values = values.combine_chunks()
    if hasattr(values, "buffers") and hasattr(values, "offset"):
        return _arrow(values, name)
    if hasattr(values, "filled") and hasattr(values, "mask"):
        return _masked(values, name)
    if hasattr(values, "to_numpy"):
        values = _to_numpy(values)
    if hasattr(values, "__array_interface__"):
        return _numpy_array(values, name)
    try:
        view = memoryview(values)
    except TypeError:
        return _numbers(values, name)
    kind = _BUFFER.get(view.format) if view.ndim == 1 and view.c_contiguous else None
    if kind is None:
        return _numbers(view.tolist(), name)
    return Column(kind, ffi.from_buffer(view), len(view), view)


def _refuse(name):
    return DataError(f"column {name}: expected whole numbers and blanks", lib.RSUP_E_ARGUMENT)


def _numbers(values, name):
    try:
        held = array("d", [_NAN if one is None else one for one in values])
    except TypeError:  # its own message could show a value
        raise _refuse(name) from None
    return Column(DOUBLE, ffi.from_buffer(held), len(held), held)


def _arrow(values, name):
    if str(values.type) not in _ARROW:
        try:
            values = values.cast("double")
        except Exception:
            raise _refuse(name) from None
    mask, data = values.buffers()
    size = {INT8: 1, INT16: 2, INT32: 4, DOUBLE: 8}[_ARROW[str(values.type)]]
    start = ffi.cast("char *", data.address) + values.offset * size
    out = Column(_ARROW[str(values.type)], start, len(values), values)
    if mask is None or values.null_count == 0:
        return out
    bits = ffi.cast("void *", mask.address)
    return out.masked(lib.RSUP_ANSWERED_BITS, bits, values.offset, values)


def _to_numpy(values):
    """pandas' nullable types give objects unless they are told what a blank is."""
    if str(getattr(values, "dtype", ""))[:1].isupper() and hasattr(values, "array"):
        return values.to_numpy(dtype="float64", na_value=_NAN)
    return values.to_numpy()


def _numpy_array(values, name):
    if values.ndim != 1 or values.dtype.kind not in "iufb":
        if values.dtype.kind == "O" and values.ndim == 1:
            return _numbers(values.tolist(), name)
        raise _refuse(name)
    if values.dtype.str not in _NUMPY:
        values = values.astype("f8")
    start = ffi.cast("void *", values.__array_interface__["data"][0])
    return Column(_NUMPY[values.dtype.str], start, len(values), values, values.strides[0])


def _masked(values, name):
    out = _numpy_array(values.data, name)
    blanks = numpy().ma.getmaskarray(values).astype("u1")
    start = ffi.cast("void *", blanks.__array_interface__["data"][0])
    return out.masked(lib.RSUP_BLANK_BYTES, start, 0, blanks)


def codes(values, name):
    """Texts as codes and the texts they stand for; None is not known."""
    found, out = {}, array("b")
    for one in values:
        known = one is not None and one == one  # noqa: PLR0124 (NaN)
        if known and one not in found and len(found) == 127:
            raise DataError(f"context {name}: more than 127 values", lib.RSUP_E_LIMIT)
        out.append(found.setdefault(one, len(found)) if known else -1)
    return out, [ffi.new("char[]", c_text(str(one))) for one in found]
