"""Turns described C records into read-only Python ones, by walking their descriptions.

Nothing here knows any particular record: a field that is added to a description in C appears in
Python by itself. "No value" is None; enums are their names; days are "YYYY-MM-DD"; instants are
milliseconds since 1970 UTC; lists are tuples.
"""

from _thread import allocate_lock
from collections import namedtuple
from struct import Struct

from ._errors import check
from ._rsup import ffi, lib

Measure = namedtuple("Measure", "value low high state unknowns")
Measure.__doc__ = "A number that may rest on unknowns: value, and the range it can be in."

INT32_NONE = -(2**31)
INT64_NONE = -(2**63)
DAY_ZERO = 719163  # datetime.date.toordinal() of 1970-01-01
POINTER = "Q" if ffi.sizeof("void *") == 8 else "I"


class Record:
    """One read-only record: fields as attributes and as items; iterating gives their names. A field
    whose name is a word of Python is an attribute with an underscore: `adherence.from_`."""

    __slots__ = ("_name", "_values")

    def __init__(self, name, values):
        object.__setattr__(self, "_name", name)
        object.__setattr__(self, "_values", values)

    def __getattr__(self, field):
        if not field.startswith("_"):
            for name in (field, field.removesuffix("_")):
                if name in self._values:
                    return self._values[name]
        raise AttributeError(f"a {self._name} record has no field {field!r}")

    def __getitem__(self, field):
        return self._values[field]

    def __setattr__(self, field, value):
        raise AttributeError("records are read-only")

    def __delattr__(self, field):
        raise AttributeError("records are read-only")

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __contains__(self, field):
        return field in self._values

    def __dir__(self):
        return [*object.__dir__(self), *self._values]

    def __eq__(self, other):
        if not isinstance(other, Record):
            return NotImplemented
        return self._name == other._name and self._values == other._values

    def __hash__(self):
        return hash((self._name, tuple(self._values.items())))

    def __reduce__(self):
        return Record, (self._name, self._values)

    def __repr__(self):
        """Names the fields and counts the lists; never shows a value, which may be personal."""
        shown = ", ".join(
            f"{name}[{len(value)}]" if type(value) in (tuple, Records) else name
            for name, value in self._values.items()
        )
        return f"<{self._name}: {shown}>"

    def to_dict(self):
        """The record and all below it as plain dicts, lists and numbers: what to_json() says."""
        sparse = _sparse_of(self._name) if None in self._values.values() else ()
        return {
            name: _plain(value)
            for name, value in self._values.items()
            if value is not None or name not in sparse
        }


class Records(tuple):
    """A list of records; a text finds one by its key: scores["total"]."""

    __slots__ = ()

    def __getitem__(self, index):
        if isinstance(index, str):
            for record in self:
                if record[_key_of(record._name)] == index:
                    return record
            raise KeyError(index)
        return tuple.__getitem__(self, index)

    def __contains__(self, one):
        if isinstance(one, str):
            return any(record[_key_of(record._name)] == one for record in self)
        return tuple.__contains__(self, one)


class Result(Record):
    """The record at the root of an answer; to_json() gives the text that the library writes."""

    __slots__ = ("_handle", "_lock", "_safety")

    def __init__(self, pointer, safety=None):
        handle = ffi.gc(pointer, lib.rsup_result_free)
        root = read(lib.rsup_result_type(handle), lib.rsup_result_root(handle))
        super().__init__(root._name, root._values)
        object.__setattr__(self, "_handle", handle)
        object.__setattr__(self, "_lock", allocate_lock())
        object.__setattr__(self, "_safety", safety)

    @property
    def safety(self):
        """What the answers of the call reported; None for calls that take no answers."""
        return self._safety

    def to_json(self):
        """The whole answer as JSON text: the same bytes from C, Python and Lua."""
        err, text, size = ffi.new("rsup_error *"), ffi.new("const char **"), ffi.new("size_t *")
        with self._lock:
            check(lib.rsup_result_json(self._handle, text, size, err), err)
            return ffi.unpack(text[0], size[0]).decode()


def _plain(value):
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, Measure):
        return value._asdict()
    if type(value) in (tuple, Records):
        return [_plain(item) for item in value]
    return value


def text_at(address):
    """The C text at an address, or None."""
    return ffi.string(ffi.cast("const char *", address)).decode() if address else None


def _double(value):
    """NaN is no value; the writer of JSON takes infinities for the same, and so do we."""
    return value if value - value == 0 else None


def _int32(value):
    return None if value == INT32_NONE else value


def _int64(value):
    return None if value == INT64_NONE else value


def _bool(value):
    return None if value == INT32_NONE else bool(value)


def _uint32(value):
    return value


def _day(value):
    if value == INT32_NONE:
        return None
    from datetime import date

    return date.fromordinal(value + DAY_ZERO).isoformat()


