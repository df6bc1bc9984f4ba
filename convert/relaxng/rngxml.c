// rngxml.c: reads a schema in the XML syntax

#include "relaxng/rngxml.h"

#include <ctype.h>
#include <stdlib.h>

#include "core/namespaces.h"
#include "core/nearest.h"
#include "core/uri.h"

enum { DEPTH_MAX = 2000 };

// Attributes that an element may have beside ns and datatypeLibrary.
enum {
	HAS_NAME = 1,
	NEEDS_NAME = 2,
	HAS_TYPE = 4,
	NEEDS_TYPE = 8,
	NEEDS_HREF = 16,
	HAS_COMBINE = 32
};

enum content {
	NOTHING,
	WORDS,
	PATTERNS,
	ONE_PATTERN,
	NAMED, // a name class, then patterns
	PARAMS,
	ONE_EXCEPT,
	DEFINITIONS,
};

static const struct rule {
	unsigned attributes;
	enum content content;
} rules[SYNTAX_KIND_COUNT] = {
	[SYNTAX_ELEMENT] = {HAS_NAME, NAMED},
	[SYNTAX_ATTRIBUTE] = {HAS_NAME, NAMED},
	[SYNTAX_GROUP] = {0, PATTERNS},
	[SYNTAX_INTERLEAVE] = {0, PATTERNS},
	[SYNTAX_CHOICE] = {0, PATTERNS},
	[SYNTAX_OPTIONAL] = {0, PATTERNS},
	[SYNTAX_ZERO_OR_MORE] = {0, PATTERNS},
	[SYNTAX_ONE_OR_MORE] = {0, PATTERNS},
	[SYNTAX_LIST] = {0, PATTERNS},
	[SYNTAX_MIXED] = {0, PATTERNS},
	[SYNTAX_REF] = {HAS_NAME | NEEDS_NAME, NOTHING},
	[SYNTAX_PARENT_REF] = {HAS_NAME | NEEDS_NAME, NOTHING},
	[SYNTAX_EMPTY] = {0, NOTHING},
	[SYNTAX_VALUE] = {HAS_TYPE, WORDS},
	[SYNTAX_DATA] = {HAS_TYPE | NEEDS_TYPE, PARAMS},
	[SYNTAX_NOT_ALLOWED] = {0, NOTHING},
	[SYNTAX_TEXT] = {0, NOTHING},
	[SYNTAX_EXTERNAL_REF] = {NEEDS_HREF, NOTHING},
	[SYNTAX_GRAMMAR] = {0, DEFINITIONS},
	[SYNTAX_PARAM] = {HAS_NAME | NEEDS_NAME, WORDS},
	[SYNTAX_EXCEPT] = {0, PATTERNS},
	[SYNTAX_START] = {HAS_COMBINE, ONE_PATTERN},
	[SYNTAX_DEFINE] = {HAS_NAME | NEEDS_NAME | HAS_COMBINE, PATTERNS},
	[SYNTAX_DIV] = {0, DEFINITIONS},
	[SYNTAX_INCLUDE] = {NEEDS_HREF, DEFINITIONS},
	[SYNTAX_NAME] = {0, WORDS},
	[SYNTAX_ANY_NAME] = {0, ONE_EXCEPT},
	[SYNTAX_NS_NAME] = {0, ONE_EXCEPT},
};

// An open element and what its children inherit.
struct open {
	struct syntax *node;
	bool names;     // it holds name classes: choice and except
	bool overrides; // in an include, where no further include may stand
	struct str ns, library, base;
	bool has_ns;
	const struct binding *bindings;
};

struct reader {
	struct syntax_files *files;
	size_t file;
	struct syntax *root;
	struct {
		struct open *items;
		size_t n, cap;
	} open;
	struct buf words; // of the element that is open, if it takes text
	size_t foreign;   // how deep in elements of other namespaces
	bool is_note;     // the outermost of them is documentation
	struct str ns;    // what the root inherits
	bool has_ns;
	bool failed;
};

static bool fail_memory(struct reader *r)
{
	report_memory(r->files->reporter);
	r->files->broken = r->failed = true;
	return false;
}

#define FAULT(r, at, section, ...) \
	(syntax_fault((r)->files, (r)->file, (at), (section), __VA_ARGS__), (r)->failed = true, \
	 false)

static struct open *top(struct reader *r)
{
	return r->open.n ? &r->open.items[r->open.n - 1] : NULL;
}

static bool is_pattern(enum syntax_kind kind)
{
	return kind <= SYNTAX_GRAMMAR;
}

