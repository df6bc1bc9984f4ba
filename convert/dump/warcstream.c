// warcstream.c: the bytes of a WARC file, whether plain, compressed record by record or as a whole

#include "dump/warcstream.h"

#include <errno.h>
#include <stdlib.h>
#include <zlib.h>

enum {
	RAW_STEP = 64 * 1024,
	OUT_STEP = 64 * 1024,
	KEPT = 1024 * 1024, // of a member's bytes, to look in for the next one when it is damaged
	LINE = 16,          // bytes that tell a record
};
#define FREE_OF_RATIO ((uint64_t)64 << 20)

struct warcstream {
	const struct stream *in;
	uint64_t ratio, unpacked;
	struct buf raw; // bytes of the file: those of the member so far, up to KEPT, and the next
	size_t raw_at;  // of them, what comes next
	uint64_t raw_offset; // in the file, of the first
	bool raw_end;
	int trouble;
	z_stream z;
	bool z_ready, in_member;
	size_t member_raw; // where the member begins in `raw`; 0 where that is gone
	struct buf out;    // the window, with what was passed over lately
	size_t out_at;
	uint64_t out_offset; // unpacked bytes before the window
	bool plain;
	struct {
		struct member *items;
		size_t n, cap;
	} members; // those that begin in the window, and the one before
	enum warcstream_end end;
};

struct warcstream *warcstream_open(const struct stream *in, uint64_t ratio)
{
	struct warcstream *s = calloc(1, sizeof *s);
	if (!s)
		return NULL;
	s->in = in;
	s->ratio = ratio;
	if (inflateInit2(&s->z, 16 + MAX_WBITS) != Z_OK) {
		free(s);
		return NULL;
	}
	s->z_ready = true;
	return s;
}

void warcstream_close(struct warcstream *s)
{
	if (!s)
		return;
	if (s->z_ready)
		inflateEnd(&s->z);
	buf_free(&s->raw);
	buf_free(&s->out);
	free(s->members.items);
	free(s);
}

bool warcstream_is_record(struct str bytes)
{
	if (!str_starts(bytes, STR("WARC/")) || bytes.n < 6)
		return false;
	for (size_t i = 5; i < bytes.n && i < LINE; i++) {
		char c = bytes.s[i];
		if (c == '\r' || c == '\n')
			return i >= 8;
		if (!ascii_is_digit(c) && c != '.')
			return false;
	}
	return bytes.n < LINE;
}

static uint64_t raw_position(const struct warcstream *s)
{
	return s->raw_offset + s->raw_at;
}

// Forgets bytes of the file that nobody comes back to.
static void drop_raw(struct warcstream *s)
{
	size_t from = s->in_member && s->raw_at - s->member_raw <= KEPT ? s->member_raw : s->raw_at;
	if (from == 0 || (from < RAW_STEP && from < s->raw.n))
		return;
	buf_cut(&s->raw, 0, from);
	s->raw_at -= from;
	s->raw_offset += from;
	s->member_raw = s->member_raw > from ? s->member_raw - from : 0;
}

static void end_with(struct warcstream *s, enum warcstream_end end)
{
	if (s->end == WARCSTREAM_OPEN)
		s->end = end;
}

// Makes sure of `want` bytes of the file. False: fewer are there.
static bool need_raw(struct warcstream *s, size_t want)
{
	while (s->raw.n - s->raw_at < want && !s->raw_end) {
		drop_raw(s);
		if (!buf_reserve(&s->raw, RAW_STEP)) {
			end_with(s, WARCSTREAM_MEMORY);
			return false;
		}
		ssize_t n = s->in->read(s->in->context, s->raw.s + s->raw.n, RAW_STEP);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			s->trouble = errno ? errno : EIO;
		s->raw_end = n <= 0;
		s->raw.n += n > 0 ? (size_t)n : 0;
	}
	return s->raw.n - s->raw_at >= want;
}

static struct str raw_rest(const struct warcstream *s)
{
	return str_after(buf_str(&s->raw), s->raw_at);
}

// With what flags and systems gzip (RFC 1952) has, so that few other bytes look like it.
static bool is_member(struct str raw)
{
	return raw.n >= 10 && str_starts(raw, STR("\x1f\x8b\x08")) && !(raw.s[3] & 0xe0);
}

