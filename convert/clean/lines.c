// lines.c: decoded text into cleaned lines

#include "clean/lines.h"

#include <string.h>

#include "clean/treatment.h"
#include "core/sixteen.h"
#include "core/transcript.h"
#include "core/unicode.h"

enum { TAB_STOP = 8, HINTS_ROOM = 256 };

// A walk over the text. `begin` is where the text of the present line begins in the result, behind
// its hints and their TAB; `line` is where the line itself begins.
struct walk {
	struct str in;
	size_t at;
	struct buf *out;
	size_t max;
	size_t line, begin;
	size_t source_line;          // where the line begins in `in`
	size_t spot_at, spot_column; // the last place in it whose column was counted
	size_t number;               // of the line, from 1
	size_t counted, columns;     // columns from `begin` up to out offset `counted`
	size_t breaks;               // form feeds in the line
	bool unspaced;               // the last letter is of a script without spaces between words
	bool doubt_nfc;              // something in the line may not be in NFC
	struct buf composed;         // the line in NFC
	bool nel_known, nel_is_text;
	size_t undecoded; // sequences met so far
	struct decoded *decoded;
	struct str bytes;
	struct cleaned *cleaned;
};

// The source line at hand, for the reader of a report: not all of an endless one.
static struct str source_line(const struct walk *w, size_t from)
{
	size_t to = from;
	while (to < w->in.n && to < from + 160 && w->in.s[to] != '\n' && w->in.s[to] != '\r')
		to++;
	return str_from_to(w->in, w->source_line, to);
}

static void add_damage(struct walk *w, enum harm harm, size_t from, int32_t c, int32_t shown)
{
	struct damage *damage = &w->cleaned->damage;
	struct spot spot = {.c = c, .shown = shown, .has_offset = !w->decoded->transcoded};
	if (damage_wants(damage, harm)) {
		spot.line = w->number;
		w->spot_column += utf8_count(str_from_to(w->in, w->spot_at, from));
		w->spot_at = from;
		spot.column = w->spot_column + 1;
		spot.offset = w->decoded->skipped + from;
		spot.bytes = str_from_to(w->in, from, w->at);
		spot.line_text = source_line(w, from);
		if (w->decoded->transcoded && harm == HARM_UNDECODED &&
		    w->undecoded < DAMAGE_SHOWN && w->decoded->bad[w->undecoded].n) {
			// The byte 0xFF stands for what the converter could not read.
			spot.bytes = w->decoded->bad[w->undecoded];
			spot.offset = (size_t)(spot.bytes.s - w->bytes.s);
			spot.has_offset = true;
			spot.line_text = (struct str){0};
		}
	}
	damage_add(damage, harm, &spot);
	if (harm == HARM_UNDECODED) {
		w->undecoded++;
		damage->bytes += w->decoded->transcoded ? 0 : w->at - from;
	}
}

static bool line_is_begun(const struct walk *w)
{
	return w->out->n > w->begin && w->out->s[w->out->n - 1] != ' ';
}

// Columns of the valid UTF-8 in s. Marks take no column; an ideograph takes one.
static size_t count_columns(struct str s)
{
	size_t at = 0, columns = 0;
	while (at < s.n) {
		for (size_t end = utf8_plain_end(s, at); at < end; at++)
			columns += !utf8_is_tail(s.s[at]);
		if (at < s.n)
			columns += !unicode_is_mark(utf8_next(s, &at));
	}
	return columns;
}

// Blanks up to the next tab stop.
static void put_tab(struct walk *w)
{
	w->columns += count_columns(str_after(buf_str(w->out), w->counted));
	do {
		buf_putc(w->out, ' ');
		w->columns++;
	} while (w->columns % TAB_STOP);
	w->counted = w->out->n;
}

// A soft hyphen only says where a word may be broken. Before white space it has been, or the
// hyphen was a real one all along; that one is seen on paper.
static void put_soft_hyphen(struct walk *w)
{
	struct str rest = str_after(w->in, w->at);
	bool broken = rest.n == 0 || ascii_is_space(rest.s[0]) || str_starts(rest, STR("\xc2\xa0"));
	if (broken && line_is_begun(w))
		buf_putc(w->out, '-');
}

// A zero-width space is a relic of web pages, but for scripts without spaces between words, where
// it parts them.
static void put_zero_width(struct walk *w, size_t from)
{
	if (w->unspaced)
		buf_put(w->out, str_from_to(w->in, from, w->at));
	w->unspaced = false;
}

static void put_control(struct walk *w, size_t from, int32_t c)
{
	// Word's non-breaking and optional hyphen in files that it saved as text.
	int32_t shown = c == 0x1e ? '-' : 0;
	add_damage(w, HARM_CONTROL, from, c, shown);
	if (shown)
		buf_putc(w->out, '-');
	else if (c == 0x1f)
		put_soft_hyphen(w);
}

