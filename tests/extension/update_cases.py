"""Writes each case's expected outcome anew: `python tests/extension/update_cases.py [site[/case] …]`. Read the difference before you commit it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from reader import Reader, cases, chromium, outcome_of


def main(wanted: list[str]) -> None:
    """Writes the expectations of the cases whose name begins with one of `wanted`; of all when none is named."""
    with chromium() as browser:
        reader = Reader.of(browser)
        for case in cases():
            if wanted and not any(str(case).startswith(name) for name in wanted):
                continue
            told = json.dumps(outcome_of(reader, case), ensure_ascii=False, indent=1) + "\n"
            state = "new" if not case.expected.exists() else "same" if case.expected.read_text() == told else "changed"
            case.expected.write_text(told)
            print(f"{state:8} {case}")


if __name__ == "__main__":
    main(sys.argv[1:])
