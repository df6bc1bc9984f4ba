// scope.c: the definitions of a grammar, gathered from all its files

#include "relaxng/scope.h"

#include <stdlib.h>

#include "core/nearest.h"
#include "relaxng/grammar.h"

#define XMLNS_NAMESPACE "http://www.w3.org/2000/xmlns"

// An include, and which of the definitions that it overrides were there.
struct override {
	const struct override *outer;
	struct table names; // of its own definitions; "" is start
	bool *found;
};

#define FAULT(g, node, section, ...) \
	(syntax_fault(&(g)->files, (node)->file, (node)->at, (section), __VA_ARGS__), false)

static bool fail_memory(struct gathering *g)
{
	if (!g->failed)
		report_memory(g->files.reporter);
	return !(g->failed = true);
}

static struct definition *find_definition(struct scope *scope, struct str name)
{
	size_t at;
	return table_get(&scope->by_name, name, &at) ? scope->definitions.items[at] : NULL;
}

struct definition *scope_find(struct scope *scope, const struct syntax *node)
{
	struct scope *in = node->kind == SYNTAX_PARENT_REF ? scope->outer : scope;
	return in ? find_definition(in, node->name) : NULL;
}

static struct definition *definition_of(struct gathering *g, struct scope *scope,
                                        const struct syntax *node)
{
	if (node->kind == SYNTAX_START)
		return &scope->start;
	struct definition *known = find_definition(scope, node->name);
	if (known)
		return known;
	struct definition *made = arena_alloc(&g->files.arena, sizeof *made);
	if (!made || !ARRAY_ROOM(&scope->definitions) ||
	    !table_set(&scope->by_name, node->name, scope->definitions.n))
		return NULL;
	made->scope = scope;
	scope->definitions.items[scope->definitions.n++] = made;
	return made;
}

// Adds what is written under a name to what there is of it already (4.17).
static bool add_part(struct gathering *g, struct scope *scope, const struct syntax *node)
{
	struct definition *d = definition_of(g, scope, node);
	struct part *part = arena_alloc(&g->files.arena, sizeof *part);
	if (!d || !part)
		return fail_memory(g);
	struct str name = node->kind == SYNTAX_START ? STR("start") : node->name;
	if (d->first && node->combine == COMBINE_NONE && d->is_whole)
		return FAULT(g, node, "4.17",
		             "\"%.*s\" is defined twice; say combine=\"choice\" or "
		             "combine=\"interleave\" on one of them",
		             STR_ARG(name));
	if (node->combine != COMBINE_NONE && d->combine != COMBINE_NONE &&
	    node->combine != d->combine)
		return FAULT(
			g, node, "4.17",
			"\"%.*s\" is combined by choice in one place and by interleave in another",
			STR_ARG(name));
	d->is_whole |= node->combine == COMBINE_NONE;
	if (node->combine != COMBINE_NONE)
		d->combine = node->combine;
	part->node = node;
	if (d->last)
		d->last->next = part;
	else
		d->first = part;
	d->last = part;
	return true;
}

static struct str override_name(const struct syntax *node)
{
	return node->kind == SYNTAX_DEFINE ? node->name : (struct str){"", 0};
}

static bool list_overrides(struct override *o, const struct syntax *parent)
{
	for (const struct syntax *node = parent->first; node; node = node->next) {
		if (node->kind == SYNTAX_DIV
		            ? !list_overrides(o, node)
		            : !table_set(&o->names, override_name(node), o->names.n))
			return false;
	}
	return true;
}

// Whether an include, or one around it, has its own definition instead.
static bool is_overridden(const struct override *o, const struct syntax *node)
{
	bool overridden = false;
	size_t at;
	for (; o; o = o->outer) {
		if (table_get(&o->names, override_name(node), &at)) {
			o->found[at] = true;
			overridden = true;
		}
	}
	return overridden;
}

static bool check_found(struct gathering *g, const struct override *o, const struct syntax *parent)
{
	for (const struct syntax *node = parent->first; node; node = node->next) {
		size_t at = 0;
		if (node->kind == SYNTAX_DIV) {
			if (!check_found(g, o, node))
				return false;
			continue;
		}
		table_get(&o->names, override_name(node), &at);
		if (!o->found[at])
			return FAULT(
				g, node, "4.7",
				"this is to replace \"%.*s\" of the included schema, which does "
				"not define it; define it outside the include",
				STR_ARG(node->kind == SYNTAX_START ? STR("start") : node->name));
	}
	return true;
}

static bool collect(struct gathering *g, struct scope *scope, struct syntax *parent,
                    const struct override *overrides);

