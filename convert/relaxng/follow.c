// follow.c: follows one document through a schema

#include "relaxng/follow.h"

#include <stdlib.h>

#include "core/namespaces.h"
#include "core/nearest.h"
#include "relaxng/matching.h"
#include "relaxng/say.h"

enum {
	ALIKE_MIN = 6,   // letters
	COUNTS_MAX = 64, // names among the children of one element
};

// What an element that opens leads to.
struct opened {
	const struct pattern *content, *rest; // rest NULL: inside the content
	bool is_free;
	bool is_habit; // its name is one of another vocabulary
};

struct follower *follower_new(struct machine *m, struct xml_text *text, struct _xmlDict *dict,
                              const struct follow_listener *listener)
{
	struct follower *f = calloc(1, sizeof *f);
	uint32_t *used = calloc(m->grammar->symbols.n, sizeof *used);
	if (!f || !used) {
		free(f);
		free(used);
		return NULL;
	}
	f->used = used;
	f->machine = m;
	f->text = text;
	f->listener = *listener;
	f->state = m->grammar->start;
	machine_use_names(m, dict);
	return f;
}

void follower_free(struct follower *f)
{
	if (!f)
		return;
	free(f->used);
	lore_free(&f->lore);
	free(f->frames.items);
	free(f->counts.items);
	free(f->scopes.items);
	free(f->idrefs.items);
	buf_free(&f->value);
	idtable_free(&f->ids);
	free(f);
}

static bool is_none(const struct pattern *p)
{
	return p->kind == PATTERN_NOT_ALLOWED;
}

static struct opened opened_of(const struct pattern *p)
{
	if (p->kind == PATTERN_AFTER)
		return (struct opened){.content = p->parts[0], .rest = p->parts[1]};
	return (struct opened){.content = p};
}

// False: memory ran out, or a limit was reached, which is told.
static bool go_on(struct follower *f, size_t at)
{
	if (f->machine->patterns.beyond && !f->beyond) {
		f->beyond = true;
		say_beyond(f, at);
	}
	return !f->failed && !f->machine->failed && !f->beyond;
}

bool follower_is_beyond(const struct follower *f)
{
	return f->beyond;
}

// What must outlive the machine's memory of the rest.
static bool forget(struct follower *f)
{
	size_t n = 1 + 2 * f->frames.n, at = 0;
	const struct pattern **live = calloc(n, sizeof *live);
	if (!live)
		return !(f->failed = true);
	const struct pattern *none = f->machine->grammar->patterns.not_allowed;
	live[at++] = f->state;
	for (size_t i = 0; i < f->frames.n; i++) {
		const struct frame *frame = &f->frames.items[i];
		live[at++] = frame->rest ? frame->rest : none;
		live[at++] = frame->begun ? frame->begun : none;
	}
	bool good = machine_forget(f->machine, live, n);
	lore_forget(&f->lore);
	at = 0;
	f->state = live[at++];
	for (size_t i = 0; i < f->frames.n; i++) {
		struct frame *frame = &f->frames.items[i];
		frame->rest = frame->rest ? live[at] : NULL;
		frame->begun = frame->begun ? live[at + 1] : NULL;
		at += 2;
	}
	free(live);
	f->failed |= !good;
	return good;
}

// Counts a child of the open element; gives how many of its name there are. Where there are very many
// names, new ones are not counted (0): nobody looks for a place by them.
static uint32_t count(struct follower *f, size_t from, const unsigned char *local)
{
	for (size_t i = from; i < f->counts.n; i++)
		if (f->counts.items[i].local == local)
			return ++f->counts.items[i].n;
	if (f->counts.n - from >= COUNTS_MAX)
		return 0;
	if (!ARRAY_ROOM(&f->counts)) {
		f->failed = true;
		return 1;
	}
	f->counts.items[f->counts.n++] = (struct count){local, 1};
	return 1;
}

