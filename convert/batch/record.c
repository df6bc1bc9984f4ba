// record.c: what the manifest says of one document, a line of JSON

#include "batch/record.h"

#include <jansson.h>
#include <nettle/base64.h>

#include "core/json.h"
#include "core/jsonread.h"
#include "core/program.h"
#include "core/unicode.h"

static const struct {
	const char *word, *meaning;
	bool well;
} outcomes[OUTCOME_COUNT] = {
#define OUTCOME_ROW(NAME, word, well, meaning) {word, meaning, well},
	OUTCOMES(OUTCOME_ROW)
#undef OUTCOME_ROW
};

const char *outcome_word(enum outcome outcome)
{
	return outcomes[outcome].word;
}

const char *outcome_meaning(enum outcome outcome)
{
	return outcomes[outcome].meaning;
}

bool outcome_is_well(enum outcome outcome)
{
	return outcomes[outcome].well;
}

bool outcome_named(struct str word, enum outcome *outcome)
{
	for (size_t i = 0; i < OUTCOME_COUNT; i++) {
		if (!str_is(word, outcomes[i].word))
			continue;
		*outcome = (enum outcome)i;
		return true;
	}
	return false;
}

// ---- Written ----

static void put_known(struct buf *out, const char *name, struct str value)
{
	if (value.n)
		json_member(out, name, value);
}

static void put_count(struct buf *out, const char *name, size_t value)
{
	if (value)
		json_member_number(out, name, value);
}

static void put_sum(struct buf *out, const struct checksum *sum)
{
	json_key(out, "sha256");
	buf_putc(out, '"');
	checksum_put(out, sum);
	buf_putc(out, '"');
}

// Where it was: what a person needs to find it again.
static void put_source(struct buf *out, const struct record *r)
{
	json_key(out, "source");
	buf_putc(out, '{');
	put_known(out, "carrier", r->item->carrier);
	put_known(out, "path", r->item->path);
	if (r->item->has_offset)
		json_member_number(out, "offset", r->item->offset);
	put_known(out, "modified", r->item->modified);
	if (r->has_sum) {
		json_member_number(out, "bytes", r->bytes);
		put_sum(out, &r->sum);
	}
	buf_putc(out, '}');
	put_known(out, "uri", r->item->uri);
	put_known(out, "captured", r->item->captured);
}

static void put_base64(struct buf *out, struct str bytes)
{
	if (!buf_reserve(out, BASE64_ENCODE_RAW_LENGTH(bytes.n)))
		return;
	base64_encode_raw(out->s + out->n, bytes.n, (const uint8_t *)bytes.s);
	out->n += BASE64_ENCODE_RAW_LENGTH(bytes.n);
}

static void put_content(struct buf *out, const struct record_output *o)
{
	if (utf8_is_valid(o->content)) {
		json_member(out, "text", o->content);
		return;
	}
	json_key(out, "b64");
	buf_putc(out, '"');
	put_base64(out, o->content);
	buf_putc(out, '"');
}

static void put_outputs(struct buf *out, const struct record *r)
{
	json_key(out, "outputs");
	buf_putc(out, '[');
	for (size_t i = 0; i < r->n_outputs; i++) {
		const struct record_output *o = &r->outputs[i];
		buf_puts(out, i ? ",{" : "{");
		json_member(out, "format", o->format);
		put_known(out, "path", o->path);
		json_member_number(out, "bytes", o->bytes);
		put_sum(out, &o->sum);
		if (!o->path.n)
			put_content(out, o);
		buf_putc(out, '}');
	}
	buf_putc(out, ']');
}

static void put_messages(struct buf *out, const struct record *r)
{
	json_key(out, "messages");
	buf_putc(out, '[');
	for (size_t i = 0; i < r->n_messages; i++) {
		buf_puts(out, i ? "," : "");
		json_put_visible(out, r->messages[i]);
	}
	buf_putc(out, ']');
}

void record_put(struct buf *out, const struct record *r)
{
	buf_putc(out, '{');
	json_member(out, "id", r->id);
	json_member(out, "status", str_from(outcome_word(r->outcome)));
	put_source(out, r);
	put_known(out, "same_as", r->same_as);
	put_known(out, "convention", r->convention);
	if (r->score.n) {
		json_key(out, "score");
		buf_put(out, r->score);
	}
	put_known(out, "language", r->language);
	put_count(out, "turns", r->turns);
	put_count(out, "speakers", r->speakers);
	put_count(out, "words", r->words);
	put_count(out, "doubts", r->doubts);
	put_count(out, "errors", r->errors);
	put_count(out, "warnings", r->warnings);
	if (r->n_messages)
		put_messages(out, r);
	if (r->n_outputs)
		put_outputs(out, r);
	json_key(out, "seconds");
	buf_printf(out, "%.4f", r->seconds);
	json_member(out, "stenogram", STR(STENOGRAM_VERSION));
	put_known(out, "settings", r->settings);
	buf_puts(out, "}\n");
}

// ---- Read ----

bool past_read(struct past *past, struct str line)
{
	*past = (struct past){0};
	past->tree = json_loadb(line.s, line.n, JSON_ALLOW_NUL, NULL);
	past->id = jsonread_string(past->tree, "id");
	past->settings = jsonread_string(past->tree, "settings");
	past->sum = jsonread_string(json_object_get(past->tree, "source"), "sha256");
	const json_t *outputs = json_object_get(past->tree, "outputs");
	for (size_t i = 0; i < json_array_size(outputs) && i < OUTPUTS_MAX; i++) {
		const json_t *output = json_array_get(outputs, i);
		past->outputs[i].format = jsonread_string(output, "format");
		past->outputs[i].path = jsonread_string(output, "path");
		past->outputs[i].sum = jsonread_string(output, "sha256");
		past->n_outputs++;
	}
	return past->id.n && outcome_named(jsonread_string(past->tree, "status"), &past->outcome);
}

void past_free(struct past *past)
{
	json_decref(past->tree);
	past->tree = NULL;
}

// ---- The end of a run ----

void run_end_put(struct buf *out, const struct run_end *end)
{
	buf_puts(out, "{\"end\":{");
	json_member_number(out, "documents", end->documents);
	json_member_number(out, "here", end->here);
	if (end->shards) {
		json_member_number(out, "shard", end->shard);
		json_member_number(out, "shards", end->shards);
	}
	json_member(out, "stenogram", STR(STENOGRAM_VERSION));
	json_member(out, "settings", str_from(end->settings));
	buf_puts(out, "}}\n");
}

bool run_end_read(struct run_end *end, struct str line)
{
	json_t *tree = json_loadb(line.s, line.n, 0, NULL);
	const json_t *value = json_object_get(tree, "end");
	struct str settings = jsonread_string(value, "settings");
	*end = (struct run_end){.documents = jsonread_count(value, "documents"),
	                        .here = jsonread_count(value, "here"),
	                        .shard = jsonread_count(value, "shard"),
	                        .shards = jsonread_count(value, "shards")};
	if (settings.n < sizeof end->settings)
		memcpy(end->settings, settings.s ? settings.s : "", settings.n);
	bool good = json_is_object(value);
	json_decref(tree);
	return good;
}
