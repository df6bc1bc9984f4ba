// http.c: the answer of a web server, and what was in it

#include "dump/http.h"

#include <stdint.h>

#include "dump/chunked.h"
#include "dump/contentcoding.h"
#include "dump/mediatype.h"

enum { CODINGS_MAX = 4, INTERIM_MAX = 16 };

// The number behind "HTTP/1.1 ", or 0.
static unsigned status_of(struct str message)
{
	struct str line = str_from_to(message, 0, str_find_char(message, '\n'));
	struct str version = str_word(&line), status = str_word(&line), digits;
	if (!str_starts(version, STR("HTTP/")) && !str_is(version, "ICY"))
		return 0;
	digits = str_take_digits(&status);
	size_t number;
	if (digits.n != 3 || status.n || !str_number(digits, &number) || number < 100)
		return 0;
	return (unsigned)number;
}

bool http_seems(struct str message)
{
	return status_of(message) != 0;
}

bool http_read(struct http *h, struct str message)
{
	for (unsigned interim = 0;; interim++) {
		h->status = status_of(message);
		if (!h->status)
			return false;
		size_t line = str_find_char(message, '\n') + 1, end = fields_end(message);
		h->whole = end != SIZE_MAX;
		fields_read(&h->fields, str_from_to(message, line, end));
		if (h->fields.failed)
			return false;
		h->sent = str_after(message, end);
		bool final = h->status >= 200 || h->status == 101 || interim == INTERIM_MAX;
		if (final || !http_seems(h->sent))
			return true;
		message = h->sent;
	}
}

void http_free(struct http *h)
{
	fields_free(&h->fields);
	*h = (struct http){0};
}

// The names of a list such as "gzip, deflate" that mean something; how many.
static size_t codings_of(struct str list, struct str codings[CODINGS_MAX])
{
	size_t n = 0;
	struct str name;
	while (n < CODINGS_MAX && fields_next(&list, &name))
		if (!fields_same(name, STR("identity")) && !fields_same(name, STR("none")))
			codings[n++] = name;
	return n;
}

static bool is_chunked(const struct http *h)
{
	struct str codings[CODINGS_MAX];
	size_t n = codings_of(fields_value(&h->fields, "Transfer-Encoding"), codings);
	return n && fields_same(codings[n - 1], STR("chunked"));
}

static const char *say(struct buf *why)
{
	return why->failed ? "there is no memory for it" : why->s;
}

// More than was announced is kept: whoever unpacked a body often left the length of the packed one.
static const char *check_length(const struct http *h, struct buf *why)
{
	size_t length;
	struct str given = fields_value(&h->fields, "Content-Length"), first;
	if (!fields_next(&given, &first) || !str_number(first, &length) || h->sent.n >= length)
		return NULL;
	buf_printf(why, "the server announced %zu bytes of it, and %zu are there", length,
	           h->sent.n);
	return say(why);
}

// Takes one coding off c->content. Bytes that are not packed as the header says were unpacked before they
// came into the archive.
static const char *undo(struct str name, size_t max, struct http_content *c, struct buf *why)
{
	enum coding form;
	if (!coding_named(name, &form)) {
		if (media_is_plain(c->content))
			return NULL;
		buf_printf(why,
		           "it is compressed as \"%.*s\", which cannot be read here; gzip and "
		           "deflate can",
		           STR_ARG(str_from_to(name, 0, 40)));
		return say(why);
	}
	if (form == CODING_GZIP && !coding_is_gzip(c->content) && media_is_plain(c->content))
		return NULL;
	buf_clear(&c->spare);
	const char *trouble = coding_undo(form, c->content, max, &c->spare);
	c->unpacked += c->spare.n;
	if (trouble && form == CODING_DEFLATE && media_is_plain(c->content))
		return NULL;
	struct buf swapped = c->own;
	c->own = c->spare;
	c->spare = swapped;
	c->content = buf_str(&c->own);
	return trouble;
}

// What chunks were taken off stays in memory of its own until the content is freed.
static const char *undo_all(const struct http *h, size_t max, struct http_content *c,
                            struct buf *why)
{
	static const char *const lists[] = {"Transfer-Encoding", "Content-Encoding"};
	for (size_t i = 0; i < LENGTH(lists); i++) {
		struct str codings[CODINGS_MAX];
		size_t n = codings_of(fields_value(&h->fields, lists[i]), codings);
		while (n--) {
			if (fields_same(codings[n], STR("chunked")))
				continue;
			const char *trouble = undo(codings[n], max, c, why);
			if (trouble)
				return trouble;
		}
	}
	return NULL;
}

const char *http_content(const struct http *h, size_t max, struct http_content *c, struct buf *why)
{
	c->content = h->sent;
	if (is_chunked(h) && chunked_seems(h->sent)) {
		const char *trouble = chunked_join(h->sent, &c->chunks);
		if (trouble)
			return trouble;
		c->content = buf_str(&c->chunks);
	} else if (!is_chunked(h)) {
		const char *trouble = check_length(h, why);
		if (trouble)
			return trouble;
	}
	c->dechunked = c->content;
	const char *trouble = undo_all(h, max, c, why);
	if (!trouble && c->content.n > max) {
		buf_printf(why, "it is larger than %zu bytes, the limit for one document", max);
		return say(why);
	}
	return trouble;
}

void http_content_free(struct http_content *c)
{
	buf_free(&c->chunks);
	buf_free(&c->own);
	buf_free(&c->spare);
	*c = (struct http_content){0};
}
