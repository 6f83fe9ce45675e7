"""Looks for phrases of the avoid list in texts that people read: documents, string literals of the product, manual pages.

The list is in CONTRIBUTING.md, under "Words": each phrase in `code` in the first column of a table there. Code in
documents is not checked, so a document can quote a phrase.
"""

import re
from pathlib import Path

LIST = "CONTRIBUTING.md"
SECTION = re.compile(r"^## Words$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
FIRST_CELL = re.compile(r"^\|([^|]*)\|", re.MULTILINE)

DOCUMENTS = ("*.md", "docs/*.md", *(f"{folder}/**/*.md" for folder in
                                    ("app", "broker", "installer", "listen", "resources", "tests", "ui")))
SOURCES = tuple(f"{folder}/**/*.{suffix}" for folder in ("app", "broker", "installer", "listen", "ui")
                for suffix in ("cpp", "h"))
MANUALS = ("installer/manual/pages/*",)
PLAIN = ("installer/hookbot.conf", "installer/desktop/*.in", "installer/systemd/**/*.in",
         "installer/systemd/*.socket", "resources/translations/hookbot_en.ts")

FENCED = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
EXAMPLE = re.compile(r"^\.EX$.*?^\.EE$|^\.\\\".*?$", re.MULTILINE | re.DOTALL)
TOKEN = re.compile(r"""
    \b[0-9][\w'.]*                                                # a number, whose ' is no quote
    | //[^\n]* | /\*.*?\*/                                        # comments
    | R"(?P<mark>[^()\s\\]*)\((?P<raw>.*?)\)(?P=mark)"
    | "(?P<text>(?:[^"\\\n]|\\.)*)"
    | '(?:[^'\\\n]|\\.)+'
    """, re.VERBOSE | re.DOTALL)
NAME = re.compile(r"[a-z_]+")
SQL = re.compile(r"\b(?:SELECT|INSERT|DELETE|UPDATE|CREATE|DROP|FROM|JOIN|WHERE)\b")
ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]+|.)", re.DOTALL)


def phrases(document):
    """The phrases that the contributor page says to avoid."""
    section = SECTION.search(document)
    cells = FIRST_CELL.findall(section[1]) if section else []
    return [phrase for cell in cells for phrase in re.findall(r"`([^`]+)`", cell)]


def pattern_of(avoided):
    """Matches any of these phrases as whole words, in any case, also over the end of a line."""
    spaced = (r"\s+".join(map(re.escape, phrase.split())) for phrase in avoided)
    return re.compile(rf"\b(?:{'|'.join(spaced)})\b", re.IGNORECASE)


def blanked(pattern, text):
    """The text with all that matches replaced by something that no phrase contains; lines stay where they are."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", "`", match[0]), text)


def literals(source):
    """The string literals of C++ source as pairs of text and line; adjacent ones are joined."""
    found = []
    end = None
    for token in TOKEN.finditer(source):
        text = token["raw"] if token["raw"] is not None else token["text"]
        if text is None:
            continue
        if token["text"] is not None:
            text = ESCAPE.sub(" ", text)
        if end is not None and not source[end:token.start()].strip():
            found[-1] = (found[-1][0] + text, found[-1][1])
        else:
            found.append((text, source.count("\n", 0, token.start()) + 1))
        end = token.end()
    return found


def hits(pattern, text, line=1):
    """Pairs of line and phrase."""
    return [(line + text.count("\n", 0, match.start()), " ".join(match[0].split()))
            for match in pattern.finditer(text)]


def hits_in_document(pattern, text):
    return hits(pattern, blanked(INLINE, blanked(FENCED, text)))


def is_text(literal):
    """Whether people may read it: it is neither a name nor SQL."""
    return not NAME.fullmatch(literal) and not SQL.search(literal)


def hits_in_source(pattern, text):
    return [(line, phrase) for literal, line in literals(text) if is_text(literal)
            for _, phrase in hits(pattern, literal)]


def hits_in_manual(pattern, text):
    return hits(pattern, blanked(EXAMPLE, text))


def check(root):
    """One line for each phrase of the list that a text below root contains."""
    avoided = phrases((root / LIST).read_text(encoding="utf-8"))
    if not avoided:
        return [f"{LIST}: no phrase to avoid was found under \"Words\""]
    pattern = pattern_of(avoided)
    problems = []
    for globs, find in ((DOCUMENTS, hits_in_document), (SOURCES, hits_in_source), (MANUALS, hits_in_manual),
                        (PLAIN, hits)):
        for path in sorted({path for each in globs for path in root.glob(each) if path.is_file()}):
            relative = path.relative_to(root)
            if "node_modules" not in relative.parts:
                problems += [f"{relative}:{line}: avoid \"{phrase}\" ({LIST}, Words)"
                             for line, phrase in find(pattern, path.read_text(encoding="utf-8"))]
    return problems


if __name__ == "__main__":
    import sys
    found = check(Path(__file__).resolve().parent.parent)
    print("\n".join(found))
    sys.exit(1 if found else 0)
