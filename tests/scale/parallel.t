#!/usr/bin/env python3
"""parallel.t: tools/scale/parallel.sh over ssh to two hosts on loopback, one of which fails in the middle; TAP

`make scale` runs it. It starts two sshd with keys, ports and folders of their own, and ends them.
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

missing = scale.absent("sshd", "ssh", "ssh-keygen", "parallel", "rsync")
if missing:
    scale.skip_all(f"no {' '.join(missing)} here (make deps scale)")

DOCUMENTS, TURNS, SHARDS = 1000, 100, 8
ssh = work / "ssh"
daemons = {}
os.environ["PARALLEL_HOME"] = str(ssh / "parallel")


def start_hosts():
    ssh.mkdir(mode=0o700)
    (ssh / "parallel").mkdir()
    (ssh / "parallel/will-cite").touch()
    for key in ("host", "user"):
        call(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", ssh / key])
    (ssh / "known").write_bytes((ssh / "user.pub").read_bytes())
    (ssh / "known").chmod(0o600)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    config = ""
    for name in ("h1", "h2"):
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        (ssh / f"{name}.conf").write_text(
            f"Port {port}\nListenAddress 127.0.0.1\nHostKey {ssh}/host\nAuthorizedKeysFile {ssh}/known\n"
            f"PasswordAuthentication no\nKbdInteractiveAuthentication no\nUsePAM no\nStrictModes no\n"
            f"PermitRootLogin prohibit-password\nPidFile none\nMaxStartups 100\nSubsystem sftp internal-sftp\n")
        config += (f"Host {name}\n  HostName 127.0.0.1\n  Port {port}\n  User {getpass.getuser()}\n"
                   f"  IdentityFile {ssh}/user\n  IdentitiesOnly yes\n  StrictHostKeyChecking no\n"
                   f"  UserKnownHostsFile {ssh}/hosts\n  LogLevel ERROR\n  ConnectTimeout 5\n")
    (ssh / "config").write_text(config)
    for name in ("h1", "h2"):
        start_host(name)


def start_host(name):
    sshd = subprocess.check_output(["sh", "-c", "command -v sshd"], text=True).strip()
    daemons[name] = subprocess.Popen([sshd, "-D", "-e", "-f", str(ssh / f"{name}.conf")],
                                     stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                     stderr=open(ssh / f"{name}.log", "ab"), start_new_session=True)
    wait_for(f"host {name}", lambda: call(["ssh", "-F", ssh / "config", name, "true"])[0] == 0, 20,
             lambda: daemons[name].poll() is None)


def kill_host(name):
    """The daemon and all that runs on this host."""
    doomed = scale.below(daemons[name].pid)
    scale.kill(doomed)
    daemons[name].wait()
    return len(doomed)


def stop_all():
    for name in daemons:
        if daemons[name].poll() is None:
            kill_host(name)


def begin(out, *settings, dump):
    return subprocess.Popen(
        [str(TOOLS / "parallel.sh"), f"--out={out}", f"--shards={SHARDS}", f"--teibatch={TEIBATCH}",
         f"--ssh=ssh -F {ssh}/config", *settings, "--", str(dump)],
        stdin=subprocess.DEVNULL, stdout=open(ssh / "run.out", "ab"), stderr=subprocess.STDOUT)


def end(run, out):
    try:
        status = run.wait(400)
    except subprocess.TimeoutExpired:
        scale.kill(scale.below(run.pid))
        raise Failure(f"it does not end\n{show(ssh / 'run.out')}\n{show(out / 'log/parallel.log')}") from None
    if status:
        raise Failure(f"status {status}\n{show(ssh / 'run.out')}\n{show(out / 'log/parallel.log')}")


def in_hand(name):
    """Whether a host has a part in hand."""
    return any("teibatch" in show(Path(f"/proc/{p}/comm"), 1) for p in scale.below(daemons[name].pid))


def host_fails(dump, expected):
    out, began = work / "out", time.monotonic()
    run = begin(out, "--hosts=1/h1,1/h2", dump=dump)
    wait_for("parts in the middle", lambda: scale.lines_written(out) > DOCUMENTS // 4 and in_hand("h2"), 200,
             lambda: run.poll() is None)
    before = scale.lines_written(out)
    doomed = kill_host("h2")
    tap.note(f"h2 killed when {before} of {DOCUMENTS} documents were done, with {doomed} processes")
    end(run, out)
    tap.note(f"done in {time.monotonic() - began:.0f} s")
    scale.compare(expected, out, DOCUMENTS)
    log = (out / "log/parallel.log").read_text()
    if "\th1\t" not in log.replace("1/h1", "h1"):
        raise Failure(f"nothing ran on h1\n{log}")


def all_fail(dump, expected):
    """Both hosts gone: it says so, and the same command goes on when one is back."""
    out = work / "gone"
    start_host("h2")
    run = begin(out, "--hosts=1/h1,1/h2", "--retries=2", dump=dump)
    wait_for("parts in the middle", lambda: scale.lines_written(out) > DOCUMENTS // 4, 200, lambda: run.poll() is None)
    kill_host("h1")
    kill_host("h2")
    if run.wait(200) != 1 or "[incomplete]" not in (ssh / "run.out").read_text():
        raise Failure(f"status {run.returncode}\n{show(ssh / 'run.out')}")
    start_host("h1")
    end(begin(out, "--hosts=1/h1", dump=dump), out)
    scale.compare(expected, out, DOCUMENTS)


def own_disks(dump, expected):
    out = work / "fetched-results"
    start_host("h2")
    end(begin(out, "--hosts=1/h1,1/h2", "--own-disks", dump=dump), out)
    scale.compare(expected, out, DOCUMENTS)


def here(dump, expected):
    out = work / "here"
    end(begin(out, "--jobs=2", "--databases", dump=dump), out)
    scale.compare(expected, out, DOCUMENTS)
    if len(list(out.glob("corpus-*.db"))) != SHARDS:
        raise Failure("not a database for each part")


atexit.register(stop_all)
tap = Tap()
dump = scale.make_dump(DOCUMENTS, TURNS)
expected = scale.alone(dump)
if tap.attempt("two hosts start", start_hosts):
    tap.attempt("a host fails in the middle: complete, unique, the same bytes", host_fails, dump, expected)
    tap.attempt("all hosts fail, and one comes back: the same", all_fail, dump, expected)
    tap.attempt("hosts with disks of their own: the same", own_disks, dump, expected)
    tap.attempt("without hosts, on this machine: the same", here, dump, expected)
    tap.attempt("what is wrong with settings is told", scale.refuses, "parallel.sh", (["--out=o", "--", "a{b}"], "braces"),
                (["--out=o p", "--own-disks", "--", "x"], "plain name"))
stop_all()
tap.ok(all(p.poll() is not None for p in daemons.values()), "no host is left")
tap.end()
