// test_translit.c: letters of other scripts in Latin ones

#include "unit.h"

#include "core/translit.h"
#include "core/unicode.h"

static void becomes(struct translit *t, const char *text, const char *latin)
{
	struct buf b = {0};
	assert_true(translit_latin(t, &b, str_from(text)));
	assert_str(buf_str(&b), latin);
	buf_free(&b);
}

static void is_opened(const struct translit *t, bool han, bool greek, bool any)
{
	assert_int_equal(t->rules[TRANSLIT_HAN].icu != NULL, han);
	assert_int_equal(t->rules[TRANSLIT_GREEK].icu != NULL, greek);
	assert_int_equal(t->rules[TRANSLIT_ANY].icu != NULL, any);
}

static void rules_are_opened_at_need(void **state)
{
	(void)state;
	struct translit t = {0};
	becomes(&t, "", "");
	becomes(&t, "Łódź – Ångström, ½ № 5 😀", "Łódź – Ångström, ½ № 5 😀");
	becomes(&t, "Хрущёв, Ђинђић", "Хрущёв, Ђинђић");
	becomes(&t, "e\u0301 ー", "e\u0301 ー");
	is_opened(&t, false, false, false);
	becomes(&t, "김", "gim");
	is_opened(&t, false, false, true);
	becomes(&t, "ου", "ou");
	is_opened(&t, false, true, true);
	becomes(&t, "主席", "zhǔ xí");
	is_opened(&t, true, true, true);
	translit_free(&t);
	is_opened(&t, false, false, false);
	becomes(&t, "主席", "zhǔ xí");
	translit_free(&t);
}

static void result_rests_on_nothing_met_before(void **state)
{
	(void)state;
	static const char *const names[] = {"大谷さん", "大谷", "Σωκράτης", "김정은",
	                                    "Пётр王",   "דוד",  "タナカ",   "ประยุทธ์"};
	enum { N = sizeof names / sizeof *names };
	struct buf alone[N] = {0};
	for (size_t i = 0; i < N; i++) {
		struct translit t = {0};
		assert_true(translit_latin(&t, &alone[i], str_from(names[i])));
		translit_free(&t);
	}
	struct translit t = {0};
	for (size_t first = 0; first < N; first++)
		for (size_t i = 0; i < N; i++)
			becomes(&t, names[(first + i) % N], alone[(first + i) % N].s);
	translit_free(&t);
	for (size_t i = 0; i < N; i++)
		buf_free(&alone[i]);
}

static void what_needs_rules_is_known(void **state)
{
	(void)state;
	assert_false(translit_reads(STR("")));
	assert_false(translit_reads(STR("Müller, Хрущёв, 12 – 😀 \u0301")));
	assert_true(translit_reads(STR("Müller 王")));
	assert_true(translit_reads(STR("さ")));
	assert_true(translit_reads(STR("ᏣᎳ")));
	assert_false(translit_rests_on_language(STR("김, さ, Müller")));
	assert_false(translit_rests_on_language(STR("大谷さん")));
	assert_true(translit_rests_on_language(STR("大谷")));
}

// What is cut into pieces is read as the sum of them, in time that grows as the text does.
static void long_text_is_read(void **state)
{
	(void)state;
	static const char *const letters[][2] = {{"王", "wáng"}, {"가", "ga"}, {"ა", "a"}};
	enum { N = 20000 };
	struct translit t = {0};
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
		struct buf text = {0}, expected = {0};
		for (size_t k = 0; k < N; k++) {
			buf_puts(&text, letters[i][0]);
			buf_puts(&expected, i == 0 && k ? " " : "");
			buf_puts(&expected, letters[i][1]);
		}
		becomes(&t, text.s, expected.s);
		buf_free(&text);
		buf_free(&expected);
	}
	translit_free(&t);
}

static void marks_without_end_are_read(void **state)
{
	(void)state;
	struct translit t = {0};
	struct buf text = {0}, out = {0};
	buf_puts(&text, "か");
	for (int i = 0; i < 50000; i++)
		buf_puts(&text, i % 2 ? "\u0301" : "\u3099");
	assert_true(translit_latin(&t, &out, buf_str(&text)));
	assert_true(utf8_is_valid(buf_str(&out)));
	assert_true(str_starts(buf_str(&out), STR("ga")));
	// Each of a ligature's eighteen letters, and the longest pieces.
	buf_clear(&text);
	buf_clear(&out);
	for (int i = 0; i < 1000; i++)
		buf_puts(&text, "\ufdfa");
	assert_true(translit_latin(&t, &out, buf_str(&text)));
	assert_true(str_starts(buf_str(&out), STR("ṣly̱ ạllh ʿlyh wslm")));
	assert_true(str_ends(buf_str(&out), STR("wslm")));
	buf_free(&text);
	buf_free(&out);
	translit_free(&t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(rules_are_opened_at_need),
	cmocka_unit_test(result_rests_on_nothing_met_before),
	cmocka_unit_test(what_needs_rules_is_known),
	cmocka_unit_test(long_text_is_read),
	cmocka_unit_test(marks_without_end_are_read),
};

UNIT_MAIN(tests)
