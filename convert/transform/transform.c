// transform.c: derived formats, made from TEI by stylesheets

#include "transform/transform.h"

#include <libexslt/exslt.h>
#include <libxslt/documents.h>
#include <libxslt/imports.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "core/datafile.h"
#include "core/namespaces.h"
#include "core/unicode.h"
#include "core/xml.h"
#include "transform/budget.h"
#include "transform/format.h"
#include "transform/limits.h"
#include "transform/modules.h"
#include "transform/package.h"
#include "transform/parameters.h"
#include "transform/tokens.h"
#include "transform/trouble.h"
#include "transform/uuid.h"

struct transform {
	xsltStylesheet *style;
	xsltSecurityPrefs *security;
	struct modules modules;
	struct parameters parameters;
	struct format format; // views of the stylesheet's trees
};

// ---- libxslt made ready ----

// Every file that libxslt wants, for a stylesheet or for document(), comes through here.
static xmlDoc *load(const xmlChar *uri, xmlDict *dict, int options, void *context,
                    xsltLoadType type)
{
	(void)dict, (void)options, (void)context;
	struct trouble *t = trouble_now();
	if (!t)
		return NULL;
	xmlDoc *doc = modules_read(t->modules, (const char *)uri, t->reporter);
	if (!doc && type == XSLT_LOAD_DOCUMENT)
		trouble_say(t, "stylesheet", "document(): %.*s",
		            STR_ARG(buf_str(&t->modules->error)));
	return doc;
}

// Each string that XPath makes begins as a buffer of so many bytes, and many stay as large as they
// began, in the result: libxml2 takes a page of memory for the id of a speech.
static void start_small(void)
{
#if LIBXML_VERSION < 21300
	enum { STRING = 64 };
	xmlThrDefDefaultBufferSize(STRING);
	xmlDefaultBufferSize = STRING;
	xmlThrDefBufferAllocScheme(XML_BUFFER_ALLOC_DOUBLEIT);
	xmlBufferAllocScheme = XML_BUFFER_ALLOC_DOUBLEIT;
#endif
}

static void make_ready(void)
{
	budget_ready();
	xml_ready();
	start_small();
	xsltInit();
	exsltCommonRegister();
	exsltMathRegister();
	exsltSetsRegister();
	exsltFuncRegister();
	exsltStrRegister();
	exsltDateRegister();
	exsltDynRegister();
	tokens_register();
	uuid_register();
	xsltSetLoaderFunc(load);
}

// load() decides over files; there is nothing else to read and nothing to write.
static xsltSecurityPrefs *security(void)
{
	xsltSecurityPrefs *s = xsltNewSecurityPrefs();
	if (!s)
		return NULL;
	xsltSetSecurityPrefs(s, XSLT_SECPREF_READ_FILE, xsltSecurityAllow);
	xsltSetSecurityPrefs(s, XSLT_SECPREF_READ_NETWORK, xsltSecurityForbid);
	xsltSetSecurityPrefs(s, XSLT_SECPREF_WRITE_FILE, xsltSecurityForbid);
	xsltSetSecurityPrefs(s, XSLT_SECPREF_CREATE_DIRECTORY, xsltSecurityForbid);
	xsltSetSecurityPrefs(s, XSLT_SECPREF_WRITE_NETWORK, xsltSecurityForbid);
	return s;
}

// ---- Compiling ----

static bool compile(struct transform *t, const char *path, struct reporter *reporter)
{
	struct trouble trouble = {.reporter = reporter, .modules = &t->modules};
	size_t before = reporter->count[SEVERITY_FATAL];
	xmlDoc *doc = modules_open(&t->modules, path, reporter);
	if (!doc)
		return false;
	trouble_begin(&trouble);
	t->style = xsltParseStylesheetDoc(doc);
	bool good = t->style && t->style->errors == 0;
	trouble_flush(&trouble, good ? SEVERITY_WARNING : SEVERITY_FATAL);
	trouble_end(&trouble);
	if (!t->style)
		xmlFreeDoc(doc);
	good = good && reporter->count[SEVERITY_FATAL] == before;
	if (!good && reporter->count[SEVERITY_FATAL] == before)
		report(reporter, SEVERITY_FATAL, &(struct place){.file = path}, "stylesheet",
		       "this is not a stylesheet of XSLT 1.0");
	return good;
}

// What the stylesheet, or the nearest that it imports, says of its format.
static bool find_format(struct transform *t, const char *format, struct reporter *reporter)
{
	size_t before = reporter->count[SEVERITY_FATAL];
	struct buf shown = {0};
	bool found = false;
	for (xsltStylesheet *s = t->style; s && !found; s = xsltNextImport(s)) {
		if (!s->doc)
			continue;
		modules_shown(&t->modules, (const char *)s->doc->URL, &shown);
		found = format_of(s->doc, shown.s, &t->format, reporter);
	}
	buf_free(&shown);
	if (!t->format.extension.n)
		t->format.extension = strchr(format, '/') ? STR("out") : str_from(format);
	return reporter->count[SEVERITY_FATAL] == before;
}

