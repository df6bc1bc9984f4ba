// site.c: a static site of a whole corpus

#include "site/site.h"

#include <stdlib.h>
#include <unistd.h>

#include "core/datafile.h"
#include "core/io.h"
#include "core/parallel.h"
#include "core/unicode.h"
#include "core/uri.h"
#include "site/downloads.h"
#include "site/escape.h"
#include "site/holdings.h"
#include "site/pages.h"
#include "site/postings.h"
#include "site/words.h"
#include "transform/transform.h"

struct making {
	const struct site *site;
	const char *title, *page, *formats; // from the parameters; NULL: as usual
	const char **given;                 // the other parameters
	size_t n_given;
	struct naming names;
	struct transform *rows, *html;
	struct downloads downloads;
	struct holdings holdings;
	struct postings postings;
	struct buf search; // the folder of the index
	struct reporter *reporter;
	bool broken; // the index cannot be written
};

// ---- Parameters: some are the site's own, the others are for its pages ----

// Where a parameter of the site's own is kept; NULL: it is none. *value is what is behind its "=".
static const char **own_parameter(struct making *m, const char *pair, const char **value)
{
	const struct {
		const char *name;
		const char **kept;
	} own[] = {{"title=", &m->title}, {"page=", &m->page}, {"formats=", &m->formats}};
	for (size_t i = 0; i < LENGTH(own); i++) {
		size_t n = strlen(own[i].name);
		if (strncmp(pair, own[i].name, n) != 0)
			continue;
		*value = pair + n;
		return own[i].kept;
	}
	return NULL;
}

static void read_parameters(struct making *m)
{
	for (size_t i = 0; i < m->site->n_parameters; i++) {
		const char *value, **kept = own_parameter(m, m->site->parameters[i], &value);
		if (kept)
			*kept = value;
		else
			m->given[m->n_given++] = m->site->parameters[i];
	}
}

static bool give_parameters(const struct making *m, struct reporter *reporter)
{
	for (size_t i = 0; i < m->n_given; i++)
		if (!transform_set_pair(m->html, m->given[i], reporter))
			return false;
	return true;
}

// ---- One document: its page, its downloads, its text for the search ----

static bool write_as(const struct making *m, struct str stem, struct str extension,
                     struct str content, struct reporter *reporter)
{
	struct buf name = {0};
	buf_printf(&name, "documents/%.*s%.*s", STR_ARG(stem), STR_ARG(extension));
	bool good = !name.failed;
	if (!good)
		report_memory(reporter);
	good = good && site_write(m->site->output, name.s, content, reporter);
	buf_free(&name);
	return good;
}

// "../" for each folder between a page and the folder of the site.
static void put_root(struct buf *out, struct str name)
{
	buf_puts(out, "../");
	for (size_t i = 0; i < name.n; i++)
		if (name.s[i] == '/')
			buf_puts(out, "../");
}

static bool write_downloads(const struct making *m, struct str bytes, const char *file,
                            struct str name, struct buf *links, struct reporter *reporter)
{
	buf_puts(links, "tei ");
	put_link(links, uri_base(name));
	buf_puts(links, ".xml");
	if (!write_as(m, name, STR(".xml"), bytes, reporter))
		return false;
	for (size_t i = 0; i < m->downloads.n; i++) {
		const struct download *d = &m->downloads.items[i];
		struct buf result = {0};
		bool good = transform_run(d->transform, bytes, file, uri_base(name), &result,
		                          reporter) &&
		            write_as(m, name, d->extension, buf_str(&result), reporter);
		buf_free(&result);
		if (!good)
			return false;
		buf_printf(links, " %.*s ", STR_ARG(d->name));
		put_link(links, uri_base(name));
		buf_put(links, d->extension);
	}
	return true;
}

static struct str cell(struct str *line)
{
	struct str field = {0};
	str_field(line, '\t', &field);
	return field;
}

static bool set(const struct making *m, const char *name, struct str value,
                struct reporter *reporter)
{
	return !transform_has(m->html, str_from(name)) ||
	       transform_set(m->html, str_from(name), value, reporter);
}

