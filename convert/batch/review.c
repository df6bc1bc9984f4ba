// review.c: report.html, what a person should look at first after a run

#include "batch/review.h"

#include <jansson.h>
#include <stdlib.h>

#include "batch/lastlines.h"
#include "batch/manifest.h"
#include "core/io.h"
#include "core/jsonread.h"
#include "core/markup.h"
#include "core/program.h"
#include "core/table.h"
#include "report/htmlparts.h"

enum { LISTED = 100 }; // of each kind

// Doubts for each turn, and a score, from which on a document is worth a look.
static const double DOUBTFUL = 0.1, UNSURE = 0.5;

// One document of a list.
struct entry {
	struct str id, path, said;
	double weight; // what it is sorted by, the heaviest first
};

struct listing {
	struct entry *items; // LISTED at most
	size_t n, all;
};

struct group {
	struct str name;
	size_t documents, turns, words, doubts;
};

struct groups {
	struct group *items;
	size_t n, cap;
	struct table by_name;
};

struct review {
	size_t counts[OUTCOME_COUNT];
	size_t documents, turns, words, doubts, same;
	struct listing outcomes[OUTCOME_COUNT], doubtful, unsure, silent;
	struct groups conventions, languages;
	bool ended; // the whole dump was read
	struct arena arena;
	bool failed; // memory ran out
};

// ---- Read ----

static struct str output_path(const json_t *record, const char *format)
{
	const json_t *outputs = json_object_get(record, "outputs"), *output;
	size_t i;
	json_array_foreach(outputs, i, output)
	{
		if (str_is(jsonread_string(output, "format"), format))
			return jsonread_string(output, "path");
	}
	return (struct str){0};
}

// What a person looks at: the page, if there is one, else the TEI, else anything.
static struct str page_path(const json_t *record)
{
	struct str path = output_path(record, "html");
	if (!path.n)
		path = output_path(record, "tei");
	return path.n ? path
	              : jsonread_string(json_array_get(json_object_get(record, "outputs"), 0),
	                                "path");
}

// Keeps an entry if it is among the heaviest; of equal ones, the first.
static void list_entry(struct review *r, struct listing *l, const json_t *record, double weight,
                       struct str said)
{
	l->all++;
	if (!l->items && !(l->items = calloc(LISTED, sizeof *l->items))) {
		r->failed = true;
		return;
	}
	if (l->n == LISTED && weight <= l->items[LISTED - 1].weight)
		return;
	size_t at = l->n < LISTED ? l->n++ : LISTED - 1;
	for (; at > 0 && l->items[at - 1].weight < weight; at--)
		l->items[at] = l->items[at - 1];
	l->items[at] = (struct entry){.id = arena_str(&r->arena, jsonread_string(record, "id")),
	                              .path = arena_str(&r->arena, page_path(record)),
	                              .said = arena_str(&r->arena, said),
	                              .weight = weight};
}

static void count_group(struct review *r, struct groups *groups, struct str name,
                        const json_t *record)
{
	size_t index;
	name = name.n ? name : STR("");
	if (!table_get(&groups->by_name, name, &index)) {
		index = groups->n;
		name = arena_str(&r->arena, name);
		if (!ARRAY_ROOM(groups) || !table_set(&groups->by_name, name, index)) {
			r->failed = true;
			return;
		}
		groups->items[groups->n++] = (struct group){.name = name};
	}
	struct group *g = &groups->items[index];
	g->documents++;
	g->turns += jsonread_count(record, "turns");
	g->words += jsonread_count(record, "words");
	g->doubts += jsonread_count(record, "doubts");
}

// What is well but may be otherwise.
static void list_doubts(struct review *r, const json_t *record)
{
	size_t turns = jsonread_count(record, "turns"), doubts = jsonread_count(record, "doubts");
	double score = json_number_value(json_object_get(record, "score"));
	struct buf said = {0};
	if ((double)doubts >= DOUBTFUL * (double)(turns + 1)) {
		buf_printf(&said, "%zu doubts in %zu turns", doubts, turns);
		list_entry(r, &r->doubtful, record, (double)doubts / (double)(turns + 1),
		           buf_str(&said));
	}
	buf_clear(&said);
	if (turns && score > 0 && score < UNSURE) {
		buf_printf(&said, "%zu turns, score %.2f", turns, score);
		list_entry(r, &r->unsure, record, 1 - score, buf_str(&said));
	}
	buf_clear(&said);
	if (!turns && json_object_get(record, "convention")) {
		size_t words = jsonread_count(record, "words");
		buf_printf(&said, "%zu words", words);
		list_entry(r, &r->silent, record, (double)words, buf_str(&said));
	}
	r->failed |= said.failed;
	buf_free(&said);
}

