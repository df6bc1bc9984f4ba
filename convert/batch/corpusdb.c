// corpusdb.c: documents, people and speeches in one SQLite file

#include "batch/corpusdb.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "batch/corpustables.h"
#include "core/unicode.h"

enum {
	CELLS_MAX = 20,
	// Runs that write into one database at once wait for each other no longer than it takes to write so much.
	WAITING_MAX = 4 << 20,
};

// X(NAME, sql)
#define STATEMENTS(X) \
	X(HAS, "SELECT 1 FROM documents WHERE id = ? AND sha256 = ? AND settings = ?") \
	X(FORGET_SPEECHES, "DELETE FROM speeches WHERE document = ?") \
	X(FORGET_DOCUMENT, "DELETE FROM documents WHERE id = ?") \
	X(FORGET_PEOPLE, "DELETE FROM people WHERE document = ?") \
	X(DOCUMENT, \
	  "INSERT OR REPLACE INTO documents (id, status, convention, score, turns, speakers, " \
	  "words, doubts, errors, warnings, path, uri, captured, same_as, sha256, settings) " \
	  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)") \
	X(DESCRIBE, "UPDATE documents SET title = ?, date = ?, language = ? WHERE id = ?") \
	X(PERSON, \
	  "INSERT OR IGNORE INTO people (document, id, name, kind, sex, role, affiliation) " \
	  "VALUES (?, ?, ?, ?, ?, ?, ?)") \
	X(SPEECH, "INSERT INTO speeches (document, n, id, speaker, division, date, words, text, " \
	          "parted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)") \
	X(SPEAKER, "INSERT OR IGNORE INTO speakers (speech, person) VALUES (?, ?)")

enum statement {
#define STATEMENT_NAME(NAME, sql) STATEMENT_##NAME,
	STATEMENTS(STATEMENT_NAME)
#undef STATEMENT_NAME
		STATEMENT_COUNT
};

static const char *const sql[STATEMENT_COUNT] = {
#define STATEMENT_SQL(NAME, text) text,
	STATEMENTS(STATEMENT_SQL)
#undef STATEMENT_SQL
};

struct corpusdb {
	sqlite3 *handle;
	const char *path;
	sqlite3_stmt *statements[STATEMENT_COUNT];
	struct buf waiting; // what is put, each document with its length before it
	struct buf parted;
};

static bool report_trouble(struct corpusdb *db, struct reporter *reporter)
{
	int why = sqlite3_system_errno(db->handle), code = sqlite3_errcode(db->handle);
	bool of_system = why && (code == SQLITE_IOERR || code == SQLITE_CANTOPEN);
	report(reporter, SEVERITY_FATAL, &(struct place){.file = db->path}, "database",
	       "the database cannot be written or read: %s%s%s", sqlite3_errmsg(db->handle),
	       of_system ? ": " : "", of_system ? strerror(why) : "");
	return false;
}

static bool execute(struct corpusdb *db, const char *script, struct reporter *reporter)
{
	return sqlite3_exec(db->handle, script, NULL, NULL, NULL) == SQLITE_OK ||
	       report_trouble(db, reporter);
}

// ---- Open ----

static int number_of(struct corpusdb *db, const char *query)
{
	sqlite3_stmt *statement = NULL;
	int n = -1;
	if (sqlite3_prepare_v2(db->handle, query, -1, &statement, NULL) == SQLITE_OK &&
	    sqlite3_step(statement) == SQLITE_ROW)
		n = sqlite3_column_int(statement, 0);
	sqlite3_finalize(statement);
	return n;
}

static bool make_tables(struct corpusdb *db, struct reporter *reporter)
{
	struct buf script = {0};
	buf_printf(&script, "PRAGMA application_id = %d; PRAGMA user_version = %d; %s",
	           CORPUS_APPLICATION, CORPUS_VERSION, corpus_tables);
	bool good = !script.failed && execute(db, script.s, reporter);
	buf_free(&script);
	return good;
}

// A database of ours, or an empty one. Nothing is changed in another's.
static bool check_kind(struct corpusdb *db, struct reporter *reporter)
{
	int tables = number_of(db, "SELECT count(*) FROM sqlite_master");
	if (tables < 0)
		return report_trouble(db, reporter);
	if (tables == 0)
		return make_tables(db, reporter);
	if (number_of(db, "PRAGMA application_id") == CORPUS_APPLICATION &&
	    number_of(db, "PRAGMA user_version") == CORPUS_VERSION)
		return true;
	report(reporter, SEVERITY_FATAL, &(struct place){.file = db->path}, "database",
	       "this is a database of another kind or version; name another file with --sqlite");
	return false;
}

