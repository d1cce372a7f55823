"""Everything that a PDF says: tagged text, words of drawings, alt texts, heads, feet, properties.

A tagged PDF says of each piece of text which element it belongs to, so that a cell of a table is
read as a cell. PDFium reads it: another program than wrote it, and fifteen times as fast as the
readers in pure Python.
"""

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from defusedxml import ElementTree

from evenhand.data.attack_files.said import Place, Said, as_row, tidy

_IN_NO_ELEMENT = -1
_MOST_FORMS = 8
# Points by which letters of one line may stand higher or lower than others.
_LINE = 6.0
_METADATA = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_ITEM = re.compile(r"\d\.|•")
_NOTES = (b"Contents", b"T", b"Subj", b"RC")
# Elements that are read as one piece with what is inside them.
_ONE_PIECE = frozenset(("Caption", "H1", "H2", "H3", "H4", "LI", "P", "TD", "TH", "TOCI", "Title"))
# What programs note about the file itself: its ids, its page numbers, their own versions.
_OF_THE_FILE = frozenset(
    (
        "DocumentID",
        "InstanceID",
        "CreatorTool",
        "NPages",
        "RenditionClass",
        "PDFVersion",
        "part",
        "rev",
    )
)

Box = tuple[float, float, float, float]


class NotAPdf(ValueError):
    """The file is no PDF, or one that cannot be read whole. The message says why."""


@dataclass
class _Piece:
    """What one marked run of a page's content says, and where it lies."""

    texts: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    @property
    def box(self) -> Box:
        left, bottom, right, top = zip(*self.boxes, strict=True)
        return min(left), min(bottom), max(right), max(top)


