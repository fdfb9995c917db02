"""The files of cases are what the reference scripts beside them write, and nothing else."""

import pathlib
import subprocess
import sys

import pytest

VECTORS = pathlib.Path(__file__).resolve().parents[1] / "vectors"


@pytest.mark.parametrize("script", ["make_agenda.py", "make_days.py", "make_schedules.py"])
def test_a_file_is_what_its_script_writes(script):
    subprocess.run([sys.executable, str(VECTORS / script), "--check"], check=True)


@pytest.mark.parametrize("script", sorted(VECTORS.glob("reference*.py")), ids=lambda p: p.name)
def test_a_reference_never_asks_the_library(script):
    assert "import recovery_support" not in script.read_text(encoding="utf-8")
