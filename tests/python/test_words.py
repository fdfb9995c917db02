"""Words and clocks from the config."""

import pathlib

import pytest
import recovery_support as rs

ZONES = pathlib.Path(__file__).resolve().parents[1] / "data" / "zoneinfo"
AT = 1_772_656_200_000  # 2026-03-04T20:30Z


def config(text):
    texts = {"en": {"notice.checkin_due": text}}
    return rs.Config.loads(
        {"format": "recovery-support/config", "format_version": 1, "texts": texts}
    )


def test_words_come_with_their_names_filled_in_however_long_they_are():
    long = config("long " * 200 + "{ref}")
    assert long.text("notice.checkin_due", ref="today") == "long " * 200 + "today"


def test_an_id_that_nobody_worded_is_a_lookup_error():
    with pytest.raises(rs.UnknownNameError):
        rs.Config.default().text("no.such.id")


def test_local_time_is_what_the_clocks_of_a_zone_show():
    here = rs.Config.default(zoneinfo_dir=str(ZONES))
    assert here.local_time("Europe/Berlin", AT) == "2026-03-04T21:30:00+01:00"
    assert here.local_time("America/St_Johns", AT) == "2026-03-04T17:00:00-03:30"
    with pytest.raises(rs.UnknownNameError):
        here.local_time("Mars/Base", AT)


def test_the_default_config_is_made_once_and_made_again_after_closing():
    first = rs.Config.default()
    assert rs.Config.default() is first
    first.close()
    assert rs.Config.default().digest
