// grammar.c: a schema in the simple form of RELAX NG, ready to follow documents

#include "relaxng/grammar.h"

#include <stdlib.h>

#include "relaxng/restrict.h"
#include "relaxng/scope.h"

enum { DEPTH_MAX = 3000, REFS_MAX = 3000 };

// A schema while patterns are made of it.
struct building {
	struct gathering gathering;
	struct grammar *grammar;
	struct patterns *patterns;
	struct table names; // name classes of one name each
	struct {
		const struct name_class **items;
		size_t n, cap;
	} known_names;
	struct {
		struct scope **items; // of the elements, by id
		size_t n, cap;
	} scopes;
	size_t refs; // how many definitions are being made, one for the other
	bool failed; // a fault was told, or memory ran out
};

static const struct pattern *build(struct building *b, struct scope *scope, struct syntax *node);

static const struct pattern *fail(struct building *b)
{
	b->failed = true;
	return b->patterns->not_allowed;
}

// Whoever goes through a pattern needs stack for each step down.
static const struct pattern *check_depth(struct building *b, const struct syntax *at,
                                         const struct pattern *p)
{
	if (p->depth <= DEPTH_MAX)
		return p;
	syntax_fault(&b->gathering.files, at->file, at->at, NULL,
	             "more than %d patterns stand one inside or behind the other here", DEPTH_MAX);
	return fail(b);
}

static struct name_class *new_names(struct building *b, enum name_class_kind kind)
{
	struct name_class *c = arena_alloc(&b->gathering.files.arena, sizeof *c);
	if (c)
		c->kind = kind;
	else
		b->failed = true;
	return c;
}

// Names that are alike are one, so that attributes that are alike are one pattern.
static const struct name_class *one_name(struct building *b, const struct syntax *node)
{
	struct buf key = {0};
	size_t at;
	const struct name_class *made = NULL;
	buf_put(&key, node->name);
	buf_putc(&key, '\n');
	buf_put(&key, node->ns);
	if (!key.failed && table_get(&b->names, buf_str(&key), &at)) {
		made = b->known_names.items[at];
	} else {
		struct name_class *c = new_names(b, NAME_CLASS_NAME);
		struct str kept = arena_str(&b->gathering.files.arena, buf_str(&key));
		if (c && kept.s && ARRAY_ROOM(&b->known_names) &&
		    table_set(&b->names, kept, b->known_names.n)) {
			c->uri = node->ns;
			c->local = node->name;
			c->id = (uint32_t)b->known_names.n;
			b->known_names.items[b->known_names.n++] = c;
			made = c;
		}
	}
	buf_free(&key);
	b->failed |= !made;
	return made;
}

static const struct name_class *names_of(struct building *b, const struct syntax *node);

static const struct name_class *choice_of_names(struct building *b, const struct syntax *first)
{
	const struct name_class *all = NULL;
	for (const struct syntax *node = first; node; node = node->next) {
		const struct name_class *one = names_of(b, node);
		struct name_class *both = all && one ? new_names(b, NAME_CLASS_CHOICE) : NULL;
		if (both) {
			both->left = one;
			both->right = all;
		}
		all = both ? both : one;
	}
	return all;
}

static const struct name_class *names_of(struct building *b, const struct syntax *node)
{
	if (node->kind == SYNTAX_NAME)
		return one_name(b, node);
	if (node->kind == SYNTAX_CHOICE)
		return choice_of_names(b, node->first);
	struct name_class *c =
		new_names(b, node->kind == SYNTAX_NS_NAME ? NAME_CLASS_NS : NAME_CLASS_ANY);
	if (c) {
		c->uri = node->ns;
		c->left = node->first ? choice_of_names(b, node->first->first) : NULL;
	}
	return c;
}

static const struct pattern *build_element(struct building *b, struct scope *scope,
                                           struct syntax *node)
{
	if (node->made)
		return node->made;
	struct grammar *g = b->grammar;
	struct pattern_element *element = arena_alloc(&b->gathering.files.arena, sizeof *element);
	if (!element || !ARRAY_ROOM(&g->elements) || !ARRAY_ROOM(&b->scopes))
		return fail(b);
	element->id = (uint32_t)g->elements.n;
	element->names = names_of(b, node->first);
	element->written = node;
	g->elements.items[g->elements.n++] = element;
	b->scopes.items[b->scopes.n++] = scope;
	const struct pattern *made = pattern_element(b->patterns, element);
	node->made = (void *)(uintptr_t)made;
	return made;
}

