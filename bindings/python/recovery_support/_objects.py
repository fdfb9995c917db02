"""The objects of the library. Each holds one C handle; children keep their config alive in C, so
the garbage collector may take them in any order. Calls release the GIL; a person has a lock."""

from __future__ import annotations

from _thread import RLock
from collections import namedtuple

from ._consent import question
from ._convert import c_text, document, instant, minute, options, path_bytes, row_document
from ._errors import DataError, check, closed, error
from ._network import Network
from ._records import Result, read, text_at
from ._rsup import ffi, lib

TYPE_CHECKING = False  # typing's own costs an import of typing
if TYPE_CHECKING:
    from ._record_types import (
        CrisisLine,
        DayPicture,
        Occurrence,
        Report,
        RiskScore,
    )
    from ._record_types import Document as WrittenDocument
    from ._types import Any, Document, Instant, Path

Safety = namedtuple("Safety", "level signs")
Safety.__doc__ = """What a call's answers reported: "none_reported", "review" or "urgent", and the
signs by name. There is no level that means "safe"."""


def _call(function, *args):
    """Call a function whose last argument is the error."""
    err = ffi.new("rsup_error *")
    check(function(*args, err), err)


def _result(function, *args) -> Any:
    """Call a function whose last arguments are the result and the error."""
    out = ffi.new("rsup_result **")
    _call(function, *args, out)
    return Result(out[0])


def _reported(problem, report):
    """The exception with its report. A name for it where it is raised would make a ring of exception,
    traceback and frame, and keep what was handed in until the garbage collector comes."""
    problem.report = report
    return problem


class _Handle:
    """One C object. close() lets go of it; a call that still runs in another thread keeps it."""

    __slots__ = ("_held", "report", "__weakref__")
    report: Report | None
    _type = _free = None

    def __init__(self):
        raise TypeError(f"{type(self).__name__} objects come from .load() and its like")

    @classmethod
    def _hold(cls, function, *args, with_report=True):
        """Call a loader; the new object has its report, or the exception has."""
        out, report = ffi.new(f"{cls._type} **"), ffi.new("rsup_result **")
        err = ffi.new("rsup_error *")
        status = function(*args, out, *([report] if with_report else []), err)
        found = Result(report[0]) if report[0] else None
        if status != lib.RSUP_OK:
            raise _reported(error(err), found)
        self = object.__new__(cls)
        self._held = ffi.gc(out[0], cls._free)
        self.report = found
        self._ready()
        return self

    def _ready(self):
        """For what a subclass adds."""

    def pointer(self):
        """The C handle; raises when the object is closed."""
        held = self._held
        if held is None:
            raise closed(type(self).__name__.lower())
        return held

    def close(self):
        """Let go of the object now. May be called again; any other use is an error afterwards."""
        self._held = None

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def __repr__(self):
        state = " closed" if self._held is None else ""
        return f"<recovery_support.{type(self).__name__}{state}>"


class Config(_Handle):
    """Vocabularies, rules, wording and zones: the root of everything. Immutable, shareable."""

    __slots__ = ()
    _type, _free = "rsup_config", lib.rsup_config_free

    @classmethod
    def load(cls, path: Path, **given: Any) -> Config:
        """Load a config file over the built-in config."""
        struct, kept = options("rsup_config_options", given)
        return cls._hold(lib.rsup_config_load_file, path_bytes(path), struct)

    @classmethod
    def loads(cls, text: Document, source: str = "config", **given: Any) -> Config:
        """The same from text, bytes or a dict; `source` names it in errors."""
        struct, kept = options("rsup_config_options", given)
        data = document(text)
        return cls._hold(lib.rsup_config_load, c_text(source), data, len(data), struct)

    @classmethod
    def default(cls, **given: Any) -> Config:
        """The built-in config; the plain one is made once and shared."""
        if not given:
            return _default_config()
        struct, kept = options("rsup_config_options", given)
        return cls._hold(lib.rsup_config_default, struct, with_report=False)

    @property
    def digest(self) -> str:
        """SHA-256 of the content, hex."""
        return ffi.string(lib.rsup_config_digest(self.pointer())).decode()

    def text(self, id: str, locale: str = "en", **args: Any) -> str:
        """The wording of `id` with {names} replaced; the argument n chooses the plural."""
        return _words(lib.rsup_config_text, self.pointer(), id, locale, args)

    def local_time(self, zone: str, at: Instant) -> str:
        """An instant as the clocks of a zone show it: "2026-03-04T21:30:00+01:00"."""
        buffer = ffi.new("char[40]")
        _call(lib.rsup_local_time_text, self.pointer(), c_text(zone), instant(at), buffer, 40)
        return ffi.string(buffer).decode()


