// test_unicode.c: code points, classes, normal form, folded names

#include "unit.h"

#include "core/unicode.h"

// Checks one decoding: the code point and the bytes it took.
static void decodes(struct str s, int32_t expected, size_t length)
{
	size_t at = 0;
	assert_int_equal(utf8_next(s, &at), expected);
	assert_int_equal(at, length);
}

static void utf8_is_decoded(void **state)
{
	(void)state;
	decodes(STR("A"), 'A', 1);
	decodes(STR("\0"), 0, 1);
	decodes(STR("\x7f"), 0x7f, 1);
	decodes(STR("\xc2\x80"), 0x80, 2);
	decodes(STR("\xdf\xbf"), 0x7ff, 2);
	decodes(STR("\xe0\xa0\x80"), 0x800, 3);
	decodes(STR("\xed\x9f\xbf"), 0xd7ff, 3);
	decodes(STR("\xee\x80\x80"), 0xe000, 3);
	decodes(STR("\xef\xbf\xbf"), 0xffff, 3);
	decodes(STR("\xf0\x90\x80\x80"), 0x10000, 4);
	decodes(STR("\xf4\x8f\xbf\xbf"), 0x10ffff, 4);
}

static void characters_begin_where_they_do(void **state)
{
	(void)state;
	struct str s = STR("a\u00e9\u20ac");
	static const size_t begins[] = {0, 1, 1, 3, 3, 3};
	for (size_t at = 0; at < s.n; at++)
		assert_int_equal(utf8_begin(s, at), begins[at]);
}

static void upper_case_is_told(void **state)
{
	(void)state;
	assert_true(unicode_begins_upper(STR("\u00c9mile")));
	assert_false(unicode_begins_upper(STR("\u00e9mile")));
	assert_false(unicode_begins_upper(STR("(Emile")));
	assert_false(unicode_begins_upper(STR("")));
	assert_true(unicode_first_is_upper(STR("(12) \u00c9mile")));
	assert_false(unicode_first_is_upper(STR("(12) \u00e9mile Zola")));
	assert_false(unicode_first_is_upper(STR("12")));
}

// Unicode 15, section 3.9, "U+FFFD Substitution of Maximal Subparts", tables 3-8 to 3-11.
static void ill_formed_prefixes_are_maximal(void **state)
{
	(void)state;
	decodes(STR("\x80"), -1, 1);
	decodes(STR("\xff"), -1, 1);
	decodes(STR("\xc0\xaf"), -1, 1);
	decodes(STR("\xe0\x80\xbf"), -1, 1);
	decodes(STR("\xed\xa0\x80"), -1, 1);
	decodes(STR("\xf4\x91\x92\x93"), -1, 1);
	decodes(STR("\xf5\x80\x80\x80"), -1, 1);
	decodes(STR("\xe1\x80"), -1, 2);
	decodes(STR("\xe1\x80\xe2"), -1, 2);
	decodes(STR("\xf0\x91\x92"), -1, 3);
	decodes(STR("\xf1\xbf\x41"), -1, 2);
	decodes(STR("\xc2"), -1, 1);
	decodes(STR("\xc2"
	            "A"),
	        -1, 1);
}

static void utf8_comes_back(void **state)
{
	(void)state;
	struct buf b = {0};
	size_t count = 0;
	for (int32_t c = 0; c <= 0x10ffff; c += c < 0x3000 ? 1 : 37) {
		if (c >= 0xd800 && c < 0xe000)
			continue;
		buf_clear(&b);
		utf8_put(&b, c);
		decodes(buf_str(&b), c, b.n);
		assert_true(utf8_is_valid(buf_str(&b)));
		count++;
	}
	assert_true(count > 20000);
	buf_free(&b);
}

static void utf8_is_counted_and_checked(void **state)
{
	(void)state;
	assert_int_equal(utf8_count(STR("Хрущёв")), 6);
	assert_int_equal(utf8_count(STR("a\xff\xe1\x80z")), 4);
	assert_int_equal(utf8_count((struct str){0}), 0);
	assert_true(utf8_is_valid((struct str){0}));
	// The fault is found wherever it stands among the words of eight bytes.
	char text[40];
	for (size_t i = 0; i < sizeof text; i++) {
		memset(text, 'a', sizeof text);
		struct str s = {text, sizeof text};
		assert_true(utf8_is_valid(s));
		text[i] = '\x80';
		assert_false(utf8_is_valid(s));
		assert_true(utf8_is_valid(str_from_to(s, 0, i)));
	}
	assert_false(utf8_is_valid(STR("abcdefgh\xe2\x82")));
}

// Wherever a byte stands that needs care, it is found, and nothing before it.
static void plain_runs_end_where_they_must(void **state)
{
	(void)state;
	static const char *const ends[] = {"\n",       "\t",           "\x7f",         "\xff",
	                                   "\xc2\xa0", "\xe2\x80\xa8", "\xe3\x80\x80", "\xc3"};
	static const char *const plain[] = {"a", "é", "中", "–", "😀"};
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		for (size_t n = 0; n < 40; n++) {
			struct buf b = {0};
			for (size_t k = 0; k < n; k++)
				buf_puts(&b, plain[k % 7 ? 0 : i]);
			size_t end = b.n;
			assert_int_equal(utf8_plain_end(buf_str(&b), 0), end);
			assert_true(utf8_is_valid(buf_str(&b)));
			for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
				b.n = end;
				buf_puts(&b, ends[k]);
				buf_puts(&b, "behind it, sixteen bytes and more");
				assert_int_equal(utf8_plain_end(buf_str(&b), 0), end);
				assert_int_equal(utf8_is_valid(buf_str(&b)), k != 3 && k != 7);
			}
			buf_free(&b);
		}
	}
}

