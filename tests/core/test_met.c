// test_met.c: words that a document cannot have may be left out of patterns, no others

#include "unit.h"

#include "core/unicode.h"
#include "mark/met.h"
#include "mark/pattern.h"

static bool has(const char *text, const char *word)
{
	struct met met;
	struct buf folded = {0};
	met_read(&met, str_from(text));
	assert_true(unicode_fold(&folded, str_from(word)));
	bool by_letters = met_has(&met, str_from(word), false);
	bool found = met_has(&met, buf_str(&folded), true);
	// What ASCII alone tells is never more.
	assert_true(by_letters || !found);
	buf_free(&folded);
	met_free(&met);
	return found;
}

static void what_is_there_is_met(void **state)
{
	(void)state;
	assert_true(has("The President spoke.", "president"));
	assert_true(has("THE PRESIDENT SPOKE.", "President"));
	assert_true(has("Vice-President", "president"));
	assert_true(has("the Presi-\n   dent spoke", "president"));
	assert_true(has("the *Presi*dent spoke", "president"));
	assert_true(has("Vice   President", "vice president"));
	assert_true(has("PRÉSIDENTE", "présidente"));
	assert_true(has("Pre\xcc\x81sidente", "présidente"));
	assert_true(has("STRASSE", "straße"));
	assert_true(has("ПРЕДСЕДАТЕЛЬ", "председатель"));
	assert_true(has("○議長（大谷君）", "議長"));
	assert_true(has("M. Dupont", "M."));
	assert_true(has("\xe2\x84\xaa.", "k"));
}

static void what_is_not_there_is_told(void **state)
{
	(void)state;
	assert_false(has("The President spoke.", "ministre"));
	assert_false(has("The President spoke.", "председатель"));
	assert_false(has("The President spoke.", "議長"));
	assert_false(has("The vice of a resident", "president of"));
}

static void of_a_long_or_empty_text_nothing_is_told(void **state)
{
	(void)state;
	struct met met;
	struct buf text = {0};
	while (text.n < 300 * 1000)
		buf_puts(&text, "aaaa ");
	met_read(&met, buf_str(&text));
	assert_true(met_has(&met, STR("ministre"), true));
	met_free(&met);
	met_read(&met, (struct str){0});
	assert_true(met_has(&met, STR("ministre"), true));
	met_free(&met);
	buf_free(&text);
}

static const char document[] =
	"Erste Sitzung am 3. Mai 1921\nDer Präsident: Ich eröffne die Sitzung.\n(Beifall links.)\n"
	"Mr. SMITH of Ohio. I thank the gentleman.\n[Laughter]\nO señor PRESIDENTE: Grazas.\n"
	"M. le Président. – La séance est ouverte.\nACTUS SECUNDUS. Scena Prima.\nExeunt.\n"
	"○議長（大谷君）　これより会議を開きます。\nПредседатель. Слово имеет депутат.\n";

// A category's pattern finds the same in the document, made of all words or of those met.
static void patterns_match_the_same(void **state)
{
	(void)state;
	struct reporter reporter = {0};
	struct words all = {0}, met = {0};
	assert_true(words_read(&all, (struct str){0}, &reporter));
	assert_true(words_read(&met, str_from(document), &reporter));
	assert_true(met.n > 20 && met.n * 4 < all.n);
	struct patterns of_all = {.lists.words = &all}, of_met = {.lists.words = &met};
	size_t found = 0;
	for (size_t i = 0; i < all.categories_n; i++) {
		struct buf source = {0};
		struct pattern a, b;
		struct match one, other;
		buf_printf(&source, "%%{%.*s}", STR_ARG(all.categories[i]));
		assert_true(pattern_make(&of_all, &a, buf_str(&source), false));
		assert_true(pattern_make(&of_met, &b, buf_str(&source), false));
		size_t at = 0;
		while (pattern_match(&a, str_from(document), at, &one)) {
			assert_true(pattern_match(&b, str_from(document), at, &other));
			assert_int_equal(one.from, other.from);
			assert_int_equal(one.to, other.to);
			at = one.to;
			found++;
		}
		assert_false(pattern_match(&b, str_from(document), at, &other));
		assert_false(pattern_is_broken(&b));
		buf_free(&source);
	}
	assert_true(found > 30);
	patterns_free(&of_all);
	patterns_free(&of_met);
	words_free(&all);
	words_free(&met);
}

// What was missed in the document is told from memory, and what is changed elsewhere is not.
static void misses_are_remembered(void **state)
{
	(void)state;
	struct words none = {0};
	struct patterns shelf = {.lists.words = &none};
	struct pattern p;
	struct match m;
	char text[] = "one two", other[] = "one two";
	assert_true(pattern_make(&shelf, &p, STR("t[eh]n"), false));
	patterns_remember(&shelf, str_from(text));
	assert_false(pattern_match(&p, str_from(text), 0, &m));
	assert_false(pattern_match(&p, str_from(other), 0, &m));
	other[5] = text[5] = 'e';
	other[6] = text[6] = 'n';
	assert_false(pattern_match(&p, str_from(text), 0, &m)); // it was to stay as it is
	assert_true(pattern_match(&p, str_from(other), 0, &m));
	assert_true(pattern_match(&p, str_from(text), 4, &m));
	patterns_remember(&shelf, (struct str){0});
	assert_true(pattern_match(&p, str_from(text), 0, &m));
	patterns_free(&shelf);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(what_is_there_is_met),
	cmocka_unit_test(what_is_not_there_is_told),
	cmocka_unit_test(of_a_long_or_empty_text_nothing_is_told),
	cmocka_unit_test(patterns_match_the_same),
	cmocka_unit_test(misses_are_remembered),
};

UNIT_MAIN(tests)
