"""The sessions of README.md run as they stand there, and its links lead somewhere."""

import re
import sys

import pytest
from programs import LUAS, ROOT, compiled, lua_paths, output, pkg_config
from recovery_support._rsup import ffi, lib


def block(language):
    """The only block of a language in README.md."""
    found = re.findall(
        rf"^```{language}\n(.*?)^```$", (ROOT / "README.md").read_text(), re.M | re.S
    )
    assert len(found) == 1, language
    return found[0]


def test_the_c_session_runs(tmp_path):
    assert output([compiled(block("c"), tmp_path)]) == block("text")


def test_the_python_session_runs(tmp_path):
    script = tmp_path / "session.py"
    script.write_text(block("python"))
    assert output([sys.executable, str(script)]) == block("text")


@pytest.mark.parametrize("lua", LUAS)
def test_the_lua_session_runs(lua, tmp_path):
    script = tmp_path / "session.lua"
    script.write_text(block("lua"))
    assert output([lua, str(script)], **lua_paths()) == block("text")


def headings(page):
    """The anchors of a page, as GitHub makes them of its headings."""
    for heading in re.findall(r"^#+ (.*)$", page.read_text(), re.M):
        yield re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_every_link_of_the_documents_leads_somewhere():
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")]
    for page in pages:
        for target, anchor in re.findall(r"\]\(([^)#\s]*)#?([^)\s]*)\)", page.read_text()):
            if "://" not in target:
                found = page.parent / target if target else page
                assert found.exists(), f"{page.name}: {target}"
                assert not anchor or anchor in headings(found), f"{page.name}: {target}#{anchor}"


def test_every_page_that_a_header_names_is_there():
    for header in ROOT.glob("include/recovery-support/*.h"):
        for page in re.findall(r"docs/[\w/-]+\.md", header.read_text()):
            assert (ROOT / page).exists(), f"{header.name}: {page}"


def described(record_type, seen):
    """Every key of a picture, in the order of the descriptions."""
    for index in range(lib.rsup_record_type_field_count(record_type)):
        field = lib.rsup_record_type_field(record_type, index)
        yield ffi.string(field.name).decode()
        if field.record and field.record not in seen:
            seen.add(field.record)
            yield from described(field.record, seen)


def test_every_key_of_the_picture_is_in_the_guide():
    types, index = {}, 0
    while found := lib.rsup_record_type_at(index):
        types[ffi.string(lib.rsup_record_type_name(found)).decode()] = found
        index += 1
    guide = (ROOT / "docs" / "guide" / "day-picture.md").read_text()
    reason = {types["reason"]}  # described in words at the top
    missing = [
        key for key in described(types["day_picture"], reason) if f"| `{key}` |" not in guide
    ]
    assert not missing


def test_the_example_also_builds_with_pkg_config(tmp_path):
    folder, program = ROOT / "examples" / "today", tmp_path / "today"
    sources = [str(folder / "today.c"), str(folder / "today_text.c"), str(folder / "page.c")]
    flags, library = pkg_config()
    output(["cc", "-std=c11", *sources, "-o", str(program), *flags, f"-Wl,-rpath,{library}"])
    page = output([str(program), "--person", "tobi.yaml", "--now", "2026-03-06T18:40-05:00"])
    assert page.startswith("Friday, 6 March 2026, 18:40 (America/New_York)\n")
