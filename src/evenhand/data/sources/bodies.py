"""Find the bodies that a person means by a name or a code."""

import difflib

from evenhand.data.sources.source import SourceData
from evenhand.domain.codes.ethnicity import plain
from evenhand.domain.frameworks.body import Body

ALL = "all"
_SUGGESTIONS = 3


class NoSuchBody(LookupError):
    """No body of the source has this name or code. The message is a sentence for the person."""


def find_bodies(source: SourceData, text: str) -> tuple[Body, ...]:
    """
    The body called `text`, by name or code old or new in any case; "all" is every council.

    Where the source has no councils, "all" is every body. Raises NoSuchBody.
    """
    wanted = plain(text)
    if wanted == ALL:
        councils = tuple(body for body in source.bodies if body.kind == "council")
        return councils or source.bodies
    by_id = {body.id: body for body in source.bodies}
    names = {plain(body.name): body.id for body in source.bodies}
    codes = {plain(body.id): body.id for body in source.bodies}
    known = {**source.known_as, **names, **codes}
    if wanted in known:
        return (by_id[known[wanted]],)
    raise NoSuchBody(_nothing_like(text, wanted, list(names), source))


def _nothing_like(text: str, wanted: str, names: list[str], source: SourceData) -> str:
    shown = {plain(body.name): body.name for body in source.bodies}
    holding = [name for name in names if wanted and wanted in name]
    close = difflib.get_close_matches(wanted, names, n=_SUGGESTIONS, cutoff=0.6)
    likely = list(dict.fromkeys([*holding, *close]))[:_SUGGESTIONS]
    found = f"There is no body called “{text.strip()}” in {source.title}."
    if likely:
        return f"{found} Did you mean {' or '.join(shown[name] for name in likely)}?"
    return f"{found} Give its name or its nine-character ONS code, or “all” for every council."
