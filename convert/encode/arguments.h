// arguments.h: the arguments of rows, taken apart

#ifndef STENOGRAM_ARGUMENTS_H
#define STENOGRAM_ARGUMENTS_H

#include "core/transcript.h"

// Cuts the next argument off *args that is no key=value. False at the end. *doubt is set, and never
// cleared, when the argument is doubtful.
bool arguments_next(struct str *args, struct str *argument, bool *doubt);

// Whether there is any key=value among the arguments; most rows have none.
bool arguments_have_keys(const struct row *row);

// The next key=value; *key is empty at the end.
bool arguments_next_key(struct str *args, struct str *key, struct str *value);

// div TYPE [NUMBER] [DATE]: a second argument of the form of a date is the date.
struct div_arguments {
	struct str type, number, date, surplus;
	bool doubt;
};

struct div_arguments arguments_div(const struct row *row);

// note [NUMBER] [TYPE]: a number begins with a digit or a sign, or is one letter.
struct note_arguments {
	struct str number, type;
	bool doubt;
};

struct note_arguments arguments_note(const struct row *row);

#endif
