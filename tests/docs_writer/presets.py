"""docs/reference/presets.md: the rules of disclosure control."""

from collections.abc import Iterator

from evenhand.data.definitions.presets import presets
from evenhand.domain.disclosure.preset import Covers, Preset, rule_in_words
from tests.docs_writer.markdown import heading, row_of, sources_of


def page() -> Iterator[str]:
    yield "# Presets of disclosure control"
    yield "\nWhich numbers are hidden, and what is done to the others. How to choose or write one:"
    yield "[Choose or write a preset](../how-to/choose-or-write-a-preset.md).\n"
    yield from heading("preset", "hidden", "rounded to", "few or none left", "fewest", "status")
    for preset in presets():
        noughts = "0 and " if preset.hides_zero else ""
        of = "" if preset.covers is Covers.EVERY_COUNT else ", not of answers"
        left = preset.complements * ["few"] + preset.whole_is_sensitive * ["none"]
        fewest = "; ".join(f"{number} {unit}" for unit, number in preset.fewest.items())
        yield row_of(
            f"`{preset.slug}`",
            f"{noughts}1 to {preset.threshold - 1}{of}",
            preset.rounding_base if preset.rounds else "not rounded",
            " and ".join(left) or "shown",
            fewest,
            preset.status,
        )
    for preset in presets():
        yield from _about_preset(preset)


def _about_preset(preset: Preset) -> Iterator[str]:
    yield f"\n## {preset.title}: `{preset.slug}`\n"
    yield f"{rule_in_words(preset)} {preset.note}".strip()
    standing = preset.why_draft
    if preset.checked_on:
        standing = f"Checked by {preset.checked_by} on {preset.checked_on}."
    yield f"\nStatus: **{preset.status}**. {standing}"
    until = f" to {preset.valid_to}" if preset.valid_to else ""
    yield f"\nIn force from {preset.valid_from}{until}. Used by: {preset.used_by}."
    if preset.percent_decimals is not None:
        yield f"\nDecimals of a percentage: {preset.percent_decimals}."
    yield f'\nThe source prints "{preset.shown_as}" for a hidden count. Fingerprint of the rules:'
    yield f"`{preset.fingerprint}`."
    yield from sources_of(preset.sources)
