"""Cases of tests/vectors, asked from Python: objects from a case, and what differs from its answer."""

import csv
import datetime
import functools
import json
import math
import pathlib

import recovery_support as rs

ROOT = pathlib.Path(__file__).resolve().parents[2]
ZONES = ROOT / "tests" / "data" / "zoneinfo"
MEASURE = {"value", "low", "high", "state", "unknowns"}


def cases_of(name):
    return json.loads((ROOT / "tests/vectors" / name).read_text(encoding="utf-8"))["cases"]


def rows_of(name):
    """The rows of a table, each by the names in its first line."""
    with (ROOT / "tests/vectors" / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@functools.cache
def instrument(name):
    return rs.Instrument.load(name)


def person_of(case):
    head = {"format": "recovery-support/config", "format_version": 1}
    config = rs.Config.loads({**head, **case.get("config", {})})
    head["format"] = "recovery-support/person"
    return rs.Person.loads({**head, "id": "p1", **case["record"]}, config)


def options_of(case):
    return {"known_at": case["known_at"]} if "known_at" in case else {}


def same(wanted, got):
    if isinstance(wanted, float) and isinstance(got, (int, float)):
        return math.isclose(wanted, got, rel_tol=1e-12, abs_tol=1e-12)
    return wanted == (got.isoformat() if isinstance(got, datetime.date) else got)


def same_measure(wanted, got):
    numbers = [got["value"], got["low"], got["high"]]
    if isinstance(wanted, str):
        return got["state"] == wanted
    if isinstance(wanted, list):
        return got["state"] == "bounded" and all(map(same, map(float, wanted), numbers))
    return got["state"] == "known" and all(same(float(wanted), one) for one in numbers)


def differences(wanted, got, path=""):
    """Where an answer is not as expected; only what is named is compared."""
    if isinstance(got, dict) and set(got) >= MEASURE:
        return [] if same_measure(wanted, got) else [f"{path}: {wanted}, got {got}"]
    if isinstance(wanted, dict) and isinstance(got, dict):
        return [d for k in wanted for d in differences(wanted[k], got.get(k), f"{path}.{k}")]
    if isinstance(wanted, list) and isinstance(got, list) and len(wanted) == len(got):
        pairs = enumerate(zip(wanted, got, strict=True))
        return [d for i, (w, g) in pairs for d in differences(w, g, f"{path}[{i}]")]
    return [] if same(wanted, got) else [f"{path}: {wanted}, got {got}"]
