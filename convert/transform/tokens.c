// tokens.c: words and sentences, for stylesheets

#include "transform/tokens.h"

#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <libxslt/variables.h>
#include <libxslt/xsltutils.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "core/namespaces.h"
#include "core/str.h"
#include "transform/format.h"

enum { TOKEN_SIZE = 8192, TOKEN_MAX = TOKEN_SIZE / 4, TAG_SIZE = 64, LANGUAGES_KEPT = 8 };

// What finds boundaries in a language.
struct breaks {
	char tag[TAG_SIZE];
	UBreakIterator *words, *sentences; // NULL: none is kept here
};

// Those that a run of a stylesheet keeps; to make one takes longer than to use it.
struct kept {
	struct breaks items[LANGUAGES_KEPT];
	size_t next; // that is given up for another language
};

// A text that is cut up, and where its pieces go.
struct cutting {
	UChar *text;
	int32_t n;
	const struct breaks *breaks;
	xmlDoc *tree;
	xmlNs *tei; // as the sentence declares it
	xmlNodeSet *found;
	xmlNode *sentence; // NULL: none is begun
	xmlNode *last;     // the token before; NULL: white space is
	int32_t end;       // of the sentence that is begun
	bool failed;
};

// ---- Languages ----

// The locale for a tag: "pt-BR" is "pt_BR"; one that ICU does not know falls back by itself.
static UBreakIterator *open_breaks(UBreakIteratorType type, const char *tag, const char *keyword)
{
	UErrorCode error = U_ZERO_ERROR;
	int32_t parsed = 0;
	char name[ULOC_FULLNAME_CAPACITY] = "", locale[ULOC_FULLNAME_CAPACITY + 16];
	uloc_forLanguageTag(tag, name, sizeof name, &parsed, &error);
	if (U_FAILURE(error) || !parsed)
		name[0] = '\0';
	name[strcspn(name, "@")] = '\0';
	snprintf(locale, sizeof locale, "%s%s", name[0] ? name : "root", keyword);
	error = U_ZERO_ERROR;
	UBreakIterator *breaks = ubrk_open(type, locale, NULL, 0, &error);
	return U_SUCCESS(error) ? breaks : NULL;
}

static void close_breaks(struct breaks *b)
{
	if (b->words)
		ubrk_close(b->words);
	if (b->sentences)
		ubrk_close(b->sentences);
	*b = (struct breaks){0};
}

static const struct breaks *find_breaks(struct kept *kept, const char *tag)
{
	if (strlen(tag) >= TAG_SIZE)
		tag = "";
	for (size_t i = 0; i < LANGUAGES_KEPT; i++)
		if (kept->items[i].words && strcmp(kept->items[i].tag, tag) == 0)
			return &kept->items[i];
	struct breaks *b = &kept->items[kept->next];
	kept->next = (kept->next + 1) % LANGUAGES_KEPT;
	close_breaks(b);
	strcpy(b->tag, tag);
	b->words = open_breaks(UBRK_WORD, tag, "");
	// Without a break behind "Dr." and its like.
	b->sentences = open_breaks(UBRK_SENTENCE, tag, "@ss=standard");
	if (b->words && b->sentences)
		return b;
	close_breaks(b);
	return NULL;
}

static void *begin_run(xsltTransformContext *context, const xmlChar *uri)
{
	(void)context, (void)uri;
	return calloc(1, sizeof(struct kept));
}

static void end_run(xsltTransformContext *context, const xmlChar *uri, void *data)
{
	struct kept *kept = data;
	(void)context, (void)uri;
	for (size_t i = 0; kept && i < LANGUAGES_KEPT; i++)
		close_breaks(&kept->items[i]);
	free(kept);
}

static bool open_text(struct cutting *c, const char *text)
{
	UErrorCode error = U_ZERO_ERROR;
	size_t n = strlen(text);
	c->text = n < INT32_MAX / 2 ? malloc((n + 1) * sizeof *c->text) : NULL;
	if (!c->text || !c->breaks)
		return false;
	u_strFromUTF8(c->text, (int32_t)n + 1, &c->n, text, (int32_t)n, &error);
	ubrk_setText(c->breaks->words, c->text, c->n, &error);
	ubrk_setText(c->breaks->sentences, c->text, c->n, &error);
	return U_SUCCESS(error);
}

// ---- Cutting ----

// Signs that are not seen and are no part of any token: controls, marks of direction.
static bool is_unseen(UChar32 c)
{
	int8_t type = u_charType(c);
	return type == U_CONTROL_CHAR || type == U_FORMAT_CHAR;
}

// The character at *at, which moves behind it. ICU's macro for it converts signs without a word.
static UChar32 take_sign(const struct cutting *c, int32_t *at, int32_t end)
{
	UChar lead = c->text[(*at)++];
	if (lead < 0xd800 || lead > 0xdbff || *at >= end)
		return lead;
	UChar trail = c->text[(*at)++];
	return 0x10000 + ((lead & 0x3ff) << 10) + (trail & 0x3ff);
}

// Whether there is anything between blanks to be seen.
static bool is_token(const struct cutting *c, int32_t from, int32_t to)
{
	while (from < to) {
		UChar32 sign = take_sign(c, &from, to);
		if (!u_isUWhiteSpace(sign) && !is_unseen(sign))
			return true;
	}
	return false;
}