static bool is_name_class(enum syntax_kind kind)
{
	return kind == SYNTAX_NAME || kind == SYNTAX_ANY_NAME || kind == SYNTAX_NS_NAME ||
	       kind == SYNTAX_CHOICE;
}

static bool find_kind(struct str name, enum syntax_kind *kind)
{
	for (unsigned k = 0; k < SYNTAX_KIND_COUNT; k++) {
		if (str_is(name, syntax_name(k))) {
			*kind = k;
			return true;
		}
	}
	return false;
}

static bool fault_unknown(struct reader *r, size_t at, struct str name)
{
	struct nearest nearest = nearest_to(name);
	for (unsigned k = 0; k < SYNTAX_KIND_COUNT; k++)
		nearest_consider(&nearest, str_from(syntax_name(k)));
	return FAULT(r, at, "3", "RELAX NG has no element <%.*s>%s%.*s%s", STR_ARG(name),
	             nearest.best.n ? "; did you mean <" : "", STR_ARG(nearest.best),
	             nearest.best.n ? ">?" : "");
}

static bool fault_place(struct reader *r, size_t at, enum syntax_kind kind, const char *wanted)
{
	const struct open *parent = top(r);
	return FAULT(r, at, "3", "<%s> cannot stand here inside <%s>, which takes %s",
	             syntax_name(kind), syntax_name(parent->node->kind), wanted);
}

static bool has_child(const struct syntax *node, enum syntax_kind kind)
{
	return node->last && node->last->kind == kind;
}

// Whether the element may stand where it does; *names tells whether it is one of name classes.
static bool may_stand(struct reader *r, enum syntax_kind kind, size_t at, bool *names)
{
	const struct open *parent = top(r);
	*names = false;
	if (!parent)
		return is_pattern(kind) ||
		       FAULT(r, at, "3",
		             "a schema cannot begin with <%s>; it begins with <grammar>, "
		             "<element> or another pattern",
		             syntax_name(kind));
	const struct syntax *node = parent->node;
	switch (rules[node->kind].content) {
	case NAMED:
		if (node->n == 0) {
			*names = true;
			return is_name_class(kind) ||
			       fault_place(
				       r, at, kind,
				       "a name first: name=\"…\", <name>, <anyName> or <nsName>");
		}
		if (node->kind == SYNTAX_ATTRIBUTE && node->n > 1)
			return fault_place(r, at, kind,
			                   "one pattern; put several into a <group> or <choice>");
		return is_pattern(kind) || fault_place(r, at, kind, "patterns");
	case PATTERNS:
		*names = parent->names;
		if (parent->names)
			return is_name_class(kind) ||
			       fault_place(r, at, kind, "<name>, <anyName>, <nsName> and <choice>");
		return is_pattern(kind) || fault_place(r, at, kind, "patterns");
	case ONE_PATTERN:
		return (is_pattern(kind) && node->n == 0) ||
		       fault_place(r, at, kind,
		                   "one pattern; put several into a <group> or <choice>");
	case PARAMS:
		return ((kind == SYNTAX_PARAM || kind == SYNTAX_EXCEPT) &&
		        !has_child(node, SYNTAX_EXCEPT)) ||
		       fault_place(r, at, kind, "<param> and then at most one <except>");
	case ONE_EXCEPT:
		*names = true;
		return (kind == SYNTAX_EXCEPT && node->n == 0) ||
		       fault_place(r, at, kind, "at most one <except>");
	case DEFINITIONS:
		return kind == SYNTAX_START || kind == SYNTAX_DEFINE || kind == SYNTAX_DIV ||
		       (kind == SYNTAX_INCLUDE && !parent->overrides) ||
		       fault_place(r, at, kind,
		                   parent->overrides ? "<start>, <define> and <div>"
		                                     : "<start>, <define>, <div> and <include>");
	default:
		return fault_place(r, at, kind,
		                   rules[node->kind].content == WORDS ? "text alone" : "nothing");
	}
}

static struct str keep(struct reader *r, struct str s)
{
	struct str kept = arena_str(&r->files->arena, s);
	r->failed |= r->files->arena.failed;
	return kept;
}

// The namespace of a prefix, looked up from the innermost declaration on.
static bool find_binding(const struct binding *b, struct str prefix, struct str *uri)
{
	*uri = str_is(prefix, "xml") ? STR(XML_NAMESPACE) : (struct str){0};
	return binding_find(b, prefix, uri) || uri->n > 0;
}

