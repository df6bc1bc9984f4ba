#!/usr/bin/env bash
# site.t: a site of several documents in a real browser; TAP
set -u
# shellcheck source=browser.sh
. "${BASH_SOURCE[0]%/*}/browser.sh"

mkdir -p "$work/source/old" || exit 2
for name in marks parliament play arabic chinese hostile; do
	cp "../transform/$name-html.in" "$work/source/old/$name.xml" || exit 2
done
cp ../../samples/negotiation.xml "$work/source/" || exit 2
if ! "$bin/teitransform" site -o "$work/site" -p title='The talks' "$work/source"; then
	echo 'not ok 1 - the site is made'
	echo 1..1
	exit 1
fi
look site.mjs
