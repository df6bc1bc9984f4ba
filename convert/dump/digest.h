// digest.h: checksums that an archive has for what it carries, "sha1:HFXS5N…"

#ifndef STENOGRAM_DUMP_DIGEST_H
#define STENOGRAM_DUMP_DIGEST_H

#include "core/str.h"

enum digest_verdict {
	DIGEST_UNKNOWN, // there is none, or of a kind that is not checked
	DIGEST_GOOD,
	DIGEST_BAD,
};

// Whether `content` has that digest: sha1, sha256 or md5, in base32 (RFC 4648) or hexadecimal digits.
enum digest_verdict digest_check(struct str labelled, struct str content);

#endif
