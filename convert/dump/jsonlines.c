// jsonlines.c: documents as lines of JSON, an object a line
//
//   {"id": "…", "path": "…", "text": "…" or "b64": "…", "uri": …, "captured": …, "charset": …, "type": …}

#include <inttypes.h>
#include <jansson.h>
#include <nettle/base64.h>
#include <stdio.h>

#include "core/jsonread.h"
#include "core/unicode.h"
#include "dump/reading.h"

enum { LINE_MORE = 64 * 1024 }; // bytes of a line beyond its text

static const size_t FLAGS = JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL;

static bool has_text(const json_t *object)
{
	return json_is_string(json_object_get(object, "text")) ||
	       json_is_string(json_object_get(object, "b64"));
}

bool jsonlines_seem(struct str head)
{
	if (str_starts(head, STR("\xef\xbb\xbf")))
		head = str_after(head, 3);
	head = str_trim_left(head);
	struct str rest = head, line;
	if (!head.n || head.s[0] != '{' || !str_field(&rest, '\n', &line))
		return false;
	if (line.n == head.n) // it may be longer than what is there to look at
		return str_find(head, STR("\"text\"")) < head.n ||
		       str_find(head, STR("\"b64\"")) < head.n;
	json_t *object = json_loadb(line.s, line.n, FLAGS, NULL);
	bool seems = has_text(object);
	json_decref(object);
	return seems;
}

// What belongs to a line.
struct row {
	struct buf name, path, text;
	json_t *object;
};

// Its path, else its id, else its number.
static void name_row(struct row *row, const struct content *c, size_t number)
{
	struct str own = jsonread_string(row->object, "path");
	const json_t *id = json_object_get(row->object, "id");
	if (!own.n)
		own = jsonread_string(row->object, "id");
	buf_clear(&row->name);
	if (own.n && memchr(own.s, '\0', own.n))
		own = (struct str){0};
	if (own.n)
		buf_put(&row->name, own);
	else if (json_is_integer(id))
		buf_printf(&row->name, "%" JSON_INTEGER_FORMAT, json_integer_value(id));
	else
		buf_printf(&row->name, "line-%zu", number);
	reading_path(&row->path, c, buf_str(&row->name));
}

static bool decode(struct str b64, struct buf *out)
{
	struct base64_decode_ctx ctx;
	base64_decode_init(&ctx);
	if (!buf_reserve(out, BASE64_DECODE_LENGTH(b64.n)))
		return false;
	size_t n = BASE64_DECODE_LENGTH(b64.n);
	bool good = base64_decode_update(&ctx, &n, (uint8_t *)out->s, b64.n, b64.s) &&
	            base64_decode_final(&ctx);
	out->n = good ? n : 0;
	return good;
}

static bool fail_row(struct reading *r, const struct item *item, size_t number, const char *what)
{
	struct buf why = {0};
	buf_printf(&why, "line %zu %s", number, what);
	bool more = why.failed ? reading_memory(r) : reading_fails_as(r, item, why.s);
	buf_free(&why);
	return more;
}

static bool take_row(struct reading *r, struct item *item, struct row *row, size_t number)
{
	struct str text = jsonread_string(row->object, "text"),
		   b64 = jsonread_string(row->object, "b64");
	bool is_text = json_is_string(json_object_get(row->object, "text"));
	if (is_text == json_is_string(json_object_get(row->object, "b64")))
		return fail_row(r, item, number,
		                "must have the document either in \"text\" or, as Base64, in "
		                "\"b64\"");
	buf_clear(&row->text);
	if (!is_text && !decode(b64, &row->text))
		return row->text.failed
		               ? reading_memory(r)
		               : fail_row(r, item, number, "has no good Base64 in \"b64\"");
	item->content = is_text ? text : buf_str(&row->text);
	if (item->content.n > r->limits.item)
		return reading_fails(r, item, TROUBLE_LARGE);
	return reading_takes(r, item);
}

static bool read_row(struct reading *r, const struct content *c, const struct lines *lines,
                     struct str line, struct row *row)
{
	json_error_t error;
	struct item item = c->item;
	row->object = lines->large ? NULL : json_loadb(line.s, line.n, FLAGS, &error);
	name_row(row, c, lines->number);
	if (row->name.failed || row->path.failed)
		return reading_memory(r);
	item.path = buf_str(&row->path);
	item.offset = c->file ? lines->offset : 0;
	item.has_offset = c->file != NULL;
	item.uri = jsonread_string(row->object, "uri");
	item.captured = jsonread_string(row->object, "captured");
	item.charset = jsonread_string(row->object, "charset");
	item.type = jsonread_string(row->object, "type");
	// Text of JSON is UTF-8, whatever it was.
	if (json_is_string(json_object_get(row->object, "text")))
		item.charset = STR("utf-8");
	if (!reading_wants(r, &item))
		return true;
	if (lines->large)
		return reading_fails(r, &item, TROUBLE_LARGE);
	if (!str_trim(line).n)
		return fail_row(r, &item, lines->number, "is empty");
	if (!row->object) {
		struct buf what = {0};
		buf_printf(&what, "is no JSON: %s at its byte %d", error.text, error.position);
		bool more = fail_row(r, &item, lines->number, what.failed ? "is no JSON" : what.s);
		buf_free(&what);
		return more;
	}
	return take_row(r, &item, row, lines->number);
}

bool jsonlines_read(struct reading *r, const struct content *c)
{
	struct str line;
	struct row row = {0};
	struct lines lines = {.in = c->in, .end = '\n', .max = r->limits.item * 2 + LINE_MORE};
	bool more = true;
	while (more && !r->spent && lines_next(&lines, &line)) {
		if (lines.number == 1 && str_starts(line, STR("\xef\xbb\xbf")))
			line = str_after(line, 3);
		if (!str_trim(line).n && !r->every_line)
			continue;
		reading_enters(r);
		if (!r->spent)
			more = read_row(r, c, &lines, line, &row);
		json_decref(row.object);
		row.object = NULL;
	}
	int trouble = r->spent ? r->spent : lines.trouble;
	char room[256];
	if (more && lines.block.failed)
		more = reading_memory(r);
	else if (more && trouble)
		more = reading_breaks(r, c, reading_why(r, trouble, room));
	lines_free(&lines);
	buf_free(&row.name);
	buf_free(&row.path);
	buf_free(&row.text);
	return more;
}
