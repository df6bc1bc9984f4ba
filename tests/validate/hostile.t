#!/usr/bin/env bash
# hostile.t: documents made to hurt; none may crash, hang, fill memory or be taken for valid
set -u
shopt -s lastpipe # so that check counts in this shell
export LC_ALL=C.UTF-8

cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 2
program=${BIN:-build/bin}/teivalidate
schema=tests/validate/mini.rng
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
export ASAN_OPTIONS=${ASAN_OPTIONS:-exitcode=99} UBSAN_OPTIONS=${UBSAN_OPTIONS:-exitcode=99}
read -ra wrap <<<"${WRAP:-}"
number=0

# repeat N TEXT
repeat() {
	awk -v n="$1" -v text="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", text }'
}

# check STATUS RULE NAME: the document on standard input gives this status and a finding of this rule.
check() {
	local status
	number=$((number + 1))
	cat >"$work/in.xml"
	timeout 60 ${wrap[@]+"${wrap[@]}"} "$program" --max-errors=3 -s "$schema" "$work/in.xml" \
		>"$work/out" 2>"$work/err"
	status=$?
	if [ "$status" = "$1" ] && grep -q "\[$2\]\$" "$work/out"; then
		echo "ok $number - $3"
	else
		echo "not ok $number - $3"
		echo "#   status $status, not $1 with [$2]"
		cut -c1-200 "$work/out" "$work/err" | head -n 5 | sed 's/^/#   /'
	fi
}

header='<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title>T</title></teiHeader><text>'

{ repeat 100000 '<a>'; repeat 100000 '</a>'; } | check 1 schema-element "100,000 elements in each other"
repeat 1000000 '<a>' | check 1 xml-truncated "a million open elements"
{ printf '<a b="'; repeat 2000000 'xxxxxxxxxx'; printf '"/>'; } |
	check 2 xml-limit "an attribute of 20 MB"
{ printf '<a><!--'; repeat 2000000 'xxxxxxxxxx'; printf -- '--></a>'; } |
	check 2 xml-limit "a comment of 20 MB"
{ printf '<'; repeat 20000 'xxxxxxxxxx'; printf '/>'; } | check 2 xml-limit "a name of 200 KB"
{ printf '%s' "$header"; repeat 2000000 'xxxxxxxxxx'; printf '</text></TEI>'; } |
	check 1 schema-text "a text of 20 MB in one line"
{
	printf '<!DOCTYPE a [<!ENTITY a "'
	repeat 10000 'xxxxxxxxxx'
	printf '">]><a>'
	repeat 100000 '&a;'
	printf '</a>'
} | check 1 xml-entity-expansion "an entity of 100 KB, 100,000 times"
{
	printf '<!DOCTYPE a [<!ENTITY a "'
	repeat 30000 '<b/>'
	printf '">]><a>'
	repeat 30000 '&a;'
	printf '</a>'
} | check 1 xml-entity-expansion "an entity of 30,000 elements, 30,000 times"
{ printf '<a>'; repeat 200000 '<b></c>'; printf '</a>'; } | check 1 xml-tags "200,000 wrong end tags"
{ printf '<a>'; repeat 200000 'x & y '; printf '</a>'; } |
	check 1 xml-ampersand "200,000 bare signs in one line"
{ printf '%s' "$header"; repeat 100000 '<sp who="#nobody"><p/></sp>'; printf '</text></TEI>'; } |
	check 1 link-target-missing "100,000 pointers to nothing in one line"
{
	printf '%s' "$header"
	awk 'BEGIN { for (i = 0; i < 100000; i++)
		printf "<sp corresp=\"#a%d\" xml:id=\"b%d\"><p>x</p></sp>\n", i, i }'
	printf '</text></TEI>'
} | check 1 link-target-missing "100,000 ids and as many pointers to others"
{ printf '%s' "$header"; repeat 100000 '<sp xml:id="a"><p>x</p></sp>'; printf '</text></TEI>'; } |
	check 1 id-duplicate "one id 100,000 times in one line"
{ printf '%s' "$header"; repeat 100000 '<sp/>'; printf '</text></TEI>'; } |
	check 1 schema-missing "100,000 invalid elements in one line"
head -c 1000000 /dev/zero | check 1 xml-character "a million NULs"
{ printf '%s<sp who="#a' "$header"; } | check 1 'xml-.*' "cut off in an attribute"
printf '<?xml version="1.0" encoding="UTF-16"?><a/>' | check 1 xml-encoding "a false encoding"
printf '\377\376<\0a' | check 1 'xml-.*' "half a document in UTF-16"
printf '\037\213\010\000garbage' | check 2 bad-gzip "damaged gzip"

