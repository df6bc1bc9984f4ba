// encode_fuzz.c: any bytes as marked lines through teiencode
//
// The laws: what comes out is well-formed, and the text of <text> is the text of the rows, white
// space aside, wherever they hold nothing that XML forbids. The first byte chooses the options.

#include <stdlib.h>
#include <string.h>

#include "core/unicode.h"
#include "core/xml.h"
#include "encode/encode.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

static const char header[] = "<teiHeader xmlns='http://www.tei-c.org/ns/1.0'><fileDesc><titleStmt>"
			     "<title xml:id='sp-1'>x</title></titleStmt></fileDesc></teiHeader>";

struct reading {
	size_t in_text; // how deep
	struct buf text;
};

static void put_solid(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_space(s.s[i]))
			buf_putc(out, s.s[i]);
}

static bool on_start(void *context, const struct xml_element *element)
{
	struct reading *r = context;
	if (r->in_text || strcmp((const char *)element->local, "text") == 0)
		r->in_text++;
	return true;
}

static bool on_end(void *context, size_t at)
{
	struct reading *r = context;
	(void)at;
	r->in_text -= r->in_text > 0;
	return true;
}

static bool on_text(void *context, struct str text, size_t at)
{
	struct reading *r = context;
	(void)at;
	if (r->in_text)
		put_solid(&r->text, text);
	return true;
}

// Whether XML has room for the text as it is.
static bool is_legal(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.s[i] < 0x20 && !xml_is_space(s.s[i]))
			return false;
	return utf8_is_valid(s) && str_find(s, STR("\xEF\xBF\xBE")) == s.n &&
	       str_find(s, STR("\xEF\xBF\xBF")) == s.n;
}

// The text of the rows, without white space. False when XML has no room for it as it is.
static bool rows_text(const struct transcript *t, struct buf *out)
{
	bool legal = true;
	for (size_t i = 0; i < t->n; i++) {
		put_solid(out, t->items[i].label);
		put_solid(out, t->items[i].text);
		legal &= is_legal(t->items[i].label) && is_legal(t->items[i].text);
	}
	return legal;
}

static void check(const struct transcript *t, struct str tei)
{
	static const struct xml_events events = {.start = on_start, .text = on_text, .end = on_end};
	struct reading r = {0};
	struct reporter reporter = {0};
	struct xml_text text;
	struct buf rows = {0};
	if (!xml_text_open(&text, tei, "-", SEVERITY_ERROR, &reporter) ||
	    !xml_parse(&text, &events, &r, NULL))
		abort();
	xml_text_close(&text);
	if (rows_text(t, &rows) && !str_eq(buf_str(&rows), buf_str(&r.text)))
		abort();
	buf_free(&rows);
	buf_free(&r.text);
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
	struct buf marked = {0};
	struct edition out = {0};
	struct reporter reporter = {0};
	struct transcript t = {0};
	struct encode_options options = {.file = "-"};
	if (n == 0)
		return 0;
	if (bytes[0] & 1)
		options.lang = "de";
	if (bytes[0] & 2)
		options.header = str_from(header);
	buf_put(&marked, (struct str){(const char *)bytes + 1, n - 1});
	if (transcript_read(&t, &marked, "-", &reporter)) {
		if (encode(&t, &options, &out, &reporter)) {
			buf_put(&out.head, buf_str(&out.text));
			check(&t, buf_str(&out.head));
		} else if (!reporter.count[SEVERITY_ERROR]) {
			abort();
		}
	}
	transcript_free(&t);
	buf_free(&marked);
	edition_free(&out);
	return 0;
}
