#!/bin/sh
# lines.sh: one file of a dump into one file of JSON lines, once
#
#   lines.sh --out=FOLDER [settings] SOURCE [options of teibatch]
#   lines.sh --out=results --fetch='curl -sSf "$1"' https://example.org/pages-00001.warc.gz
#   parallel --joblog log --resume-failed --retries 3 lines.sh --out=results {} :::: sources.txt
#
# For dumps of very many files: each file of the dump becomes one file of results, instead of a file for
# each document. What is there already is left as it is, so that any engine may call it again. The result
# is moved to its place when it is whole. Each line tells of a document and has its results in it; see
# teimanifest(5).
#
# Exit status: 0 the file is there, 2 trouble.
set -eu

# ---- Settings. Change them here, or say them as options ----

fetch=              # a command that writes the source, "$1", to its output: 'aws s3 cp "$1" -'
pack='gzip -c'      # how the result is compressed
ending=jsonl.gz
cores=1
teibatch=teibatch
out=

die() {
	echo "lines.sh: $1" >&2
	exit 2
}

while [ $# -gt 0 ]; do
	value=${1#*=}
	case $1 in
	--out=*) out=$value ;;
	--fetch=*) fetch=$value ;;
	--pack=*) pack=$value ;;
	--ending=*) ending=$value ;;
	--cores=*) cores=$value ;;
	--teibatch=*) teibatch=$value ;;
	--help)
		sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p;}' "$0"
		exit 0
		;;
	--*) die "no setting $1; options of teibatch stand behind the source" ;;
	*) break ;;
	esac
	shift
done
[ -n "$out" ] || die "name the folder of the results: --out=FOLDER"
[ $# -gt 0 ] || die "name the source"
source=$1
shift

# Its last name to know it by, and a checksum of all of it, since two may be called alike.
name=$(printf %s "${source##*/}" | tr -c 'A-Za-z0-9._-' _)-$(printf %s "$source" | cksum | cut -d' ' -f1)
[ ! -s "$out/$name.$ending" ] || exit 0
mkdir -p "$out"
partial=$(mktemp -d "$out/.partial-XXXXXX")
trap 'rm -rf "$partial"' EXIT
trap 'exit 2' INT TERM HUP

# A pipe tells the status of its end alone: what fails before it leaves a note.
read_source() {
	if [ -z "$fetch" ]; then
		"$teibatch" --jsonl --exit-zero -j "$cores" "$@" -- "$source" || touch "$partial/failed"
		return
	fi
	{ sh -c "$fetch" fetch "$source" || touch "$partial/failed"; } |
		"$teibatch" --jsonl --exit-zero -j "$cores" "$@" -- - || touch "$partial/failed"
}

# shellcheck disable=SC2086
read_source "$@" | $pack >"$partial/result" || touch "$partial/failed"
[ ! -e "$partial/failed" ] || die "$source was not read to its end; nothing is kept of it"
mv "$partial/result" "$out/$name.$ending"
