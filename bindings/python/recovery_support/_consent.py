"""Questions of consent: who may see what."""

from __future__ import annotations

from collections import namedtuple

from ._convert import c_text, instant
from ._errors import DataError, check
from ._records import text_at
from ._rsup import ffi, lib

TYPE_CHECKING = False  # typing's own costs an import of typing
if TYPE_CHECKING:
    from ._objects import Person
    from ._types import Any, Instant

Decision = namedtuple("Decision", "permit reason consent_id obligations confidentiality")
Decision.__doc__ = """Whether, why (a name), by which consent ("" when by none), with which obligations
(HL7 codes), and how confidential the data is ("R" or "V")."""
Link = namedtuple("Link", "linked a_tie b_tie")
Link.__doc__ = """Whether two users may be shown as each other's ties, and as which."""

_TEXTS, _LISTS = ("actor", "role", "purpose"), {"what": "what_count", "labels": "label_count"}


def _bit_names(name_of, bits):
    return tuple(text_at(name_of(1 << bit)) for bit in range(32) if bits >> bit & 1)


def _origin(name):
    for origin in (lib.RSUP_ORIGIN_PART2, lib.RSUP_ORIGIN_SELF, lib.RSUP_ORIGIN_OTHER):
        if text_at(lib.rsup_origin_name(origin)) == name:
            return origin
    raise DataError("an origin is part2, self or other", lib.RSUP_E_UNKNOWN_NAME)


def question(given):
    """A filled question, and what must outlive the call. What is None is left out."""
    struct, kept = ffi.new("rsup_consent_question *"), []

    def text(value):
        kept.append(ffi.new("char[]", c_text(value)))
        return kept[-1]

    struct.struct_size = ffi.sizeof("rsup_consent_question")
    for name, value in given.items():
        if value is None:
            continue
        if name in _TEXTS:
            setattr(struct, name, text(value))
        elif name in _LISTS:
            values = [text(one) for one in ((value,) if isinstance(value, str) else value)]
            kept.append(ffi.new("const char *[]", values))
            setattr(struct, name, kept[-1])
            setattr(struct, _LISTS[name], len(values))
        elif name == "now":
            struct.now = instant(value)
        elif name == "origin":
            struct.origin = _origin(value)
        else:
            raise TypeError(f"unknown argument {name!r}")
    return struct, kept


def decide(
    person: Person, *, actor: str, now: Instant, role: str | None = None, **given: Any
) -> Decision:
    """May `actor` see this? Arguments: role, purpose, what and labels (a name or a list of names),
    origin. A question with names that nobody knows is a denial like any other."""
    struct, kept = question({"actor": actor, "now": now, "role": role, **given})
    out, err = ffi.new("rsup_decision *"), ffi.new("rsup_error *")
    with person._lock:
        check(lib.rsup_consent_decide(person.pointer(), struct, out, err), err)
    return Decision(
        bool(out.permit),
        text_at(lib.rsup_consent_reason_name(out.reason)),
        text_at(out.consent_id),
        _bit_names(lib.rsup_obligation_name, out.obligations),
        text_at(lib.rsup_confidentiality_name(out.confidentiality)),
    )


def linked(a: Person, b: Person, now: Instant) -> Link:
    """Are two users each other's ties, and do both consent to be shown so?"""
    out, err = ffi.new("rsup_link *"), ffi.new("rsup_error *")
    first, second = sorted((a, b), key=id)
    with first._lock, second._lock:
        check(lib.rsup_consent_link(a.pointer(), b.pointer(), instant(now), out, err), err)
    return Link(bool(out.linked), text_at(out.a_tie), text_at(out.b_tie))
