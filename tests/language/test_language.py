"""Words: every catalogue passes the lint, German says all that English does, the page and the picture
have no words of their own, and what shows on a lock screen says nothing about health."""

import json
import os
import pathlib
import re
import subprocess
import sys

import lint
import pytest
import recovery_support as rs

ROOT = lint.ROOT
BUILD = pathlib.Path(os.environ.get("RSUP_BUILD", ROOT / "build"))
DATA = ROOT / "examples" / "data"
DEFAULTS = ROOT / "lib" / "config" / "defaults"
PERSONS = ["marlow.json", "ines.json", "tobi.yaml"]
NOW = "2026-03-06T18:40-05:00"
FILES = lint.catalogues()
TERMS = lint.languages()
ENGLISH, GERMAN = (
    {
        id: text
        for part in ("texts", "page")
        for id, text in lint.texts(DEFAULTS / f"{part}.{tag}.yaml").items()
    }
    for tag in ("en", "de")
)

# ---- the lint


@pytest.mark.parametrize("path", [path for path, _ in FILES], ids=lambda path: path.name)
def test_no_word_to_avoid_is_in_a_catalogue(path):
    language = dict(FILES)[path]
    assert list(lint.hits(path, language, TERMS)) == []


@pytest.mark.parametrize("path", [path for path, _ in FILES], ids=lambda path: path.name)
def test_each_planted_word_is_found_in_each_catalogue(path, tmp_path):
    language, missed = dict(FILES)[path], []
    planted = [line for line in terms_of(language) if line]
    for term in planted:
        copy = tmp_path / path.name
        sentence = f'    planted.text: "They said {term.replace("*", "")} to them."\n'
        copy.write_text(path.read_text(encoding="utf-8") + sentence, encoding="utf-8")
        missed += [term] if not list(lint.hits(copy, language, TERMS)) else []
    assert len(planted) > 30
    assert missed == []


def terms_of(language):
    section = lint.section("languages").split(f"  {language}:\n")[1].split("\n  de:\n")[0]
    for avoid in re.findall(r'avoid: "([^"]*)"', section):
        yield from (one.strip() for one in avoid.split(","))


def test_each_entry_has_a_source_and_says_what_to_use():
    sources = lint.sources()
    for entries in TERMS.values():
        for _, use, source in entries:
            assert use
            assert source in sources


