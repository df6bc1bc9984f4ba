// test_datafile.c: where profiles, schemas and stylesheets are found

#include "unit.h"

#include <sys/stat.h>

#include "core/datafile.h"

// Makes folder/sub and a file in it.
static void put(const char *folder, const char *sub, const char *name)
{
	char path[700];
	snprintf(path, sizeof path, "mkdir -p '%s/%s' && touch '%s/%s/%s'", folder, sub, folder,
	         sub, name);
	assert_int_equal(system(path), 0);
}

static void set_path(const char *first, const char *second)
{
	char path[1200];
	snprintf(path, sizeof path, "%s:%s", first, second);
	assert_int_equal(setenv("TEIPATH", path, 1), 0);
}

static void the_first_place_wins(void **state)
{
	(void)state;
	char *one = unit_folder(), *two = unit_folder(), expected[700];
	struct reporter r = {0};
	struct buf path = {0};
	put(one, "convert/profiles", "mine.profile");
	put(two, "convert/profiles", "mine.profile");
	put(two, "convert/profiles", "other.profile");
	set_path(one, two);
	assert_true(datafile_find(&path, "convert/profiles", "mine", ".profile", &r));
	snprintf(expected, sizeof expected, "%s/convert/profiles/mine.profile", one);
	assert_str(buf_str(&path), expected);
	assert_int_equal(path.s[path.n], '\0');
	assert_true(datafile_find(&path, "convert/profiles", "other", ".profile", &r));
	snprintf(expected, sizeof expected, "%s/convert/profiles/other.profile", two);
	assert_str(buf_str(&path), expected);
	assert_int_equal(report_status(&r), 0);
	buf_free(&path);
	unit_folder_remove(one);
	unit_folder_remove(two);
}

static void a_slash_makes_a_path(void **state)
{
	(void)state;
	char *one = unit_folder(), name[700];
	struct heard heard = {0};
	struct reporter r = HEARING(&heard);
	struct buf path = {0};
	put(one, ".", "mine.profile");
	snprintf(name, sizeof name, "%s/mine.profile", one);
	assert_true(datafile_find(&path, "convert/profiles", name, ".profile", &r));
	assert_str(buf_str(&path), name);
	assert_false(datafile_find(&path, "convert/profiles", "./no-such.profile", ".profile", &r));
	assert_string_equal(heard.file, "./no-such.profile");
	assert_int_equal(report_status(&r), 2);
	buf_free(&path);
	unit_folder_remove(one);
}

static void a_miss_lists_the_places(void **state)
{
	(void)state;
	struct heard heard = {0};
	struct reporter r = HEARING(&heard);
	struct buf path = {0};
	set_path("/nonexistent/one", "/nonexistent/two");
	assert_false(datafile_find(&path, "schemas", "nowhere", ".rng", &r));
	assert_non_null(strstr(heard.message, "nowhere.rng"));
	const char *one = strstr(heard.message, "/nonexistent/one/schemas");
	const char *two = strstr(heard.message, "/nonexistent/two/schemas");
	assert_non_null(one);
	assert_non_null(two);
	assert_true(one < two);
	assert_non_null(strstr(heard.message, "share/stenogram"));
	assert_int_equal(report_status(&r), 2);
	// Names that go elsewhere are not followed: a name has no slash.
	assert_false(datafile_find(&path, "schemas", "..", ".rng", &r));
	assert_false(datafile_find(&path, "schemas", "", ".rng", &r));
	buf_free(&path);
}

struct listing {
	struct buf names;
	size_t stop; // after so many
	size_t n;
};

static bool on_name(void *context, const char *name)
{
	struct listing *listing = context;
	buf_printf(&listing->names, "%s ", name);
	return ++listing->n != listing->stop;
}

static void names_are_listed_once(void **state)
{
	(void)state;
	char *one = unit_folder(), *two = unit_folder();
	struct reporter r = {0};
	struct listing listing = {0};
	put(one, "stylesheets", "b.xsl");
	put(one, "stylesheets", "a.xsl");
	put(one, "stylesheets", "note.txt");
	put(one, "stylesheets", ".hidden.xsl");
	put(two, "stylesheets", "b.xsl");
	put(two, "stylesheets", "c.xsl");
	put(two, "stylesheets", "Z.xsl");
	set_path(one, two);
	assert_true(datafile_list("stylesheets", ".xsl", on_name, &listing, &r));
	assert_str(buf_str(&listing.names), "Z a b c ");
	buf_clear(&listing.names);
	listing = (struct listing){.names = listing.names, .stop = 2};
	assert_false(datafile_list("stylesheets", ".xsl", on_name, &listing, &r));
	assert_str(buf_str(&listing.names), "Z a ");
	assert_int_equal(report_status(&r), 0);
	assert_false(datafile_list("no-such-folder", ".xsl", on_name, &listing, &r));
	assert_int_equal(report_status(&r), 2);
	buf_free(&listing.names);
	unit_folder_remove(one);
	unit_folder_remove(two);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(the_first_place_wins),
	cmocka_unit_test(a_slash_makes_a_path),
	cmocka_unit_test(a_miss_lists_the_places),
	cmocka_unit_test(names_are_listed_once),
};

UNIT_MAIN(tests)
