// say.c: what is wrong with a document by its schema, in words for a scholar

#include "relaxng/say.h"

#include "core/nearest.h"
#include "relaxng/habits.h"
#include "relaxng/phrase.h"

enum {
	SHORT = 3,    // letters of a name
	HOLDERS = 16, // open elements that are asked whether they may hold another
};

// Ends a message with the place in the document, and hands it on.
static void tell(struct follower *f, size_t at, const char *rule, struct buf *message)
{
	// What was derived beyond a limit says nothing of the document.
	if (f->machine->patterns.beyond) {
		buf_free(message);
		return;
	}
	if (f->frames.n) {
		buf_puts(message, " (in ");
		phrase_path(f, message);
		buf_putc(message, ')');
	}
	if (message->failed)
		f->failed = true;
	else
		f->listener.tell(f->listener.context,
		                 &(struct xml_fault){SEVERITY_ERROR, rule, at, buf_str(message)});
	buf_free(message);
}

static const char *local_of(const struct frame *frame)
{
	return (const char *)frame->local;
}

static const char *text_of(const unsigned char *s)
{
	return s ? (const char *)s : "";
}

// "; <p> is: (paragraph) marks paragraphs in prose"
static void put_documentation(struct follower *f, struct buf *m, symbol name)
{
	if (!f->listener.verbose)
		return;
	struct str says = expect_documentation(f->machine->grammar, name);
	if (!says.n)
		return;
	buf_puts(m, "; the schema says of ");
	phrase_name(f, m, name, AS_ELEMENT);
	buf_printf(m, ": %.*s", STR_ARG(says));
}

// What may stand where the mistake is.
static void put_expected(struct follower *f, struct buf *m, const struct pattern *state)
{
	struct expected expected = {0};
	const struct frame *frame = run_top(f);
	expect_elements(f->machine, state, &expected);
	buf_puts(m, "; ");
	if (frame)
		buf_printf(m, "here <%s> takes ", local_of(frame));
	else
		buf_puts(m, "a document begins with ");
	if (!expected.n && !expected.text && !expected.open)
		buf_puts(m, frame && frame->last_local ? "nothing more" : "nothing");
	if (expected.text)
		buf_puts(m, expected.n ? "text, " : "text alone");
	phrase_names(f, m, &expected, AS_ELEMENT, "or");
	if (expected.open)
		buf_puts(m, expected.n || expected.text ? ", or elements of other schemas"
		                                        : "elements of other schemas");
	expected_free(&expected);
}

static void put_namespace(struct follower *f, struct buf *m, const struct xml_element *e,
                          symbol meant)
{
	struct str uri = f->machine->grammar->symbols.items[meant].uri;
	buf_printf(m, "<%s> is in %s%s, where the schema has ", text_of(e->local),
	           e->uri ? "the namespace " : "no namespace", text_of(e->uri));
	if (uri.n)
		buf_printf(m, "%.*s: put xmlns=\"%.*s\" on %s", STR_ARG(uri), STR_ARG(uri),
		           f->frames.n ? "it, or on the outermost element" : "it");
	else
		buf_puts(m, "none: take its xmlns away");
}

symbol say_habit(struct follower *f, const struct xml_element *e)
{
	const struct symbols *symbols = &f->machine->grammar->symbols;
	const struct frame *frame = run_top(f);
	struct str uri = frame ? symbols->items[frame->name].uri : (struct str){0};
	struct str local = str_from(text_of(e->local));
	for (size_t i = 0; !frame && i < f->machine->grammar->elements.n && !uri.n; i++)
		uri = f->machine->grammar->elements.items[i]->names->uri;
	return habit_of_element(symbols, uri, local);
}

