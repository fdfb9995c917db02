"""Every session of the guide runs as it stands there.

The blocks of a page run in order, in a folder of their own that also has examples/data:

    yaml      is written under the name that ends the line before it: `me.yaml`:
    python    a script; or, with >>>, a session whose answers must be those shown
    c, lua    programs
    text      what the program before it prints
"""

import contextlib
import doctest
import io
import os
import pathlib
import re
import shutil

import pytest
from programs import DATA, LUAS, ROOT, compiled, lua_paths, output

PAGES = sorted(ROOT.glob("docs/guide/*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


class Block:
    def __init__(self, page, text, found):
        before = text[: found.start()].rstrip()
        self.language, self.code = found.groups()
        self.line = text.count("\n", 0, found.start()) + 2
        named = re.search(r"`([\w.-]+)`[^`\n]*:$", before)
        self.name = named and named.group(1)
        self.place = f"{page.name}:{self.line}"


def blocks(page):
    text = page.read_text()
    return [Block(page, text, found) for found in BLOCK.finditer(text)]


def python(block, names, page):
    """What a block prints; a session's answers are held against those shown."""
    if not block.code.startswith(">>>"):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile(block.code, block.place, "exec"), names)
        return said.getvalue()
    session = doctest.DocTestParser().get_doctest(
        block.code, names, page.name, str(page), block.line - 1
    )
    said = io.StringIO()
    failed, _ = doctest.DocTestRunner(verbose=False).run(session, out=said.write, clear_globs=False)
    names.update(session.globs)  # the parser has copied them
    assert not failed, said.getvalue()
    return ""


def lua(block, folder):
    said = {output([face, "-e", block.code], folder, **lua_paths()) for face in LUAS}
    assert len(said) == 1, block.place
    return said.pop()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_sessions_of_a_page_run(page, tmp_path, monkeypatch):
    for file in (*DATA.glob("*.json"), *DATA.glob("*.yaml")):
        os.symlink(file, tmp_path / file.name)
    monkeypatch.chdir(tmp_path)
    names, said = {"__name__": page.stem}, None
    for block in blocks(page):
        if block.language == "yaml":
            assert block.name, f"{block.place}: no name before it"
            pathlib.Path(block.name).write_text(block.code)
        elif block.language == "python":
            said = python(block, names, page)
        elif block.language == "lua" and LUAS:
            said = lua(block, tmp_path)
        elif block.language == "c":
            said = output([compiled(block.code, tmp_path)], tmp_path)
        elif block.language == "text":
            assert said == block.code, block.place
        else:
            assert block.language in ("sh", "lua"), block.place


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_document_of_a_page_is_used_by_a_session(page):
    found = blocks(page)
    sessions = "".join(block.code for block in found if block.language in ("python", "lua", "c"))
    assert [one.place for one in found if one.language == "yaml" and one.name not in sessions] == []


def test_every_page_stands_in_the_index():
    index = (ROOT / "docs" / "README.md").read_text()
    folders = ("guide", "reference", "decisions")
    pages = [page for folder in folders for page in (ROOT / "docs" / folder).glob("*.md")]
    missing = [p.name for p in pages if f"({p.parent.name}/{p.name})" not in index]
    assert missing == []


def test_the_pages_have_sessions():
    with_sessions = [page for page in PAGES if any(b.language == "python" for b in blocks(page))]
    assert len(with_sessions) >= 12
    assert shutil.which("cc")
