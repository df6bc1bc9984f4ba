// libxml.c: libxml2's RelaxNG as an engine
//
// It needs the whole document as a tree.

#include "validate/libxml.h"

#include <libxml/relaxng.h>
#include <stdlib.h>

#include "core/io.h"
#include "validate/complaints.h"
#include "validate/engine.h"
#include "validate/rngload.h"
#include "validate/tree.h"

enum {
	SCHEMA_MAX = 64 * 1024 * 1024, // bytes
	LOADING_SECONDS = 120,
	DEPTH_MAX = 1000,             // its recursion takes 2 to 3 KB of stack an element
	NODES_MAX = 20 * 1000 * 1000, // 120 bytes each and more
};

struct schema {
	xmlRelaxNG *grammar;
	struct schema_names names;
};

static void free_schema(void *schema)
{
	struct schema *s = schema;
	if (!s)
		return;
	xmlRelaxNGFree(s->grammar);
	schema_names_free(&s->names);
	free(s);
}

static bool is_relaxng(xmlDoc *doc, const char *path, struct reporter *reporter)
{
	const xmlNode *root = xmlDocGetRootElement(doc);
	if (root && schema_names_is_rng(root, NULL))
		return true;
	report(reporter, SEVERITY_FATAL, &(struct place){.file = path, .line = 1}, "schema-broken",
	       "this is no RELAX NG schema: its outermost element is <%s>, not <grammar>",
	       root ? (const char *)root->name : "");
	return false;
}

static void *compile(const char *path, struct reporter *reporter)
{
	struct buf bytes = {0};
	xmlDoc *doc = NULL;
	if (input_read(&bytes, path, SCHEMA_MAX, reporter))
		doc = xml_read_tree(buf_str(&bytes), path, SEVERITY_FATAL, reporter);
	buf_free(&bytes);
	struct schema *s = doc ? calloc(1, sizeof *s) : NULL;
	if (!s || !is_relaxng(doc, path, reporter) || !schema_names_collect(&s->names, doc)) {
		if (doc && (!s || s->names.arena.failed))
			report_memory(reporter);
		xmlFreeDoc(doc);
		free_schema(s);
		return NULL;
	}
	s->grammar = rngload(doc, path, LOADING_SECONDS, reporter);
	if (!s->grammar) {
		free_schema(s);
		return NULL;
	}
	return s;
}

struct run {
	const struct schema *schema;
	struct xml_text *text;
	struct findings *findings;
	struct tree tree;
	bool stopped;
};

static void *begin(const void *schema, struct xml_text *text, struct _xmlDict *names, bool verbose,
                   struct findings *findings)
{
	(void)verbose; // it does not know what it expects
	struct run *run = calloc(1, sizeof *run);
	if (!run)
		return NULL;
	run->schema = schema;
	run->text = text;
	run->findings = findings;
	if (!tree_begin(&run->tree, names)) {
		free(run);
		return NULL;
	}
	return run;
}

static bool give_up(struct run *run, size_t at, const char *why)
{
	if (run->tree.failed)
		run->findings->failed = true;
	else
		findings_add(run->findings, SEVERITY_FATAL, at, "xml-limit",
		             "%s, more than the engine libxml2 can check against a schema", why);
	run->stopped = true;
	return false;
}

static bool on_start(void *context, const struct xml_element *element)
{
	struct run *run = context;
	if (run->tree.depth >= DEPTH_MAX)
		return give_up(run, element->at, "elements are nested more than 1000 deep");
	if (run->tree.n >= NODES_MAX)
		return give_up(run, element->at, "the document has more than 20 million parts");
	return tree_start(&run->tree, element) || give_up(run, element->at, "");
}

static bool on_text(void *context, struct str text, size_t at)
{
	struct run *run = context;
	return tree_text(&run->tree, text, at) || give_up(run, at, "");
}

static bool on_end(void *context, size_t at)
{
	struct run *run = context;
	return tree_end(&run->tree) || give_up(run, at, "");
}

static void check(struct run *run)
{
	xmlRelaxNGValidCtxt *context = xmlRelaxNGNewValidCtxt(run->schema->grammar);
	if (!context) {
		run->findings->failed = true;
		return;
	}
	struct complaints complaints = {
		.names = &run->schema->names,
		.text = run->text,
		.doc = run->tree.doc,
	};
	xmlRelaxNGSetValidStructuredErrors(context, complaints_add, &complaints);
	int result = xmlRelaxNGValidateDoc(context, run->tree.doc);
	xmlRelaxNGFreeValidCtxt(context);
	if (result < 0)
		findings_add(run->findings, SEVERITY_FATAL, 0, NULL,
		             "libxml2 could not check this document against the schema");
	complaints_hand_on(&complaints, run->findings);
	if (result > 0 && complaints.n == 0)
		findings_add(run->findings, SEVERITY_ERROR, 0, "schema-content",
		             "the document does not fit the schema; libxml2 does not say where");
	if (complaints.failed || complaints.arena.failed)
		run->findings->failed = true;
	complaints_free(&complaints);
}

static void finish(void *context, bool complete)
{
	struct run *run = context;
	if (complete && !run->stopped)
		check(run);
	tree_free(&run->tree);
	free(run);
}

const struct engine engine_libxml = {
	.name = "libxml2",
	.compile = compile,
	.free_schema = free_schema,
	.begin = begin,
	.start = on_start,
	.text = on_text,
	.end = on_end,
	.finish = finish,
};
