// test_io.c: whole inputs in, whole outputs out

#include "unit.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <zlib.h>

#include "core/io.h"

static struct buf gzipped(struct str text)
{
	struct buf out = {0};
	z_stream z = {0};
	assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY),
	                 Z_OK);
	assert_true(buf_reserve(&out, deflateBound(&z, text.n)));
	z.next_in = (Bytef *)(uintptr_t)text.s;
	z.avail_in = (uInt)text.n;
	z.next_out = (Bytef *)out.s;
	z.avail_out = (uInt)out.cap;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	out.n = z.total_out;
	deflateEnd(&z);
	return out;
}

static void put_file(const char *folder, const char *name, struct str content, char path[600])
{
	snprintf(path, 600, "%s/%s", folder, name);
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(content.s, 1, content.n, f), content.n);
	assert_int_equal(fclose(f), 0);
}

static void a_file_is_read(void **state)
{
	(void)state;
	char *folder = unit_folder(), path[600];
	struct reporter r = {0};
	struct buf out = {0};
	put_file(folder, "a", STR("one\0two"), path);
	assert_true(input_read(&out, path, INPUT_MAX, &r));
	assert_int_equal(out.n, 7);
	assert_memory_equal(out.s, "one\0two", 8); // with the NUL behind it
	// A second one is appended.
	assert_true(input_read(&out, path, INPUT_MAX, &r));
	assert_int_equal(out.n, 14);
	buf_free(&out);
	put_file(folder, "empty", (struct str){"", 0}, path);
	assert_true(input_read(&out, path, INPUT_MAX, &r));
	assert_int_equal(out.n, 0);
	buf_free(&out);
	assert_int_equal(report_status(&r), 0);
	unit_folder_remove(folder);
}

static void what_is_not_there_is_told(void **state)
{
	(void)state;
	struct heard heard = {0};
	struct reporter r = HEARING(&heard);
	struct buf out = {0};
	assert_false(input_read(&out, "/nonexistent/file", INPUT_MAX, &r));
	assert_string_equal(heard.file, "/nonexistent/file");
	assert_false(input_read(&out, "/", INPUT_MAX, &r));
	assert_string_equal(heard.file, "/");
	assert_int_equal(r.count[SEVERITY_FATAL], 2);
	assert_int_equal(out.n, 0);
	buf_free(&out);
}

static void too_large_is_told(void **state)
{
	(void)state;
	char *folder = unit_folder(), path[600];
	struct heard heard = {0};
	struct reporter r = HEARING(&heard);
	struct buf out = {0};
	put_file(folder, "ten", STR("0123456789"), path);
	assert_true(input_read(&out, path, 10, &r));
	buf_free(&out);
	assert_false(input_read(&out, path, 9, &r));
	assert_string_equal(heard.rule, "too-large");
	buf_free(&out);

	struct buf zeros = {0};
	assert_true(buf_reserve(&zeros, 1 << 22));
	zeros.n = 1 << 22;
	memset(zeros.s, 'x', zeros.n);
	struct buf small = gzipped(buf_str(&zeros));
	assert_true(small.n < 10000);
	assert_true(input_inflate(&out, buf_str(&small), "x", 1 << 22, &r));
	assert_int_equal(out.n, 1 << 22);
	buf_free(&out);
	assert_false(input_inflate(&out, buf_str(&small), "x", (1 << 22) - 1, &r));
	assert_string_equal(heard.rule, "too-large");
	buf_free(&out);
	buf_free(&small);
	buf_free(&zeros);
	unit_folder_remove(folder);
}

