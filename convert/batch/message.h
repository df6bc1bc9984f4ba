// message.h: what processes of one run say to each other
//
// A message is a number of strings, each any bytes. Both sides are one program, so that what arrives was
// written by it; it may stop in the middle when the other one died.

#ifndef STENOGRAM_BATCH_MESSAGE_H
#define STENOGRAM_BATCH_MESSAGE_H

#include "core/str.h"

// Appends a message of n parts. False: memory ran out, or it is too large to be told (4 GiB).
bool message_put(struct buf *out, const struct str *parts, size_t n);

// The length of the message that the bytes begin with; 0: not all of it is there yet.
size_t message_length(struct str bytes);

// Cuts a whole message into its n parts, views of it.
void message_parts(struct str message, struct str *parts, size_t n);

#endif