static bool include(struct gathering *g, struct scope *scope, struct syntax *node,
                    const struct override *overrides)
{
	struct syntax *root =
		syntax_read(&g->files, node->href, node, node->has_ns ? &node->ns : NULL);
	if (!root)
		return false;
	if (root->kind != SYNTAX_GRAMMAR)
		return FAULT(g, node, "4.7",
		             "%.*s cannot be included: it is a <%s>, not a <grammar>",
		             STR_ARG(node->href), syntax_name(root->kind));
	struct override own = {.outer = overrides};
	bool good = list_overrides(&own, node);
	own.found = calloc(own.names.n + 1, sizeof *own.found);
	if (!good || !own.found)
		good = fail_memory(g);
	good = good && collect(g, scope, root, &own) && check_found(g, &own, node) &&
	       collect(g, scope, node, overrides);
	table_free(&own.names);
	free(own.found);
	return good;
}

static bool collect(struct gathering *g, struct scope *scope, struct syntax *parent,
                    const struct override *overrides)
{
	for (struct syntax *node = parent->first; node; node = node->next) {
		bool good = node->kind == SYNTAX_DIV ? collect(g, scope, node, overrides)
		            : node->kind == SYNTAX_INCLUDE
		                    ? include(g, scope, node, overrides)
		                    : is_overridden(overrides, node) || add_part(g, scope, node);
		if (!good)
			return false;
	}
	return true;
}

static bool survey_children(struct gathering *g, struct scope *scope, struct syntax *parent)
{
	for (struct syntax *node = parent->first; node; node = node->next)
		if (!scope_survey(g, scope, node))
			return false;
	return true;
}

static bool survey_definition(struct gathering *g, struct definition *d)
{
	for (struct part *part = d->first; part; part = part->next)
		if (!survey_children(g, d->scope, (struct syntax *)(uintptr_t)part->node))
			return false;
	return true;
}

static bool survey_grammar(struct gathering *g, struct scope *outer, struct syntax *node)
{
	struct scope *scope = arena_alloc(&g->files.arena, sizeof *scope);
	if (!scope)
		return fail_memory(g);
	scope->outer = outer;
	scope->start.scope = scope;
	scope->next = g->scopes;
	g->scopes = scope;
	node->made = scope;
	if (!collect(g, scope, node, NULL))
		return false;
	if (!scope->start.first)
		return FAULT(
			g, node, "4.18",
			"the grammar has no <start>: it does not say what a document begins with");
	bool good = survey_definition(g, &scope->start);
	for (size_t i = 0; good && i < scope->definitions.n; i++)
		good = survey_definition(g, scope->definitions.items[i]);
	return good;
}

static bool fault_ref(struct gathering *g, const struct scope *in, const struct syntax *node)
{
	if (!in)
		return FAULT(g, node, "4.18", "\"%.*s\" is referred to outside of any grammar%s",
		             STR_ARG(node->name),
		             node->kind == SYNTAX_PARENT_REF ? " around this one" : "");
	struct nearest nearest = nearest_to(node->name);
	for (size_t i = 0; i < in->definitions.n; i++)
		nearest_consider(&nearest, in->definitions.items[i]->first->node->name);
	return FAULT(g, node, "4.18", "nothing is defined under the name \"%.*s\"%s%.*s%s",
	             STR_ARG(node->name), nearest.best.n ? "; did you mean \"" : "",
	             STR_ARG(nearest.best), nearest.best.n ? "\"?" : "");
}

static bool survey_file(struct gathering *g, struct scope *scope, struct syntax *node)
{
	struct syntax *root =
		syntax_read(&g->files, node->href, node, node->has_ns ? &node->ns : NULL);
	node->made = root;
	return root && scope_survey(g, scope, root);
}

// What is excepted of a name class may not be as wide as itself (4.16).
static bool survey_except(struct gathering *g, const struct syntax *node, enum syntax_kind from)
{
	for (const struct syntax *child = node->first; child; child = child->next) {
		if (child->kind == SYNTAX_ANY_NAME ||
		    (child->kind == SYNTAX_NS_NAME && from == SYNTAX_NS_NAME))
			return FAULT(g, child, "4.16", "<%s> cannot be excepted from <%s>",
			             syntax_name(child->kind), syntax_name(from));
		if (!survey_except(g, child, from))
			return false;
	}
	return true;
}

static bool survey_names(struct gathering *g, const struct syntax *node, bool of_attribute)
{
	bool named = node->kind == SYNTAX_NAME;
	if (named && of_attribute && str_is(node->name, "xmlns") && node->ns.n == 0)
		return FAULT(g, node, "4.16", "\"xmlns\" declares a namespace and is no attribute");
	if (of_attribute && (named || node->kind == SYNTAX_NS_NAME) &&
	    str_is(node->ns, XMLNS_NAMESPACE))
		return FAULT(g, node, "4.16",
		             "attributes of the namespace " XMLNS_NAMESPACE " declare namespaces");
	bool wide = node->kind == SYNTAX_ANY_NAME || node->kind == SYNTAX_NS_NAME;
	if (wide && !survey_except(g, node, node->kind))
		return false;
	for (const struct syntax *child = node->first; child; child = child->next)
		if (!survey_names(g, child, of_attribute))
			return false;
	return true;
}

