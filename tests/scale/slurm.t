#!/usr/bin/env python3
"""slurm.t: tools/scale/slurm.sh on a real Slurm of two nodes, one of which is killed in the middle; TAP

`make scale` runs it. It starts munged, slurmctld and two slurmd on loopback, with keys, ports and folders of
their own, and ends them all.
"""

import atexit
import getpass
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import scale  # noqa: E402
from scale import TEIBATCH, TOOLS, Failure, Tap, call, show, wait_for, work  # noqa: E402

missing = scale.absent("munged", "slurmctld", "slurmd", "sbatch", "scontrol")
if missing:
    scale.skip_all(f"no {' '.join(missing)} here (make deps scale)")

DOCUMENTS, TURNS, SHARDS = 1000, 150, 8
slurm = work / "slurm"
conf = slurm / "slurm.conf"
os.environ["SLURM_CONF"] = str(conf)
OURS = f"SLURM_CONF={conf}"
daemons = {}


def free_ports(n):
    sockets = [socket.socket() for _ in range(n)]
    for s in sockets:
        s.bind(("127.0.0.1", 0))
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


def write_conf():
    user, host = getpass.getuser(), socket.gethostname().split(".")[0]
    controller, *nodes = free_ports(3)
    for folder in ("state", "spool", "munge"):
        (slurm / folder).mkdir(parents=True, mode=0o755)
    (slurm / "munge/key").write_bytes(os.urandom(1024))
    (slurm / "munge/key").chmod(0o600)
    conf.write_text(f"""
ClusterName=trial
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={slurm}/munge/socket,cred_expire=10
CredType=cred/munge
StateSaveLocation={slurm}/state
SlurmdSpoolDir={slurm}/spool/%n
SlurmctldPidFile={slurm}/slurmctld.pid
SlurmdPidFile={slurm}/slurmd-%n.pid
SlurmctldLogFile={slurm}/slurmctld.log
SlurmdLogFile={slurm}/slurmd-%n.log
SlurmdParameters=config_overrides
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=1,bf_interval=1,sched_interval=2,nohold_on_prolog_fail
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
ReturnToService=2
SlurmdTimeout=10
KillWait=2
JobRequeue=1
""" + "".join(
        f"NodeName=n{i} NodeHostname={host} NodeAddr=127.0.0.1 Port={port} CPUs=1 RealMemory=4000 State=UNKNOWN\n"
        for i, port in enumerate(nodes, 1)) + "PartitionName=main Nodes=n[1-2] Default=YES MaxTime=60 State=UP\n")


def start(name, *command):
    log = open(slurm / f"{name}.out", "ab")
    daemons[name] = subprocess.Popen([str(c) for c in command], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                     start_new_session=True)


def stop_all():
    """All that runs with our settings: daemons, and the jobs that they have started."""
    for _ in range(5):
        scale.kill(scale.with_environment(OURS))
        for p in daemons.values():
            p.kill()
            p.wait()
        if not scale.with_environment(OURS):
            return
        time.sleep(0.2)


def answers(word, *command):
    status, said = call(command)
    return status == 0 and word in said


def start_cluster():
    write_conf()
    start("munged", "munged", "--foreground", "--force", f"--socket={slurm}/munge/socket",
          f"--key-file={slurm}/munge/key", f"--pid-file={slurm}/munge/pid", f"--seed-file={slurm}/munge/seed",
          f"--log-file={slurm}/munge/log")
    wait_for("munged", (slurm / "munge/socket").exists, 20, lambda: daemons["munged"].poll() is None)
    start("slurmctld", "slurmctld", "-D", "-c")
    for node in ("n1", "n2"):
        start(node, "slurmd", "-D", "-N", node)
    wait_for("two nodes", lambda: answers("idle=2", "sinfo", "-h", "-o", "%T=%D"), 60)


def kill_node(node):
    """As if its power was cut: the daemon, what watches its jobs, and the jobs."""
    doomed = scale.with_environment(OURS, f"SLURMD_NODENAME={node}")
    parents = {p: parent for p, parent, _ in scale.processes()}
    watchers = {parents.get(p) for p in doomed}
    watchers = [p for p in watchers if p and "slurmstepd" in show(Path(f"/proc/{p}/comm"), 1)]
    scale.kill([daemons[node].pid, *watchers, *doomed])
    daemons[node].wait()
    return len(doomed)


def part_in_the_middle(out):
    for pid in scale.with_environment(OURS, "SLURMD_NODENAME=n2"):
        try:
            environment = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        except OSError:
            continue
        for setting in environment:
            name, _, part = setting.partition(b"=")
            if name == b"SLURM_ARRAY_TASK_ID":
                manifest = out / f"manifest-{part.decode()}-of-{SHARDS}.jsonl"
                lines = manifest.read_bytes().count(b"\n") if manifest.exists() else 0
                if 10 < lines < DOCUMENTS // SHARDS * 2 // 3:
                    return part.decode()
    return None


