#!/bin/sh
# slurm.sh: a dump done by many machines of a Slurm cluster, and the parts put together
#
#   slurm.sh --out=FOLDER [settings] -- [options of teibatch] SOURCE ...
#   slurm.sh --out=FOLDER --list=FILE [settings] -- [options of teibatch]
#
# Submits an array of jobs, one for each part of the dump, and a last job that looks whether all
# documents are there once and makes one manifest. The folder, the sources and this program must be
# on disks that all machines see. To go on after trouble, submit the same again: what is done is
# passed over.
#
# With --list, the sources are the lines of FILE, and each part reads its own lines alone, into a
# folder of its own below FOLDER: for dumps of so many files that no machine should read them all.
#
# Exit status: that of sbatch; with --wait, that of the last job: 0 all is there, 1 something is
# missing, 2 trouble.
set -eu

# ---- Settings. Change them here, or say them as options: --shards=200 --time=8:00:00 ----

shards=8            # parts of the dump: each reads it to its end; see docs/scale.md
at_once=            # parts at a time; empty: as many as the cluster has room for
cores=4             # cores of a part
memory=2G           # memory of a part
time=               # how long a part may take; it goes on by itself when that is over
partition=          # where to run; empty: the cluster's own choice
account=            # who pays
retries=3           # how often a part that failed is tried again
databases=no        # yes: each part writes a database, too: FOLDER/corpus-I-of-N.db
teibatch=teibatch   # the program, with its folder if it is not on the PATH of all machines
sbatch=             # more options for sbatch, with blanks between them
wait=no             # yes: wait until all is done
list=               # a file with a source a line: each part has sources of its own
out=                # the folder of the results

stage=submit        # what this run does: submit, part, merge

die() {
	echo "slurm.sh: $1" >&2
	exit 2
}

# One option into its setting.
set_option() {
	name=$(echo "${1%%=*}" | tr - _) value=${1#*=}
	case $name in
	__shards) shards=$value ;;
	__at_once) at_once=$value ;;
	__cores) cores=$value ;;
	__memory) memory=$value ;;
	__time) time=$value ;;
	__partition) partition=$value ;;
	__account) account=$value ;;
	__retries) retries=$value ;;
	__databases) databases=yes ;;
	__teibatch) teibatch=$value ;;
	__sbatch) sbatch=$value ;;
	__wait) wait=yes ;;
	__list) list=$value ;;
	__out) out=$value ;;
	__stage) stage=$value ;;
	__help)
		sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p;}' "$0"
		exit 0
		;;
	*) die "no setting $1; options of teibatch stand behind --" ;;
	esac
}

# ---- A part: what a job of the array does ----

# Where a part has its own sources, they are made a list of its own. Prints the folder.
own_sources() {
	mkdir -p "$out/$1"
	awk -v part="$1" -v parts="$shards" 'NF && (n++ % parts) + 1 == part' "$list" >"$out/$1/sources.tmp"
	mv "$out/$1/sources.tmp" "$out/$1/sources"
	echo "$out/$1"
}

# Before its time is over Slurm sends USR1: what is in hand is finished, and the part is queued again.
run_part() {
	part=$SLURM_ARRAY_TASK_ID
	if [ -n "$list" ]; then
		folder=$(own_sources "$part")
		set -- -o "$folder" --files0-from="$folder/sources" "$@"
	else
		set -- -o "$out" --shard="$part/$shards" "$@"
	fi
	[ "$databases" = no ] || set -- --sqlite="$out/corpus-$part-of-$shards.db" "$@"
	over=no
	"$teibatch" --resume --exit-zero -j "$cores" "$@" &
	pid=$!
	trap 'over=yes; kill -TERM "$pid" 2>/dev/null || true' USR1
	trap 'kill -TERM "$pid" 2>/dev/null || true' TERM
	status=0
	wait "$pid" || status=$?
	# A signal ends wait, not the program.
	while kill -0 "$pid" 2>/dev/null; do
		status=0
		wait "$pid" || status=$?
	done
	[ "$status" != 0 ] || exit 0
	if [ "$over" = yes ] || [ "${SLURM_RESTART_COUNT:-0}" -lt "$retries" ]; then
		echo "slurm.sh: part $part of $shards ended with status $status and is queued again" >&2
		scontrol requeue "$SLURM_JOB_ID"
	fi
	exit "$status"
}

# ---- The last job ----

run_merge() {
	[ -n "$list" ] || exec "$teibatch" --merge-manifests "$out"
	status=0
	part=1
	while [ "$part" -le "$shards" ]; do
		"$teibatch" --merge-manifests "$out/$part" || status=1
		part=$((part + 1))
	done
	exit "$status"
}

# ---- Submitting ----

check_settings() {
	[ -n "$out" ] || die "name the folder of the results: --out=FOLDER"
	[ $# -gt 0 ] || [ -n "$list" ] || die "name the sources, behind --"
	[ -z "$list" ] || [ -r "$list" ] || die "$list cannot be read"
	case $shards in '' | *[!0-9]* | 0*) die "--shards takes a number from 1 on, not '$shards'" ;; esac
	command -v sbatch >/dev/null || die "there is no sbatch here; run this where jobs are submitted"
	most=$(scontrol show config | sed -n 's/^MaxArraySize *= *//p')
	[ "$shards" -lt "${most:-1001}" ] ||
		die "this cluster has arrays up to $((most - 1)); take fewer shards, and more cores for each"
}

submit() {
	check_settings "$@"
	mkdir -p "$out/log"
	out=$(cd "$out" && pwd)
	self=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
	[ -z "$partition" ] || sbatch="$sbatch --partition=$partition"
	[ -z "$account" ] || sbatch="$sbatch --account=$account"
	with=
	[ "$databases" = no ] || with=--databases
	# shellcheck disable=SC2086 # options with blanks between them
	array=$(sbatch --parsable --job-name=teibatch --array="1-$shards${at_once:+%$at_once}" \
		--requeue --open-mode=append --ntasks=1 --cpus-per-task="$cores" --mem="$memory" \
		${time:+--time="$time"} --signal=B:USR1@120 --output="$out/log/part-%a.log" $sbatch \
		"$self" --stage=part "--out=$out" "--shards=$shards" "--cores=$cores" "--retries=$retries" \
		"--teibatch=$teibatch" "--list=$list" $with -- "$@")
	array=${array%%;*}
	echo "slurm.sh: job $array does $shards parts; see $out/log/part-*.log" >&2
	waits=
	[ "$wait" = no ] || waits=--wait
	# After all parts have ended, well or not: the last job tells what is missing.
	# shellcheck disable=SC2086
	merge=$(sbatch --parsable $waits --job-name=teibatch-merge --dependency="afterany:$array" \
		--ntasks=1 --mem="$memory" ${time:+--time="$time"} --output="$out/log/merge.log" $sbatch \
		"$self" --stage=merge "--out=$out" "--shards=$shards" "--teibatch=$teibatch" \
		"--list=$list" --) || status=$?
	echo "slurm.sh: job ${merge%%;*} puts them together; see $out/log/merge.log" >&2
	exit "${status:-0}"
}

while [ $# -gt 0 ]; do
	case $1 in
	--)
		shift
		break
		;;
	--*) set_option "$1" ;;
	*) die "options of teibatch and sources stand behind --" ;;
	esac
	shift
done
case $stage in
submit) submit "$@" ;;
part) run_part "$@" ;;
merge) run_merge ;;
esac
