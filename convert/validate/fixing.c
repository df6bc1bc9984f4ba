// fixing.c: files mended in place, or shown as they would be

#include "validate/fixing.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/replace.h"
#include "report/spool.h"
#include "validate/diff.h"

struct fixing_diffs {
	_Atomic size_t end; // of what is in the spool
	struct {
		size_t at, n;
	} of[];
};

static size_t size_for(size_t n)
{
	struct fixing_diffs *diffs;
	return sizeof *diffs + n * sizeof *diffs->of;
}

bool fixing_begin(struct fixing *f, size_t n, struct reporter *errors)
{
	if (!f->diff)
		return true;
	f->spool = spool_open();
	if (!f->spool) {
		report_errno(errors, NULL, "hold a diff in a temporary file");
		return false;
	}
	void *diffs =
		mmap(NULL, size_for(n), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (diffs == MAP_FAILED) {
		report_memory(errors);
		return false;
	}
	f->diffs = diffs;
	f->n = n;
	return true;
}

void fixing_end(struct fixing *f)
{
	if (f->spool)
		fclose(f->spool);
	if (f->diffs)
		munmap(f->diffs, size_for(f->n));
	*f = (struct fixing){0};
}

// Puts a diff behind those that wait: each process takes its place in the file first.
static void keep_diff(struct fixing *f, size_t i, const char *path, struct str old, struct str new,
                      struct reporter *reporter)
{
	struct buf diff = {0};
	diff_put(&diff, path, old, new);
	size_t at = atomic_fetch_add(&f->diffs->end, diff.n), n = 0;
	ssize_t written = 1;
	while (!diff.failed && n < diff.n && written > 0) {
		written = pwrite(fileno(f->spool), diff.s + n, diff.n - n, (off_t)(at + n));
		n += written > 0 ? (size_t)written : 0;
	}
	if (diff.failed)
		report_memory(reporter);
	else if (n < diff.n)
		report_errno(reporter, path, "hold the diff in a temporary file");
	f->diffs->of[i].at = at;
	f->diffs->of[i].n = n < diff.n ? 0 : n;
	buf_free(&diff);
}

void fixing_print(struct fixing *f, size_t i, struct reporter *errors)
{
	size_t n = f->diffs ? f->diffs->of[i].n : 0;
	struct buf diff = {0};
	if (!n)
		return;
	if (!buf_reserve(&diff, n))
		report_memory(errors);
	else if (pread(fileno(f->spool), diff.s, n, (off_t)f->diffs->of[i].at) != (ssize_t)n)
		report_errno(errors, NULL, "read a diff back from a temporary file");
	else
		output_write(NULL, (struct str){diff.s, n}, errors);
	buf_free(&diff);
}

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

void fixing_check(struct fixing *f, struct validator *v, size_t i, const struct document *d,
                  bool gate, struct buf *content, struct reporter *reporter)
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
			buf_put(content, now);
		else if (f->diff)
			keep_diff(f, i, path, xml.bytes, now, reporter);
		else if (mended.n || piped)
			write_back(&replace, path, &xml, now, reporter);
	}
	input_close(&xml);
	replace_end(&replace);
	buf_free(&mended);
}
