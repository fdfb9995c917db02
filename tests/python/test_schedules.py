"""The cases of tests/vectors/schedules.json, asked from Python."""

import datetime
import json
import pathlib

import pytest
import recovery_support as rs

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = json.loads((ROOT / "tests/vectors/schedules.json").read_text(encoding="utf-8"))["cases"]


@pytest.fixture(name="zones", autouse=True)
def the_pinned_zones(monkeypatch):
    monkeypatch.setenv("TZDIR", str(ROOT / "tests" / "data" / "zoneinfo"))


def asked(case, **options):
    head = {"format": "recovery-support/config", "format_version": 1}
    config = rs.Config.loads({**head, **case["config"]})
    head["format"] = "recovery-support/person"
    person = rs.Person.loads({**head, "id": "p1", **case["record"]}, config)
    return rs.occasions(person, "f", case["now"], **options)


def seconds(value):
    return int(value.timestamp()) if isinstance(value, datetime.datetime) else value // 1000


def line(one):
    marks = [str(seconds(getattr(one, key))) for key in ("opens", "due", "closes", "late_until")]
    words = [str(one.date), one.occasion or "-", one.state, *marks, "dst" if one.dst else "-"]
    return " ".join(words)


def plain(value):
    return value.isoformat() if isinstance(value, datetime.date) else value


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case):
    told = asked(case)
    assert [line(one) for one in told.occasions] == case["expect"]["occasions"]
    for key, wanted in case["expect"]["adherence"]["f"].items():
        got = plain(getattr(told.adherence, key))
        assert got == (pytest.approx(wanted, abs=1e-12) if isinstance(wanted, float) else wanted), (
            key
        )


def test_a_window_and_a_policy_of_ones_own():
    told = asked(CASES[-1], days=3, until="2025-03-04", policy="strict")
    assert told.adherence.policy == "strict"
    with pytest.raises(rs.UnknownNameError):
        asked(CASES[-1], policy="kind")
    with pytest.raises(rs.Error):
        asked(CASES[-1], days=-1)