// U+0085 is a line end of mainframes, but in a text that has other C1 controls it is one of them:
// the ellipsis of windows-1252 that somebody took for ISO 8859-1.
static bool nel_is_text(struct walk *w)
{
	size_t at = 0;
	while (!w->nel_known) {
		struct str rest = str_after(w->in, at);
		at += str_find_char(rest, '\xc2') + 1;
		unsigned char next = at < w->in.n ? (unsigned char)w->in.s[at] : 0;
		w->nel_is_text = next >= 0x80 && next < 0xa0 && next != 0x85;
		w->nel_known = w->nel_is_text || at >= w->in.n;
	}
	return w->nel_is_text;
}

// A page break is a hint of its line: {ff}, with their number where there are more.
static void put_page_hint(struct walk *w)
{
	struct str had = str_from_to(buf_str(w->out), w->line, w->begin);
	if (str_find(had, STR("{ff}")) < had.n || str_find(had, STR("{ff=")) < had.n)
		return;
	struct buf text = {0};
	if (w->breaks > 1)
		buf_printf(&text, "{ff=%zu}", w->breaks);
	else
		buf_puts(&text, "{ff}");
	if (had.n == 0)
		buf_putc(&text, '\t');
	size_t at = had.n ? w->begin - 1 : w->line; // before the TAB that ends the hints
	buf_insert(w->out, at, buf_str(&text));
	w->begin += text.n;
	w->out->failed = w->out->failed || text.failed;
	buf_free(&text);
}

// The hints that a line begins with pass through if they are clean themselves: whatever cleaning
// would change was not written by it.
static void keep_hints(struct walk *w)
{
	size_t end = w->at;
	while (end < w->in.n && (unsigned char)w->in.s[end] >= 0x20)
		end++;
	struct str hints = line_hints(str_from_to(w->in, w->at, end + 1));
	if (hints.n == 0 || w->at + hints.n != end || !utf8_is_valid(hints) ||
	    !unicode_is_nfc(hints))
		return;
	for (size_t at = 0; at < hints.n;)
		if (treatment_of(utf8_next(hints, &at)) != TREAT_KEEP)
			return;
	buf_put(w->out, hints);
	buf_putc(w->out, '\t');
	w->at = end + 1;
	w->begin = w->out->n;
}

static void begin_line(struct walk *w)
{
	w->line = w->begin = w->out->n;
	w->source_line = w->spot_at = w->at;
	w->spot_column = 0;
	w->breaks = 0;
	w->doubt_nfc = false;
	w->unspaced = false;
	w->number++;
	if (w->at < w->in.n && w->in.s[w->at] == '{')
		keep_hints(w);
	w->counted = w->begin;
	w->columns = 0;
}

// Brings the line into NFC; most are.
static void compose_line(struct walk *w)
{
	struct buf *out = w->out;
	struct str text = str_after(buf_str(out), w->begin);
	if (unicode_is_nfc(text))
		return;
	buf_clear(&w->composed);
	if (!unicode_nfc(&w->composed, text)) {
		out->failed = true;
		return;
	}
	out->n = w->begin;
	buf_put(out, buf_str(&w->composed));
	w->cleaned->composed = true;
}

static void end_line(struct walk *w)
{
	struct buf *out = w->out;
	if (out->failed)
		return;
	while (out->n > w->begin && out->s[out->n - 1] == ' ')
		out->n--;
	if (out->n > w->begin)
		w->cleaned->has_text = true;
	if (w->doubt_nfc)
		compose_line(w);
	if (w->breaks)
		put_page_hint(w);
	if (w->number == 1 && w->begin > w->line)
		w->cleaned->first_hints = w->begin - w->line - 1;
	buf_putc(out, '\n');
}

static void put_kept(struct walk *w, size_t from, int32_t c)
{
	buf_put(w->out, str_from_to(w->in, from, w->at));
	if (c >= 0x300)
		w->doubt_nfc = true;
	if (!unicode_is_mark(c))
		w->unspaced = treatment_unspaced(c);
}

// Puts what becomes of c, which is none of the plain characters. True at the end of a line.
static bool put_special(struct walk *w, size_t from, int32_t c)
{
	switch (treatment_of(c)) {
	case TREAT_KEEP:
		put_kept(w, from, c);
		return false;
	case TREAT_DROP:
		return false;
	case TREAT_BLANK:
		buf_putc(w->out, ' ');
		break;
	case TREAT_TABULATOR:
		put_tab(w);
		break;
	case TREAT_PAGE_END:
		w->breaks++;
		if (line_is_begun(w))
			buf_putc(w->out, ' ');
		break;
	case TREAT_BREAK_HERE:
		put_soft_hyphen(w);
		break;
	case TREAT_BREAK_ZERO:
		put_zero_width(w, from);
		return false;
	case TREAT_CONTROL:
		put_control(w, from, c);
		break;
	case TREAT_WINDOWS:
		if (c == 0x85 && !nel_is_text(w))
			return true;
		add_damage(w, treatment_windows(c) ? HARM_WINDOWS : HARM_CONTROL, from, c,
		           treatment_windows(c));
		if (treatment_windows(c))
			utf8_put(w->out, treatment_windows(c));
		break;
	case TREAT_NUL:
		add_damage(w, HARM_NUL, from, c, 0);
		break;
	case TREAT_UNDECODED:
		if (encoding_doubt(w->decoded, w->bytes)) {
			w->cleaned->guessed = true;
			return true;
		}
		add_damage(w, HARM_UNDECODED, from, c, 0xfffd);
		utf8_put(w->out, 0xfffd);
		break;
	case TREAT_LINE_END:
		if (c == '\r' && w->at < w->in.n && w->in.s[w->at] == '\n')
			w->at++;
		return true;
	}
	w->unspaced = false;
	return false;
}

