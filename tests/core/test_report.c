// test_report.c: findings are handed on, counted, and give the exit status

#include "unit.h"

#include <errno.h>

static void severities_have_names(void **state)
{
	(void)state;
	assert_string_equal(severity_name(SEVERITY_INFO), "info");
	assert_string_equal(severity_name(SEVERITY_WARNING), "warning");
	assert_string_equal(severity_name(SEVERITY_ERROR), "error");
	assert_string_equal(severity_name(SEVERITY_FATAL), "fatal");
	assert_true(SEVERITY_INFO < SEVERITY_WARNING && SEVERITY_WARNING < SEVERITY_ERROR &&
	            SEVERITY_ERROR < SEVERITY_FATAL);
}

static void a_finding_is_handed_on(void **state)
{
	(void)state;
	struct heard heard = {0};
	struct reporter r = HEARING(&heard);
	struct place place = {.file = "talks.txt", .line = 12, .column = 3};
	report(&r, SEVERITY_WARNING, &place, "not-utf8", "byte %02X at %d", 0xff, 77);
	assert_string_equal(heard.message, "byte FF at 77");
	assert_string_equal(heard.rule, "not-utf8");
	assert_string_equal(heard.file, "talks.txt");
	assert_int_equal(heard.line, 12);
	assert_int_equal(heard.column, 3);
	assert_int_equal(r.count[SEVERITY_WARNING], 1);
	report(&r, SEVERITY_INFO, NULL, NULL, "nowhere");
	assert_string_equal(heard.file, "");
	assert_int_equal(heard.line, 0);
}

static void zero_is_a_reporter(void **state)
{
	(void)state;
	struct reporter r = {0};
	assert_int_equal(report_status(&r), 0);
	report(&r, SEVERITY_INFO, NULL, NULL, "fact");
	report(&r, SEVERITY_WARNING, NULL, NULL, "doubt");
	assert_int_equal(report_status(&r), 0);
	report(&r, SEVERITY_ERROR, NULL, NULL, "fault");
	assert_int_equal(report_status(&r), 1);
	report_memory(&r);
	assert_int_equal(report_status(&r), 2);
	report(&r, SEVERITY_ERROR, NULL, NULL, "fault");
	assert_int_equal(report_status(&r), 2);
	assert_int_equal(r.count[SEVERITY_ERROR], 2);
	assert_int_equal(r.count[SEVERITY_FATAL], 1);
}

static void the_system_is_quoted(void **state)
{
	(void)state;
	struct heard heard = {0};
	struct reporter r = HEARING(&heard);
	errno = ENOENT;
	report_errno(&r, "lost.txt", "open");
	assert_string_equal(heard.file, "lost.txt");
	assert_non_null(strstr(heard.message, "cannot open: "));
	assert_non_null(strstr(heard.message, strerror(ENOENT)));
	assert_int_equal(report_status(&r), 2);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(severities_have_names),
	cmocka_unit_test(a_finding_is_handed_on),
	cmocka_unit_test(zero_is_a_reporter),
	cmocka_unit_test(the_system_is_quoted),
};

UNIT_MAIN(tests)