static void gzip_is_inflated(void **state)
{
	(void)state;
	char *folder = unit_folder(), path[600];
	struct reporter r = {0};
	struct buf out = {0}, two = gzipped(STR("Ann: One.\n"));
	struct buf second = gzipped(STR("Ben: Two.\n"));
	buf_put(&two, buf_str(&second));
	put_file(folder, "no-suffix", buf_str(&two), path);
	assert_true(input_read(&out, path, INPUT_MAX, &r));
	assert_str(buf_str(&out), "Ann: One.\nBen: Two.\n");
	buf_free(&out);
	struct buf nothing = gzipped((struct str){"", 0});
	assert_true(input_inflate(&out, buf_str(&nothing), "x", INPUT_MAX, &r));
	assert_int_equal(out.n, 0);
	buf_free(&out);
	assert_true(input_inflate(&out, STR("plain"), "x", INPUT_MAX, &r));
	assert_str(buf_str(&out), "plain");
	buf_free(&out);
	buf_free(&nothing);
	buf_free(&second);
	buf_free(&two);
	unit_folder_remove(folder);
}

static void every_broken_gzip_is_told(void **state)
{
	(void)state;
	struct heard heard = {0};
	struct buf whole = gzipped(STR("Ann: One, and then some more of it.\nBen: Two.\n"));
	// A stream cut anywhere behind its magic number is too short, not damaged.
	for (size_t n = 3; n < whole.n; n++) {
		struct reporter r = HEARING(&heard);
		struct buf out = {0};
		assert_false(input_inflate(&out, str_from_to(buf_str(&whole), 0, n), "x", INPUT_MAX,
		                           &r));
		assert_string_equal(heard.rule, "bad-gzip");
		assert_non_null(strstr(heard.message, "too early"));
		buf_free(&out);
	}
	// A flipped byte gives an error or, in the header's fields nobody reads, the same text.
	for (size_t i = 3; i < whole.n; i++) {
		struct reporter r = {0};
		struct buf out = {0};
		whole.s[i] = (char)(whole.s[i] ^ 0x55);
		if (input_inflate(&out, buf_str(&whole), "x", INPUT_MAX, &r))
			assert_true(i < 10 && str_starts(buf_str(&out), STR("Ann: One")));
		whole.s[i] = (char)(whole.s[i] ^ 0x55);
		buf_free(&out);
	}
	// Bytes behind the end are not dropped without a word; zeros are padding.
	struct reporter r = HEARING(&heard);
	struct buf out = {0};
	buf_put(&whole, STR("\0\0\0\0"));
	assert_true(input_inflate(&out, buf_str(&whole), "x", INPUT_MAX, &r));
	buf_free(&out);
	buf_puts(&whole, "tail");
	assert_false(input_inflate(&out, buf_str(&whole), "x", INPUT_MAX, &r));
	assert_string_equal(heard.rule, "bad-gzip");
	buf_free(&out);
	buf_free(&whole);
}

static void assert_content(const char *path, const char *expected)
{
	struct reporter r = {0};
	struct buf out = {0};
	assert_true(input_read(&out, path, INPUT_MAX, &r));
	assert_str(buf_str(&out), expected);
	buf_free(&out);
}

static mode_t mode_of(const char *path)
{
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	return st.st_mode & 07777;
}

static void a_file_is_replaced_as_a_whole(void **state)
{
	(void)state;
	char *folder = unit_folder(), path[600], count[700];
	struct reporter r = {0};
	snprintf(path, sizeof path, "%s/out.xml", folder);
	mode_t before = umask(027);
	assert_true(output_write(path, STR("first"), &r));
	umask(before);
	assert_content(path, "first");
	assert_int_equal(mode_of(path), 0640);
	assert_int_equal(chmod(path, 0604), 0);
	int reader = open(path, O_RDONLY);
	assert_true(reader >= 0);
	assert_true(output_write(path, STR("second, longer"), &r));
	assert_content(path, "second, longer");
	assert_int_equal(mode_of(path), 0604);
	// Whoever had opened the file before still reads the old one.
	char old[20] = {0};
	assert_int_equal(read(reader, old, sizeof old), 5);
	assert_string_equal(old, "first");
	close(reader);
	assert_true(output_write(path, (struct str){0}, &r));
	assert_content(path, "");
	snprintf(count, sizeof count, "test `ls -A '%s' | wc -l` = 1", folder);
	assert_int_equal(system(count), 0);
	assert_int_equal(report_status(&r), 0);
	unit_folder_remove(folder);
}

