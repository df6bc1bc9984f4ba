// site.c: a static site of a whole corpus

#include "site/site.h"

#include <stdlib.h>

#include "core/parallel.h"
#include "core/unicode.h"
#include "site/assets.h"
#include "site/document.h"
#include "site/downloads.h"
#include "site/folder.h"
#include "site/holdings.h"
#include "site/pages.h"
#include "site/postings.h"
#include "transform/transform.h"

struct making {
	const struct site *site;
	// From the parameters; NULL: as usual.
	const char *title, *about, *address, *page, *formats;
	struct naming names;
	struct folder folder;
	struct downloads downloads;
	struct press press; // its tools are ours
	struct holdings holdings;
	struct postings postings;
	struct reporter *reporter;
	bool broken; // the site cannot be written
};

// ---- Parameters: some are the site's own, the others are for its pages ----

// Where a parameter of the site's own is kept; NULL: it is none. *value is what is behind its "=".
static const char **own_parameter(struct making *m, const char *pair, const char **value)
{
	const struct {
		const char *name;
		const char **kept;
	} own[] = {{"title=", &m->title},
	           {"about=", &m->about},
	           {"url=", &m->address},
	           {"page=", &m->page},
	           {"formats=", &m->formats}};
	for (size_t i = 0; i < LENGTH(own); i++) {
		size_t n = strlen(own[i].name);
		if (strncmp(pair, own[i].name, n) != 0)
			continue;
		*value = pair + n;
		return own[i].kept;
	}
	return NULL;
}

static bool refuse(const struct making *m, const char *why)
{
	report(m->reporter, SEVERITY_FATAL, NULL, "parameter", "%s", why);
	return false;
}

static bool is_address(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.s[i] <= ' ' || s.s[i] == 0x7f)
			return false;
	return str_starts(s, STR("https://")) || str_starts(s, STR("http://"));
}

static bool read_parameters(struct making *m)
{
	const struct site *s = m->site;
	m->press.given = calloc(s->n_parameters + 1, sizeof *m->press.given);
	if (!m->press.given) {
		report_memory(m->reporter);
		return false;
	}
	for (size_t i = 0; i < s->n_parameters; i++) {
		const char *value, **kept = own_parameter(m, s->parameters[i], &value);
		if (kept)
			*kept = value;
		else
			m->press.given[m->press.n_given++] = s->parameters[i];
	}
	if (!utf8_is_valid(str_from(m->title)))
		return refuse(m, "the title of the site is not UTF-8");
	if (!utf8_is_valid(str_from(m->about)))
		return refuse(m, "the text about the site is not UTF-8");
	if (m->address && !is_address(str_from(m->address)))
		return refuse(m, "the parameter \"url\" is where the site will be: "
		                 "\"https://example.org/talks/\"");
	return true;
}

// ---- All documents ----

static void run_one(void *context, size_t i, struct reporter *reporter, struct buf *made)
{
	const struct making *m = context;
	document_make(&m->press, i, m->site->files->items[i], m->names.items[i], made, reporter);
}

static void take_row(struct making *m, size_t i, struct str line)
{
	struct str kind = {0}, word = {0};
	str_field(&line, '\t', &kind);
	if (str_is(kind, "X"))
		m->broken = true;
	if (str_is(kind, "F")) {
		buf_put(&m->folder.written, line);
		buf_putc(&m->folder.written, '\n');
	}
	size_t count = 0;
	if (str_is(kind, "W") && str_field(&line, '\t', &word) && str_number(line, &count))
		m->broken = !postings_add(&m->postings, word, i, count, m->reporter);
}

static void take_one(void *context, size_t i, struct str made)
{
	struct making *m = context;
	struct str rows = made, line;
	holdings_take(&m->holdings, i, m->names.items[i], made);
	while (!m->broken && str_field(&rows, '\n', &line))
		take_row(m, i, line);
}

static const char *name_one(void *context, size_t i)
{
	const struct making *m = context;
	return m->site->files->items[i];
}

static void run_all(struct making *m)
{
	const struct parallel_work work = {.run = run_one,
	                                   .take = take_one,
	                                   .name = name_one,
	                                   .done = "made",
	                                   .apart = true,
	                                   .context = m};
	parallel_run(&work, m->site->files->n, m->site->jobs, m->reporter);
}

// ---- Making ready ----

static bool compile(struct making *m)
{
	struct press *p = &m->press;
	p->rows = transform_compile_own("xslt/site", "rows", m->reporter);
	if (p->rows)
		p->html = transform_compile(m->page ? m->page : "html", m->reporter);
	p->downloads = &m->downloads;
	return p->html && downloads_open(&m->downloads, m->formats, m->reporter) &&
	       press_give(p, m->reporter);
}

// Each document has a place of its own, which is not that of a document that is read.
static bool find_places(struct making *m)
{
	const struct site *s = m->site;
	struct buf documents = {0};
	buf_printf(&documents, "%s/documents", s->output);
	bool good = !documents.failed;
	if (!good)
		report_memory(m->reporter);
	good = good && naming_find(&m->names, s->files->items, s->files->n, m->reporter) &&
	       naming_check(&m->names, s->files->items, documents.s, STR("xml"), m->reporter);
	buf_free(&documents);
	return good;
}

// More parts for more documents, so that each stays small to load.
static size_t shards_for(size_t documents)
{
	return documents < 50 ? 16 : documents < 1000 ? 128 : 1024;
}

static bool make_ready(struct making *m)
{
	const struct site *s = m->site;
	if (!read_parameters(m) || !compile(m) || !find_places(m))
		return false;
	m->holdings.title = m->title && *m->title ? m->title : "Transcripts";
	m->holdings.about = m->about;
	if (!holdings_begin(&m->holdings, s->files->n)) {
		report_memory(m->reporter);
		return false;
	}
	m->press.folder = &m->folder;
	return folder_begin(&m->folder, s->output, m->reporter) &&
	       assets_share(&m->folder, m->press.html, &m->press.shares, m->reporter) &&
	       postings_begin(&m->postings, &m->folder, shards_for(s->files->n), m->reporter);
}

// ---- The rest ----

static void finish(struct making *m)
{
	if (m->holdings.failed)
		report_memory(m->reporter);
	else if (!m->broken && !m->holdings.made)
		report(m->reporter, SEVERITY_ERROR, NULL, NULL,
		       "no document could be made a page of");
	else if (!m->broken && postings_end(&m->postings, m->reporter) &&
	         assets_write(&m->folder, m->reporter) &&
	         pages_write(&m->holdings, &m->folder, m->postings.shards, m->reporter) &&
	         assets_map(&m->folder, m->address, m->reporter))
		folder_end(&m->folder, m->reporter);
}

int site_make(const struct site *site, struct reporter *reporter)
{
	struct making m = {.site = site, .reporter = reporter, .folder = {.lock = -1}};
	if (make_ready(&m)) {
		run_all(&m);
		finish(&m);
	}
	transform_free(m.press.rows);
	transform_free(m.press.html);
	downloads_free(&m.downloads);
	postings_free(&m.postings);
	holdings_free(&m.holdings);
	folder_free(&m.folder);
	naming_free(&m.names);
	free(m.press.given);
	return report_status(reporter);
}