// A name as written in a schema: "p", or "tei:p" with its prefix resolved (4.10).
static bool set_name(struct reader *r, struct syntax *node, struct str written, size_t at,
                     const struct open *open)
{
	size_t colon = str_find_char(written, ':');
	struct str local = colon < written.n ? str_after(written, colon + 1) : written;
	struct str prefix = colon < written.n ? str_from_to(written, 0, colon) : (struct str){0};
	if (!syntax_is_ncname(local) || (colon < written.n && !syntax_is_ncname(prefix)))
		return FAULT(r, at, "3", "\"%.*s\" is no name", STR_ARG(written));
	node->name = keep(r, local);
	node->ns = open->ns;
	if (colon < written.n && !find_binding(open->bindings, prefix, &node->ns))
		return FAULT(r, at, "4.10",
		             "the prefix \"%.*s\" is not declared: xmlns:%.*s=\"…\" is missing",
		             STR_ARG(prefix), STR_ARG(prefix));
	return true;
}

// A URI of a datatype library is absolute and has no fragment.
static bool is_library(struct str uri)
{
	if (uri.n == 0)
		return true;
	size_t colon = str_find_char(uri, ':');
	if (colon == uri.n || colon == 0 || colon + 1 == uri.n || !ascii_is_alpha(uri.s[0]) ||
	    str_find_char(uri, '#') < uri.n)
		return false;
	for (size_t i = 1; i < colon; i++)
		if (!ascii_is_alpha(uri.s[i]) && !ascii_is_digit(uri.s[i]) && uri.s[i] != '+' &&
		    uri.s[i] != '-' && uri.s[i] != '.')
			return false;
	for (size_t i = colon; i < uri.n; i++)
		if (uri.s[i] == '%' && (i + 2 >= uri.n || !isxdigit((unsigned char)uri.s[i + 1]) ||
		                        !isxdigit((unsigned char)uri.s[i + 2])))
			return false;
	return true;
}

// What is inherited: ns, datatypeLibrary, xml:base.
static bool read_inherited(struct reader *r, const struct xml_element *e, struct open *open)
{
	for (size_t i = 0; i < e->n_attributes; i++) {
		const struct xml_attribute *a = &e->attributes[i];
		struct str name = xml_str(a->local), value = xml_value(a);
		if (a->uri && str_is(xml_str(a->uri), XML_NAMESPACE) && str_is(name, "base")) {
			struct buf joined = {0};
			if (!str_starts(value, STR("/")) &&
			    str_find(value, STR("://")) == value.n) {
				buf_put(&joined, uri_folder(open->base));
			}
			buf_put(&joined, value);
			open->base = keep(r, buf_str(&joined));
			r->failed |= joined.failed;
			buf_free(&joined);
		} else if (!a->uri && str_is(name, "ns")) {
			open->ns = keep(r, value);
			open->has_ns = true;
		} else if (!a->uri && str_is(name, "datatypeLibrary")) {
			if (!is_library(value))
				return FAULT(r, e->at, "4.3",
				             "datatypeLibrary=\"%.*s\" is no absolute address "
				             "without \"#\"",
				             STR_ARG(value));
			open->library = keep(r, value);
		}
	}
	return !r->failed || fail_memory(r);
}

static bool bind(struct reader *r, const struct xml_element *e, struct open *open)
{
	for (size_t i = 0; i < e->n_namespaces; i++) {
		struct binding *b = arena_alloc(&r->files->arena, sizeof *b);
		if (!b)
			return fail_memory(r);
		b->prefix = keep(r, xml_str(e->namespaces[i].prefix));
		b->uri = keep(r, xml_str(e->namespaces[i].uri));
		b->outer = open->bindings;
		open->bindings = b;
	}
	return !r->failed || fail_memory(r);
}

static bool set_combine(struct reader *r, struct syntax *node, struct str value)
{
	if (str_is(value, "choice"))
		node->combine = COMBINE_CHOICE;
	else if (str_is(value, "interleave"))
		node->combine = COMBINE_INTERLEAVE;
	else
		return FAULT(r, node->at, "3",
		             "combine=\"%.*s\" is neither \"choice\" nor \"interleave\"",
		             STR_ARG(value));
	return true;
}

// The name attribute: of an element or attribute, its name class (4.8); else the name itself.
static bool set_name_attribute(struct reader *r, struct syntax *node, struct str value,
                               const struct open *open, bool own_ns)
{
	if (node->kind != SYNTAX_ELEMENT && node->kind != SYNTAX_ATTRIBUTE) {
		node->name = keep(r, value);
		return syntax_is_ncname(value) ||
		       FAULT(r, node->at, "3",
		             "name=\"%.*s\" is no name (a name has no blank and no colon)",
		             STR_ARG(value));
	}
	struct syntax *name = syntax_add(r->files, node, SYNTAX_NAME, r->file, node->at);
	if (!name)
		return fail_memory(r);
	struct open of_name = *open;
	if (node->kind == SYNTAX_ATTRIBUTE && !own_ns)
		of_name.ns = (struct str){0};
	return set_name(r, name, value, node->at, &of_name);
}

