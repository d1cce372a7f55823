"""Everything that a Word or Excel file says, in any of its parts: they are archives of XML."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from evenhand.data.attack_files.said import Place, Said, as_row, tidy
from evenhand.data.attack_files.xml_read import parsed

# Parts that lay out and hold no words of the document.
_LAYOUT = re.compile(
    r"(?:^|/)(?:styles|stylesWithEffects|numbering|settings|fontTable|webSettings|theme\d*)\.xml$"
)
_PLAIN_PART = re.compile(
    r"(?:[A-Za-z_]+/)*(?:[A-Za-z]+\d*|\[Content_Types\])?(?:\.xml)?\.(?:xml|rels|png|jpeg)"
)
# Attributes in which words can stand.
_WORDS = frozenset(
    ("descr", "title", "alt", "name", "displayName", "prompt", "promptTitle", "error",
     "errorTitle", "tooltip", "display", "location", "author", "initials", "Target")
)  # fmt: skip
# Elements whose `val` is words: a table's caption and description.
_CAPTIONS = frozenset(("tblCaption", "tblDescription", "docTitle", "alias", "tag"))
# What programs note about the file itself: sizes, versions, days.
_OF_THE_FILE = frozenset(
    ("TotalTime", "Pages", "Words", "Characters", "Lines", "Paragraphs", "CharactersWithSpaces",
     "DocSecurity", "AppVersion", "i4", "revision", "created", "modified", "lastPrinted")
)  # fmt: skip


def words_of_docx(data: bytes) -> list[Said]:
    """Every paragraph, row, property, alt text and name in a Word file."""
    return [piece for part, root in parts(data) for piece in part_words(part, root)]


def parts(data: bytes) -> Iterator[tuple[str, Any]]:
    """Every XML part of a file, parsed; names of parts that are not plain come as parts too."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not _PLAIN_PART.fullmatch(name):
                raise StrangePart(name)
            if name.endswith((".xml", ".rels")):
                yield name, parsed(archive.read(name))
        if archive.comment:
            raise StrangePart("a note on the archive")


class StrangePart(ValueError):
    """A file has a part that no report has. The message is its name."""


def part_words(part: str, root: Any) -> Iterator[Said]:
    """What one part says, paragraph by paragraph; rows of tables together."""
    if not _LAYOUT.search(part):
        yield from _attributes(part, root)
    yield from _texts(part, root)


def _texts(part: str, element: Any) -> Iterator[Said]:
    name = local(element)
    if name == "tr":
        cells = [_said(" ".join(_paragraphs(cell)), "table") for cell in element if _is_cell(cell)]
        yield from as_row([cell for cell in cells if cell.text])
        return
    if name in ("p", "si", "text"):
        said = _said("".join(_run(element)), part)
        if said.text:
            yield said
        return
    if name in _OF_THE_FILE:
        return
    if element.text and element.text.strip():
        yield _said(element.text, part)
    for child in element:
        yield from _texts(part, child)
        if child.tail and child.tail.strip():
            yield _said(child.tail, part)


def _is_cell(element: Any) -> bool:
    return local(element) == "tc"


def _paragraphs(cell: Any) -> Iterator[str]:
    for paragraph in cell.iter():
        if local(paragraph) == "p":
            yield "".join(_run(paragraph))


def _run(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter():
        if local(element) in ("br", "tab", "cr"):
            yield " "
        yield element.text or ""
        if element is not paragraph:
            yield element.tail or ""


def _attributes(part: str, root: Any) -> Iterator[Said]:
    for element in root.iter():
        for key, value in element.attrib.items():
            name = key.rpartition("}")[2]
            caption = name == "val" and local(element) in _CAPTIONS
            outward = name != "Target" or element.get("TargetMode") == "External"
            if value and (caption or (name in _WORDS and outward)):
                yield _said(value, f"{name} in {part}")


def _said(text: str, where: str) -> Said:
    return Said(tidy(text), where, Place.WORDS)


def local(element: Any) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
