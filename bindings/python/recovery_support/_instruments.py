"""Questionnaires: definitions, scores, change."""

from __future__ import annotations

from ._convert import c_text, day, document, is_path, options, path_bytes, row_document
from ._errors import Error
from ._objects import Config, _call, _Handle, _result, _root, _safety, _with_safety
from ._records import Result, text_at
from ._rsup import ffi, lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ._objects import Safety
    from ._record_types import (
        AssessmentResult,
        Change,
        FhirResponse,
        InstrumentInfo,
        TextPack,
        Trend,
    )
    from ._score_columns import ScoreColumns
    from ._types import Any, Day, Document, Path


def instruments() -> tuple[str, ...]:
    """The ids of the built-in definitions."""
    return tuple(text_at(lib.rsup_instrument_at(i)) for i in range(lib.rsup_instrument_count()))


def _score_options(context, profile):
    """The options struct and what must outlive the call."""
    entries, kept = ffi.new("rsup_context_entry[]", len(context or {})), []
    for entry, (name, value) in zip(entries, (context or {}).items()):
        kept += [ffi.new("char[]", c_text(name)), ffi.new("char[]", c_text(value))]
        entry.name, entry.value = kept[-2:]
    struct, more = options("rsup_score_options", {})
    struct.context, struct.context_count = entries, len(entries)
    if profile is not None:
        kept.append(ffi.new("char[]", c_text(profile)))
        struct.profile = kept[-1]
    return struct, [entries, kept, more]


