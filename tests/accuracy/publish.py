#!/usr/bin/env python3
"""Measure the zoo and, where it is there, the corpus, and write the tables of docs/accuracy.md.

The prose around the tables stays. Without a corpus its tables stay too.
"""
import sys

import accuracy


def main():
    tables = {"zoo": accuracy.zoo()}
    if accuracy.corpus_golds():
        tables["corpus"], tables["indicative"] = accuracy.corpus()
    else:
        print(f"no lists of speeches in {accuracy.laws.CORPUS}: the tables of the corpus stay")
    for name, table in tables.items():
        new = accuracy.publish(name, table, averaged=name != "indicative")
        print(f"{accuracy.PAGE}: {name}: {'new figures' if new else 'the same figures'}")


if __name__ == "__main__":
    try:
        main()
    except accuracy.laws.Failure as e:
        sys.exit(f"{e}")
