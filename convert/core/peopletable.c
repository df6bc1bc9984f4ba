// peopletable.c: people as a table that a scholar keeps, one for a whole corpus

#include "core/peopletable.h"

#include <stdlib.h>

#include "core/id.h"
#include "core/io.h"
#include "core/nearest.h"
#include "core/unicode.h"

enum { COLUMNS_MAX = 64 };

static const struct str column_names[] = {
#define PEOPLE_COLUMN_WORD(NAME, word) STR(word),
	PEOPLE_COLUMNS(PEOPLE_COLUMN_WORD)
#undef PEOPLE_COLUMN_WORD
};

struct reading {
	struct people_table *table;
	struct reporter *reporter;
	struct str line;
	size_t number;
	enum people_column columns[COLUMNS_MAX]; // of each cell, COLUMN_COUNT for remarks
	size_t columns_n;
	bool headed; // the first line was read, and is good
	bool good;
};

// Tells a mistake at `at`, a view of the line, and goes on, so that all are told at once.
static void mistake(struct reading *r, struct str at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void tell(struct reading *r, enum severity severity, struct str at, struct str text)
{
	struct place place = {
		.file = r->table->file,
		.line = r->number,
		.column = 1 + utf8_count(str_from_to(r->line, 0, (size_t)(at.s - r->line.s))),
		.source = r->line,
	};
	report(r->reporter, severity, &place, "bad-people", "%.*s; see teipeople(5)",
	       STR_ARG(text));
}

static void mistake(struct reading *r, struct str at, const char *format, ...)
{
	struct buf text = {0};
	va_list args;
	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	tell(r, SEVERITY_FATAL, at, buf_str(&text));
	buf_free(&text);
	r->good = false;
}

// What a spreadsheet would run, and the same behind apostrophes.
static bool is_formula(struct str cell)
{
	while (cell.n && cell.s[0] == '\'')
		cell = str_after(cell, 1);
	return cell.n && str_find_char(STR("=+-@"), cell.s[0]) < 4;
}

// A cell as the spreadsheet meant it: without quotation marks around it and without the apostrophe
// that keeps it from being a formula.
static struct str read_cell(struct reading *r, struct str cell)
{
	cell = str_trim(cell);
	if (cell.n >= 2 && cell.s[0] == '"' && cell.s[cell.n - 1] == '"') {
		struct buf bare = {0};
		for (size_t i = 1; i + 1 < cell.n; i++) {
			buf_putc(&bare, cell.s[i]);
			i += cell.s[i] == '"' && cell.s[i + 1] == '"' && i + 2 < cell.n;
		}
		cell = str_trim(arena_str(&r->table->arena, buf_str(&bare)));
		buf_free(&bare);
	}
	return cell.n && cell.s[0] == '\'' && is_formula(cell) ? str_after(cell, 1) : cell;
}

static enum people_column column_of(struct str name)
{
	size_t c = 0;
	while (c < COLUMN_COUNT) {
		size_t i = 0;
		while (i < name.n && i < column_names[c].n &&
		       ascii_lower(name.s[i]) == column_names[c].s[i])
			i++;
		if (i == name.n && i == column_names[c].n)
			break;
		c++;
	}
	return (enum people_column)c;
}

static void warn_column(struct reading *r, struct str cell, struct str name)
{
	struct nearest nearest = nearest_to(name);
	struct buf text = {0};
	for (size_t c = 0; c < COLUMN_COUNT; c++)
		nearest_consider(&nearest, column_names[c]);
	buf_printf(&text, "'%.*s' is no column that is read", STR_ARG(name));
	if (nearest.best.n)
		buf_printf(&text, " (did you mean '%.*s'?)", STR_ARG(nearest.best));
	buf_puts(&text, "; begin the name of a column of remarks with #");
	tell(r, SEVERITY_WARNING, cell, buf_str(&text));
	buf_free(&text);
}

// The first line: which column is what.
static void read_columns(struct reading *r)
{
	struct str rest = r->line, cell;
	bool have[COLUMN_COUNT + 1] = {false};
	while (str_field(&rest, '\t', &cell)) {
		struct str name = read_cell(r, cell);
		enum people_column column = column_of(name);
		if (r->columns_n == COLUMNS_MAX) {
			mistake(r, cell, "there are more than %d columns", COLUMNS_MAX);
			return;
		}
		if (column != COLUMN_COUNT && have[column])
			mistake(r, cell, "the column '%.*s' is there twice", STR_ARG(name));
		else if (column == COLUMN_COUNT && name.n && name.s[0] != '#')
			warn_column(r, cell, name);
		have[column] = true;
		r->columns[r->columns_n++] = column;
	}
	for (size_t c = COLUMN_ID; c <= COLUMN_NAME && r->good; c++)
		if (!have[c])
			mistake(r, r->line,
			        "the first line names the columns and has no '%s'; write "
			        "id, name, aliases, role, affiliation, reference, sex, with a TAB "
			        "between them",
			        column_names[c].s);
	r->headed = r->good;
}

static bool is_number(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_digit(s.s[i]))
			return false;
	return s.n > 0;
}

