// damage.c: what of the input was no text, and where

#include "clean/damage.h"

#include <stdio.h>

// From here on an encoding is doubted: a few bad bytes in a short text say nothing about it.
enum { STRONG_COUNT = 10 };
static const double STRONG_PERCENT = 0.1;

static const char *const rules[HARM_COUNT] = {
	[HARM_UNDECODED] = "undecodable",
	[HARM_NUL] = "nul",
	[HARM_CONTROL] = "control",
	[HARM_WINDOWS] = "windows-1252",
};

bool damage_wants(const struct damage *d, enum harm harm)
{
	return d->count[harm] < DAMAGE_SHOWN;
}

void damage_add(struct damage *d, enum harm harm, const struct spot *spot)
{
	if (damage_wants(d, harm) && spot)
		d->first[harm][d->count[harm]] = *spot;
	d->count[harm]++;
}

// " (byte offset 17)", or nothing where the offset is not known.
static const char *offset_text(const struct spot *spot, char text[48])
{
	text[0] = '\0';
	if (spot->has_offset)
		snprintf(text, 48, " (byte offset %zu)", spot->offset);
	return text;
}

static void report_undecoded(const struct spot *spot, const struct place *place,
                             const char *encoding, struct reporter *r)
{
	char hex[16] = "", offset[48];
	for (size_t i = 0; i < spot->bytes.n && i < 4; i++)
		snprintf(hex + 3 * i, sizeof hex - 3 * i, " %02X", (unsigned char)spot->bytes.s[i]);
	report(r, SEVERITY_WARNING, place, rules[HARM_UNDECODED],
	       "%s%s%s %s not %s; U+FFFD stands here instead", spot->bytes.n > 1 ? "bytes" : "byte",
	       hex, offset_text(spot, offset), spot->bytes.n > 1 ? "are" : "is", encoding);
}

static void report_control(const struct spot *spot, const struct place *place, enum harm harm,
                           struct reporter *r)
{
	char offset[48];
	const char *what = spot->c >= 0xfffe ? "noncharacter" : "control character";
	offset_text(spot, offset);
	if (harm == HARM_WINDOWS)
		report(r, SEVERITY_WARNING, place, rules[harm],
		       "control character U+%04X%s read as U+%04X, which the same byte is in "
		       "windows-1252",
		       (unsigned)spot->c, offset, (unsigned)spot->shown);
	else if (spot->shown)
		report(r, SEVERITY_WARNING, place, rules[harm],
		       "control character U+%04X%s read as a hyphen, which Word means by it",
		       (unsigned)spot->c, offset);
	else
		report(r, SEVERITY_WARNING, place, rules[harm], "%s U+%04X%s dropped", what,
		       (unsigned)spot->c, offset);
}

static void report_spot(const struct spot *spot, enum harm harm, const char *file,
                        const char *encoding, struct reporter *r)
{
	struct place place = {.file = file,
	                      .line = spot->line,
	                      .column = spot->column,
	                      .source = spot->line_text};
	char offset[48];
	if (harm == HARM_UNDECODED)
		report_undecoded(spot, &place, encoding, r);
	else if (harm == HARM_NUL)
		report(r, SEVERITY_WARNING, &place, rules[harm], "NUL%s dropped",
		       offset_text(spot, offset));
	else
		report_control(spot, &place, harm, r);
}

// The sum of the undecoded, with advice; strong where the encoding is hardly the right one.
static void report_undecoded_sum(const struct damage *d, const char *file, size_t size,
                                 const char *encoding, enum encoding_reason reason,
                                 struct reporter *r)
{
	static const char *const advice[] = {
		[ENCODING_ASSUMED] =
			("If the text has another encoding, name it, for example "
	                 "--encoding=windows-1252 (Western European) or windows-1251 (Cyrillic)"),
		[ENCODING_MARKED] = "The byte order mark tells the encoding: the file is damaged",
		[ENCODING_NAMED] =
			"If the text has another encoding, name that one; iconv -l lists all",
		[ENCODING_GUESSED] =
			"The encoding was told from the bytes; name the right one with --encoding",
	};
	struct place place = {.file = file};
	size_t n = d->count[HARM_UNDECODED];
	double percent = size ? 100.0 * (double)d->bytes / (double)size : 0;
	if (n >= STRONG_COUNT && percent > STRONG_PERCENT)
		report(r, SEVERITY_WARNING, &place, rules[HARM_UNDECODED],
		       "%zu places, %.1f %% of the bytes, are not %s: this is hardly the encoding "
		       "of the text, and much of the result cannot be read. %s",
		       n, percent, encoding, advice[reason]);
	else
		report(r, SEVERITY_WARNING, &place, rules[HARM_UNDECODED], "%zu place%s not %s. %s",
		       n, n == 1 ? " is" : "s are", encoding, advice[reason]);
}

static void report_sum(enum harm harm, size_t n, const char *file, struct reporter *r)
{
	static const char *const what[HARM_COUNT] = {
		[HARM_NUL] = "NULs dropped",
		[HARM_CONTROL] = "control characters dropped or read as hyphens",
		[HARM_WINDOWS] = "control characters read as characters of windows-1252",
	};
	report(r, SEVERITY_WARNING, &(struct place){.file = file}, rules[harm], "%zu %s in all", n,
	       what[harm]);
}

void damage_report(const struct damage *d, const char *file, size_t size, const char *encoding,
                   enum encoding_reason reason, struct reporter *r)
{
	for (int harm = 0; harm < HARM_COUNT; harm++) {
		size_t n = d->count[harm];
		for (size_t i = 0; i < n && i < DAMAGE_SHOWN; i++)
			report_spot(&d->first[harm][i], (enum harm)harm, file, encoding, r);
		if (harm == HARM_UNDECODED && n)
			report_undecoded_sum(d, file, size, encoding, reason, r);
		else if (n > DAMAGE_SHOWN)
			report_sum((enum harm)harm, n, file, r);
	}
}
