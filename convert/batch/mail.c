// mail.c: the text of a mail: not read yet

#include "batch/mail.h"

bool mail_take(struct reading *r, struct str bytes, struct item *item)
{
	(void)bytes;
	return reading_fails_as(r, item, "mails are not read yet");
}