// Of several runs that begin at once one makes the tables, while the others wait.
static bool check_tables(struct corpusdb *db, struct reporter *reporter)
{
	return execute(db, "BEGIN IMMEDIATE", reporter) && check_kind(db, reporter) &&
	       execute(db, "COMMIT", reporter);
}

static bool prepare(struct corpusdb *db, struct reporter *reporter)
{
	for (size_t i = 0; i < STATEMENT_COUNT; i++)
		if (sqlite3_prepare_v3(db->handle, sql[i], -1, SQLITE_PREPARE_PERSISTENT,
		                       &db->statements[i], NULL) != SQLITE_OK)
			return report_trouble(db, reporter);
	return true;
}

// SQLite takes a file of a few bytes for an empty database.
static bool is_other_file(const char *path)
{
	static const char magic[] = "SQLite format 3";
	char head[sizeof magic];
	FILE *f = fopen(path, "re");
	size_t n = f ? fread(head, 1, sizeof head, f) : 0;
	if (f)
		fclose(f);
	return n && (n < sizeof head || memcmp(head, magic, sizeof head) != 0);
}

struct corpusdb *corpusdb_open(const char *path, struct reporter *reporter)
{
	struct corpusdb *db = calloc(1, sizeof *db);
	if (!db) {
		report_memory(reporter);
		return NULL;
	}
	db->path = path;
	if (is_other_file(path)) {
		report(reporter, SEVERITY_FATAL, &(struct place){.file = path}, "database",
		       "this is no database; name another file with --sqlite");
		free(db);
		return NULL;
	}
	bool good = sqlite3_open(path, &db->handle) == SQLITE_OK || report_trouble(db, reporter);
	// Readers may ask while a run writes, and what was committed stays.
	good = good && execute(db, "PRAGMA busy_timeout = 60000;", reporter) &&
	       check_tables(db, reporter) &&
	       execute(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;", reporter) &&
	       prepare(db, reporter);
	if (good)
		return db;
	corpusdb_close(db);
	return NULL;
}

// ---- Put ----

static void bind(struct corpusdb *db, enum statement which, int index, struct str value)
{
	sqlite3_stmt *s = db->statements[which];
	if (value.n)
		sqlite3_bind_text64(s, index, value.s, value.n, SQLITE_STATIC, SQLITE_UTF8);
	else
		sqlite3_bind_null(s, index);
}

// Runs a statement that gives nothing. False: see the database.
static bool run(struct corpusdb *db, enum statement which)
{
	sqlite3_stmt *s = db->statements[which];
	int status = sqlite3_step(s);
	sqlite3_reset(s);
	return status == SQLITE_DONE;
}

static bool run_for(struct corpusdb *db, enum statement which, struct str value)
{
	bind(db, which, 1, value);
	return run(db, which);
}

bool corpusdb_has(struct corpusdb *db, struct str id, const struct checksum *sum,
                  struct str settings)
{
	struct buf digits = {0};
	sqlite3_stmt *s = db->statements[STATEMENT_HAS];
	checksum_put(&digits, sum);
	bind(db, STATEMENT_HAS, 1, id);
	bind(db, STATEMENT_HAS, 2, buf_str(&digits));
	bind(db, STATEMENT_HAS, 3, settings);
	bool has = sqlite3_step(s) == SQLITE_ROW;
	sqlite3_reset(s);
	buf_free(&digits);
	return has;
}

// The text with a blank before each character of such a script; empty where there is none.
static struct str part(struct corpusdb *db, struct str text)
{
	bool any = false, before = false;
	buf_clear(&db->parted);
	for (size_t at = 0; at < text.n;) {
		size_t from = at;
		int32_t c = utf8_next(text, &at);
		bool here = unicode_is_unspaced(c), marks = unicode_is_mark(c);
		if ((here || before) && !marks)
			buf_putc(&db->parted, ' ');
		buf_put(&db->parted, str_from_to(text, from, at));
		before = here || (before && marks);
		any |= here;
	}
	return any ? buf_str(&db->parted) : (struct str){0};
}

static bool put_record(struct corpusdb *db, const struct str *cells)
{
	if (!run_for(db, STATEMENT_FORGET_SPEECHES, cells[1]) ||
	    !run_for(db, STATEMENT_FORGET_PEOPLE, cells[1]))
		return false;
	if (str_is(cells[2], outcome_word(OUTCOME_GONE)))
		return run_for(db, STATEMENT_FORGET_DOCUMENT, cells[1]);
	for (int i = 1; i <= 16; i++)
		bind(db, STATEMENT_DOCUMENT, i, cells[i]);
	return run(db, STATEMENT_DOCUMENT);
}

static bool put_person(struct corpusdb *db, struct str document, const struct str *cells)
{
	bind(db, STATEMENT_PERSON, 1, document);
	for (int i = 1; i <= 6; i++)
		bind(db, STATEMENT_PERSON, i + 1, cells[i]);
	return run(db, STATEMENT_PERSON);
}

static bool put_speech(struct corpusdb *db, struct str document, const struct str *cells)
{
	// S  number id  who  speaker  division  date  words  text
	const int from[] = {1, 2, 4, 5, 6, 7};
	struct str text = cells[8], who = cells[3], person;
	bind(db, STATEMENT_SPEECH, 1, document);
	for (int i = 0; i < (int)LENGTH(from); i++)
		bind(db, STATEMENT_SPEECH, i + 2, cells[from[i]]);
	sqlite3_bind_text64(db->statements[STATEMENT_SPEECH], 8, text.n ? text.s : "", text.n,
	                    SQLITE_STATIC, SQLITE_UTF8);
	bind(db, STATEMENT_SPEECH, 9, part(db, text));
	if (!run(db, STATEMENT_SPEECH))
		return false;
	sqlite3_int64 speech = sqlite3_last_insert_rowid(db->handle);
	while ((person = str_word(&who)).n) {
		sqlite3_bind_int64(db->statements[STATEMENT_SPEAKER], 1, speech);
		bind(db, STATEMENT_SPEAKER, 2, person);
		if (!run(db, STATEMENT_SPEAKER))
			return false;
	}
	return true;
}

static bool put_row(struct corpusdb *db, struct str line, struct str document)
{
	struct str cells[CELLS_MAX] = {{0}};
	size_t n = 0;
	while (n < CELLS_MAX && str_field(&line, '\t', &cells[n]))
		n++;
	switch (cells[0].n ? *cells[0].s : '\0') {
	case 'R':
		return put_record(db, cells);
	case 'D':
		for (int i = 1; i <= 3; i++)
			bind(db, STATEMENT_DESCRIBE, i, cells[i]);
		bind(db, STATEMENT_DESCRIBE, 4, document);
		return run(db, STATEMENT_DESCRIBE);
	case 'P':
		return put_person(db, document, cells);
	case 'S':
		return put_speech(db, document, cells);
	default:
		return true;
	}
}

static bool put_document(struct corpusdb *db, struct str gathered)
{
	struct str line = gathered, rest = gathered, document = {0}, mark;
	if (str_field(&line, '\t', &mark))
		str_field(&line, '\t', &document);
	while (str_field(&rest, '\n', &line))
		if (!put_row(db, line, document))
			return false;
	return !db->parted.failed;
}

bool corpusdb_put(struct corpusdb *db, struct str gathered, struct reporter *reporter)
{
	buf_put(&db->waiting, (struct str){(const char *)&gathered.n, sizeof gathered.n});
	buf_put(&db->waiting, gathered);
	if (db->waiting.failed) {
		report_memory(reporter);
		return false;
	}
	return db->waiting.n < WAITING_MAX || corpusdb_commit(db, reporter);
}

bool corpusdb_commit(struct corpusdb *db, struct reporter *reporter)
{
	struct str rest = buf_str(&db->waiting);
	if (!rest.n)
		return true;
	if (!execute(db, "BEGIN IMMEDIATE", reporter))
		return false;
	while (rest.n) {
		size_t n;
		memcpy(&n, rest.s, sizeof n);
		if (!put_document(db, str_from_to(rest, sizeof n, sizeof n + n)))
			return report_trouble(db, reporter);
		rest = str_after(rest, sizeof n + n);
	}
	buf_clear(&db->waiting);
	return execute(db, "COMMIT", reporter);
}

void corpusdb_close(struct corpusdb *db)
{
	if (!db)
		return;
	for (size_t i = 0; i < STATEMENT_COUNT; i++)
		sqlite3_finalize(db->statements[i]);
	sqlite3_close(db->handle);
	buf_free(&db->parted);
	buf_free(&db->waiting);
	free(db);
}
