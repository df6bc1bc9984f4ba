// warc.c: the documents of a web archive

#include "dump/warc.h"

#include <errno.h>

#include "core/io.h"
#include "dump/warcdocument.h"
#include "dump/warcitem.h"
#include "dump/warcrecord.h"

struct warc {
	struct warcstream *stream;
	const struct item *where;
	const struct receiver *receiver;
	size_t max; // bytes of a document
	uint64_t entries, max_entries;
	struct warc_record record;
	struct warc_document document;
	struct buf path, captured, why;
	uint64_t strange, strange_offset; // bytes that are no record, not told of yet
	bool told;                        // of the damage that we are in
	bool wanted, memory;
};

bool warc_seems(struct str bytes)
{
	return warcstream_is_record(bytes);
}

// Tells of trouble with the archive as a whole.
static void fail_archive(struct warc *w, uint64_t offset)
{
	struct item item = *w->where;
	if (!item.path.n)
		item.path = item.carrier.n ? item.carrier : STR("-");
	item.content = (struct str){0};
	item.offset = item.has_offset ? offset : 0;
	w->told = true;
	if (w->why.failed)
		w->memory = true;
	else
		w->wanted = w->receiver->fail(w->receiver->context, &item, w->why.s);
	buf_clear(&w->why);
}

// Runs of strange bytes that follow each other are one.
static void take_strange(struct warc *w)
{
	enum warcstream_end end = warcstream_end(w->stream);
	// Where compressed data end too early, that is told when we come to it.
	if (w->told || end == WARCSTREAM_DAMAGED || end == WARCSTREAM_EARLY)
		return;
	if (!w->strange)
		w->strange_offset = w->record.offset;
	w->strange += w->record.passed;
}

static void tell_strange(struct warc *w)
{
	bool told = w->told;
	if (!w->strange)
		return;
	buf_printf(&w->why,
	           "%llu bytes from byte %llu on are no record of WARC and were passed over",
	           (unsigned long long)w->strange, (unsigned long long)w->strange_offset);
	w->strange = 0;
	fail_archive(w, w->strange_offset);
	w->told = told;
}

static void tell_broken(struct warc *w)
{
	bool exact;
	if (!w->told) {
		buf_printf(&w->why,
		           "its compressed data are damaged from byte %llu on; what comes before "
		           "byte %llu was passed over",
		           (unsigned long long)w->record.offset,
		           (unsigned long long)warcstream_offset(w->stream, &exact));
		fail_archive(w, w->record.offset);
	}
	w->told = false;
}

static void tell_end(struct warc *w)
{
	uint64_t offset = w->record.offset;
	switch (warcstream_end(w->stream)) {
	case WARCSTREAM_TROUBLE:
		buf_printf(&w->why, "it cannot be read beyond byte %llu: %s",
		           (unsigned long long)offset, strerror(warcstream_trouble(w->stream)));
		break;
	case WARCSTREAM_BOMB:
		buf_puts(&w->why,
		         "it unpacks to more than the limit allows for a file of its size; "
		         "what follows was not read");
		break;
	case WARCSTREAM_DAMAGED:
	case WARCSTREAM_EARLY:
		if (w->told)
			return;
		buf_printf(
			&w->why,
			warcstream_end(w->stream) == WARCSTREAM_EARLY
				? "it ends in the middle of compressed data, which begin at byte "
				  "%llu; what follows is not there"
				: "its compressed data, which begin at byte %llu, are damaged; "
				  "what follows cannot be read",
			(unsigned long long)offset);
		break;
	case WARCSTREAM_MEMORY:
		w->memory = true;
		return;
	default:
		return;
	}
	fail_archive(w, offset);
}

// Views of the record and of w. Never without a path: what has no address goes by its record's id or place.
static struct item item_of(struct warc *w, struct str uri)
{
	struct item item = *w->where;
	struct str id = warc_uri(fields_value(&w->record.fields, "WARC-Record-ID"));
	buf_clear(&w->path);
	buf_clear(&w->captured);
	if (item.path.n) {
		buf_put(&w->path, item.path);
		buf_putc(&w->path, '/');
	}
	size_t before = w->path.n;
	warc_put_path(&w->path, uri.n ? uri : id);
	if (w->path.n == before)
		buf_printf(&w->path, "record-%llu", (unsigned long long)w->entries);
	warc_put_date(&w->captured, fields_value(&w->record.fields, "WARC-Date"));
	w->memory = w->memory || w->path.failed || w->captured.failed;
	item.path = buf_str(&w->path);
	item.content = (struct str){0};
	item.uri = uri;
	item.captured = buf_str(&w->captured);
	item.charset = w->document.charset;
	item.type = w->document.type;
	item.has_offset = w->where->has_offset && w->record.exact;
	item.offset = item.has_offset ? w->record.offset : 0;
	return item;
}

