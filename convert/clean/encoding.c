// encoding.c: which encoding the input has, and its text in UTF-8

#include "clean/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "clean/detect.h"
#include "core/origin.h"
#include "core/unicode.h"

struct mark {
	struct str bytes;
	const char *name, *shown;
};

// UTF-32 before UTF-16, whose little-endian mark is the beginning of its own.
static const struct mark marks[] = {
	{STR("\xef\xbb\xbf"), "utf-8", "UTF-8"},
	{STR("\xff\xfe\0\0"), "utf-32le", "UTF-32LE"},
	{STR("\0\0\xfe\xff"), "utf-32be", "UTF-32BE"},
	{STR("\xff\xfe"), "utf-16le", "UTF-16LE"},
	{STR("\xfe\xff"), "utf-16be", "UTF-16BE"},
};

static const struct mark *find_mark(struct str bytes)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(bytes, marks[i].bytes))
			return &marks[i];
	return NULL;
}

static bool is_utf8_name(const char *name)
{
	return strcmp(name, "utf-8") == 0 || strcmp(name, "utf8") == 0;
}

// Whether the user's name is that of the mark or leaves the order of bytes to it: "utf16" and
// "utf-16" for utf-16le.
static bool agrees(const char *name, const char *marked)
{
	for (; *name; name++) {
		if (*name == '-' || *name == '_')
			continue;
		while (*marked == '-')
			marked++;
		if (*name != *marked++)
			return false;
	}
	return true;
}

// Copies the user's name in lower case. False for what cannot be a name: iconv takes suffixes
// behind slashes and an empty name for the locale, neither of which is wanted.
static bool take_name(char name[ENCODING_NAME_MAX], const char *given)
{
	size_t n = 0;
	for (; given[n]; n++) {
		char c = ascii_lower(given[n]);
		bool good = ascii_is_alpha(c) || ascii_is_digit(c) || strchr("-_.:+()", c) != NULL;
		if (!good || n + 1 >= ENCODING_NAME_MAX)
			return false;
		name[n] = c;
	}
	name[n] = '\0';
	return n > 0;
}

static bool report_unknown(const char *file, const char *encoding, struct reporter *r)
{
	report(r, SEVERITY_FATAL, &(struct place){.file = file}, "encoding",
	       "no encoding is known by the name '%s'. Common ones are windows-1252, windows-1251, "
	       "iso-8859-2, koi8-r, macintosh, utf-16le, shift_jis and gb18030; iconv -l lists all",
	       encoding);
	return false;
}

static void report_mark_wins(const char *file, const char *given, const char *marked,
                             struct reporter *r)
{
	report(r, SEVERITY_WARNING, &(struct place){.file = file}, "encoding",
	       "the file begins with the byte order mark of %s and is read so, not as %s; leave "
	       "out --encoding for files with such a mark",
	       marked, given);
}

static void report_guess(const char *file, const struct guess *guess, struct reporter *r)
{
	report(r, SEVERITY_WARNING, &(struct place){.file = file}, "encoding",
	       "the text is not UTF-8 and is read as %s: %s. If names come out wrong, name the "
	       "encoding with --encoding; iconv -l lists all",
	       guess->shown, origin_guess(str_from(guess->how)));
}

// Takes over what the bytes look like, if that is known.
static void take_guess(struct decoded *d, const struct guess *guess, const char *file,
                       struct reporter *r)
{
	if (!guess->name)
		return;
	d->reason = ENCODING_GUESSED;
	d->how = guess->how;
	memcpy(d->name, guess->name, strlen(guess->name) + 1);
	memcpy(d->shown, guess->shown, strlen(guess->shown) + 1);
	report_guess(file, guess, r);
}

// Decides the encoding and cuts the mark off *bytes.
static bool decide(struct decoded *d, struct str *bytes, const char *file, const char *encoding,
                   struct reporter *r)
{
	const struct mark *mark = find_mark(*bytes);
	char given[ENCODING_NAME_MAX] = "";
	if (encoding && !take_name(given, encoding))
		return report_unknown(file, encoding, r);
	if (mark) {
		d->mark = true;
		d->skipped = mark->bytes.n;
		*bytes = str_after(*bytes, mark->bytes.n);
	}
	// Some programs put UTF-8's mark before any text; the user may know better then.
	bool false_mark = mark && encoding && is_utf8_name(mark->name) && !utf8_is_valid(*bytes);
	const char *name = "utf-8", *shown = "UTF-8";
	if (mark && !false_mark) {
		d->reason = ENCODING_MARKED;
		name = mark->name;
		shown = mark->shown;
	} else if (encoding) {
		d->reason = ENCODING_NAMED;
		name = is_utf8_name(given) ? "utf-8" : given;
		shown = encoding;
	}
	if (d->reason == ENCODING_MARKED && encoding && !agrees(given, mark->name))
		report_mark_wins(file, encoding, mark->shown, r);
	memcpy(d->name, name, strlen(name) + 1);
	memcpy(d->shown, shown, strlen(shown) + 1);
	if (d->reason == ENCODING_ASSUMED && !mark) {
		struct guess wide = detect_utf16(*bytes); // NULs are UTF-8 too
		if (!wide.name)
			wide = detect_escapes(*bytes, d->announced); // and so is what is all ASCII
		take_guess(d, &wide, file, r);
		d->unproven = !wide.name;
	}
	return true;
}

