#!/usr/bin/env python3
"""spark.py: documents as JSON lines through teibatch on a Spark cluster

    spark-submit spark.py [settings] INPUT OUTPUT [options of teibatch]
    spark-submit spark.py hdfs:///dump/*.jsonl hdfs:///tei --to=tei,csv
    spark-submit spark.py --files hdfs:///transcripts hdfs:///tei

INPUT is text files with a document a line: {"id": "1998/talk.txt", "text": "..."}; each document needs an
id of its own. With --files it is folders of documents, the paths of which are their ids. OUTPUT is a new
folder of text files with a line for each document: what became of it, and its results; see teimanifest(5).
teibatch must be installed on all machines.
"""

import argparse
import base64
import json
import shlex

from pyspark import SparkContext


def line_of(document):
    """A file as a line; Base64, since its encoding is not known yet."""
    path, content = document
    return json.dumps({"id": path.split("://", 1)[-1].split("/", 1)[-1], "b64": base64.b64encode(content).decode()})


def command_of(settings, options):
    # Whatever is wrong with documents is told in their lines; another status means that Spark tries again.
    return shlex.join([settings.teibatch, "--jsonl", "--exit-zero", *options])


def main():
    usage = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    usage.add_argument("--files", action="store_true", help="INPUT is documents, not lines")
    usage.add_argument("--teibatch", default="/usr/local/bin/teibatch", help="where it is on all machines")
    usage.add_argument("--partitions", type=int, default=0, help="at least so many parts; 3 for each core are good")
    usage.add_argument("input")
    usage.add_argument("output")
    settings, options = usage.parse_known_args()
    spark = SparkContext(appName="teibatch")
    parts = settings.partitions or spark.defaultParallelism * 3
    if settings.files:
        lines = spark.binaryFiles(settings.input, parts).map(line_of)
    else:
        lines = spark.textFile(settings.input, parts)
    # PySpark starts the command without an environment, so that it is named with its folder.
    lines.pipe(command_of(settings, options), checkCode=True).saveAsTextFile(settings.output)
    spark.stop()


if __name__ == "__main__":
    main()
