// transcript.c: marked lines, the text that lies between guessing and building

#include "core/transcript.h"

#include <stdlib.h>

struct mark_entry {
	struct str word;
	const char *meaning;
	bool label;
};

static const struct mark_entry marks[] = {
#define TEXT false
#define LABEL true
#define MARK_ENTRY(NAME, word, label, meaning) {STR(word), meaning, label},
	MARKS(MARK_ENTRY)
#undef MARK_ENTRY
#undef TEXT
#undef LABEL
};

const char *mark_word(enum mark mark)
{
	return marks[mark].word.s;
}

const char *mark_meaning(enum mark mark)
{
	return marks[mark].meaning;
}

bool mark_takes_label(enum mark mark)
{
	return marks[mark].label;
}

bool mark_is_structure(enum mark mark)
{
	return mark == MARK_FRONT || mark == MARK_BODY || mark == MARK_BACK || mark == MARK_DIV;
}

bool mark_parse(struct str word, enum mark *mark)
{
	if (!word.n)
		return false;
	for (size_t i = 0; i < MARK_COUNT; i++) {
		if (word.s[0] == marks[i].word.s[0] && str_eq(word, marks[i].word)) {
			*mark = (enum mark)i;
			return true;
		}
	}
	return false;
}

void transcript_free(struct transcript *t)
{
	free(t->items);
	arena_free(&t->arena);
	buf_free(&t->source);
	*t = (struct transcript){0};
}

void transcript_use(struct transcript *t, struct buf *memory)
{
	free(t->items);
	t->items = (struct row *)(void *)memory->s; // as malloc gave it, so aligned for anything
	t->n = 0;
	t->cap = memory->cap / sizeof *t->items;
	*memory = (struct buf){0};
}

bool transcript_add(struct transcript *t, struct row row)
{
	if (!ARRAY_ROOM(t))
		return false;
	t->items[t->n++] = row;
	return true;
}

struct str row_argument(struct str *args, bool *doubt)
{
	struct str word = str_word(args);
	*doubt = word.n > 1 && word.s[word.n - 1] == '?';
	if (*doubt)
		word.n--;
	return word;
}

struct str row_value(const struct row *row, const char *key)
{
	struct str rest = row->args, word;
	struct str wanted = str_from(key);
	while ((word = str_word(&rest)).n)
		if (str_starts(word, wanted) && word.n > wanted.n && word.s[wanted.n] == '=')
			return str_after(word, wanted.n + 1);
	return (struct str){0};
}

void row_put_value(struct buf *args, const char *key, struct str value)
{
	value = str_trim(value);
	if (!value.n)
		return;
	buf_printf(args, " %s=", key);
	for (size_t i = 0; i < value.n; i++)
		buf_putc(args, ascii_is_space(value.s[i]) ? '_' : value.s[i]);
}

struct str hint_next(struct str *hints)
{
	if (hints->n < 2 || hints->s[0] != '{')
		return (struct str){0};
	size_t end = str_find_char(*hints, '}');
	struct str hint = str_from_to(*hints, 1, end);
	*hints = str_after(*hints, end + 1);
	return hint;
}

// Every word that a hint may begin with; what follows it is a number, a range, or =value.
static bool is_hint(struct str hint)
{
	static const struct str words[] = {
		STR("h"),      STR("b"),    STR("i"),     STR("li"),  STR("td"),  STR("th"),
		STR("cue"),    STR("meta"), STR("src"),   STR("nul"), STR("bad"), STR("ctl"),
		STR("bom"),    STR("ff"),   STR("nfc"),   STR("win"), STR("fw"),  STR("a"),
		STR("quote"),  STR("pre"),  STR("style"), STR("fn"),  STR("tr"),  STR("note"),
		STR("from"),   STR("v"),    STR("cont"),  STR("pb"),  STR("u"),   STR("sup"),
		STR("center"),
	};
	size_t n = 0;
	while (n < hint.n && hint.s[n] >= 'a' && hint.s[n] <= 'z')
		n++;
	struct str word = str_from_to(hint, 0, n), value = str_after(hint, n);
	if (value.n && value.s[0] != '=' && !ascii_is_digit(value.s[0]))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq(word, words[i]))
			return true;
	return false;
}

struct str line_hints(struct str line)
{
	size_t n = 0;
	while (n < line.n && line.s[n] == '{') {
		struct str rest = str_after(line, n);
		size_t end = str_find_char(rest, '}');
		if (end == rest.n || !is_hint(str_from_to(rest, 1, end)))
			return (struct str){0};
		n += end + 1;
	}
	if (n == 0 || n >= line.n || line.s[n] != '\t')
		return (struct str){0};
	return str_from_to(line, 0, n);
}

// Splits "sp suslov? {b0-6}" behind the mark into arguments and hints.
static void split_arguments(struct row *row, struct str rest)
{
	rest = str_trim(rest);
	size_t brace = 0;
	while (brace < rest.n &&
	       !(rest.s[brace] == '{' && (brace == 0 || rest.s[brace - 1] == ' ')))
		brace++;
	row->args = str_trim_right(str_from_to(rest, 0, brace));
	row->hints = str_after(rest, brace);
}

