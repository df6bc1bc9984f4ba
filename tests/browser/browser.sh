# browser.sh: what the tests in a browser need, to be sourced; TAP
#
# Needs node, Chromium, and playwright-core (npm ci in tests/browser); with any of these missing the test is
# skipped. CHROMIUM names the browser where it is not found by itself. With axe-core beside it pages are also
# audited for accessibility. Gives bin, browser, modules and work, a folder; goes to tests/browser.
# shellcheck shell=bash
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd) || exit 2
root=$(cd "$here/../.." && pwd) || exit 2

skip() {
	echo "1..0 # SKIP $1"
	exit 0
}

bin=${BIN:-$root/build/bin}
case $bin in /*) ;; *) bin=$root/$bin ;; esac

command -v node >/dev/null || skip 'no node'
for browser in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
	[ -n "$browser" ] && command -v "$browser" >/dev/null && break
	browser=
done
[ -n "$browser" ] || skip 'no Chromium'
# Modules are looked for beside the test, as `import` does, then where npm installs for everyone.
cd "$here" || exit 2
modules=
for folder in "$here/node_modules" "$(npm root -g 2>/dev/null)"; do
	[ -d "$folder/playwright-core" ] && modules=$folder && break
done
[ -n "$modules" ] || skip 'no playwright-core; run npm ci in tests/browser'

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

# Runs a test on the pages in the folder.
look() {
	BROWSER=$(command -v "$browser") MODULES=$modules timeout -k 5 300 node "$1" "$work"
}
