// xmlerror.c: what libxml2 says of a document, in words for a scholar

#include "core/xmlerror.h"

#include <string.h>

#include "core/unicode.h"

struct explaining {
	struct xml_explained *x;
	const xmlError *e;
	const struct xml_state *state;
	struct str s; // the document
};

static void say(struct explaining *g, const char *rule, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void say(struct explaining *g, const char *rule, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	buf_vprintf(&g->x->message, format, args);
	va_end(args);
	g->x->rule = rule;
}

static struct str name_at(const struct explaining *g, size_t at)
{
	return xml_text_name(g->state->text, at);
}

// Moves the fault back to the nearest `c` before where the parser stands.
static void back_to(struct explaining *g, char c)
{
	const char *found = memrchr(g->s.s, c, g->x->at);
	if (found)
		g->x->at = (size_t)(found - g->s.s);
}

static char char_at(const struct explaining *g, size_t at)
{
	return at < g->s.n ? g->s.s[at] : '\0';
}

// The end tag at x->at does not fit the innermost open element.
static void say_mismatch(struct explaining *g)
{
	const struct xml_state *state = g->state;
	struct str end = name_at(g, g->x->at);
	g->x->structural = true;
	if (state->depth == 0) {
		say(g, "xml-tags", "the end tag </%.*s> ends nothing: no element is open",
		    STR_ARG(end));
		return;
	}
	size_t inner = state->open[state->depth - 1];
	struct str open = name_at(g, inner);
	for (size_t i = state->depth - 1; i-- > 0;) {
		if (!str_eq(name_at(g, state->open[i]), end))
			continue;
		say(g, "xml-tags",
		    "</%.*s> ends <%.*s> of line %zu, but <%.*s> of line %zu is still open: put "
		    "</%.*s> where it ends",
		    STR_ARG(end), STR_ARG(end), xml_text_line(g->state->text, state->open[i]),
		    STR_ARG(open), xml_text_line(g->state->text, inner), STR_ARG(open));
		return;
	}
	say(g, "xml-tags",
	    "</%.*s> stands where <%.*s> of line %zu should end; </%.*s> was expected",
	    STR_ARG(end), STR_ARG(open), xml_text_line(g->state->text, inner), STR_ARG(open));
}

static void say_end(struct explaining *g)
{
	const struct xml_state *state = g->state;
	g->x->structural = true;
	if (state->depth) {
		size_t inner = state->open[state->depth - 1];
		struct str open = name_at(g, inner);
		if (open.n == 0) {
			say(g, "xml-entity",
			    "the entity used here opens an element that it does not end");
			return;
		}
		g->x->at = g->s.n;
		say(g, "xml-truncated",
		    "the document ends while <%.*s> of line %zu is still open: the end tag </%.*s> "
		    "is missing, or the file was cut off",
		    STR_ARG(open), xml_text_line(g->state->text, inner), STR_ARG(open));
		return;
	}
	if (!state->begun) {
		say(g, "xml-truncated", "there is no element in this document");
		return;
	}
	say(g, "xml-after-end",
	    "something stands behind the end of the document's outermost element; a document has "
	    "one such element, and only comments may follow it");
}

static void say_no_start(struct explaining *g)
{
	struct str rest = str_trim_left(str_after(g->s, g->x->at));
	g->x->structural = true;
	g->x->at = g->s.n - rest.n;
	if (rest.n == 0) {
		say(g, "xml-truncated", "there is no element in this document");
		return;
	}
	struct str word = str_word(&rest);
	size_t n = 0;
	for (size_t i = 0; n < word.n && i < 24; i++)
		utf8_next(word, &n);
	say(g, "xml-not-xml",
	    "this is not XML: a document begins with a tag such as <TEI>, this one with \"%.*s%s\"",
	    (int)n, word.s, n < word.n ? "…" : "");
}

// A "&" that begins no reference, or a "<" that begins no tag.
static void say_bare_sign(struct explaining *g)
{
	size_t end = g->x->at < g->s.n ? g->x->at + 1 : g->s.n;
	const char *tag = memrchr(g->s.s, '<', end);
	size_t from = tag ? (size_t)(tag - g->s.s) : 0;
	const char *ampersand = memrchr(g->s.s + from, '&', end - from);
	if (ampersand) {
		g->x->at = (size_t)(ampersand - g->s.s);
		say(g, "xml-ampersand", "a bare \"&\": write &amp; where the sign itself is meant");
		return;
	}
	g->x->structural = true;
	if (tag && char_at(g, from + 1) == '/') {
		g->x->at = from;
		say_mismatch(g);
		return;
	}
	if (tag) {
		g->x->at = from;
		say(g, "xml-less-than",
		    "\"<\" is not followed by the name of an element: write &lt; where the sign "
		    "itself is meant");
		return;
	}
	say(g, "xml-syntax", "a name was expected here");
}

// What the entities of HTML stand for that people most often carry over.
static const char *character_of(struct str name)
{
	static const char *const known[][2] = {
		{"nbsp", "&#160;"}, {"mdash", "—"},  {"ndash", "–"},  {"hellip", "…"},
		{"lsquo", "‘"},     {"rsquo", "’"},  {"ldquo", "“"},  {"rdquo", "”"},
		{"laquo", "«"},     {"raquo", "»"},  {"copy", "©"},   {"reg", "®"},
		{"eacute", "é"},    {"egrave", "è"}, {"agrave", "à"}, {"ccedil", "ç"},
		{"auml", "ä"},      {"ouml", "ö"},   {"uuml", "ü"},   {"Auml", "Ä"},
		{"Ouml", "Ö"},      {"Uuml", "Ü"},   {"szlig", "ß"},  {"aacute", "á"},
		{"iacute", "í"},    {"oacute", "ó"}, {"uacute", "ú"}, {"ntilde", "ñ"},
		{"euro", "€"},      {"pound", "£"},  {"sect", "§"},   {"deg", "°"},
		{"times", "×"},     {"middot", "·"}, {"bull", "•"},   {"shy", "&#173;"},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_is(name, known[i][0]))
			return known[i][1];
	return NULL;
}

static void say_entity(struct explaining *g)
{
	struct str name = str_from(g->e->str1);
	size_t at = g->x->at;
	back_to(g, '&');
	// In an attribute the parser stands behind the whole value.
	struct buf reference = {0};
	buf_printf(&reference, "&%.*s;", STR_ARG(name));
	struct str before = str_from_to(g->s, g->x->at, at);
	if (!str_starts(before, buf_str(&reference))) {
		size_t tag = at;
		const char *found = memrchr(g->s.s, '<', at);
		if (found)
			tag = (size_t)(found - g->s.s);
		struct str inside = str_from_to(g->s, tag, at);
		size_t hit = str_find(inside, buf_str(&reference));
		g->x->at = hit < inside.n ? tag + hit : g->x->at;
	}
	buf_clear(&reference);
	buf_printf(&reference, " %.*s ", STR_ARG(name));
	bool external = str_find(g->state->external, buf_str(&reference)) < g->state->external.n;
	buf_free(&reference);
	g->x->severity = SEVERITY_ERROR;
	const char *character = character_of(name);
	if (external)
		say(g, "xml-entity",
		    "the entity &%.*s; lies outside this document; such entities are never read: "
		    "put its content here",
		    STR_ARG(name));
	else if (character)
		say(g, "xml-entity",
		    "the entity &%.*s; is not declared: it belongs to HTML; write %s",
		    STR_ARG(name), character);
	else
		say(g, "xml-entity",
		    "the entity &%.*s; is not declared in this document: write the character "
		    "itself, or &amp;%.*s; if the letters are meant",
		    STR_ARG(name), STR_ARG(name));
}

static void say_encoding(struct explaining *g)
{
	size_t first = g->s.n, count = 0;
	for (size_t at = 0; at < g->s.n;) {
		size_t from = at;
		if (utf8_next(g->s, &at) >= 0)
			continue;
		first = count++ ? first : from;
	}
	g->x->at = first;
	g->x->structural = true;
	say(g, "xml-encoding",
	    "the byte 0x%02X is not UTF-8 (%zu such place%s): the file seems to be in an older "
	    "encoding; save it as UTF-8, or name its encoding in the first line, such as "
	    "encoding=\"windows-1252\"",
	    (unsigned char)char_at(g, first), count, count == 1 ? "" : "s");
}

static bool is_allowed(int32_t c)
{
	return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xfffe && c != 0xffff);
}