static bool write_page(const struct making *m, struct str bytes, const char *file, struct str name,
                       struct str rows, struct str links, struct reporter *reporter)
{
	struct buf root = {0}, home = {0}, people = {0}, page = {0};
	struct str line;
	put_root(&root, name);
	buf_printf(&home, "%sindex.html", root.s ? root.s : "");
	while (str_field(&rows, '\n', &line)) {
		if (!str_is(cell(&line), "V"))
			continue;
		struct str who = cell(&line);
		buf_printf(&people, "%.*s %speople/", STR_ARG(who), root.s ? root.s : "");
		person_file(&people, cell(&line));
		buf_putc(&people, ' ');
	}
	transform_unset(m->html);
	bool good = !root.failed && !home.failed && !people.failed;
	if (!good)
		report_memory(reporter);
	good = good && give_parameters(m, reporter) && set(m, "home", buf_str(&home), reporter) &&
	       set(m, "downloads", links, reporter) &&
	       set(m, "people-links", buf_str(&people), reporter) &&
	       transform_run(m->html, bytes, file, uri_base(name), &page, reporter) &&
	       write_as(m, name, STR(".html"), buf_str(&page), reporter);
	buf_free(&root);
	buf_free(&home);
	buf_free(&people);
	buf_free(&page);
	return good;
}

// The speeches as a script that the search loads to show what it found; and their words.
static bool write_speeches(const struct making *m, size_t i, struct str rows, struct words *words,
                           struct reporter *reporter)
{
	struct buf out = {0}, name = {0};
	struct str line;
	size_t n = 0;
	buf_printf(&out, "stenogram.text(%zu, [", i);
	while (str_field(&rows, '\n', &line)) {
		struct str kind = cell(&line);
		if (str_is(kind, "V")) {
			cell(&line);
			words_add(words, cell(&line), "@");
		}
		if (!str_is(kind, "S"))
			continue;
		buf_puts(&out, n++ ? ",\n[" : "\n[");
		for (int k = 0; k < 3; k++) {
			put_script(&out, cell(&line));
			buf_putc(&out, ',');
		}
		put_script(&out, line);
		buf_putc(&out, ']');
		words_add(words, line, "");
	}
	buf_puts(&out, "\n])\n");
	buf_printf(&name, "search/text/%zu.js", i);
	bool good = !out.failed && !name.failed && !words->failed;
	if (!good)
		report_memory(reporter);
	good = good && site_write(m->site->output, name.s, buf_str(&out), reporter);
	buf_free(&out);
	buf_free(&name);
	return good;
}

// What is handed over: the rows D and V, and a row "W word count" for each word.
static void hand_over(struct str rows, const struct words *words, struct buf *made)
{
	struct str all = rows, line;
	while (str_field(&all, '\n', &line) && !str_starts(line, STR("S\t"))) {
		buf_put(made, line);
		buf_putc(made, '\n');
	}
	for (size_t i = 0; i < words->n; i++)
		buf_printf(made, "W\t%.*s\t%zu\n", STR_ARG(words->items[i].word),
		           words->items[i].count);
}

static void run_one(void *context, size_t i, struct reporter *reporter, struct buf *made)
{
	const struct making *m = context;
	const char *file = m->site->files->items[i];
	struct str name = m->names.items[i];
	struct buf bytes = {0}, rows = {0}, links = {0};
	struct words words = {0};
	// Without an index nothing more is of use.
	if (!m->broken && input_read(&bytes, file, INPUT_MAX, reporter) &&
	    transform_run(m->rows, buf_str(&bytes), file, (struct str){0}, &rows, reporter) &&
	    write_downloads(m, buf_str(&bytes), file, name, &links, reporter) &&
	    write_page(m, buf_str(&bytes), file, name, buf_str(&rows), buf_str(&links), reporter) &&
	    write_speeches(m, i, buf_str(&rows), &words, reporter))
		hand_over(buf_str(&rows), &words, made);
	words_free(&words);
	buf_free(&bytes);
	buf_free(&rows);
	buf_free(&links);
}

// ---- All of them ----