def words_of_pdf(data: bytes) -> list[Said]:
    """Every piece of a PDF. Raises NotAPdf."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as wrong:
        raise NotAPdf("This is no PDF that can be read.") from wrong
    try:
        if document.count_attachments():
            raise NotAPdf("This PDF holds other files.")
        said = list(_about(document, data))
        contents = _contents(document)
        for number in range(len(document)):
            said += _Page(document[number], f"page {number + 1}").read()
        # A line of the contents ends in its page, if that is where its bookmark leads.
        return [
            Said(contents[each.text], each.where, each.place, each.hidden)
            if each.text in contents
            else each
            for each in said
            if each.text
        ]
    finally:
        document.close()


def _about(document: Any, data: bytes) -> Iterator[Said]:
    """Properties, in both of the ways in which a PDF keeps them, and bookmarks."""
    for name, text in document.get_metadata_dict().items():
        if name != "Creator":
            yield Said(tidy(text), f"document properties: {name}")
    for packet in _METADATA.findall(data):
        for element in ElementTree.fromstring(packet).iter():
            if str(element.tag).rpartition("}")[2] not in _OF_THE_FILE:
                yield Said(tidy(element.text or ""), "document properties")
    for mark in document.get_toc():
        yield Said(tidy(mark.get_title()), "bookmark")


def _contents(document: Any) -> dict[str, str]:
    """Lines of the contents, with the page that each ends in, and what they are without it."""
    return {
        f"{title} {mark.get_dest().get_index() + 1}": title
        for mark in document.get_toc()
        if (title := tidy(mark.get_title())) and mark.get_dest() is not None
    }


class _Page:
    """One page, read element by element."""

    def __init__(self, page: Any, where: str) -> None:
        self._page, self._where = page, where
        self._text = page.get_textpage()
        self._pieces: dict[int, _Piece] = {}
        # What belongs to no element (heads and feet), line by line.
        self._loose: list[list[str]] = []
        self._height = 0.0
        self._left: set[int] = set()
        self._drawn: set[int] = set()

    def read(self) -> Iterator[Said]:
        tree = pdfium.FPDF_StructTree_GetForPage(self._page)
        count = pdfium.FPDF_StructTree_CountChildren(tree)
        tops = [pdfium.FPDF_StructTree_GetChildAtIndex(tree, place) for place in range(count)]
        self._drawn = {number for top in tops for number in _drawn(top)}
        for place in range(pdfium.FPDFPage_CountObjects(self._page)):
            self._take(pdfium.FPDFPage_GetObject(self._page, place), _MOST_FORMS)
        self._left = set(self._pieces)
        for top in tops:
            yield from self._element(top)
        pdfium.FPDF_StructTree_Close(tree)
        for number in sorted(self._left):
            yield self._said(self._pieces[number].texts, "outside its elements")
        yield from (self._said([" ".join(texts)], "head or foot") for texts in self._loose)
        yield from (self._said([text], "note") for text in self._notes())

    def _said(self, texts: Sequence[str], what: str, place: Place = Place.WORDS) -> Said:
        return Said(tidy("".join(texts)), f"{self._where}, {what}", place)

    def _take(self, item: Any, deeper: int) -> None:
        """The text of an object of the page, under the number of its element."""
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and deeper:
            for place in range(pdfium.FPDFFormObj_CountObjects(item)):
                self._take(pdfium.FPDFFormObj_GetObject(item, place), deeper - 1)
        if kind != pdfium.FPDF_PAGEOBJ_TEXT:
            return
        number = pdfium.FPDFPageObj_GetMarkedContentID(item)
        if number in self._drawn:
            # Letter by letter: a drawing is read line by line, by its place on the page.
            self._pieces.setdefault(number, _Piece()).boxes.append(_box(item))
            return
        text = _string(pdfium.FPDFTextObj_GetText, item, self._text)
        if number == _IN_NO_ELEMENT:
            height = _box(item)[1]
            if not self._loose or abs(height - self._height) > _LINE:
                self._loose.append([])
            self._loose[-1].append(text)
            self._height = height
            return
        self._pieces.setdefault(number, _Piece()).texts.append(text)

    def _element(self, element: Any) -> Iterator[Said]:
        """One element of the structure: its alt text, its own text, then those inside it."""
        kind = _string(pdfium.FPDF_StructElement_GetType, element)
        yield from self._alternatives(element)
        if kind == "TR":
            cells = [list(self._cell(cell)) for cell in _children(element)]
            yield from as_row([said for cell in cells for said in cell])
            return
        if kind == "Figure":
            yield from self._drawing(element)
            return
        if kind in _ONE_PIECE:
            yield self._said(self._inside(element), kind)
            return
        yield self._said(self._own(element), kind)
        for child in _children(element):
            yield from self._element(child)

    def _alternatives(self, element: Any) -> Iterator[Said]:
        for ask in (
            pdfium.FPDF_StructElement_GetAltText,
            pdfium.FPDF_StructElement_GetActualText,
            pdfium.FPDF_StructElement_GetExpansion,
            pdfium.FPDF_StructElement_GetTitle,
        ):
            yield self._said([_string(ask, element)], "alt text")

    def _cell(self, cell: Any) -> Iterator[Said]:
        yield from self._alternatives(cell)
        yield self._said(self._inside(cell), "table")

    def _inside(self, element: Any) -> list[str]:
        """Its text with that of all that is inside it."""
        texts = self._own(element)
        for child in _children(element):
            inside = self._inside(child)
            # The number or sign of an item in a list is the list's.
            if _string(pdfium.FPDF_StructElement_GetType, child) != "Lbl" or not _ITEM.fullmatch(
                "".join(inside).strip()
            ):
                texts += [" ", *inside]
        return texts

    def _own(self, element: Any) -> list[str]:
        numbers = [n for n in _numbers(element) if n in self._pieces]
        self._left.difference_update(numbers)
        return [text for n in numbers for text in (*self._pieces[n].texts, " ")]

    def _drawing(self, element: Any) -> Iterator[Said]:
        """Words of a chart, line by line: its letters are set one by one."""
        for number in _numbers(element):
            if number in self._pieces:
                self._left.discard(number)
                for line in self._text.get_text_bounded(*self._pieces[number].box).splitlines():
                    yield self._said([line], "drawing", Place.DRAWING)
        for child in _children(element):
            yield from self._element(child)

    def _notes(self) -> Iterator[str]:
        for place in range(pdfium.FPDFPage_GetAnnotCount(self._page)):
            note = pdfium.FPDFPage_GetAnnot(self._page, place)
            for key in _NOTES:
                yield _string(pdfium.FPDFAnnot_GetStringValue, note, key)
            pdfium.FPDFPage_CloseAnnot(note)


def _drawn(element: Any) -> Iterator[int]:
    """The runs of content that are drawings."""
    if _string(pdfium.FPDF_StructElement_GetType, element) == "Figure":
        yield from _numbers(element)
    for child in _children(element):
        yield from _drawn(child)


def _box(item: Any) -> Box:
    pdfium.FPDFPageObj_GetBounds(item, *_SIDES)
    left, bottom, right, top = (side.value for side in _SIDES)
    return left, bottom, right, top


def _numbers(element: Any) -> list[int]:
    count = pdfium.FPDF_StructElement_GetMarkedContentIdCount(element)
    ask = pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex
    return [n for place in range(count) if (n := ask(element, place)) >= 0]


def _children(element: Any) -> list[Any]:
    count = pdfium.FPDF_StructElement_CountChildren(element)
    found = (pdfium.FPDF_StructElement_GetChildAtIndex(element, place) for place in range(count))
    return [child for child in found if child]


def _room(size: int) -> tuple[Any, Any]:
    """So many bytes, also as the 16-bit numbers that some of PDFium's functions want."""
    room = ctypes.create_string_buffer(size)
    return room, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort))


# Used again for every piece: there are tens of thousands, nearly all of them short.
_ROOM = _room(1024)
_SIDES = tuple(ctypes.c_float() for _ in range(4))


def _string(ask: Callable[..., int], *about: Any) -> str:
    """PDFium hands text over in UTF-16 if there is room for it, and tells the size in any case."""
    room, wide = _ROOM
    size = ask(*about, wide if ask in _WIDE else room, len(room))
    if size <= 2:
        return ""
    if size > len(room):
        room, wide = _room(size)
        ask(*about, wide if ask in _WIDE else room, size)
    # PDFium marks a hyphen at the end of a line with a sign of its own.
    text: str = room[: size - 2].decode("utf-16-le", "replace")
    return text.replace("\x02", "-")


_WIDE = (pdfium.FPDFTextObj_GetText, pdfium.FPDFAnnot_GetStringValue)
