"""What a reader finds in a finished document: its text, read by other programs than wrote it."""

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest


def squeezed(text: str) -> str:
    """Without spaces and line ends, as cells and lines break in other places in each format."""
    return "".join(text.replace("\u200b", "").split())


def pdf_text(pdf: bytes, folder: Path) -> str:
    """Text of a PDF in the order of its content, by poppler; skips where that is not installed."""
    return _run("pdftotext", ["-raw"], pdf, folder)


def pdf_info(pdf: bytes, folder: Path) -> dict[str, str]:
    """What poppler's pdfinfo says of a PDF."""
    lines = _run("pdfinfo", [], pdf, folder).splitlines()
    return {
        name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)
    }


def docx_cells(data: bytes) -> list[list[str]]:
    """Every row of every table."""
    tables = docx.Document(io.BytesIO(data)).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def _run(program: str, options: list[str], pdf: bytes, folder: Path) -> str:
    if shutil.which(program) is None:
        pytest.skip(f"{program} (poppler-utils) is not installed, so the PDF cannot be read back")
    file = folder / "read-back.pdf"
    file.write_bytes(pdf)
    command = [program, *options, str(file), *(["-"] if program == "pdftotext" else [])]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
