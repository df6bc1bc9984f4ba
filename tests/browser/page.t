#!/usr/bin/env bash
# page.t: the reading page in a real browser; TAP
set -u
# shellcheck source=browser.sh
. "${BASH_SOURCE[0]%/*}/browser.sh"

for name in marks parliament play arabic chinese hostile; do
	if ! "$bin/teitransform" html -o "$work/$name.html" "../transform/$name-html.in"; then
		echo "not ok 1 - $name.html is made"
		echo 1..1
		exit 1
	fi
done
look page.mjs
