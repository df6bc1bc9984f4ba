// layout.c: lines of text with the hints that their markup gives

#include "clean/layout.h"

#include <string.h>

#include "clean/treatment.h"
#include "core/transcript.h"
#include "core/unicode.h"

static void put_char(struct buf *out, int32_t c, bool *unspaced)
{
	switch (treatment_of(c)) {
	case TREAT_KEEP:
		utf8_put(out, c);
		*unspaced = treatment_unspaced(c) || (*unspaced && unicode_is_mark(c));
		return;
	case TREAT_BLANK:
	case TREAT_TABULATOR:
	case TREAT_LINE_END:
	case TREAT_PAGE_END:
		buf_putc(out, ' ');
		break;
	case TREAT_BREAK_ZERO:
		if (*unspaced)
			utf8_put(out, c);
		break;
	case TREAT_WINDOWS:
		if (treatment_windows(c))
			utf8_put(out, treatment_windows(c));
		break;
	case TREAT_UNDECODED:
		utf8_put(out, 0xfffd);
		break;
	case TREAT_DROP:
	case TREAT_BREAK_HERE:
	case TREAT_CONTROL:
	case TREAT_NUL:
		return;
	}
	*unspaced = false;
}

static void put_clean(struct buf *out, struct str text)
{
	bool unspaced = false;
	for (size_t at = 0; at < text.n;) {
		size_t end = utf8_plain_end(text, at);
		buf_put(out, str_from_to(text, at, end));
		at = end;
		if (at < text.n)
			put_char(out, utf8_next(text, &at), &unspaced);
	}
}

struct str layout_begin(struct layout *l, struct str line)
{
	struct str hints = line_hints(line);
	buf_put(&l->hints, hints);
	return hints.n ? str_after(line, hints.n + 1) : line;
}

void layout_text(struct layout *l, struct str text)
{
	put_clean(&l->line, text);
}

// A value as hints may have it, at most 1,000 bytes.
static struct str clean_value(struct layout *l, struct str value)
{
	struct buf *b = &l->scratch;
	struct buf composed = {0};
	size_t end = value.n > 1000 ? utf8_begin(value, 1000) : value.n;
	buf_clear(b);
	put_clean(b, str_from_to(value, 0, end));
	size_t n = 0;
	for (size_t i = 0; i < b->n; i++) {
		char c = b->s[i] == '{' ? '(' : b->s[i] == '}' ? ')' : b->s[i];
		if (c != ' ' || (n && b->s[n - 1] != ' '))
			b->s[n++] = c;
	}
	while (n && b->s[n - 1] == ' ')
		n--;
	b->n = n;
	struct str clean = {0};
	if (unicode_nfc(&composed, buf_str(b)))
		clean = arena_str(&l->arena, buf_str(&composed));
	buf_free(&composed);
	return clean;
}

static void begin_hint(struct buf *hints, const char *word)
{
	buf_putc(hints, '{');
	buf_puts(hints, word);
}

static void end_hint(struct buf *hints, struct str value)
{
	if (value.n) {
		buf_putc(hints, '=');
		buf_put(hints, value);
	}
	buf_putc(hints, '}');
}

void layout_hint(struct layout *l, const char *word, struct str value)
{
	begin_hint(&l->hints, word);
	end_hint(&l->hints, value.n ? clean_value(l, value) : value);
}

void layout_range(struct layout *l, const char *word, struct str value, size_t from, size_t to)
{
	if (l->n == RANGES_MAX)
		return;
	struct range *range = &l->ranges[l->n++];
	*range = (struct range){
		.value = value.n ? clean_value(l, value) : value, .from = from, .to = to};
	strncat(range->word, word, sizeof range->word - 1);
}

void layout_open(struct layout *l, const char *word, struct str value)
{
	size_t n = l->n;
	layout_range(l, word, value, l->line.n, l->line.n);
	if (l->n > n)
		l->ranges[n].open = true;
}