def _words(function, pointer, id, locale, args):
    rows, kept = ffi.new("rsup_text_arg[]", len(args)), []
    for row, (name, value) in zip(rows, args.items()):
        kept.append(ffi.new("char[]", c_text(name)))
        row.name = kept[-1]
        if isinstance(value, str):
            kept.append(ffi.new("char[]", c_text(value)))
            row.text = kept[-1]
        else:
            row.number = value
    need = ffi.new("size_t *")
    ask = (pointer, c_text(id), c_text(locale), rows, len(args))
    _call(function, *ask, ffi.NULL, 0, need)
    buffer = ffi.new("char[]", need[0] + 1)
    _call(function, *ask, buffer, need[0] + 1, need)
    return ffi.string(buffer).decode()


_default = []
_default_lock = RLock()


def _default_config():
    with _default_lock:
        if not _default or _default[0]._held is None:
            _default[:] = [Config._hold(lib.rsup_config_default, ffi.NULL, with_report=False)]
        return _default[0]


def _root(config):
    return (_default_config() if config is None else config).pointer()


def _safety(struct):
    signs = [lib.rsup_sign_name(1 << bit) for bit in range(32) if struct.signs >> bit & 1]
    level = ffi.string(lib.rsup_safety_level_name(struct.level)).decode()
    return Safety(level, tuple(ffi.string(sign).decode() for sign in signs if sign))


def _with_safety(given, call, convert=document):
    """Run `call(bytes, length, safety, err)`; what it reported is returned, or is `.safety` of the
    exception: also of one for a document that did not even reach the library."""
    struct, err = ffi.new("rsup_safety *"), ffi.new("rsup_error *")
    struct.level, struct.signs = lib.RSUP_SAFETY_REVIEW, lib.RSUP_SIGN_CALL_FAILED
    try:
        data = convert(given)
        check(call(data, len(data), struct, err), err)
    except Exception as problem:  # also Python's own, such as TypeError
        problem.safety = _safety(struct)
        raise
    return _safety(struct)