// The name in the schema that comes nearest to one that it has not.
static void put_nearest(struct follower *f, struct buf *m, const struct xml_element *e)
{
	const struct grammar *g = f->machine->grammar;
	struct str local = str_from(text_of(e->local));
	struct nearest nearest = nearest_to(local);
	symbol habit = say_habit(f, e);
	if (habit) {
		buf_puts(m, "; did you mean ");
		phrase_name(f, m, habit, AS_ELEMENT);
		buf_puts(m, "?");
		return;
	}
	// To a short name too many are near.
	for (size_t i = 0; local.n > SHORT && i < g->elements.n; i++)
		if (g->elements.items[i]->names->kind == NAME_CLASS_NAME)
			nearest_consider(&nearest, g->elements.items[i]->names->local);
	if (nearest.best.n)
		buf_printf(m, "; did you mean <%.*s>?", STR_ARG(nearest.best));
}

// The innermost open element, but one, that may hold such an element.
static const struct frame *find_holder(struct follower *f, const struct expected *parents)
{
	// Far out is not what was meant.
	for (size_t i = f->frames.n, tries = HOLDERS; i-- > 1 && tries-- > 0;)
		for (size_t k = 0; k < parents->n; k++)
			if (parents->items[k] == f->frames.items[i - 1].name)
				return &f->frames.items[i - 1];
	return NULL;
}

static void put_place(struct follower *f, struct buf *m, symbol name)
{
	struct expected *parents = lore_parents(&f->lore, f->machine, name);
	const struct frame *holder = parents ? find_holder(f, parents) : NULL;
	if (holder) {
		buf_printf(m, "; it may stand in <%s>: close <%s> before it", local_of(holder),
		           local_of(run_top(f)));
	} else if (parents && parents->n) {
		buf_puts(m, "; it may stand in ");
		phrase_names(f, m, parents, AS_ELEMENT, "or");
	}
}

static bool is_allowed(struct follower *f, const struct pattern *p, symbol name)
{
	return p && derive_open(f->machine, p, name)->kind != PATTERN_NOT_ALLOWED;
}

// Whether an element of that name may stand in one of the name `holder`, somewhere.
static bool is_holder(struct follower *f, symbol holder, symbol name)
{
	const struct expected *parents = lore_parents(&f->lore, f->machine, name);
	for (size_t i = 0; parents && i < parents->n; i++)
		if (parents->items[i] == holder)
			return true;
	return false;
}

static void put_misplaced(struct follower *f, struct buf *m, const struct xml_element *e,
                          symbol name, const struct pattern *state)
{
	const struct frame *frame = run_top(f);
	if (!frame) {
		buf_printf(m, "<%s> cannot be the outermost element", text_of(e->local));
		put_expected(f, m, state);
		return;
	}
	buf_printf(m, "<%s> is not allowed here inside <%s>", text_of(e->local), local_of(frame));
	if (frame->last_name && is_holder(f, frame->last_name, name)) {
		buf_puts(m, "; it may stand in ");
		phrase_name(f, m, frame->last_name, AS_ELEMENT);
		put_expected(f, m, state);
		return;
	}
	if (frame->last_local &&
	    (is_allowed(f, frame->begun, name) || is_holder(f, frame->name, name))) {
		bool again = frame->last_local == e->local;
		buf_printf(m,
		           again ? ", behind another <%s>: one is enough"
		                 : ", behind <%s>: its place is further up, and it may be there "
		                   "already",
		           text_of(frame->last_local));
		put_expected(f, m, state);
		return;
	}
	put_place(f, m, name);
	put_expected(f, m, state);
}

void say_element(struct follower *f, const struct xml_element *e, symbol name, symbol meant,
                 const struct pattern *state)
{
	struct buf m = {0};
	struct str local = str_from(text_of(e->local));
	bool known = lore_content(&f->lore, f->machine, name)->kind != PATTERN_NOT_ALLOWED;
	if (meant && str_eq(f->machine->grammar->symbols.items[meant].local, local)) {
		put_namespace(f, &m, e, meant);
	} else if (known) {
		put_misplaced(f, &m, e, name, state);
		put_documentation(f, &m, name);
	} else {
		buf_printf(&m, "<%s> is no element of the schema", text_of(e->local));
		if (meant) {
			buf_puts(&m, "; did you mean ");
			phrase_name(f, &m, meant, AS_ELEMENT);
			buf_puts(&m, "?");
			put_documentation(f, &m, meant);
		} else {
			if (f->frames.n)
				put_nearest(f, &m, e);
			put_expected(f, &m, state);
		}
	}
	tell(f, e->at, "schema-element", &m);
}

