// validate.c: what a document must satisfy

#include "validate/validate.h"

#include "validate/check.h"
#include "validate/fixes.h"

enum { ROUNDS_MAX = 20 }; // of mending: one mended fault may show another

// What was found last is told, and handed on.
static void tell(struct check *c, const struct document *d, struct reporter *reporter)
{
	findings_report(&c->findings, &c->text, c->v->options->max_errors, reporter);
	if (d->claims) {
		buf_free(d->claims);
		*d->claims = c->claims;
		c->claims = (struct buf){0};
	}
}

// Whether the document came out well.
static bool is_well(const struct check *c, const struct reporter *before,
                    const struct reporter *after)
{
	return c->given && !c->given->failed && !c->unchecked &&
	       after->count[SEVERITY_ERROR] == before->count[SEVERITY_ERROR] &&
	       after->count[SEVERITY_FATAL] == before->count[SEVERITY_FATAL];
}

bool validate_document(struct validator *v, const struct document *d, struct reporter *reporter)
{
	struct reporter before = *reporter;
	struct check c;
	if (check_read(&c, v, d, 0, reporter))
		tell(&c, d, reporter);
	bool well = is_well(&c, &before, reporter);
	check_end(&c);
	return well;
}

// ---- mending -----------------------------------------------------------------------------------

static size_t count_errors(const struct findings *f)
{
	size_t n = 0;
	for (size_t i = 0; i < f->n; i++)
		n += f->items[i].severity >= SEVERITY_ERROR && !f->items[i].silent;
	return n;
}

// Mends what was found and reads the document again. True: `next` has the check of what it is now, and
// `bytes` the document; else both are of no use, and what was found before is what there is to tell.
static bool mend(struct check *c, const struct document *d, struct check *next, struct buf *bytes,
                 struct reporter *reporter)
{
	struct findings told = {0};
	struct reporter deaf = {0};
	*next = (struct check){0};
	if (!c->complete || c->findings.failed ||
	    !fixes_apply(&c->findings, &c->text, d->xml->bytes, bytes, &told)) {
		findings_free(&told);
		return false;
	}
	const struct input mended = {.bytes = buf_str(bytes)};
	struct document after = *d;
	after.xml = &mended;
	bool good = check_read(next, c->v, &after, c->findings.fixes, &deaf) && next->complete &&
	            !next->findings.failed &&
	            count_errors(&next->findings) <= count_errors(&c->findings);
	c->findings.failed |= told.failed || next->findings.failed;
	if (good)
		findings_report(&told, &c->text, c->v->options->max_errors, reporter);
	else if (!c->findings.failed)
		findings_add(&c->findings, SEVERITY_WARNING, 0, "fix",
		             "nothing more is mended here: the document would have errors that it "
		             "has not now");
	findings_free(&told);
	return good;
}

bool validate_mend(struct validator *v, const struct document *d, struct buf *mended,
                   struct reporter *reporter)
{
	struct reporter before = *reporter;
	struct check checks[2];
	struct input now = {.bytes = d->xml->bytes, .mapped = d->xml->mapped};
	struct document document = *d;
	document.xml = &now;
	size_t round = 0;
	if (check_read(&checks[0], v, &document, v->options->fixes, reporter)) {
		struct buf bytes = {0};
		while (round < ROUNDS_MAX && mend(&checks[round % 2], &document,
		                                  &checks[(round + 1) % 2], &bytes, reporter)) {
			check_end(&checks[round++ % 2]);
			buf_free(mended);
			*mended = bytes;
			bytes = (struct buf){0};
			now = (struct input){.bytes = buf_str(mended)};
		}
		if (round < ROUNDS_MAX)
			check_end(&checks[(round + 1) % 2]);
		buf_free(&bytes);
		tell(&checks[round % 2], d, reporter);
	}
	bool well = is_well(&checks[round % 2], &before, reporter);
	check_end(&checks[round % 2]);
	return well;
}
