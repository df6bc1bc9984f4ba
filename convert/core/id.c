// id.c: names as XML ids

#include "core/id.h"

#include <stdlib.h>

#include "core/unicode.h"

enum { CYRILLIC_END = 0x052f };

struct letter {
	int32_t c;
	const char *latin;
};

// Latin letters without a decomposition into ASCII, and what transliterations write; Cyrillic after
// BGN/PCGN 1947 without apostrophes, with the letters of Ukrainian, Belarusian, Serbian and
// Macedonian. Sorted by code point.
// clang-format off
static const struct letter letters[] = {
	{0x00df, "ss"},   {0x00e6, "ae"},   {0x00f0, "d"},    {0x00f8, "o"},    {0x00fe, "th"},
	{0x0111, "d"},    {0x0127, "h"},    {0x0131, "i"},    {0x0142, "l"},    {0x014b, "ng"},
	{0x0153, "oe"},   {0x0167, "t"},    {0x01dd, "e"},    {0x0259, "e"},    {0x0268, "i"},
	{0x0294, ""},     {0x0430, "a"},    {0x0431, "b"},    {0x0432, "v"},    {0x0433, "g"},
	{0x0434, "d"},    {0x0435, "e"},    {0x0436, "zh"},   {0x0437, "z"},    {0x0438, "i"},
	{0x0439, "y"},    {0x043a, "k"},    {0x043b, "l"},    {0x043c, "m"},    {0x043d, "n"},
	{0x043e, "o"},    {0x043f, "p"},    {0x0440, "r"},    {0x0441, "s"},    {0x0442, "t"},
	{0x0443, "u"},    {0x0444, "f"},    {0x0445, "kh"},   {0x0446, "ts"},   {0x0447, "ch"},
	{0x0448, "sh"},   {0x0449, "shch"}, {0x044a, ""},     {0x044b, "y"},    {0x044c, ""},
	{0x044d, "e"},    {0x044e, "yu"},   {0x044f, "ya"},   {0x0452, "dj"},   {0x0454, "ye"},
	{0x0455, "dz"},   {0x0456, "i"},    {0x0457, "i"},    {0x0458, "j"},    {0x0459, "lj"},
	{0x045a, "nj"},   {0x045b, "c"},    {0x045e, "u"},    {0x045f, "dz"},   {0x0491, "g"},
};
// clang-format on

static int by_code_point(const void *key, const void *entry)
{
	int32_t c = *(const int32_t *)key, other = ((const struct letter *)entry)->c;
	return c < other ? -1 : c > other;
}

// What a folded code point becomes in an id; NULL when nothing is known.
static const char *latin_of(int32_t c)
{
	const struct letter *found = bsearch(&c, letters, sizeof letters / sizeof *letters,
	                                     sizeof *letters, by_code_point);
	return found ? found->latin : NULL;
}

// Also the spacing modifier letters, which transliterations write for ayn and hamza.
static bool is_apostrophe(int32_t c)
{
	return c == '\'' || c == '`' || c == 0x2019 || c == 0x2018 || (c >= 0x02b9 && c <= 0x02df);
}

// Appends the letters and digits of a folded name, with "-" between words.
static void put_id_words(struct buf *out, struct str folded)
{
	size_t at = 0, begin = out->n;
	bool gap = false;
	while (at < folded.n) {
		int32_t c = utf8_next(folded, &at);
		const char *latin = c >= 0x80 ? latin_of(c) : NULL;
		bool plain = c < 0x80 && (ascii_is_alpha((char)c) || ascii_is_digit((char)c));
		bool code = !plain && !latin && c >= 0x80 && unicode_is_letter(c);
		if (is_apostrophe(c) || (latin && !*latin))
			continue;
		if (!plain && !latin && !code) {
			gap = true;
			continue;
		}
		if ((gap || code) && out->n > begin)
			buf_putc(out, '-');
		if (plain)
			// 𝒳 has no lower case, and decomposes into X.
			buf_putc(out, ascii_lower((char)c));
		else if (latin)
			buf_puts(out, latin);
		else
			buf_printf(out, "u%04x", (unsigned)c);
		// A Latin or Cyrillic letter without a row of ours stands within a word.
		gap = code && c > CYRILLIC_END;
	}
}

// The decomposition of й and ё would lose what tells them from и and е; they are kept whole.
static bool put_bare(struct buf *out, struct str folded)
{
	bool good = true;
	for (size_t at = 0; good && at < folded.n;) {
		size_t from = at;
		int32_t c = utf8_next(folded, &at);
		struct str one = str_from_to(folded, from, at);
		if (c < 0x80 || latin_of(c))
			buf_put(out, one);
		else
			good = unicode_bare(out, one);
	}
	return good;
}

bool id_from_name(struct translit *t, struct buf *out, struct str name)
{
	struct buf folded = {0}, latin = {0}, bare = {0}, id = {0};
	bool good = unicode_casefold(&folded, name) &&
	            translit_latin(t, &latin, buf_str(&folded)) && put_bare(&bare, buf_str(&latin));
	put_id_words(&id, buf_str(&bare));
	if (id.n == 0)
		buf_putc(&id, 'x');
	else if (!ascii_is_alpha(id.s[0]))
		buf_puts(out, "x");
	buf_put(out, buf_str(&id));
	good = good && !bare.failed && !id.failed && !out->failed;
	buf_free(&folded);
	buf_free(&latin);
	buf_free(&bare);
	buf_free(&id);
	return good;
}
