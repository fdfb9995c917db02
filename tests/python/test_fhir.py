"""The QuestionnaireResponses of tests/data/fhir against tests/vectors/fhir.tsv."""

import json
import pathlib
from fractions import Fraction

import pytest
import recovery_support as rs
from case_files import instrument, rows_of

TESTS = pathlib.Path(__file__).resolve().parents[1]
ROWS = rows_of("fhir.tsv")
MATCHES = {"yes": True, "no": False, "-": None}


def words(cell):
    return [] if cell == "-" else cell.split(" ")


def number_or_word(text):
    try:
        return float(Fraction(text))
    except ValueError:
        return text


def check_scores(row, response):
    for one in words(row["scores"]):
        name, wanted = one.split("=")
        score = response.assessment.scores[name]
        found = score.rule_value or (score.reason if score.value is None else score.value)
        assert found == number_or_word(wanted), name
    assert len(response.carried) == len(words(row["carried"]))
    for one, carried in zip(words(row["carried"]), response.carried, strict=True):
        name, brought, own, matches = one.split(":")
        assert carried.score == name
        assert (carried.carried_rule or carried.carried) == number_or_word(brought)
        assert (carried.computed_rule or carried.computed) == number_or_word(own)
        assert carried.matches is MATCHES[matches]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['document']} {row['profile']}")
def test_each_response_gives_what_is_stated(row):
    path = TESTS / "data" / "fhir" / f"{row['document']}.json"
    profile = None if row["profile"] == "-" else row["profile"]
    if row["error"] != "-":
        with pytest.raises(rs.DataError) as caught:
            instrument(row["instrument"]).read_fhir(path, profile=profile)
        problem = caught.value
        assert (problem.name, problem.source) == (row["error"], path.name)
        assert (problem.line, problem.path or "-") == (int(row["line"]), row["path"])
        assert problem.safety.level == row["safety"]
        assert "call_failed" in problem.safety.signs
        return
    response = instrument(row["instrument"]).read_fhir(path, profile=profile)
    assert response.status == row["status"]
    assert response.safety.level == row["safety"]
    assert (response.on or "-") == row["on"]
    answers = {one.item: one.value for one in response.answers}
    assert answers == {k: int(v) for k, v in (one.split("=") for one in words(row["answers"]))}
    check_scores(row, response)


def test_a_dict_reads_as_its_file():
    path = TESTS / "data" / "fhir" / "phq-9-total-differs.json"
    phq9 = instrument("phq-9")
    text = path.read_bytes()
    wanted = phq9.read_fhir(path).to_json()
    assert phq9.read_fhir(text).to_json() == wanted
    assert phq9.read_fhir(json.loads(text)).to_json() == wanted


def test_head_and_totals_of_a_response():
    response = instrument("phq-9").read_fhir(TESTS / "data" / "fhir" / "phq-9-total-differs.json")
    assert response.questionnaire == "http://loinc.org/q/44249-1|2.72"
    assert response.authored == 20516 * 86400000 + 25830123  # 2026-03-04T07:10:30.123Z
    assert response.on == "2026-03-04"
    assert response.carried["total"].link_id == "/44261-6"
    assert response.answers["q4"].value == 2


def test_the_context_chooses_the_cut_off():
    path, audit = TESTS / "data" / "fhir" / "audit-c.json", instrument("audit-c")
    document = json.loads(path.read_text(encoding="utf-8"))
    document["item"] = document["item"][:2]
    document["item"].append({"linkId": "q3", "answer": [{"valueInteger": 0}]})
    unknown = audit.read_fhir(document).assessment.scores["total"]
    male = audit.read_fhir(document, context={"sex": "male"}).assessment.scores["total"]
    assert (unknown.value, len(unknown.cutoffs), len(male.cutoffs)) == (3.0, 1, 0)


def test_all_problems_are_in_the_report_of_the_exception():
    answers = {"q1": {"valueString": "often"}, "q2": {"valueInteger": 4}, "q9": {"valueInteger": 1}}
    document = {
        "resourceType": "QuestionnaireResponse",
        "status": "stopped",
        "item": [{"linkId": link, "answer": [answer]} for link, answer in answers.items()],
    }
    with pytest.raises(rs.DataError) as caught:
        instrument("phq-9").read_fhir(document)
    found = [(one.code, one.path) for one in caught.value.report.problems]
    assert found == [
        ("RSUP_E_NOT_SCORED", "status"),
        ("RSUP_E_SCHEMA", "item[0].answer[0].valueString"),
        ("RSUP_E_RANGE", "item[1].answer[0].valueInteger"),
    ]
    assert caught.value.name == found[0][0]
    assert caught.value.safety.level == "urgent"


def test_what_never_reached_the_library_asks_for_review():
    with pytest.raises(TypeError) as caught:
        instrument("phq-9").read_fhir({"item": object()})
    assert caught.value.safety.level == "review"
    with pytest.raises(rs.Error) as caught:
        instrument("phq-9").read_fhir("no/such/file.json")
    assert caught.value.safety.level == "review"


def test_a_text_of_json_is_a_document_and_no_path():
    path = TESTS / "data" / "fhir" / "phq-9-total-differs.json"
    text = path.read_text(encoding="utf-8")
    assert (
        instrument("phq-9").read_fhir(text).to_json()
        == instrument("phq-9").read_fhir(path).to_json()
    )
    with pytest.raises(rs.Error) as caught:
        instrument("phq-9").read_fhir('{"subject": {"display": "Zebra"}}')
    assert "Zebra" not in str(caught.value) + repr(vars(caught.value))
