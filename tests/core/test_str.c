// test_str.c: views, buffers, arenas and arrays

#include "core/sixteen.h"
#include "unit.h"

static void views_compare(void **state)
{
	(void)state;
	struct str none = {0};
	assert_true(str_eq(none, STR("")));
	assert_true(str_eq(str_from(NULL), none));
	assert_true(str_eq(STR("abc"), str_from("abc")));
	assert_false(str_eq(STR("abc"), STR("abd")));
	assert_false(str_eq(STR("abc"), STR("ab")));
	assert_true(str_eq(STR("a\0b"), STR("a\0b")));
	assert_false(str_eq(STR("a\0b"), STR("a\0c")));
	assert_true(str_is(STR("abc"), "abc"));
	assert_true(str_cmp(STR("a"), STR("b")) < 0);
	assert_true(str_cmp(STR("a"), STR("ab")) < 0);
	assert_true(str_cmp(STR("ab"), STR("a")) > 0);
	assert_int_equal(str_cmp(none, STR("")), 0);
	// The order of bytes is unsigned: é (C3 A9) comes behind z.
	assert_true(str_cmp(STR("é"), STR("z")) > 0);
}

static void views_begin_and_end(void **state)
{
	(void)state;
	assert_true(str_starts(STR("speaker"), STR("speak")));
	assert_true(str_starts(STR("speaker"), STR("")));
	assert_false(str_starts(STR("speak"), STR("speaker")));
	assert_true(str_ends(STR("speaker"), STR("er")));
	assert_true(str_ends(STR("speaker"), STR("")));
	assert_false(str_ends(STR("er"), STR("speaker")));
	assert_true(str_ends((struct str){0}, (struct str){0}));
}

static void views_find(void **state)
{
	(void)state;
	assert_int_equal(str_find(STR("one two"), STR("two")), 4);
	assert_int_equal(str_find(STR("one two"), STR("three")), 7);
	assert_int_equal(str_find(STR("one two"), STR("")), 0);
	assert_int_equal(str_find((struct str){0}, STR("x")), 0);
	assert_int_equal(str_find(STR("a\0b"), STR("b")), 2);
	assert_int_equal(str_find_char(STR("a: b: c"), ':'), 1);
	assert_int_equal(str_find_char(STR("abc"), ':'), 3);
	assert_int_equal(str_find_char((struct str){0}, ':'), 0);
}

static void views_are_cut(void **state)
{
	(void)state;
	assert_str(str_from_to(STR("abcdef"), 2, 4), "cd");
	assert_str(str_from_to(STR("abcdef"), 4, 99), "ef");
	assert_str(str_from_to(STR("abcdef"), 99, 100), "");
	assert_str(str_from_to(STR("abcdef"), 4, 2), "");
	assert_str(str_after(STR("abcdef"), 6), "");
	assert_str(str_after(STR("abcdef"), 7), "");
	assert_str(str_after(STR("abcdef"), SIZE_MAX), "");
	assert_str(str_trim(STR(" \t a b \r\n\f\v")), "a b");
	assert_str(str_trim(STR(" \n ")), "");
	assert_str(str_trim((struct str){0}), "");
	assert_str(str_trim_left(STR("  a ")), "a ");
	assert_str(str_trim_right(STR("  a ")), "  a");
	// A no-break space is no ASCII blank.
	assert_str(str_trim(STR("\xc2\xa0x")), "\xc2\xa0x");
}

static void words_are_cut_off(void **state)
{
	(void)state;
	struct str rest = STR("  sp  deng?\tfrol ");
	assert_str(str_word(&rest), "sp");
	assert_str(str_word(&rest), "deng?");
	assert_str(str_word(&rest), "frol");
	assert_str(str_word(&rest), "");
	assert_str(str_word(&rest), "");
}

static void fields_are_cut_off(void **state)
{
	(void)state;
	struct str rest = STR("a::b:"), field;
	assert_true(str_field(&rest, ':', &field));
	assert_str(field, "a");
	assert_true(str_field(&rest, ':', &field));
	assert_str(field, "");
	assert_true(str_field(&rest, ':', &field));
	assert_str(field, "b");
	// The separator at the end ends the last field; there is none behind it.
	assert_false(str_field(&rest, ':', &field));
}

