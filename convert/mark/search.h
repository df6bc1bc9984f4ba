// search.h: the search for labels, as the files that do it share it

#ifndef STENOGRAM_SEARCH_H
#define STENOGRAM_SEARCH_H

#include "mark/labels.h"

// What a document is looked through with.
struct search {
	const struct page *page;
	const bool *taken;
	const struct profile *profile;
	const struct words *words;
	const struct people *people;
	uint64_t marked, first; // candidates for lines with markup alone, that begin blocks alone
};

static inline bool has_condition(const struct rule *rule, enum condition condition)
{
	return rule->conditions >> condition & 1;
}

// labels.c

// The index of the key of a name in labels->keys, made if there is none yet. Sets labels->failed when memory
// ran out.
size_t labels_key(struct labels *labels, struct str name, const struct words *words,
                  const struct people *people);

// look.c

// Everything that looks like a label under any shape, into labels->looks. Which of the looks are labels is
// decided by counting afterwards.
void labels_look(struct labels *labels, const struct search *search);

// Whether a rule looks at what the markup says about a line.
bool labels_needs_markup(const struct rule *rule);

// weigh.c

// Whether the name of the label occurs again or stands in the roster.
bool labels_recurs(const struct labels *labels, const struct label *label);

size_t labels_count_blocks(const struct page *page);

// Weighs the active shapes by the looks that were picked last.
void labels_weigh(struct labels *labels, const struct page *page, size_t blocks);

// Drops the worst of the active shapes that are not good enough. False when all are.
bool labels_drop_worst(struct labels *labels);

// within.c

// Counts the names that stand like labels in the midst of long lines; sets labels->within if the document is
// a conversation in few lines.
void labels_look_within(struct labels *labels, const struct search *search);

#endif