static void classes_are_unicodes(void **state)
{
	(void)state;
	assert_true(unicode_is_letter('a') && unicode_is_letter(0xe9) && unicode_is_letter(0x445));
	assert_true(unicode_is_letter(0x5510) && unicode_is_letter(0x5d0));
	assert_false(unicode_is_letter('1') || unicode_is_letter('_') || unicode_is_letter(0x301));
	assert_false(unicode_is_letter(-1) || unicode_is_letter(0x2019));
	assert_true(unicode_is_upper('A') && unicode_is_upper(0x425) && unicode_is_upper(0x1c5));
	assert_false(unicode_is_upper('a') || unicode_is_upper(0x5510) || unicode_is_upper('1'));
	assert_true(unicode_is_lower('a') && unicode_is_lower(0xdf));
	assert_false(unicode_is_lower('A') || unicode_is_lower(0x5510));
	assert_true(unicode_is_digit('7') && unicode_is_digit(0x663));
	assert_false(unicode_is_digit(0xb2) || unicode_is_digit(0x2162));
	assert_true(unicode_is_space(' ') && unicode_is_space('\t') && unicode_is_space(0xa0));
	assert_true(unicode_is_space(0x3000) && unicode_is_space(0x2028) &&
	            unicode_is_space(0x202f));
	assert_false(unicode_is_space(0x200b) || unicode_is_space('x') || unicode_is_space(0xfeff));
	assert_true(unicode_is_mark(0x301) && unicode_is_mark(0x20dd));
	assert_false(unicode_is_mark('a') || unicode_is_mark(0xe9));
	assert_true(xml_is_space(' ') && xml_is_space('\t') && xml_is_space('\n') &&
	            xml_is_space('\r'));
	assert_false(xml_is_space('\f') || xml_is_space('\v') || xml_is_space('\0'));
}

static void becomes_nfc(const char *from, const char *to)
{
	struct buf b = {0};
	assert_true(unicode_nfc(&b, str_from(from)));
	assert_str(buf_str(&b), to);
	assert_true(unicode_is_nfc(buf_str(&b)));
	assert_int_equal(unicode_is_nfc(str_from(from)), strcmp(from, to) == 0);
	buf_free(&b);
}

static void text_becomes_nfc(void **state)
{
	(void)state;
	becomes_nfc("", "");
	becomes_nfc("plain", "plain");
	becomes_nfc("cafe\u0301", "caf\u00e9");
	becomes_nfc("\u0438\u0306", "\u0439");
	becomes_nfc("\u212b", "\u00c5");
	becomes_nfc("\u1112\u1161\u11ab", "\ud55c");
	// Marks are brought into their order before they are joined (UAX 15, figure 5).
	becomes_nfc("d\u0307\u0323", "\u1e0d\u0307");
	becomes_nfc("q\u0307\u0323", "q\u0323\u0307");
	// Excluded from composition, and compatibility characters: left as they are.
	becomes_nfc("\u0958", "\u0915\u093c");
	becomes_nfc("\ufb01 \u2460", "\ufb01 \u2460");
	becomes_nfc("\u0301abc", "\u0301abc");
}

static void long_runs_of_marks_take_their_time_once(void **state)
{
	(void)state;
	struct buf marks = {0}, out = {0};
	buf_putc(&marks, 'a');
	for (int i = 0; i < 200000; i++)
		buf_puts(&marks, i % 2 ? "\u0301" : "\u0323");
	assert_true(unicode_nfc(&out, buf_str(&marks)));
	assert_true(unicode_is_nfc(buf_str(&out)));
	buf_clear(&out);
	assert_true(unicode_casefold(&out, buf_str(&marks)));
	assert_true(unicode_is_nfc(buf_str(&out)));
	buf_free(&out);
	buf_free(&marks);
}

static void case_is_folded_and_marks_are_taken_away(void **state)
{
	(void)state;
	struct buf b = {0};
	assert_true(unicode_casefold(&b, STR("E\u0301 ЁЙ \u00c5 Straße ガ")));
	assert_str(buf_str(&b), "\u00e9 ёй \u00e5 strasse ガ");
	buf_clear(&b);
	assert_true(unicode_bare(&b, STR("\u00e9 \ufb01 \u0301ṽ")));
	assert_str(buf_str(&b), "e fi v");
	buf_free(&b);
}

static void folds_to(const char *name, const char *key)
{
	struct buf b = {0};
	assert_true(unicode_fold(&b, str_from(name)));
	assert_str(buf_str(&b), key);
	buf_free(&b);
}

static void names_are_folded(void **state)
{
	(void)state;
	folds_to("", "");
	folds_to("  DR.  EVATT ", "dr. evatt");
	folds_to("Élodie\u00a0Brömmel", "elodie brommel");
	folds_to("STRASSE", "strasse");
	folds_to("Straße", "strasse");
	folds_to("ХРУЩЁВ", "хрущев");
	folds_to("one\ntwo\tthree", "one two three");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(utf8_is_decoded),
	cmocka_unit_test(ill_formed_prefixes_are_maximal),
	cmocka_unit_test(utf8_comes_back),
	cmocka_unit_test(utf8_is_counted_and_checked),
	cmocka_unit_test(plain_runs_end_where_they_must),
	cmocka_unit_test(classes_are_unicodes),
	cmocka_unit_test(text_becomes_nfc),
	cmocka_unit_test(long_runs_of_marks_take_their_time_once),
	cmocka_unit_test(case_is_folded_and_marks_are_taken_away),
	cmocka_unit_test(names_are_folded),
	cmocka_unit_test(characters_begin_where_they_do),
	cmocka_unit_test(upper_case_is_told),
};

UNIT_MAIN(tests)
