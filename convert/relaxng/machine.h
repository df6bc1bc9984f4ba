// machine.h: what is remembered of a schema while documents are followed
//
// Patterns that came up, what follows each after an event, the symbols of interned names, values that were
// tried of late. A machine serves one thread at a time; the grammar below it serves many.

#ifndef STENOGRAM_MACHINE_H
#define STENOGRAM_MACHINE_H

#include "relaxng/grammar.h"

struct _xmlDict;
struct known_name;

// The events after which something else may follow; see derive.h.
enum step {
	STEP_OPEN,
	STEP_ENTER,
	STEP_ATTRIBUTE,
	STEP_LAST_ATTRIBUTE,
	STEP_CLOSE,
	STEP_TEXT,
	STEP_END
};

struct transition {
	uint64_t key; // 0: free
	const struct pattern *then;
};

enum { VALUES = 2048, VALUE_MAX = 52 };

// A value that was tried.
struct known_value {
	uint32_t id; // of the pattern
	uint8_t n;
	bool known, matches;
	char value[VALUE_MAX];
};

struct machine {
	const struct grammar *grammar;
	struct patterns patterns; // that came up
	struct {
		struct transition *slots;
		size_t n, cap;
	} transitions;
	const struct pattern *same[64]; // that text does not change, by id
	struct known_name *names;       // symbols of names that are interned in dict
	struct _xmlDict *dict;
	struct known_value *values;
	size_t limit; // bytes of patterns and transitions, beyond which it is full
	bool failed;  // memory ran out: what is derived from then on is worthless
};

// False: no memory.
bool machine_open(struct machine *m, const struct grammar *grammar);
void machine_close(struct machine *m);

// From now on names are interned in `dict`, which the machine keeps alive.
void machine_use_names(struct machine *m, struct _xmlDict *dict);

// The symbol of a name by its interned parts; uri may be NULL.
symbol machine_symbol(struct machine *m, const unsigned char *uri, const unsigned char *local);

static inline uint64_t machine_key(const struct pattern *p, enum step step, symbol name)
{
	return (uint64_t)p->id << 32 | (uint64_t)name << 4 | (uint64_t)(step + 1);
}

static inline struct transition *machine_slot(const struct machine *m, uint64_t key)
{
	size_t at = (size_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 20) & (m->transitions.cap - 1);
	while (m->transitions.slots[at].key && m->transitions.slots[at].key != key)
		at = (at + 1) & (m->transitions.cap - 1);
	return &m->transitions.slots[at];
}

// What follows p after a step with a name (0 where it has none); NULL: that is not known yet.
static inline const struct pattern *machine_find(const struct machine *m, const struct pattern *p,
                                                 enum step step, symbol name)
{
	return machine_slot(m, machine_key(p, step, name))->then;
}

// Keeps what follows, and gives it back.
const struct pattern *machine_keep(struct machine *m, const struct pattern *p, enum step step,
                                   symbol name, const struct pattern *then);

// Whether the machine should forget; machine_forget does, and makes the n live patterns anew.
bool machine_is_full(const struct machine *m);
bool machine_forget(struct machine *m, const struct pattern **live, size_t n);

// A choice of what was listed, whose memory is freed.
const struct pattern *machine_choice(struct machine *m, struct pattern_list *list);

// p, or nothing.
const struct pattern *machine_repeat(struct machine *m, const struct pattern *p);

#endif
