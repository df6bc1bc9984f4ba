#!/bin/sh
# parallel.sh: a dump done by several machines that ssh reaches, with GNU parallel
#
#   parallel.sh --out=FOLDER [settings] -- [options of teibatch] SOURCE ...
#
# Without --hosts it uses the cores of this machine. Each part of the dump is a command on one of the
# machines; a part that fails is tried again on another one. The folder, the sources and teibatch must
# be on disks that all machines see under the same names; with --own-disks just the sources and
# teibatch, and the results are fetched when a part is done (rsync).
# To go on after trouble, give the same command again: what is done is passed over.
#
# Exit status: 0 all documents are there once, 1 something is missing, 2 trouble.
set -eu

# ---- Settings. Change them here, or say them as options: --cores=8 --hosts=anna,berta,2/clara ----

shards=8            # parts of the dump: each reads it to its end; see docs/scale.md
hosts=              # machines, with commas between them: name, user@name, 4/name (4 at a time)
jobs=1              # parts at a time on each machine that has no number
cores=1             # cores of a part
retries=3           # how often a part is tried
ssh=ssh             # the command that reaches a machine
own_disks=no        # yes: machines share no folder; results come back over ssh
databases=no        # yes: each part writes a database, too: FOLDER/corpus-I-of-N.db
teibatch=teibatch   # the program, with its folder if it is not on the PATH of all machines
out=                # the folder of the results

die() {
	echo "parallel.sh: $1" >&2
	exit 2
}

# One option into its setting.
set_option() {
	value=${1#*=}
	case $1 in
	--shards=*) shards=$value ;;
	--hosts=*) hosts=$value ;;
	--jobs=*) jobs=$value ;;
	--cores=*) cores=$value ;;
	--retries=*) retries=$value ;;
	--ssh=*) ssh=$value ;;
	--own-disks) own_disks=yes ;;
	--databases) databases=yes ;;
	--teibatch=*) teibatch=$value ;;
	--out=*) out=$value ;;
	--help)
		sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p;}' "$0"
		exit 0
		;;
	*) die "no setting $1; options of teibatch stand behind --" ;;
	esac
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

[ -n "$out" ] || die "name the folder of the results: --out=FOLDER"
[ $# -gt 0 ] || die "name the sources, behind --"
case $shards in '' | *[!0-9]* | 0*) die "--shards takes a number from 1 on, not '$shards'" ;; esac
command -v parallel >/dev/null || die "there is no parallel here; install GNU parallel"

# A word as a shell reads it again.
quote() {
	printf "'%s' " "$(printf %s "$1" | sed "s/'/'\\\\''/g")"
}

mkdir -p "$out/log"
out=$(cd "$out" && pwd)
folder=$out
if [ "$own_disks" = yes ]; then
	folder=$(basename "$out")
	case $folder in *[!A-Za-z0-9._-]*)
		die "rsync wants a plain name: take letters and digits for the last name in --out=$out"
		;;
	esac
fi

# The command of a part; {} is its number.
command="$(quote "$teibatch")-o $(quote "$folder")--shard={}/$shards --resume --exit-zero -j $cores "
[ "$databases" = no ] || command="$command--sqlite=$(quote "$folder/corpus-{}-of-$shards.db")"
for word in "$@"; do
	case $word in *'{'*) die "GNU parallel would read the braces in '$word'; give the source another name" ;; esac
	command=$command$(quote "$word")
done

run() {
	parallel --joblog "$out/log/parallel.log" --retries "$retries" --ssh "$ssh" --jobs "$jobs" "$@"
}

# The words of the command, with the machines and the way of the results before them.
parts() {
	if [ -n "$hosts" ]; then
		set -- --sshlogin "$hosts" "$@"
		if [ "$own_disks" = yes ]; then
			set -- --workdir ... --return "./$folder" --cleanup "$@"
		else
			set -- --workdir "$PWD" "$@"
		fi
	fi
	# Parts that failed, and parts that were never begun.
	[ ! -s "$out/log/parallel.log" ] || set -- --resume-failed "$@"
	(cd "$start" && seq "$shards" | run "$@" "$command")
}

start=.
[ "$own_disks" = no ] || start=$(dirname "$out")
failed=0
parts || failed=$?
[ "$failed" = 0 ] || echo "parallel.sh: $failed parts failed; see $out/log/parallel.log" >&2
status=0
"$teibatch" --merge-manifests "$out" || status=$?
# Where something is missing, the next time all parts look what they have.
[ "$status" = 0 ] || mv "$out/log/parallel.log" "$out/log/parallel.log.last"
exit "$status"
