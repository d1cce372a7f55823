"""
Asks a server for pages at a steady rate, and prints as JSON how long each took.

    python -m evenhand.pipeline.bench_load < {"address", "pages", "session", "rate", "seconds"}

A page is asked for when its time has come, whether or not those before it were answered: a server
that falls behind is seen to.
"""

import json
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

_THREADS = 64


def run(told: dict[str, Any]) -> list[tuple[str, float, int]]:
    """Page, seconds from when it was due until its last byte, and status (0: no answer)."""
    chance = random.Random(1)  # noqa: S311 a mix of pages, alike each time
    start = time.perf_counter() + 0.5
    due = [start + number / told["rate"] for number in range(round(told["rate"] * told["seconds"]))]
    with ThreadPoolExecutor(_THREADS) as threads:
        asked = [
            threads.submit(_ask, told["address"], told["session"], chance.choice(told["pages"]), at)
            for at in due
        ]
        return [each.result() for each in asked]


def _ask(address: str, session: str, page: str, due: float) -> tuple[str, float, int]:
    time.sleep(max(0.0, due - time.perf_counter()))
    connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        connection.request("GET", page, headers={"Cookie": f"sessionid={session}"})
        answer = connection.getresponse()
        answer.read()
        status = answer.status
    except (OSError, HTTPException):
        status = 0
    finally:
        connection.close()
    return page, time.perf_counter() - due, status


if __name__ == "__main__":
    print(json.dumps(run(json.load(sys.stdin))))
