// htmlmeta.c: what an HTML page says of itself: <meta>, and JSON-LD of schema.org

#include "clean/htmlmeta.h"

#include <stdlib.h>
#include <string.h>

#include "clean/htmlelement.h"
#include "core/unicode.h"

enum { KEY_MAX = 64, ITEMS_MAX = 200, JSON_DEPTH = 16 };

// The word of a key that tells its meaning: "title" of "og:title" and "dc.title".
static struct str meaning(struct str key)
{
	for (size_t i = key.n; i-- > 0;)
		if (memchr(".:_", key.s[i], 3))
			return str_after(key, i + 1);
	return key;
}

static bool is_wanted(struct str key)
{
	static const struct str families[] = {STR("dc."), STR("dcterms."), STR("citation_"),
	                                      STR("article:"), STR("schema:")};
	static const char *const wanted[] = {
		"author",       "date",           "description",   "keywords",  "language",
		"publisher",    "rights",         "copyright",     "subject",   "og:title",
		"og:site_name", "pubdate",        "byl",           "og:locale", "publish_date",
		"publish-date", "creator",        "headline",      "license",   "licence",
		"event:date",   "og:description", "parsely-author"};
	// Addresses for machines, and the bibliography.
	static const struct str unwanted[] = {STR("url"), STR("_reference"),    STR("section"),
	                                      STR("tag"), STR("modified_time"), STR("modified")};
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		if (str_is(key, wanted[i]))
			return true;
	for (size_t i = 0; i < sizeof unwanted / sizeof *unwanted; i++)
		if (str_ends(key, unwanted[i]))
			return false;
	for (size_t i = 0; i < sizeof families / sizeof *families; i++)
		if (str_starts(key, families[i]))
			return true;
	return false;
}

void html_meta_add(struct html_meta *meta, struct str key, struct str value)
{
	char lower[KEY_MAX];
	value = str_trim(value);
	if (key.n == 0 || key.n >= KEY_MAX || value.n == 0 || meta->n == ITEMS_MAX || meta->failed)
		return;
	for (size_t i = 0; i < key.n; i++)
		lower[i] = ascii_lower(key.s[i]);
	key.s = lower;
	for (size_t i = 0; i < meta->n; i++)
		if (str_eq(meta->items[i].value, value) &&
		    str_eq(meaning(meta->items[i].key), meaning(key)))
			return;
	if (!ARRAY_ROOM(meta)) {
		meta->failed = true;
		return;
	}
	meta->items[meta->n++] = (struct html_meta_item){arena_str(&meta->arena, key),
	                                                 arena_str(&meta->arena, value)};
	meta->failed = meta->arena.failed;
}

void html_meta_take(struct html_meta *meta, const unsigned char **atts)
{
	static const char *const names[] = {"name", "property", "itemprop"};
	const char *content = html_attribute(atts, "content");
	for (size_t i = 0; content && i < sizeof names / sizeof *names; i++) {
		struct str key = str_from(html_attribute(atts, names[i]));
		char lower[KEY_MAX];
		if (key.n == 0 || key.n >= KEY_MAX)
			continue;
		for (size_t k = 0; k < key.n; k++)
			lower[k] = ascii_lower(key.s[k]);
		if (is_wanted((struct str){lower, key.n}))
			html_meta_add(meta, key, str_from(content));
		else if (i == 2 && str_is(key, "datePublished"))
			html_meta_add(meta, STR("date_published"), str_from(content));
	}
}

// ---- JSON -------------------------------------------------------------------------------------

struct json {
	struct str rest;
	struct html_meta *meta;
	struct buf text; // of the last string
};

static void skip_blanks(struct json *j)
{
	while (j->rest.n && ascii_is_space(j->rest.s[0]))
		j->rest = str_after(j->rest, 1);
}

static bool take_sign(struct json *j, char c)
{
	skip_blanks(j);
	if (j->rest.n == 0 || j->rest.s[0] != c)
		return false;
	j->rest = str_after(j->rest, 1);
	return true;
}

