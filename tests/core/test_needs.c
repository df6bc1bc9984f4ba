// test_needs.c: what is told of a pattern without trying it

#include "unit.h"

#include "mark/needs.h"
#include "mark/pattern.h"

static struct word words[] = {
	{.category = STR("act"), .word = STR("Act")},
	{.category = STR("act"), .word = STR("hl. jednání")},
	{.category = STR("act"), .word = STR("Sk.")},
};
static const struct words lists = {.items = words, .n = sizeof words / sizeof *words};

static bool may_match(const char *pattern, bool caseless, const char *text)
{
	struct list_needs known = {.words = &lists};
	struct needs needs;
	struct str s = str_from(text);
	needs_read(&needs, str_from(pattern), caseless, &known);
	bool may = needs_fit(&needs, s, 0) && needs_hold(&needs, signs_of(s), false);
	list_needs_free(&known);
	return may;
}

static void the_first_byte_tells(void **state)
{
	(void)state;
	assert_true(may_match("^\\h*\\p{Lu}\\p{L}+", false, "  Name"));
	assert_true(may_match("^\\h*\\p{Lu}\\p{L}+", false, "Ümit"));
	assert_false(may_match("^\\h*\\p{Lu}\\p{L}+", false, "  name"));
	assert_true(may_match("^\\h*\\p{Lu}\\p{L}+", true, "  name"));
	assert_true(may_match("^(?:Scene|Act)\\b", true, "act two"));
	assert_false(may_match("^(?:Scene|Act)\\b", true, "in act two"));
	assert_true(may_match("(?:Scene|Act)\\b", true, "in act two"));
	assert_true(may_match("^k", true, "\xe2\x84\xaa")); // the Kelvin sign
}

static void the_last_byte_tells(void **state)
{
	(void)state;
	assert_true(may_match("^[(\\[][^)]{2,20}[)\\]]$", false, "(rises)"));
	assert_false(may_match("^[(\\[][^)]{2,20}[)\\]]$", false, "(rises) Yes"));
	assert_true(may_match("^.{2,9}:?$", false, "A name"));
	assert_true(may_match("^.{2,9}\xef\xbc\x9a$", false, "\xe5\x94\x90\xef\xbc\x9a"));
}

static void signs_tell(void **state)
{
	(void)state;
	assert_true(may_match("^(?=[^:]{1,140}:)\\p{L}+", false, "Name: text"));
	assert_false(may_match("^(?=[^:]{1,140}:)\\p{L}+", false, "Name, text"));
	assert_true(may_match("^\\p{L}+[:\xef\xbc\x9a]", false, "Name\xef\xbc\x9a"));
	assert_false(may_match("\\((?:a|b)\\)|\\[\\d+\\]", false, "a plain text."));
	assert_true(may_match("\\((?:a|b)\\)|\\[\\d+\\]", false, "see [4]"));
	assert_false(may_match("^[\\p{Lu}\\h]+$", false, "ALL BUT one"));
	assert_true(may_match("^[\\p{Lu}\\h]+$", true, "ALL BUT one"));
}

static void lengths_tell(void **state)
{
	(void)state;
	assert_false(may_match("^.{3,4}$", false, "ab"));
	assert_true(may_match("^.{3,4}$", false, "abcd"));
	assert_false(may_match("^[a-d]{3,4}$", false, "abcdabcd"));
	assert_true(may_match("^a.*$", false, "abcdabcd"));
}

static void words_of_lists_are_known(void **state)
{
	(void)state;
	assert_true(may_match("^%{act} \\d$", false, "ACT 4"));
	assert_true(may_match("^%{act}$", false, "HL.  JEDNÁNÍ"));
	assert_true(may_match("^%{act}$", false, "sk"));
	assert_true(may_match("^%{act}$", false, "\xc5\xbfk.")); // the long s
	assert_false(may_match("^%{act} \\d$", false, "Part 4"));
}

