// fixing.c: files mended in place, or shown as they would be

#include "validate/fixing.h"

#include "core/replace.h"
#include "validate/diff.h"

// Writes a document as it came, compressed or not.
static void write_back(const struct replace *replace, const char *path, const struct input *xml,
                       struct str content, struct reporter *reporter)
{
	struct buf packed = {0};
	if (xml->packed && !replace_pack(&packed, content))
		report_memory(reporter);
	else if (str_is(str_from(path), "-"))
		output_write(NULL, xml->packed ? buf_str(&packed) : content, reporter);
	else
		replace_write(replace, xml->packed ? buf_str(&packed) : content, reporter);
	buf_free(&packed);
}

static void tell_refusal(void *context, const struct report *r)
{
	struct reporter *reporter = context;
	if (r->rule && strcmp(r->rule, "fix") == 0)
		report(reporter, r->severity, &r->place, r->rule, "%.*s", STR_ARG(r->message));
}

// With --diff the file stays as it is, so that what is told of it is what is in it.
static void check_only(struct validator *v, const struct document *d, struct buf *mended,
                       struct reporter *reporter)
{
	struct reporter refusals = {.on_report = tell_refusal, .context = reporter};
	struct document again = *d;
	again.claims = NULL;
	validate_document(v, d, reporter);
	validate_mend(v, &again, mended, &refusals);
}

void fixing_check(const struct fixing *f, struct validator *v, const struct document *d, bool gate,
                  struct buf *out, struct reporter *reporter)
{
	struct input xml;
	struct document document = *d;
	const char *path = d->file;
	document.xml = &xml;
	struct buf mended = {0};
	struct replace replace;
	bool piped = str_is(str_from(path), "-");
	replace_begin(&replace, path);
	if (input_open(&xml, path, INPUT_MAX, reporter)) {
		if (f->diff)
			check_only(v, &document, &mended, reporter);
		else
			validate_mend(v, &document, &mended, reporter);
		struct str now = mended.n ? buf_str(&mended) : xml.bytes;
		if (gate)
			buf_put(out, now);
		else if (f->diff)
			diff_put(out, path, xml.bytes, now);
		else if (mended.n || piped)
			write_back(&replace, path, &xml, now, reporter);
	}
	input_close(&xml);
	replace_end(&replace);
	buf_free(&mended);
}
