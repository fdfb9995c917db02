"""Wording that a host brings. The words here are invented."""

import pytest
import recovery_support as rs

PACK = {
    "format": "recovery-support/text-pack",
    "format_version": 1,
    "instrument": "gad-2",
    "locale": "de",
    "licence": "invented for this test",
    "notice": "Nur ein Beispiel.",
    "items": {"q1": {"text": "eins"}, "q2": {"text": "zwei"}},
    "options": {
        "not-at-all": {"text": "gar nicht"},
        "several-days": {"text": "manchmal"},
        "more-than-half": {"text": "oft"},
        "nearly-every-day": {"text": "fast immer"},
    },
}


def test_a_pack_is_read_with_its_licence():
    words = rs.Instrument.load("gad-2").texts(PACK)
    assert words.notice == "Nur ein Beispiel."
    assert [one.text for one in words["items"]] == ["eins", "zwei"]
    assert words["items"][0].options[3].text == "fast immer"


def test_a_pack_is_read_from_a_file(tmp_path):
    path = tmp_path / "de.yaml"
    path.write_text(rs.Instrument.load("gad-2").texts(PACK).to_json())
    with pytest.raises(rs.Error) as caught:  # a result is no document
        rs.Instrument.load("gad-2").texts(path)
    assert caught.value.source == "de.yaml"


def test_missing_words_are_told():
    pack = {**PACK, "items": {"q1": {"text": "eins"}}}
    with pytest.raises(rs.DataError, match="no words for item q2"):
        rs.Instrument.load("gad-2").texts(pack)