def _measure(value, low, high, state, unknowns):
    name = lib.rsup_measure_state_name(state)
    known = ffi.string(name).decode() if name else None
    return Measure(_double(value), _double(low), _double(high), known, unknowns)


def _texts(address, count):
    return tuple(text_at(item) for item in _addresses(address, count))


def _addresses(address, count):
    return ffi.unpack(ffi.cast("uintptr_t *", address), count) if count else ()


def _enum_reader(field):
    names = {0: None}

    def convert(value):
        if value not in names:
            name = field.enum_name(value)
            names[value] = ffi.string(name).decode() if name else None
        return names[value]

    return convert


def _record_reader(field):
    return lambda address: read(field.record, address) if address else None


def _records_reader(field):
    return lambda address, count: Records(
        read(field.record, item) for item in _addresses(address, count)
    )


# Kind of a field -> how struct unpacks it, and how the numbers become a Python value.
_FIXED = {
    lib.RSUP_KIND_INT32: ("i", _int32),
    lib.RSUP_KIND_INT64: ("q", _int64),
    lib.RSUP_KIND_DOUBLE: ("d", _double),
    lib.RSUP_KIND_BOOL: ("i", _bool),
    lib.RSUP_KIND_TEXT: (POINTER, text_at),
    lib.RSUP_KIND_INSTANT: ("q", _int64),
    lib.RSUP_KIND_DAY: ("i", _day),
    lib.RSUP_KIND_MEASURE: ("dddii", _measure),
    lib.RSUP_KIND_TEXTS: (POINTER, _texts),
    lib.RSUP_KIND_UINT32: ("I", _uint32),
}
_MADE = {
    lib.RSUP_KIND_ENUM: ("i", _enum_reader),
    lib.RSUP_KIND_RECORD: (POINTER, _record_reader),
    lib.RSUP_KIND_RECORDS: (POINTER, _records_reader),
}
_LISTS = (lib.RSUP_KIND_RECORDS, lib.RSUP_KIND_TEXTS)


class _Plan:
    """How to read one type of record: one struct format for all of it, then field by field."""

    def __init__(self, record_type):
        self.name = ffi.string(lib.rsup_record_type_name(record_type)).decode()
        self.size = lib.rsup_record_type_size(record_type)
        fields, spans = [], []
        for index in range(lib.rsup_record_type_field_count(record_type)):
            field = lib.rsup_record_type_field(record_type, index)
            if field.kind in _FIXED:
                code, convert = _FIXED[field.kind]
            else:
                code, make = _MADE[field.kind]
                convert = make(field)
            spans.append((field.offset, code, index))
            if field.kind in _LISTS:
                spans.append((field.count_offset, POINTER, index))
            fields.append((ffi.string(field.name).decode(), convert, []))
        self.struct = _whole_struct(spans, fields)
        self.fields = [(name, convert, *slots) for name, convert, slots in fields]

    def read(self, address):
        raw = self.struct.unpack_from(ffi.buffer(ffi.cast("const char *", address), self.size))
        values = {}
        for name, convert, *slots in self.fields:
            values[name] = convert(*(raw[slot] for slot in slots))
        return Record(self.name, values)


def _whole_struct(spans, fields):
    """One format over all spans; notes for each field which unpacked numbers are its own."""
    parts, at, slot = "=", 0, 0
    by_place = {}
    for offset, code, index in sorted(spans):
        parts += f"{offset - at}x{code}"
        at = offset + Struct("=" + code).size
        by_place[offset, index] = range(slot, slot + len(code))
        slot += len(code)
    for offset, _, index in spans:  # the list's address before its count, wherever they lie
        fields[index][2].extend(by_place[offset, index])
    return Struct(parts)


_plans = {}
_flagged = {}


def _fields_with(flag, name):
    """The fields of a type of record, by its name, that bear a flag."""
    if (flag, name) not in _flagged:
        index = 0
        while found := lib.rsup_record_type_at(index):
            count = lib.rsup_record_type_field_count(found)
            fields = [lib.rsup_record_type_field(found, i) for i in range(count)]
            _flagged[flag, text_at(lib.rsup_record_type_name(found))] = tuple(
                text_at(field.name) for field in fields if field.flags & flag
            )
            index += 1
    return _flagged[flag, name]


def _key_of(name):
    """The field that names a record of this type within its list; None has none."""
    return next(iter(_fields_with(lib.RSUP_FIELD_KEY, name)), None)


def _sparse_of(name):
    """The fields that are not in the JSON where they have no value."""
    return _fields_with(lib.RSUP_FIELD_SPARSE, name)


def read(record_type, address):
    """The record at `address` (a pointer or an int), described by `record_type`."""
    plan = _plans.get(record_type)
    if plan is None:
        plan = _plans[record_type] = _Plan(record_type)
    return plan.read(address)
