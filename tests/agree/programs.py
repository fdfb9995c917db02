"""Building and running what documents and examples show, against the library as it is installed."""

import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("RSUP_BUILD", ROOT / "build"))
DATA = ROOT / "examples" / "data"
LUAS = [lua for lua in ("lua5.1", "lua5.4", "luajit") if shutil.which(lua)]


def output(command, folder=DATA, **environment):
    """What a command prints; it must not fail."""
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
    """The flags of an installed copy, and the folder of its library."""
    folder = next((BUILD / "prefix").rglob("recovery-support.pc")).parent
    command = ["pkg-config", "--cflags", "--libs", "recovery-support"]
    return output(command, PKG_CONFIG_PATH=str(folder)).split(), folder.parent


def compiled(text, folder):
    """A program made of one C text."""
    source, program = folder / "session.c", folder / "session"
    source.write_text(text)
    flags, library = pkg_config()
    warnings = ["-std=c11", "-Wall", "-Wextra", "-Werror"]
    output(["cc", *warnings, str(source), "-o", str(program), *flags, f"-Wl,-rpath,{library}"])
    return str(program)


def lua_paths():
    return {"LUA_PATH": f"{BUILD}/lua/?.lua;;", "LUA_CPATH": f"{BUILD}/lua/?.so;;"}