class Person(_Handle):
    """One person's record. Any thread may use it; calls take turns."""

    __slots__ = ("_lock",)
    _type, _free = "rsup_person", lib.rsup_person_free

    def _ready(self):
        self._lock = RLock()

    @classmethod
    def load(cls, path: Path, config: Config | None = None) -> Person:
        """Load a record from a file. What can't be used is kept, left out, and in `.report`."""
        return cls._hold(lib.rsup_person_load_file, _root(config), path_bytes(path))

    @classmethod
    def loads(cls, text: Document, config: Config | None = None, source: str = "person") -> Person:
        """The same from text, bytes or a dict; `source` names it in errors."""
        data = document(text)
        return cls._hold(lib.rsup_person_load, _root(config), c_text(source), data, len(data))

    def append(self, entries: Document) -> Safety:
        """Append one entry or a list of them, all or nothing; returns the safety. When it is
        refused the exception has `.safety`."""
        with self._lock:
            pointer = self.pointer()
            return _with_safety(entries, lambda *rest: lib.rsup_person_append(pointer, *rest))

    def append_grid(self, grid: Document) -> Safety:
        """Take in a calendar of days of use (timeline follow-back) as a whole, or not at all;
        returns the safety, as append() does."""
        with self._lock:
            pointer = self.pointer()
            return _with_safety(grid, lambda *rest: lib.rsup_person_append_grid(pointer, *rest))

    def safety(self, now: Instant) -> Safety:
        """What the newest words of the record ask for at `now`."""
        struct = ffi.new("rsup_safety *")
        with self._lock:
            lib.rsup_person_safety(self.pointer(), instant(now), struct)
        return _safety(struct)

    def merge(self, other: Person) -> None:
        """Take in all entries of another record of the same person."""
        first, second = sorted((self, other), key=id)
        with first._lock, second._lock:
            _call(lib.rsup_person_merge, self.pointer(), other.pointer())

    def erase(self, selector: str) -> None:
        """Really remove: "events/e5", "ties/dana", a whole section, or "*"."""
        with self._lock:
            _call(lib.rsup_person_erase, self.pointer(), c_text(selector))

    def changes_since(self, cursor: int = 0) -> WrittenDocument:
        """What changed after a cursor: a document with `.text` and the next `.cursor`."""
        with self._lock:
            return _result(lib.rsup_person_changes_since, self.pointer(), cursor)

    def view(self, *, actor: str, now: Instant, role: str | None = None, **given: Any) -> Person:
        """What `actor` may see, as a record of its own. Arguments: role, purpose, and what (a name
        or a list of names; nothing: everything)."""
        struct, kept = question({"actor": actor, "now": now, "role": role, **given})
        with self._lock:
            return self._hold(lib.rsup_consent_view, self.pointer(), struct, with_report=False)

    def to_json(self) -> str:
        """The whole record as a JSON document, the entries that can't be used included."""
        with self._lock:
            return _result(lib.rsup_person_write, self.pointer()).text

    def to_dict(self) -> dict[str, Any]:
        """The whole record as plain dicts and lists."""
        import json

        return json.loads(self.to_json())

    def snapshot(self) -> bytes:
        """The record as a compact blob that open_snapshot() takes, in the clear."""
        out = ffi.new("rsup_result **")
        with self._lock:
            _call(lib.rsup_person_snapshot, self.pointer(), out)
        made = ffi.gc(out[0], lib.rsup_result_free)
        length = lib.rsup_snapshot_get(made).length
        return bytes(ffi.buffer(lib.rsup_snapshot_bytes(made), length))

    @classmethod
    def open_snapshot(cls, blob: bytes, config: Config | None = None) -> Person:
        """Open what snapshot() made; damaged bytes are refused."""
        root = _root(config)
        with ffi.from_buffer(blob) as data:
            made = lib.rsup_person_open_snapshot
            return cls._hold(made, root, data, len(data), with_report=False)

    def text(self, id: str, locale: str = "en", **args: Any) -> str:
        """Words for a text id: the person's own when there are some, else the config's."""
        with self._lock:
            return _words(lib.rsup_person_text, self.pointer(), id, locale, args)

    @property
    def network(self) -> Network:
        """What can be asked of the person's support network."""
        return Network(self)

    def close(self):
        with self._lock:
            super().close()


class Meetings(_Handle):
    """A directory of meetings. Immutable, shareable."""

    __slots__ = ()
    _type, _free = "rsup_meetings", lib.rsup_meetings_free

    @classmethod
    def read(
        cls,
        path: Path,
        config: Config | None = None,
        format: str = "meeting-guide",
        **given: Any,
    ) -> Meetings:
        """Read a feed from a file. Meetings that can't be used are in `.report`."""
        struct, kept = _feed_options(format, given)
        return cls._hold(lib.rsup_meetings_read_file, _root(config), path_bytes(path), struct)

    @classmethod
    def reads(
        cls,
        text: Document,
        config: Config | None = None,
        format: str = "meeting-guide",
        source: str = "meetings",
        **given: Any,
    ) -> Meetings:
        """The same from text, bytes or a list of dicts; `source` names it in errors."""
        struct, kept = _feed_options(format, given)
        data = document(text)
        root = _root(config)
        return cls._hold(lib.rsup_meetings_read, root, c_text(source), data, len(data), struct)

    def __len__(self) -> int:
        return lib.rsup_meetings_count(self.pointer())


def _feed_options(format, given):
    if format != "meeting-guide":
        raise DataError("the one feed format is meeting-guide", lib.RSUP_E_FORMAT)
    return options("rsup_meetings_options", given)