void say_missing(struct follower *f, symbol missing, const unsigned char *before, size_t at)
{
	struct buf m = {0};
	phrase_name(f, &m, missing, AS_ELEMENT);
	buf_printf(&m, " is missing inside <%s>, before <%s>", local_of(run_top(f)),
	           text_of(before));
	put_documentation(f, &m, missing);
	tell(f, at, "schema-missing", &m);
}

void say_order(struct follower *f, symbol late, const unsigned char *before, size_t at)
{
	struct buf m = {0};
	buf_printf(&m, "<%s> stands before ", text_of(before));
	phrase_name(f, &m, late, AS_ELEMENT);
	buf_printf(&m, " inside <%s>; it belongs behind it", local_of(run_top(f)));
	tell(f, at, "schema-order", &m);
}

void say_incomplete(struct follower *f, const struct pattern *state, size_t at)
{
	struct buf m = {0};
	struct expected required = {0};
	const struct frame *frame = run_top(f);
	bool choice = false;
	expect_required(f->machine, state, &required, &choice);
	buf_printf(&m, "<%s> is not complete: ", local_of(frame));
	if (required.n) {
		buf_puts(&m, choice && required.n > 1 ? "it needs " : "");
		phrase_names(f, &m, &required, AS_ELEMENT, choice ? "or" : "and");
		if (!choice || required.n == 1)
			buf_printf(&m, " %s missing in it", required.n > 1 ? "are" : "is");
	} else {
		buf_puts(&m, required.text ? "it needs text" : "something is missing in it");
	}
	if (frame->last_local)
		buf_printf(&m, ", behind <%s>", text_of(frame->last_local));
	if (required.n == 1)
		put_documentation(f, &m, required.items[0]);
	expected_free(&required);
	tell(f, at, "schema-missing", &m);
}

static void put_attribute(struct buf *out, const struct xml_attribute *a)
{
	if (a->prefix)
		buf_printf(out, "%s:", text_of(a->prefix));
	buf_puts(out, text_of(a->local));
}

// Which of the attributes before it is one that it cannot stand beside; SIZE_MAX: none.
static size_t find_rival(struct follower *f, const struct xml_element *e, size_t which,
                         const struct pattern *begun)
{
	struct machine *m = f->machine;
	symbol name = machine_symbol(m, e->attributes[which].uri, e->attributes[which].local);
	if (derive_attribute(m, begun, name)->kind == PATTERN_NOT_ALLOWED)
		return SIZE_MAX;
	for (size_t i = 0; i < which; i++) {
		symbol other = machine_symbol(m, e->attributes[i].uri, e->attributes[i].local);
		const struct pattern *with = derive_rights(m, derive_attribute(m, begun, other));
		if (with->kind != PATTERN_NOT_ALLOWED &&
		    derive_attribute(m, with, name)->kind == PATTERN_NOT_ALLOWED)
			return i;
	}
	return SIZE_MAX;
}

// A name of those expected that it probably should be: the same with another prefix, or a near one.
static symbol find_attribute(struct follower *f, const struct expected *expected, struct str local)
{
	const struct symbols *symbols = &f->machine->grammar->symbols;
	for (size_t i = 0; i < expected->n; i++)
		if (habit_is_attribute(symbols, local, expected->items[i]))
			return expected->items[i];
	struct nearest nearest = nearest_to(local);
	symbol meant = 0;
	for (size_t i = 0; i < expected->n; i++) {
		struct symbol_name name = f->machine->grammar->symbols.items[expected->items[i]];
		if (str_eq(name.local, local))
			return expected->items[i];
		if (nearest_consider(&nearest, name.local))
			meant = expected->items[i];
	}
	return meant;
}