static bool resolve(const void *data, struct str prefix, struct str *uri)
{
	const struct follower *f = data;
	for (size_t i = f->scopes.n; i-- > 0;) {
		const struct in_scope *scope = &f->scopes.items[i];
		if (str_eq(xml_str(scope->prefix), prefix)) {
			*uri = xml_str(scope->uri);
			return prefix.n == 0 || uri->n > 0;
		}
	}
	*uri = str_is(prefix, "xml") ? STR(XML_NAMESPACE) : (struct str){0};
	return prefix.n == 0 || uri->n > 0;
}

static struct datatype_context context_of(const struct follower *f)
{
	return (struct datatype_context){resolve, f};
}

static void declare(struct follower *f, const struct xml_element *e)
{
	for (size_t i = 0; f->machine->grammar->needs_context && i < e->n_namespaces; i++) {
		if (!ARRAY_ROOM(&f->scopes)) {
			f->failed = true;
			return;
		}
		f->scopes.items[f->scopes.n++] = (struct in_scope){
			e->namespaces[i].prefix, e->namespaces[i].uri, f->frames.n + 1};
	}
}

// Text among elements.
static void take_text(struct follower *f, struct frame *frame, size_t at)
{
	const struct pattern *next = derive_text(f->machine, f->state);
	if (!is_none(next)) {
		f->state = next;
	} else if (!frame->text_told) {
		frame->text_told = true;
		say_text(f, f->state, at);
	}
}

// What was taken for a value is text among elements, since an element comes.
static void settle_value(struct follower *f, struct frame *frame)
{
	if (f->value.n && !f->value_blank)
		take_text(f, frame, f->value_at);
	buf_clear(&f->value);
}

// The symbol of an element. One in a namespace that was taken for another's stays there.
static symbol symbol_of(struct follower *f, const struct xml_element *e)
{
	const struct symbols *symbols = &f->machine->grammar->symbols;
	symbol name = machine_symbol(f->machine, e->uri, e->local);
	if (!f->has_alias || e->uri != f->alias_from ||
	    !is_none(lore_content(&f->lore, f->machine, name)))
		return name;
	return symbols_find(symbols, f->alias_to, xml_str(e->local));
}

// A name of another vocabulary, whose counterpart may stand here.
static symbol find_habit(struct follower *f, const struct xml_element *e)
{
	symbol meant = say_habit(f, e);
	return meant && !is_none(derive_open(f->machine, f->state, meant)) ? meant : 0;
}

// How many letters two long names begin with, if that is most of them: publicationStatement.
static size_t alike(struct str a, struct str b)
{
	size_t n = 0, shorter = a.n < b.n ? a.n : b.n;
	while (n < shorter && a.s[n] == b.s[n])
		n++;
	return n >= ALIKE_MIN && n * 3 >= shorter * 2 ? n : 0;
}

// The name that an element should probably have: one that may stand here, in another namespace or with
// a slip of the pen.
static symbol find_meant(struct follower *f, const struct xml_element *e)
{
	const struct symbols *symbols = &f->machine->grammar->symbols;
	symbol habit = find_habit(f, e);
	if (habit)
		return habit;
	struct str local = xml_str(e->local);
	struct expected expected = {0};
	struct nearest nearest = nearest_to(local);
	symbol meant = 0;
	size_t alike_best = 0;
	expect_elements(f->machine, f->state, &expected);
	for (size_t i = 0; i < expected.n; i++) {
		struct symbol_name name = symbols->items[expected.items[i]];
		if (str_eq(name.local, local)) {
			meant = expected.items[i];
			f->has_alias = true;
			f->alias_from = e->uri;
			f->alias_to = name.uri;
			break;
		}
		bool nearer = nearest_consider(&nearest, name.local);
		size_t begins = alike(name.local, local);
		if (nearer || (!nearest.best.n && begins > alike_best)) {
			meant = expected.items[i];
			alike_best = begins;
		}
	}
	expected_free(&expected);
	return meant;
}

