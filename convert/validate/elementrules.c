// elementrules.c: rules on elements without content, and on the name of a document

#include "validate/elementrules.h"

#include "core/nearest.h"
#include "core/unicode.h"
#include "core/uri.h"

enum { EXTENSIONS = 3 }; // talks.ana.tei.xml

// <sp><stage>…</stage><p/></sp>: TEI wants a paragraph or a verse in each speech.
static bool is_filler(const struct rules *r)
{
	const struct frame *frame = rule_frame(r);
	struct str tag = str_from_to(r->text->utf8, frame->at, frame->at + strlen("<p/>"));
	return r->open.n > 1 && (frame - 1)->kind->is & SPEECH &&
	       (str_is(tag, "<p/>") || str_is(tag, "<l/>"));
}

void elementrules_end(struct rules *r)
{
	const struct frame *frame = rule_frame(r);
	if (!frame->filled && !is_filler(r))
		rule_tell(r, RULE_ELEMENT_EMPTY, frame->at,
		          "<%s> is empty: its text is missing, or it is to be taken away",
		          (const char *)frame->kind->local);
}

static struct str without_extension(struct str name)
{
	size_t at = name.n;
	while (at && name.s[at - 1] != '.')
		at--;
	return at > 1 ? str_from_to(name, 0, at - 1) : name;
}

// Letters and digits alone, in one case: what a slip changes.
static void put_core(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (ascii_is_alpha(s.s[i]) || ascii_is_digit(s.s[i]) || s.s[i] & 0x80)
			buf_putc(out, ascii_lower(s.s[i]));
}

// Nearly the same, and not merely in how its parts are joined or in what is put before or behind.
static bool is_slip(struct str name, struct str id)
{
	struct buf a = {0}, b = {0};
	put_core(&a, name);
	put_core(&b, id);
	bool good = !a.failed && !b.failed && !str_eq(buf_str(&a), buf_str(&b));
	struct nearest nearest = nearest_to(buf_str(&a));
	bool near = good && nearest_consider(&nearest, buf_str(&b)) &&
	            !str_starts(buf_str(&a), buf_str(&b)) &&
	            !str_starts(buf_str(&b), buf_str(&a)) && !str_ends(buf_str(&a), buf_str(&b)) &&
	            !str_ends(buf_str(&b), buf_str(&a));
	buf_free(&a);
	buf_free(&b);
	return near;
}

void elementrules_name(struct rules *r)
{
	struct str id = rule_value(r, ATTRIBUTE_ID);
	if (!id.n || !r->text->file || strcmp(r->text->file, "-") == 0 || !r->text->file[0])
		return;
	struct str full = uri_base(str_from(r->text->file)), name = full, first = {0};
	bool slip = false;
	for (int i = 0; i < EXTENSIONS; i++) {
		if (str_eq(name, id))
			return;
		name = without_extension(name);
		first = first.n ? first : name;
		slip |= i && is_slip(name, id);
	}
	if (str_eq(name, id))
		return;
	slip |= is_slip(name, id);
	enum rule rule =
		slip && rule_holds(r, RULE_FILE_NAME) ? RULE_FILE_NAME : RULE_FILE_NAME_STRICT;
	if (slip || rule_holds(r, RULE_FILE_NAME_STRICT))
		rule_tell(r, rule, xml_text_value(r->text, rule_frame(r)->at, "xml:id", id),
		          "xml:id=\"%.*s\" is not the name of the file, %.*s: one of them is wrong",
		          STR_ARG(id), STR_ARG(first));
}