static void numbers_are_read(void **state)
{
	(void)state;
	size_t value = 7;
	assert_true(str_number(STR("0042"), &value));
	assert_int_equal(value, 42);
	assert_true(str_number(STR("18446744073709551615"), &value));
	assert_true(value == SIZE_MAX);
	assert_false(str_number(STR("18446744073709551616"), &value));
	assert_false(str_number(STR("99999999999999999999999999"), &value));
	assert_false(str_number(STR(""), &value));
	assert_false(str_number(STR("-1"), &value));
	assert_false(str_number(STR("1 "), &value));
	assert_false(str_number(STR("0x10"), &value));
}

static void ascii_is_ascii(void **state)
{
	(void)state;
	for (int i = -128; i < 128; i++) {
		char c = (char)i;
		assert_int_equal(ascii_is_space(c), c && strchr(" \t\n\v\f\r", c) != NULL);
		assert_int_equal(ascii_is_digit(c), c >= '0' && c <= '9');
		assert_int_equal(ascii_is_alpha(c),
		                 (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
		if (!ascii_is_alpha(c))
			assert_int_equal(ascii_lower(c), c);
	}
	assert_int_equal(ascii_lower('Q'), 'q');
}

static void buffers_grow(void **state)
{
	(void)state;
	struct buf b = {0};
	assert_str(buf_str(&b), "");
	buf_put(&b, (struct str){0});
	assert_int_equal(b.n, 0);
	for (int i = 0; i < 5000; i++) {
		buf_putc(&b, 'x');
		assert_int_equal(b.s[b.n], '\0');
	}
	buf_puts(&b, "yz");
	buf_put(&b, STR("\0!"));
	assert_int_equal(b.n, 5004);
	assert_memory_equal(b.s + 5000, "yz\0!", 5);
	buf_clear(&b);
	assert_int_equal(b.n, 0);
	buf_puts(&b, NULL);
	assert_str(buf_str(&b), "");
	buf_free(&b);
	assert_null(b.s);
	buf_free(&b);
	assert_false(b.failed);
}

static void buffers_print(void **state)
{
	(void)state;
	struct buf b = {0};
	buf_puts(&b, "a");
	buf_printf(&b, "%s-%d", "b", 12);
	assert_str(buf_str(&b), "ab-12");
	buf_printf(&b, "%s", "");
	assert_str(buf_str(&b), "ab-12");
	char long_text[3000];
	memset(long_text, 'q', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = '\0';
	buf_printf(&b, "%s.", long_text);
	assert_int_equal(b.n, 5 + 2999 + 1);
	assert_int_equal(b.s[b.n - 1], '.');
	assert_int_equal(b.s[b.n], '\0');
	buf_free(&b);
}

static void buffers_take_and_give_in_the_middle(void **state)
{
	(void)state;
	struct buf b = {0};
	buf_insert(&b, 0, STR("world"));
	buf_insert(&b, 0, STR("Hello "));
	buf_insert(&b, 5, STR(","));
	buf_insert(&b, b.n, STR("!"));
	buf_insert(&b, 3, STR(""));
	assert_str(buf_str(&b), "Hello, world!");
	buf_cut(&b, 5, 7);
	assert_str(buf_str(&b), "Hello!");
	buf_cut(&b, 5, 1);
	assert_string_equal(b.s, "Hello");
	buf_put_number(&b, 0);
	buf_put_number(&b, SIZE_MAX);
	struct buf printed = {0};
	buf_printf(&printed, "Hello0%zu", SIZE_MAX);
	assert_str(buf_str(&b), printed.s);
	buf_free(&printed);
	buf_free(&b);
}

static void sixteen_bytes_answer(void **state)
{
	(void)state;
	for (size_t i = 0; i < SIXTEEN; i++) {
		char bytes[SIXTEEN + 1] = "aaaaaaaaaaaaaaaa";
		sixteen_bytes before = sixteen_load(bytes);
		bytes[i] = (char)0xe9;
		sixteen_bytes b = sixteen_load(bytes);
		assert_false(sixteen_any(sixteen_equal(before, 0xe9)));
		assert_false(sixteen_any(sixteen_within(before, 'b', 0xff)));
		assert_true(sixteen_any(sixteen_equal(b, 0xe9)));
		assert_int_equal(sixteen_first(sixteen_equal(b, 0xe9)), i);
		assert_int_equal(sixteen_first(sixteen_within(b, 0x80, 0xff)), i);
		assert_int_equal(sixteen_first(sixteen_within(b, 0xe9, 0xe9)), i);
		assert_false(sixteen_any(sixteen_within(b, 0, 0x60)));
		assert_false(sixteen_any(sixteen_within(b, 0xea, 0xff)));
	}
}

static void a_failed_buffer_stays_failed(void **state)
{
	(void)state;
	struct buf b = {0};
	buf_puts(&b, "kept");
	assert_false(buf_reserve(&b, SIZE_MAX));
	assert_true(b.failed);
	buf_puts(&b, "lost");
	buf_printf(&b, "%d", 1);
	buf_put(&b, STR("lost"));
	assert_true(b.failed);
	assert_str(buf_str(&b), "kept");
	buf_free(&b);
}

static void arenas_hold(void **state)
{
	(void)state;
	struct arena a = {0};
	struct str copies[300];
	char text[32];
	for (int i = 0; i < 300; i++) {
		snprintf(text, sizeof text, "text %d", i);
		copies[i] = arena_str(&a, str_from(text));
		long double *aligned = arena_alloc(&a, sizeof *aligned);
		assert_non_null(aligned);
		assert_int_equal((uintptr_t)aligned % _Alignof(max_align_t), 0);
		assert_true(*aligned == 0);
	}
	// Larger than any block.
	unsigned char *large = arena_alloc(&a, 1 << 20);
	assert_non_null(large);
	for (size_t i = 0; i < 1 << 20; i += 4096)
		assert_int_equal(large[i], 0);
	memset(large, 0xff, 1 << 20);
	for (int i = 0; i < 300; i++) {
		snprintf(text, sizeof text, "text %d", i);
		assert_str(copies[i], text);
		assert_int_equal(copies[i].s[copies[i].n], '\0');
	}
	assert_str(arena_printf(&a, "%s %d", "page", 12), "page 12");
	assert_str(arena_str(&a, (struct str){0}), "");
	assert_false(a.failed);
	arena_free(&a);
	assert_null(a.last);
}

static void an_arena_can_fail(void **state)
{
	(void)state;
	struct arena a = {0};
	assert_null(arena_alloc(&a, SIZE_MAX));
	assert_true(a.failed);
	assert_null(arena_alloc(&a, SIZE_MAX - 64));
	assert_int_equal(arena_str(&a, STR("text")).n * 0, 0); // harmless, whatever it gives
	assert_true(a.failed);
	arena_free(&a);
}

static void arrays_grow(void **state)
{
	(void)state;
	struct {
		int *items;
		size_t n, cap;
	} numbers = {0};
	for (int i = 0; i < 10000; i++) {
		assert_true(ARRAY_ROOM(&numbers));
		numbers.items[numbers.n++] = i;
	}
	for (int i = 0; i < 10000; i++)
		assert_int_equal(numbers.items[i], i);
	free(numbers.items);

	void *items = NULL;
	size_t cap = 0;
	assert_false(array_grow(&items, &cap, 0, SIZE_MAX / 2));
	assert_null(items);
	assert_int_equal(cap, 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(views_compare),
	cmocka_unit_test(views_begin_and_end),
	cmocka_unit_test(views_find),
	cmocka_unit_test(views_are_cut),
	cmocka_unit_test(words_are_cut_off),
	cmocka_unit_test(fields_are_cut_off),
	cmocka_unit_test(numbers_are_read),
	cmocka_unit_test(ascii_is_ascii),
	cmocka_unit_test(buffers_grow),
	cmocka_unit_test(buffers_print),
	cmocka_unit_test(buffers_take_and_give_in_the_middle),
	cmocka_unit_test(sixteen_bytes_answer),
	cmocka_unit_test(a_failed_buffer_stays_failed),
	cmocka_unit_test(arenas_hold),
	cmocka_unit_test(an_arena_can_fail),
	cmocka_unit_test(arrays_grow),
};

UNIT_MAIN(tests)
