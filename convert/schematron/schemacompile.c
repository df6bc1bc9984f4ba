// schemacompile.c: the parts of a schema made into what is run

#include "schematron/schemacompile.h"

#include <stdlib.h>

#include "core/namespaces.h"

enum { EXTENDS_MAX = 20 /* deep */, EXTENDS_ALL = 10000 }; // rules that extend each other

// ---- Names in expressions ----

static bool find_uri(void *context, struct str prefix, struct str *uri)
{
	struct compiler *c = context;
	for (size_t i = c->parts->bindings.n; i-- > 0;) {
		if (!str_eq(c->parts->bindings.items[i].prefix, prefix))
			continue;
		*uri = c->parts->bindings.items[i].uri;
		return true;
	}
	if (str_is(prefix, "xml")) {
		*uri = STR(XML_NAMESPACE);
		return true;
	}
	// Some declare it as the schema's own XML needs it, and nowhere else.
	struct str kept = arena_str(&c->schema->arena, prefix);
	const xmlNs *ns =
		kept.s ? xmlSearchNs(c->at->doc, (xmlNode *)(uintptr_t)c->at, BAD_CAST kept.s)
		       : NULL;
	if (ns)
		*uri = arena_str(&c->schema->arena, str_from((const char *)ns->href));
	return ns != NULL;
}

static bool find_variable(void *context, struct str name, uint32_t *slot, struct buf *why)
{
	struct compiler *c = context;
	for (size_t i = c->visible.n; i-- > 0;) {
		const struct visible *v = &c->visible.items[i];
		if (!str_eq(v->name, name))
			continue;
		*slot = v->slot;
		if (!v->is_good)
			buf_printf(why, "it needs the variable $%.*s, which is not understood",
			           STR_ARG(name));
		return v->is_good;
	}
	buf_printf(why, "the variable $%.*s is not defined", STR_ARG(name));
	return false;
}

// ---- Rules ----

struct rule_reading {
	struct compiler *c;
	const xmlNode *rule, *pattern;
	const struct schema_let **lets;
	const struct schema_check **checks;
	bool is_dead;    // its context is not understood, or one before it
	bool takes_lets; // or else the constraints
};

static void count_dead(struct rule_reading *r)
{
	r->c->schema->n_checks++;
	r->c->schema->n_unchecked++;
}

static void read_part(void *context, xmlNode *node);

static void read_extended(struct rule_reading *r, xmlNode *node)
{
	struct compiler *c = r->c;
	struct str id = compile_attribute(c, node, "rule");
	xmlNode *found = NULL;
	for (size_t i = 0; i < c->parts->abstract_rules.n && id.n && !found; i++) {
		xmlNode *rule = c->parts->abstract_rules.items[i];
		if (str_eq(schema_attribute(rule, "id", &c->schema->arena), id))
			found = rule;
	}
	if (!found || c->depth >= EXTENDS_MAX || ++c->extended > EXTENDS_ALL) {
		struct place place = schema_place_of(c->files, node);
		report(c->reporter, SEVERITY_FATAL, &place, "schematron-broken", "%s %.*s",
		       found ? "rules extend each other without an end:"
		             : "there is no abstract rule",
		       STR_ARG(id));
		c->files->broken = true;
		return;
	}
	c->depth++;
	schema_children(c->parts, c->files, found, read_part, r);
	c->depth--;
}

static void read_part(void *context, xmlNode *node)
{
	struct rule_reading *r = context;
	if (r->c->failed || r->c->files->broken)
		return;
	if (schema_is(node, "extends")) {
		read_extended(r, node);
	} else if (schema_is(node, "let") && r->takes_lets) {
		struct schema_let *let = r->is_dead ? NULL : compile_let(r->c, node);
		if (let) {
			*(struct schema_let **)(uintptr_t)r->lets = let;
			r->lets = (const struct schema_let **)(uintptr_t)&let->next;
		}
	} else if ((schema_is(node, "assert") || schema_is(node, "report")) && !r->takes_lets) {
		if (r->is_dead) {
			count_dead(r);
			return;
		}
		struct schema_check *check = compile_check(r->c, node, r->rule, r->pattern);
		if (check) {
			*(struct schema_check **)(uintptr_t)r->checks = check;
			r->checks = (const struct schema_check **)(uintptr_t)&check->next;
		}
	}
}