static bool is_entity(struct str s)
{
	return s.n > 1 && s.s[0] == 'Q' && is_number(str_after(s, 1));
}

// What stands behind the last occurrence of `before` in an address, up to "/", "?" or "#".
static struct str behind(struct str s, struct str before)
{
	size_t at = str_find(s, before);
	if (at == s.n)
		return (struct str){0};
	struct str rest = str_after(s, at + before.n);
	size_t n = 0;
	while (n < rest.n && str_find_char(STR("/?#"), rest.s[n]) == 3)
		n++;
	return str_from_to(rest, 0, n);
}

// wikidata:Q42, viaf:12345, another list and its number, or an address. Empty when it is none of them.
static struct str read_reference(struct reading *r, struct str s)
{
	struct arena *arena = &r->table->arena;
	size_t colon = str_find_char(s, ':');
	bool address = str_starts(s, STR("http://")) || str_starts(s, STR("https://"));
	struct str entity = behind(s, STR("wikidata.org/wiki/"));
	entity = entity.n ? entity : behind(s, STR("wikidata.org/entity/"));
	struct str viaf = behind(s, STR("viaf.org/viaf/"));
	if (is_entity(s) || (address && is_entity(entity)))
		return arena_printf(arena, "wikidata:%.*s", STR_ARG(address ? entity : s));
	if (address && is_number(viaf))
		return arena_printf(arena, "viaf:%.*s", STR_ARG(viaf));
	for (size_t i = 0; i < s.n; i++)
		if (ascii_is_space(s.s[i]))
			return (struct str){0};
	if (address)
		return s;
	struct str list = str_from_to(s, 0, colon), number = str_after(s, colon + 1);
	if (!ascii_is_word(list) || !number.n)
		return (struct str){0};
	bool good = str_is(list, "wikidata") ? is_entity(number)
	            : str_is(list, "viaf")   ? is_number(number)
	                                     : true;
	return good ? s : (struct str){0};
}

static void check_id(struct reading *r, struct table_person *person, struct str at)
{
	struct str id = person->cells[COLUMN_ID];
	size_t before;
	if (!unicode_is_id(id)) {
		struct buf made = {0};
		struct translit translit = {0};
		id_from_name(&translit, &made, id.n ? id : person->cells[COLUMN_NAME]);
		translit_free(&translit);
		mistake(r, at,
		        "'%.*s' is no id: lower-case Latin letters, digits, - and _, a letter "
		        "first; write for example '%.*s'",
		        STR_ARG(id), STR_ARG(buf_str(&made)));
		buf_free(&made);
	} else if (table_get(&r->table->by_id, id, &before)) {
		mistake(r, at,
		        "the id '%.*s' stands in line %zu already; give this person another, or "
		        "make one line of the two",
		        STR_ARG(id), r->table->items[before].line);
	}
}

static void check_cells(struct reading *r, struct table_person *person,
                        const struct str at[COLUMN_COUNT])
{
	struct str *cells = person->cells;
	check_id(r, person, at[COLUMN_ID]);
	if (!cells[COLUMN_NAME].n && unicode_is_id(cells[COLUMN_ID]))
		mistake(r, at[COLUMN_NAME],
		        "'%.*s' has no name; write the name that the edition is to show",
		        STR_ARG(cells[COLUMN_ID]));
	if (cells[COLUMN_SEX].n && !ascii_is_word(cells[COLUMN_SEX]))
		mistake(r, at[COLUMN_SEX], "'%.*s' is no code for a sex; write one word, as F or M",
		        STR_ARG(cells[COLUMN_SEX]));
	if (cells[COLUMN_REFERENCE].n) {
		struct str reference = read_reference(r, cells[COLUMN_REFERENCE]);
		if (!reference.n)
			mistake(r, at[COLUMN_REFERENCE],
			        "'%.*s' is no reference; write Q42 or wikidata:Q42, viaf:12345, or "
			        "an address that begins with https://",
			        STR_ARG(cells[COLUMN_REFERENCE]));
		cells[COLUMN_REFERENCE] = reference;
	}
}

