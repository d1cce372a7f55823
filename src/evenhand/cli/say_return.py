"""How the national return is said on the command line."""

from collections.abc import Iterator
from typing import Any

from evenhand.data.definitions.amhp_return import title_of
from evenhand.domain.amhp.returns.edition import ALL, said
from evenhand.pipeline.amhp_return import OfBody, ReturnsOfSet


def lines(found: ReturnsOfSet) -> Iterator[str]:
    """Every return as text: one line an item, groups beneath it; noughts of groups are left out."""
    for one in found.returns:
        yield f"{one.body}: national return to {found.day}, edition {found.edition.edition}"
        for part in found.edition.parts:
            yield f"  {part.title}"
            for item in found.edition.of_part(part.slug):
                groups = one.filled.figures[item.id]
                words = found.edition.words_of(item)
                if not item.by:
                    yield f"    {words}: {said(groups[ALL])} ({item.unit})"
                    continue
                told = [f"{title_of(item.by, name)} {said(n)}" for name, n in groups.items() if n]
                yield f"    {words}: {', '.join(told) or 'not known'}"


def check_lines(found: ReturnsOfSet) -> Iterator[str]:
    """What the checks found, with what to do."""
    for one in found.returns:
        for each in one.found:
            yield f"{one.body}: {each.severity}: {each.message} {each.fix}"


def as_json(found: ReturnsOfSet) -> dict[str, Any]:
    """The same for another program. None is "not known", never a nought."""
    return {
        "edition": found.edition.edition,
        "status": found.edition.status.value,
        "day": found.day.isoformat(),
        "fte": found.edition.fte,
        "returns": [_one(each) for each in found.returns],
    }


def _one(one: OfBody) -> dict[str, Any]:
    return {
        "body": one.body,
        "figures": {
            item: groups[ALL] if ALL in groups else dict(groups)
            for item, groups in one.filled.figures.items()
        },
        "check": [
            {
                "code": each.code,
                "severity": each.severity,
                "item": each.item,
                "message": each.message,
                "fix": each.fix,
            }
            for each in one.found
        ],
    }