static bool is_blank(const struct cutting *c, int32_t from, int32_t to)
{
	while (from < to) {
		UChar32 sign = take_sign(c, &from, to);
		if (u_isUWhiteSpace(sign))
			return true;
	}
	return false;
}

static xmlNode *append(struct cutting *c, xmlNode *parent, const char *name)
{
	xmlNode *node = xmlNewDocNode(c->tree, parent == (xmlNode *)c->tree ? NULL : c->tei,
	                              BAD_CAST name, NULL);
	if (!node || !xmlAddChild(parent, node)) {
		xmlFreeNode(node);
		c->failed = true;
		return NULL;
	}
	return node;
}

static void begin_sentence(struct cutting *c, int32_t at)
{
	int32_t end = ubrk_following(c->breaks->sentences, at);
	c->end = end == UBRK_DONE ? c->n : end;
	c->sentence = append(c, (xmlNode *)c->tree, "s");
	c->tei = c->sentence ? xmlNewNs(c->sentence, BAD_CAST TEI_NAMESPACE, NULL) : NULL;
	if (!c->tei || xmlXPathNodeSetAddUnique(c->found, c->sentence) < 0)
		c->failed = true;
	else
		xmlSetNs(c->sentence, c->tei);
}

static void put_token(struct cutting *c, int32_t from, int32_t to, bool is_word)
{
	char utf8[TOKEN_SIZE];
	int32_t n = 0;
	UErrorCode error = U_ZERO_ERROR;
	u_strToUTF8(utf8, sizeof utf8, &n, c->text + from, to - from, &error);
	if (c->last)
		c->failed |= !xmlNewNsProp(c->last, NULL, BAD_CAST "join", BAD_CAST "right");
	c->last = U_SUCCESS(error) ? append(c, c->sentence, is_word ? "w" : "pc") : NULL;
	xmlNode *text = c->last ? xmlNewDocTextLen(c->tree, BAD_CAST utf8, n) : NULL;
	if (!text || !xmlAddChild(c->last, text))
		c->failed = true;
}

// White space at its ends is cut off; a blank may carry an accent.
static void put_trimmed(struct cutting *c, int32_t from, int32_t to, bool is_word)
{
	while (from < to && u_isUWhiteSpace(c->text[from])) {
		c->last = NULL;
		from++;
	}
	// Marks upon marks go on without end: such a token is cut where its room ends.
	while (!c->failed && to - from > TOKEN_MAX) {
		int32_t part = from + TOKEN_MAX;
		U16_SET_CP_START(c->text, from, part);
		put_token(c, from, part, is_word);
		from = part;
	}
	if (!c->failed)
		put_token(c, from, to, is_word);
}

static void cut(struct cutting *c)
{
	int32_t from = ubrk_first(c->breaks->words), to;
	while (!c->failed && (to = ubrk_next(c->breaks->words)) != UBRK_DONE) {
		bool is_word = ubrk_getRuleStatus(c->breaks->words) >= UBRK_WORD_NONE_LIMIT;
		if (is_token(c, from, to)) {
			if (!c->sentence || from >= c->end)
				begin_sentence(c, from);
			if (!c->failed)
				put_trimmed(c, from, to, is_word);
		} else if (is_blank(c, from, to)) {
			c->last = NULL;
		}
		from = to;
	}
}

// ---- The function ----

// Pushes what was found.
static void answer(xmlXPathParserContext *context, xsltTransformContext *transform,
                   const char *text, const char *tag)
{
	struct cutting c = {.tree = xsltCreateRVT(transform)};
	struct kept *kept = xsltGetExtData(transform, BAD_CAST TRANSFORM_NAMESPACE);
	xmlXPathObject *result = xmlXPathNewNodeSet(NULL);
	c.found = result ? result->nodesetval : NULL;
	// The tree lives as long as the instruction that asked.
	c.failed = !kept || !c.tree || !c.found || xsltRegisterLocalRVT(transform, c.tree) != 0;
	if (!c.failed && text[0]) {
		c.breaks = find_breaks(kept, tag);
		c.failed = !open_text(&c, text);
	}
	if (!c.failed && text[0])
		cut(&c);
	free(c.text);
	if (!c.failed) {
		valuePush(context, result);
		return;
	}
	xmlXPathFreeObject(result);
	xmlXPathSetError(context, XPATH_MEMORY_ERROR);
}

static void on_tokens(xmlXPathParserContext *context, int n)
{
	xsltTransformContext *transform = xsltXPathGetTransformContext(context);
	if (n != 2) {
		xmlXPathSetArityError(context);
		return;
	}
	xmlChar *tag = xmlXPathPopString(context);
	xmlChar *text = xmlXPathPopString(context);
	if (transform && text && tag && !xmlXPathCheckError(context))
		answer(context, transform, (const char *)text, (const char *)tag);
	else
		xmlXPathSetError(context, XPATH_EXPR_ERROR);
	xmlFree(tag);
	xmlFree(text);
}

void tokens_register(void)
{
	xsltRegisterExtModule(BAD_CAST TRANSFORM_NAMESPACE, begin_run, end_run);
	xsltRegisterExtModuleFunction(BAD_CAST "tokens", BAD_CAST TRANSFORM_NAMESPACE, on_tokens);
}
