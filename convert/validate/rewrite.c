// rewrite.c: a document's own bytes, with others in some places

#include "validate/rewrite.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>

#include "core/unicode.h"

static const iconv_t NO_CONVERTER = (iconv_t)-1;

// Appends a text in another encoding. False: it has a character that the encoding lacks.
static bool encode(iconv_t cd, struct str text, struct buf *out)
{
	char *in = (char *)(uintptr_t)text.s;
	size_t left = text.n;
	iconv(cd, NULL, NULL, NULL, NULL);
	while (left) {
		if (!buf_reserve(out, left * 2 + 16))
			return false;
		char *to = out->s + out->n;
		size_t room = out->cap - out->n - 1, before = room;
		size_t result = iconv(cd, &in, &left, &to, &room);
		out->n += before - room;
		if (result == (size_t)-1 ? errno != E2BIG : result > 0)
			return false;
	}
	return true;
}

bool rewrite_can_write(const struct xml_text *t, struct str text)
{
	if (!*t->encoding)
		return true;
	struct buf out = {0};
	iconv_t cd = iconv_open(t->encoding, "UTF-8");
	bool good = cd != NO_CONVERTER && encode(cd, text, &out);
	if (cd != NO_CONVERTER)
		iconv_close(cd);
	buf_free(&out);
	return good;
}

// Appends what is new, with references for characters that the encoding lacks.
static bool encode_new(iconv_t cd, struct str text, struct buf *out)
{
	for (size_t at = 0; at < text.n;) {
		size_t from = at, before = out->n;
		int32_t c = utf8_next(text, &at);
		if (encode(cd, str_from_to(text, from, at), out))
			continue;
		char reference[16];
		int n = snprintf(reference, sizeof reference, "&#x%X;", (unsigned)c);
		out->n = before;
		if (c < 0 || !encode(cd, (struct str){reference, (size_t)n}, out))
			return false;
	}
	return true;
}

// Copies the bytes of an untouched part of the text, if they are what it becomes in the encoding.
static bool copy(iconv_t cd, struct str part, struct str *bytes, struct buf *out)
{
	struct buf encoded = {0};
	bool good = encode(cd, part, &encoded) && str_starts(*bytes, buf_str(&encoded));
	size_t n = encoded.n;
	out->failed |= encoded.failed;
	buf_free(&encoded);
	if (!good)
		return false;
	buf_put(out, str_from_to(*bytes, 0, n));
	*bytes = str_after(*bytes, n);
	return true;
}

// Passes over the bytes of what goes.
static bool pass(iconv_t cd, struct str part, struct str *bytes, struct buf *out)
{
	size_t before = out->n;
	bool good = copy(cd, part, bytes, out);
	out->n = before;
	return good;
}

static bool rewrite_encoded(const struct xml_text *t, struct str bytes, const struct edit *edits,
                            size_t n, struct buf *out, iconv_t cd)
{
	size_t at = 0;
	for (size_t i = 0; i < n; i++) {
		const struct edit *e = &edits[i];
		if (!copy(cd, str_from_to(t->utf8, at, e->at), &bytes, out) ||
		    !pass(cd, str_from_to(t->utf8, e->at, e->at + e->n), &bytes, out) ||
		    !encode_new(cd, e->text, out))
			return false;
		at = e->at + e->n;
	}
	return copy(cd, str_after(t->utf8, at), &bytes, out) && bytes.n == 0;
}

bool rewrite(const struct xml_text *t, struct str bytes, const struct edit *edits, size_t n,
             struct buf *out)
{
	buf_put(out, str_from_to(bytes, 0, t->mark));
	bytes = str_after(bytes, t->mark);
	if (*t->encoding) {
		iconv_t cd = iconv_open(t->encoding, "UTF-8");
		bool good = cd != NO_CONVERTER && rewrite_encoded(t, bytes, edits, n, out, cd);
		if (cd != NO_CONVERTER)
			iconv_close(cd);
		return good && !out->failed;
	}
	size_t at = 0;
	for (size_t i = 0; i < n; i++) {
		buf_put(out, str_from_to(bytes, at, edits[i].at));
		buf_put(out, edits[i].text);
		at = edits[i].at + edits[i].n;
	}
	buf_put(out, str_after(bytes, at));
	return !out->failed;
}