static bool read_context(struct compiler *c, xmlNode *node, struct schema_rule *rule)
{
	struct buf why = {0};
	const struct xpath_node *expression = NULL;
	if (c->blocked)
		buf_puts(&why, c->blocked);
	else
		expression = compile_expression(c, node, "context", &why);
	bool good = expression && context_new(&rule->context, expression, &c->schema->arena, &why);
	if (!good) {
		context_free(&rule->context);
		compile_unsupported(c, node, why.s ? why.s : "memory ran out");
	}
	buf_free(&why);
	return good;
}

static struct schema_rule *read_rule(struct compiler *c, xmlNode *node, const xmlNode *pattern)
{
	struct schema_rule *rule = arena_alloc(&c->schema->arena, sizeof *rule);
	if (!rule) {
		c->failed = true;
		return NULL;
	}
	size_t visible = c->visible.n;
	bool good = read_context(c, node, rule);
	struct rule_reading r = {
		.c = c,
		.rule = node,
		.pattern = pattern,
		.lets = &rule->lets,
		.checks = &rule->checks,
		.is_dead = !good,
		.takes_lets = true,
	};
	// The variables of a rule are there for all of its constraints.
	schema_children(c->parts, c->files, node, read_part, &r);
	r.takes_lets = false;
	schema_children(c->parts, c->files, node, read_part, &r);
	c->visible.n = visible;
	if (!good && !c->blocked)
		c->blocked = "which nodes an earlier rule of its pattern takes is not known";
	rule->id = rule->checks ? rule->checks->id : "schematron";
	return rule;
}

// ---- Patterns ----

struct pattern_reading {
	struct compiler *c;
	const xmlNode *pattern; // NULL: a rule alone
	struct schema_pattern *made;
	struct schema_rule **rules;
	const struct schema_let **lets;
};

static void add_let(struct compiler *c, xmlNode *node)
{
	struct schema_let *let = compile_let(c, node);
	if (!let)
		return;
	let->next = (struct schema_let *)(uintptr_t)c->schema->lets;
	c->schema->lets = let;
}

// Within its pattern it comes before one of the same name elsewhere.
static void see_again(struct compiler *c, const struct visible *variable)
{
	if (ARRAY_ROOM(&c->visible))
		c->visible.items[c->visible.n++] = *variable;
	else
		c->failed = true;
}

static void read_shared_let(void *context, xmlNode *node)
{
	struct compiler *c = context;
	if (!schema_is(node, "let"))
		return;
	add_let(c, node);
	if (c->failed || !ARRAY_ROOM(&c->pattern_lets))
		c->failed = true;
	else
		c->pattern_lets.items[c->pattern_lets.n++] =
			(struct known_let){node, c->visible.items[c->visible.n - 1]};
}

static void read_pattern_part(void *context, xmlNode *node)
{
	struct pattern_reading *p = context;
	struct compiler *c = p->c;
	if (schema_is(node, "let")) {
		if (c->next_let < c->pattern_lets.n &&
		    c->pattern_lets.items[c->next_let].node == node)
			see_again(c, &c->pattern_lets.items[c->next_let++].variable);
		else
			add_let(c, node);
	} else if (schema_is(node, "rule") &&
	           !str_is(schema_attribute(node, "abstract", &p->c->schema->arena), "true")) {
		struct schema_rule *rule = read_rule(p->c, node, p->pattern);
		if (rule) {
			*p->rules = rule;
			p->rules = &rule->next;
		}
	}
}

