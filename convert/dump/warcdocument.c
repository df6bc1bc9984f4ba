// warcdocument.c: what is in a record of WARC, and whether it is a document

#include "dump/warcdocument.h"

#include "dump/digest.h"
#include "dump/mediatype.h"
#include "dump/warcitem.h"

const char warc_too_large[] = "it is larger than the limit for one document";
static const char mismatch[] =
	"its checksum is not the one that the archive has for it; it was damaged";

static const struct str unsaid = STR("application/octet-stream");

static bool is(struct str value, const char *word)
{
	return fields_same(value, str_from(word));
}

static void pass(struct warc_document *d, const char *kind, struct str detail)
{
	d->verdict = WARC_PASSED;
	d->kind = kind;
	buf_clear(&d->detail);
	buf_put(&d->detail, detail);
}

// What the record refers to, so that a scholar finds the text that is not told twice.
static void pass_revisit(struct warc_document *d, const struct fields *f)
{
	struct str uri = warc_uri(fields_value(f, "WARC-Refers-To-Target-URI"));
	struct str id = warc_uri(fields_value(f, "WARC-Refers-To"));
	struct str date = fields_value(f, "WARC-Refers-To-Date");
	pass(d, "revisit", uri.n ? uri : id);
	if (date.n) {
		buf_puts(&d->detail, d->detail.n ? " " : "");
		buf_put(&d->detail, date);
	}
}

// What the record itself says against it being whole.
static const char *record_fault(struct warc_document *d, const struct fields *f)
{
	struct str truncated = fields_value(f, "WARC-Truncated");
	struct str segment = fields_value(f, "WARC-Segment-Number");
	buf_clear(&d->why);
	if (truncated.n)
		buf_printf(&d->why, "it was not captured to its end (WARC-Truncated: %.*s)",
		           STR_ARG(str_from_to(truncated, 0, 40)));
	else if (segment.n)
		buf_puts(&d->why, "it is split into segments, and this is the first of them only; "
		                  "join them before");
	else
		return NULL;
	return d->why.failed ? NULL : d->why.s;
}

// "bytes 0-99/100" is all of it.
static bool is_whole_range(struct str range)
{
	size_t from, to, all;
	struct str unit = str_word(&range), first, last;
	return is(unit, "bytes") && str_field(&range, '-', &first) &&
	       str_field(&range, '/', &last) && str_number(str_trim(first), &from) &&
	       str_number(str_trim(last), &to) && str_number(str_trim(range), &all) && from == 0 &&
	       to + 1 == all;
}

// Whether the answer has a document at all.
static bool look_at_status(struct warc_document *d)
{
	unsigned status = d->http.status;
	char digits[4] = {(char)('0' + status / 100 % 10), (char)('0' + status / 10 % 10),
	                  (char)('0' + status % 10), '\0'};
	if (status / 100 == 3)
		pass(d, "redirect", str_from(digits));
	else if (status / 100 != 2)
		pass(d, "error", str_from(digits));
	else if (status == 204 || status == 205)
		pass(d, "empty", str_from(digits));
	else
		return true;
	return false;
}

static void take_type(struct warc_document *d, struct str value)
{
	d->type = fields_media(value);
	d->charset = fields_parameter(value, "charset");
}

static bool is_http(const struct warc_record *r, struct str uri)
{
	struct str type = fields_media(fields_value(&r->fields, "Content-Type"));
	if (is(type, "application/http"))
		return true;
	// Whoever writes archives by hand names the type of the page here.
	return is(fields_value(&r->fields, "WARC-Type"), "response") &&
	       fields_same(str_from_to(uri, 0, 4), STR("http")) && http_seems(r->content);
}

// What the server answered. False: there is nothing to be had, which is told.
static bool open_answer(struct warc_document *d, const struct warc_record *r)
{
	if (!http_read(&d->http, r->content)) {
		if (!d->fault)
			d->fault = "it does not begin as an answer of HTTP does";
		return false;
	}
	take_type(d, fields_value(&d->http.fields, "Content-Type"));
	if (!look_at_status(d))
		return false;
	if (!d->http.whole && !d->fault)
		d->fault = "the server's answer ends in the middle of its header";
	if (d->http.status == 206 && !d->fault &&
	    !is_whole_range(fields_value(&d->http.fields, "Content-Range")))
		d->fault = "the server sent a part of it only (status 206)";
	return true;
}

