// xsdregexset.c: sets of characters in regular expressions: escapes, categories, blocks

#include <libxml/chvalid.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "relaxng/xsdregexparts.h"

bool xsd_chars_have(const struct xsd_chars *set, int32_t c, unsigned category)
{
	bool in = set->categories >> category & 1;
	for (size_t i = 0; i < set->n && !in; i++)
		in = c >= set->items[i].from && c <= set->items[i].to;
	if (in == set->negated)
		return false;
	return !set->minus || !xsd_chars_have(set->minus, c, category);
}

bool xsd_chars_add(struct xsd_chars *set, int32_t from, int32_t to)
{
	if (!ARRAY_ROOM(set))
		return false;
	set->items[set->n++] = (struct xsd_range){from, to};
	return true;
}

// Libxml2 has the names of XML 1.0 up to its fourth edition, which XML Schema 1.0 means, beyond
// Latin-1 as tables.
static bool add_group(struct xsd_chars *set, const xmlChRangeGroup *group)
{
	for (int i = 0; i < group->nbShortRange; i++) {
		const xmlChSRange *r = &group->shortRange[i];
		if (r->high > 0xff && !xsd_chars_add(set, r->low < 0x100 ? 0x100 : r->low, r->high))
			return false;
	}
	return true;
}

static bool add_name_begin(struct xsd_chars *set)
{
	return xsd_chars_add(set, ':', ':') && xsd_chars_add(set, 'A', 'Z') &&
	       xsd_chars_add(set, '_', '_') && xsd_chars_add(set, 'a', 'z') &&
	       xsd_chars_add(set, 0xc0, 0xd6) && xsd_chars_add(set, 0xd8, 0xf6) &&
	       xsd_chars_add(set, 0xf8, 0xff) && add_group(set, &xmlIsBaseCharGroup) &&
	       add_group(set, &xmlIsIdeographicGroup);
}

static bool add_name(struct xsd_chars *set)
{
	return add_name_begin(set) && xsd_chars_add(set, '-', '.') &&
	       xsd_chars_add(set, '0', '9') && xsd_chars_add(set, 0xb7, 0xb7) &&
	       add_group(set, &xmlIsDigitGroup) && add_group(set, &xmlIsCombiningGroup) &&
	       add_group(set, &xmlIsExtenderGroup);
}

static int by_begin(const void *a, const void *b)
{
	const struct xsd_range *one = a, *other = b;
	return (one->from > other->from) - (one->from < other->from);
}

// Adds all characters that are not in the ranges of `other`, which it sorts.
static bool add_others(struct xsd_chars *set, struct xsd_chars *other)
{
	int32_t next = 0;
	qsort(other->items, other->n, sizeof *other->items, by_begin);
	for (size_t i = 0; i < other->n; i++) {
		const struct xsd_range *r = &other->items[i];
		if (r->from > next && !xsd_chars_add(set, next, r->from - 1))
			return false;
		if (r->to >= next)
			next = r->to + 1;
	}
	return next > CHARACTER_LAST || xsd_chars_add(set, next, CHARACTER_LAST);
}

static bool add_spaces(struct xsd_chars *set)
{
	return xsd_chars_add(set, '\t', '\n') && xsd_chars_add(set, '\r', '\r') &&
	       xsd_chars_add(set, ' ', ' ');
}

static bool add_others_of(struct xsd_chars *set, bool (*add)(struct xsd_chars *))
{
	struct xsd_chars other = {0};
	bool added = add(&other) && add_others(set, &other);
	free(other.items);
	return added;
}

struct category {
	const char *name;
	uint32_t bits;
};

#define BIT(category) (UINT32_C(1) << UTF8PROC_CATEGORY_##category)
#define ALL_CATEGORIES ((UINT32_C(1) << CATEGORY_COUNT) - 1)
#define LETTERS (BIT(LU) | BIT(LL) | BIT(LT) | BIT(LM) | BIT(LO))
#define MARKS (BIT(MN) | BIT(MC) | BIT(ME))
#define NUMBERS (BIT(ND) | BIT(NL) | BIT(NO))
#define PUNCTUATION (BIT(PC) | BIT(PD) | BIT(PS) | BIT(PE) | BIT(PI) | BIT(PF) | BIT(PO))
#define SEPARATORS (BIT(ZS) | BIT(ZL) | BIT(ZP))
#define SYMBOLS (BIT(SM) | BIT(SC) | BIT(SK) | BIT(SO))
#define OTHERS (BIT(CC) | BIT(CF) | BIT(CO) | BIT(CN))