static void read_person(struct reading *r)
{
	struct table_person person = {.line = r->number};
	struct str rest = r->line, cell, end = str_after(r->line, r->line.n), at[COLUMN_COUNT];
	struct people_table *t = r->table;
	for (size_t c = 0; c < COLUMN_COUNT; c++)
		at[c] = end;
	for (size_t i = 0; str_field(&rest, '\t', &cell); i++) {
		if (i >= r->columns_n && str_trim(cell).n) {
			mistake(r, cell,
			        "the line has more cells than the first line names columns; take "
			        "out a TAB");
			break;
		}
		if (i >= r->columns_n || r->columns[i] == COLUMN_COUNT)
			continue;
		person.cells[r->columns[i]] = read_cell(r, cell);
		at[r->columns[i]] = cell;
	}
	check_cells(r, &person, at);
	if (!r->good)
		return;
	if (!ARRAY_ROOM(t) || !table_set(&t->by_id, person.cells[COLUMN_ID], t->n)) {
		report_memory(r->reporter);
		r->good = false;
		return;
	}
	t->items[t->n++] = person;
}

// The first byte of the line that no text has: ill-formed UTF-8, or a control that is no TAB.
static bool is_text(struct reading *r)
{
	size_t at = 0;
	while (at < r->line.n) {
		struct str here = str_after(r->line, at);
		int32_t c = utf8_next(r->line, &at);
		if (c >= 0x20 || c == '\t')
			continue;
		mistake(r, here,
		        "the byte 0x%02X is no text; save the table as text in UTF-8, with TABs "
		        "between the cells",
		        (unsigned char)here.s[0]);
		return false;
	}
	return true;
}

bool people_table_parse(struct people_table *t, struct buf *text, const char *file,
                        struct reporter *reporter)
{
	*t = (struct people_table){.file = file, .source = *text};
	*text = (struct buf){0};
	struct reading r = {.table = t, .reporter = reporter, .good = true};
	struct str rest = buf_str(&t->source);
	if (str_starts(rest, STR("\xef\xbb\xbf")))
		rest = str_after(rest, 3);
	while (str_field(&rest, '\n', &r.line)) {
		r.number++;
		if (r.line.n && r.line.s[r.line.n - 1] == '\r')
			r.line.n--;
		if (!str_trim(r.line).n || str_starts(str_trim(r.line), STR("#")) || !is_text(&r))
			continue;
		if (r.headed)
			read_person(&r);
		else
			read_columns(&r);
		if (!r.headed || t->arena.failed)
			break;
	}
	if (t->arena.failed)
		report_memory(reporter);
	else if (r.good && !r.headed)
		mistake(&r, r.line,
		        "there is no table in this file; it begins with a line "
		        "that names the columns, id and name at least");
	return r.good && !t->arena.failed;
}

bool people_table_read(struct people_table *t, const char *path, struct reporter *reporter)
{
	struct buf text = {0};
	*t = (struct people_table){0};
	if (input_read(&text, path, INPUT_MAX, reporter))
		return people_table_parse(t, &text, path, reporter);
	buf_free(&text);
	return false;
}

void people_table_free(struct people_table *t)
{
	free(t->items);
	table_free(&t->by_id);
	arena_free(&t->arena);
	buf_free(&t->source);
	*t = (struct people_table){0};
}

bool people_table_alias(struct str *rest, struct str *alias)
{
	while (str_field(rest, '|', alias)) {
		*alias = str_trim(*alias);
		if (alias->n)
			return true;
	}
	return false;
}

// A cell with nothing that would end it or that a spreadsheet would run.
static void put_cell(struct buf *out, struct str cell)
{
	cell = str_trim(cell);
	bool quoted = cell.n >= 2 && cell.s[0] == '"' && cell.s[cell.n - 1] == '"';
	if (quoted)
		buf_putc(out, '"');
	else if (is_formula(cell))
		buf_putc(out, '\'');
	for (size_t i = 0; i < cell.n; i++) {
		unsigned char c = (unsigned char)cell.s[i];
		buf_putc(out, c < 0x20 ? ' ' : (char)c);
		if (quoted && c == '"')
			buf_putc(out, '"');
	}
	if (quoted)
		buf_putc(out, '"');
}

void people_table_write(const struct people_table *t, struct buf *out)
{
	for (size_t c = 0; c < COLUMN_COUNT; c++) {
		buf_put(out, column_names[c]);
		buf_putc(out, '\t');
	}
	buf_puts(out, "#turns\n");
	for (size_t i = 0; i < t->n; i++) {
		const struct table_person *person = &t->items[i];
		buf_puts(out, person->remark ? "# " : "");
		for (size_t c = 0; c < COLUMN_COUNT; c++) {
			put_cell(out, person->cells[c]);
			buf_putc(out, '\t');
		}
		buf_printf(out, "%zu\n", person->turns);
	}
}