static void put_field(struct buf *key, struct str s)
{
	buf_put_number(key, s.n);
	buf_putc(key, ':');
	buf_put(key, s);
}

static bool find_uri(const void *data, struct str prefix, struct str *uri)
{
	return binding_find(data, prefix, uri);
}

static bool make_datatype(struct gathering *g, struct syntax *node, const struct syntax **params,
                          size_t n, struct str key)
{
	struct grammar *grammar = g->grammar;
	struct datatype_param *list = calloc(n + 1, sizeof *list);
	struct buf message = {0};
	size_t wrong = n;
	for (size_t i = 0; list && i < n; i++)
		list[i] = (struct datatype_param){params[i]->name, params[i]->text};
	struct datatype *made =
		list ? datatype_make(node->library, node->name, list, n, &wrong, &message) : NULL;
	free(list);
	struct str kept = arena_str(&g->files.arena, key);
	bool good = made != NULL;
	if (!made && message.n)
		(void)FAULT(g, wrong < n ? params[wrong] : node, "4.16", "%s", message.s);
	else if (!made || !kept.s || !ARRAY_ROOM(&grammar->datatypes) ||
	         !table_set(&g->datatypes, kept, grammar->datatypes.n))
		good = fail_memory(g);
	if (good)
		grammar->datatypes.items[grammar->datatypes.n++] = made;
	else if (made)
		datatype_free(made);
	node->made = good ? made : NULL;
	buf_free(&message);
	return good;
}

// The datatype of data or value; those that are alike are one.
static bool survey_datatype(struct gathering *g, struct syntax *node)
{
	const struct syntax **params = calloc(node->n + 1, sizeof *params);
	struct buf key = {0};
	size_t n = 0, at;
	put_field(&key, node->library);
	put_field(&key, node->name);
	for (const struct syntax *child = node->first; params && child; child = child->next) {
		if (child->kind != SYNTAX_PARAM)
			continue;
		put_field(&key, child->name);
		put_field(&key, child->text);
		params[n++] = child;
	}
	bool good = params && !key.failed;
	if (!good)
		fail_memory(g);
	else if (table_get(&g->datatypes, buf_str(&key), &at))
		node->made = g->grammar->datatypes.items[at];
	else
		good = make_datatype(g, node, params, n, buf_str(&key));
	free(params);
	buf_free(&key);
	return good;
}

static bool survey_value(struct gathering *g, struct syntax *node)
{
	if (!survey_datatype(g, node))
		return false;
	const struct datatype_context context = {find_uri, node->bindings};
	if (datatype_allows(node->made, node->text, &context))
		return true;
	struct buf why = {0};
	datatype_explain(node->made, node->text, &why);
	(void)FAULT(g, node, "4.16", "\"%.*s\" is no value of the datatype %.*s%s%s",
	            STR_ARG(node->text), STR_ARG(node->name), why.n ? ": " : "",
	            why.n ? why.s : "");
	buf_free(&why);
	return false;
}

bool scope_survey(struct gathering *g, struct scope *scope, struct syntax *node)
{
	switch (node->kind) {
	case SYNTAX_GRAMMAR:
		return survey_grammar(g, scope, node);
	case SYNTAX_REF:
	case SYNTAX_PARENT_REF:
		if (scope && scope_find(scope, node))
			return true;
		return fault_ref(g, scope && node->kind == SYNTAX_PARENT_REF ? scope->outer : scope,
		                 node);
	case SYNTAX_EXTERNAL_REF:
		return survey_file(g, scope, node);
	case SYNTAX_DATA:
		return survey_datatype(g, node) && survey_children(g, scope, node);
	case SYNTAX_VALUE:
		return survey_value(g, node);
	case SYNTAX_ELEMENT:
	case SYNTAX_ATTRIBUTE:
		if (!survey_names(g, node->first, node->kind == SYNTAX_ATTRIBUTE))
			return false;
		for (struct syntax *child = node->first->next; child; child = child->next)
			if (!scope_survey(g, scope, child))
				return false;
		return true;
	default:
		return survey_children(g, scope, node);
	}
}

void gathering_free(struct gathering *g)
{
	for (struct scope *s = g->scopes; s; s = s->next) {
		free(s->definitions.items);
		table_free(&s->by_name);
	}
	table_free(&g->datatypes);
	syntax_free(&g->files);
}
