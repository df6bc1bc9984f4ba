#!/usr/bin/env python3
# tutorial.t: the commands of docs/tutorial.md do what the page says
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "laws"))
import laws  # noqa: E402
import page  # noqa: E402

tap = laws.Tap()
commands = page.attempt(tap, "docs/tutorial.md", 10)
tap.ok(len([b for b in commands if "teivalidate" in b]) >= 3, "editions are validated")
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