def submit(out, *more):
    return subprocess.Popen(
        [str(TOOLS / "slurm.sh"), f"--out={out}", f"--shards={SHARDS}", "--cores=1", f"--teibatch={TEIBATCH}", "--wait",
         *more], stdin=subprocess.DEVNULL, stdout=open(slurm / "submit.out", "ab"), stderr=subprocess.STDOUT)


def told(out):
    logs = "\n".join(show(p, 4) for p in sorted((out / "log").glob("*.log")))
    queue = call(["squeue", "-o", "%i %T %r %N"])[1]
    return f"{show(slurm / 'submit.out')}\n{logs}\n{queue}\n{show(slurm / 'slurmctld.log', 12)}"


def finish(run, out, seconds=500):
    """Waits, and releases parts that the cluster holds, as its users would."""
    end = time.monotonic() + seconds
    held = 0
    while run.poll() is None and time.monotonic() < end:
        for line in call(["squeue", "-h", "-r", "-t", "PD", "-o", "%A %r"])[1].splitlines():
            if "held" in line.lower():
                held += call(["scontrol", "release", line.split()[0]])[0] == 0
        time.sleep(1)
    if run.poll() is None:
        run.kill()
        raise Failure("the jobs did not end\n" + told(out))
    if run.returncode:
        raise Failure(f"the last job ended with {run.returncode}\n" + told(out))
    return held


def node_killed(dump, expected):
    out = work / "out"
    began = time.monotonic()
    job = submit(out, "--", dump)
    # The part that n2 has in hand, when some of its documents are done and some are not.
    part = wait_for("a part in the middle on n2", lambda: part_in_the_middle(out), 200, lambda: job.poll() is None)
    before = scale.lines_written(out)
    doomed = kill_node("n2")
    if b'"end"' in (out / f"manifest-{part}-of-{SHARDS}.jsonl").read_bytes():
        raise Failure("the part ended before it was killed")
    tap.note(f"n2 killed in the middle of part {part}, with {doomed} processes, when {before} of {DOCUMENTS} "
             f"documents were done")
    wait_for("the cluster to see it", lambda: answers("down", "sinfo", "-h", "-n", "n2", "-o", "%T"), 120)
    start("n2", "slurmd", "-D", "-N", "n2")
    held = finish(job, out)
    tap.note(f"done in {time.monotonic() - began:.0f} s; {held} parts were held and released")
    log = (out / f"log/part-{part}.log").read_text()
    if "done before" not in log:
        raise Failure(f"part {part} was not gone on with:\n{log}\n" + told(out))
    scale.compare(expected, out, DOCUMENTS)


def time_is_over(dump, expected):
    """Slurm's word that the time of a part is nearly over: the part ends cleanly and queues again."""
    out = work / "over"
    job = submit(out, "--", dump)
    # The signal comes too late where the part has ended in between: then the next one is taken.
    for _ in range(3):
        part = wait_for("a part in the middle on n2", lambda: part_in_the_middle(out), 200, lambda: job.poll() is None)
        array = call(["squeue", "-h", "-n", "teibatch", "-o", "%F"])[1].split()[0]
        status, said = call(["scancel", "--batch", "--signal=USR1", f"{array}_{part}"])
        if status == 0:
            break
    else:
        raise Failure(f"scancel: status {status}: {said}")
    finish(job, out)
    log = (out / f"log/part-{part}.log").read_text()
    if "is queued again" not in log or "done before" not in log:
        raise Failure(f"part {part} did not queue again\n{log}\n" + told(out))
    scale.compare(expected, out, DOCUMENTS)


def lists(dump, expected):
    """Sources of their own for each part."""
    out, sources = work / "lists", work / "sources"
    folders = sorted((work / "dump").iterdir())
    sources.write_text("".join(f"{f}\n" for f in folders))
    finish(submit(out, f"--list={sources}", "--databases", "--"), out)
    names = sorted(p.name for i in range(1, SHARDS + 1) for p in (out / str(i)).rglob("*.xml"))
    if names != sorted(Path(n).name.rpartition("_")[2] for n in scale.results(expected)):
        raise Failure(f"{len(names)} results\n" + told(out))
    if len(list(out.glob("corpus-*.db"))) != SHARDS:
        raise Failure("not a database for each part")


atexit.register(stop_all)
tap = Tap()
dump = scale.make_dump(DOCUMENTS, TURNS)
expected = scale.alone(dump)
if tap.attempt("a cluster of two nodes starts", start_cluster):
    tap.attempt("a node killed in the middle: complete, unique, the same bytes", node_killed, dump, expected)
    tap.attempt("the time of a part is over: it goes on by itself; the same", time_is_over, dump, expected)
    tap.attempt("sources of their own for each part", lists, dump, expected)
    tap.attempt("what is wrong with settings is told", scale.refuses, "slurm.sh", (["--out=o", "--shards=100000", "--", "x"], "fewer shards"))
else:
    tap.note("\n# ".join(show(p, 8) for p in slurm.glob("*.[lo]*")).replace("\n", "\n# "))
stop_all()
tap.ok(not scale.with_environment(OURS), "no process is left")
tap.end()