static void read_parameter(void *context, xmlNode *node)
{
	struct compiler *c = context;
	if (!schema_is(node, "param"))
		return;
	struct str name = schema_attribute(node, "name", &c->schema->arena);
	struct str value = schema_attribute(node, "value", &c->schema->arena);
	for (size_t i = 0; i < c->parameters.n; i++)
		if (str_eq(c->parameters.items[i].name, name))
			return; // the instance's comes before the pattern's own
	if (ARRAY_ROOM(&c->parameters))
		c->parameters.items[c->parameters.n++] = (struct parameter){name, value};
	else
		c->failed = true;
}

static xmlNode *abstract_pattern(struct compiler *c, const xmlNode *node)
{
	struct str id = schema_attribute(node, "is-a", &c->schema->arena);
	for (size_t i = 0; i < c->parts->abstract_patterns.n; i++) {
		xmlNode *pattern = c->parts->abstract_patterns.items[i];
		if (str_eq(schema_attribute(pattern, "id", &c->schema->arena), id))
			return pattern;
	}
	struct place place = schema_place_of(c->files, node);
	report(c->reporter, SEVERITY_FATAL, &place, "schematron-broken",
	       "there is no abstract pattern %.*s", STR_ARG(id));
	c->files->broken = true;
	return NULL;
}

static bool is_single(const struct schema_pattern *p)
{
	return p->rules && !p->rules->next && p->rules->context.n == 1;
}

static struct schema_pattern *read_pattern(struct compiler *c, xmlNode *node)
{
	struct schema_pattern *made = arena_alloc(&c->schema->arena, sizeof *made);
	if (!made) {
		c->failed = true;
		return NULL;
	}
	size_t visible = c->visible.n;
	bool alone = schema_is(node, "rule");
	struct pattern_reading p = {
		.c = c, .pattern = alone ? NULL : node, .made = made, .rules = &made->rules};
	c->blocked = NULL;
	c->parameters.n = 0;
	made->id = schema_attribute(node, "id", &c->schema->arena);
	if (schema_has(node, "documents"))
		c->blocked = "its pattern is about other documents, which are not read";
	xmlNode *body = node;
	if (!alone && schema_has(node, "is-a")) {
		body = abstract_pattern(c, node);
		schema_children(c->parts, c->files, node, read_parameter, c);
		if (body)
			schema_children(c->parts, c->files, body, read_parameter, c);
	}
	if (alone)
		read_pattern_part(&p, node);
	else if (body)
		schema_children(c->parts, c->files, body, read_pattern_part, &p);
	c->visible.n = visible;
	made->is_single = is_single(made);
	return made;
}

// ---- Phases ----

static const xmlNode *phase_named(struct compiler *c, struct str name)
{
	for (size_t i = 0; i < c->parts->phases.n; i++)
		if (str_eq(schema_attribute(c->parts->phases.items[i], "id", &c->schema->arena),
		           name))
			return c->parts->phases.items[i];
	return NULL;
}

static bool no_phase(struct compiler *c, struct str name)
{
	struct buf known = {0};
	for (size_t i = 0; i < c->parts->phases.n; i++)
		buf_printf(&known, "%s%.*s", i ? ", " : "",
		           STR_ARG(schema_attribute(c->parts->phases.items[i], "id",
		                                    &c->schema->arena)));
	report(c->reporter, SEVERITY_FATAL, &(struct place){.file = c->schema->path.s},
	       "schematron-phase", "the schema has no phase %.*s; it has %s", STR_ARG(name),
	       known.n ? known.s : "none");
	buf_free(&known);
	return false;
}

// The phase that is asked for; NULL: all. False: it is not there.
static bool choose_phase(struct compiler *c, const xmlNode **phase)
{
	struct str name = str_from(c->options->phase);
	*phase = NULL;
	if (!name.n || str_is(name, "#DEFAULT"))
		name = c->parts->default_phase;
	if (!name.n || str_is(name, "#ALL"))
		return true;
	*phase = phase_named(c, name);
	// A grammar is checked as a whole: phases are those of the files beside it.
	return *phase || c->parts->is_embedded || no_phase(c, name);
}