static bool has_own_ns(const struct xml_element *e)
{
	for (size_t i = 0; i < e->n_attributes; i++)
		if (!e->attributes[i].uri && str_is(xml_str(e->attributes[i].local), "ns"))
			return true;
	return false;
}

// One attribute without namespace.
static bool read_attribute(struct reader *r, struct syntax *node, const struct xml_element *e,
                           const struct xml_attribute *a, const struct open *open)
{
	unsigned allowed = rules[node->kind].attributes;
	struct str name = xml_str(a->local), value = str_trim(xml_value(a));
	if (str_is(name, "ns") || str_is(name, "datatypeLibrary"))
		return true;
	if (str_is(name, "name") && allowed & HAS_NAME)
		return set_name_attribute(r, node, value, open, has_own_ns(e));
	if (str_is(name, "combine") && allowed & HAS_COMBINE)
		return set_combine(r, node, value);
	if (str_is(name, "type") && allowed & HAS_TYPE) {
		node->name = keep(r, value);
		node->library = open->library;
		return syntax_is_ncname(value) ||
		       FAULT(r, node->at, "3", "type=\"%.*s\" is no name of a datatype",
		             STR_ARG(value));
	}
	if (str_is(name, "href") && allowed & NEEDS_HREF) {
		node->href = syntax_path(r->files, r->file, node->at, open->base, xml_value(a));
		r->failed |= r->files->broken;
		return !r->failed;
	}
	return FAULT(
		r,
		xml_text_attribute(&r->files->items[r->file]->text, e->at, (const char *)a->local),
		"3", "<%s> has no attribute %.*s", syntax_name(node->kind), STR_ARG(name));
}

static bool read_attributes(struct reader *r, struct syntax *node, const struct xml_element *e,
                            const struct open *open)
{
	for (size_t i = 0; i < e->n_attributes; i++) {
		const struct xml_attribute *a = &e->attributes[i];
		if (a->uri && str_is(xml_str(a->uri), RNG_NAMESPACE))
			return FAULT(r, e->at, "3", "attributes of RELAX NG have no prefix: %s",
			             (const char *)a->local);
		if (!a->uri && !read_attribute(r, node, e, a, open))
			return false;
	}
	unsigned needed = rules[node->kind].attributes;
	const char *missing = needed & NEEDS_NAME && !node->name.s   ? "name"
	                      : needed & NEEDS_TYPE && !node->name.s ? "type"
	                      : needed & NEEDS_HREF && !node->href.s ? "href"
	                                                             : NULL;
	if (missing)
		return FAULT(r, e->at, "3", "<%s> needs %s=\"…\"", syntax_name(node->kind),
		             missing);
	return true;
}

static bool start_foreign(struct reader *r, const struct xml_element *e)
{
	const struct open *parent = top(r);
	if (!parent)
		return FAULT(
			r, e->at, "3",
			"this is no RELAX NG schema: it begins with <%s>, not with an element of "
			"the namespace " RNG_NAMESPACE,
			(const char *)e->local);
	if (rules[parent->node->kind].content == WORDS)
		return FAULT(r, e->at, "3", "<%s> takes text alone, no <%s>",
		             syntax_name(parent->node->kind), (const char *)e->local);
	r->is_note = r->foreign == 0 && e->uri && str_is(xml_str(e->uri), RNG_NOTES_NAMESPACE) &&
	             str_is(xml_str(e->local), "documentation");
	r->foreign++;
	buf_clear(&r->words);
	return true;
}