// Elements that may have such an attribute.
static void put_owners(struct follower *f, struct buf *m, const struct xml_attribute *a)
{
	symbol name = machine_symbol(f->machine, a->uri, a->local);
	struct expected *owners = name ? lore_owners(&f->lore, f->machine, name) : NULL;
	if (!owners || !owners->n)
		return;
	buf_puts(m, "; it is an attribute of ");
	phrase_names(f, m, owners, AS_ELEMENT, "and");
}

// What the attribute may be instead.
static void put_instead(struct follower *f, struct buf *m, const struct xml_attribute *a,
                        struct expected *expected, symbol meant)
{
	if (meant) {
		buf_puts(m, "; did you mean ");
		phrase_name(f, m, meant, AS_ATTRIBUTE);
		buf_puts(m, "?");
		return;
	}
	put_owners(f, m, a);
	buf_puts(m, expected->n ? "; it may have " : "; it takes no attributes here");
	phrase_names(f, m, expected, AS_ATTRIBUTE, "and");
}

symbol say_attribute(struct follower *f, const struct xml_element *e, size_t which,
                     const struct pattern *begun, const struct pattern *state, bool told)
{
	struct buf m = {0}, name = {0};
	const struct xml_attribute *a = &e->attributes[which];
	size_t rival = find_rival(f, e, which, begun);
	struct expected expected = {0};
	put_attribute(&name, a);
	expect_attributes(f->machine, state, &expected);
	symbol meant =
		rival != SIZE_MAX ? 0 : find_attribute(f, &expected, str_from(text_of(a->local)));
	if (rival != SIZE_MAX) {
		buf_printf(&m, "<%s> cannot have both ", text_of(e->local));
		put_attribute(&m, &e->attributes[rival]);
		buf_printf(&m, " and %s: take one of them away", name.s ? name.s : "");
	} else {
		buf_printf(&m, "<%s> has no attribute %s", text_of(e->local), name.s ? name.s : "");
		put_instead(f, &m, a, &expected, meant);
	}
	expected_free(&expected);
	if (told)
		buf_free(&m);
	else
		tell(f, xml_text_attribute(f->text, e->at, name.s ? name.s : ""),
		     "schema-attribute", &m);
	buf_free(&name);
	return meant;
}

// Why the value is none of any of the datatypes; the first that has something to say.
static bool put_reason(struct buf *out, const struct pattern *p, struct str value)
{
	size_t before = out->n;
	if (p->kind == PATTERN_DATA) {
		datatype_explain(p->type, value, out);
		return out->n > before;
	}
	bool inside = p->kind == PATTERN_CHOICE || p->kind == PATTERN_AFTER;
	size_t n = p->kind == PATTERN_AFTER ? 1 : p->n;
	for (size_t i = 0; inside && i < n; i++)
		if (put_reason(out, p->parts[i], value))
			return true;
	return false;
}

static void put_value_trouble(struct follower *f, struct buf *m, const struct pattern *values,
                              struct str value)
{
	struct buf reason = {0}, wanted = {0};
	if (value.n) // that it is empty was said
		put_reason(&reason, values, value);
	phrase_values(f, &wanted, values, value);
	if (reason.n)
		buf_printf(m, ": %s", reason.s);
	if (wanted.n)
		buf_printf(m, "%s %s", reason.n ? "; expected is" : ": expected is", wanted.s);
	m->failed |= reason.failed || wanted.failed;
	buf_free(&reason);
	buf_free(&wanted);
}

void say_value(struct follower *f, const struct xml_element *e, size_t which,
               const struct pattern *values)
{
	struct buf m = {0}, name = {0};
	const struct xml_attribute *a = &e->attributes[which];
	struct str value = xml_value(a);
	put_attribute(&name, a);
	buf_printf(&m, "%s=", name.s ? name.s : "");
	phrase_quote(&m, value);
	buf_printf(&m, " on <%s> is %s", text_of(e->local),
	           str_trim(value).n ? "not possible" : "empty");
	put_value_trouble(f, &m, values, value);
	tell(f, xml_text_value(f->text, e->at, name.s ? name.s : "", (struct str){0}),
	     "schema-value", &m);
	buf_free(&name);
}

