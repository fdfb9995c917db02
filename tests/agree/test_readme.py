"""The sessions of README.md and of the guide run as they stand there."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest
from recovery_support._rsup import ffi, lib

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("RSUP_BUILD", ROOT / "build"))
DATA = ROOT / "examples" / "data"
LUAS = [lua for lua in ("lua5.1", "lua5.4", "luajit") if shutil.which(lua)]


def block(language):
    """The only block of a language in README.md."""
    found = re.findall(
        rf"^```{language}\n(.*?)^```$", (ROOT / "README.md").read_text(), re.M | re.S
    )
    assert len(found) == 1, language
    return found[0]


def output(command, folder=DATA, **environment):
    result = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def pkg_config():
    folder = next((BUILD / "prefix").rglob("recovery-support.pc")).parent
    command = ["pkg-config", "--cflags", "--libs", "recovery-support"]
    return output(command, PKG_CONFIG_PATH=str(folder)).split(), folder.parent


def compiled(text, folder):
    source, program = folder / "session.c", folder / "session"
    source.write_text(text)
    flags, library = pkg_config()
    warnings = ["-std=c11", "-Wall", "-Wextra", "-Werror"]
    output(["cc", *warnings, str(source), "-o", str(program), *flags, f"-Wl,-rpath,{library}"])
    return str(program)


def lua_paths():
    return {"LUA_PATH": f"{BUILD}/lua/?.lua;;", "LUA_CPATH": f"{BUILD}/lua/?.so;;"}


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


@pytest.fixture(name="guide")
def the_folder_of_the_guide(tmp_path):
    """Its record in an empty folder, and its blocks by language."""
    text = (ROOT / "docs" / "guide" / "getting-started.md").read_text()
    blocks = {}
    for language, code in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.M | re.S):
        blocks.setdefault(language, []).append(code)
    (tmp_path / "me.yaml").write_text(blocks["yaml"][0])
    return tmp_path, blocks


def test_the_python_of_the_guide_runs_in_order(guide):
    folder, blocks = guide
    said = output([sys.executable, "-c", "\n".join(blocks["python"])], folder)
    assert "days in all, between" in said
    assert "call dana" in said
    assert "none_reported" in said
    assert "RSUP_E_RANGE review" in said.splitlines()[-1]
    assert (folder / "me.json").exists()


def test_the_c_and_the_lua_of_the_guide_agree(guide):
    folder, blocks = guide
    said = output([compiled(blocks["c"][0], folder)], folder)
    assert "days in all" in said
    for lua in LUAS:
        assert output([lua, "-e", blocks["lua"][0]], folder, **lua_paths()) == said, lua


def test_every_link_of_the_documents_leads_somewhere():
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text()):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


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
