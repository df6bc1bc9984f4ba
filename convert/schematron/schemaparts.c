// schemaparts.c: the single parts of a schema compiled: expressions, variables, constraints

#include <stdlib.h>

#include "core/namespaces.h"
#include "core/unicode.h"
#include "schematron/schemacompile.h"

enum { ID_MAX = 100, LETS_MAX = 5000, CHECKS_MAX = 50000 };

// ---- Expressions ----

static bool is_name_byte(char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c) || c == '_' || c == '-' || c == '.' ||
	       (unsigned char)c >= 0x80;
}

static const struct parameter *parameter_at(const struct compiler *c, struct str rest)
{
	size_t n = 0;
	while (n < rest.n && is_name_byte(rest.s[n]))
		n++;
	for (size_t i = 0; i < c->parameters.n; i++)
		if (str_eq(c->parameters.items[i].name, str_from_to(rest, 0, n)))
			return &c->parameters.items[i];
	return NULL;
}

struct str compile_attribute(struct compiler *c, const xmlNode *node, const char *name)
{
	struct str text = schema_attribute(node, name, &c->schema->arena);
	if (!c->parameters.n || str_find_char(text, '$') == text.n)
		return text;
	struct buf filled = {0};
	// Beyond that it is no expression any more.
	while (text.n && filled.n <= XPATH_LENGTH_MAX) {
		size_t dollar = str_find_char(text, '$');
		buf_put(&filled, str_from_to(text, 0, dollar));
		text = str_after(text, dollar);
		const struct parameter *p = text.n ? parameter_at(c, str_after(text, 1)) : NULL;
		if (p)
			buf_put(&filled, p->value);
		else if (text.n)
			buf_putc(&filled, '$');
		text = str_after(text, p ? 1 + p->name.n : 1);
	}
	struct str kept = arena_str(&c->schema->arena, buf_str(&filled));
	c->failed |= filled.failed;
	buf_free(&filled);
	return kept;
}

static const struct xpath_node *expression_of(struct compiler *c, const xmlNode *node,
                                              struct str text, struct buf *why)
{
	c->at = node;
	const struct xpath_node *made = xpath_parse(&c->scope, text, why);
	c->failed |= c->schema->arena.failed;
	return made;
}

const struct xpath_node *compile_expression(struct compiler *c, const xmlNode *node,
                                            const char *name, struct buf *why)
{
	if (schema_has(node, name))
		return expression_of(c, node, compile_attribute(c, node, name), why);
	buf_printf(why, "it has no attribute %s", name);
	return NULL;
}

void compile_unsupported(struct compiler *c, const xmlNode *node, const char *why)
{
	struct place place = schema_place_of(c->files, node);
	const char *what = "this constraint is not checked";
	if (schema_is(node, "let"))
		what = "this variable is not understood";
	else if (schema_is(node, "rule"))
		what = "the constraints of this rule are not checked";
	else if (!schema_is(node, "assert") && !schema_is(node, "report"))
		what = "this is passed over";
	report(c->reporter, c->options->unsupported, &place, "schematron-unsupported", "%s: %s",
	       what, why);
}

// ---- Variables ----

struct schema_let *compile_let(struct compiler *c, const xmlNode *node)
{
	struct buf why = {0};
	struct schema_let *let = arena_alloc(&c->schema->arena, sizeof *let);
	if (c->schema->n_slots >= LETS_MAX) {
		struct place place = schema_place_of(c->files, node);
		report(c->reporter, SEVERITY_FATAL, &place, "schematron-broken",
		       "a schema may have %d variables", LETS_MAX);
		c->files->broken = true;
		return NULL;
	}
	if (!let || !ARRAY_ROOM(&c->visible)) {
		c->failed = true;
		return NULL;
	}
	let->name = compile_attribute(c, node, "name");
	let->expression = compile_expression(c, node, "value", &why);
	let->slot = c->schema->n_slots++;
	if (!let->expression)
		compile_unsupported(c, node, why.s ? why.s : "memory ran out");
	buf_free(&why);
	c->visible.items[c->visible.n++] =
		(struct visible){let->name, let->slot, let->expression != NULL};
	return let;
}