void layout_close(struct layout *l, const char *word)
{
	for (size_t i = l->n; i-- > 0;) {
		struct range *range = &l->ranges[i];
		if (range->open && strcmp(range->word, word) == 0) {
			range->open = false;
			range->to = l->line.n;
			return;
		}
	}
}

// Ranges without the blanks at their ends, in the order of their beginnings.
static void settle_ranges(struct layout *l)
{
	size_t n = 0;
	for (size_t i = 0; i < l->n; i++) {
		struct range range = l->ranges[i];
		if (range.open || range.to > l->line.n)
			range.to = l->line.n;
		while (range.from < range.to && l->line.s[range.from] == ' ')
			range.from++;
		while (range.to > range.from && l->line.s[range.to - 1] == ' ')
			range.to--;
		// A footnote's anchor may have no text of its own.
		bool point = strcmp(range.word, "fn") == 0 && range.from >= l->line.n;
		if (point)
			range.from = range.to = l->line.n;
		else if (range.from > range.to ||
		         (range.from == range.to && strcmp(range.word, "fn")))
			continue;
		// Runs of one kind of type that meet are one.
		if (n && range.word[1] == '\0' && range.value.n == 0 &&
		    strcmp(l->ranges[n - 1].word, range.word) == 0 &&
		    str_eq(l->ranges[n - 1].value, range.value) &&
		    range.from <= l->ranges[n - 1].to + 1 && range.from >= l->ranges[n - 1].from) {
			if (range.to > l->ranges[n - 1].to)
				l->ranges[n - 1].to = range.to;
			continue;
		}
		size_t at = n++;
		for (; at && l->ranges[at - 1].from > range.from; at--)
			l->ranges[at] = l->ranges[at - 1];
		l->ranges[at] = range;
	}
	l->n = n;
}

static void put_ranges(struct layout *l)
{
	struct str text = buf_str(&l->line);
	size_t at = 0, count = 0; // ranges come in the order of their beginnings
	for (size_t i = 0; i < l->n; i++) {
		const struct range *range = &l->ranges[i];
		count += utf8_count(str_from_to(text, at, range->from));
		at = range->from;
		size_t end = count + utf8_count(str_from_to(text, range->from, range->to));
		begin_hint(&l->hints, range->word);
		buf_put_number(&l->hints, count);
		buf_putc(&l->hints, '-');
		buf_put_number(&l->hints, end);
		end_hint(&l->hints, range->value);
	}
}

// Composed text has other offsets: ranges are kept as far as they lie before what was composed.
static void compose(struct layout *l)
{
	buf_clear(&l->scratch);
	if (!unicode_nfc(&l->scratch, buf_str(&l->line))) {
		l->line.failed = true;
		return;
	}
	size_t same = 0, n = 0;
	while (same < l->scratch.n && same < l->line.n && l->scratch.s[same] == l->line.s[same])
		same++;
	for (size_t i = 0; i < l->n; i++)
		if (l->ranges[i].to < same)
			l->ranges[n++] = l->ranges[i];
	l->n = n;
	struct buf swap = l->line;
	l->line = l->scratch;
	l->scratch = swap;
}

void layout_end(struct layout *l)
{
	while (l->line.n && l->line.s[l->line.n - 1] == ' ')
		l->line.n--;
	settle_ranges(l);
	if (l->line.n && !unicode_is_nfc(buf_str(&l->line)))
		compose(l);
	put_ranges(l);
	if (l->hints.n) {
		buf_put(l->out, buf_str(&l->hints));
		buf_putc(l->out, '\t');
	}
	buf_put(l->out, buf_str(&l->line));
	buf_putc(l->out, '\n');
	l->out->failed |= l->line.failed || l->hints.failed || l->scratch.failed || l->arena.failed;
	buf_clear(&l->line);
	buf_clear(&l->hints);
	l->n = 0;
	if (l->arena.last)
		arena_free(&l->arena);
}

bool layout_free(struct layout *l)
{
	bool good = !l->out->failed;
	buf_free(&l->line);
	buf_free(&l->hints);
	buf_free(&l->scratch);
	arena_free(&l->arena);
	return good;
}