// Whatever was measured for the payload: crawlers do not agree whether before or after it was unpacked.
static bool is_payload_bad(const struct warc_document *d, struct str digest)
{
	const struct str candidates[] = {d->http.sent, d->body.dechunked, d->content};
	bool bad = false;
	for (size_t i = 0; i < LENGTH(candidates); i++) {
		enum digest_verdict verdict = digest_check(digest, candidates[i]);
		if (verdict != DIGEST_BAD)
			return false;
		bad = true;
	}
	return bad;
}

static void check_digests(struct warc_document *d, const struct warc_record *r)
{
	struct str block = fields_value(&r->fields, "WARC-Block-Digest");
	struct str payload = fields_value(&r->fields, "WARC-Payload-Digest");
	enum digest_verdict verdict = digest_check(block, r->content);
	if (verdict == DIGEST_BAD ||
	    (verdict == DIGEST_UNKNOWN && payload.n && is_payload_bad(d, payload)))
		d->fault = mismatch;
}

// What cannot be had as a whole is no loss where it is a film.
static void look_at_beginning(struct warc_document *d, enum media media, struct str content)
{
	struct str coding = fields_value(&d->http.fields, "Content-Encoding");
	if (media == MEDIA_UNSAID && content.n && !coding.n && !media_is_document(content))
		pass(d, "type", d->type.n ? d->type : unsaid);
}

// Content that was captured, or made of what was: unpacked, and of a kind that is read.
static void look_at_content(struct warc_document *d, const struct warc_record *r, struct str uri,
                            size_t max)
{
	bool http = is_http(r, uri);
	const char *trouble = NULL;
	if (http && !open_answer(d, r))
		return;
	if (!http)
		take_type(d, fields_value(&r->fields, "Content-Type"));
	enum media media = media_of(d->type);
	if (media == MEDIA_OTHER) {
		pass(d, "type", d->type);
		return;
	}
	if (!d->fault)
		d->fault = record_fault(d, &r->fields);
	if (d->fault) {
		look_at_beginning(d, media, http ? d->http.sent : r->content);
		return;
	}
	if (http) {
		trouble = http_content(&d->http, max, &d->body, &d->why);
		d->content = d->body.content;
		d->unpacked = d->body.unpacked;
	} else {
		d->content = d->http.sent = d->body.dechunked = r->content;
		trouble = d->content.n > max ? warc_too_large : NULL;
	}
	check_digests(d, r);
	if (!d->fault)
		d->fault = trouble;
	if (!d->fault && d->content.n == 0)
		pass(d, "empty", d->type);
	else if ((!d->fault || d->content.n > max) && media == MEDIA_UNSAID &&
	         !media_is_document(d->content))
		pass(d, "type", d->type.n ? d->type : unsaid);
}

bool warc_document_read(struct warc_document *d, const struct warc_record *r, struct str uri,
                        const char *fault, size_t max)
{
	struct str type = fields_value(&r->fields, "WARC-Type");
	http_content_free(&d->body);
	buf_clear(&d->why);
	d->verdict = WARC_DOCUMENT;
	d->fault = fault;
	d->unpacked = 0;
	d->content = d->type = d->charset = d->http.sent = (struct str){0};
	d->http.fields.n = 0;
	if (is(type, "request") || is(type, "metadata") || is(type, "warcinfo"))
		d->verdict = WARC_IGNORED;
	else if (type.n == 0 && !fault)
		d->fault = "its header does not say of what type the record is";
	else if (is(type, "revisit"))
		pass_revisit(d, &r->fields);
	else if (is(type, "continuation"))
		pass(d, "segment", fields_value(&r->fields, "WARC-Segment-Number"));
	else if (!is(type, "response") && !is(type, "resource") && !is(type, "conversion"))
		pass(d, "record", type);
	else if (warc_is_note(uri))
		pass(d, "note", uri);
	else
		look_at_content(d, r, uri, max);
	return !(d->why.failed || d->detail.failed || d->http.fields.failed || d->body.own.failed ||
	         d->body.spare.failed || d->body.chunks.failed);
}

void warc_document_free(struct warc_document *d)
{
	http_free(&d->http);
	http_content_free(&d->body);
	buf_free(&d->detail);
	buf_free(&d->why);
	*d = (struct warc_document){0};
}