static void say_character(struct explaining *g)
{
	if (g->e->message && strstr(g->e->message, "CharRef")) {
		back_to(g, '&');
		say(g, "xml-character",
		    "this reference names a character that XML does not allow: remove it");
		return;
	}
	// The parser may stand a little before or behind it.
	size_t at = g->x->at > 3 ? g->x->at - 3 : 0;
	while (at < g->s.n && utf8_is_tail(g->s.s[at]))
		at++;
	while (at < g->s.n && at < g->x->at + 8) {
		size_t from = at;
		int32_t c = utf8_next(g->s, &at);
		if (c >= 0 && is_allowed(c))
			continue;
		if (c < 0) {
			say_encoding(g);
			return;
		}
		g->x->at = from;
		say(g, "xml-character", "the character U+%04X may not stand in XML: remove it",
		    (unsigned)c);
		return;
	}
	say(g, "xml-character", "a character stands here that XML does not allow: remove it");
}

// The faults of attributes, which libxml2 tells where it gave up.
static bool say_attribute(struct explaining *g)
{
	const char *name = g->e->str1 ? g->e->str1 : "";
	switch (g->e->code) {
	case XML_ERR_LT_IN_ATTRIBUTE:
		say(g, "xml-attribute",
		    "\"<\" inside the value of an attribute: its closing quotation mark is "
		    "missing, or &lt; is meant");
		break;
	case XML_ERR_ATTRIBUTE_NOT_STARTED:
		say(g, "xml-attribute", "the value of an attribute stands between quotation marks");
		break;
	case XML_ERR_ATTRIBUTE_NOT_FINISHED:
		say(g, "xml-attribute", "the closing quotation mark of an attribute is missing");
		break;
	case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
		say(g, "xml-attribute", "the attribute %s has no value: write %s=\"…\"", name,
		    name);
		break;
	case XML_ERR_SPACE_REQUIRED:
		say(g, "xml-attribute",
		    "a blank is missing between two attributes, or there is one quotation mark too "
		    "many");
		break;
	case XML_ERR_GT_REQUIRED:
		back_to(g, '<');
		say(g, "xml-attribute", "the tag <%.*s is not closed by \">\"",
		    STR_ARG(name_at(g, g->x->at)));
		break;
	default:
		return false;
	}
	g->x->structural = true;
	return true;
}

