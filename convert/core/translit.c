// translit.c: letters of other scripts in Latin ones, by ICU

#include "core/translit.h"

#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "core/unicode.h"

// ICU takes the square of a text's length for each text, so that it gets pieces.
enum { PIECE_MAX = 64, UNITS_MAX = 4096 };

void translit_free(struct translit *t)
{
	for (size_t i = 0; i < TRANSLIT_COUNT; i++)
		if (t->rules[i].icu)
			utrans_close(t->rules[i].icu);
	*t = (struct translit){.japanese = t->japanese};
}

// The rules, opened now if they were not before. NULL where ICU has none, as with its data cut down,
// and when memory ran out, which *failed then tells.
static UTransliterator *open_rules(struct translit *t, enum translit_rules which, bool *failed)
{
	static const char *const names[TRANSLIT_COUNT] = {
		[TRANSLIT_HAN] = "Han-Latin/Names",
		[TRANSLIT_GREEK] = "Greek-Latin/UNGEGN",
		[TRANSLIT_ANY] = "Any-Latin",
	};
	UErrorCode error = U_ZERO_ERROR;
	UChar name[32];
	if (!t->rules[which].tried) {
		u_uastrcpy(name, names[which]);
		t->rules[which].icu = utrans_openU(name, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
		t->rules[which].tried = error != U_MEMORY_ALLOCATION_ERROR;
		*failed |= !t->rules[which].tried;
	}
	return t->rules[which].icu;
}

// The script of a character that is transliterated; USCRIPT_COMMON for all others.
static UScriptCode foreign_script(int32_t c, bool japanese)
{
	UErrorCode error = U_ZERO_ERROR;
	UScriptCode script = c < 0x80 ? USCRIPT_COMMON : uscript_getScript(c, &error);
	switch (script) {
	case USCRIPT_LATIN:
	case USCRIPT_CYRILLIC:
	case USCRIPT_INHERITED:
	case USCRIPT_UNKNOWN:
		return USCRIPT_COMMON;
	case USCRIPT_HAN:
		return japanese ? USCRIPT_COMMON : USCRIPT_HAN;
	default:
		return U_FAILURE(error) ? USCRIPT_COMMON : script;
	}
}

bool translit_reads(struct str text)
{
	for (size_t at = 0; at < text.n;)
		if (foreign_script(utf8_next(text, &at), false) != USCRIPT_COMMON)
			return true;
	return false;
}

static bool has_kana(struct str text)
{
	for (size_t at = 0; at < text.n;) {
		UScriptCode script = foreign_script(utf8_next(text, &at), true);
		if (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA)
			return true;
	}
	return false;
}

bool translit_rests_on_language(struct str text)
{
	for (size_t at = 0; at < text.n;)
		if (foreign_script(utf8_next(text, &at), false) == USCRIPT_HAN)
			return !has_kana(text);
	return false;
}

// Characters of one script, or of none that is transliterated.
struct run {
	UScriptCode script;
	int32_t first, last; // its outermost characters
	struct str text;
};

// Cuts the next run, of at most PIECE_MAX characters if it is transliterated, off the front of *rest.
// Marks and letters that many scripts share, such as the long vowels of kana, belong to what they
// stand behind.
static struct run next_run(struct str *rest, bool japanese)
{
	struct run run = {0};
	size_t at = 0, count = 0;
	while (at < rest->n) {
		size_t from = at;
		int32_t c = utf8_next(*rest, &at);
		UScriptCode script = foreign_script(c, japanese);
		bool foreign = count && run.script != USCRIPT_COMMON;
		bool shared = script == USCRIPT_COMMON && c >= 0x80 &&
		              (unicode_is_mark(c) || u_charType(c) == U_MODIFIER_LETTER);
		bool same = script == run.script || (foreign && shared);
		if (count && (!same || (foreign && count == PIECE_MAX))) {
			at = from;
			break;
		}
		if (!count++) {
			run.script = script;
			run.first = c;
		}
		run.last = c;
	}
	run.text = str_from_to(*rest, 0, at);
	*rest = str_after(*rest, at);
	return run;
}

// Appends one run, in compatibility forms: half-width kana, Arabic forms of presentation. As it is
// where ICU does not know what to do with it.
static void put_latin(const UTransliterator *rules, struct buf *out, struct str text)
{
	UErrorCode error = U_ZERO_ERROR;
	UChar given[2 * PIECE_MAX], units[UNITS_MAX];
	char made[3 * UNITS_MAX];
	int32_t n = 0, limit, bytes = 0;
	const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&error);
	u_strFromUTF8(given, 2 * PIECE_MAX, &n, text.s, (int32_t)text.n, &error);
	n = unorm2_normalize(nfkc, given, n, units, UNITS_MAX, &error);
	limit = n;
	utrans_transUChars(rules, units, &n, UNITS_MAX, 0, &limit, &error);
	u_strToUTF8(made, sizeof made, &bytes, units, n, &error);
	buf_put(out, U_FAILURE(error) ? text : (struct str){made, (size_t)bytes});
	out->failed |= error == U_MEMORY_ALLOCATION_ERROR;
}

// Whether a blank parts two runs that stand side by side.
static bool is_border(const struct run *before, const struct run *run)
{
	bool pieces = before->script == run->script && run->script != USCRIPT_HAN;
	return before->text.n && !pieces && unicode_is_letter(run->first) &&
	       (unicode_is_letter(before->last) || unicode_is_mark(before->last));
}

bool translit_latin(struct translit *t, struct buf *out, struct str text)
{
	bool japanese = t->japanese || has_kana(text), failed = false;
	struct run before = {0};
	while (text.n) {
		struct run run = next_run(&text, japanese);
		const UTransliterator *rules = NULL;
		if (run.script != USCRIPT_COMMON)
			rules = open_rules(t,
			                   run.script == USCRIPT_HAN     ? TRANSLIT_HAN
			                   : run.script == USCRIPT_GREEK ? TRANSLIT_GREEK
			                                                 : TRANSLIT_ANY,
			                   &failed);
		if (is_border(&before, &run))
			buf_putc(out, ' ');
		if (rules)
			put_latin(rules, out, run.text);
		else
			buf_put(out, run.text);
		before = run;
	}
	return !failed && !out->failed;
}