static void count_record(struct review *r, const json_t *record, enum outcome outcome)
{
	if (outcome == OUTCOME_GONE)
		return;
	struct str said =
		str_from(json_string_value(json_array_get(json_object_get(record, "messages"), 0)));
	r->documents++;
	r->counts[outcome]++;
	r->turns += jsonread_count(record, "turns");
	r->words += jsonread_count(record, "words");
	r->doubts += jsonread_count(record, "doubts");
	r->same += jsonread_string(record, "same_as").n != 0;
	if (!outcome_is_well(outcome))
		list_entry(r, &r->outcomes[outcome], record,
		           (double)jsonread_count(record, "errors"), said);
	if (outcome != OUTCOME_VALID && outcome != OUTCOME_INVALID)
		return;
	count_group(r, &r->conventions, jsonread_string(record, "convention"), record);
	count_group(r, &r->languages, jsonread_string(record, "language"), record);
	list_doubts(r, record);
}

static bool on_last(void *context, const struct past *past, uint64_t hash, struct str line)
{
	struct review *r = context;
	(void)hash;
	(void)line;
	count_record(r, past->tree, past->outcome);
	return !r->failed;
}

// ---- Written ----

static void put_row(struct buf *out, struct str name, const size_t *counts, size_t n)
{
	buf_puts(out, "<tr><th scope=\"row\">");
	markup_put(out, name);
	buf_puts(out, "</th>");
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "<td>%zu</td>", counts[i]);
	buf_puts(out, "</tr>\n");
}

static void put_outcomes(struct buf *out, const struct review *r)
{
	buf_puts(out, "<table><caption>What became of the documents</caption>\n<tbody>\n");
	for (size_t i = 0; i < OUTCOME_COUNT; i++) {
		if (!r->counts[i])
			continue;
		buf_printf(out, "<tr><th scope=\"row\">%s: %s</th><td>%zu</td></tr>\n",
		           outcome_word((enum outcome)i), outcome_meaning((enum outcome)i),
		           r->counts[i]);
	}
	buf_puts(out, "</tbody></table>\n");
}

static int compare_groups(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	return x->documents != y->documents ? (x->documents < y->documents ? 1 : -1)
	                                    : str_cmp(x->name, y->name);
}

static void put_groups(struct buf *out, struct groups *groups, const char *caption,
                       const char *unnamed)
{
	if (!groups->n)
		return;
	qsort(groups->items, groups->n, sizeof *groups->items, compare_groups);
	buf_printf(out,
	           "<table><caption>%s</caption>\n<thead><tr><td></td><th scope=\"col\">documents"
	           "</th><th scope=\"col\">turns</th><th scope=\"col\">words</th><th "
	           "scope=\"col\">doubts</th></tr></thead>\n<tbody>\n",
	           caption);
	for (size_t i = 0; i < groups->n && i < LISTED; i++) {
		const struct group *g = &groups->items[i];
		const size_t counts[] = {g->documents, g->turns, g->words, g->doubts};
		put_row(out, g->name.n ? g->name : str_from(unnamed), counts, LENGTH(counts));
	}
	buf_puts(out, "</tbody></table>\n");
}

static void put_entry(struct buf *out, const struct entry *e)
{
	buf_puts(out, "<li><p><span class=\"message\">");
	if (e->path.n) {
		buf_puts(out, "<a href=\"");
		// Paths of results hold nothing that an address would have to escape but letters of other scripts,
		// which browsers escape themselves.
		markup_put(out, e->path);
		buf_puts(out, "\">");
	}
	markup_put(out, e->id);
	buf_puts(out, e->path.n ? "</a>: " : ": ");
	markup_put(out, e->said);
	buf_puts(out, "</span></p></li>\n");
}

static void put_listing(struct buf *out, const struct listing *l, const char *heading,
                        const char *advice)
{
	if (!l->n)
		return;
	buf_printf(out, "<section><h2>%s <small>%zu</small></h2>\n<p>%s</p>\n<ol>\n", heading,
	           l->all, advice);
	for (size_t i = 0; i < l->n; i++)
		put_entry(out, &l->items[i]);
	buf_puts(out, "</ol>\n");
	if (l->all > l->n)
		buf_printf(out, "<p>And %zu more, which the manifest lists.</p>\n", l->all - l->n);
	buf_puts(out, "</section>\n");
}

