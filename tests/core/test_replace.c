// test_replace.c: a file that was read, with other content

#include "unit.h"

#include <sys/stat.h>
#include <unistd.h>

#include "core/io.h"
#include "core/replace.h"

static void put_file(const char *path, const char *content)
{
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_true(fputs(content, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void assert_content(const char *path, const char *content)
{
	struct buf got = {0};
	struct reporter reporter = {0};
	assert_true(input_read(&got, path, INPUT_MAX, &reporter));
	assert_true(str_is(buf_str(&got), content));
	buf_free(&got);
}

// Replaces the file of `path` after it was made to hold `meanwhile`, unless that is NULL.
static bool replaced(const char *path, const char *meanwhile, size_t *told)
{
	struct reporter reporter = {0};
	struct replace replace;
	replace_begin(&replace, path);
	if (meanwhile)
		put_file(path, meanwhile);
	bool good = replace_write(&replace, STR("mended"), &reporter);
	replace_end(&replace);
	*told = reporter.count[SEVERITY_FATAL];
	return good;
}

static void a_file_gets_other_content(void **state)
{
	(void)state;
	char *folder = unit_folder(), path[600];
	size_t told;
	snprintf(path, sizeof path, "%s/a.xml", folder);
	put_file(path, "as it was");
	assert_true(replaced(path, NULL, &told));
	assert_int_equal(told, 0);
	assert_content(path, "mended");
	unit_folder_remove(folder);
}

static void what_was_changed_meanwhile_stays(void **state)
{
	(void)state;
	char *folder = unit_folder(), path[600];
	size_t told;
	snprintf(path, sizeof path, "%s/b.xml", folder);
	put_file(path, "as it was");
	assert_false(replaced(path, "somebody's work", &told));
	assert_int_equal(told, 1);
	assert_content(path, "somebody's work");
	unit_folder_remove(folder);
}

static void a_folder_and_nothing_are_refused(void **state)
{
	(void)state;
	char *folder = unit_folder(), path[600];
	size_t told;
	assert_false(replaced(folder, NULL, &told));
	assert_int_equal(told, 1);
	snprintf(path, sizeof path, "%s/none.xml", folder);
	assert_false(replaced(path, NULL, &told));
	assert_int_equal(told, 1);
	unit_folder_remove(folder);
}

static void packed_bytes_are_gzip(void **state)
{
	(void)state;
	struct buf packed = {0}, back = {0};
	struct reporter reporter = {0};
	assert_true(replace_pack(&packed, STR("a text")));
	assert_true(input_inflate(&back, buf_str(&packed), "-", INPUT_MAX, &reporter));
	assert_true(str_is(buf_str(&back), "a text"));
	buf_free(&packed);
	buf_free(&back);
	assert_true(replace_pack(&packed, (struct str){0}));
	assert_true(input_inflate(&back, buf_str(&packed), "-", INPUT_MAX, &reporter));
	assert_int_equal(back.n, 0);
	buf_free(&packed);
	buf_free(&back);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_file_gets_other_content),
	cmocka_unit_test(what_was_changed_meanwhile_stays),
	cmocka_unit_test(a_folder_and_nothing_are_refused),
	cmocka_unit_test(packed_bytes_are_gzip),
};

UNIT_MAIN(tests)