static bool on_start(void *context, const struct xml_element *e)
{
	struct reader *r = context;
	if (r->foreign) {
		r->foreign++;
		return true;
	}
	if (!e->uri || !str_is(xml_str(e->uri), RNG_NAMESPACE))
		return start_foreign(r, e);
	enum syntax_kind kind;
	if (!find_kind(xml_str(e->local), &kind))
		return fault_unknown(r, e->at, xml_str(e->local));
	const struct open *parent = top(r);
	struct open open = {.ns = r->ns, .has_ns = r->has_ns};
	if (parent)
		open = *parent;
	if (!may_stand(r, kind, e->at, &open.names))
		return false;
	if (r->open.n >= DEPTH_MAX)
		return FAULT(r, e->at, NULL, "the schema is nested more than %d deep", DEPTH_MAX);
	open.overrides =
		kind == SYNTAX_INCLUDE || (parent && parent->overrides && kind == SYNTAX_DIV);
	open.node = syntax_add(r->files, parent ? parent->node : NULL, kind, r->file, e->at);
	if (!open.node || !ARRAY_ROOM(&r->open))
		return fail_memory(r);
	if (!bind(r, e, &open) || !read_inherited(r, e, &open) ||
	    !read_attributes(r, open.node, e, &open))
		return false;
	open.node->has_ns = open.has_ns;
	if (kind != SYNTAX_ELEMENT && kind != SYNTAX_ATTRIBUTE)
		open.node->ns = open.ns;
	open.node->bindings = kind == SYNTAX_VALUE ? open.bindings : NULL;
	if (!r->open.n)
		r->root = open.node;
	r->open.items[r->open.n++] = open;
	buf_clear(&r->words);
	return true;
}

static bool on_text(void *context, struct str text, size_t at)
{
	struct reader *r = context;
	const struct open *open = top(r);
	if (r->foreign ? r->is_note : open && rules[open->node->kind].content == WORDS) {
		buf_put(&r->words, text);
		return !r->words.failed || fail_memory(r);
	}
	struct str rest = str_trim_left(text);
	if (r->foreign || !open || rest.n == 0)
		return true;
	return FAULT(r, at + (text.n - rest.n), "3", "text cannot stand inside <%s>",
	             syntax_name(open->node->kind));
}

// What documents a value stands behind it.
static bool keep_note(struct reader *r)
{
	struct syntax *node = top(r)->node;
	struct buf note = {0};
	struct str rest = buf_str(&r->words), one;
	if (node->last && node->last->kind == SYNTAX_VALUE)
		node = node->last;
	buf_put(&note, node->documentation);
	while ((one = str_word(&rest)).n) {
		if (note.n)
			buf_putc(&note, ' ');
		buf_put(&note, one);
	}
	node->documentation = keep(r, buf_str(&note));
	r->failed |= note.failed;
	buf_free(&note);
	return !r->failed || fail_memory(r);
}

static bool end_words(struct reader *r, const struct open *open)
{
	struct syntax *node = open->node;
	if (node->kind == SYNTAX_NAME)
		return set_name(r, node, str_trim(buf_str(&r->words)), node->at, open);
	node->text = keep(r, buf_str(&r->words));
	if (node->kind == SYNTAX_VALUE && !node->name.s)
		node->name = STR("token");
	return !r->failed || fail_memory(r);
}

static bool end_element(struct reader *r, const struct open *open)
{
	struct syntax *node = open->node;
	switch (rules[node->kind].content) {
	case WORDS:
		return end_words(r, open);
	case NAMED:
		if (node->n == 0)
			return FAULT(r, node->at, "3", "<%s> has no name: name=\"…\" is missing",
			             syntax_name(node->kind));
		if (node->kind == SYNTAX_ATTRIBUTE || node->n > 1)
			return true;
		return FAULT(r, node->at, "3",
		             "<%s> is empty; an element without content has <empty/>",
		             syntax_name(node->kind));
	case PATTERNS:
	case ONE_PATTERN:
		return node->n > 0 ||
		       FAULT(r, node->at, "3", "<%s> is empty; it needs %s",
		             syntax_name(node->kind), open->names ? "a name" : "a pattern");
	default:
		return true;
	}
}

static bool on_end(void *context, size_t at)
{
	struct reader *r = context;
	(void)at;
	if (r->foreign) {
		r->foreign--;
		return r->foreign || !r->is_note || keep_note(r);
	}
	if (!end_element(r, top(r)))
		return false;
	r->open.n--;
	return true;
}

static void on_fault(void *context, const struct xml_fault *fault)
{
	struct reader *r = context;
	if (fault->severity >= SEVERITY_ERROR)
		(void)FAULT(r, fault->at, NULL, "the schema is not well-formed: %.*s",
		            STR_ARG(fault->message));
}

struct syntax *rngxml_read(struct syntax_files *files, size_t file, const struct str *ns)
{
	static const struct xml_events events = {
		.start = on_start, .text = on_text, .end = on_end, .fault = on_fault};
	struct reader r = {.files = files, .file = file};
	if (ns) {
		r.ns = *ns;
		r.has_ns = true;
	}
	bool complete = xml_parse(&files->items[file]->text, &events, &r, NULL);
	free(r.open.items);
	buf_free(&r.words);
	if (!complete && !files->broken)
		fail_memory(&r);
	return complete && !r.failed ? r.root : NULL;
}
