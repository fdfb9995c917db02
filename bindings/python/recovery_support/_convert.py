"""Python arguments on their way into C: documents, instants, options."""

from ._errors import DataError, check
from ._rsup import ffi, lib


def document(value):
    """Bytes of a document: text and bytes as they are, dicts and lists as JSON."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value)
    if isinstance(value, str):
        return _utf8(value)
    import json

    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, default=_jsonable)
    except ValueError:  # its own message could show a value
        raise DataError(
            "NaN, infinity and circles have no place in a document", lib.RSUP_E_RANGE
        ) from None
    return _utf8(text)


def row_document(values):
    """The document of a row: answers or inputs by name, or in their order. What numpy and pandas call
    missing is None here; Python's own NaN stays an error, as it is anywhere in a document."""
    if isinstance(values, memoryview):  # it has a tolist() too
        return bytes(values)
    framed = hasattr(values, "tolist")
    if hasattr(values, "to_dict"):
        values = values.to_dict()
    elif framed:
        values = values.tolist()
    if isinstance(values, dict):
        values = {name: _or_none(one, framed) for name, one in values.items()}
    elif isinstance(values, (list, tuple)):
        values = [_or_none(one, framed) for one in values]
    return document(values)


def _or_none(value, framed):
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    nan = isinstance(value, float) and value != value
    return None if nan and (framed or hasattr(value, "tolist")) else value


def _utf8(text):
    """UTF-8; Python's own exception would carry the text, which may be a person's."""
    if not isinstance(text, str):
        raise TypeError(f"a text is wanted, not a {type(text).__name__}")
    try:
        return text.encode()
    except UnicodeEncodeError:
        pass
    raise DataError("half of a surrogate pair is no character", lib.RSUP_E_ENCODING)


def _c_text(data):
    """For a C text: NUL would end it early."""
    if b"\0" in data:
        raise DataError("a name or a path with NUL in it", lib.RSUP_E_ARGUMENT)
    return data


def c_text(text):
    """A C text: UTF-8 without NUL."""
    return _c_text(_utf8(text))


def _jsonable(value):
    """What json does not know: times and days, and our own records."""
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if hasattr(value, "utcoffset"):
        _aware(value)
        return value.isoformat()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "tolist"):  # numbers and arrays of numpy
        return value.tolist()
    raise TypeError(f"a {type(value).__name__} has no place in a document")


def _aware(moment):
    if moment.utcoffset() is None:
        raise DataError("a datetime needs a time zone", lib.RSUP_E_TIME)
    return moment


def _is_whole(value):
    """An int, numpy's too."""
    return hasattr(value, "__index__") and not isinstance(value, bool)


def instant(value):
    """Milliseconds since 1970 UTC from an int, an aware datetime, or ISO text with its offset."""
    if _is_whole(value):
        return int(value)
    if isinstance(value, str):
        return _parsed(lib.rsup_instant_parse, "rsup_instant *", value)
    if not hasattr(value, "utcoffset"):
        raise TypeError("a time is milliseconds, an aware datetime, or text with an offset")
    from datetime import datetime, timedelta, timezone

    return (_aware(value) - datetime(1970, 1, 1, tzinfo=timezone.utc)) // timedelta(milliseconds=1)


def day(value):
    """Days since 1970-01-01 from an int, a date, or ISO text; None is no value."""
    if value is None:
        return -(2**31)
    if _is_whole(value):
        return int(value)
    if hasattr(value, "isoformat") and not hasattr(value, "utcoffset"):
        value = value.isoformat()
    if not isinstance(value, str):
        raise TypeError("a day is days since 1970-01-01, a date, or text such as 2026-03-04")
    return _parsed(lib.rsup_day_parse, "rsup_day *", value)


def _parsed(parse, kind, text):
    data, out, err = _utf8(text), ffi.new(kind), ffi.new("rsup_error *")
    check(parse(data, len(data), out, err), err)
    return out[0]


def minute(text):
    """Minutes since midnight from "19:30"."""
    hours, colon, minutes = text.partition(":")
    known = colon and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2
    if not known or int(minutes) > 59:
        raise DataError("expected a time of day such as 19:30", lib.RSUP_E_TIME)
    return int(hours) * 60 + int(minutes)


def path_bytes(path):
    """A path as the library wants it."""
    import os

    try:
        return _c_text(os.fsencode(path))
    except UnicodeEncodeError:
        pass
    raise DataError("half of a surrogate pair is no character", lib.RSUP_E_ENCODING)


def is_path(given):
    """Of what may be a path or a document. A text that begins as JSON does, or has lines, is a
    document: as a path it could not be opened, and the error would show it."""
    if isinstance(given, str):
        return "\n" not in given and not given.lstrip().startswith(("{", "["))
    return hasattr(given, "__fspath__")


def options(struct_name, given):
    """A filled options struct and what must outlive the call.

    Walks the struct itself: numbers are set, texts are UTF-8, pointers to numbers point to a copy,
    handles are objects of this package. None leaves the default.
    """
    struct_type = ffi.typeof(struct_name)
    fields = {name: field.type for name, field in struct_type.fields}
    fields.pop("reserved", None)
    struct, kept = ffi.new(ffi.getctype(struct_type, "*")), []
    struct.struct_size = ffi.sizeof(struct_type)
    for name, value in given.items():
        if name not in fields or name == "struct_size":
            known = ", ".join(sorted(set(fields) - {"struct_size"}))
            raise TypeError(f"unknown option {name!r}; there are: {known}")
        if value is not None:
            converted = _option(fields[name], value)
            kept.append((value, converted))
            setattr(struct, name, converted)
    return struct, kept


def _option(field_type, value):
    if field_type.kind != "pointer":
        return value
    item = field_type.item
    if item.cname == "char":
        return ffi.new("char[]", c_text(value))
    if item.kind == "primitive":
        return ffi.new(f"{item.cname} *", instant(value) if item.cname == "int64_t" else value)
    return value.pointer()
