"""Every record description says what the struct in the public header says: name, place and type of
each member, none left out."""

import pytest
from recovery_support._rsup import ffi, lib

C_TYPES = {
    lib.RSUP_KIND_INT32: "int32_t",
    lib.RSUP_KIND_INT64: "int64_t",
    lib.RSUP_KIND_DOUBLE: "double",
    lib.RSUP_KIND_BOOL: "int32_t",
    lib.RSUP_KIND_TEXT: "char *",
    lib.RSUP_KIND_INSTANT: "int64_t",
    lib.RSUP_KIND_DAY: "int32_t",
    lib.RSUP_KIND_ENUM: "int32_t",
    lib.RSUP_KIND_MEASURE: "rsup_measure",
    lib.RSUP_KIND_RECORD: "rsup_{} *",
    lib.RSUP_KIND_RECORDS: "rsup_{} * *",
    lib.RSUP_KIND_TEXTS: "char * *",
    lib.RSUP_KIND_UINT32: "uint32_t",
}
LISTS = (lib.RSUP_KIND_RECORDS, lib.RSUP_KIND_TEXTS)


def text(pointer):
    return ffi.string(pointer).decode()


def types():
    index = 0
    while record_type := lib.rsup_record_type_at(index):
        yield pytest.param(record_type, id=text(lib.rsup_record_type_name(record_type)))
        index += 1


TYPES = list(types())


def fields(record_type):
    count = lib.rsup_record_type_field_count(record_type)
    return [lib.rsup_record_type_field(record_type, index) for index in range(count)]


def members(record_type):
    """Members of the struct of the same name, in their order."""
    struct = ffi.typeof("rsup_" + text(lib.rsup_record_type_name(record_type)))
    return struct, dict(struct.fields)


def plain(c_type):
    """The type's name without what only the compiler minds."""
    return c_type.cname.replace("const ", "").replace(" const", "").replace("struct ", "")


@pytest.mark.parametrize("record_type", TYPES)
def test_the_size_is_the_struct_s(record_type):
    struct, _ = members(record_type)
    assert lib.rsup_record_type_size(record_type) == ffi.sizeof(struct)


@pytest.mark.parametrize("record_type", TYPES)
def test_each_field_stands_where_the_member_of_its_name_stands(record_type):
    _, known = members(record_type)
    for field in fields(record_type):
        assert field.offset == known[text(field.name)].offset, text(field.name)


@pytest.mark.parametrize("record_type", TYPES)
def test_each_kind_is_the_c_type_of_the_member(record_type):
    _, known = members(record_type)
    for field in fields(record_type):
        wanted = C_TYPES[field.kind]
        if "{}" in wanted:
            wanted = wanted.format(text(lib.rsup_record_type_name(field.record)))
        assert plain(known[text(field.name)].type) == wanted, text(field.name)


@pytest.mark.parametrize("record_type", TYPES)
def test_every_member_is_described_or_counts_a_list(record_type):
    _, known = members(record_type)
    described = {text(field.name) for field in fields(record_type)}
    counts = {field.count_offset for field in fields(record_type) if field.kind in LISTS}
    silent = described | {"reserved"}
    left = [n for n, m in known.items() if n not in silent and m.offset not in counts]
    assert not left


@pytest.mark.parametrize("record_type", TYPES)
def test_lists_count_in_members_of_their_own(record_type):
    _, known = members(record_type)
    by_offset = {member.offset: plain(member.type) for member in known.values()}
    for field in fields(record_type):
        if field.kind in LISTS:
            assert by_offset[field.count_offset] == "size_t", text(field.name)


# A doc says what the field is, on its own: "days since then", "whether it goes on"; no "of it".
NO_NOUN = (
    *("of", "in", "by", "from", "only", "since", "as", "that", "nobody", "both", "somebody", "it"),
    *("on", "over", "with", "so", "after", "to", "no", "until", "within", "under", "between", "at"),
    *("not", "said", "none:"),
)
NAMES = {"English", "SHA-256", "Blau's", "URL"}


@pytest.mark.parametrize("record_type", TYPES)
def test_a_field_is_described_by_a_lower_case_phrase_that_stands_alone(record_type):
    for field in fields(record_type):
        name, doc = text(field.name), text(field.doc)
        first = doc.split()[0]
        assert first not in NO_NOUN, (name, doc)
        assert first in NAMES or not first[0].isupper(), (name, doc)
        assert doc.endswith(" ...") or not doc.endswith("."), (name, doc)
        if field.kind == lib.RSUP_KIND_BOOL:
            assert first == "whether", (name, doc)