static void give_document(struct warc *w, struct item item)
{
	const struct receiver *to = w->receiver;
	const struct warc_document *d = &w->document;
	if (!to->name(to->context, &item))
		return;
	if (!d->fault)
		item.content = d->content;
	w->wanted =
		d->fault ? to->fail(to->context, &item, d->fault) : to->take(to->context, &item);
}

// What is lost of a record that is no document may have been one: its length is wrong, or the data are damaged.
static void tell_damage(struct warc *w, const char *fault)
{
	buf_printf(&w->why, "a record that begins at byte %llu (%.*s) is damaged: %s",
	           (unsigned long long)w->record.offset,
	           STR_ARG(str_from_to(fields_value(&w->record.fields, "WARC-Type"), 0, 40)),
	           fault);
	fail_archive(w, w->record.offset);
}

static void read_record(struct warc *w)
{
	struct warc_record *r = &w->record;
	struct str uri = warc_uri(fields_value(&r->fields, "WARC-Target-URI"));
	const char *fault = warc_record_content(r, w->stream, w->max + WARC_HEADER_MAX);
	struct warc_document *d = &w->document;
	bool damaged = fault != NULL;
	w->told = false;
	if (r->large)
		fault = warc_too_large;
	if (!warc_document_read(d, r, uri, fault, w->max)) {
		w->memory = true;
		return;
	}
	struct item item = item_of(w, uri);
	if (w->memory)
		return;
	if (d->verdict == WARC_DOCUMENT)
		give_document(w, item);
	else if (d->verdict == WARC_PASSED && w->receiver->pass)
		w->receiver->pass(w->receiver->context, &item, d->kind, buf_str(&d->detail));
	if (damaged && d->verdict != WARC_DOCUMENT && w->wanted)
		tell_damage(w, fault);
	// Behind a damaged record that shares its compressed data with others, more is lost than itself.
	w->told = damaged && r->exact;
	if (!warc_record_pass(r, w->stream) && w->wanted && d->verdict != WARC_DOCUMENT)
		tell_damage(w, "its length is wrong");
	warcstream_count(w->stream, d->unpacked);
}

static void read_all(struct warc *w)
{
	while (w->wanted && !w->memory) {
		enum warc_find find = warc_record_next(&w->record, w->stream);
		if (find != WARC_STRANGE)
			tell_strange(w);
		if (!w->wanted)
			return;
		switch (find) {
		case WARC_RECORD:
			if (w->record.fields.failed)
				w->memory = true;
			else if (w->entries++ >= w->max_entries) {
				buf_printf(&w->why,
				           "it has more than %llu records, the limit; what "
				           "follows was not read",
				           (unsigned long long)w->max_entries);
				fail_archive(w, w->record.offset);
				return;
			} else
				read_record(w);
			break;
		case WARC_STRANGE:
			take_strange(w);
			break;
		case WARC_BROKEN:
			tell_broken(w);
			break;
		default:
			tell_end(w);
			return;
		}
	}
}

bool warc_read(const struct stream *in, const struct item *where,
               const struct source_limits *limits, const struct receiver *receiver,
               struct reporter *reporter)
{
	struct warc w = {
		.stream = warcstream_open(in, limits->ratio),
		.where = where,
		.receiver = receiver,
		.max = limits->item ? limits->item : INPUT_MAX,
		.max_entries = limits->entries ? limits->entries : UINT64_MAX,
		.wanted = true,
	};
	if (w.stream)
		read_all(&w);
	else
		w.memory = true;
	if (w.memory)
		report_memory(reporter);
	warc_record_free(&w.record);
	warc_document_free(&w.document);
	buf_free(&w.path);
	buf_free(&w.captured);
	buf_free(&w.why);
	warcstream_close(w.stream);
	return w.wanted && !w.memory;
}
