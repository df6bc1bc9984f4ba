#!/bin/sh
# database.sh: the databases of the parts of a run, put into one
#
#   database.sh CORPUS.db PART.db ...
#
# The parts are what `teibatch --sqlite` wrote; see teicorpusdb(5). A document that is in the corpus
# already is put in its place, so that the same may be done again. Needs the program sqlite3, 3.31 or
# later. Exit status: 0 all parts are in it, 2 trouble.
set -eu

die() {
	echo "database.sh: $1" >&2
	exit 2
}

[ $# -gt 1 ] || die "name the database to be made, and then those of the parts"
command -v sqlite3 >/dev/null || die "there is no sqlite3 here; install it"
corpus=$1
shift

# Which application and version a database is of.
kind() {
	sqlite3 -readonly "$1" 'PRAGMA application_id; PRAGMA user_version;' | tr '\n' ' '
}

# A name as SQL has it.
quote() {
	printf "'%s'" "$(printf %s "$1" | sed "s/'/''/g")"
}

kinds=
for part in "$@"; do
	[ -r "$part" ] || die "$part cannot be read"
	found=$(kind "$part") || die "$part cannot be read as a database"
	kinds=${kinds:-$found}
	if [ "$found" != "$kinds" ] || [ "$found" = "0 0 " ]; then
		die "$part is a database of another kind or version"
	fi
done
if [ ! -s "$corpus" ]; then
	sqlite3 "$1" "VACUUM INTO $(quote "$corpus")" || die "$corpus cannot be written"
	shift
fi
[ "$(kind "$corpus")" = "$kinds" ] || die "$corpus is a database of another kind or version"

# Speeches are numbered anew, behind those that are there; the triggers of the corpus index them.
for part in "$@"; do
	sqlite3 -bail "$corpus" >/dev/null <<SQL || die "$part could not be put into $corpus"
PRAGMA busy_timeout = 10000;
ATTACH $(quote "$part") AS part;
BEGIN IMMEDIATE;
DELETE FROM main.speeches WHERE document IN (SELECT id FROM part.documents);
DELETE FROM main.people WHERE document IN (SELECT id FROM part.documents);
INSERT OR REPLACE INTO main.documents SELECT * FROM part.documents;
INSERT INTO main.people SELECT * FROM part.people;
CREATE TEMP TABLE before AS SELECT coalesce(max(speech), 0) AS last FROM main.speeches;
INSERT INTO main.speeches (speech, document, n, id, speaker, division, date, words, text, parted)
  SELECT speech + last, document, n, id, speaker, division, date, words, text, parted
  FROM part.speeches, before ORDER BY speech;
INSERT INTO main.speakers (speech, person) SELECT speech + last, person FROM part.speakers, before;
COMMIT;
SQL
done