// Forgets what was passed over, where it has grown larger than what is left.
static void drop_out(struct warcstream *s)
{
	size_t from = s->out_at, n = 0;
	if (from < OUT_STEP || from < s->out.n - from)
		return;
	buf_cut(&s->out, 0, from);
	s->out_offset += from;
	s->out_at = 0;
	// The last that began before the window is the one that we are in.
	while (n + 1 < s->members.n && s->members.items[n + 1].at <= s->out_offset)
		n++;
	s->members.n -= n;
	if (n)
		memmove(s->members.items, s->members.items + n,
		        s->members.n * sizeof *s->members.items);
}

static bool begin_member(struct warcstream *s, bool plain)
{
	uint64_t at = s->out_offset + s->out.n;
	if (s->members.n && s->members.items[s->members.n - 1].at == at)
		s->members.n--; // it was empty
	if (!ARRAY_ROOM(&s->members)) {
		end_with(s, WARCSTREAM_MEMORY);
		return false;
	}
	s->members.items[s->members.n++] = (struct member){at, raw_position(s), plain};
	s->member_raw = s->raw_at;
	s->in_member = !plain;
	s->plain = plain;
	return plain || inflateReset2(&s->z, 16 + MAX_WBITS) == Z_OK;
}

// What the file goes on with, where no member is open. False: nothing.
static bool begin(struct warcstream *s)
{
	// Zeros fill up the blocks of a tape; line ends can stand between what was compressed.
	bool later = s->members.n > 0;
	while (later && need_raw(s, 1) && (!raw_rest(s).s[0] || ascii_is_space(raw_rest(s).s[0])))
		s->raw_at++;
	need_raw(s, LINE);
	struct str rest = raw_rest(s);
	if (rest.n == 0) {
		end_with(s, s->trouble ? WARCSTREAM_TROUBLE : WARCSTREAM_END);
		return false;
	}
	if (is_member(rest) || !later || warcstream_is_record(rest))
		return begin_member(s, !is_member(rest));
	// The head of a member is damaged: the next has to be looked for.
	if (begin_member(s, false))
		end_with(s, WARCSTREAM_DAMAGED);
	return false;
}

bool warcstream_count(struct warcstream *s, uint64_t unpacked)
{
	uint64_t raw = raw_position(s);
	s->unpacked += unpacked;
	if (!s->ratio || s->unpacked <= FREE_OF_RATIO ||
	    (s->unpacked - FREE_OF_RATIO) / s->ratio <= raw)
		return true;
	end_with(s, WARCSTREAM_BOMB);
	return false;
}

static void inflate_more(struct warcstream *s)
{
	if (!need_raw(s, 1)) {
		end_with(s, s->trouble ? WARCSTREAM_TROUBLE : WARCSTREAM_EARLY);
		return;
	}
	struct str rest = raw_rest(s);
	s->z.next_in = (Bytef *)(uintptr_t)rest.s;
	s->z.avail_in = (uInt)(rest.n < RAW_STEP ? rest.n : RAW_STEP);
	uInt given = s->z.avail_in;
	s->z.next_out = (Bytef *)s->out.s + s->out.n;
	s->z.avail_out = OUT_STEP;
	int status = inflate(&s->z, Z_NO_FLUSH);
	size_t made = OUT_STEP - s->z.avail_out;
	s->raw_at += given - s->z.avail_in;
	s->out.n += made;
	warcstream_count(s, made);
	if (status == Z_STREAM_END)
		s->in_member = false;
	else if (status == Z_MEM_ERROR)
		end_with(s, WARCSTREAM_MEMORY);
	else if (status != Z_OK || (given == s->z.avail_in && made == 0))
		end_with(s, WARCSTREAM_DAMAGED);
}

static void copy_more(struct warcstream *s)
{
	struct str rest = raw_rest(s);
	size_t n = rest.n < OUT_STEP ? rest.n : OUT_STEP;
	memcpy(s->out.s + s->out.n, rest.s, n);
	s->out.n += n;
	s->raw_at += n;
}

