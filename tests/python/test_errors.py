"""Failures: typed, with a place, and able to travel between processes."""

import pathlib
import pickle

import pytest
import recovery_support as rs

BROKEN = pathlib.Path(__file__).resolve().parents[2] / "examples" / "data" / "broken"


def raised(call):
    with pytest.raises(rs.Error) as caught:
        call()
    return caught.value


def test_a_typo_in_a_config_names_its_place():
    text = "format: recovery-support/config\nformat_version: 1\nrolls: []\n"
    error = raised(lambda: rs.Config.loads(text, source="clinic.yaml"))
    assert (error.name, error.source, error.line) == ("RSUP_E_SCHEMA", "clinic.yaml", 3)
    assert error.code == -8
    assert isinstance(error, ValueError)
    assert str(error).startswith("clinic.yaml:3:")


def test_a_failed_load_brings_its_whole_report():
    text = "format: recovery-support/config\nformat_version: 1\nrolls: []\nrules: 7\n"
    error = raised(lambda: rs.Config.loads(text))
    assert len(error.report.problems) >= 2
    assert error.report.problems[0].code == "RSUP_E_SCHEMA"


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a": 1', "a: &x 1\nb: *x\n", "a: 1\na: 2\n", "<html></html>", ""]
)
def test_what_is_no_config_is_a_data_error(text):
    assert isinstance(raised(lambda: rs.Config.loads(text)), rs.DataError)


def test_a_missing_file_is_an_os_error():
    error = raised(lambda: rs.Config.load("no/such/config.yaml"))
    assert isinstance(error, OSError)
    assert error.name == "RSUP_E_FILE"


def test_an_unknown_name_is_a_key_error_with_a_readable_text():
    error = raised(lambda: rs.Instrument.load("no-such-instrument"))
    assert isinstance(error, KeyError)
    assert not str(error).startswith("'")


def test_errors_survive_pickling():
    error = raised(lambda: rs.Config.load("no/such/config.yaml"))
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (str(again), again.code, again.source) == (str(error), error.code, error.source)


def test_a_closed_object_refuses_further_use():
    config = rs.Config.default(zoneinfo_dir=None)
    with config:
        assert config.digest
    config.close()
    config.close()
    error = raised(lambda: config.digest)
    assert isinstance(error, rs.StateError)


def test_children_outlive_a_closed_config():
    config = rs.Config.loads("format: recovery-support/config\nformat_version: 1\n")
    model = rs.Model.default(config)
    config.close()
    assert model.digest


def test_objects_do_not_come_from_their_constructors():
    with pytest.raises(TypeError):
        rs.Config()


def test_an_unknown_option_is_a_type_error_that_lists_the_options():
    with pytest.raises(TypeError, match="zoneinfo_dir"):
        rs.Config.default(zone_dir="/")


HARM = {"type": "checkin", "id": "c1", "form": "daily", "answers": {"thoughts_of_self_harm": True}}
PERSON = {"format": "recovery-support/person", "format_version": 1, "id": "p"}


@pytest.mark.parametrize("odd", [{"note": "Zebra\ud800"}, {("a",): 1}, {"note": object()}])
def test_what_never_reached_the_library_asks_for_review(odd):
    person = rs.Person.loads(PERSON)
    with pytest.raises((rs.Error, TypeError)) as caught:
        person.append({**HARM, **odd})
    assert caught.value.safety.level == "review"
    assert "Zebra" not in str(caught.value) + repr(vars(caught.value))
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    "call",
    [
        lambda: rs.Config.load("config.yaml\0.txt"),
        lambda: rs.Instrument.load("./phq\0"),
        lambda: rs.Config.default(zoneinfo_dir="/usr\0/share"),
        lambda: rs.Person.loads(PERSON).erase("events\0"),
        lambda: rs.series(rs.Person.loads(PERSON), "mood\0", now=0),
    ],
)
def test_a_nul_does_not_cut_a_text_short(call):
    assert raised(call).name == "RSUP_E_ARGUMENT"


def test_a_refused_load_lets_go_of_what_it_was_given():
    given, view = bytearray(b"no snapshot"), memoryview(b"no snapshot")
    for blob in (given, view):
        raised(lambda blob=blob: rs.Person.open_snapshot(blob))
    given.append(0)  # a BufferError while anybody holds it
    view.release()


@pytest.mark.parametrize("odd", [5, b"US", [], "US\ud800", {"region": "US"}])
def test_there_are_crisis_lines_for_whatever_is_asked(odd):
    assert rs.crisis_lines(odd)
    assert rs.crisis_lines("US", odd)


@pytest.mark.parametrize("odd", [None, 5, [{"q1": 1}], "q1"])
def test_what_is_no_frame_of_columns_is_a_type_error(odd):
    for call in (rs.network_measures, rs.Instrument.load("phq-2").score_columns):
        with pytest.raises(TypeError):
            call(odd)


LINES = [
    (
        lambda: rs.Instrument.load(BROKEN / "questionnaire.yaml"),
        rs.UnknownNameError,
        "questionnaire.yaml:23:43: scores[0].items[1]: expected the id of an item of this instrument",
    ),
    (
        lambda: rs.today(rs.Person.load(BROKEN / "unknown-zone.yaml"), 0),
        rs.DataError,
        "unknown-zone.yaml:4:16: zones[0].zone: a time zone nobody knows",
    ),
    (
        lambda: rs.Instrument.load("phq-9").score({"q1": 1, "q11": 1}),
        rs.DataError,
        "answers:1:18: [1]: the instrument has no such item",
    ),
    (
        lambda: rs.Person.load(BROKEN / "empty.yaml"),
        rs.DataError,
        "empty.yaml:1:1: the document is empty",
    ),
    (lambda: rs.Person.load(BROKEN), rs.FileError, "broken: cannot read the file: it is a folder"),
]


@pytest.mark.parametrize(("call", "kind", "line"), LINES, ids=[line for _, _, line in LINES])
def test_what_is_broken_is_one_line_with_its_place(call, kind, line):
    problem = raised(call)
    assert type(problem) is kind
    assert str(problem) == line


def test_a_conflict_at_load_has_its_path():  # the first in canonical bytes is used: {"closeness" ...
    twice = {
        "format": "recovery-support/person",
        "format_version": 1,
        "id": "p",
        "ties": [{"id": "ana"}, {"id": "bo"}, {"id": "ana", "closeness": 0.5}],
    }
    report = rs.Person.loads(twice).report
    assert [(one.code, one.path) for one in report.problems] == [("RSUP_E_CONFLICT", "ties[0]")]