// ---- Messages ----

struct writing {
	struct compiler *c;
	struct schema_piece **to;
	bool any;
};

static struct schema_piece *add_piece(struct writing *w)
{
	struct schema_piece *piece = arena_alloc(&w->c->schema->arena, sizeof *piece);
	if (!piece) {
		w->c->failed = true;
		return NULL;
	}
	*w->to = piece;
	w->to = &piece->next;
	return piece;
}

static void add_text(struct writing *w, struct str text)
{
	struct schema_piece *piece = text.n ? add_piece(w) : NULL;
	if (piece)
		piece->text = arena_str(&w->c->schema->arena, text);
	w->any |= str_trim(text).n > 0;
}

// What cannot be worked out is left out of the message and told once.
static void add_value(struct writing *w, const xmlNode *node, struct str text)
{
	struct buf why = {0};
	const struct xpath_node *expression = expression_of(w->c, node, text, &why);
	struct schema_piece *piece = add_piece(w);
	if (piece && expression)
		piece->expression = expression;
	else if (piece)
		piece->text = STR("…");
	if (!expression)
		compile_unsupported(w->c, node, why.s ? why.s : "memory ran out");
	buf_free(&why);
	w->any = true;
}

static void write_name(struct writing *w, const xmlNode *node)
{
	struct str path = compile_attribute(w->c, node, "path");
	if (path.n) {
		add_value(w, node, arena_printf(&w->c->schema->arena, "name(%.*s)", STR_ARG(path)));
		return;
	}
	struct schema_piece *piece = add_piece(w);
	if (piece)
		piece->is_name = true;
	w->any = true;
}

static void write_content(struct writing *w, const xmlNode *parent)
{
	for (const xmlNode *n = parent->children; n; n = n->next) {
		if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE)
			add_text(w, str_from((const char *)n->content));
		else if (n->type != XML_ELEMENT_NODE)
			continue;
		else if (xmlStrEqual(n->name, BAD_CAST "value-of"))
			add_value(w, n, compile_attribute(w->c, n, "select"));
		else if (schema_is(n, "name"))
			write_name(w, n);
		else
			write_content(w, n);
	}
}

static void write_diagnostics(struct writing *w, const xmlNode *check)
{
	struct compiler *c = w->c;
	struct str ids = compile_attribute(c, check, "diagnostics"), id;
	while ((id = str_word(&ids)).n) {
		for (size_t i = 0; i < c->parts->diagnostics.n; i++) {
			const xmlNode *node = c->parts->diagnostics.items[i];
			if (!str_eq(schema_attribute(node, "id", &c->schema->arena), id))
				continue;
			add_text(w, STR(" "));
			write_content(w, node);
			break;
		}
	}
}

static struct str inherited(struct compiler *c, const char *name, const xmlNode *check,
                            const xmlNode *rule, const xmlNode *pattern)
{
	struct str value = compile_attribute(c, check, name);
	if (!value.n)
		value = compile_attribute(c, rule, name);
	return value.n || !pattern ? value : compile_attribute(c, pattern, name);
}

static void write_message(struct compiler *c, const xmlNode *node, const xmlNode *rule,
                          const xmlNode *pattern, struct schema_check *check)
{
	struct schema_piece *first = NULL;
	struct writing w = {.c = c, .to = &first};
	write_content(&w, node);
	if (!w.any)
		add_text(&w,
		         arena_printf(&c->schema->arena, "%s: %.*s",
		                      check->is_report ? "this is so here" : "this is not so here",
		                      STR_ARG(compile_attribute(c, node, "test"))));
	write_diagnostics(&w, node);
	struct str see = inherited(c, "see", node, rule, pattern);
	if (see.n)
		add_text(&w, arena_printf(&c->schema->arena, " (see %.*s)", STR_ARG(see)));
	check->message = first;
}