// clang-format off
static const struct category categories[] = {
	{"L", LETTERS}, {"Lu", BIT(LU)}, {"Ll", BIT(LL)}, {"Lt", BIT(LT)}, {"Lm", BIT(LM)},
	{"Lo", BIT(LO)}, {"M", MARKS}, {"Mn", BIT(MN)}, {"Mc", BIT(MC)}, {"Me", BIT(ME)},
	{"N", NUMBERS}, {"Nd", BIT(ND)}, {"Nl", BIT(NL)}, {"No", BIT(NO)}, {"P", PUNCTUATION},
	{"Pc", BIT(PC)}, {"Pd", BIT(PD)}, {"Ps", BIT(PS)}, {"Pe", BIT(PE)}, {"Pi", BIT(PI)},
	{"Pf", BIT(PF)}, {"Po", BIT(PO)}, {"Z", SEPARATORS}, {"Zs", BIT(ZS)}, {"Zl", BIT(ZL)},
	{"Zp", BIT(ZP)}, {"S", SYMBOLS}, {"Sm", BIT(SM)}, {"Sc", BIT(SC)}, {"Sk", BIT(SK)},
	{"So", BIT(SO)}, {"C", OTHERS}, {"Cc", BIT(CC)}, {"Cf", BIT(CF)}, {"Co", BIT(CO)},
	{"Cn", BIT(CN)},
};

struct block {
	const char *name;
	int32_t from, to;
};

// The blocks that XML Schema 1.0 names (F.1.1). Those of surrogates hold no character; "PrivateUse"
// and "Specials" are as jing has them.
static const struct block blocks[] = {
	{"BasicLatin", 0, 0x7f}, {"Latin-1Supplement", 0x80, 0xff},
	{"LatinExtended-A", 0x100, 0x17f}, {"LatinExtended-B", 0x180, 0x24f},
	{"IPAExtensions", 0x250, 0x2af}, {"SpacingModifierLetters", 0x2b0, 0x2ff},
	{"CombiningDiacriticalMarks", 0x300, 0x36f}, {"Greek", 0x370, 0x3ff},
	{"Cyrillic", 0x400, 0x4ff}, {"Armenian", 0x530, 0x58f}, {"Hebrew", 0x590, 0x5ff},
	{"Arabic", 0x600, 0x6ff}, {"Syriac", 0x700, 0x74f}, {"Thaana", 0x780, 0x7bf},
	{"Devanagari", 0x900, 0x97f}, {"Bengali", 0x980, 0x9ff}, {"Gurmukhi", 0xa00, 0xa7f},
	{"Gujarati", 0xa80, 0xaff}, {"Oriya", 0xb00, 0xb7f}, {"Tamil", 0xb80, 0xbff},
	{"Telugu", 0xc00, 0xc7f}, {"Kannada", 0xc80, 0xcff}, {"Malayalam", 0xd00, 0xd7f},
	{"Sinhala", 0xd80, 0xdff}, {"Thai", 0xe00, 0xe7f}, {"Lao", 0xe80, 0xeff},
	{"Tibetan", 0xf00, 0xfff}, {"Myanmar", 0x1000, 0x109f}, {"Georgian", 0x10a0, 0x10ff},
	{"HangulJamo", 0x1100, 0x11ff}, {"Ethiopic", 0x1200, 0x137f},
	{"Cherokee", 0x13a0, 0x13ff}, {"UnifiedCanadianAboriginalSyllabics", 0x1400, 0x167f},
	{"Ogham", 0x1680, 0x169f}, {"Runic", 0x16a0, 0x16ff}, {"Khmer", 0x1780, 0x17ff},
	{"Mongolian", 0x1800, 0x18af}, {"LatinExtendedAdditional", 0x1e00, 0x1eff},
	{"GreekExtended", 0x1f00, 0x1fff}, {"GeneralPunctuation", 0x2000, 0x206f},
	{"SuperscriptsandSubscripts", 0x2070, 0x209f}, {"CurrencySymbols", 0x20a0, 0x20cf},
	{"CombiningMarksforSymbols", 0x20d0, 0x20ff}, {"LetterlikeSymbols", 0x2100, 0x214f},
	{"NumberForms", 0x2150, 0x218f}, {"Arrows", 0x2190, 0x21ff},
	{"MathematicalOperators", 0x2200, 0x22ff}, {"MiscellaneousTechnical", 0x2300, 0x23ff},
	{"ControlPictures", 0x2400, 0x243f}, {"OpticalCharacterRecognition", 0x2440, 0x245f},
	{"EnclosedAlphanumerics", 0x2460, 0x24ff}, {"BoxDrawing", 0x2500, 0x257f},
	{"BlockElements", 0x2580, 0x259f}, {"GeometricShapes", 0x25a0, 0x25ff},
	{"MiscellaneousSymbols", 0x2600, 0x26ff}, {"Dingbats", 0x2700, 0x27bf},
	{"BraillePatterns", 0x2800, 0x28ff}, {"CJKRadicalsSupplement", 0x2e80, 0x2eff},
	{"KangxiRadicals", 0x2f00, 0x2fdf}, {"IdeographicDescriptionCharacters", 0x2ff0, 0x2fff},
	{"CJKSymbolsandPunctuation", 0x3000, 0x303f}, {"Hiragana", 0x3040, 0x309f},
	{"Katakana", 0x30a0, 0x30ff}, {"Bopomofo", 0x3100, 0x312f},
	{"HangulCompatibilityJamo", 0x3130, 0x318f}, {"Kanbun", 0x3190, 0x319f},
	{"BopomofoExtended", 0x31a0, 0x31bf}, {"EnclosedCJKLettersandMonths", 0x3200, 0x32ff},
	{"CJKCompatibility", 0x3300, 0x33ff}, {"CJKUnifiedIdeographsExtensionA", 0x3400, 0x4dbf},
	{"CJKUnifiedIdeographs", 0x4e00, 0x9fff}, {"YiSyllables", 0xa000, 0xa48f},
	{"YiRadicals", 0xa490, 0xa4cf}, {"HangulSyllables", 0xac00, 0xd7af},
	{"HighSurrogates", 0, -1}, {"HighPrivateUseSurrogates", 0, -1}, {"LowSurrogates", 0, -1},
	{"PrivateUse", 0xe000, 0xf8ff}, {"CJKCompatibilityIdeographs", 0xf900, 0xfaff},
	{"AlphabeticPresentationForms", 0xfb00, 0xfb4f},
	{"ArabicPresentationForms-A", 0xfb50, 0xfdff}, {"CombiningHalfMarks", 0xfe20, 0xfe2f},
	{"CJKCompatibilityForms", 0xfe30, 0xfe4f}, {"SmallFormVariants", 0xfe50, 0xfe6f},
	{"ArabicPresentationForms-B", 0xfe70, 0xfeff}, {"Specials", 0xfff0, 0xffff},
	{"HalfwidthandFullwidthForms", 0xff00, 0xffef}, {"OldItalic", 0x10300, 0x1032f},
	{"Gothic", 0x10330, 0x1034f}, {"Deseret", 0x10400, 0x1044f},
	{"ByzantineMusicalSymbols", 0x1d000, 0x1d0ff}, {"MusicalSymbols", 0x1d100, 0x1d1ff},
	{"MathematicalAlphanumericSymbols", 0x1d400, 0x1d7ff},
	{"CJKUnifiedIdeographsExtensionB", 0x20000, 0x2a6d6},
	{"CJKCompatibilityIdeographsSupplement", 0x2f800, 0x2fa1f}, {"Tags", 0xe0000, 0xe007f},
	{"PrivateUse", 0xf0000, 0xffffd}, {"PrivateUse", 0x100000, 0x10fffd},
};
// clang-format on

