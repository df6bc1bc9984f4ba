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
# Two documents of one person under two names, one of somebody of the second name; a reading without a speech.
# person FILE NAME ATTRIBUTES TITLE
person() {
	cat >"$work/source/$1.xml" <<-END
		<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="cs"><teiHeader><fileDesc><titleStmt><title>$4</title>
		</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc><particDesc>
		<listPerson><person xml:id="d" $3><persName>$2</persName></person></listPerson></particDesc></profileDesc></teiHeader>
		<text><body><sp who="#d"><p>Vážení páni senátoři, ferry.</p></sp></body></text></TEI>
	END
}
person first 'Tomáš Garrigue Masaryk' 'sameAs="https://example.org/tgm"' 'Příliš žluťoučký kůň'
person second 'T. G. Masaryk' 'sameAs="https://example.org/tgm"' 'Druhá schůze'
person third 'T. G. Masaryk' '' 'Druhá schůze'
cat >"$work/source/a #50% ü?.xml" <<'END'
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="he"><teiHeader><fileDesc><titleStmt><title>דיון בכנסת</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><p>אין.</p></body></text></TEI>
END
if ! "$bin/teitransform" site -o "$work/site" -p title='The talks' -p about='What it is.' "$work/source"; then
	echo 'not ok 1 - the site is made'
	echo 1..1
	exit 1
fi
look site.mjs
