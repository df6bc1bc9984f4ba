// test_table.c: a hash table from text to a number

#include "unit.h"

#include "core/table.h"

static void values_are_kept(void **state)
{
	(void)state;
	enum { COUNT = 20000 };
	struct table t = {0};
	struct arena a = {0};
	size_t value = 99;
	assert_false(table_get(&t, STR("none yet"), &value));
	for (size_t i = 0; i < COUNT; i++)
		assert_true(table_set(&t, arena_printf(&a, "key %zu", i), i));
	assert_int_equal(t.n, COUNT);
	for (size_t i = 0; i < COUNT; i++) {
		char key[32];
		snprintf(key, sizeof key, "key %zu", i);
		assert_true(table_get(&t, str_from(key), &value));
		assert_int_equal(value, i);
	}
	value = 99;
	assert_false(table_get(&t, STR("key"), &value));
	assert_int_equal(value, 99);
	table_free(&t);
	assert_int_equal(t.cap, 0);
	arena_free(&a);
}

static void a_value_is_changed(void **state)
{
	(void)state;
	struct table t = {0};
	size_t value = 0;
	for (size_t i = 0; i < 1000; i++)
		assert_true(table_set(&t, STR("deng"), i));
	assert_int_equal(t.n, 1);
	assert_true(table_get(&t, STR("deng"), &value));
	assert_int_equal(value, 999);
	table_free(&t);
}

static void keys_are_bytes(void **state)
{
	(void)state;
	struct table t = {0};
	size_t value = 0;
	assert_true(table_set(&t, (struct str){0}, 1)); // the empty key is a key
	assert_true(table_set(&t, STR("a\0b"), 2));
	assert_true(table_set(&t, STR("a\0c"), 3));
	assert_true(table_set(&t, STR("a"), 4));
	assert_int_equal(t.n, 4);
	assert_true(table_get(&t, STR(""), &value));
	assert_int_equal(value, 1);
	assert_true(table_get(&t, STR("a\0c"), &value));
	assert_int_equal(value, 3);
	table_free(&t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(values_are_kept),
	cmocka_unit_test(a_value_is_changed),
	cmocka_unit_test(keys_are_bytes),
};

UNIT_MAIN(tests)
