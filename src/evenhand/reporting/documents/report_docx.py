"""The report of one body as a DOCX: to be edited, quoted, and read aloud by a screen reader."""

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from evenhand.reporting.charts.svg import Picture
from evenhand.reporting.documents import docx_xml
from evenhand.reporting.documents.blocks import Bullets, Glance, Heading, Paragraph
from evenhand.reporting.documents.drawings import alternative, size, subtitle
from evenhand.reporting.documents.outline import LANGUAGE, Outline, outline
from evenhand.reporting.documents.printable import printable
from evenhand.reporting.documents.typesetting import rasters
from evenhand.reporting.laid_out import LaidOut
from evenhand.reporting.tables import Table
from evenhand.reporting.words import shortened

# The time of writing would make the same report differ from one run to the next.
FIXED = datetime(2000, 1, 1, tzinfo=UTC)
_FONT = "Arial"
_QUIET = RGBColor(0x4C, 0x62, 0x72)
_INK = RGBColor(0x21, 0x2B, 0x32)
_LOOKS = {"answer": "Answer", "quiet": "Quiet", "question": "Quiet", "caution": "Caution"}
_STYLES = (("Answer", 11.0, _INK), ("Quiet", 9.0, _QUIET), ("Caution", 10.0, _INK),
           ("Table text", 7.5, _INK))  # fmt: skip
_SHARPNESS = 2


def render_docx(report: LaidOut) -> bytes:
    """The whole report, A4. Raises PdfNotMade where a chart cannot be drawn."""
    return docx_of(outline(report))


def docx_of(made: Outline) -> bytes:
    """Any document, A4. Raises PdfNotMade where a chart cannot be drawn."""
    pictures = [block for block in made.blocks if isinstance(block, Picture)]
    drawn = iter(rasters([each.wide for each in pictures], sharpness=_SHARPNESS))
    document = docx.Document()
    _set_up(document, made)
    opening = ((made.kind, "Quiet"), (made.body_name, "Title"), (made.period, "Subtitle"))
    _add(document, [docx_xml.paragraph(text, style) for text, style in opening])
    for block in made.blocks:
        if isinstance(block, Picture):
            _add_picture(document, block, next(drawn))
        else:
            _add(document, _elements(block))
    return _same_each_time(document)


def _add(document: Document, elements: Iterable[Any]) -> None:
    """At the end, before the properties of the section, which must stay last."""
    last = document.element.body.sectPr
    for element in elements:
        last.addprevious(element)


def _elements(block: Heading | Paragraph | Bullets | Table | Glance) -> list[Any]:
    match block:
        case Heading():
            style = f"Heading{block.level}"
            return [docx_xml.paragraph(block.text, style, keep=True, new_page=block.new_page)]
        case Paragraph():
            keep = block.look == "question"
            return [docx_xml.paragraph(block.text, _LOOKS.get(block.look, "Normal"), keep=keep)]
        case Bullets():
            style = "ListNumber" if block.numbered else "ListBullet"
            return [docx_xml.paragraph(item, style) for item in block.items]
        case Glance():
            return _tabled(block.table)
        case Table():
            return _tabled(block)


def _tabled(table: Table) -> list[Any]:
    """Caption, table, and an empty line: Word joins tables that touch."""
    caption = docx_xml.paragraph(table.caption, "Caption", keep=True)
    return [caption, docx_xml.table(table), docx_xml.paragraph("", "Tabletext")]


def _add_picture(document: Document, picture: Picture, png: bytes) -> None:
    title = docx_xml.paragraph(picture.title, "Caption", keep=True)
    _add(document, [title, docx_xml.paragraph(subtitle(picture), "Quiet", keep=True)])
    shape = document.add_picture(io.BytesIO(png))
    shape.width, shape.height = (Pt(points) for points in size(picture))
    said = shape._inline.docPr
    said.set("name", f"Chart {said.id}")
    said.set("descr", printable(alternative(picture)))


def _set_up(document: Document, made: Outline) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(20)
    properties = document.core_properties
    properties.title, properties.language = printable(made.title)[:255], LANGUAGE
    properties.author, properties.comments = "Evenhand", ""
    properties.subject = "; ".join(made.marks)
    properties.created = properties.modified = properties.last_printed = FIXED
    properties.last_modified_by, properties.revision = "Evenhand", 1
    _add_styles(document)
    section.header.paragraphs[0].add_run(printable("  ·  ".join(made.marks))).bold = True
    section.header.paragraphs[0].style = document.styles["Quiet"]
    foot = section.footer.paragraphs[0]
    foot.style = document.styles["Quiet"]
    foot.add_run(printable(f"{made.kind}, {made.period}. {shortened(made.body_name, 60)}. Page "))
    foot._p.extend(docx_xml.field("PAGE"))


def _add_styles(document: Document) -> None:
    styles: Any = document.styles
    for name, points, colour in _STYLES:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.font.size, style.font.color.rgb = Pt(points), colour
        style.paragraph_format.space_after = Pt(0 if name == "Table text" else 6)
    styles["Caution"].font.bold = True
    styles["Normal"].font.size = Pt(10)
    for style in styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH:
            _set_font(style)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption"):
        styles[name].font.color.rgb = _INK
    # Said once for the whole document, so that it is read aloud in the right voice.
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    language = defaults.find(qn("w:rPr")).find(qn("w:lang"))
    language.set(qn("w:val"), LANGUAGE)


def _set_font(style: Any) -> None:
    """Over the theme's own fonts, which would win otherwise."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _same_each_time(document: Document) -> bytes:
    """The file, with the times that its archive keeps of each part set to one day."""
    saved, fixed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(fixed, "w") as new:
        for part in old.infolist():
            kept = zipfile.ZipInfo(part.filename, date_time=(1980, 1, 1, 0, 0, 0))
            # Pictures are compressed already.
            picture = part.filename.endswith(".png")
            kept.compress_type = zipfile.ZIP_STORED if picture else zipfile.ZIP_DEFLATED
            kept.external_attr = 0o600 << 16
            new.writestr(kept, old.read(part))
    return fixed.getvalue()
