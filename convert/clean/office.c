// office.c: docx and odt, XML in a zip archive, into cleaned lines with hints

#include "clean/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clean/officetext.h"
#include "core/zip.h"

// A part by its name without ".xml". Word on the web writes "word/document2.xml". False: none.
static bool find_part(struct str bytes, const char *name, char found[64])
{
	static const char *const suffixes[] = {"", "2", "1", "3"};
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		snprintf(found, 64, "%s%s.xml", name, suffixes[i]);
		if (zip_has(bytes, found))
			return true;
	}
	return false;
}

// Reads a part of the archive; one that may be missing is no fault then.
static bool read_part(struct office_text *t, struct str bytes, const char *name, size_t max,
                      bool must)
{
	struct buf xml = {0};
	bool good = !must && !zip_has(bytes, name);
	if (!good && zip_read(bytes, name, max, &xml))
		good = office_text_parse(t, buf_str(&xml));
	buf_free(&xml);
	return good;
}

static bool read_odt(struct office_text *t, struct str bytes, size_t max)
{
	return read_part(t, bytes, "meta.xml", max, false) &&
	       read_part(t, bytes, "styles.xml", max, false) &&
	       read_part(t, bytes, "content.xml", max, true);
}

static bool read_docx(struct office_text *t, struct str bytes, size_t max)
{
	char document[64], styles[64], footnotes[64], endnotes[64], links[96];
	if (!find_part(bytes, "word/document", document))
		return false;
	find_part(bytes, "word/styles", styles);
	find_part(bytes, "word/footnotes", footnotes);
	find_part(bytes, "word/endnotes", endnotes);
	snprintf(links, sizeof links, "word/_rels/%s.rels", document + strlen("word/"));
	return read_part(t, bytes, "docProps/core.xml", max, false) &&
	       read_part(t, bytes, styles, max, false) && read_part(t, bytes, links, max, false) &&
	       read_part(t, bytes, document, max, true) &&
	       read_part(t, bytes, footnotes, max, false) &&
	       read_part(t, bytes, endnotes, max, false);
}

const char *office_seems(struct str bytes)
{
	char name[64];
	if (!zip_seems(bytes))
		return NULL;
	if (find_part(bytes, "word/document", name))
		return "docx";
	return zip_has(bytes, "content.xml") && zip_has(bytes, "mimetype") ? "odt" : NULL;
}

// What is in the file and not in the lines.
static void report_left_out(const struct office_text *t, const char *file, struct reporter *r)
{
	struct place place = {.file = file};
	if (t->deletions)
		report(r, SEVERITY_WARNING, &place, "left-out",
		       "%zu passage%s marked as deleted %s left out, and what was inserted is "
		       "read; to read it otherwise, accept or reject the changes in an office "
		       "program",
		       t->deletions, t->deletions == 1 ? "" : "s",
		       t->deletions == 1 ? "is" : "are");
	if (t->comments)
		report(r, SEVERITY_WARNING, &place, "left-out",
		       "%zu comment%s in the margin %s left out", t->comments,
		       t->comments == 1 ? "" : "s", t->comments == 1 ? "is" : "are");
}

bool office_read(struct str bytes, const char *format, const char *file, size_t max,
                 struct buf *out, struct reporter *r)
{
	struct office_text *t = calloc(1, sizeof *t);
	if (!t) {
		report_memory(r);
		return false;
	}
	t->lines.layout.out = out;
	t->odt = t->lines.styles.odt = strcmp(format, "odt") == 0;
	bool good = t->odt ? read_odt(t, bytes, max) : read_docx(t, bytes, max);
	office_put_aside(&t->lines);
	while (out->n > 1 && out->s[out->n - 1] == '\n' && out->s[out->n - 2] == '\n')
		out->n--;
	bool kept = !t->value.failed && !t->lines.aside.failed && !t->arena.failed;
	kept = layout_free(&t->lines.layout) && kept;
	if (!kept)
		report_memory(r);
	else if (!good)
		report(r, SEVERITY_ERROR, &(struct place){.file = file}, "damaged",
		       "this %s file is damaged, encrypted or too large, and cannot be read; open "
		       "it in an office program and save it anew, or as plain text in UTF-8",
		       format);
	else
		report_left_out(t, file, r);
	buf_free(&t->value);
	buf_free(&t->lines.aside);
	arena_free(&t->arena);
	free(t);
	return kept && good;
}