// Of what is not understood, nothing is told.
static void the_rest_is_left_alone(void **state)
{
	(void)state;
	assert_true(may_match("^(?x) a b", false, "x"));
	assert_true(may_match("^[[:alpha:]]:", false, "x"));
	assert_true(may_match("^(a)\\1:", false, "x"));
	assert_true(may_match("^\\Qa\\E:", false, "x"));
	assert_true(may_match("^\\x61:", false, "x"));
	assert_true(may_match("(", false, "x"));
}

static const char *const patterns[] = {
	"^\\h*(?<name>[\\p{L}'][^:!?]{0,9}?)\\h*(?:[(\\[](?<o>[^()\\[\\]]{1,8})[)\\]])?\\h*[:.](?="
	"\\h|$)",
	"^(?=[^:]{1,9}:)\\h*(?:(?<n>\\d{1,3})\\.\\h+)?\\p{L}+",
	"^(?:[^_]{0,5}:\\h*)?(?:Ab|b(?: a|:)|ka)\\b.{0,9}$",
	"^-{2,}$|^\\*(?:\\h*\\*){1,}$|^_{2,}$",
	"[(\\[](?:a|[^()\\[\\]]{0,4}B[^()\\[\\]]{0,6})\\.?[)\\]]",
	"\\((?=\\p{Lu})[^()]{2,8}[.!]\\)",
	"^\\h*(?:[\\[(]_?|_|(?=\\p{Lu}))%{act}\\b[^\\[\\]()]{0,9}[\\])]?_?\\.?$",
	"^(?!a)[^a]\\w*\\W?\\S$",
	"^[^k\\p{Ll}]+$",
	"^[^\\h:]+[\\h-]?$",
	"_[^_]{1,9}[.!]_|_\\p{Lu}[\\p{L}']*\\h",
	"^(?:a|\\h*|B:)+?\\.{0}$",
};

static struct str random_text(struct buf *out)
{
	static const char *const parts[] = {"a", "B",   "k", "K", "s",  " ",  " ", "\t", ":", ".",
	                                    "(", ")",   "[", "]", "_",  "-",  "*", "1",  ",", "'",
	                                    "!", "Act", "é", "ſ", "：", "唐", "b", "A",  "Sk"};
	buf_clear(out);
	for (int n = rand() % 9; n >= 0; n--)
		buf_puts(out, parts[(size_t)rand() % (sizeof parts / sizeof *parts)]);
	return buf_str(out);
}

// A text that a pattern matches has what the pattern needs.
static void nothing_is_lost(void **state)
{
	(void)state;
	struct buf text = {0};
	struct words read;
	struct reporter reporter = {0};
	assert_true(words_read(&read, (struct str){0}, &reporter));
	struct patterns shelf = {.lists = {.words = &read}};
	size_t matches = 0;
	srand(1);
	for (size_t i = 0; i < 2 * sizeof patterns / sizeof *patterns; i++) {
		struct pattern p;
		struct match m;
		assert_true(pattern_make(&shelf, &p, str_from(patterns[i / 2]), i % 2));
		for (int k = 0; k < 20000; k++) {
			struct str s = random_text(&text);
			if (!pattern_match(&p, s, 0, &m))
				continue;
			matches++;
			const struct needs *needs = pattern_needs(&p);
			assert_true(needs_fit(needs, s, 0));
			assert_true(needs_hold(needs, signs_of(s), false));
		}
	}
	assert_true(matches > 1000);
	patterns_free(&shelf);
	words_free(&read);
	buf_free(&text);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(the_first_byte_tells),
	cmocka_unit_test(the_last_byte_tells),
	cmocka_unit_test(signs_tell),
	cmocka_unit_test(lengths_tell),
	cmocka_unit_test(words_of_lists_are_known),
	cmocka_unit_test(the_rest_is_left_alone),
	cmocka_unit_test(nothing_is_lost),
};

UNIT_MAIN(tests)