// What several patterns one after the other mean. From the last one on, for that is how groups nest.
static const struct pattern *build_group(struct building *b, struct scope *scope,
                                         struct syntax *first)
{
	struct pattern_list parts = {0};
	for (struct syntax *node = first; node && !b->failed; node = node->next)
		pattern_list_add(&parts, build(b, scope, node));
	b->failed |= parts.failed;
	const struct pattern *all = b->patterns->empty;
	for (size_t i = parts.n; i-- > 0 && !b->failed;)
		all = check_depth(b, first, pattern_group(b->patterns, parts.items[i], all));
	pattern_list_free(&parts);
	return all;
}

static const struct pattern *join(struct building *b, const struct pattern_list *parts,
                                  bool interleave)
{
	if (parts->failed)
		return fail(b);
	return interleave ? pattern_interleave(b->patterns, parts->items, parts->n)
	                  : pattern_choice(b->patterns, parts->items, parts->n);
}

static const struct pattern *build_parts(struct building *b, struct scope *scope,
                                         struct syntax *parent, bool interleave)
{
	struct pattern_list parts = {0};
	for (struct syntax *node = parent->first; node; node = node->next)
		pattern_list_add(&parts, build(b, scope, node));
	const struct pattern *made = join(b, &parts, interleave);
	pattern_list_free(&parts);
	return made;
}

static const struct pattern *build_definition(struct building *b, struct definition *d,
                                              const struct syntax *asked)
{
	if (d->made)
		return d->made;
	if (d->is_open) {
		syntax_fault(&b->gathering.files, asked->file, asked->at, "4.19",
		             "\"%.*s\" refers to itself without an element between",
		             STR_ARG(asked->name));
		return fail(b);
	}
	if (b->refs >= REFS_MAX) {
		syntax_fault(&b->gathering.files, asked->file, asked->at, NULL,
		             "more than %d definitions refer to each other in a row", REFS_MAX);
		return fail(b);
	}
	d->is_open = true;
	b->refs++;
	struct pattern_list parts = {0};
	for (struct part *part = d->first; part && !b->failed; part = part->next)
		pattern_list_add(&parts, build_group(b, d->scope, part->node->first));
	const struct pattern *all = join(b, &parts, d->combine == COMBINE_INTERLEAVE);
	pattern_list_free(&parts);
	if (b->patterns->beyond && !b->failed) {
		syntax_fault(&b->gathering.files, asked->file, asked->at, NULL,
		             "\"%.*s\" is too large: its parts double with each reference, or nest "
		             "without end",
		             STR_ARG(asked->name));
		b->failed = true;
	}
	d->is_open = false;
	b->refs--;
	return d->made = all;
}

static const struct pattern *build_attribute(struct building *b, struct scope *scope,
                                             struct syntax *node)
{
	const struct pattern *content =
		node->first->next ? build_group(b, scope, node->first->next) : b->patterns->text;
	const struct name_class *names = names_of(b, node->first);
	return names ? pattern_attribute(b->patterns, names, content) : fail(b);
}

static const struct pattern *build_value(struct building *b, const struct syntax *node)
{
	struct pattern_value *value = arena_alloc(&b->gathering.files.arena, sizeof *value);
	if (!value)
		return fail(b);
	value->type = node->made;
	value->text = node->text;
	// Only where prefixes mean something do they part values that are written alike.
	if (datatype_needs_context(value->type)) {
		value->ns = node->ns;
		value->bindings = node->bindings;
	}
	return pattern_of_value(b->patterns, value);
}

static const struct pattern *build_data(struct building *b, struct scope *scope,
                                        struct syntax *node)
{
	bool excepts = node->last && node->last->kind == SYNTAX_EXCEPT;
	const struct pattern *except = excepts ? build_parts(b, scope, node->last, false) : NULL;
	return pattern_data(b->patterns, node->made, except);
}