// An element that must come first is missing, if this one may stand behind it.
static bool skip_missing(struct follower *f, const struct xml_element *e, symbol name,
                         struct opened *opened)
{
	struct machine *m = f->machine;
	struct frame *frame = run_top(f);
	struct expected required = {0};
	bool choice = false, found = false;
	expect_required(m, f->state, &required, &choice);
	for (size_t i = 0; i < required.n && !found && frame; i++) {
		const struct pattern *first = derive_open(m, f->state, required.items[i]);
		if (is_none(first))
			continue;
		const struct pattern *rest = derive_rights(m, first);
		const struct pattern *next = derive_open(m, rest, name);
		if (is_none(next))
			continue;
		found = true;
		frame->has_missing = true;
		frame->missing = required.items[i];
		frame->missing_at = e->at;
		frame->missing_before = e->local;
		*opened = opened_of(next);
	}
	expected_free(&required);
	return found;
}

// An element that is not allowed here: told, and followed as what it probably is.
static struct opened mend_open(struct follower *f, const struct xml_element *e, symbol name)
{
	struct frame *frame = run_top(f);
	const struct pattern *content = lore_content(&f->lore, f->machine, name);
	struct opened opened = {content, f->state, is_none(content), false};
	if (opened.is_free) {
		symbol meant = find_meant(f, e);
		say_element(f, e, name, meant, f->state);
		if (meant) {
			opened = opened_of(derive_open(f->machine, f->state, meant));
			opened.is_habit = meant == say_habit(f, e);
			return opened;
		}
	} else if (frame && frame->has_missing && frame->missing == name) {
		frame->has_missing = false;
		say_order(f, name, frame->missing_before, frame->missing_at);
		return opened;
	} else if (skip_missing(f, e, name, &opened)) {
		return opened;
	} else {
		say_element(f, e, name, 0, f->state);
	}
	if (frame)
		frame->excused = true;
	return opened;
}

static void keep_id(struct follower *f, struct str id, enum id_type type, bool told, size_t at)
{
	id = str_trim(id);
	uint32_t index = idtable_add(&f->ids, id);
	if (index == ID_NONE) {
		f->failed = true;
		return;
	}
	struct idtable_entry *entry = &f->ids.items[index];
	if (type == ID_TYPE_ID) {
		if (entry->at != ID_UNSEEN && !told)
			say_id_twice(f, id, at, entry->at);
		else
			entry->at = at;
	} else if (entry->at == ID_UNSEEN) {
		if (ARRAY_ROOM(&f->idrefs))
			f->idrefs.items[f->idrefs.n++] = (struct idref){index, at};
		else
			f->failed = true;
	}
}

// The kind of id that a value is, which matches the pattern.
static enum id_type id_type_of(struct follower *f, const struct pattern *p, struct str value)
{
	enum id_type type = ID_TYPE_NONE;
	if (p->kind == PATTERN_DATA && datatype_id_type(p->type) != ID_TYPE_NONE)
		return machine_matches(f->machine, p, value, NULL) ? datatype_id_type(p->type)
		                                                   : ID_TYPE_NONE;
	for (size_t i = 0; p->kind == PATTERN_CHOICE && i < p->n && type == ID_TYPE_NONE; i++)
		type = id_type_of(f, p->parts[i], value);
	return type;
}

static void take_ids(struct follower *f, const struct pattern *values, struct str value,
                     const struct xml_attribute *a, size_t at)
{
	enum id_type type = id_type_of(f, values, value);
	struct str word, rest = value;
	// Whoever looks after links tells a second xml:id.
	bool told =
		a->uri && str_is(xml_str(a->local), "id") && str_is(xml_str(a->uri), XML_NAMESPACE);
	if (type == ID_TYPE_NONE)
		return;
	while ((word = str_word(&rest)).n)
		keep_id(f, word, type, told, at);
}