// Makes the window longer. False: it ends.
static bool fill(struct warcstream *s)
{
	drop_out(s);
	if (s->end != WARCSTREAM_OPEN)
		return false;
	if (!buf_reserve(&s->out, OUT_STEP + 1)) {
		end_with(s, WARCSTREAM_MEMORY);
		return false;
	}
	if (s->plain && !need_raw(s, 1))
		end_with(s, s->trouble ? WARCSTREAM_TROUBLE : WARCSTREAM_END);
	else if (s->plain)
		copy_more(s);
	else if (s->in_member)
		inflate_more(s);
	else
		begin(s);
	return s->end == WARCSTREAM_OPEN;
}

struct str warcstream_peek(struct warcstream *s, size_t want)
{
	while (s->out.n - s->out_at < want && fill(s))
		;
	return str_after(buf_str(&s->out), s->out_at);
}

void warcstream_pass(struct warcstream *s, size_t n)
{
	s->out_at += n;
}

enum warcstream_end warcstream_end(const struct warcstream *s)
{
	return s->end;
}

int warcstream_trouble(const struct warcstream *s)
{
	return s->trouble;
}

uint64_t warcstream_at(const struct warcstream *s)
{
	return s->out_offset + s->out_at;
}

// How many members begin at or before a place: those that do are in order.
static size_t members_until(const struct warcstream *s, uint64_t at)
{
	size_t low = 0, high = s->members.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (s->members.items[middle].at <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint64_t warcstream_offset(const struct warcstream *s, bool *exact)
{
	uint64_t at = warcstream_at(s);
	size_t n = members_until(s, at);
	const struct member *last = n ? &s->members.items[n - 1] : NULL;
	*exact = !last || last->plain || last->at == at;
	if (!last)
		return at;
	return last->offset + (last->plain ? at - last->at : 0);
}

bool warcstream_member(const struct warcstream *s, size_t from, size_t to, size_t *at)
{
	uint64_t here = warcstream_at(s);
	size_t i = members_until(s, here + from);
	if (i == s->members.n || s->members.items[i].at >= here + to)
		return false;
	*at = (size_t)(s->members.items[i].at - here);
	return true;
}

void warcstream_turn(struct warcstream *s)
{
	struct str rest = str_after(buf_str(&s->out), s->out_at);
	if (!s->plain || !is_member(rest))
		return;
	// They go back to the bytes of the file, whose last they are.
	buf_cut(&s->raw, 0, s->raw_at);
	buf_insert(&s->raw, 0, rest);
	s->raw_offset += s->raw_at;
	s->raw_offset -= rest.n;
	s->raw_at = 0;
	s->out.n = s->out_at;
	s->plain = false;
	if (s->end == WARCSTREAM_END)
		s->end = WARCSTREAM_OPEN;
}

// Whether a member unpacks to what begins as a record does.
static bool holds_record(struct warcstream *s, struct str raw)
{
	char head[LINE];
	s->z.next_in = (Bytef *)(uintptr_t)raw.s;
	s->z.avail_in = (uInt)(raw.n < RAW_STEP ? raw.n : RAW_STEP);
	s->z.next_out = (Bytef *)head;
	s->z.avail_out = LINE;
	if (inflateReset2(&s->z, 16 + MAX_WBITS) != Z_OK)
		return false;
	inflate(&s->z, Z_NO_FLUSH);
	return warcstream_is_record((struct str){head, LINE - s->z.avail_out});
}

bool warcstream_resume(struct warcstream *s)
{
	enum warcstream_end ended = s->end;
	if (ended != WARCSTREAM_DAMAGED && ended != WARCSTREAM_EARLY)
		return false;
	s->out_at = s->out.n;
	s->in_member = false;
	s->raw_at = s->member_raw + 1 < s->raw.n ? s->member_raw + 1 : s->raw.n;
	s->end = WARCSTREAM_OPEN;
	while (need_raw(s, 1) || s->raw.n > s->raw_at) {
		struct str rest = raw_rest(s);
		s->raw_at += str_find_char(rest, '\x1f');
		if (s->raw_at == s->raw.n)
			continue;
		need_raw(s, RAW_STEP / 2);
		rest = raw_rest(s);
		if (is_member(rest) && holds_record(s, rest))
			return begin_member(s, false);
		s->raw_at++;
	}
	if (s->end == WARCSTREAM_OPEN)
		s->end = ended;
	return false;
}
