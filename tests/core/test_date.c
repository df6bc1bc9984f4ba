// test_date.c: dates as they are printed

#include "unit.h"

#include "core/date.h"

// The ISO form of the first date in a text, and the words it was read from.
static void reads(const char *text, bool months, const char *iso, const char *words)
{
	struct date_found found;
	struct buf b = {0};
	if (!date_find(str_from(text), 0, months, &found)) {
		print_error("no date in '%s'\n", text);
		fail();
	}
	date_put_iso(&b, found.date);
	assert_str(buf_str(&b), iso);
	assert_str(str_from_to(str_from(text), found.from, found.to), words);
	buf_free(&b);
}

static void reads_none(const char *text, bool months)
{
	struct date_found found;
	if (date_find(str_from(text), 0, months, &found)) {
		print_error("a date in '%s'\n", text);
		fail();
	}
}

static void full_dates_are_read(void **state)
{
	(void)state;
	reads("on 17 September 1960 from 1300", false, "1960-09-17", "17 September 1960");
	reads("on the 3rd of May, 1927, at noon", false, "1927-05-03", "3rd of May, 1927");
	reads("September 17, 1960", false, "1960-09-17", "September 17, 1960");
	reads("Tuesday, 14 March 1911", false, "1911-03-14", "14 March 1911");
	reads("Berlin, den 27. Oktober 2009", false, "2009-10-27", "27. Oktober 2009");
	reads("27.10.2009", false, "2009-10-27", "27.10.2009");
	reads("le 1er août 1914", false, "1914-08-01", "1er août 1914");
	reads("12 de octubre de 1931", false, "1931-10-12", "12 de octubre de 1931");
	reads("19 сентября 1960 года", false, "1960-09-19", "19 сентября 1960");
	reads("2009年10月27日", false, "2009-10-27", "2009年10月27日");
	reads("uploaded 2011-11-20.", false, "2011-11-20", "2011-11-20");
	reads("29 February 2000", false, "2000-02-29", "29 February 2000");
}

static void months_are_read_when_wanted(void **state)
{
	(void)state;
	reads("September 1960", true, "1960-09", "September 1960");
	reads_none("September 1960", false);
	reads("17 September 1960", true, "1960-09-17", "17 September 1960");
}

static void what_is_no_date_is_left(void **state)
{
	(void)state;
	reads_none("30 February 1960", false);
	reads_none("29 February 1900", false);
	reads_none("31 April 1999", false);
	reads_none("from 1300 to 1500", false);
	reads_none("10/12/2009", false);
	reads_none("June 22", true);
	reads_none("17 Sept. 60", true);
	reads_none("in 1955", true);
	reads_none("", true);
	reads_none("1960", true);
	reads_none("item 12345678", true);
	reads_none("the maximum 17 of 1960", false);
	reads_none("2011-13-20", false);
	reads_none("0 May 1927", false);
}

static void the_next_date_is_found(void **state)
{
	(void)state;
	struct str text = STR("on 4 February 1955 and on 27 September 1955.");
	struct date_found found;
	assert_true(date_find(text, 0, false, &found));
	assert_int_equal(found.date.month, 2);
	assert_true(date_find(text, found.to, false, &found));
	assert_int_equal(found.date.month, 9);
	assert_int_equal(found.date.day, 27);
	assert_false(date_find(text, found.to, false, &found));
	assert_false(date_find(text, text.n, false, &found));
	assert_false(date_find(text, text.n + 10, false, &found));
}

static void days_exist_or_not(void **state)
{
	(void)state;
	assert_true(date_is_real((struct date){2000, 2, 29}));
	assert_false(date_is_real((struct date){1900, 2, 29}));
	assert_true(date_is_real((struct date){1960, 9, 0}));
	assert_false(date_is_real((struct date){1960, 0, 1}));
	assert_false(date_is_real((struct date){1960, 13, 1}));
	assert_false(date_is_real((struct date){1960, 9, 31}));
	assert_int_equal(date_month(STR("SEPTEMBER")), 9);
	assert_int_equal(date_month(STR("März")), 3);
	assert_int_equal(date_month(STR("мая")), 5);
	static const char *const names[] = {"abril",    "xaneiro",      "März",     "dubna",
	                                    "MAYIS",    "juni",         "czerwiec", "ağustos",
	                                    "zari",     "października", "kasım",    "desembre",
	                                    "сентября", "юли",          "červenec"};
	static const unsigned months[] = {4, 1, 3, 4, 5, 6, 6, 8, 9, 10, 11, 12, 9, 0, 7};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_int_equal(date_month(str_from(names[i])), months[i]);
	assert_int_equal(date_month(STR("Smarch")), 0);
	assert_int_equal(date_month(STR("May June")), 0);
	assert_int_equal(date_month(STR("")), 0);
}

static void every_day_comes_back(void **state)
{
	(void)state;
	static const char *const names[] = {"January",   "February", "March",    "April",
	                                    "May",       "June",     "July",     "August",
	                                    "September", "October",  "November", "December"};
	struct buf text = {0}, iso = {0};
	for (unsigned month = 1; month <= 12; month++) {
		for (unsigned day = 1; day <= 31; day++) {
			if (!date_is_real((struct date){1927, month, day}))
				continue;
			buf_clear(&text);
			buf_clear(&iso);
			buf_printf(&text, "%u %s 1927", day, names[month - 1]);
			buf_printf(&iso, "1927-%02u-%02u", month, day);
			reads(text.s, false, iso.s, text.s);
			reads(iso.s, false, iso.s, iso.s);
		}
	}
	buf_free(&text);
	buf_free(&iso);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(full_dates_are_read),     cmocka_unit_test(months_are_read_when_wanted),
	cmocka_unit_test(what_is_no_date_is_left), cmocka_unit_test(the_next_date_is_found),
	cmocka_unit_test(days_exist_or_not),       cmocka_unit_test(every_day_comes_back),
};

UNIT_MAIN(tests)
