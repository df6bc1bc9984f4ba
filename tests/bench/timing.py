"""timing.py: running commands in pairs, and the ratios of what they took

Absolute times drift from machine to machine and from minute to minute; each pair is run in turn, A B
A B ..., and the median of the ratios is what to look at.
"""
import os, subprocess, sys, time

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 5
BIN = os.path.abspath(os.environ.get('BIN', 'build/bin'))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.path.join(ROOT, '..', 'shared')


def measure(command, out=os.devnull):
    """Wall and processor seconds and peak memory (bytes) of one run."""
    began = time.perf_counter()
    with open(out, 'wb') as sink:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sink,
                                 stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1, 3, 124) and not (command[0] == 'java' and child.returncode == 2):
        sys.exit(f'{command[0]} ended with {child.returncode}')
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def median(values):
    return sorted(values)[len(values) // 2]


def paired(ours, theirs):
    """Runs of both in turn, behind one of each that warms the machine up."""
    measure(ours), measure(theirs)
    return [(measure(ours), measure(theirs)) for _ in range(RUNS)]


def ratio(runs, what):
    return median([a[what] / b[what] for a, b in runs if b[what] > 0] or [0])


def show(name, runs, peer):
    print(f'{name:30} {median([a[1] for a, _ in runs]):7.3f} s'
          f' {median([a[2] for a, _ in runs]) / 1e6:6.0f} MB   {ratio(runs, 1):5.2f} times {peer}')