static void behind_a_link_is_what_is_replaced(void **state)
{
	(void)state;
	char *folder = unit_folder(), path[600], link[600], count[700];
	struct reporter r = {0};
	struct stat st;
	snprintf(path, sizeof path, "%s/out.xml", folder);
	snprintf(link, sizeof link, "%s/link.xml", folder);
	assert_int_equal(symlink("out.xml", link), 0);
	assert_true(output_write(path, STR("first"), &r));
	assert_true(output_write(link, STR("second"), &r));
	assert_content(path, "second");
	assert_int_equal(lstat(link, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	// One that leads nowhere is replaced itself.
	assert_int_equal(unlink(path), 0);
	assert_true(output_write(link, STR("third"), &r));
	assert_int_equal(lstat(link, &st), 0);
	assert_true(S_ISREG(st.st_mode));
	assert_content(link, "third");
	snprintf(count, sizeof count, "test `ls -A '%s' | wc -l` = 1", folder);
	assert_int_equal(system(count), 0);
	assert_int_equal(report_status(&r), 0);
	unit_folder_remove(folder);
}

static void a_long_name_is_written(void **state)
{
	(void)state;
	char *folder = unit_folder(), path[1000];
	struct reporter r = {0};
	snprintf(path, sizeof path, "%s/%0255d", folder, 0);
	assert_true(output_write(path, STR("first"), &r));
	assert_content(path, "first");
	unit_folder_remove(folder);
}

// A limit on the size of files would end the program with a part of a file beside the whole one.
static void a_limit_of_size_leaves_nothing(void **state)
{
	(void)state;
	char *folder = unit_folder(), path[600], count[700], text[5000];
	struct heard heard = {0};
	struct reporter r = HEARING(&heard);
	struct rlimit before, small;
	memset(text, 'a', sizeof text);
	snprintf(path, sizeof path, "%s/out.xml", folder);
	assert_true(output_write(path, STR("first"), &r));
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 1000;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	bool good = output_write(path, (struct str){text, sizeof text}, &r);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_false(good);
	assert_string_equal(heard.file, path);
	assert_content(path, "first");
	snprintf(count, sizeof count, "test `ls -A '%s' | wc -l` = 1", folder);
	assert_int_equal(system(count), 0);
	unit_folder_remove(folder);
}

static void a_failed_write_leaves_what_was_there(void **state)
{
	(void)state;
	char *folder = unit_folder(), path[600], count[700];
	struct heard heard = {0};
	struct reporter r = HEARING(&heard);
	assert_false(output_write("/dev/full", STR("text"), &r));
	assert_string_equal(heard.file, "/dev/full");
	assert_false(output_write("/nonexistent/folder/file", STR("text"), &r));
	assert_string_equal(heard.file, "/nonexistent/folder/file");
	// A folder is in the way.
	snprintf(path, sizeof path, "%s/folder", folder);
	assert_int_equal(mkdir(path, 0755), 0);
	assert_false(output_write(path, STR("text"), &r));
	assert_int_equal(r.count[SEVERITY_FATAL], 3);
	snprintf(count, sizeof count, "test `ls -A '%s' | wc -l` = 1", folder);
	assert_int_equal(system(count), 0);
	assert_true(output_write("/dev/null", STR("text"), &r));
	unit_folder_remove(folder);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_file_is_read),
	cmocka_unit_test(what_is_not_there_is_told),
	cmocka_unit_test(too_large_is_told),
	cmocka_unit_test(gzip_is_inflated),
	cmocka_unit_test(every_broken_gzip_is_told),
	cmocka_unit_test(a_file_is_replaced_as_a_whole),
	cmocka_unit_test(behind_a_link_is_what_is_replaced),
	cmocka_unit_test(a_long_name_is_written),
	cmocka_unit_test(a_limit_of_size_leaves_nothing),
	cmocka_unit_test(a_failed_write_leaves_what_was_there),
};

UNIT_MAIN(tests)