# check_rule RULE NAME: the document on standard input is told of by this rule, soon.
check_rule() {
	local status
	number=$((number + 1))
	cat >"$work/in.xml"
	timeout 20 ${wrap[@]+"${wrap[@]}"} "$program" --max-errors=3 --rules="$1" -s tests/validate/speech.rnc \
		"$work/in.xml" >"$work/out" 2>"$work/err"
	status=$?
	if [ "$status" = 0 ] && grep -q "\[$1\]\$" "$work/out"; then
		echo "ok $number - $2"
	else
		echo "not ok $number - $2"
		echo "#   status $status, not 0 with [$1]"
		cut -c1-200 "$work/out" "$work/err" | head -n 5 | sed 's/^/#   /'
	fi
}

tei='<TEI xmlns="http://www.tei-c.org/ns/1.0">'
# text RULE NAME N TEXT: a paragraph with N times the text
text() { { printf '%s<text><p>' "$tei"; repeat "$3" "$4"; printf '</p></text></TEI>'; } | check_rule "$1" "$2"; }

text text-mark "500,000 templates in each other" 500000 '{{ }} {{'
text text-mark "500,000 marks" 500000 '[sic]'
text text-mark "500,000 references that were escaped twice" 500000 '&amp;nbsp;'
text text-bracket "a million brackets" 1000000 '['
text text-character "500,000 marks of direction" 500000 $'\u202e'
text text-script "a word of a million letters" 500000 $'a\u0430'
text text-mojibake "a million characters of a wrong encoding" 500000 $'x\u00c3\u00a4'
text text-nfc "a million accents" 1000000 $'a\u0301'
{
	printf '%s<p ' "$tei"
	awk 'BEGIN { for (i = 0; i < 20000; i++) printf "a%d=\"\357\277\275\" ", i }'
	printf '/></TEI>'
} | check_rule text-character "20,000 attributes of one element"
{
	printf '%s<teiHeader><tagsDecl><namespace name="urn:x">' "$tei"
	repeat 5000 '<tagUsage gi="a" occurs="1"/>'
	printf '</namespace></tagsDecl></teiHeader><text>'
	awk 'BEGIN { for (i = 0; i < 50000; i++) printf "<a xmlns=\"urn:%d\"/>", i }'
	printf '</text></TEI>'
} | check_rule count-tag "one name in 50,000 namespaces"
{
	printf '%s' "$tei"
	awk 'BEGIN { for (i = 0; i < 30000; i++) printf "<TEI><teiHeader><fileDesc><extent><measure unit=\"speeches\" \
		quantity=\"3\"/></extent></fileDesc></teiHeader><text><a%d/><u/></text></TEI>", i }'
	printf '</TEI>'
} | check_rule count-measure "30,000 documents in each other's place"
{
	printf '%s<text>' "$tei"
	awk 'BEGIN { for (i = 0; i < 50000; i++) printf "<sp who=\"#a%d\"><speaker>A</speaker></sp>", i;
		for (i = 0; i < 500; i++) printf "<sp who=\"#a\"><speaker>B</speaker></sp>";
		printf "<sp who=\"#b\"><speaker>B</speaker></sp>" }'
	printf '</text></TEI>'
} | check_rule speaker-label "a label of 50,000 people"
{
	printf '%s<particDesc>' "$tei"
	awk 'BEGIN { for (i = 0; i < 17000; i++)
		printf "<person xml:id=\"deng%c%c%cq\"><persName>Deng Xiaoping of Guangan</persName></person>",
			97 + i % 26, 97 + i / 26 % 26, 97 + i / 676 % 26 }'
	printf '</particDesc></TEI>'
} | check_rule person-twin "17,000 people of one name"

# Schematron: what is found is bounded as the work is.
schematron='<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern>'
{
	printf '%s</pattern>' "$schematron"
	awk 'BEGIN { for (i = 0; i < 5000; i++)
		printf "<pattern><rule context=\"*\"><assert test=\"@x%d\">No %d.</assert></rule></pattern>", i, i }'
	printf '</schema>'
} >"$work/many.sch"
schema=$work/many.sch
{ printf '<a>'; repeat 3000 '<b/>'; printf '</a>'; } |
	check 2 schematron-limit "5000 constraints that fail at 3000 nodes"
{
	printf '%s<rule context="*"><assert test="0" diagnostics="' "$schematron"
	repeat 40000 'd '
	printf '">No.</assert></rule></pattern><diagnostics><diagnostic id="d">'
	repeat 500 'xxxxxxxxxxxxxxxxxxxx'
	printf '</diagnostic></diagnostics></schema>'
} >"$work/long.sch"
schema=$work/long.sch
{ printf '<a>'; repeat 1000 '<b/>'; printf '</a>'; } |
	check 1 schematron-1 "40,000 diagnostics of 10 KB in one message"
echo "1..$number"
