"""Statuses as exceptions: each class of the library's status table is an exception of ours that is
also the built-in a Python programmer would expect."""

from ._rsup import ffi, lib


class Error(Exception):
    """Something the library refused. `code` and `name` are of the status ("RSUP_E_SCHEMA");
    `source`, `line`, `column`, `row` and `path` say where, None where there is no such place.
    `report` lists all problems of a load; `safety` is what answers that were handed in ask for."""

    report = safety = None

    def __init__(
        self, message, code=None, source=None, line=None, column=None, row=None, path=None
    ):
        super().__init__(message)
        self.message = message
        self.code = code
        self.name = None if code is None else _text(lib.rsup_status_name(code))
        self.source, self.line, self.column, self.row, self.path = source, line, column, row, path

    def __str__(self):
        place = ":".join(str(part) for part in (self.source, self.line, self.column) if part)
        row = f"row {self.row}" if self.row else None
        return ": ".join(part for part in (place, row, self.path, self.message) if part)

    def __reduce__(self):
        where = (self.source, self.line, self.column, self.row, self.path)
        return type(self), (self.message, self.code, *where)


class DataError(Error, ValueError):
    """A document, a value or an argument that can't be used."""


class UnknownNameError(Error, KeyError):
    """A name that the config, the record, the library or the zone data does not have."""


class FileError(Error, OSError):
    """A file that can't be read, or zone data that is missing."""


class OutOfMemoryError(Error, MemoryError):
    """An allocation failed."""


class ConfigError(Error, ValueError):
    """A config, model or instrument that contradicts itself."""


class ConsentError(Error, PermissionError):
    """Not permitted by the person's consents."""


class StateError(Error, ValueError):
    """A closed object, one of another root, or a conflict with what is there."""


_BY_CLASS = {
    lib.RSUP_CLASS_VALUE: DataError,
    lib.RSUP_CLASS_LOOKUP: UnknownNameError,
    lib.RSUP_CLASS_IO: FileError,
    lib.RSUP_CLASS_MEMORY: OutOfMemoryError,
    lib.RSUP_CLASS_CONFIG: ConfigError,
    lib.RSUP_CLASS_CONSENT: ConsentError,
    lib.RSUP_CLASS_STATE: StateError,
}
for _class in (Error, *_BY_CLASS.values()):
    _class.__module__ = "recovery_support"


def _text(pointer):
    return ffi.string(pointer).decode("utf-8", "replace")


def error(err):
    """The exception for a filled rsup_error."""
    kind = _BY_CLASS.get(lib.rsup_status_class(err.status), Error)
    return kind(
        _text(err.message),
        err.status,
        _text(err.source) or None,
        err.line or None,
        err.column or None,
        err.row or None,
        _text(err.path) or None,
    )


def closed(what):
    """The exception for using what was closed."""
    return StateError(f"the {what} is closed", lib.RSUP_E_STATE)


def check(status, err):
    """Raise what `err` says unless `status` is success."""
    if status != lib.RSUP_OK:
        raise error(err)
