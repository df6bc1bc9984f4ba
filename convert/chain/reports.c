// reports.c: what a user may ask for beside marked lines: a draft of a table of people, summaries

#include <stdio.h>

#include "chain/marking.h"
#include "core/io.h"
#include "encode/persons.h"
#include "encode/summary.h"

static bool write_draft(const struct transcript *t, const char *path, struct reporter *reporter)
{
	struct buf draft = {0};
	bool good =
		persons_draft(t, &draft, reporter) && output_write(path, buf_str(&draft), reporter);
	buf_free(&draft);
	return good;
}

static bool grant(const struct wish *wish, const struct buf *text, struct reporter *reporter)
{
	if (wish->path)
		return output_write(wish->path, buf_str(text), reporter);
	fwrite(text->s, 1, text->n, stderr);
	return true;
}

bool marking_report(const struct transcript *t, const char *file, const struct marking_options *o,
                    struct reporter *reporter)
{
	bool good = !o->people_out || write_draft(t, o->people_out, reporter);
	if (!o->summary.wanted && !o->json.wanted)
		return good;
	struct summary summary;
	struct buf text = {0}, json = {0};
	good = summary_make(&summary, t, file, reporter) && good;
	if (good && o->summary.wanted) {
		summary_text(&summary, &text);
		good = grant(&o->summary, &text, reporter);
	}
	if (good && o->json.wanted) {
		summary_json(&summary, &json);
		good = grant(&o->json, &json, reporter);
	}
	buf_free(&text);
	buf_free(&json);
	summary_free(&summary);
	return good;
}