// Moves the fault to the attribute that the error names.
static void to_attribute(struct explaining *g, const char *prefix, const char *local)
{
	struct buf name = {0};
	buf_printf(&name, "%s%s%s", prefix ? prefix : "", prefix ? ":" : "", local);
	if (!name.failed)
		g->x->at = xml_text_attribute(g->state->text, g->x->at, name.s);
	buf_free(&name);
}

static bool say_names(struct explaining *g)
{
	const xmlError *e = g->e;
	const char *name = e->str1 ? e->str1 : "";
	switch (e->code) {
	case XML_ERR_ATTRIBUTE_REDEFINED:
	case XML_NS_ERR_ATTRIBUTE_REDEFINED:
		back_to(g, '<');
		say(g, "xml-attribute", "the attribute %s stands twice in <%.*s>", name,
		    STR_ARG(name_at(g, g->x->at)));
		to_attribute(g, NULL, name);
		return true;
	case XML_NS_ERR_UNDEFINED_NAMESPACE:
		back_to(g, '<');
		g->x->severity = SEVERITY_ERROR;
		say(g, "xml-namespace",
		    "the prefix %s: is bound to no namespace; declare it with xmlns:%s=\"…\" on "
		    "the outermost element, or drop it",
		    name, name);
		if (e->str3 && e->str2) // the prefix of an attribute: its local name, its element
			to_attribute(g, name, e->str2);
		return true;
	default:
		return false;
	}
}

// Moves the fault back to where a piece of markup begins that is not closed.
static void back_to_markup(struct explaining *g, struct str opening)
{
	size_t at = g->x->at;
	const char *found;
	while ((found = memrchr(g->s.s, '<', at))) {
		at = (size_t)(found - g->s.s);
		if (str_starts(str_after(g->s, at), opening)) {
			g->x->at = at;
			return;
		}
	}
}