static void take_one(void *context, size_t i, struct str made)
{
	struct making *m = context;
	struct str words = made, line;
	holdings_take(&m->holdings, i, m->names.items[i], made);
	while (!m->broken && str_field(&words, '\n', &line)) {
		size_t count = 0;
		if (!str_is(cell(&line), "W"))
			continue;
		struct str word = cell(&line);
		str_number(line, &count);
		m->broken = !postings_add(&m->postings, word, i, count, m->reporter);
	}
}

static const char *name_one(void *context, size_t i)
{
	const struct making *m = context;
	return m->site->files->items[i];
}

static void run_all(struct making *m)
{
	const struct parallel_work work = {
		.run = run_one, .take = take_one, .name = name_one, .done = "made", .context = m};
	parallel_run(&work, m->site->files->n, m->site->jobs, m->reporter);
}

// ---- Making ready ----

static bool compile(struct making *m)
{
	struct buf path = {0};
	if (datafile_find(&path, "xslt/site", "rows", ".xsl", m->reporter))
		m->rows = transform_compile(path.s, m->reporter);
	buf_free(&path);
	if (m->rows)
		m->html = transform_compile(m->page ? m->page : "html", m->reporter);
	return m->html && downloads_open(&m->downloads, m->formats, m->reporter) &&
	       give_parameters(m, m->reporter);
}

// More parts for more documents, so that each stays small to load.
static size_t shards_for(size_t documents)
{
	return documents < 50 ? 16 : documents < 1000 ? 128 : 1024;
}

static bool make_ready(struct making *m)
{
	const struct site *s = m->site;
	struct reporter *r = m->reporter;
	m->given = calloc(s->n_parameters + 1, sizeof *m->given);
	if (!m->given) {
		report_memory(r);
		return false;
	}
	read_parameters(m);
	if (!utf8_is_valid(str_from(m->title))) {
		report(r, SEVERITY_FATAL, NULL, "parameter", "the title of the site is not UTF-8");
		return false;
	}
	if (!naming_find(&m->names, s->files->items, s->files->n, r) || !compile(m) ||
	    !naming_check(&m->names, s->files->items, s->output, STR("html"), r))
		return false;
	buf_printf(&m->search, "%s/search", s->output);
	bool good = !m->search.failed && holdings_begin(&m->holdings, s->files->n);
	if (!good)
		report_memory(r);
	m->holdings.title = m->title && *m->title ? m->title : "Transcripts";
	// Its folder has to be there before parts are written into it.
	return good && site_write(s->output, "search/text/.ready", (struct str){0}, r) &&
	       postings_begin(&m->postings, m->search.s, shards_for(s->files->n), r);
}

static bool copy_asset(const struct making *m, const char *name, const char *suffix)
{
	struct buf path = {0}, bytes = {0};
	bool good = datafile_find(&path, "xslt/site", name, suffix, m->reporter) &&
	            input_read(&bytes, path.s, INPUT_MAX, m->reporter);
	buf_clear(&path);
	buf_printf(&path, "%s%s", name, suffix);
	good = good && !path.failed &&
	       site_write(m->site->output, path.s, buf_str(&bytes), m->reporter);
	buf_free(&path);
	buf_free(&bytes);
	return good;
}

static void finish(struct making *m)
{
	struct buf ready = {0};
	buf_printf(&ready, "%s/text/.ready", m->search.s);
	if (!ready.failed)
		unlink(ready.s);
	buf_free(&ready);
	if (m->holdings.failed)
		report_memory(m->reporter);
	else if (!m->broken && !m->holdings.made)
		report(m->reporter, SEVERITY_ERROR, NULL, NULL,
		       "no document could be made a page of");
	else if (!m->broken && postings_end(&m->postings, m->reporter) &&
	         copy_asset(m, "site", ".css") && copy_asset(m, "search", ".js"))
		pages_write(&m->holdings, m->site->output, m->postings.shards, m->reporter);
}

int site_make(const struct site *site, struct reporter *reporter)
{
	struct making m = {.site = site, .reporter = reporter};
	if (make_ready(&m)) {
		run_all(&m);
		finish(&m);
	}
	transform_free(m.rows);
	transform_free(m.html);
	downloads_free(&m.downloads);
	postings_free(&m.postings);
	holdings_free(&m.holdings);
	naming_free(&m.names);
	free(m.given);
	buf_free(&m.search);
	return report_status(reporter);
}