struct activity {
	struct compiler *c;
	struct str id;
	bool found;
};

static void look_active(void *context, xmlNode *node)
{
	struct activity *a = context;
	if (schema_is(node, "active"))
		a->found |= str_eq(
			str_trim(schema_attribute(node, "pattern", &a->c->schema->arena)), a->id);
}

static bool is_active(struct compiler *c, const xmlNode *phase, const xmlNode *pattern)
{
	struct activity a = {c, schema_attribute(pattern, "id", &c->schema->arena), !phase};
	if (phase)
		schema_children(c->parts, c->files, (xmlNode *)(uintptr_t)phase, look_active, &a);
	return a.found;
}

static void read_phase_let(void *context, xmlNode *node)
{
	if (schema_is(node, "let"))
		add_let(context, node);
}

// ---- All of it ----

static void read_keys(struct compiler *c)
{
	for (size_t i = 0; i < c->parts->keys.n && !c->failed; i++) {
		const xmlNode *node = c->parts->keys.items[i];
		struct buf why = {0};
		struct schema_key *key = arena_alloc(&c->schema->arena, sizeof *key);
		if (!key)
			break;
		const struct xpath_node *match = compile_expression(c, node, "match", &why);
		key->name = schema_attribute(node, "name", &c->schema->arena);
		key->use = match ? compile_expression(c, node, "use", &why) : NULL;
		if (key->use && context_new(&key->match, match, &c->schema->arena, &why)) {
			key->next = c->schema->keys;
			c->schema->keys = key;
		} else {
			context_free(&key->match);
			compile_unsupported(c, node, why.s ? why.s : "memory ran out");
		}
		buf_free(&why);
	}
}

static void tell_loose(struct compiler *c)
{
	for (size_t i = 0; i < c->parts->rules.n; i++) {
		c->schema->n_checks++;
		c->schema->n_unchecked++;
		compile_unsupported(
			c, c->parts->rules.items[i],
			"it stands outside all rules, so that it is not known what it is about");
	}
}

bool compile_schema(struct compiler *c)
{
	const xmlNode *phase;
	c->scope = (struct xpath_scope){
		.uri = find_uri,
		.variable = find_variable,
		.context = c,
		.symbols = &c->schema->symbols,
		.arena = &c->schema->arena,
		.regexes = &c->schema->regexes,
	};
	if (!choose_phase(c, &phase))
		return false;
	for (size_t i = 0; i < c->parts->lets.n; i++)
		add_let(c, c->parts->lets.items[i]);
	if (phase)
		schema_children(c->parts, c->files, (xmlNode *)(uintptr_t)phase, read_phase_let, c);
	for (size_t i = 0; i < c->parts->patterns.n && !c->failed && !c->files->broken; i++) {
		xmlNode *pattern = c->parts->patterns.items[i];
		if (schema_is(pattern, "pattern") && !schema_has(pattern, "is-a") &&
		    is_active(c, phase, pattern))
			schema_children(c->parts, c->files, pattern, read_shared_let, c);
	}
	read_keys(c);
	struct schema_pattern **to = &c->schema->patterns;
	for (size_t i = 0; i < c->parts->patterns.n && !c->failed && !c->files->broken; i++) {
		if (!is_active(c, phase, c->parts->patterns.items[i]))
			continue;
		struct schema_pattern *pattern = read_pattern(c, c->parts->patterns.items[i]);
		if (pattern) {
			*to = pattern;
			to = &pattern->next;
		}
	}
	tell_loose(c);
	struct str binding = c->parts->query_binding;
	c->schema->later = binding.n ? str_find_char(binding, '2') < binding.n ||
	                                       str_find_char(binding, '3') < binding.n
	                             : c->scope.uses_later;
	free(c->visible.items);
	free(c->parameters.items);
	free(c->pattern_lets.items);
	return !c->failed && !c->files->broken && !c->schema->arena.failed;
}
