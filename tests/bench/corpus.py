#!/usr/bin/env python3
"""corpus.py FOLDER N FILE…: N documents out of those of the files, each with a date and a number in its title

For measuring sites and other work on many documents: `tests/bench/corpus.py /tmp/many 10000 samples/*.xml`.
"""

import re
import sys
from pathlib import Path


def main():
    folder, n = Path(sys.argv[1]), int(sys.argv[2])
    files = [Path(f).read_text(encoding="utf-8") for f in sys.argv[3:]]
    for i in range(n):
        text = files[i % len(files)]
        day = f"{1850 + i % 150}-{1 + i // 150 % 12:02}-{1 + i // 1800 % 28:02}"
        text = re.sub(r"</title>", f", no. {i}</title>", text, count=1)
        text = re.sub(r"\bwhen=\"[-0-9]*\"", f'when="{day}"', text, count=1)
        path = folder / day[:4] / f"{i:05}.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


main()
