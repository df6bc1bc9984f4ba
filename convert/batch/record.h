// record.h: what the manifest says of one document, a line of JSON
//
// teimanifest(5) tells it to its users and is tested against the table of outcomes.

#ifndef STENOGRAM_BATCH_RECORD_H
#define STENOGRAM_BATCH_RECORD_H

#include "batch/checksum.h"
#include "dump/item.h"

// X(NAME, "word", well, "meaning"). `well`: there is nothing to look at.
#define OUTCOMES(X) \
	X(VALID, "valid", true, "converted, and its TEI is valid") \
	X(INVALID, "invalid", false, \
	  "converted; the TEI is there, and a schema or a rule finds errors in it") \
	X(REFUSED, "not-convertible", false, "nothing to convert: it is empty, or no text") \
	X(FAILED, "failed", false, \
	  "it crashed a stage, took too long, or needs more than is allowed") \
	X(LOST, "lost", false, "the process that had it in hand was ended from outside, twice") \
	X(UNREADABLE, "unreadable", false, "the dump is damaged here, or beyond a limit") \
	X(GONE, "gone", true, "was unreadable once, and the dump has nothing of that name any more")

enum outcome {
#define OUTCOME_NAME(NAME, word, well, meaning) OUTCOME_##NAME,
	OUTCOMES(OUTCOME_NAME)
#undef OUTCOME_NAME
		OUTCOME_COUNT
};

const char *outcome_word(enum outcome outcome);
const char *outcome_meaning(enum outcome outcome);
bool outcome_is_well(enum outcome outcome);
bool outcome_named(struct str word, enum outcome *outcome); // false: there is none

enum { MESSAGES_KEPT = 5, OUTPUTS_MAX = 64 };

// A result of a document. Where it is a file, its content is not kept.
struct record_output {
	struct str format; // "tei"
	struct str path;   // below the folder of the run; empty: the content goes with the record
	struct str content;
	size_t bytes;
	struct checksum sum;
};

// Views; what is not known is empty or 0.
struct record {
	struct str id;
	enum outcome outcome;
	const struct item *item; // without its content
	size_t bytes;            // of its content
	bool has_sum;
	struct checksum sum;
	struct str same_as; // the id of an earlier document with the same content
	struct str convention, score, language;
	size_t turns, speakers, doubts, words;
	size_t errors, warnings;
	struct str messages[MESSAGES_KEPT];
	size_t n_messages;
	struct record_output outputs[OUTPUTS_MAX];
	size_t n_outputs;
	double seconds;
	struct str settings; // what the run was asked for, as a short checksum
};

// Appends the line, with its line end.
void record_put(struct buf *out, const struct record *r);

// What a later run has to know of a line.
struct past {
	struct str id, settings, sum; // sum: hexadecimal digits, empty for none
	enum outcome outcome;
	struct {
		struct str format, path, sum;
	} outputs[OUTPUTS_MAX];
	size_t n_outputs;
	struct json_t *tree; // owns the views
};

// Reads it. False: it is no such line. past_free() all the same.
bool past_read(struct past *past, struct str line);
void past_free(struct past *past);

// The last line of a run that read the whole dump, by which it is known that nothing is missing.
struct run_end {
	size_t documents;     // in the dump
	size_t here;          // of them in this shard
	size_t shard, shards; // 0 of 0: there are none
	char settings[17];
};

// Appends the line, with its line end.
void run_end_put(struct buf *out, const struct run_end *end);

// False: it is no such line.
bool run_end_read(struct run_end *end, struct str line);

#endif
