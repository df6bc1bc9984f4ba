// origin.c: what teiclean had to do to the bytes, as the hints of line 1 tell it

#include "core/origin.h"

#include "core/transcript.h"

struct origin origin_read(struct str hints)
{
	struct origin o = {.format = STR("text"), .encoding = STR("utf-8")};
	struct {
		const char *name;
		size_t *count;
	} counts[] = {
		{"bad", &o.undecoded},
		{"nul", &o.nul},
		{"ctl", &o.controls},
		{"win", &o.windows},
	};
	struct str hint;
	while ((hint = hint_next(&hints)).n) {
		size_t equals = str_find_char(hint, '=');
		struct str name = str_from_to(hint, 0, equals), value = str_after(hint, equals + 1);
		if (str_is(name, "from") && value.n) {
			o.format = value;
		} else if (str_is(name, "src") && value.n) {
			size_t colon = str_find_char(value, ':');
			o.encoding = str_from_to(value, 0, colon);
			o.how = str_after(value, colon + 1);
		}
		o.mark |= str_is(name, "bom");
		o.composed |= str_is(name, "nfc");
		for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
			if (str_is(name, counts[i].name))
				str_number(value, counts[i].count);
	}
	return o;
}

struct origin origin_of(const struct transcript *t)
{
	size_t i = 0, lines = 0;
	// A division without text stands before the words of its line, and has no hints.
	for (; i < t->n; i++) {
		lines += !t->items[i].joined;
		if (lines > 1 || t->items[i].hints.n)
			break;
	}
	bool found = i < t->n && lines <= 1;
	return origin_read(found ? t->items[i].hints : (struct str){0});
}

const char *origin_guess(struct str how)
{
	if (str_is(how, "nul"))
		return "its NULs stand like that, and there is no byte order mark";
	if (str_is(how, "announced"))
		return "the server or the mail that it came by says so";
	if (str_is(how, "declared"))
		return "the page itself says so";
	if (str_is(how, "quotes"))
		return "its quotation marks and letters are like that";
	if (str_is(how, "uchardet"))
		return "uchardet takes its letters for that";
	return "its letters are like that";
}

const char *origin_reason(const struct origin *o)
{
	if (o->how.n)
		return origin_guess(o->how);
	if (o->mark && str_starts(o->encoding, STR("utf")))
		return "its byte order mark says so";
	if (!str_is(o->format, "text") && str_is(o->encoding, "utf-8"))
		return "its format says so, or its bytes are that";
	return str_is(o->encoding, "utf-8") ? "its bytes are that" : "the user named it";
}
