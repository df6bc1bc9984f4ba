// mbox.c: the mails of a mailbox: not read yet

#include "batch/reading.h"

bool mbox_seems(struct str head)
{
	(void)head;
	return false;
}

bool mbox_read(struct reading *r, const struct content *c)
{
	return reading_breaks(r, c, "mailboxes are not read yet");
}
