// parameters.c: the parameters of a stylesheet, as text

#include "transform/parameters.h"

#include <libxslt/imports.h>
#include <libxslt/variables.h>
#include <libxslt/xsltInternals.h>
#include <stdlib.h>

#include "core/unicode.h"

bool parameters_declared(struct _xsltStylesheet *style, struct str wanted, struct buf *names)
{
	for (xsltStylesheet *s = style; s; s = xsltNextImport(s)) {
		for (xsltStackElem *v = s->variables; v; v = v->next) {
			if (!v->comp || v->comp->type != XSLT_FUNC_PARAM || v->nameURI)
				continue;
			struct str name = str_from((const char *)v->name);
			if (str_eq(name, wanted))
				return true;
			if (names)
				buf_printf(names, "%s%.*s", names->n ? ", " : "", STR_ARG(name));
		}
	}
	return false;
}

static bool add_text(struct parameters *p, struct str text)
{
	if (!ARRAY_ROOM(p))
		return false;
	p->items[p->n++] = arena_str(&p->arena, text).s;
	return !p->arena.failed;
}

bool parameters_set(struct parameters *p, struct _xsltStylesheet *style, struct str name,
                    struct str value, struct reporter *reporter)
{
	struct buf names = {0};
	bool known = parameters_declared(style, name, &names);
	if (!known)
		report(reporter, SEVERITY_FATAL, NULL, "parameter",
		       "the stylesheet has no parameter \"%.*s\"; it has %s", STR_ARG(name),
		       names.n ? names.s : "none");
	buf_free(&names);
	if (!known)
		return false;
	if (!utf8_is_valid(value)) {
		report(reporter, SEVERITY_FATAL, NULL, "parameter",
		       "the value of the parameter \"%.*s\" is not UTF-8", STR_ARG(name));
		return false;
	}
	if (add_text(p, name) && add_text(p, value))
		return true;
	report_memory(reporter);
	return false;
}

bool parameters_has(const struct parameters *p, struct str name)
{
	for (size_t i = 0; i + 1 < p->n; i += 2)
		if (str_is(name, p->items[i]))
			return true;
	return false;
}

bool parameters_pass(const struct parameters *p, struct _xsltTransformContext *context)
{
	for (size_t i = 0; i + 1 < p->n; i += 2)
		if (xsltQuoteOneUserParam(context, BAD_CAST p->items[i],
		                          BAD_CAST p->items[i + 1]) != 0)
			return false;
	return true;
}

void parameters_free(struct parameters *p)
{
	free(p->items);
	arena_free(&p->arena);
	*p = (struct parameters){0};
}
