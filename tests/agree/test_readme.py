"""The sessions of README.md run as they stand there, and print what it says."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("RSUP_BUILD", ROOT / "build"))
DATA = ROOT / "examples" / "data"
LUAS = [lua for lua in ("lua5.1", "lua5.4", "luajit") if shutil.which(lua)]


def block(language):
    """The only block of a language in README.md."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", (ROOT / "README.md").read_text(), re.M | re.S)
    assert len(found) == 1, language
    return found[0]


def output(command, **environment):
    result = subprocess.run(
        command,
        cwd=DATA,
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


def test_the_c_session_runs(tmp_path):
    source, program = tmp_path / "session.c", tmp_path / "session"
    source.write_text(block("c"))
    flags, library = pkg_config()
    warnings = ["-std=c11", "-Wall", "-Wextra", "-Werror"]
    output(["cc", *warnings, str(source), "-o", str(program), *flags, f"-Wl,-rpath,{library}"])
    assert output([str(program)]) == block("text")


def test_the_python_session_runs(tmp_path):
    script = tmp_path / "session.py"
    script.write_text(block("python"))
    assert output([sys.executable, str(script)]) == block("text")


@pytest.mark.parametrize("lua", LUAS)
def test_the_lua_session_runs(lua, tmp_path):
    script = tmp_path / "session.lua"
    script.write_text(block("lua"))
    path, cpath = f"{BUILD}/lua/?.lua;;", f"{BUILD}/lua/?.so;;"
    assert output([lua, str(script)], LUA_PATH=path, LUA_CPATH=cpath) == block("text")


def test_every_link_of_the_documents_leads_somewhere():
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text()):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"