struct transform *transform_compile(const char *format, struct reporter *reporter)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, make_ready);
	struct buf path = {0};
	struct transform *t = NULL;
	if (datafile_find(&path, "xslt", format, ".xsl", reporter)) {
		t = calloc(1, sizeof *t);
		if (t)
			t->security = security();
		if (!t || !t->security)
			report_memory(reporter);
		if (!t || !t->security || !compile(t, path.s, reporter) ||
		    !find_format(t, format, reporter)) {
			transform_free(t);
			t = NULL;
		}
	} else if (!strchr(format, '/'))
		report(reporter, SEVERITY_INFO, NULL, NULL,
		       "teitransform --list lists the formats; a stylesheet of your own is named "
		       "with a "
		       "slash, as ./%s",
		       format);
	buf_free(&path);
	return t;
}

struct transform *transform_compile_own(const char *folder, const char *name,
                                        struct reporter *reporter)
{
	struct buf path = {0};
	struct transform *t = datafile_find(&path, folder, name, ".xsl", reporter)
	                              ? transform_compile(path.s, reporter)
	                              : NULL;
	buf_free(&path);
	return t;
}

void transform_free(struct transform *t)
{
	if (!t)
		return;
	xsltFreeStylesheet(t->style);
	xsltFreeSecurityPrefs(t->security);
	modules_free(&t->modules);
	parameters_free(&t->parameters);
	free(t);
}

// ---- Parameters ----

const struct format *transform_format(const struct transform *t)
{
	return &t->format;
}

bool transform_set(struct transform *t, struct str name, struct str value,
                   struct reporter *reporter)
{
	return parameters_set(&t->parameters, t->style, name, value, reporter);
}

bool transform_set_pair(struct transform *t, const char *pair, struct reporter *reporter)
{
	struct str name = {0}, value = str_from(pair);
	str_field(&value, '=', &name);
	return transform_set(t, name, value, reporter);
}

void transform_unset(struct transform *t)
{
	parameters_free(&t->parameters);
	t->parameters = (struct parameters){0};
}

bool transform_has(const struct transform *t, struct str name)
{
	return parameters_declared(t->style, name, NULL);
}

// The name of the document goes to a stylesheet that asks for it.
static bool pass_parameters(const struct transform *t, struct str name,
                            xsltTransformContext *context)
{
	bool wanted = transform_has(t, STR("document")) &&
	              !parameters_has(&t->parameters, STR("document")) && utf8_is_valid(name);
	struct buf copy = {0};
	buf_put(&copy, name);
	bool good = !wanted || !name.n ||
	            (!copy.failed &&
	             xsltQuoteOneUserParam(context, BAD_CAST "document", BAD_CAST copy.s) == 0);
	buf_free(&copy);
	return good && parameters_pass(&t->parameters, context);
}

// ---- Running ----

static bool is_tei(const xmlDoc *doc, const char *file, struct reporter *reporter)
{
	const xmlNode *root = xmlDocGetRootElement(doc);
	bool ours = root && root->ns && xmlStrEqual(root->ns->href, BAD_CAST TEI_NAMESPACE);
	if (ours && xmlStrEqual(root->name, BAD_CAST "TEI"))
		return true;
	const char *name = root ? (const char *)root->name : "nothing";
	long line = root ? xmlGetLineNo(root) : 0;
	struct place place = {.file = file, .line = line > 0 ? (size_t)line : 0};
	if (ours && xmlStrEqual(root->name, BAD_CAST "teiCorpus"))
		report(reporter, SEVERITY_ERROR, &place, "not-tei",
		       "this is a teiCorpus; transform its TEI documents one by one");
	else
		report(reporter, SEVERITY_ERROR, &place, "not-tei",
		       "this is not a TEI document: its root is <%s>, and <TEI> in the namespace "
		       "http://www.tei-c.org/ns/1.0 was expected",
		       name);
	return false;
}

struct sink {
	struct buf *out;
	size_t max;
	bool full;
};

static int on_bytes(void *context, const char *bytes, int n)
{
	struct sink *sink = context;
	if (sink->out->n + (size_t)n > sink->max)
		sink->full = true;
	if (sink->full || sink->out->failed)
		return -1;
	buf_put(sink->out, (struct str){bytes, (size_t)n});
	return n;
}

// The output method and encoding are the stylesheet's.
static bool serialise(const struct transform *t, xmlDoc *result, struct sink *sink)
{
	const xmlChar *encoding = NULL;
	for (xsltStylesheet *s = t->style; s && !encoding; s = xsltNextImport(s))
		encoding = s->encoding;
	xmlCharEncodingHandler *encoder = NULL;
	bool utf8 = !encoding || xmlStrcasecmp(encoding, BAD_CAST "UTF-8") == 0;
	if (!utf8)
		encoder = xmlFindCharEncodingHandler((const char *)encoding);
	if (!utf8 && !encoder)
		return false;
	xmlOutputBuffer *buffer = xmlOutputBufferCreateIO(on_bytes, NULL, sink, encoder);
	if (!buffer)
		return false;
	bool good = xsltSaveResultTo(buffer, result, t->style) >= 0;
	return xmlOutputBufferClose(buffer) >= 0 && good;
}

