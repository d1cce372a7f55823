"""Pay audits as JSON: what went in, and for each body its figures and what goes with them."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from evenhand.data.writers.rows import rows
from evenhand.domain.pay.audit import PayAudit
from evenhand.domain.pay.gender_return import GenderReturn
from evenhand.domain.results.measurement import Inputs


def pay_json(*, inputs: Inputs, audits: Iterable[PayAudit], audience: str) -> str:
    """`{"inputs": {...}, "audience": ..., "audits": [...]}`. ValueError for what is no number."""
    content = {
        "inputs": asdict(inputs),
        "audience": audience,
        "audits": [_audit(each) for each in audits],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _audit(audit: PayAudit) -> dict[str, Any]:
    rules = audit.rules
    return {
        "body": asdict(audit.body),
        "rules": {
            "rules": rules.rules,
            "title": rules.title,
            "status": str(rules.status),
            "why_draft": rules.why_draft,
            "force": str(rules.force),
            "beside": list(rules.beside),
            "unconfirmed": dict(rules.unconfirmed),
            "sources": [asdict(source) for source in rules.sources],
        },
        "snapshots": list(audit.snapshots),
        "who": [asdict(each) for each in audit.who],
        "workforce": [asdict(each) for each in audit.workforce],
        "declared": [asdict(each) for each in audit.declared],
        "steps": [asdict(each) for each in audit.steps],
        "changes": [asdict(each) for each in audit.changes],
        "adjusted": [asdict(each) for each in audit.adjusted],
        "returns": {period: _return(each) for period, each in audit.returns.items()},
        "refusals": {period: list(each) for period, each in audit.refusals.items()},
        "results": rows(audit.results),
    }


def _return(figures: GenderReturn) -> dict[str, Any]:
    return {
        name: [_tenths(each) for each in value] if isinstance(value, tuple) else _tenths(value)
        for name, value in asdict(figures).items()
    }


def _tenths(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