void say_attributes_missing(struct follower *f, const struct xml_element *e,
                            const struct pattern *state)
{
	struct buf m = {0};
	struct expected required = {0};
	bool choice = false;
	expect_required_attributes(f->machine, state, &required, &choice);
	choice &= required.n > 1;
	if (required.n) {
		buf_printf(&m, "<%s> needs %sattribute%s ", text_of(e->local),
		           choice ? "one of the " : "the ", required.n > 1 ? "s" : "");
		phrase_names(f, &m, &required, AS_ATTRIBUTE, choice ? "or" : "and");
	} else {
		buf_printf(&m,
		           "the attributes of <%s> do not go together: one is missing, or they "
		           "exclude each other",
		           text_of(e->local));
	}
	expected_free(&required);
	tell(f, e->at, "schema-attribute-missing", &m);
}

// The elements that may stand there and take text.
static void put_text_holders(struct follower *f, struct buf *m, const struct pattern *state)
{
	struct expected expected = {0}, holders = {0};
	expect_elements(f->machine, state, &expected);
	for (size_t i = 0; i < expected.n; i++) {
		const struct pattern *content =
			lore_content(&f->lore, f->machine, expected.items[i]);
		const struct pattern *inside = derive_stripped(f->machine, content);
		if (derive_text(f->machine, inside)->kind != PATTERN_NOT_ALLOWED &&
		    ARRAY_ROOM(&holders))
			holders.items[holders.n++] = expected.items[i];
	}
	if (holders.n) {
		buf_puts(m, ": put it into ");
		phrase_names(f, m, &holders, AS_ELEMENT, "or");
	} else if (expected.n) {
		buf_puts(m, ", which takes ");
		phrase_names(f, m, &expected, AS_ELEMENT, "or");
	}
	expected_free(&expected);
	expected_free(&holders);
}

void say_text(struct follower *f, const struct pattern *state, size_t at)
{
	struct buf m = {0};
	const struct frame *frame = run_top(f);
	struct expected expected = {0};
	expect_elements(f->machine, frame->begun, &expected);
	if (expected.n || expected.open) {
		buf_printf(&m, "text is not allowed directly inside <%s>", local_of(frame));
		put_text_holders(f, &m, state);
	} else {
		buf_printf(&m,
		           "text is not allowed inside <%s>, which is always empty: write <%s/>",
		           local_of(frame), local_of(frame));
	}
	expected_free(&expected);
	tell(f, at, "schema-text", &m);
}

void say_content(struct follower *f, const struct pattern *state, struct str value, size_t at)
{
	struct buf m = {0};
	const struct frame *frame = run_top(f);
	value = str_trim(value);
	if (value.n) {
		phrase_quote(&m, value);
		buf_printf(&m, " is no possible content of <%s>", local_of(frame));
	} else {
		buf_printf(&m, "<%s> is empty", local_of(frame));
	}
	put_value_trouble(f, &m, state, value);
	tell(f, at, "schema-value", &m);
}

void say_id_twice(struct follower *f, struct str id, size_t at, size_t first)
{
	struct buf m = {0};
	buf_printf(&m, "the id \"%.*s\" is given a second time; the first is in line %zu",
	           STR_ARG(id), xml_text_line(f->text, first));
	tell(f, at, "id-duplicate", &m);
}

void say_idref(struct follower *f, struct str id, size_t at)
{
	struct buf m = {0};
	buf_printf(&m, "no element has the id \"%.*s\" that is referred to here", STR_ARG(id));
	tell(f, at, "link-target-missing", &m);
}

void say_beyond(struct follower *f, size_t at)
{
	f->listener.tell(
		f->listener.context,
		&(struct xml_fault){
			SEVERITY_FATAL, "schema-limit", at,
			STR("the document cannot be checked any further: the schema leaves open "
	                    "which of several elements each is, and they are nested too deep for "
	                    "that")});
}
