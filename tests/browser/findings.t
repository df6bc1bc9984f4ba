#!/usr/bin/env bash
# findings.t: the page of findings in a real browser; TAP
set -u
# shellcheck source=browser.sh
. "${BASH_SOURCE[0]%/*}/browser.sh"

python3 findings.py "$work" || exit 2
cd "$work" || exit 2
check() {
	"$bin/teivalidate" -s mini.rng --rules=link-target-missing,text-character --max-errors=0 --format="html:$1.html" "${@:2}"
	case $? in
	0 | 1) ;;
	*) exit 2 ;;
	esac
}
check none good.xml
check few few.xml
check long long.xml hostile.xml right-to-left.xml
check many volume*.xml
check capped large.xml large2.xml
cd "$here" || exit 2
look findings.mjs
