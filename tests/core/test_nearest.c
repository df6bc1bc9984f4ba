// test_nearest.c: the known word that a misspelt one probably means

#include "unit.h"

#include "core/nearest.h"

static struct str nearest(const char *wanted, const char *const *candidates)
{
	struct nearest n = nearest_to(str_from(wanted));
	for (size_t i = 0; candidates[i]; i++)
		nearest_consider(&n, str_from(candidates[i]));
	return n.best;
}

static void slips_are_forgiven(void **state)
{
	(void)state;
	const char *const names[] = {"speaker", "stage", "sp", "said", "castList", NULL};
	assert_str(nearest("speeker", names), "speaker");
	assert_str(nearest("spaeker", names), "speaker");
	assert_str(nearest("speakers", names), "speaker");
	assert_str(nearest("stgae", names), "stage");
	assert_str(nearest("CASTLIST", names), "castList");
	assert_str(nearest("sq", names), "sp");
}

static void strangers_are_not(void **state)
{
	(void)state;
	const char *const names[] = {"speaker", "stage", "sp", NULL};
	assert_str(nearest("x", names), "");
	assert_str(nearest("", names), "");
	assert_str(nearest("table", names), ""); // three slips from "stage"
	assert_str(nearest("choice", names), "");
	assert_str(nearest("lb", names), "");
}

static void the_nearest_wins(void **state)
{
	(void)state;
	const char *const names[] = {"suslova", "suslow", "suslov", "suslovs", NULL};
	assert_str(nearest("suslov", names), "suslov");
	assert_str(nearest("Suslow", names), "suslow");
	const char *const even[] = {"ab", "ac", NULL};
	assert_str(nearest("ad", even), "ab"); // the first of equals
}

static void long_words_are_left_alone(void **state)
{
	(void)state;
	char word[200];
	memset(word, 'a', sizeof word - 1);
	word[sizeof word - 1] = '\0';
	const char *const names[] = {word, NULL};
	assert_str(nearest(word, names), "");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(slips_are_forgiven),
	cmocka_unit_test(strangers_are_not),
	cmocka_unit_test(the_nearest_wins),
	cmocka_unit_test(long_words_are_left_alone),
};

UNIT_MAIN(tests)