class Model(_Handle):
    """A risk model. Immutable, shareable."""

    __slots__ = ()
    _type, _free = "rsup_model", lib.rsup_model_free

    @classmethod
    def load(cls, path: Path, config: Config | None = None) -> Model:
        """Load a model file; it must reproduce its own test rows."""
        return cls._hold(lib.rsup_model_load_file, _root(config), path_bytes(path))

    @classmethod
    def loads(cls, text: Document, config: Config | None = None, source: str = "model") -> Model:
        """Load a model from text, bytes or a dict."""
        data = document(text)
        return cls._hold(lib.rsup_model_load, _root(config), c_text(source), data, len(data))

    @classmethod
    def default(cls, config: Config | None = None) -> Model:
        """The built-in weekly model: uncalibrated, gives reasons only."""
        return cls._hold(lib.rsup_model_default, _root(config), with_report=False)

    @property
    def id(self) -> str:
        return ffi.string(lib.rsup_model_id(self.pointer())).decode()

    @property
    def digest(self) -> str:
        """SHA-256 of the content, hex."""
        return ffi.string(lib.rsup_model_digest(self.pointer())).decode()

    def score(
        self, row: Document, horizon: float | None = None, elapsed: float | None = None
    ) -> RiskScore:
        """Score one row, a mapping from input to number or level (or a row of a data frame); what is
        absent is missing, as are None, NA and the NaN of numpy."""
        data = row_document(row)
        given = {"horizon": horizon, "elapsed": elapsed}
        struct, kept = options("rsup_model_score_options", given)
        return _result(lib.rsup_model_score, self.pointer(), data, len(data), struct)


def today(person: Person, now: Instant, **given: Any) -> DayPicture:
    """The day picture of a person at `now`. Options: meetings, model, region, known_at, latitude,
    longitude, locale, meeting_limit, show_probability."""
    struct, kept = options("rsup_today_options", given)
    with person._lock:
        return _result(lib.rsup_today, person.pointer(), instant(now), struct)


def agenda(person: Person, start: Instant, end: Instant, **given: Any) -> Any:
    """What comes in [start, end), so that a phone can set its reminders. Options: meetings, now,
    known_at, locale, day_minute."""
    struct, kept = options("rsup_agenda_options", given)
    with person._lock:
        return _result(lib.rsup_agenda, person.pointer(), instant(start), instant(end), struct)


def worklist(
    persons: Any, now: Instant, permits: Any = None, silent_days: int | None = None
) -> Any:
    """Whom to look at first. `permits` is one truth value per person: False leaves that one out."""
    given = list(persons)
    struct, kept = options("rsup_worklist_options", {"silent_days": silent_days})
    if permits is not None:
        flags = _flags(permits)
        struct.permits, struct.permit_count = flags, len(flags)
    with _AllLocked(given):
        pointers = ffi.new("const rsup_person *[]", [one.pointer() for one in given])
        return _result(lib.rsup_worklist, pointers, len(given), instant(now), struct)


def _flags(values):
    """One truth value per person, as C reads them."""
    return ffi.new("uint8_t[]", [1 if value else 0 for value in values])


class _AllLocked:
    """The locks of many persons, each once, taken in one order."""

    def __init__(self, people):
        self._people = sorted(set(people), key=id)

    def __enter__(self):
        for one in self._people:
            one._lock.acquire()

    def __exit__(self, *exception):
        for one in self._people:
            one._lock.release()


def next_occurrence(
    *,
    zone: str,
    weekday: int,
    start: str,
    minutes: int,
    now: Instant,
    config: Config | None = None,
) -> Occurrence:
    """The weekly occurrence in progress at `now`, else the next one; weekday 0 is Sunday."""
    asked = (c_text(zone), weekday, minute(start), minutes, instant(now))
    return _result(lib.rsup_next_occurrence, _root(config), *asked)


def crisis_lines(region: str | None = None, purpose: str | None = None) -> tuple[CrisisLine, ...]:
    """Lines to call for a region, and for one purpose when there are some; never empty, and needs
    no config and no person. What is no region is one that nobody knows, never an error."""
    lines = ffi.new("const rsup_crisis_line *const **")
    place, need = (
        text.encode("utf-8", "replace") if isinstance(text, str) else ffi.NULL
        for text in (region, purpose)
    )
    count = lib.rsup_crisis_lines_for(place, need, lines)
    return tuple(read(lib.rsup_crisis_line_type(), lines[0][i]) for i in range(count))


def version() -> str:
    """The version of the library, "0.1.0"."""
    return text_at(lib.rsup_version())
