// request.c: a document on its way to a worker, and what comes back

#include "batch/request.h"

#include "batch/message.h"

enum { ANSWER_PARTS = 4 };

// A view of a NUL-terminated string with that NUL, which arrives with it.
static struct str with_end(struct str s)
{
	return (struct str){s.s, s.n + 1};
}

static struct str without_end(struct str s)
{
	return str_from_to(s, 0, s.n ? s.n - 1 : 0);
}

void request_parts(const struct request *r, struct request_numbers *numbers, struct str *parts)
{
	const struct item *i = &r->item;
	*numbers = (struct request_numbers){i->offset, i->has_offset};
	const struct str all[REQUEST_PARTS] = {
		i->path,
		i->content,
		i->uri,
		i->captured,
		i->charset,
		i->type,
		i->carrier,
		i->modified,
		{(const char *)numbers, sizeof *numbers},
		with_end(r->id),
		with_end(r->place),
		r->same_as,
		{(const char *)&r->sum, sizeof r->sum},
	};
	memcpy(parts, all, sizeof all);
}

void request_read(struct request *r, struct str message)
{
	struct str parts[REQUEST_PARTS];
	struct request_numbers numbers = {0};
	message_parts(message, parts, REQUEST_PARTS);
	if (parts[8].n == sizeof numbers)
		memcpy(&numbers, parts[8].s, sizeof numbers);
	*r = (struct request){
		.item = {.path = parts[0],
	                 .content = parts[1],
	                 .uri = parts[2],
	                 .captured = parts[3],
	                 .charset = parts[4],
	                 .type = parts[5],
	                 .carrier = parts[6],
	                 .modified = parts[7],
	                 .offset = numbers.offset,
	                 .has_offset = numbers.has_offset},
		.id = without_end(parts[9]),
		.place = without_end(parts[10]),
		.same_as = parts[11],
	};
	if (parts[12].n == sizeof r->sum)
		memcpy(&r->sum, parts[12].s, sizeof r->sum);
}

bool answer_put(struct buf *out, const struct answer *a)
{
	char outcome = (char)a->outcome;
	const struct str parts[ANSWER_PARTS] = {{&outcome, 1}, a->line, a->rows, a->trouble};
	return message_put(out, parts, ANSWER_PARTS);
}

void answer_read(struct answer *a, struct str message)
{
	struct str parts[ANSWER_PARTS];
	message_parts(message, parts, ANSWER_PARTS);
	*a = (struct answer){
		.outcome = OUTCOME_FAILED, .line = parts[1], .rows = parts[2], .trouble = parts[3]};
	if (parts[0].n == 1 && (unsigned char)*parts[0].s < OUTCOME_COUNT)
		a->outcome = (enum outcome) * parts[0].s;
}