// An attribute that is misspelt is probably one that may stand here. That the attributes of <img> are
// others than those of <graphic> was told with its name.
static void mend_attribute(struct follower *f, const struct xml_element *e, size_t which,
                           const struct pattern *begun, bool told)
{
	symbol meant = say_attribute(f, e, which, begun, f->state, told);
	const struct pattern *next =
		meant ? derive_attribute(f->machine, f->state, meant) : f->state;
	if (meant && !is_none(next))
		f->state = derive_rights(f->machine, next);
}

// Behind an attribute whose name is allowed: `next` is AFTERs of its value.
static bool take_value(struct follower *f, const struct xml_element *e, size_t which,
                       const struct pattern *next)
{
	const struct xml_attribute *a = &e->attributes[which];
	const struct datatype_context context = context_of(f);
	struct str value = xml_value(a);
	const struct pattern *then = derive_value(f->machine, next, value, &context);
	if (is_none(then))
		return false;
	if (f->machine->grammar->has_ids && next->kind == PATTERN_AFTER)
		take_ids(f, next->parts[0], value, a, e->at);
	f->state = then;
	return true;
}

static void take_attribute(struct follower *f, const struct xml_element *e, size_t which,
                           const struct pattern *begun, bool is_habit)
{
	const struct xml_attribute *a = &e->attributes[which];
	symbol name = machine_symbol(f->machine, a->uri, a->local);
	const struct pattern *next = derive_attribute(f->machine, f->state, name);
	f->used[name]++;
	if (is_none(next)) {
		mend_attribute(f, e, which, begun, is_habit);
	} else if (!take_value(f, e, which, next)) {
		say_value(f, e, which, next);
		f->state = derive_rights(f->machine, next);
	}
}

// The last attribute, if all is well with it and none is missing.
static bool take_last_attribute(struct follower *f, const struct xml_element *e)
{
	const struct xml_attribute *a = &e->attributes[e->n_attributes - 1];
	symbol name = machine_symbol(f->machine, a->uri, a->local);
	const struct pattern *next = derive_last_attribute(f->machine, f->state, name);
	f->used[name]++;
	return !is_none(next) && take_value(f, e, e->n_attributes - 1, next);
}

static void take_attributes(struct follower *f, const struct xml_element *e, bool is_habit)
{
	const struct pattern *begun = f->state;
	for (size_t i = 0; i < e->n_attributes; i++) {
		if (i + 1 == e->n_attributes && take_last_attribute(f, e))
			return;
		take_attribute(f, e, i, begun, is_habit);
	}
	const struct pattern *closed = derive_close(f->machine, f->state);
	if (is_none(closed)) {
		say_attributes_missing(f, e, f->state);
		closed = derive_stripped(f->machine, f->state);
	}
	f->state = closed;
}

// What is inside an element of which nothing is known is what the schema says elsewhere.
static struct opened open_free(struct follower *f, symbol name)
{
	const struct pattern *content = lore_content(&f->lore, f->machine, name);
	return (struct opened){content, f->state, is_none(content), false};
}

// Most elements have no attributes, and are allowed where they stand: one look-up for their start tag.
static bool enter_child(struct follower *f, const struct xml_element *e, symbol name,
                        struct opened *opened)
{
	if (e->n_attributes)
		return false;
	const struct pattern *next = derive_enter(f->machine, f->state, name);
	*opened = opened_of(next);
	return !is_none(next);
}

static struct opened open_child(struct follower *f, const struct xml_element *e, symbol name)
{
	const struct pattern *next = derive_open(f->machine, f->state, name);
	return is_none(next) ? mend_open(f, e, name) : opened_of(next);
}

