"""python -m tests.docs_writer: writes the pages, or checks them."""

import sys

from tests.docs_writer import REFERENCE, pages


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check say which are out of date."""
    checking = "--check" in arguments
    stale = []
    for name, text in pages().items():
        path = REFERENCE / name
        if checking:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            REFERENCE.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if stale:
        print(
            f"Out of date in docs/reference: {', '.join(stale)}. Run ./run docs.", file=sys.stderr
        )
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