// "&div2? scene 3": joined, the mark with its level, doubt, and the arguments.
static bool parse_mark(struct row *row, struct str head)
{
	if (head.n && head.s[0] == '&') {
		row->joined = true;
		head = str_after(head, 1);
	}
	struct str rest = head;
	struct str word = str_word(&rest);
	if (word.n && word.s[word.n - 1] == '?') {
		row->doubt = true;
		word.n--;
	}
	if (word.n > 1 && ascii_is_digit(word.s[word.n - 1])) {
		size_t n = word.n;
		while (n && ascii_is_digit(word.s[n - 1]))
			n--;
		size_t level;
		if (!str_number(str_after(word, n), &level) || level < 1 || level > 9)
			return false;
		row->level = (unsigned)level;
		word.n = n;
	}
	if (!mark_parse(word, &row->mark))
		return false;
	if (row->level && row->mark != MARK_DIV && row->mark != MARK_END)
		return false;
	split_arguments(row, rest);
	return true;
}

static bool parse_row(struct row *row, struct str line)
{
	size_t tab = str_find_char(line, '\t');
	if (!parse_mark(row, str_from_to(line, 0, tab)))
		return false;
	struct str rest = str_after(line, tab + 1);
	size_t second = str_find_char(rest, '\t');
	if (second < rest.n || mark_takes_label(row->mark)) {
		row->labelled = second < rest.n || rest.n > 0;
		row->label = str_from_to(rest, 0, second);
		row->text = str_after(rest, second + 1);
		return str_find_char(row->text, '\t') == row->text.n;
	}
	row->text = rest;
	return true;
}

static void report_row(const char *file, size_t number, struct str line, struct reporter *reporter)
{
	struct place place = {.file = file, .line = number, .column = 1, .source = line};
	struct str word = str_from_to(line, 0, str_find_char(line, '\t'));
	word = str_word(&word);
	report(reporter, SEVERITY_ERROR, &place, "bad-mark",
	       "a row is a mark, a TAB and text (with a label: mark, TAB, label, TAB, text); "
	       "'%.*s' is no mark, or the row has too many TABs. The manual page teimarked(5) "
	       "lists "
	       "the marks",
	       (int)(word.n < 40 ? word.n : 40), word.n ? word.s : "");
}

// Hints are those of a line. *begun: something of it was read already. False: reported.
static bool check_hints(const struct row *row, bool *begun, struct place place,
                        struct reporter *reporter)
{
	bool good = !row->hints.n || !row->joined || !*begun;
	*begun = (row->joined && *begun) || row->hints.n || row->label.n || row->text.n;
	if (!good)
		report(reporter, SEVERITY_ERROR, &place, "bad-mark",
		       "'%.*s' cannot stand here: a line has what is in braces at its beginning, "
		       "once; the manual page teimarked(5) tells more",
		       STR_ARG(row->hints));
	return good;
}

bool transcript_read(struct transcript *t, struct buf *text, const char *file,
                     struct reporter *reporter)
{
	*t = (struct transcript){.source = *text};
	*text = (struct buf){0};
	struct str rest = buf_str(&t->source), line;
	bool good = true, begun = false;
	size_t number = 0;
	while (str_field(&rest, '\n', &line)) {
		struct row row = {0};
		number++;
		if (line.n && line.s[line.n - 1] == '\r')
			line.n--;
		if (!parse_row(&row, line)) {
			report_row(file, number, line, reporter);
			good = false;
		} else if (!check_hints(&row, &begun,
		                        (struct place){.file = file,
		                                       .line = number,
		                                       .column = 1,
		                                       .source = line},
		                        reporter)) {
			good = false;
		} else if (!transcript_add(t, row)) {
			report_memory(reporter);
			good = false;
			break;
		}
	}
	if (!good)
		transcript_free(t);
	return good;
}

static void write_row(const struct row *row, struct buf *out)
{
	if (row->joined)
		buf_putc(out, '&');
	buf_put(out, marks[row->mark].word);
	if (row->level)
		buf_printf(out, "%u", row->level);
	if (row->doubt)
		buf_putc(out, '?');
	if (row->args.n) {
		buf_putc(out, ' ');
		buf_put(out, row->args);
	}
	if (row->hints.n) {
		buf_putc(out, ' ');
		buf_put(out, row->hints);
	}
	bool alone = mark_takes_label(row->mark) && row->text.n == 0;
	if (row->labelled || row->text.n)
		buf_putc(out, '\t');
	if (row->labelled || mark_takes_label(row->mark))
		buf_put(out, row->label);
	// A final TAB may be lost in an editor, so it never carries meaning: an empty text behind a
	// label of another mark is the one case that needs it, and teimark does not write it.
	if ((row->labelled && !alone) || (mark_takes_label(row->mark) && row->text.n))
		buf_putc(out, '\t');
	buf_put(out, row->text);
	buf_putc(out, '\n');
}

void transcript_write(const struct transcript *t, struct buf *out)
{
	for (size_t i = 0; i < t->n; i++)
		write_row(&t->items[i], out);
}

void transcript_unmark(const struct transcript *t, struct buf *out)
{
	bool begun = false;
	for (size_t i = 0; i < t->n; i++) {
		const struct row *row = &t->items[i];
		if (!row->joined && begun)
			buf_putc(out, '\n');
		begun = begun || !row->joined;
		if (row->hints.n) {
			buf_put(out, row->hints);
			buf_putc(out, '\t');
		}
		buf_put(out, row->label);
		buf_put(out, row->text);
	}
	if (begun)
		buf_putc(out, '\n');
}
