// test_glob.c: file names by pattern

#include "unit.h"

#include "core/glob.h"

static bool fits(const char *pattern, const char *path)
{
	return glob_fits(str_from(pattern), str_from(path));
}

static void what_fits(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{"*.xml", "a.xml"},
		{"*.xml", "deep/er/a.xml"},
		{"a.xml", "b/a.xml"},
		{"/a.xml", "a.xml"},
		{"talks/*.xml", "talks/a.xml"},
		{"talks/**", "talks/a/b.xml"},
		{"talks/**/*.xml", "talks/a.xml"},
		{"talks/**/*.xml", "talks/b/c/a.xml"},
		{"**/a.xml", "a.xml"},
		{"**/a.xml", "x/y/a.xml"},
		{"**", "x/y"},
		{"*", "x"},
		{"a**/b", "axx/y/b"},
		{"?.xml", "é.xml"},
		{"[abc].xml", "b.xml"},
		{"[!abc].xml", "d.xml"},
		{"[a-c]?[0-9].xml", "bx7.xml"},
		{"[]].xml", "].xml"},
		{"[.xml", "[.xml"},
		{"*a*b*c", "xxaxxbxxaxxbxxc"},
		{"**/x*y/z", "a/xq/b/xwy/z"},
		{"", ""},
	};
	for (size_t i = 0; i < LENGTH(pairs); i++)
		if (!fits(pairs[i][0], pairs[i][1]))
			fail_msg("%s does not fit %s", pairs[i][1], pairs[i][0]);
}

static void what_does_not_fit(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{"*.xml", "a.txt"},
		{"/a.xml", "b/a.xml"},
		{"talks/*.xml", "talks/b/a.xml"},
		{"talks/*.xml", "old/talks/a.xml"},
		{"talks/**/b.xml", "talks/ab.xml"},
		{"**/a.xml", "x/ba.xml"},
		{"?.xml", "/.xml"},
		{"?", ""},
		{"[abc].xml", "d.xml"},
		{"[!abc].xml", "a.xml"},
		{"a[!x]b/c", "a/b/c"},
		{"*a*b*c", "xxaxxbxx"},
		{"*.xml", ""},
		{"", "a"},
	};
	for (size_t i = 0; i < LENGTH(pairs); i++)
		if (fits(pairs[i][0], pairs[i][1]))
			fail_msg("%s fits %s", pairs[i][1], pairs[i][0]);
}

// Stars without end must not take time without end.
static void many_stars(void **state)
{
	(void)state;
	struct buf pattern = {0}, path = {0};
	for (int i = 0; i < 500; i++)
		buf_puts(&pattern, "**a*a");
	for (int i = 0; i < 20000; i++)
		buf_putc(&path, 'a');
	buf_puts(&pattern, "/b");
	buf_puts(&path, "/c");
	assert_false(glob_fits(buf_str(&pattern), buf_str(&path)));
	buf_free(&pattern);
	buf_free(&path);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(what_fits),
	cmocka_unit_test(what_does_not_fit),
	cmocka_unit_test(many_stars),
};

UNIT_MAIN(tests)