size_t transform_seconds(size_t bytes)
{
	return SECONDS_FREE + bytes / BYTES_A_SECOND;
}

static void set_limits(xsltTransformContext *context, size_t bytes)
{
	unsigned long steps = STEPS_FREE + STEPS_A_BYTE * (unsigned long)bytes;
	context->maxTemplateDepth = TEMPLATE_DEPTH_MAX;
	context->maxTemplateVars = VARIABLES_MAX;
	context->opLimit = steps;
	context->xpathCtxt->opLimit = steps;
}

// The memory is spent: nothing more is begun.
static void on_spent(void *context)
{
	struct trouble *t = context;
	t->context->state = XSLT_STATE_STOPPED;
	t->context->xpathCtxt->opLimit = 1;
}

// Runs the stylesheet over a tree; NULL when it failed, which is reported.
static xmlDoc *apply(const struct transform *t, xmlDoc *doc, struct str name, size_t bytes,
                     struct trouble *trouble)
{
	xsltTransformContext *context = trouble->context;
	struct budget budget = {
		.left = (long long)(MEMORY_FREE + MEMORY_A_BYTE * bytes),
		.grace = (long long)MEMORY_GRACE,
		.seconds = (long long)transform_seconds(bytes),
		.on_spent = on_spent,
		.context = trouble,
	};
	xsltSetTransformErrorFunc(context, trouble, trouble_hear);
	xsltSetCtxtSecurityPrefs(t->security, context);
	set_limits(context, bytes);
	budget_begin(&budget);
	xmlDoc *result = NULL;
	if (pass_parameters(t, name, context))
		result = xsltApplyStylesheetUser(t->style, doc, NULL, NULL, NULL, context);
	budget_end();
	if (budget.late)
		trouble_say(trouble, "too-long",
		            "the transformation takes more than %zu seconds, more than any derived "
		            "format of this document would",
		            transform_seconds(bytes));
	else if (budget.spent)
		trouble_say(trouble, "too-large",
		            "the transformation takes more than %zu MiB of memory, more than any "
		            "derived format of this document would",
		            (MEMORY_FREE + MEMORY_A_BYTE * bytes) >> 20);
	else if (!result || context->state != XSLT_STATE_OK)
		trouble_give_up(trouble);
	if (trouble->failed) {
		xmlFreeDoc(result);
		result = NULL;
	}
	return result;
}

static bool make_package(const xmlDoc *result, size_t max, const char *file, struct buf *out,
                         struct reporter *reporter)
{
	size_t before = out->n;
	if (package_write(result, max, file, out, reporter))
		return true;
	out->n = before;
	return false;
}

static bool write_result(const struct transform *t, xmlDoc *result, size_t bytes, const char *file,
                         struct buf *out, struct reporter *reporter)
{
	size_t before = out->n;
	if (t->format.kind == FORMAT_PACKAGE)
		return make_package(result, RESULT_FREE + RESULT_A_BYTE * bytes, file, out,
		                    reporter);
	struct sink sink = {.out = out, .max = before + RESULT_FREE + RESULT_A_BYTE * bytes};
	bool good = serialise(t, result, &sink) && !sink.full && !out->failed;
	if (sink.full)
		report(reporter, SEVERITY_FATAL, &(struct place){.file = file}, "too-large",
		       "the result is larger than %zu MiB, more than any derived format of this "
		       "document would be",
		       (sink.max - before) >> 20);
	else if (out->failed)
		report_memory(reporter);
	else if (!good)
		report(reporter, SEVERITY_FATAL, &(struct place){.file = file}, "stylesheet",
		       "the result cannot be written in the encoding that the stylesheet asks for");
	if (!good)
		out->n = before;
	return good;
}

static bool run(const struct transform *t, xmlDoc *doc, size_t bytes, const char *file,
                struct str name, struct buf *out, struct reporter *reporter)
{
	// document() may read more modules, and counts them: each run counts for itself.
	struct modules modules = t->modules;
	modules.error = (struct buf){0};
	struct trouble trouble = {
		.reporter = reporter,
		.modules = &modules,
		.document = file,
		.context = xsltNewTransformContext(t->style, doc),
	};
	if (!trouble.context) {
		report_memory(reporter);
		return false;
	}
	trouble_begin(&trouble);
	xmlDoc *result = apply(t, doc, name, bytes, &trouble);
	bool good = result && write_result(t, result, bytes, file, out, reporter);
	trouble_end(&trouble);
	xmlFreeDoc(result);
	xsltFreeTransformContext(trouble.context);
	buf_free(&modules.error);
	return good;
}

bool transform_run(const struct transform *t, struct str bytes, const char *file, struct str name,
                   struct buf *out, struct reporter *reporter)
{
	xmlDoc *doc = xml_read_tree(bytes, file, SEVERITY_ERROR, reporter);
	if (!doc)
		return false;
	bool good = is_tei(doc, file, reporter) && run(t, doc, bytes.n, file, name, out, reporter);
	xmlFreeDoc(doc);
	return good;
}
