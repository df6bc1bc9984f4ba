// fingerprint.c: what tells a tool that a finding is the one that it has seen before

#include "report/fingerprint.h"

#include <inttypes.h>

#include "core/unicode.h"

// FNV-1a, with a NUL behind each part.
static uint64_t add_part(uint64_t hash, struct str part)
{
	for (size_t i = 0; i < part.n; i++)
		hash = (hash ^ (unsigned char)part.s[i]) * UINT64_C(0x100000001b3);
	return hash * UINT64_C(0x100000001b3);
}

// What is wrong, without what was expected instead: that is told in the order of what is usual in the
// documents so far.
static struct str without_advice(struct str message)
{
	return str_from_to(message, 0, str_find(message, STR("; ")));
}

// Without the place at the end, which counts elements.
static struct str without_place(struct str message)
{
	struct str place = STR(" (in ");
	if (!message.n || message.s[message.n - 1] != ')')
		return message;
	for (size_t at = message.n; at-- > 0;)
		if (str_starts(str_after(message, at), place))
			return str_from_to(message, 0, at);
	return message;
}

static uint64_t add_message(uint64_t hash, struct str message)
{
	struct str rest = without_place(without_advice(message)), line = STR("line ");
	for (;;) {
		size_t at = str_find(rest, line);
		if (at == rest.n)
			return add_part(hash, rest);
		hash = add_part(hash, str_from_to(rest, 0, at));
		rest = str_after(rest, at + line.n);
		str_take_digits(&rest);
	}
}

struct fingerprint fingerprint(struct tally *seen, const struct report *report,
                               const struct format_settings *settings)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	hash = add_part(hash, str_from(format_path(report->place.file, settings)));
	hash = add_part(hash, str_from(format_rule(report)));
	hash = add_message(hash, report->message);
	char name[17];
	snprintf(name, sizeof name, "%016" PRIx64, hash);
	size_t index = tally_add(seen, str_from(name), report->severity);
	// Without memory, two may look like one; the finding itself is told all the same.
	size_t repeat = index == TALLY_NONE ? 1 : tally_count(seen, index);
	return (struct fingerprint){hash, repeat};
}