// ---- Constraints ----

static bool level_of(struct str role, enum severity *level)
{
	static const struct {
		const char *name;
		enum severity level;
	} roles[] = {
		{"error", SEVERITY_ERROR},      {"fatal", SEVERITY_ERROR},
		{"warning", SEVERITY_WARNING},  {"warn", SEVERITY_WARNING},
		{"nonfatal", SEVERITY_WARNING}, {"info", SEVERITY_INFO},
		{"information", SEVERITY_INFO},
	};
	for (size_t i = 0; i < LENGTH(roles); i++) {
		size_t n = 0;
		while (n < role.n && roles[i].name[n] && ascii_lower(role.s[n]) == roles[i].name[n])
			n++;
		if (n != role.n || roles[i].name[n])
			continue;
		*level = roles[i].level;
		return true;
	}
	return false;
}

// Some schemas give the level as a flag.
static enum severity severity_of(struct compiler *c, const xmlNode *node, const xmlNode *rule,
                                 const xmlNode *pattern)
{
	enum severity level = SEVERITY_ERROR;
	struct str role = inherited(c, "role", node, rule, pattern);
	if (!role.n)
		role = inherited(c, "flag", node, rule, NULL);
	level_of(str_trim(role), &level);
	return level;
}

// An id that any report format, a suppression and a baseline can hold.
static const char *id_of(struct compiler *c, const xmlNode *node, const xmlNode *rule,
                         const xmlNode *pattern)
{
	struct str id = compile_attribute(c, node, "id");
	if (!id.n)
		id = compile_attribute(c, rule, "id");
	if (!id.n && pattern)
		id = compile_attribute(c, pattern, "id");
	struct buf fit = {0};
	// Ids of other kinds of findings are not to be had.
	if (str_starts(id, STR("xml-")) || str_starts(id, STR("schema-")))
		buf_puts(&fit, "schematron-");
	for (size_t at = 0; at < id.n && fit.n < ID_MAX;) {
		size_t from = at;
		int32_t ch = utf8_next(id, &at);
		bool good = ch < 0x80 ? is_name_byte((char)ch) && ch > 0
		                      : unicode_is_letter(ch) || unicode_is_digit(ch);
		if (good)
			buf_put(&fit, str_from_to(id, from, at));
		else
			buf_putc(&fit, '-');
	}
	if (!id.n)
		buf_printf(&fit, "schematron-%zu", c->schema->n_checks);
	struct str kept = arena_str(&c->schema->arena, buf_str(&fit));
	c->failed |= fit.failed || !kept.s;
	buf_free(&fit);
	return kept.s;
}

struct schema_check *compile_check(struct compiler *c, const xmlNode *node, const xmlNode *rule,
                                   const xmlNode *pattern)
{
	struct schema_check *check = arena_alloc(&c->schema->arena, sizeof *check);
	if (!check) {
		c->failed = true;
		return NULL;
	}
	if (++c->schema->n_checks > CHECKS_MAX) {
		struct place place = schema_place_of(c->files, node);
		report(c->reporter, SEVERITY_FATAL, &place, "schematron-broken",
		       "a schema may have %d constraints", CHECKS_MAX);
		c->files->broken = true;
		return NULL;
	}
	struct buf why = {0};
	check->is_report = schema_is(node, "report");
	check->severity = severity_of(c, node, rule, pattern);
	check->id = id_of(c, node, rule, pattern);
	check->test = compile_expression(c, node, "test", &why);
	if (check->test) {
		write_message(c, node, rule, pattern, check);
		const xmlNode *has = schema_has(node, "subject") ? node : rule;
		if (schema_has(has, "subject"))
			check->subject = compile_expression(c, has, "subject", &why);
		if (schema_has(has, "subject") && !check->subject)
			compile_unsupported(c, has, why.s ? why.s : "memory ran out");
	} else {
		c->schema->n_unchecked++;
		compile_unsupported(c, node, why.s ? why.s : "memory ran out");
	}
	buf_free(&why);
	return check;
}