bool follow_start(struct follower *f, const struct xml_element *e)
{
	if (machine_is_full(f->machine) && !forget(f))
		return false;
	struct frame *parent = run_top(f);
	symbol name = symbol_of(f, e);
	f->used[name]++;
	uint32_t index = count(f, parent ? parent->counts : 0, e->local);
	if (parent)
		settle_value(f, parent);
	struct opened opened;
	bool is_free = parent && parent->is_free;
	bool entered = !is_free && enter_child(f, e, name, &opened);
	if (!entered)
		opened = is_free ? open_free(f, name) : open_child(f, e, name);
	if (parent) {
		parent->has_children = true;
		parent->last_local = e->local;
		parent->last_name = name;
	}
	if (!ARRAY_ROOM(&f->frames))
		return !(f->failed = true);
	declare(f, e);
	f->frames.items[f->frames.n++] = (struct frame){
		.rest = opened.rest,
		.local = e->local,
		.prefix = e->prefix,
		.name = name,
		.at = e->at,
		.counts = f->counts.n,
		.index = index,
		.is_free = opened.is_free,
	};
	f->value_blank = true;
	if (!opened.is_free) {
		f->state = opened.content;
		if (!entered)
			take_attributes(f, e, opened.is_habit);
		run_top(f)->begun = f->state;
	}
	return go_on(f, e->at);
}

static size_t skip_blank(struct str s)
{
	size_t at = 0;
	// By hand: most text is a line end and blanks.
	while (at < s.n &&
	       (s.s[at] == ' ' || s.s[at] == '\n' || s.s[at] == '\t' || s.s[at] == '\r'))
		at++;
	return at;
}

bool follow_text(struct follower *f, struct str text, size_t at)
{
	struct frame *frame = run_top(f);
	if (!frame || frame->is_free)
		return true;
	size_t blank = skip_blank(text);
	if (f->state->flags & PATTERN_VALUES && !frame->has_children) {
		if (f->value_blank && blank < text.n) {
			f->value_blank = false;
			f->value_at = at + blank;
		}
		buf_put(&f->value, text);
		f->failed |= f->value.failed;
	} else if (blank < text.n) {
		take_text(f, frame, at + blank);
	}
	return go_on(f, at);
}

static const struct pattern *end_value(struct follower *f, const struct frame *frame, size_t at)
{
	const struct datatype_context context = context_of(f);
	struct str value = buf_str(&f->value);
	const struct pattern *next = frame->rest;
	bool good;
	if (next) {
		good = machine_matches(f->machine, f->state, value, &context);
	} else {
		next = derive_value(f->machine, f->state, value, &context);
		good = !is_none(next);
	}
	if (good)
		return next;
	if (!frame->excused)
		say_content(f, f->state, value, f->value_blank ? at : f->value_at);
	return frame->rest ? frame->rest : derive_rights(f->machine, f->state);
}

static const struct pattern *end_content(struct follower *f, const struct frame *frame, size_t at)
{
	if (frame->rest && pattern_is_nullable(f->state))
		return frame->rest;
	const struct pattern *next =
		frame->rest ? f->machine->patterns.not_allowed : derive_end(f->machine, f->state);
	if (!is_none(next))
		return next;
	// What stands there and should not is why something else does not.
	if (!frame->excused && !frame->text_told)
		say_incomplete(f, f->state, at);
	return frame->rest ? frame->rest : derive_rights(f->machine, f->state);
}

bool follow_end(struct follower *f, size_t at)
{
	struct frame *frame = run_top(f);
	bool is_value = f->state->flags & PATTERN_VALUES && !frame->has_children;
	if (frame->is_free)
		f->state = frame->rest;
	else if (is_value)
		f->state = end_value(f, frame, at);
	else
		f->state = end_content(f, frame, at);
	if (frame->has_missing)
		say_missing(f, frame->missing, frame->missing_before, frame->missing_at);
	while (f->scopes.n && f->scopes.items[f->scopes.n - 1].depth == f->frames.n)
		f->scopes.n--;
	buf_clear(&f->value);
	f->counts.n = frame->counts;
	f->frames.n--;
	return go_on(f, at);
}

bool follow_finish(struct follower *f)
{
	for (size_t i = 0; i < f->idrefs.n; i++) {
		const struct idref *ref = &f->idrefs.items[i];
		if (f->ids.items[ref->id].at == ID_UNSEEN)
			say_idref(f, idtable_name(&f->ids, ref->id), ref->at);
	}
	return !f->failed && !f->machine->failed;
}
