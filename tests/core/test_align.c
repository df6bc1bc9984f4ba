// test_align.c: lines found again in another text

#include "mark/align.h"
#include "unit.h"

enum { LINES_MAX = 24 };

static size_t split(const char *text, struct str *lines)
{
	struct str rest = str_from(text);
	size_t n = 0;
	while (n < LINES_MAX && str_field(&rest, ';', &lines[n]))
		n++;
	return n;
}

static void check(const char *one, const char *other, const char *expected)
{
	struct str a[LINES_MAX], b[LINES_MAX];
	size_t n = split(one, a), m = split(other, b);
	struct alignment alignment;
	struct buf got = {0};
	assert_true(align_lines(&alignment, a, n, b, m));
	for (size_t i = 0; i < n; i++) {
		if (alignment.to[i] == ALIGN_NONE)
			buf_putc(&got, '-');
		else
			buf_printf(&got, "%zu", alignment.to[i]);
	}
	assert_str(buf_str(&got), expected);
	buf_free(&got);
	align_free(&alignment);
}

static void finds_lines_again(void **state)
{
	(void)state;
	check("a;b;c", "a;b;c", "012");
	check("a;b;c", "a;x;b;c", "023");
	check("a;b;c", "a;c", "0-1");
	check("a;;b;;c", "a;;c", "01--2");
	check("a;b", "b;a", "-0");
	check("a;b;c", "x;y;z", "---");
	check(";;;", ";;", "01-");
	check("", "a", "");
	check("a", "", "-");
}

static void finds_lines_that_changed_a_little(void **state)
{
	(void)state;
	check("top;the lamp burns;end", "top;the lamps burn;end", "012");
	check("top;the lamp burns;end", "top;new;the lamp burnt;end", "023");
	check("top;yes;end", "top;no;end", "0-2");
	// Half of the line at its beginning and end together.
	check("aaaabbbb", "aaaacccc", "0");
	check("aaabbbbb", "aaaccccc", "-");
}

// Whatever the texts, lines are joined in order, each once, and all of those that are the same in the
// same text.
static void keeps_the_order(void **state)
{
	(void)state;
	unsigned seed = 1;
	for (size_t round = 0; round < 3000; round++) {
		struct str a[LINES_MAX], b[LINES_MAX];
		size_t n = round % LINES_MAX, m = (round / 7) % LINES_MAX, last = ALIGN_NONE;
		for (size_t i = 0; i < n + m; i++) {
			seed = seed * 1103515245 + 12345;
			struct str line = str_from_to(STR("aaaaaaaabbbbcdefg"), seed >> 16 & 15, 17);
			*(i < n ? &a[i] : &b[i - n]) = line;
		}
		struct alignment alignment;
		assert_true(align_lines(&alignment, a, n, b, m));
		for (size_t i = 0; i < n; i++) {
			size_t to = alignment.to[i];
			if (to == ALIGN_NONE)
				continue;
			assert_true(to < m && (last == ALIGN_NONE || to > last));
			last = to;
		}
		align_free(&alignment);
		assert_true(align_lines(&alignment, a, n, a, n));
		for (size_t i = 0; i < n; i++)
			assert_int_equal(alignment.to[i], i);
		align_free(&alignment);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(finds_lines_again),
	cmocka_unit_test(finds_lines_that_changed_a_little),
	cmocka_unit_test(keeps_the_order),
};

UNIT_MAIN(tests)