static const struct pattern *build(struct building *b, struct scope *scope, struct syntax *node)
{
	struct patterns *p = b->patterns;
	switch (node->kind) {
	case SYNTAX_ELEMENT:
		return build_element(b, scope, node);
	case SYNTAX_ATTRIBUTE:
		return build_attribute(b, scope, node);
	case SYNTAX_GROUP:
		return build_group(b, scope, node->first);
	case SYNTAX_INTERLEAVE:
		return build_parts(b, scope, node, true);
	case SYNTAX_CHOICE:
		return build_parts(b, scope, node, false);
	case SYNTAX_OPTIONAL:
		return pattern_choice_of(p, build_group(b, scope, node->first), p->empty);
	case SYNTAX_ZERO_OR_MORE:
		return pattern_choice_of(
			p, pattern_one_or_more(p, build_group(b, scope, node->first)), p->empty);
	case SYNTAX_ONE_OR_MORE:
		return pattern_one_or_more(p, build_group(b, scope, node->first));
	case SYNTAX_LIST:
		return pattern_list(p, build_group(b, scope, node->first));
	case SYNTAX_MIXED:
		return pattern_interleave_of(p, build_group(b, scope, node->first), p->text);
	case SYNTAX_REF:
	case SYNTAX_PARENT_REF:
		return build_definition(b, scope_find(scope, node), node);
	case SYNTAX_EMPTY:
		return p->empty;
	case SYNTAX_VALUE:
		return build_value(b, node);
	case SYNTAX_DATA:
		return build_data(b, scope, node);
	case SYNTAX_TEXT:
		return p->text;
	case SYNTAX_EXTERNAL_REF:
		return build(b, scope, node->made);
	case SYNTAX_GRAMMAR:
		return build_definition(b, &((struct scope *)node->made)->start, node);
	default:
		return p->not_allowed;
	}
}

// Elements come up while the content of others is made.
static void build_contents(struct building *b)
{
	struct grammar *g = b->grammar;
	for (size_t i = 0; i < g->elements.n && !b->failed; i++) {
		struct pattern_element *element = g->elements.items[i];
		element->content =
			build_group(b, b->scopes.items[i], element->written->first->next);
	}
}

static void look_at_datatypes(struct grammar *g)
{
	for (size_t i = 0; i < g->datatypes.n; i++) {
		g->needs_context |= datatype_needs_context(g->datatypes.items[i]);
		g->has_ids |= datatype_id_type(g->datatypes.items[i]) != ID_TYPE_NONE;
	}
}

static bool add_symbols(struct grammar *g)
{
	for (size_t i = 0; i < g->elements.n; i++)
		if (!symbols_add(&g->symbols, g->elements.items[i]->names))
			return false;
	for (size_t i = 0; i < g->patterns.cap; i++) {
		const struct pattern *p = g->patterns.slots[i];
		if (p && p->kind == PATTERN_ATTRIBUTE && !symbols_add(&g->symbols, p->names))
			return false;
	}
	return true;
}

static bool compile(struct building *b, const char *path, struct reporter *reporter)
{
	struct grammar *g = b->grammar;
	struct syntax_files *files = &b->gathering.files;
	files->reporter = reporter;
	b->gathering.grammar = g;
	b->patterns = &g->patterns;
	if (!patterns_open(&g->patterns, NULL) || !symbols_init(&g->symbols)) {
		report_memory(reporter);
		return false;
	}
	struct syntax *root = syntax_read(files, str_from(path), NULL, NULL);
	if (!root || !scope_survey(&b->gathering, NULL, root) || files->broken)
		return false;
	g->start = build(b, NULL, root);
	build_contents(b);
	if (g->patterns.beyond && !files->broken)
		syntax_fault(
			files, root->file, root->at, NULL,
			"the schema is too large: what stands in it doubles, or nests without end");
	bool good = !b->failed && !files->broken && !g->patterns.failed && add_symbols(g);
	if (!good && !files->broken)
		report_memory(reporter);
	g->n_names = b->known_names.n;
	look_at_datatypes(g);
	return good && restrict_check(g, root, files);
}

bool grammar_read(struct grammar *g, const char *path, struct reporter *reporter)
{
	struct building b = {.grammar = g};
	*g = (struct grammar){0};
	bool good = compile(&b, path, reporter);
	g->arena = b.gathering.files.arena;
	b.gathering.files.arena = (struct arena){0};
	gathering_free(&b.gathering);
	table_free(&b.names);
	free(b.known_names.items);
	free(b.scopes.items);
	if (!good)
		grammar_free(g);
	return good;
}

void grammar_free(struct grammar *g)
{
	for (size_t i = 0; i < g->datatypes.n; i++)
		datatype_free(g->datatypes.items[i]);
	free(g->datatypes.items);
	free(g->elements.items);
	patterns_close(&g->patterns);
	symbols_free(&g->symbols);
	arena_free(&g->arena);
	*g = (struct grammar){0};
}