static bool say_markup(struct explaining *g)
{
	switch (g->e->code) {
	case XML_ERR_HYPHEN_IN_COMMENT:
		say(g, "xml-comment", "\"--\" may not stand inside a comment");
		return true;
	case XML_ERR_COMMENT_NOT_FINISHED:
		back_to_markup(g, STR("<!--"));
		say(g, "xml-comment", "a comment is not closed by \"-->\"");
		break;
	case XML_ERR_PI_NOT_FINISHED:
		back_to_markup(g, STR("<?"));
		say(g, "xml-syntax", "a processing instruction is not closed by \"?>\"");
		break;
	case XML_ERR_CDATA_NOT_FINISHED:
		back_to_markup(g, STR("<![CDATA["));
		say(g, "xml-syntax", "a CDATA section is not closed by \"]]>\"");
		break;
	case XML_ERR_MISPLACED_CDATA_END:
		say(g, "xml-syntax", "\"]]>\" may not stand in text: write ]]&gt;");
		return true;
	case XML_ERR_RESERVED_XML_NAME:
		back_to(g, '<');
		if (g->e->level == XML_ERR_WARNING) {
			say(g, "xml-syntax", "names that begin with \"xml\" are reserved");
			return true;
		}
		say(g, "xml-syntax",
		    "the XML declaration <?xml …?> may stand only at the very beginning, without "
		    "even a blank before it");
		break;
	default:
		return false;
	}
	g->x->structural = true;
	return true;
}

// Whatever has no wording of ours: libxml2's first line, without its line end.
static void say_other(struct explaining *g)
{
	struct str text = str_trim(str_from(g->e->message));
	text = str_from_to(text, 0, str_find_char(text, '\n'));
	g->x->structural = g->e->level == XML_ERR_FATAL;
	say(g, "xml-syntax", "%.*s", text.n ? (int)text.n : (int)strlen("not well-formed"),
	    text.n ? text.s : "not well-formed");
}

static void say_limit(struct explaining *g, const char *message)
{
	g->x->structural = true;
	g->x->severity = SEVERITY_FATAL;
	say(g, "xml-limit", "%s; it is not read any further", message);
}

static void explain(struct explaining *g)
{
	switch (g->e->code) {
	case XML_ERR_NO_MEMORY:
		if (g->e->message && strstr(g->e->message, "huge text")) {
			say_limit(g, "a text without any element in it is longer than 10 MB");
			return;
		}
		g->x->severity = SEVERITY_FATAL;
		say(g, NULL, "memory ran out");
		return;
	case XML_ERR_TAG_NAME_MISMATCH:
		back_to(g, '<');
		say_mismatch(g);
		return;
	case XML_ERR_DOCUMENT_END:
	case XML_ERR_TAG_NOT_FINISHED:
		say_end(g);
		return;
	case XML_ERR_DOCUMENT_EMPTY:
	case XML_ERR_DOCUMENT_START:
		say_no_start(g);
		return;
	case XML_ERR_NAME_REQUIRED:
		say_bare_sign(g);
		return;
	case XML_ERR_ENTITYREF_SEMICOL_MISSING:
		back_to(g, '&');
		say(g, "xml-ampersand",
		    "a bare \"&\": write &amp; where the sign itself is meant, or end the "
		    "reference with \";\"");
		return;
	case XML_ERR_UNDECLARED_ENTITY:
	case XML_WAR_UNDECLARED_ENTITY:
		say_entity(g);
		return;
	case XML_ERR_ENTITY_LOOP:
		g->x->structural = true;
		say(g, "xml-entity-expansion",
		    "the entities of this document refer to themselves or expand without measure; "
		    "it is not read any further");
		return;
	case XML_ERR_INVALID_ENCODING:
	case XML_I18N_CONV_FAILED:
		say_encoding(g);
		return;
	case XML_ERR_INVALID_CHAR:
	case XML_ERR_INVALID_CHARREF:
		say_character(g);
		return;
	case XML_ERR_NAME_TOO_LONG:
		say_limit(g,
		          "a name here is longer than any name of an element or attribute can be");
		return;
	case XML_ERR_INTERNAL_ERROR:
		if (g->e->message && strstr(g->e->message, "Huge")) {
			say_limit(g,
			          "an attribute, a comment or another single piece here is longer "
			          "than 10 MB");
			return;
		}
		say_other(g);
		return;
	default:
		if (!say_attribute(g) && !say_names(g) && !say_markup(g))
			say_other(g);
	}
}

void xml_explain(struct xml_explained *x, const xmlError *e, const struct xml_state *state)
{
	*x = (struct xml_explained){
		.severity = e->level == XML_ERR_WARNING ? SEVERITY_WARNING : SEVERITY_ERROR,
		.at = state->at,
	};
	struct explaining g = {x, e, state, state->text->utf8};
	explain(&g);
}
