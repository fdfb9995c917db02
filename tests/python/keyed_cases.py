"""Cases of tests/vectors whose expectations name records by key: reading them, and comparing."""

import json
import math
import pathlib
import re

import recovery_support as rs

ROOT = pathlib.Path(__file__).resolve().parents[2]


OWN = {"id", "why", "like", "ask", "expect"}  # parts that a case never takes from another


def cases_of(name):
    """The cases of a file; what one does not say is taken from the one that it is `like`."""
    text = (ROOT / "tests/vectors" / name).read_text(encoding="utf-8").split("\ncases:\n")[1]
    text = re.sub(r"(?m)^#.*\n", "", text)
    cases = {}
    for one in map(json.loads, re.split(r"(?m)^- ", text)[1:]):
        other = cases[one["like"]] if "like" in one else {}
        cases[one["id"]] = {k: v for k, v in other.items() if k not in OWN} | one
    return list(cases.values())


def person_of(case, name="p1"):
    head = {"format": "recovery-support/config", "format_version": 1}
    config = rs.Config.loads({**head, **case.get("config", {})})
    head["format"] = "recovery-support/person"
    record = {"zones": [{"zone": "Europe/Berlin"}], **case["record"]}
    person = rs.Person.loads({**head, "id": name, **record}, config)
    if "append" in case:
        person.append(case["append"])
    if "erase" in case:
        person.erase(case["erase"])
    return person


def near(wanted, got):
    return math.isclose(wanted, got, rel_tol=1e-12, abs_tol=1e-12)


def same_measure(wanted, got):
    numbers = [got["value"], got["low"], got["high"], got["unknowns"]]
    if isinstance(wanted, str):
        return got["state"] == wanted
    if isinstance(wanted, list):
        pairs = zip(wanted, numbers)
        return got["state"] in ("bounded", "unknown") and all(
            b is None if a is None else b is not None and near(a, b) for a, b in pairs
        )
    return got["state"] == "known" and all(near(wanted, one) for one in numbers[:3])


def keyed(records, key):
    return [one for one in records if key in list(one.values())[:1]]


def keyed_differences(wanted, found, path):
    """Of several records with a key, one that is as expected will do."""
    if wanted == "absent":
        return [f"{path}: is there"] if found else []
    tried = [list(differences(wanted, one, path)) for one in found]
    return [] if [] in tried else tried[-1] if tried else [f"{path}: is not there"]


def list_differences(wanted, got, path):
    """A list of records: a map goes by their keys, a number says how many, a list is all of them."""
    if isinstance(wanted, dict):
        for key, one in wanted.items():
            yield from keyed_differences(one, keyed(got, key), f"{path}.{key}")
    elif len(got) != (wanted if isinstance(wanted, int) else len(wanted)):
        yield f"{path}: {len(got)} and not {wanted}"
    elif isinstance(wanted, list):
        for index, (one, two) in enumerate(zip(wanted, got)):
            if isinstance(two, dict) and isinstance(one, str):
                two = next(iter(two.values()))
            yield from differences(one, two, f"{path}[{index}]")


def is_measure(got):
    return isinstance(got, dict) and {"value", "low", "high", "state"} <= set(got)


def same(wanted, got):
    if is_measure(got):
        return same_measure(wanted, got)
    if isinstance(wanted, (bool, str)) or wanted is None or got is None:
        return wanted == got
    return near(wanted, got)


def differences(wanted, got, path=""):
    """Places where an answer is not what was expected. Only what is named is compared."""
    if isinstance(got, list):
        yield from list_differences(wanted, got, path)
    elif isinstance(wanted, dict):
        for key, one in wanted.items():
            yield from differences(one, got.get(key), f"{path}.{key}")
    elif not same(wanted, got):
        yield f"{path}: {got} and not {wanted}"