class Instrument(_Handle):
    """A questionnaire. Immutable, shareable."""

    __slots__ = ("_described",)
    _type, _free = "rsup_instrument", lib.rsup_instrument_free

    def _ready(self):
        self._described = None

    def close(self) -> None:
        super().close()
        self._described = None

    @classmethod
    def load(cls, path_or_id: Path, config: Config | None = None) -> Instrument:
        """Load a definition: a path, or the id of one that is built in ("phq-9") or named in the
        config."""
        root, given = _root(config), path_bytes(path_or_id)
        if isinstance(path_or_id, str) and b"/" not in given and b"." not in given:
            return cls._hold(lib.rsup_instrument_builtin, root, given, with_report=False)
        return cls._hold(lib.rsup_instrument_load_file, root, given)

    @classmethod
    def loads(
        cls, text: Document, config: Config | None = None, source: str = "instrument"
    ) -> Instrument:
        """Load a definition from text, bytes or a dict."""
        data = document(text)
        return cls._hold(lib.rsup_instrument_load, _root(config), c_text(source), data, len(data))

    @property
    def id(self) -> str:
        return ffi.string(lib.rsup_instrument_id(self.pointer())).decode()

    def describe(self) -> InstrumentInfo:
        """What the definition says: items, scores, bands, cut-offs, licence, codes."""
        return _result(lib.rsup_instrument_describe, self.pointer())

    def _description(self):
        """The same, read once."""
        found = self._described
        if found is None or self._held is None:
            found = self._described = self.describe()
        return found

    def texts(self, pack: Path | Document) -> TextPack:
        """The wording that a host brings: a path, or a text pack as text, bytes or a dict. Complete,
        and with the licence and the notice to show."""
        out, pointer = ffi.new("rsup_result **"), self.pointer()
        if is_path(pack):
            _call(lib.rsup_text_pack_read_file, pointer, path_bytes(pack), out, ffi.NULL)
        else:
            data = document(pack)
            _call(lib.rsup_text_pack_read, pointer, ffi.NULL, data, len(data), out, ffi.NULL)
        return Result(out[0])

    def score(
        self,
        answers: Document,
        context: Mapping[str, str] | None = None,
        profile: str | None = None,
    ) -> AssessmentResult:
        """Score answers, a list in the order of the items or a dict by item id (or a row of a data
        frame); None is a blank, as are NA and the NaN of numpy.
        The assessment, with `.safety`. `context` says what is known about the person
        ({"sex": "female"}); `profile` names another way to treat gaps ("va_zero")."""
        pointer, out = self.pointer(), ffi.new("rsup_result **")
        struct, kept = _score_options(context, profile)

        def call(data, size, safety, err):
            return lib.rsup_instrument_score(pointer, data, size, struct, safety, out, err)

        safety = _with_safety(answers, call, row_document)
        return Result(out[0], safety)

    def read_fhir(
        self,
        path_or_document: Path | Document,
        context: Mapping[str, str] | None = None,
        profile: str | None = None,
    ) -> FhirResponse:
        """Read a FHIR R4 QuestionnaireResponse, a path or JSON as text, bytes or a dict, and score its
        answers as score() does; with `.safety`, also of an exception. What can't be read is an
        error, never a blank; the exception's `.report` lists all of it."""
        pointer, out = self.pointer(), ffi.new("rsup_result **")
        report = ffi.new("rsup_result **")
        struct, kept = _score_options(context, profile)

        def call(data, size, safety, err):
            read = lib.rsup_fhir_questionnaire_response
            return read(pointer, ffi.NULL, data, size, struct, safety, out, report, err)

        def call_file(path, size, safety, err):
            read = lib.rsup_fhir_questionnaire_response_file
            return read(pointer, path, struct, safety, out, report, err)

        try:
            if is_path(path_or_document):
                safety = _with_safety(path_bytes(path_or_document), call_file)
            else:
                safety = _with_safety(path_or_document, call)
        except Error as problem:
            problem.report = Result(report[0]) if report[0] else None
            raise
        lib.rsup_result_free(report[0])  # of no problems
        return Result(out[0], safety)

    def score_columns(
        self,
        frame: Any,
        *,
        scores: Sequence[str] | None = None,
        context: Mapping[str, str | Sequence[str | None]] | None = None,
        profile: str | None = None,
        outputs: Sequence[str] | None = None,
        blank_below_zero: bool = False,
        into: ScoreColumns | None = None,
    ) -> ScoreColumns:
        """Score every row of a dict of columns, a data frame or an Arrow table: one column per
        item, None, NaN, NA and masked for blanks. `context` may say something row by row.
        `outputs`: which columns to make, all unless said. `into`: an earlier answer of as many
        rows, whose columns are written over."""
        from ._score_columns import OUTPUTS, SHARED, score_columns

        wanted = (*OUTPUTS, *SHARED) if outputs is None else outputs
        return score_columns(self, frame, scores, context, profile, wanted, blank_below_zero, into)

    def check(self, item: str, value: int | None) -> Safety:
        """What one answer asks for, as it is entered; None: it was shown and not answered."""
        struct = ffi.new("rsup_safety *")
        number = -(2**31) if value is None else value
        lib.rsup_instrument_check_answer(self.pointer(), c_text(item), number, struct)
        return _safety(struct)

    def change(
        self,
        before: Result,
        after: Result,
        *,
        score: str | None = None,
        reliability: float | None = None,
        sd: float | None = None,
    ) -> Change:
        """What changed between two results of score(). `reliability` and `sd`, of `score` (the
        first), give the reliable change index."""
        given = {"score": score, "reliability": reliability, "sd": sd}
        struct, kept = options("rsup_change_options", given)
        held = (before._handle, after._handle)
        return _result(lib.rsup_instrument_change, self.pointer(), *held, struct)

    def trend(
        self, results: Sequence[Result], days: Sequence[Day], score: str | None = None
    ) -> Trend:
        """One score (the first) over results of score(), each of its day, in any order."""
        if len(results) != len(days):
            raise TypeError("as many days as results")
        held = ffi.new("rsup_result *[]", [one._handle for one in results])
        dates = ffi.new("rsup_day[]", [day(one) for one in days])
        name, out = ffi.NULL if score is None else c_text(score), ffi.new("rsup_result **")
        _call(lib.rsup_instrument_trend, self.pointer(), held, dates, len(results), name, out)
        return Result(out[0])