// The smallest number of bytes that a sequence of the encoding can have.
static size_t unit_of(const char *name)
{
	if (str_starts(str_from(name), STR("utf-16")) || str_starts(str_from(name), STR("utf16")) ||
	    str_starts(str_from(name), STR("ucs-2")))
		return 2;
	if (str_starts(str_from(name), STR("utf-32")) || str_starts(str_from(name), STR("utf32")) ||
	    str_starts(str_from(name), STR("ucs-4")))
		return 4;
	return 1;
}

static void mark_bad(struct decoded *d, struct str sequence, size_t *count)
{
	if (*count < DAMAGE_SHOWN)
		d->bad[*count] = sequence;
	++*count;
	d->bad_bytes += sequence.n;
	buf_putc(&d->own, '\xff');
}

// Runs iconv over all bytes. An ill-formed sequence costs one unit and leaves the shift state as
// it is; whatever cannot be finished at the end is one sequence.
static void transcode(iconv_t converter, struct decoded *d, struct str bytes, size_t max)
{
	char *in = (char *)(uintptr_t)bytes.s; // iconv does not write to its input
	size_t left = bytes.n, unit = unit_of(d->name), count = 0;
	struct buf *out = &d->own;
	while (left && out->n <= max) {
		if (!buf_reserve(out, left + left / 2 + 64))
			return;
		char *to = out->s + out->n;
		size_t room = out->cap - out->n - 1;
		errno = 0;
		size_t made = iconv(converter, &in, &left, &to, &room);
		out->n = (size_t)(to - out->s);
		if (made != (size_t)-1 || errno == E2BIG)
			continue;
		size_t skip = errno == EILSEQ && unit < left ? unit : left;
		mark_bad(d, (struct str){in, skip}, &count);
		in += skip;
		left -= skip;
	}
	// Some encodings hold a character back until they know that nothing combines with it.
	if (buf_reserve(out, 64)) {
		char *to = out->s + out->n;
		size_t room = out->cap - out->n - 1;
		iconv(converter, NULL, NULL, &to, &room);
		out->n = (size_t)(to - out->s);
		out->s[out->n] = '\0';
	}
}

static bool decode_with_iconv(struct decoded *d, struct str bytes, const char *file, size_t max,
                              struct reporter *r)
{
	iconv_t converter = iconv_open("UTF-8", d->name);
	if (converter == (iconv_t)-1 && errno == EINVAL)
		return report_unknown(file, d->shown, r);
	if (converter == (iconv_t)-1) {
		report_errno(r, file, "convert the encoding");
		return false;
	}
	transcode(converter, d, bytes, max);
	iconv_close(converter);
	d->transcoded = true;
	d->text = buf_str(&d->own);
	if (d->own.failed)
		report_memory(r);
	else if (d->text.n > max)
		report(r, SEVERITY_FATAL, &(struct place){.file = file}, "too-large",
		       "in UTF-8 the text is larger than %zu MiB, the most that one document may "
		       "have; split it into parts",
		       max >> 20);
	return !d->own.failed && d->text.n <= max;
}

bool encoding_decode(struct decoded *d, struct str bytes, const char *file, const char *encoding,
                     struct str announced, size_t max, struct reporter *r)
{
	*d = (struct decoded){.announced = announced};
	if (!decide(d, &bytes, file, encoding, r))
		return false;
	d->text = bytes;
	return is_utf8_name(d->name) || decode_with_iconv(d, bytes, file, max, r);
}

bool encoding_doubt(struct decoded *d, struct str bytes)
{
	if (!d->unproven)
		return false;
	d->unproven = false;
	d->guess = detect_encoding(bytes, d->announced);
	return d->guess.name != NULL;
}

bool encoding_decode_guess(struct decoded *d, struct str bytes, const char *file, size_t max,
                           struct reporter *r)
{
	take_guess(d, &d->guess, file, r);
	return decode_with_iconv(d, bytes, file, max, r);
}

void decoded_free(struct decoded *d)
{
	buf_free(&d->own);
	*d = (struct decoded){0};
}
