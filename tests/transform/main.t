#!/usr/bin/env bash
# main.t: what the cases of teitransform cannot say; TAP
#
# Options, files, and laws that hold for every document.
set -u
export LC_ALL=C.UTF-8
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd) || exit 2
root=$(cd "$here/../.." && pwd) || exit 2
bin=${BIN:-$root/build/bin}
case $bin in /*) ;; *) bin=$root/$bin ;; esac
transform=$bin/teitransform
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$here" || exit 2

number=0 failures=0
ok() { # ok NAME COMMAND...: the command succeeds
	local name=$1
	shift
	number=$((number + 1))
	if "$@" >"$work/why" 2>&1; then
		echo "ok $number - $name"
	else
		failures=$((failures + 1))
		echo "not ok $number - $name"
		head -n 10 "$work/why" | sed 's/^/#   /'
	fi
}
# Status $1 and, on standard error, the words $2: teitransform with the rest.
says() {
	local status=$1 words=$2
	shift 2
	"$transform" "$@" >"$work/out" 2>"$work/err"
	[ $? = "$status" ] && grep -F -- "$words" "$work/err" && [ ! -s "$work/out" ]
}
same() { cmp "$1" <("${@:2}"); }

lists() {
	"$transform" --list >"$work/list" && [ "$(sort -u "$work/list")" = "$(cat "$work/list")" ] &&
		for format in csv html text; do grep -q "^$format  *[.]" "$work/list" || return 1; done
}
ok 'the formats are listed in order' lists
ok 'an unknown format is told with the places' says 2 "there is no nonsense.xsl in" nonsense small.in
ok 'and how to find the right one' says 2 "teitransform --list" nonsense small.in
ok 'a person whom the document does not know is told' says 0 'nobody has the id “b”' text -p what=speech -p who=b small.in
ok 'a wrong value of a parameter is told' says 2 'what=nothing' text -p what=nothing small.in
ok 'no format is misuse' says 2 'which format'
ok 'a document that is not there is trouble' says 2 'cannot open' text nowhere.xml
ok 'a stylesheet that is not there is trouble' says 2 'cannot open' ./nowhere.xsl small.in

to_file() {
	echo old >"$work/page" && "$transform" html -o "$work/page" marks-html.in &&
		grep -q 'Northern Ferry' "$work/page"
}
ok '-o writes a file' to_file
ok '-o with nothing behind it is misuse' says 2 '-o needs' text -o '' small.in
# One speech of thousands, as a choir or a vote.
chorus() {
	sed "s|who=\"#a\"|who=\"$(printf '#p%d ' {1..2500})\"|" small.in >"$work/chorus.xml"
	for format in vrt csv jsonl conllu text parlamint-meta; do
		"$transform" "$format" "$work/chorus.xml" >"$work/chorus.out" 2>"$work/err" || return 1
	done
}
ok 'a speech of thousands of people' chorus
# A long heading with many signs that have to be escaped.
long_heading() {
	sed "s|<body>|<body><head>x</head><div><head>$(printf 'R\&amp;D %.0s' {1..900})</head>|; s|</body>|</div></body>|" \
		small.in >"$work/long.xml"
	for format in vrt csv jsonl conllu text markdown latex html epub dracor parlamint; do
		"$transform" "$format" "$work/long.xml" >"$work/long.out" 2>"$work/err" || return 1
	done
}
ok 'a long heading with many signs' long_heading
keeps() {
	echo old >"$work/page"
	! "$transform" ./terminate.xsl -o "$work/page" small.in && [ "$(cat "$work/page")" = old ] &&
		[ "$(find "$work" -name 'page*' | wc -l)" = 1 ]
}
ok 'a failure leaves the file as it was, and nothing beside it' keeps
ok 'standard input is read' same marks-csv.out "$transform" csv - <marks-csv.in
gzip -c marks-csv.in >"$work/marks.gz"
ok 'gzip is read' same marks-csv.out "$transform" csv "$work/marks.gz"
twice() { cmp <("$transform" "$1" marks-html.in) <("$transform" "$1" marks-html.in); }
for format in html text csv; do
	ok "$format: the same bytes twice" twice "$format"
done
ok 'long options' same marks-speech.out "$transform" --param=what=speech text marks-text.in

# A stylesheet of one's own, somewhere else, over ours.
mkdir "$work/own"
cp own-csv.xsl "$work/own/"
ok "one's own stylesheet imports ours from anywhere" same own-csv.out \
	"$transform" "$work/own/own-csv.xsl" small.in
cat >"$work/own/value.xsl" <<'END'
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text"/>
  <xsl:param name="a"/>
  <xsl:template match="/"><xsl:value-of select="$a"/></xsl:template>
</xsl:stylesheet>
END
value() { [ "$("$transform" "$work/own/value.xsl" -p "a=$1" small.in)" = "$1" ]; }
for text in '1+1' "//text()" "it's \"quoted\"" "document('/etc/passwd')" 'a=b' 'é 立'; do
	ok "a parameter is text: $text" value "$text"
done
ok 'a parameter that is not UTF-8 is refused' says 2 'not UTF-8' "$work/own/value.xsl" -p $'a=\xff' small.in
ln -s /etc/passwd "$work/own/passwd.xml"
sed "s,<xsl:value-of.*,<xsl:value-of select=\"document('passwd.xml')\"/></xsl:template>," \
	"$work/own/value.xsl" >"$work/own/link.xsl"
ok 'a link does not lead out of the folder' says 2 'lies outside' "$work/own/link.xsl" small.in
mkfifo "$work/own/pipe.xsl"
ok 'a pipe is no stylesheet' says 2 'not a file' "$work/own/pipe.xsl" small.in

# Hostile stylesheets come to an end.
hostile() { # hostile NAME TEMPLATES
	printf '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
		<xsl:output method="text"/>%s</xsl:stylesheet>' "$2" >"$work/own/$1.xsl"
}
# shellcheck disable=SC2016
hostile doubled '<xsl:template match="/" name="d"><xsl:param name="s" select="/*"/>
	<xsl:call-template name="d"><xsl:with-param name="s"><xsl:copy-of select="$s"/><xsl:copy-of
	select="$s"/></xsl:with-param></xsl:call-template></xsl:template>'
[ -n "${WRAP:-}" ] ||
	ok 'a tree that doubles' says 2 'of memory' "$work/own/doubled.xsl" small.in
# shellcheck disable=SC2016
hostile endless '<xsl:variable name="a" select="&quot;0123456789&quot;"/>
	<xsl:variable name="b" select="concat($a, $a, $a, $a, $a, $a, $a, $a, $a, $a)"/>
	<xsl:variable name="c" select="concat($b, $b, $b, $b, $b, $b, $b, $b, $b, $b)"/>
	<xsl:template match="/"><xsl:for-each select="//node()"><xsl:for-each select="//node()">
	<r><xsl:value-of select="$c"/></r></xsl:for-each></xsl:for-each></xsl:template>'
[ -n "${WRAP:-}" ] ||
	ok 'a result without measure' says 2 'MiB' "$work/own/endless.xsl" marks-html.in

# The table counts what the text says: rows and words, by an independent reader.
if command -v python3 >/dev/null; then
	for name in marks parliament play court elsewhere arabic chinese formula; do
		document=$(find . -name "$name-*.in" | sort | head -n 1)
		ok "$name: rows and words agree with the TEI" python3 count.py "$document" \
			<("$transform" csv -p raw=yes "$document")
	done
fi

echo "1..$number"
[ "$failures" = 0 ]
