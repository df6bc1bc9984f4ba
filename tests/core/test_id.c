// test_id.c: names as XML ids

#include "unit.h"

#include "core/id.h"
#include "core/unicode.h"

static void id_is(bool japanese, const char *name, const char *id)
{
	struct translit translit = {.japanese = japanese};
	struct buf b = {0};
	assert_true(id_from_name(&translit, &b, str_from(name)));
	assert_str(buf_str(&b), id);
	buf_free(&b);
	translit_free(&translit);
}

static void has_id(const char *name, const char *id)
{
	id_is(false, name, id);
}

static void names_have_ids(void **state)
{
	(void)state;
	has_id("Deng", "deng");
	has_id("Peng Zhen", "peng-zhen");
	has_id("Il'ichev", "ilichev");
	has_id("D\u2019Aubrel", "daubrel");
	has_id("Хрущёв", "khrushchev");
	has_id("Brömmel-Sander", "brommel-sander");
	has_id("Łukasz Øster", "lukasz-oster");
	has_id("  A.  B. ", "a-b");
	has_id("Mr. X (Chair):", "mr-x-chair");
	has_id("", "x");
	has_id("...", "x");
	has_id("\u201cQuote\u201d", "quote");
}

static void cyrillic_goes_by_our_table(void **state)
{
	(void)state;
	has_id("Толстой", "tolstoy");
	has_id("ЩЕРБИНА", "shcherbina");
	has_id("Ющенко", "yushchenko");
	has_id("Їжак Ґудзь Єва", "izhak-gudz-yeva");
	has_id("Ђинђић", "djindjic");
	has_id("Быков Ъ", "bykov");
	has_id("Нұрлан", "n-u04b1rlan"); // no row of the table
}

static void other_scripts_are_transliterated(void **state)
{
	(void)state;
	has_id("梁國雄議員", "liang-guo-xiong-yi-yuan");
	has_id("曾國藩", "zeng-guo-fan"); // as a surname; "céng" elsewhere
	has_id("主席：", "zhu-xi");
	has_id("김 정은", "gim-jeong-eun");
	has_id("학생1", "hagsaeng1");
	has_id("דוד בן-גוריון", "dwd-bn-gwrywn");
	has_id("محمد بن سلمان", "mhmd-bn-slman");
	has_id("Ἀθηνᾶ Παπαδόπουλος", "athina-papadopoulos");
	has_id("ΑΛΕΞΗΣ", "alexis");
	has_id("ილია ჭავჭავაძე", "ilia-chavchavadze");
	has_id("Վազգեն Սարգսյան", "vazgen-sargsyan");
	has_id("ประยุทธ์ จันทร์โอชา", "prayuthth-canthr-xocha");
	has_id("जवाहरलाल नेहरू", "javaharalala-neharu");
	has_id("சுப்பிரமணிய பாரதி", "cuppiramaniya-parati");
	has_id("বঙ্গবন্ধু", "bangabandhu");
	has_id("ወርቅነህ ገበየሁ", "wareqenah-gabayahu");
	has_id("النائب ٣", "alnayb-3");
	has_id("ʿAbd al-ʿAzīz", "abd-al-aziz");
}

static void kanji_are_not_read_as_chinese(void **state)
{
	(void)state;
	has_id("大谷さん", "u5927-u8c37-san");
	has_id("ミスター・スミス", "misuta-sumisu");
	has_id("ガンディー", "gandi");
	has_id("ｶﾞﾝﾀﾞﾑ", "gandamu"); // half-width
	has_id("大谷", "da-gu");
	id_is(true, "大谷", "u5927-u8c37");
	id_is(true, "佐々木", "u4f50-u3005-u6728");
	id_is(true, "山田 Bob 3", "u5c71-u7530-bob-3");
	id_is(true, "김", "gim");
}

static void scripts_may_be_mixed(void **state)
{
	(void)state;
	has_id("Толстой 王", "tolstoy-wang");
	has_id("王John", "wang-john");
	has_id("Johnさん", "john-san");
	has_id("唐3", "tang3");
}

static void letters_without_rules_are_code_points(void **state)
{
	(void)state;
	has_id("ᏣᎳᎩ", "u13e3-u13b3-u13a9");
	has_id("ᚑ 7", "u1691-7");
	has_id("ᚑa", "u1691-a");
	has_id("\u0378", "x"); // unassigned
	has_id("☃☃", "x");
}

static void every_id_is_one(void **state)
{
	(void)state;
	static const char *const names[] = {
		"1st Speaker", "12",   "-a-",      "_",      "__a__",      "’Abd al-‘Azīz",
		"Ångström",    "ÆØÅ",  "ß",        "Ἀθηνᾶ",  "ミスター",   "김 정은",
		"אברהם",       "محمد", "a\u0301",  "\u0301", "Ⅳ",          "①",
		"ﬁn",          "𝒳",    "e\u200dx", "Ъ",      "ь",          "Ьь",
		"A ь",         "Aʔ",   "ʿ",        "☃ ☃",    "\U000e0100", "\ue000\u0378",
		"O’",          "’",    "--",       "A—B",    "X.",         "٣",
	};
	struct translit translit = {0};
	struct buf b = {0};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		buf_clear(&b);
		assert_true(id_from_name(&translit, &b, str_from(names[i])));
		if (!unicode_is_id(buf_str(&b))) {
			print_error("'%s' gives '%s'\n", names[i], b.s);
			fail();
		}
	}
	// And of any letter at all.
	struct buf name = {0};
	for (int32_t c = 0x20; c < 0x30000; c += c < 0x3000 ? 1 : 13) {
		if (c >= 0xd800 && c < 0xe000)
			continue;
		buf_clear(&name);
		buf_clear(&b);
		utf8_put(&name, c);
		assert_true(id_from_name(&translit, &b, buf_str(&name)));
		if (!unicode_is_id(buf_str(&b))) {
			print_error("U+%04X gives '%s'\n", (unsigned)c, b.s);
			fail();
		}
	}
	buf_free(&name);
	buf_free(&b);
	translit_free(&translit);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(names_have_ids),
	cmocka_unit_test(cyrillic_goes_by_our_table),
	cmocka_unit_test(other_scripts_are_transliterated),
	cmocka_unit_test(kanji_are_not_read_as_chinese),
	cmocka_unit_test(scripts_may_be_mixed),
	cmocka_unit_test(letters_without_rules_are_code_points),
	cmocka_unit_test(every_id_is_one),
};

UNIT_MAIN(tests)