static void put_verdict(struct buf *out, const struct review *r)
{
	size_t bad = 0;
	for (size_t i = 0; i < OUTCOME_COUNT; i++)
		bad += outcome_is_well((enum outcome)i) ? 0 : r->counts[i];
	buf_printf(out,
	           "<p class=\"verdict\">%zu documents, %zu turns, %zu words, %zu doubts. %zu "
	           "documents are to be looked at.",
	           r->documents, r->turns, r->words, r->doubts, bad);
	if (r->same)
		buf_printf(out, " %zu have the content of another one.", r->same);
	buf_puts(out, r->ended ? " The whole dump was read.</p>\n"
	                       : " The run has not read the whole dump yet: go on with "
	                         "--resume.</p>\n");
}

static void put_page(struct buf *out, struct review *r)
{
	static const struct {
		enum outcome outcome;
		const char *heading, *advice;
	} parts[] = {
		{OUTCOME_UNREADABLE, "The dump is damaged here",
	         "Fetch or make these anew, and go on with --resume."},
		{OUTCOME_FAILED, "Failed",
	         "With --retry-failed they are tried again; --max-seconds and --max-memory give "
	         "them more."},
		{OUTCOME_LOST, "Lost", "With --resume they are tried again."},
		{OUTCOME_REFUSED, "Not convertible",
	         "No text was found in these; leave them out of the dump, or say what they are "
	         "with "
	         "--from and --encoding."},
		{OUTCOME_INVALID, "Not valid", "The TEI is there. Those with most errors first."},
	};
	buf_puts(out, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
	              "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
	              "<title>Report of a batch</title>\n<style>");
	buf_puts(out, html_style);
	buf_puts(out, "</style></head>\n<body><main>\n<h1>Report of a batch</h1>\n");
	put_verdict(out, r);
	put_outcomes(out, r);
	for (size_t i = 0; i < LENGTH(parts); i++)
		put_listing(out, &r->outcomes[parts[i].outcome], parts[i].heading, parts[i].advice);
	put_listing(
		out, &r->doubtful, "Doubtful",
		"What could be otherwise has @cert in the TEI. Most doubts for each turn first.");
	put_listing(out, &r->unsure, "Convention unsure",
	            "Speeches were found, by a convention that fits badly. Worst first.");
	put_listing(out, &r->silent, "Nobody speaks",
	            "No speech was found in these. If somebody speaks there, the convention is one "
	            "that is not known yet. Longest first.");
	put_groups(out, &r->conventions, "Conventions", "none");
	put_groups(out, &r->languages, "Languages", "not told");
	buf_printf(out,
	           "<p><a href=\"manifest.jsonl\">manifest.jsonl</a> has all of it. "
	           "Stenogram %s.</p>\n</main></body></html>\n",
	           STENOGRAM_VERSION);
}

static void review_free(struct review *r)
{
	struct listing *all[] = {&r->doubtful, &r->unsure, &r->silent};
	for (size_t i = 0; i < LENGTH(all); i++)
		free(all[i]->items);
	for (size_t i = 0; i < OUTCOME_COUNT; i++)
		free(r->outcomes[i].items);
	free(r->conventions.items);
	free(r->languages.items);
	table_free(&r->conventions.by_name);
	table_free(&r->languages.by_name);
	arena_free(&r->arena);
}

bool review_write(const char *folder, struct reporter *reporter)
{
	struct review r = {0};
	struct buf path = {0}, page = {0}, to = {0};
	buf_printf(&path, "%s/", folder);
	manifest_name(&path, "");
	buf_printf(&to, "%s/report.html", folder);
	struct last_lines lines = {.on_last = on_last, .context = &r};
	bool good = !path.failed && !to.failed && last_lines_read(&lines, path.s, reporter);
	r.ended = lines.ended;
	if (good)
		put_page(&page, &r);
	if (path.failed || to.failed || page.failed || r.failed)
		report_memory(reporter);
	good = good && !page.failed && output_write(to.s, buf_str(&page), reporter);
	buf_free(&path);
	buf_free(&page);
	buf_free(&to);
	review_free(&r);
	return good;
}