def test_a_name_of_a_published_thing_keeps_its_words(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("Gamblers Anonymous, the Drug Abuse Screening Test, `clean` and [x](relapse)\n")
    assert list(lint.hits(page, "en", TERMS)) == []


# ---- two languages


def test_german_says_all_that_english_says():
    assert list(GERMAN) == list(ENGLISH)


def test_german_has_the_same_names_in_braces():
    def names(text):
        return set(re.findall(r"\{(\w+)\}", text))

    assert {id for id in ENGLISH if names(ENGLISH[id]) != names(GERMAN[id])} == set()


def test_german_says_du():
    formal = re.compile(r"\b(Sie|Ihnen|Ihr|Ihre[mnrs]?)\b")
    assert {id: text for id, text in GERMAN.items() if formal.search(text)} == {}


@pytest.mark.parametrize("locale", ["pl", "pt-BR"])
def test_a_locale_without_a_list_of_its_own_warns(locale):
    words = {locale: {"greeting": "x"}, "de-AT": {"greeting": "Servus"}}
    head = {"format": "recovery-support/config", "format_version": 1}
    problems = config_report({**head, "texts": words})
    assert [(p.severity, p.path) for p in problems] == [("warning", f"texts.{locale}")]


def config_report(document):
    """What the library itself reports of a config; the binding shows it of refused ones only."""
    from recovery_support._rsup import ffi, lib

    text = json.dumps(document).encode()
    config, report = ffi.new("rsup_config **"), ffi.new("rsup_result **")
    status = lib.rsup_config_load(b"config", text, len(text), ffi.NULL, config, report, ffi.NULL)
    assert status == 0
    found = lib.rsup_report_get(report[0])
    rows = [found.problems[i] for i in range(found.problem_count)]
    severity = lib.rsup_severity_name
    problems = [
        type("Problem", (), {
            "severity": ffi.string(severity(row.severity)).decode(),
            "path": ffi.string(row.path).decode(),
        })
        for row in rows
    ]  # fmt: skip
    lib.rsup_result_free(report[0])
    lib.rsup_config_free(config[0])
    return problems


# ---- the lock screen

LOCK_SCREEN = re.compile(
    r"^(agenda\.[\w-]+|notice\.[\w-]+|milestone\.reached|form\.[\w-]+|next_step\.\w+)$"
)


def lock_screen_ids():
    return [id for id in ENGLISH if LOCK_SCREEN.match(id)]


def test_these_texts_may_show_on_a_lock_screen():
    assert [id for id in lock_screen_ids() if not id.startswith("agenda.")] == [
        "notice.not_an_emergency_service",
        "notice.not_a_diagnosis",
        "notice.safety_review",
        "notice.safety_urgent",
        "notice.checkin_due",
        "notice.meeting_soon",
        "notice.reach_now",
        "notice.plan_review",
        "milestone.reached",
        "next_step.one_hand",
        "next_step.weekday_evening",
        "next_step.weekend_evening",
        "next_step.night",
        "next_step.dormant",
        "next_step.source",
        "next_step.stream",
        "next_step.kind",
        "next_step.single_provider",
        "next_step.overdue",
        "form.daily",
    ]


@pytest.mark.parametrize("id", lock_screen_ids())
def test_each_has_a_discreet_variant_without_a_word_on_health(id):
    words = lint.lock_screen()
    for tag, texts in (("en", ENGLISH), ("de", GERMAN)):
        text = texts[f"{id}.discreet"]
        assert text != texts[id] or tag == "en"
        assert words[tag].search(text) is None, text


def test_the_words_of_the_lock_screen_list_are_found():
    words = lint.lock_screen()
    assert words["en"].search("Your recovery meeting starts.")
    assert words["de"].search("Dein Treffen beginnt.")


def test_notices_of_a_picture_are_discreet_on_a_lock_screen():
    words = lint.lock_screen()
    for name in PERSONS:
        for locale in ("en", "de"):
            for notice in picture(name, None, locale)[0].notices:
                assert notice.discreet
                assert words[locale].search(notice.discreet) is None


# ---- the pseudo-locale: every text in brackets, with accents

ACCENTS = str.maketrans("aeiouyAEIOU", "áéíóúýÁÉÍÓÚ")


def bracketed(text):
    parts = re.split(r"(\{\w+\})", text)
    return "⟦" + "".join(p if p.startswith("{") else p.translate(ACCENTS) for p in parts) + "⟧"


def pseudo_texts():
    """All texts of English, wrapped; plural forms as they are."""
    found = {}
    for part in ("texts", "page"):
        text = (DEFAULTS / f"{part}.en.yaml").read_text(encoding="utf-8")
        for id, one, forms in lint.TEXT.findall(text):
            plural = {form: bracketed(words) for form, words in lint.PAIR.findall(forms)}
            found[id] = plural or bracketed(one)
    return found


@pytest.fixture(name="pseudo", scope="module")
def a_config_in_brackets(tmp_path_factory):
    path = tmp_path_factory.mktemp("pseudo") / "config.json"
    head = {"format": "recovery-support/config", "format_version": 1}
    path.write_text(json.dumps({**head, "texts": {"qps": pseudo_texts()}}), encoding="utf-8")
    return path


def picture(name, config_path, locale):
    config = rs.Config.load(config_path) if config_path else rs.Config.default()
    person, model = rs.Person.load(DATA / name, config), rs.Model.default(config)
    meetings = rs.Meetings.read(DATA / "meetings.json", config)
    day = rs.today(person, NOW, model=model, meetings=meetings, locale=locale)
    return day, person


def outside(text):
    """What stands outside of all brackets."""
    depth, kept = 0, []
    for c in text:
        depth += (c == "⟦") - (c == "⟧")
        kept.append(c if depth == 0 and c != "⟧" else " ")
    assert depth == 0, text
    return "".join(kept)


# Letters that may stand outside: ids and names of the record, of the directory and of published
# things, addresses, units, and what the person wrote.
def allowed_words(name):
    words = set()
    for path in (DATA / name, DATA / "meetings.json", DATA / "config.yaml"):
        words |= set(re.findall(r"[^\W\d_]+", path.read_text(encoding="utf-8")))
    for path in (ROOT / "lib" / "instrument" / "definitions").glob("*.yaml"):
        words |= set(re.findall(r"[^\W\d_]+", path.stem))
    return words | {"https", "findahelpline", "com", "lifeline", "org"}


# Words of the page's own sentences that names of the example have as well.
SHARED = {"of", "in", "to", "the", "at", "for", "text", "call", "online", "before", "and", "on"}


def page_of(face, name, config):
    today = ROOT / "examples" / "today" / "today.py"
    command = [str(BUILD / "today" / "today")] if face == "c" else [sys.executable, str(today)]
    chosen = ["--config", str(config), "--meetings", "meetings.json", "--region", "US-NY"]
    options = ["--person", name, "--now", NOW, "--near", "42.9012,-74.9034", "--locale", "qps"]
    run = subprocess.run(
        [*command, *chosen, *options], cwd=DATA, capture_output=True, text=True, check=True
    )
    assert len(run.stdout) > 1000
    return run.stdout


def hard_wired(page, name):
    """Words outside of brackets that no name accounts for, or that the page's sentences use."""
    left = set(re.findall(r"[^\W\d_]{2,}", outside(page)))
    own = " ".join(text for id, text in ENGLISH.items() if id.startswith("page."))
    own = set(re.findall(r"[^\W\d_]{2,}", re.sub(r"\{\w+\}", " ", own.casefold())))
    spoken = {word for word in left if word.casefold() in own - SHARED - names_of(name)}
    return (left - allowed_words(name)) | spoken


def names_of(name):
    """Words of ids, places and people's own sentences: values, never keys."""
    found = set()

    def walk(value):
        if isinstance(value, str):
            found.update(re.findall(r"[^\W\d_]{2,}", value.casefold()))
        for one in (
            value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
        ):
            walk(one)

    walk(json.loads((DATA / "meetings.json").read_text(encoding="utf-8")))
    if name.endswith(".json"):
        walk(json.loads((DATA / name).read_text(encoding="utf-8")))
    return found - {"recovery", "people", "plan", "meetings", "milestones"}


@pytest.mark.parametrize("name", PERSONS)
@pytest.mark.parametrize("face", ["c", "python"])
def test_no_word_of_the_page_is_hard_wired(name, face, pseudo):
    assert hard_wired(page_of(face, name, pseudo), name) == set()


@pytest.mark.parametrize(
    "id", ["page.recovery", "page.plan", "page.last_word", "page.crisis_lines"]
)
def test_a_sentence_without_brackets_is_found(id, tmp_path):
    path, texts = tmp_path / "config.json", pseudo_texts()
    texts[id] = ENGLISH[id]
    head = {"format": "recovery-support/config", "format_version": 1}
    path.write_text(json.dumps({**head, "texts": {"qps": texts}}), encoding="utf-8")
    assert hard_wired(page_of("c", "ines.json", path), "ines.json") != set()


@pytest.mark.parametrize("name", PERSONS)
def test_no_text_of_the_picture_is_hard_wired(name, pseudo):
    day, person = picture(name, pseudo, "qps")
    texts = [notice.text for notice in day.notices] + [notice.discreet for notice in day.notices]
    texts += [term.label for term in day.risk.terms] + [day.risk.statement]
    texts += [gap.text for gap in day.network.gaps if gap.text]
    texts += [s.band_label for a in day.assessments for s in a.scores if s.band_label]
    parts = day.milestones
    for one in (*parts.unacknowledged, *parts.next, *parts.confirm_first, *parts.reached):
        texts += [one.label] if one.label else []
    texts += [person.text(f"reason.{r.id}", "qps") for r in all_reasons(day)]
    assert len(texts) > 20
    assert [text for text in texts if not text.startswith("⟦")] == []


def all_reasons(record):
    """Every reason anywhere in a picture."""
    found = []

    def walk(value):
        if isinstance(value, tuple | list):
            for one in value:
                walk(one)
        elif isinstance(value, dict):
            if set(value) == {"id", "number", "ref"}:
                found.append(type("Reason", (), {"id": value["id"]}))
            for one in value.values():
                walk(one)

    walk(json.loads(record.to_json()))
    return found


# ---- no reassurance, and no silent alert to others


def test_no_name_of_the_library_says_that_risk_is_low_or_absent():
    from recovery_support._rsup import lib

    calm = re.compile(r"(^|_)(safe|low_risk|no_risk|all_clear|harmless|ok_to)(_|$)", re.I)
    names = [name for name in dir(lib) if name.lower().startswith("rsup")]
    assert len(names) > 150
    assert [name for name in names if calm.search(name)] == []


def test_what_a_host_is_told_is_to_ask_the_person():
    for tag, ask in ((ENGLISH, "ask the person"), (GERMAN, "selbst fragen")):
        assert ask in tag["safety_level.urgent"]
        assert ask in tag["safety_level.review"]
