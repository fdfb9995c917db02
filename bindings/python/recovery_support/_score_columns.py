"""Many questionnaires at once: `instrument.score_columns(frame)`."""

from __future__ import annotations

from . import _columns
from ._convert import c_text
from ._errors import DataError, UnknownNameError
from ._objects import _call
from ._rsup import ffi, lib

OUTPUTS = {
    "value": "d",
    "low": "d",
    "high": "d",
    "band": "b",
    "rule": "b",
    "reason": "B",
    "cutoffs": "I",
}


class ScoreColumn:
    """One score of every row. What was not asked for is None.

    `band`, `rule`: places in `bands`, `rules`; -1 is none. `reason`: 0 is scored, else a key of
    `reasons`. `cutoffs`: bit j is `cutoff_ids[j]`.
    """

    __slots__ = (*OUTPUTS, "bands", "cutoff_ids", "reasons", "rules")

    def __init__(self, info):
        self.bands = tuple(one.id for one in info.bands)
        self.rules = tuple(info.values)
        self.cutoff_ids = tuple(dict.fromkeys(one.id for one in info.cutoffs))
        self.reasons = _reasons()
        for name in OUTPUTS:
            setattr(self, name, None)


SHARED = {"alerts": "I", "reviews": "I", "refused": "h"}


class ScoreColumns:
    """`scores` by id; `alerts` and `reviews`: bit j is `alert_ids[j]`; `refused`: the place in
    `item_ids` of the answer that refused the row, -1 for none; `refused_rows`: how many. What was
    not asked for is None."""

    __slots__ = (
        "alert_ids",
        "alerts",
        "item_ids",
        "refused",
        "refused_rows",
        "reviews",
        "scores",
    )


def _reasons():
    found, code = {}, 1
    while (name := lib.rsup_score_reason_name(code)) != ffi.NULL:
        found[code] = ffi.string(name).decode()
        code += 1
    return found


def _answers(frame, info, blank_below_zero):
    """A struct per item, how many rows there are, and what must outlive the call."""
    names = set(_columns.names_of(frame))
    structs, kept, rows = [], [], None
    for item in info.items:
        struct = ffi.new("rsup_answer_column *")
        struct.struct_size = ffi.sizeof("rsup_answer_column")
        structs.append(struct)
        if item.id not in names:
            if not item.optional:
                raise DataError(f"no column for item {item.id}", lib.RSUP_E_SCHEMA)
            continue
        given = _columns.column(frame[item.id], item.id)
        if rows is not None and given.rows != rows:
            raise DataError(f"column {item.id}: another number of rows", lib.RSUP_E_SCHEMA)
        rows = given.rows
        from_0 = blank_below_zero and given.mask == ffi.NULL
        struct.type, struct.data, struct.stride = given.kind, given.data, given.stride
        struct.answered = lib.RSUP_ANSWERED_FROM_0 if from_0 else given.answered
        struct.mask, struct.mask_offset = given.mask, given.offset
        kept.append(given)
    return structs, rows or 0, kept


def _room(before, name, typecode, rows):
    """A column of an earlier answer, to be overwritten, or a new one."""
    held = getattr(before, name, None)
    if held is not None and len(held) == rows:
        return held, _columns.pointer(typecode, held)
    return _columns.room(typecode, rows)


def _outputs(info, wanted, outputs, rows, before):
    """A struct per wanted score, the columns by id, and what must outlive the call."""
    places = {one.id: place for place, one in enumerate(info.scores)}
    structs, columns, kept = [], {}, []
    for name in places if wanted is None else wanted:
        if name not in places:
            raise UnknownNameError(
                "the instrument has no score of this name", lib.RSUP_E_UNKNOWN_NAME
            )
        struct = ffi.new("rsup_score_column *")
        struct.struct_size, struct.score = ffi.sizeof("rsup_score_column"), places[name]
        columns[name] = ScoreColumn(info.scores[places[name]])
        for output in filter(OUTPUTS.__contains__, outputs):
            out, pointer = _room(before.get(name), output, OUTPUTS[output], rows)
            setattr(columns[name], output, out)
            setattr(struct, output, pointer)
            kept.append(pointer)
        structs.append(struct)
    return structs, columns, kept


def _contexts(struct, context, rows):
    """What is said about all rows, and what about each; what must outlive the call."""
    same, kept, columns = [], [], []
    for name, value in (context or {}).items():
        label = ffi.new("char[]", c_text(name))
        kept.append(label)
        if isinstance(value, str):
            kept.append(ffi.new("char[]", c_text(value)))
            same.append({"name": label, "value": kept[-1]})
            continue
        codes, values = _columns.codes(value, name)
        if len(codes) != rows:
            raise DataError(f"context {name}: another number of rows", lib.RSUP_E_SCHEMA)
        one = ffi.new("rsup_context_column *")
        held = ffi.new("char *[]", values), ffi.from_buffer("int8_t[]", codes)
        one.struct_size, one.value_count = ffi.sizeof("rsup_context_column"), len(values)
        one.name, one.values, one.codes = label, held[0], held[1]
        kept += [values, held]
        columns.append(one)
    entries = ffi.new("rsup_context_entry[]", same)
    pointers = ffi.new("rsup_context_column *[]", columns)
    struct.context, struct.context_count = entries, len(same)
    struct.context_columns, struct.context_column_count = pointers, len(columns)
    return [kept, columns, entries, pointers]


def score_columns(
    instrument, frame, scores, context, profile, outputs, blank_below_zero, into
) -> ScoreColumns:
    info = instrument._description()
    unknown = set(outputs) - set(OUTPUTS) - set(SHARED)
    if unknown:
        raise TypeError(f"unknown outputs {sorted(unknown)}; there are: {[*OUTPUTS, *SHARED]}")
    answers, rows, kept = _answers(frame, info, blank_below_zero)
    before = into.scores if into is not None else {}
    wanted, columns, held = _outputs(info, scores, outputs, rows, before)
    struct = ffi.new("rsup_columns_options *")
    struct.struct_size = ffi.sizeof("rsup_columns_options")
    more = _contexts(struct, context, rows)
    if profile is not None:
        more.append(ffi.new("char[]", c_text(profile)))
        struct.profile = more[-1]
    out = ScoreColumns()
    for name, typecode in SHARED.items():
        found, pointer = None, ffi.NULL
        if name in outputs:
            found, pointer = _room(into, name, typecode, rows)
        setattr(out, name, found)
        setattr(struct, name, pointer)
        held.append(pointer)
    count = ffi.new("size_t *")
    struct.refused_rows = count
    _call(
        lib.rsup_instrument_score_columns,
        instrument.pointer(),
        ffi.new("rsup_answer_column *[]", answers),
        len(answers),
        rows,
        ffi.new("rsup_score_column *[]", wanted),
        len(wanted),
        struct,
    )
    del kept, held, more  # until here
    out.scores, out.refused_rows = columns, count[0]
    out.alert_ids = tuple(one.id for one in info.alerts)
    out.item_ids = tuple(one.id for one in info.items)
    return out