// One line, and behind its end.
static void clean_line(struct walk *w)
{
	begin_line(w);
	bool ended = false;
	while (!ended && w->at < w->in.n && !w->out->failed && w->out->n <= w->max) {
		size_t from = w->at;
		w->at = utf8_plain_end(w->in, from);
		if (w->at > from) {
			buf_put(w->out, str_from_to(w->in, from, w->at));
			w->unspaced = false;
			continue;
		}
		int32_t c = utf8_next(w->in, &w->at);
		ended = put_special(w, from, c);
	}
	end_line(w);
}

// How far the text behind `at` is clean as it stands: plain characters, and line feeds with no blank
// before and no hints behind them. `at` is not 0.
static size_t clean_end(struct str s, size_t at)
{
	size_t from = 0;
	while (from < at) {
		for (; at + SIXTEEN <= s.n; at += SIXTEEN) {
			sixteen_bytes b = sixteen_load(s.s + at),
				      before = sixteen_load(s.s + at - 1);
			sixteen_bytes feed = sixteen_equal(b, '\n');
			sixteen_bytes care = (sixteen_within(b, 0, 0x1f) & ~feed) |
			                     (sixteen_equal(before, ' ') & feed) |
			                     (sixteen_equal(before, '\n') & sixteen_equal(b, '{')) |
			                     sixteen_within(b, 0x7f, 0xff);
			if (sixteen_any(care)) {
				at += sixteen_first(care);
				break;
			}
		}
		from = at;
		if (at < s.n && (s.s[at] != '{' || s.s[at - 1] != '\n'))
			at = utf8_plain_end(s, at);
	}
	return at;
}

static size_t count_feeds(struct str s)
{
	size_t n = 0;
	for (size_t at = 0; (at += str_find_char(str_after(s, at), '\n')) < s.n; at++)
		n++;
	return n;
}

// Copies the lines from here on that are clean. Nearly all lines of nearly all texts are, and go by
// in large pieces; not so large that what was just read must be fetched again.
static void copy_clean_lines(struct walk *w)
{
	enum { PIECE = 64 * 1024 };
	while (w->at && w->at < w->in.n && w->in.s[w->at] != '{') {
		struct str ahead = str_from_to(w->in, 0, w->at + PIECE);
		size_t end = clean_end(ahead, w->at);
		const char *feed = memrchr(w->in.s + w->at, '\n', end - w->at);
		if (!feed)
			break;
		struct str piece = str_from_to(w->in, w->at, (size_t)(feed - w->in.s) + 1);
		size_t lines = count_feeds(piece);
		buf_put(w->out, piece);
		w->number += lines;
		w->at += piece.n;
		w->cleaned->has_text |= piece.n > lines;
		if (end < ahead.n)
			break;
	}
}

bool lines_clean(struct cleaned *cleaned, struct decoded *decoded, struct str bytes,
                 const char *file, size_t max, struct reporter *r)
{
	*cleaned = (struct cleaned){0};
	struct buf *out = &cleaned->text;
	struct walk w = {.in = decoded->text,
	                 .out = out,
	                 .max = max,
	                 .decoded = decoded,
	                 .bytes = bytes,
	                 .cleaned = cleaned};
	// Room also for what may be longer, and for hints: text that outgrows its room is moved.
	buf_reserve(out, decoded->text.n + decoded->text.n / 64 + HINTS_ROOM);
	while (w.at < w.in.n && !out->failed && out->n <= max) {
		copy_clean_lines(&w);
		if (w.at < w.in.n && out->n <= max)
			clean_line(&w);
		if (cleaned->guessed)
			break;
	}
	if (decoded->transcoded)
		cleaned->damage.bytes = decoded->bad_bytes;
	buf_free(&w.composed);
	if (out->failed)
		report_memory(r);
	else if (out->n > max)
		report(r, SEVERITY_FATAL, &(struct place){.file = file}, "too-large",
		       "cleaned, the text is larger than %zu MiB, the most that one document may "
		       "have; split it into parts",
		       max >> 20);
	return !out->failed && out->n <= max;
}

void cleaned_free(struct cleaned *cleaned)
{
	buf_free(&cleaned->text);
	*cleaned = (struct cleaned){0};
}
