"""The three faces of examples/today print the same page, and the same line for the same bad input."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest
import recovery_support as rs

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("RSUP_BUILD", ROOT / "build"))
TODAY = ROOT / "examples" / "today"
DATA = ROOT / "examples" / "data"
LUA = {**os.environ, "LUA_PATH": f"{BUILD}/lua/?.lua;;", "LUA_CPATH": f"{BUILD}/lua/?.so;;"}
FACES = {"c": [str(BUILD / "today" / "today")], "python": [sys.executable, str(TODAY / "today.py")]}
for lua in ("lua5.1", "lua5.4", "luajit"):
    if shutil.which(lua):
        FACES[lua] = [lua, str(TODAY / "today.lua")]
PERSONS = ["marlow.json", "ines.json", "tobi.yaml"]
NOW = "2026-03-06T18:40-05:00"
INSTANTS = [NOW, "2025-11-02T01:30-04:00", "2026-03-08T07:05Z", "2028-02-29T12:00Z"]
CHOSEN = ["--config", "config.yaml", "--meetings", "meetings.json", "--near", "42.9012,-74.9034"]


def run(face, *options):
    return subprocess.run(
        [*FACES[face], *options], cwd=DATA, env=LUA, capture_output=True, text=True, check=False
    )


@pytest.fixture(name="deep", scope="module")
def a_very_deep_text(tmp_path_factory):
    path = tmp_path_factory.mktemp("deep") / "deep.json"
    path.write_text("[" * 100_000)
    return path


@pytest.mark.parametrize("now", INSTANTS)
@pytest.mark.parametrize("name", PERSONS)
def test_all_faces_print_the_same_page(name, now):
    page = run("c", *CHOSEN, "--person", name, "--now", now)
    assert page.returncode == 0
    assert page.stdout
    for face in FACES:
        again = run(face, *CHOSEN, "--person", name, "--now", now)
        assert (again.stdout, again.stderr) == (page.stdout, page.stderr), face


@pytest.mark.parametrize("name", PERSONS)
def test_a_page_fits_the_terminal_and_ends_with_somebody_to_call(name):
    page = run("python", *CHOSEN, "--person", name, "--now", NOW).stdout
    assert max(len(line) for line in page.splitlines()) <= 80
    last_part = page.split("\n\n")[-1]
    assert last_part.startswith("Somebody is there, day and night\n")
    assert "findahelpline" in last_part


@pytest.fixture(name="alarmed", scope="module")
def a_person_who_told_of_self_harm_and_of_nobody(tmp_path_factory):
    path = tmp_path_factory.mktemp("alarmed") / "person.yaml"
    path.write_text(
        "format: recovery-support/person\nformat_version: 1\nid: p\nzones: [{zone: UTC}]\n"
        "targets: [{id: alcohol, goal: {kind: abstain, from: 2026-01-01}}]\n"
        "events: [{type: sign, id: s1, kind: overdose, at: '2026-03-06T20:00Z'}]\n"
    )
    return path


def test_what_asks_for_somebody_comes_before_everything_else(alarmed):
    parts = run("c", "--person", alarmed, "--now", NOW).stdout.split("\n\n")
    assert parts[1].startswith("Please note\n  What you told us matters.")
    assert parts[2].startswith("Somebody is there, day and night\n")
    assert parts[-1].strip() == parts[2].strip()
    assert any("Nobody is recorded here yet." in part for part in parts)
    assert not any("0 people" in part for part in parts)
    for face in FACES:
        assert run(face, "--person", alarmed, "--now", NOW).stdout.split("\n\n") == parts, face


@pytest.mark.parametrize("name", PERSONS)
def test_no_probability_is_in_a_picture(name):
    config = rs.Config.load(DATA / "config.yaml")
    person, model = rs.Person.load(DATA / name, config), rs.Model.default(config)
    risk = rs.today(person, NOW, model=model).risk
    assert (risk.level, risk.risk) == (None, None)
    assert risk.statement


def test_the_same_json_whatever_the_face():
    texts = {run(face, "--json", "--person", "ines.json", "--now", NOW).stdout for face in FACES}
    assert len(texts) == 1


def test_what_was_learned_late_was_not_known_before():
    def page(*known):
        return run("c", *CHOSEN, "--person", "ines.json", "--now", NOW, *known).stdout

    # The setback of 21 February was told on the 24th, the use of November on 27 February.
    before = page("--known-at", "2026-02-24T08:00-05:00")
    assert "Last setback" not in before
    assert "Last setback: 21 February 2026, back after 2 days." in page()


# What is wrong, the options, and the one line on stderr.
BROKEN = {
    "typo in a key": (
        ["--config", "broken/typo-in-a-key.yaml"],
        'typo-in-a-key.yaml:4:3: policies.meeting_kms: unknown key "meeting_kms"; '
        'did you mean "meeting_km"?',
    ),
    "wrong type": (
        ["--config", "broken/wrong-type.yaml"],
        "wrong-type.yaml:4:18: policies.next_meetings: "
        'expected a whole number from 1 to 1000, found "a few"',
    ),
    "duplicate key": (
        ["--config", "broken/duplicate-key.yaml"],
        "duplicate-key.yaml:6:3: the same key stands twice in one map, first at line 4",
    ),
    "alias bomb": (
        ["--config", "broken/alias-bomb.yaml"],
        "alias-bomb.yaml:3:4: anchors and aliases are not read",
    ),
    "newer version": (
        ["--config", "broken/newer-version.yaml"],
        "newer-version.yaml:2:17: format_version: this library reads recovery-support/config "
        "up to version 1, the document is newer",
    ),
    "truncated JSON": (
        ["--person", "broken/truncated.json"],
        "truncated.json:22:71: the text ends too early",
    ),
    "a web page as feed": (
        ["--meetings", "broken/page.json"],
        "page.json:1:1: the text begins with < : a web page, not a list of meetings",
    ),
    "a model whose numbers were changed": (
        ["--model", "broken/model-changed.yaml"],
        "model-changed.yaml:33:18: tests[0].expect.lp: a test row of the model does not come out",
    ),
    "an unknown zone": (
        ["--person", "broken/unknown-zone.yaml"],
        "unknown-zone.yaml:4:16: zones[0].zone: a time zone nobody knows",
    ),
    "no zone": (
        ["--person", "broken/no-zone.yaml"],
        'no-zone.yaml: zones: the record has no usable time zone: "zones" says in which one its '
        "days are",
    ),
    "an empty file": (["--person", "broken/empty.yaml"], "empty.yaml:1:1: the document is empty"),
    "a folder": (["--person", "broken"], "broken: cannot read the file: it is a folder"),
    "no such file": (
        ["--person", "nobody.yaml"],
        "nobody.yaml: cannot read the file: there is no such file",
    ),
    "a time without its offset": (
        ["--now", "2026-03-06T18:40"],
        "a time needs its offset, such as 2026-03-04T21:30+01:00",
    ),
}


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("what", BROKEN)
def test_bad_input_is_one_clear_line_and_code_2(what, face):
    options, line = BROKEN[what]
    result = run(face, "--person", "tobi.yaml", "--now", NOW, *options)
    assert (result.returncode, result.stdout, result.stderr) == (2, "", line + "\n")


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("option", ["--config", "--person", "--meetings", "--model"])
def test_a_hundred_thousand_brackets_are_refused(option, face, deep):
    result = run(face, "--person", "tobi.yaml", "--now", NOW, option, str(deep))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("deep.json:1:")
    assert result.stderr.count("\n") == 1
    assert "nested" in result.stderr


@pytest.mark.parametrize("face", FACES)
def test_a_feed_with_bad_meetings_works_and_has_a_line_for_each(face):
    result = run(face, *CHOSEN, "--person", "tobi.yaml", "--now", NOW, "--report")
    lines = result.stderr.splitlines()
    assert result.returncode == 0
    assert any("meeting lost-hour: no time of day" in line for line in lines)
    assert any("meeting eighth-day: no day of the week" in line for line in lines)


@pytest.mark.parametrize("face", FACES)
def test_a_record_with_one_bad_answer_and_a_lost_role_works_and_says_so(face, tmp_path):
    record = (DATA / "tobi.yaml").read_text()
    worse = record.replace("mood: 4,", "mood: 44,").replace("role: friend", "role: lodger")
    path = tmp_path / "worse.yaml"
    path.write_text(worse)
    result = run(face, *CHOSEN, "--person", str(path), "--now", NOW)
    lines = [line for line in result.stderr.splitlines() if line.startswith("worse.yaml:")]
    assert result.returncode == 0
    assert len(lines) == 2
    assert "44" not in "".join(lines)
    assert "lodger" not in "".join(lines)


def test_the_long_files_are_what_the_script_writes(tmp_path):
    for script in ("make_world.py", "make_meetings.py"):
        shutil.copy(DATA / script, tmp_path)
    subprocess.run([sys.executable, str(tmp_path / "make_world.py")], check=True)
    for name in ("meetings.json", "marlow.json", "ines.json"):
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name
