// nfcfix.c: letters and their accents made one character
//
// NFC also exchanges characters that stand alone. Where those are letters that look the same (the
// Greek ones with a tonos, the sign of Angstrom), that is done; brackets, question marks and the
// compatibility forms of Chinese characters stay: they may have been chosen for their looks.

#include "validate/nfcfix.h"

#include "core/unicode.h"

static bool is_ideograph(int32_t c)
{
	return (c >= 0xf900 && c <= 0xfaff) || (c >= 0x2f800 && c <= 0x2fa1f);
}

// Whether NFC changes nothing but letters and their accents.
static bool is_harmless(struct str word)
{
	for (size_t at = 0; at < word.n;) {
		size_t from = at;
		int32_t c = utf8_next(word, &at);
		if (c < 0 || is_ideograph(c))
			return false;
		if (c >= 0x80 && !unicode_is_letter(c) && !unicode_is_mark(c) &&
		    !unicode_is_nfc(str_from_to(word, from, at)))
			return false;
	}
	return true;
}

static void mend(struct rules *r, size_t finding, struct str word, size_t at)
{
	struct buf nfc = {0};
	bool written = str_eq(str_from_to(r->text->utf8, at, at + word.n), word);
	if (written && is_harmless(word)) {
		if (unicode_nfc(&nfc, word))
			findings_edit(r->findings, finding, at, word.n, buf_str(&nfc));
		else
			r->findings->failed = true;
	}
	buf_free(&nfc);
}

// Whether a text stands in the document at `at`; `end` is then behind it.
static bool is_written(const struct rules *r, struct str text, size_t at, size_t end)
{
	struct str raw = str_from_to(r->text->utf8, at, end);
	size_t i = 0;
	for (size_t k = 0; k < raw.n; k++) {
		bool folded = raw.s[k] == '\r' && k + 1 < raw.n && raw.s[k + 1] == '\n';
		if (folded)
			continue;
		if (i == text.n || (text.s[i] != raw.s[k] && raw.s[k] != '\r'))
			return false;
		i++;
	}
	return i == text.n;
}

void nfcfix_text(struct rules *r, size_t finding, struct str text, size_t at)
{
	struct str rest = text, word;
	if (finding == FINDING_NONE || !findings_mends(r->findings, FIX_NFC) ||
	    !is_written(r, text, at, xml_text_behind(r->text, at, text)))
		return;
	size_t passed = 0;
	while ((word = str_word(&rest)).n) {
		size_t i = (size_t)(word.s - text.s);
		at = xml_text_behind(r->text, at, str_from_to(text, passed, i));
		passed = i;
		if (!unicode_is_nfc(word))
			mend(r, finding, word, at);
	}
}
