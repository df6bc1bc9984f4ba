// warcrecord.c: the records of a WARC file one after the other, found again behind what is damaged

#include "dump/warcrecord.h"

enum {
	STEP = 64 * 1024,
	AHEAD = 32, // bytes behind a record: its line ends, and what tells the next
};

// The line ends that `s` begins with; two belong behind each record.
static size_t line_ends(struct str s)
{
	size_t n = 0;
	while (n < s.n && (s.s[n] == '\r' || s.s[n] == '\n'))
		n++;
	return n;
}

// The first place at or behind `from` where a record begins at the beginning of a line, or s.n.
static size_t find_record(struct str s, size_t from)
{
	while (from < s.n) {
		size_t at = from + str_find(str_after(s, from), STR("WARC/"));
		if (at < s.n && (at == 0 || s.s[at - 1] == '\n') &&
		    warcstream_is_record(str_after(s, at)))
			return at;
		from = at + 1;
	}
	return s.n;
}

// The first place in the content where a part of the file begins with a record, or the end: no content of a
// record reaches there.
static size_t find_member(const struct warcstream *s, struct str seen, size_t from, size_t to)
{
	size_t at;
	while (warcstream_member(s, from, to, &at)) {
		if (warcstream_is_record(str_after(seen, at)))
			return at;
		from = at;
	}
	return to;
}

// Passes over bytes up to the next record. Gives how many.
static uint64_t seek_record(struct warcstream *s)
{
	uint64_t passed = 0;
	for (;;) {
		struct str seen = warcstream_peek(s, STEP);
		size_t at = find_record(seen, 0), member = find_member(s, seen, 0, seen.n);
		at = member < at ? member : at;
		bool found = at < seen.n, more = seen.n >= STEP;
		if (!found && more)
			at = seen.n - AHEAD;
		warcstream_pass(s, at);
		passed += at;
		if (found || !more)
			return passed;
	}
}

static enum warc_find no_more(struct warc_record *r, struct warcstream *s)
{
	enum warcstream_end end = warcstream_end(s);
	bool exact;
	r->offset = warcstream_offset(s, &exact);
	if ((end == WARCSTREAM_DAMAGED || end == WARCSTREAM_EARLY) && warcstream_resume(s))
		return WARC_BROKEN;
	return WARC_NO_MORE;
}

static enum warc_find strange(struct warc_record *r, struct warcstream *s, size_t known)
{
	warcstream_pass(s, known);
	r->passed = known + seek_record(s);
	return WARC_STRANGE;
}

static void read_length(struct warc_record *r)
{
	struct str given = fields_value(&r->fields, "Content-Length");
	size_t length;
	r->has_length = str_number(given, &length);
	r->length = r->has_length ? length : 0;
}

// The end of the header that `seen` begins with; SIZE_MAX: there is none so far. Where another record begins before it,
// this is none: the end of what is not.
static size_t header_end(struct str seen, bool *broken)
{
	*broken = false;
	for (size_t at = 0; at < seen.n;) {
		struct str rest = str_after(seen, at);
		*broken = at && warcstream_is_record(rest);
		if (*broken)
			return at;
		if (rest.s[0] == '\n' || str_starts(rest, STR("\r\n")))
			return at + (rest.s[0] == '\n' ? 1 : 2);
		at += str_find_char(rest, '\n') + 1;
	}
	return SIZE_MAX;
}

enum warc_find warc_record_next(struct warc_record *r, struct warcstream *s)
{
	struct str seen = warcstream_peek(s, AHEAD);
	for (size_t n = line_ends(seen); n; n = line_ends(seen)) {
		warcstream_pass(s, n);
		seen = warcstream_peek(s, AHEAD);
	}
	warcstream_turn(s);
	seen = warcstream_peek(s, AHEAD);
	r->rest = 0;
	r->offset = warcstream_offset(s, &r->exact);
	if (seen.n == 0)
		return no_more(r, s);
	if (!warcstream_is_record(seen))
		return strange(r, s, 1);
	bool broken;
	size_t end = header_end(seen, &broken);
	for (size_t want = STEP; end == SIZE_MAX && seen.n < WARC_HEADER_MAX; want *= 2) {
		size_t before = seen.n;
		seen = warcstream_peek(s, want);
		end = header_end(seen, &broken);
		if (seen.n == before)
			break;
	}
	if (broken || end == SIZE_MAX)
		return strange(r, s, broken ? end : sizeof "WARC/" - 1);
	size_t line = str_find_char(seen, '\n') + 1;
	fields_read(&r->fields, str_from_to(seen, line, end));
	read_length(r);
	warcstream_pass(s, end);
	return WARC_RECORD;
}