static void put_unicode_escape(struct json *j)
{
	char digits[5] = "";
	if (j->rest.n < 4)
		return;
	memcpy(digits, j->rest.s, 4);
	long c = strtol(digits, NULL, 16);
	j->rest = str_after(j->rest, 4);
	if (c > 0x1f && (c < 0xd800 || c > 0xdfff))
		utf8_put(&j->text, (int32_t)c);
}

// Reads a string behind its quotation mark into j->text.
static bool read_string(struct json *j)
{
	buf_clear(&j->text);
	while (j->rest.n) {
		char c = j->rest.s[0];
		j->rest = str_after(j->rest, 1);
		if (c == '"')
			return true;
		if (c != '\\') {
			buf_putc(&j->text, c);
		} else if (j->rest.n) {
			char escape = j->rest.s[0];
			j->rest = str_after(j->rest, 1);
			if (escape == 'u')
				put_unicode_escape(j);
			else
				buf_putc(&j->text, memchr("nrtbf", escape, 5) ? ' ' : escape);
		}
	}
	return false;
}

// What a property of schema.org is to us; NULL for one that says nothing of the text.
static const char *property_key(struct str property)
{
	static const char *const keys[][2] = {
		{"headline", "title"},      {"author", "author"},
		{"creator", "author"},      {"datePublished", "date_published"},
		{"dateCreated", "date"},    {"uploadDate", "date_published"},
		{"startDate", "date"},      {"publisher", "publisher"},
		{"inLanguage", "language"}, {"license", "license"}};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (str_is(property, keys[i][0]))
			return keys[i][1];
	return NULL;
}

static bool read_value(struct json *j, const char *key, int depth);

// The name of a person or an organisation stands for it; what else the object has is not the page's.
static bool read_object(struct json *j, const char *key, int depth)
{
	if (take_sign(j, '}'))
		return true;
	do {
		if (!take_sign(j, '"') || !read_string(j))
			return false;
		struct str property = buf_str(&j->text);
		bool graph = str_is(property, "@graph") || str_is(property, "mainEntity");
		const char *own = key                    ? (str_is(property, "name") ? key : "")
		                  : depth <= 3 && !graph ? property_key(property)
		                                         : NULL;
		if (!key && !own && !graph)
			own = "";
		if (!take_sign(j, ':') || !read_value(j, graph ? NULL : own, depth + 1))
			return false;
	} while (take_sign(j, ','));
	return take_sign(j, '}');
}

// `key`: what a string here is the value of; "" nothing; NULL: objects here are the page's.
static bool read_value(struct json *j, const char *key, int depth)
{
	if (depth > JSON_DEPTH)
		return false;
	if (take_sign(j, '{'))
		return read_object(j, key, depth);
	if (take_sign(j, '[')) {
		if (take_sign(j, ']'))
			return true;
		do
			if (!read_value(j, key, depth + 1))
				return false;
		while (take_sign(j, ','));
		return take_sign(j, ']');
	}
	if (take_sign(j, '"')) {
		if (!read_string(j))
			return false;
		if (key && *key)
			html_meta_add(j->meta, str_from(key), buf_str(&j->text));
		return true;
	}
	size_t n = 0; // a number, true, false, null
	while (n < j->rest.n && !memchr(",]} \t\r\n", j->rest.s[n], 7))
		n++;
	j->rest = str_after(j->rest, n);
	return n > 0;
}

void html_meta_json(struct html_meta *meta, struct str json)
{
	struct json j = {.rest = json, .meta = meta};
	read_value(&j, NULL, 0);
	meta->failed = meta->failed || j.text.failed;
	buf_free(&j.text);
}

void html_meta_free(struct html_meta *meta)
{
	arena_free(&meta->arena);
	free(meta->items);
	*meta = (struct html_meta){0};
}
