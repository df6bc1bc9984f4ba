// conversion.c: documents of a batch into TEI, with all that can be made ready made ready once

#include "batch/conversion.h"

#include <stdlib.h>

#include "chain/marking.h"
#include "clean/clean.h"
#include "core/io.h"
#include "core/peopletable.h"
#include "mark/mark.h"

struct conversion {
	const struct conversion_options *options;
	struct marker marker;
	bool marks;
	struct people_table people;
	struct buf header;
};

struct conversion *conversion_open(const struct conversion_options *options,
                                   struct reporter *reporter)
{
	struct conversion *c = calloc(1, sizeof *c);
	if (!c) {
		report_memory(reporter);
		return NULL;
	}
	c->options = options;
	c->marks = marker_open(&c->marker, options->profile, (struct str){0}, reporter);
	if (c->marks &&
	    (!options->header_file ||
	     input_read(&c->header, options->header_file, INPUT_MAX, reporter)) &&
	    (!options->people || people_table_read(&c->people, options->people, reporter)))
		return c;
	conversion_close(c);
	return NULL;
}

static bool write_tei(struct conversion *c, const struct transcript *t, const char *file,
                      const struct provenance *provenance, struct converted *out,
                      struct reporter *reporter)
{
	struct edition edition = {0};
	const struct encode_options options = {.lang = c->options->lang,
	                                       .header = buf_str(&c->header),
	                                       .header_file = c->options->header_file,
	                                       .file = file,
	                                       .provenance = provenance,
	                                       .clean = true};
	bool good = encode(t, &options, &edition, reporter);
	if (good) {
		out->tei = edition.head;
		edition.head = (struct buf){0};
		buf_put(&out->tei, buf_str(&edition.text));
		if (out->tei.failed)
			report_memory(reporter);
	}
	edition_free(&edition);
	return good && !out->tei.failed;
}

bool conversion_run(struct conversion *c, struct str content, struct str charset, const char *file,
                    const struct provenance *provenance, struct converted *out,
                    struct reporter *reporter)
{
	struct buf text = {0};
	struct transcript transcript = {0};
	const struct clean_options cleaning = {
		.encoding = c->options->encoding, .announced = charset, .from = c->options->from};
	bool good = clean(content, file, &cleaning, &text, reporter) &&
	            marking_by_people(&c->marker, c->options->people ? &c->people : NULL, &text,
	                              file, NULL, &transcript, reporter) &&
	            write_tei(c, &transcript, file, provenance, out, reporter) &&
	            counts_make(&out->counts, &transcript, reporter);
	transcript_free(&transcript);
	buf_free(&text);
	return good;
}

void converted_free(struct converted *c)
{
	buf_free(&c->tei);
	counts_free(&c->counts);
}

void conversion_close(struct conversion *c)
{
	if (!c)
		return;
	if (c->marks)
		marker_close(&c->marker);
	people_table_free(&c->people);
	buf_free(&c->header);
	free(c);
}
