"""Folders that years of a pack name for their files."""

from dataclasses import replace

from evenhand.data.readers.item import CheckItem, Unusable
from evenhand.data.readers.manifest import Manifest, YearEntry
from evenhand.data.readers.manifest_file import Source
from evenhand.data.readers.place import find_folder


def years_with_files(manifest: Manifest, source: Source) -> tuple[list[YearEntry], list[CheckItem]]:
    """
    The years from first to last, without those whose folder is not there or not in the pack, and
    what there is to say about these. Nothing of such a year is read from anywhere else.
    """
    years, items = [], []
    for number, year in enumerate(manifest.all_years(), start=1):
        try:
            if year.folder:
                find_folder(source.folder, year.folder)
            years.append(year)
        except Unusable as refusal:
            column = "year.folder" if manifest.year else f"years.{number}.folder"
            message = f"{refusal.item.message} No table of {year.snapshot} was read."
            item = replace(refusal.item, file=source.manifest.name, column=column, message=message)
            fix = "Correct the folder's name in pack.toml, or put the folder in the pack."
            items.append(replace(item, value=year.folder[:60], fix=fix))
    return sorted(years, key=lambda year: year.snapshot), items
