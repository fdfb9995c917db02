#!/usr/bin/env python3
"""Finds words to avoid (terms.yaml) in every catalogue the library ships, and in the documents.

tests/language/lint.py           prints each hit as file:line, exits 1 when there is one
tests/language/lint.py FILE...   the same of other files; their language by name (x.de.yaml), else en
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TERMS = pathlib.Path(__file__).with_name("terms.yaml")
PAIR = re.compile(r'(\w+): "([^"]*)"')
TEXT = re.compile(r'^ {4}([a-z][a-z0-9_.-]*): (?:"([^"]*)"|\{(.*)\})$', re.M)
COMMENT = re.compile(r"(?m)(^|\s)#.*$")
CODE = re.compile(r"(?ms)^```.*?^```|`[^`]*`|\]\([^)]*\)|https?://\S+")


def section(name):
    """The lines under a key at the left margin of terms.yaml."""
    return re.search(rf"(?m)^{name}:\n((?:[ #].*\n)+)", TERMS.read_text(encoding="utf-8")).group(1)


def pattern(avoid):
    """A regular expression for terms with a comma between: whole words, "*" any ending."""
    words = [re.escape(one.strip()) for one in avoid.split(",")]
    words = [one.replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for one in words]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", re.I)


def languages():
    """Language -> list of (pattern, what to say instead, source)."""
    found, current = {}, None
    for line in section("languages").splitlines():
        head = re.fullmatch(r"  (\w+):", line)
        if head:
            current = found.setdefault(head.group(1), [])
        elif line.lstrip().startswith("- {"):
            entry = dict(PAIR.findall(line))
            entry["source"] = re.search(r"source: ([\w-]+)\}", line).group(1)
            current.append((pattern(entry["avoid"]), entry["use"], entry["source"]))
    return found


def sources():
    return dict(re.findall(r'(?m)^  ([\w-]+): "(.*)"$', section("sources")))


def lock_screen():
    return {tag: pattern(words) for tag, words in PAIR.findall(section("lock_screen"))}


def names():
    """Names of published things."""
    return [pattern(one) for one in re.findall(r'- "(.*)"', section("names"))]


def texts(path):
    """Id -> text of a catalogue of the built-in config; plural forms are joined."""
    found = {}
    for id, one, forms in TEXT.findall(path.read_text(encoding="utf-8")):
        found[id] = one or " | ".join(text for _, text in PAIR.findall(forms))
    return found


def catalogues():
    """Every file whose words can reach a person, with its language; then the documents, but for
    the decisions, which speak of software."""
    lib = ROOT / "lib"
    defaults = sorted((lib / "config" / "defaults").glob("*.yaml"))
    found = [(path, "de" if path.name.endswith(".de.yaml") else "en") for path in defaults]
    found += [(path, "en") for path in sorted((lib / "instrument" / "definitions").glob("*.yaml"))]
    found += [(lib / "risk" / "default-model.yaml", "en")]
    found += [(lib / "safety" / "crisis_lines.c", "en")]
    found += [(path, "en") for path in sorted(ROOT.glob("*.md"))]
    pages = sorted((ROOT / "docs").rglob("*.md"))
    return found + [(path, "en") for path in pages if path.parent.name != "decisions"]


def blank(match):
    return re.sub(r"\S", " ", match.group())


def prose(path, text):
    """The words that somebody reads: without comments of another language, code and addresses."""
    if path.name.endswith(".de.yaml"):
        text = COMMENT.sub(blank, text)
    if path.suffix == ".md":
        text = CODE.sub(blank, text)
    for name in names():
        text = name.sub(blank, text)
    return text


def hits(path, language, terms):
    text = prose(path, path.read_text(encoding="utf-8"))
    for avoid, use, source in terms[language]:
        for match in avoid.finditer(text):
            yield path, text.count("\n", 0, match.start()) + 1, match.group(), use, source


def main(given):
    terms = languages()
    files = catalogues()
    if given:
        paths = [pathlib.Path(name) for name in given]
        files = [(p, "de" if p.name.endswith(".de.yaml") else "en") for p in paths]
    found = [hit for path, language in files for hit in hits(path, language, terms)]
    for path, line, word, use, source in found:
        print(f"{path}:{line}: {' '.join(word.split())}: say {use} ({source})")
    print(f"{len(files)} files, {sum(map(len, terms.values()))} entries, {len(found)} hits")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
