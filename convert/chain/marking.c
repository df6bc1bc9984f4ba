// marking.c: teimark's work with all that a user may ask for beside it

#include "chain/marking.h"

#include "core/io.h"
#include "core/origin.h"
#include "core/peopletable.h"
#include "encode/persons.h"
#include "mark/known.h"
#include "mark/mark.h"
#include "mark/merge.h"

bool marking_option(struct marking_options *o, int option, const char *value)
{
	switch (option) {
	case 'p':
		o->profile = value;
		return true;
	case OPTION_PEOPLE:
		o->people = value;
		return true;
	case OPTION_PEOPLE_OUT:
		o->people_out = value;
		return true;
	case OPTION_EXPLAIN:
		o->explain = true;
		return true;
	case OPTION_SUMMARY:
		o->summary = (struct wish){true, value};
		return true;
	case OPTION_SUMMARY_JSON:
		o->json = (struct wish){true, value};
		return true;
	default:
		return false;
	}
}

static bool read_marked(struct transcript *t, const char *path, struct reporter *reporter)
{
	struct buf text = {0};
	if (!input_read(&text, path, INPUT_MAX, reporter)) {
		buf_free(&text);
		return false;
	}
	return transcript_read(t, &text, path, reporter);
}

// Keeps in `t` what a person changed in the marked lines of o->merge.
static bool merge_old(struct transcript *t, const struct marking_options *o,
                      struct reporter *reporter)
{
	struct transcript old = {0}, base = {0};
	bool good = read_marked(&old, o->merge, reporter) &&
	            (!o->base || read_marked(&base, o->base, reporter));
	if (good) {
		struct merge_side before = {.rows = &old, .file = o->merge};
		struct merge_side origin = {.rows = &base, .file = o->base};
		good = merge(t, &before, o->base ? &origin : NULL, reporter);
	}
	transcript_free(&old);
	transcript_free(&base);
	return good;
}

// As what the text was read, and why, before what speaks for each convention.
static void explain_input(struct str text, struct buf *explain)
{
	struct origin o = origin_read(line_hints(str_from_to(text, 0, str_find_char(text, '\n'))));
	buf_printf(explain, "input: %.*s, %.*s: %s\n", STR_ARG(o.format), STR_ARG(o.encoding),
	           origin_reason(&o));
}

// Standard output is for the document.
static bool check_paths(const struct marking_options *o, struct reporter *reporter)
{
	const char *const paths[] = {o->people_out, o->summary.path, o->json.path};
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		if (!paths[i] || !str_is(str_from(paths[i]), "-"))
			continue;
		report(reporter, SEVERITY_FATAL, NULL, "option",
		       "a table of people or a summary cannot go to standard output, where the "
		       "document goes; name a file");
		return false;
	}
	return true;
}

bool marking_by_people(struct marker *marker, const struct people_table *people, struct buf *text,
                       const char *file, struct buf *explain, struct transcript *out,
                       struct reporter *reporter)
{
	struct known known = {0};
	if (!people)
		return mark(marker, text, file, explain, out, reporter);
	bool good = known_init(&known, people, &marker->words, reporter);
	marker->known = &known;
	good = good && mark(marker, text, file, explain, out, reporter);
	if (good) {
		known_report(&known, reporter);
		good = persons_tell(out, people, reporter);
	}
	marker->known = NULL;
	known_free(&known);
	return good;
}

bool marking_run(struct buf *text, const char *file, const struct marking_options *o,
                 struct transcript *out, struct buf *explain, struct reporter *reporter)
{
	struct marker marker = {0};
	struct people_table table = {0};
	bool good = check_paths(o, reporter) &&
	            (!o->people || people_table_read(&table, o->people, reporter)) &&
	            marker_open(&marker, o->profile, o->people ? (struct str){0} : buf_str(text),
	                        reporter);
	if (good && o->explain)
		explain_input(buf_str(text), explain);
	good = good && marking_by_people(&marker, o->people ? &table : NULL, text, file,
	                                 o->explain ? explain : NULL, out, reporter);
	if (good && o->merge)
		good = merge_old(out, o, reporter);
	marker_close(&marker);
	people_table_free(&table);
	buf_free(text);
	if (!good)
		transcript_free(out);
	return good;
}