static const char *say(const struct warc_record *r)
{
	return r->why.failed ? "there is no memory for it" : r->why.s;
}

static const char *why_early(enum warcstream_end end)
{
	switch (end) {
	case WARCSTREAM_DAMAGED:
		return "the compressed data of the archive are damaged here";
	case WARCSTREAM_TROUBLE:
		return "the archive cannot be read here";
	case WARCSTREAM_BOMB:
		return "the archive unpacks to more than its limit";
	default:
		return "the archive ends in the middle of it";
	}
}

// Whether what is behind the content is what has to be there: line ends, and a record, another part of the
// file, or its end.
static bool ends_well(const struct warcstream *s, struct str seen, size_t length)
{
	struct str behind = str_after(seen, length);
	size_t n = line_ends(behind), at;
	behind = str_after(behind, n);
	if (warcstream_is_record(behind) || str_starts(behind, STR("\x1f\x8b\x08")))
		return true;
	// Then it is what follows that is strange, which will be told.
	if (behind.n && str_starts(str_after(seen, length), STR("\r\n\r\n")))
		return true;
	// A part can begin right where the content ends, and be empty so far.
	if (warcstream_member(s, length ? length - 1 : 0, length + n + 1, &at))
		return true;
	return behind.n == 0 && warcstream_end(s) == WARCSTREAM_END;
}

const char *warc_record_content(struct warc_record *r, struct warcstream *s, size_t max)
{
	r->large = r->length > max;
	buf_clear(&r->why);
	size_t length = r->large ? max : (size_t)r->length;
	struct str seen = warcstream_peek(s, length + AHEAD);
	size_t end = find_member(s, seen, 0, length < seen.n ? length : seen.n);
	r->content = str_from_to(seen, 0, end);
	r->rest = r->content.n;
	if (!r->has_length) {
		r->content = (struct str){0};
		r->rest = 0;
		return "its header does not say how long it is";
	}
	if (r->large && r->content.n == max)
		return NULL;
	r->large = false;
	if (r->content.n == length && ends_well(s, seen, length))
		return NULL;
	size_t next = find_record(seen, 1);
	next = end < next && end < length && end < seen.n ? end : next;
	r->rest = next;
	r->content = str_from_to(r->content, 0, next);
	if (next == seen.n && seen.n < length + AHEAD && warcstream_end(s) != WARCSTREAM_END)
		return why_early(warcstream_end(s));
	if (next == seen.n && seen.n < length)
		return why_early(WARCSTREAM_EARLY);
	buf_printf(&r->why,
	           "its header says that it has %llu bytes, which is not so; the archive is "
	           "damaged here",
	           (unsigned long long)r->length);
	return say(r);
}

// Passes over a large one, and stops where a record begins before its end: then its length was wrong.
static bool pass_large(struct warc_record *r, struct warcstream *s)
{
	uint64_t left = r->length;
	while (left) {
		struct str seen = warcstream_peek(s, STEP);
		size_t to = seen.n < left ? seen.n : (size_t)left;
		size_t at = find_record(str_from_to(seen, 0, to), 1),
		       member = find_member(s, seen, 0, to);
		at = at < member ? at : member;
		if (at < to || seen.n == 0) {
			warcstream_pass(s, at);
			return false;
		}
		// A mark may lie across the end of what is seen.
		at = to > AHEAD && to < left && seen.n >= STEP ? to - AHEAD : to;
		warcstream_pass(s, at);
		left -= at;
	}
	if (ends_well(s, warcstream_peek(s, AHEAD), 0))
		return true;
	seek_record(s);
	return false;
}

bool warc_record_pass(struct warc_record *r, struct warcstream *s)
{
	if (r->large)
		return pass_large(r, s);
	warcstream_pass(s, r->rest);
	r->rest = 0;
	return true;
}

void warc_record_free(struct warc_record *r)
{
	fields_free(&r->fields);
	buf_free(&r->why);
	*r = (struct warc_record){0};
}
