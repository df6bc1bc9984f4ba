// claims.c: what a document says that concerns other documents

#include "validate/claims.h"

#include <string.h>

// Sixteen bytes, then the text.
struct head {
	uint64_t at;
	uint32_t n;
	uint16_t attribute;
	uint16_t kind;
};

void claims_put(struct buf *claims, const struct claim *claim)
{
	struct head head = {claim->at, (uint32_t)claim->text.n, (uint16_t)claim->attribute,
	                    (uint16_t)claim->kind};
	buf_put(claims, (struct str){(const char *)&head, sizeof head});
	buf_put(claims, claim->text);
}

bool claims_next(struct str *claims, struct claim *claim)
{
	struct head head;
	if (claims->n < sizeof head)
		return false;
	memcpy(&head, claims->s, sizeof head);
	*claim = (struct claim){head.kind, head.attribute, (size_t)head.at,
	                        str_from_to(*claims, sizeof head, sizeof head + head.n)};
	*claims = str_after(*claims, sizeof head + head.n);
	return true;
}