bool xsd_chars_add_escape(struct xsd_chars *set, char letter)
{
	switch (letter) {
	case 's':
		return add_spaces(set);
	case 'S':
		return add_others_of(set, add_spaces);
	case 'i':
		return add_name_begin(set);
	case 'I':
		return add_others_of(set, add_name_begin);
	case 'c':
		return add_name(set);
	case 'C':
		return add_others_of(set, add_name);
	case 'd':
		set->categories |= BIT(ND);
		return true;
	case 'D':
		set->categories |= ALL_CATEGORIES & ~BIT(ND);
		return true;
	case 'w':
		set->categories |= LETTERS | MARKS | NUMBERS | SYMBOLS;
		return true;
	case 'W':
		set->categories |= PUNCTUATION | SEPARATORS | OTHERS | BIT(CS);
		return true;
	default:
		return false;
	}
}

static bool add_block(struct xsd_chars *set, struct str name, bool negated)
{
	struct xsd_chars found = {0};
	bool known = false, added = true;
	for (size_t i = 0; i < LENGTH(blocks) && added; i++) {
		if (!str_is(name, blocks[i].name))
			continue;
		known = true;
		if (blocks[i].to >= 0)
			added = xsd_chars_add(&found, blocks[i].from, blocks[i].to);
	}
	for (size_t i = 0; i < found.n && !negated && added; i++)
		added = xsd_chars_add(set, found.items[i].from, found.items[i].to);
	if (negated && known && added)
		added = add_others(set, &found);
	free(found.items);
	return known && added;
}

bool xsd_chars_add_property(struct xsd_chars *set, struct str name, bool negated)
{
	if (str_starts(name, STR("Is")))
		return add_block(set, str_after(name, 2), negated);
	for (size_t i = 0; i < LENGTH(categories); i++) {
		if (str_is(name, categories[i].name)) {
			uint32_t bits = categories[i].bits;
			set->categories |= negated ? ALL_CATEGORIES & ~bits : bits;
			return true;
		}
	}
	return false;
}
