"""pyspark.py: a stand-in for the few calls of PySpark that tools/scale/spark.py makes

It keeps to what matters for a program at the other end of RDD.pipe: a process for each partition, no
environment, all lines written by one thread while another reads, the status looked at when the output ends.
"""

import shlex
import subprocess
import threading
from pathlib import Path


class RDD:
    def __init__(self, partitions):
        self.partitions = partitions

    def map(self, function):
        return RDD([[function(x) for x in part] for part in self.partitions])

    def pipe(self, command, env=None, checkCode=False):
        return RDD([list(piped(command, env or {}, checkCode, part)) for part in self.partitions])

    def saveAsTextFile(self, folder):
        Path(folder).mkdir()
        for i, part in enumerate(self.partitions):
            (Path(folder) / f"part-{i:05}").write_text("".join(line + "\n" for line in part))
        (Path(folder) / "_SUCCESS").touch()


def piped(command, env, check, lines):
    process = subprocess.Popen(shlex.split(command), env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def write():
        for line in lines:
            process.stdin.write((line.rstrip("\n") + "\n").encode())
        process.stdin.close()

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    for line in iter(process.stdout.readline, b""):
        yield line.rstrip(b"\n").decode()
    writer.join()
    if process.wait() and check:
        raise RuntimeError(f"the command ended with {process.returncode}")


def parts_of(items, n):
    return RDD([items[i * len(items) // n : (i + 1) * len(items) // n] for i in range(n)])


class SparkContext:
    defaultParallelism = 2

    def __init__(self, appName):
        self.name = appName

    def textFile(self, path, parts):
        return parts_of(Path(path).read_text().split("\n")[:-1], parts)

    def binaryFiles(self, path, parts):
        files = [("file:" + str(p), p.read_bytes()) for p in sorted(Path(path).rglob("*")) if p.is_file()]
        return parts_of(files, parts)

    def stop(self):
        pass
