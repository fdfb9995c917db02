"""The generated reference and the stubs are fresh, every public function is explained, and the pages
point at things that are there."""

import importlib.util
import pathlib
import re

import pytest
from recovery_support._rsup import lib

ROOT = pathlib.Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("make_reference", ROOT / "docs" / "make_reference.py")
reference = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reference)

PAGES = reference.pages()
SYMBOLS = [symbol for _, symbols in reference.headers().values() for symbol in symbols]
TEXTS = sorted(path for path in ROOT.rglob("*.md") if not {"build", "data"} & set(path.parts))


@pytest.mark.parametrize("path", PAGES)
def test_generated_pages_are_fresh(path):
    file = ROOT / path
    found = file.read_text(encoding="utf-8") if file.exists() else ""
    assert found == PAGES[path], "stale: run build/venv/bin/python3 docs/make_reference.py"


def test_every_function_of_the_library_stands_in_a_header():
    assert {symbol.name for symbol in SYMBOLS} == {n for n in dir(lib) if n.startswith("rsup_")}


@pytest.mark.parametrize("symbol", SYMBOLS, ids=lambda symbol: symbol.name)
def test_every_function_says_what_it_does_and_since_when(symbol):
    assert len(" ".join(symbol.doc)) > 20
    assert symbol.doc[-1].endswith("Since 0.1.")


def test_the_index_of_the_docs_has_every_page():
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = (str(page.relative_to(ROOT / "docs")) for page in (ROOT / "docs").rglob("*.md"))
    assert [page for page in pages if page != "README.md" and f"({page})" not in index] == []


@pytest.mark.parametrize("page", TEXTS, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)", text)
    broken = [
        link
        for link in links
        if not re.match(r"[a-z]+:", link) and not (page.parent / link).exists()
    ]
    assert not broken
