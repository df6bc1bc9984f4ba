// test_datatype.c: datatypes; the verdicts are those of jing 20181222, exceptions are named

#include "unit.h"

#include "relaxng/datatype.h"

enum { PARAMS_MAX = 4 };

// A datatype of XML Schema (of the built-in library when `type` begins with "!"), with parameters as
// name, value, …, NULL.
static struct datatype *make_of(const char *type, const char *const *params, struct buf *message)
{
	struct datatype_param p[PARAMS_MAX];
	size_t n = 0, wrong;
	for (; params && params[2 * n]; n++)
		p[n] = (struct datatype_param){str_from(params[2 * n]),
		                               str_from(params[2 * n + 1])};
	bool built_in = type[0] == '!';
	return datatype_make(built_in ? STR("") : STR(XSD_LIBRARY), str_from(type + built_in), p, n,
	                     &wrong, message);
}

static bool resolve(const void *data, struct str prefix, struct str *uri)
{
	(void)data;
	*uri = STR("http://x");
	return str_is(prefix, "x") || str_is(prefix, "y");
}

static const struct datatype_context context = {resolve, NULL};

#define PARAMS(...) ((const char *const[]){__VA_ARGS__, NULL})

static struct datatype *make(const char *type, const char *const *params)
{
	struct buf message = {0};
	struct datatype *d = make_of(type, params, &message);
	if (!d)
		fail_msg("%s: %s", type, message.s);
	buf_free(&message);
	return d;
}

// Values, each with what is said of it: "+" before one that is allowed, "-" before one that is not.
static void check(const char *type, const char *const *params, const char *const *values)
{
	struct datatype *d = make(type, params);
	for (; *values; values++)
		if (datatype_allows(d, str_from(*values + 1), &context) != (**values == '+'))
			fail_msg("%s: %s", type, *values);
	datatype_free(d);
}

#define CHECK(type, params, ...) check(type, params, (const char *const[]){__VA_ARGS__, NULL})

static bool is_equal(const char *type, const char *a, const char *b)
{
	struct datatype *d = make(type, NULL);
	struct str x = str_from(a), y = str_from(b);
	assert_true(datatype_allows(d, x, &context) && datatype_allows(d, y, &context));
	bool equal = datatype_equal(d, x, &context, y, &context);
	datatype_free(d);
	return equal;
}

static void check_why(const char *type, const char *const *params, const char *value,
                      const char *expected)
{
	struct datatype *d = make(type, params);
	struct buf out = {0};
	assert_false(datatype_allows(d, str_from(value), &context));
	datatype_explain(d, str_from(value), &out);
	assert_str(buf_str(&out), expected);
	buf_free(&out);
	datatype_free(d);
}

static void check_what(const char *type, const char *const *params, const char *expected)
{
	struct datatype *d = make(type, params);
	struct buf out = {0};
	datatype_describe(d, &out);
	assert_str(buf_str(&out), expected);
	buf_free(&out);
	datatype_free(d);
}

static void check_wrong(const char *type, const char *const *params, const char *expected)
{
	struct buf message = {0};
	assert_null(make_of(type, params, &message));
	assert_str(buf_str(&message), expected);
	buf_free(&message);
}

static void names_are_of_xml_1_0(void **state)
{
	(void)state;
	CHECK("NCName", NULL, "+a", "+_", "+a1-.b", "+é", "+日本", "+ a ", "-", "-1a", "-a:b",
	      "-a b", "-.a", "-a\u00d7", "-\U00020000", "-\u2160", "+a\u0301", "-\u0301a");
	CHECK("Name", NULL, "+:", "+a:b:c", "-1");
	CHECK("NMTOKEN", NULL, "+1", "+.", "+a:b", "-a b", "-");
	CHECK("NMTOKENS", NULL, "+1 2", "- ", "-a $");
	CHECK("IDREFS", NULL, "+a b", "-a 1", "-");
	CHECK("QName", NULL, "+a", "+x:a", "-q:a", "-x:", "-:a", "-x:a:b");
	CHECK("ENTITY", NULL, "-a");
	CHECK("language", NULL, "+en", "+de-1996", "+x-klingon", "-de_AT", "-", "-de-", "-e1",
	      "-abcdefghi", "-de--AT");
}

static void numbers_are_of_any_length(void **state)
{
	(void)state;
	CHECK("integer", NULL, "+-0012", "+ 1 ", "+99999999999999999999999999", "-1.", "-1.0", "-",
	      "-+", "-1 2", "-1e1", "-\u0661");
	CHECK("byte", NULL, "+-128", "--129", "+0127", "-128");
	CHECK("unsignedLong", NULL, "+18446744073709551615", "-18446744073709551616", "+-0", "--1");
	CHECK("decimal", NULL, "+1.", "+.5", "+-00.50", "-.", "-1e0", "-1,5", "-INF");
	CHECK("double", NULL, "+1e-5", "+INF", "-+INF", "+NaN", "-1e", "-1e1.5", "+1e9999");
	CHECK("boolean", NULL, "+true", "+0", "-TRUE", "-yes", "-");
}

static void dates_are_days_of_the_calendar(void **state)
{
	(void)state;
	CHECK("date", NULL, "+1960-02-29", "-1961-02-29", "-1900-02-29", "+2000-02-29",
	      "-0000-01-01", "+-0001-02-29", "-60-01-01", "+12345-01-01", "-01234-01-01",
	      "-2000-13-01", "-2000-04-31", "+2000-01-01Z", "+2000-01-01+14:00",
	      "-2000-01-01+14:01", "-17.9.1960");
	CHECK("dateTime", NULL, "+2000-01-01T12:00:00.5Z", "-2000-01-01 12:00:00",
	      "-2000-01-01T24:00:01", "+2000-01-01T23:59:60");
	CHECK("time", NULL, "+00:00:00", "-25:00:00", "-12:60:00", "-12:00");
	CHECK("gMonthDay", NULL, "+--02-29", "---02-30");
	CHECK("gDay", NULL, "+---31", "----32");
	CHECK("duration", NULL, "+P1Y", "+-PT.5S", "-P", "-P1YT", "-PT", "-P1H", "-P1M1Y");
	// Jing refuses these, which XML Schema allows.
	CHECK("time", NULL, "+24:00:00", "+12:00:00-14:00");
	CHECK("gYear", NULL, "+99999999999999999999");
}

static void uris_are_as_java_reads_them(void **state)
{
	(void)state;
	CHECK("anyURI", NULL, "+", "+#a", "+a b", "+http://é/|", "-a#b#c", "-%zz", "-a%2", "-:a",
	      "-http:", "-http://", "+http:///a", "+http://[::1]:80/", "-http://[", "-http://a[",
	      "-1a:b", "+a/b:c", "+urn:a[b]", "-a/[b]", "+a?[b]", "-http://[1::2::3]",
	      "+http://[::1.2.3.4]", "-http://[::1.2.3.256]");
}

static void bytes_are_whole(void **state)
{
	(void)state;
	CHECK("hexBinary", NULL, "+", "+0aF1", "-0", "-0 0a", "-0g");
	CHECK("base64Binary", NULL, "+", "+AA==", "-AB==", "+A A A =", "-A", "-====", "-AAA=A",
	      "-A-AA");
}

static void facets_narrow(void **state)
{
	(void)state;
	CHECK("token", PARAMS("length", "2"), "+ éa ", "-a", "+a\U0001f600");
	CHECK("string", PARAMS("maxLength", "2"), "- éa");
	CHECK("IDREFS", PARAMS("minLength", "2"), "+a b", "-ab");
	CHECK("hexBinary", PARAMS("length", "1"), "+00", "-0000");
	CHECK("integer", PARAMS("minInclusive", "1", "maxInclusive", "12"), "+012", "-13", "-0");
	CHECK("double", PARAMS("maxExclusive", "1"), "+-INF", "-NaN", "-1.0", "+0.99");
	CHECK("date", PARAMS("minExclusive", "2000-01-01"), "+2000-01-02", "-2000-01-01Z",
	      "+2000-01-02Z");
	CHECK("duration", PARAMS("minInclusive", "P1M"), "+P1M", "+P32D", "-P31D", "-PT1H");
	CHECK("decimal", PARAMS("totalDigits", "3"), "+1.23", "+012.3", "-1234");
	CHECK("token", PARAMS("pattern", "[a-z]+", "pattern", ".{2}"), "+ab", "-abc", "-a1");
	// Jing counts the zeros, and takes P12M for other than P1Y.
	CHECK("decimal", PARAMS("fractionDigits", "1"), "+1.00", "-1.01");
	CHECK("duration", PARAMS("maxInclusive", "P1Y"), "+P12M");
}

static void patterns_match_all_of_it(void **state)
{
	(void)state;
	CHECK("token", PARAMS("pattern", "[^\\p{C}\\p{Z}]+"), "+é1.\U0001f600", "-a b", "-");
	CHECK("token", PARAMS("pattern", "(\\p{L}|\\p{N}|\\p{P}|\\p{S})+"), "+a1.€", "-a b",
	      "-\u0301");
	CHECK("string", PARAMS("pattern", "a|b*"), "+a", "+", "+bb", "-ab", "-\n");
	CHECK("string", PARAMS("pattern", "[a-z-[aeiou]]{2,3}"), "+bc", "-b", "-ba", "-bcdf");
	CHECK("string", PARAMS("pattern", "^$"), "+^$", "-");
	CHECK("string", PARAMS("pattern", "."), "+é", "-\n", "-");
	CHECK("string", PARAMS("pattern", "\\i\\c*"), "+a:b", "-1");
	CHECK("string", PARAMS("pattern", "\\d\\w\\s\\D\\W\\S"), "+\u0661a \u00e9-a");
	CHECK("string", PARAMS("pattern", "\\p{IsGreek}+"), "+αω", "-a");
	CHECK("string", PARAMS("pattern", "(ab?){2}c{0}d?"), "+aab", "+abad", "-ab", "-aac");
	// Jing refuses the pattern: [a-] is of the second edition of XML Schema.
	CHECK("string", PARAMS("pattern", "[+-][-0-9]"), "+--", "++1", "-1+");
	// On Java 9 and later jing allows these: it reads a class of several parts otherwise.
	CHECK("string", PARAMS("pattern", "[^\\p{C}\\p{Z}]+"), "-a\u200b", "-a\n");
	CHECK("string", PARAMS("pattern", "[^/\\s]+"), "-a b");
}

static void patterns_take_linear_time(void **state)
{
	(void)state;
	static const char *const evil[] = {"(a|a)*b", "(a*)*b", "(a|b)*a(a|b){20}", "(a+a+)+y"};
	struct buf text = {0};
	while (text.n < 200000)
		buf_putc(&text, 'a');
	buf_putc(&text, 'z');
	for (size_t i = 0; i < LENGTH(evil); i++) {
		struct datatype *d = make("string", PARAMS("pattern", evil[i]));
		assert_false(datatype_allows(d, buf_str(&text), NULL));
		datatype_free(d);
	}
	// Too large for a table, and for steps.
	CHECK("string", PARAMS("pattern", "(a|b)*a(a|b){20}"), "+abbbbbbbbbbbbbbbbbbbb",
	      "-bbbbbbbbbbbbbbbbbbbbbb");
	check_wrong("string", PARAMS("pattern", "((((a{9}){9}){9}){9}){9}"),
	            "the pattern is too large to be checked");
	buf_free(&text);
}

static void values_are_compared(void **state)
{
	(void)state;
	assert_true(is_equal("integer", "01", "+1"));
	assert_true(is_equal("decimal", "-0.0", "0"));
	assert_true(is_equal("boolean", "1", "true"));
	assert_true(is_equal("float", "1.0", "1e0"));
	assert_true(is_equal("float", "16777217", "16777216"));
	assert_false(is_equal("double", "16777217", "16777216"));
	assert_true(is_equal("double", "NaN", "NaN"));
	assert_true(is_equal("dateTime", "2000-01-01T12:00:00Z", "2000-01-01T13:00:00+01:00"));
	assert_false(is_equal("dateTime", "2000-01-01T12:00:00Z", "2000-01-01T12:00:00"));
	assert_true(is_equal("time", "12:00:00.50", "12:00:00.5"));
	assert_false(is_equal("duration", "P1Y", "P12M"));
	assert_true(is_equal("duration", "P01YT0S", "P1Y"));
	assert_true(is_equal("hexBinary", "0a", "0A"));
	assert_true(is_equal("base64Binary", "AA A A", "AAAA"));
	assert_true(is_equal("QName", "x:a", " y:a "));
	assert_false(is_equal("QName", "x:a", "a"));
	assert_true(is_equal("token", " a  b", "a\tb"));
	assert_false(is_equal("string", " a", "a"));
	assert_true(is_equal("normalizedString", "a\tb", "a b"));
	assert_true(is_equal("!token", " a ", "a"));
	assert_false(is_equal("!string", " a ", "a"));
}

static void a_scholar_learns_why(void **state)
{
	(void)state;
	check_why("date", NULL, "1960-02-30", "February has 29 days at most in 1960");
	check_why("date", NULL, "1960-13-01", "there is no month 13");
	check_why("date", NULL, "60-09-17", "a year has four digits, as in 1960 and 0960");
	check_why("date", NULL, "17.09.1960",
	          "a date is written year-month-day: 1960-09-17 (found 17.09.1960)");
	check_why("date", NULL, "17 September 1960",
	          "a date is written year-month-day: 1960-09-17 (found 17 September 1960)");
	check_why("date", NULL, "05/06/1960", "a date is written year-month-day, as in 1960-09-17");
	check_why(
		"gYear", NULL, "1960-09-17",
		"it is a date, not a year, which is written with four digits or more, as in 1960");
	check_why("NCName", NULL, "a b", "a blank stands in it");
	check_why("ID", NULL, "1a",
	          "it begins with \"1\": the first character is a letter or \"_\", and letters, "
	          "digits, \".\", \"-\" and \"_\" may follow");
	check_why("integer", PARAMS("maxInclusive", "12"), "13", "it must be at most 12");
	check_why("decimal", NULL, "1,5",
	          "a comma stands in it: a fraction is written with a point, as in 12.5, and "
	          "thousands are not parted");
	check_why("boolean", NULL, "yes", "it is true, false, 1 or 0 (true is meant?)");
	check_why("language", NULL, "de_AT",
	          "its parts are joined by \"-\", not by \"_\", as in de-AT");
	check_why("token", PARAMS("pattern", "[^\\p{C}\\p{Z}]+"), "a b", "a blank stands in it");
	check_why("token", PARAMS("pattern", "[A-Z]{3}"), "ab", "it is not of the form [A-Z]{3}");
	check_why("token", PARAMS("minLength", "2"), "a",
	          "it must have at least 2 characters and has 1");
	check_why("QName", NULL, "q:a", "no namespace is bound to the prefix \"q\"");
	check_why("anyURI", NULL, "#a #b", "it has two \"#\": one pointer alone may stand here");
}

static void a_scholar_learns_what(void **state)
{
	(void)state;
	check_what("date", NULL, "a date such as 1960-09-17");
	check_what("integer", PARAMS("minInclusive", "1", "maxInclusive", "12"),
	           "a whole number from 1 to 12");
	check_what("nonNegativeInteger", NULL, "a whole number, 0 or more");
	check_what("token", PARAMS("pattern", "[^\\p{C}\\p{Z}]+"), "a word without blanks");
	check_what("token", PARAMS("pattern", "[A-Z]{3}"), "text like [A-Z]{3}");
	check_what("string", PARAMS("minLength", "2", "maxLength", "5"),
	           "text of 2 to 5 characters");
}

static void wrong_types_are_told(void **state)
{
	(void)state;
	check_wrong("foo", NULL, "XML Schema has no datatype \"foo\"");
	check_wrong("boolean", PARAMS("length", "1"),
	            "the datatype boolean takes no parameter \"length\"");
	check_wrong("token", PARAMS("minInclusive", "1"),
	            "the datatype token takes no parameter \"minInclusive\"");
	check_wrong("string", PARAMS("enumeration", "a"),
	            "\"enumeration\" is no parameter in RELAX NG: write a choice of <value>");
	check_wrong("integer", PARAMS("minInclusive", "5", "maxInclusive", "4"),
	            "maxInclusive=\"4\" is no integer that the parameters before it allow");
	check_wrong("string", PARAMS("pattern", "(a"),
	            "the pattern (a is wrong at its character 3: a bracket is not closed by )");
	check_wrong("string", PARAMS("maxLength", "x"),
	            "maxLength=\"x\": a whole number is expected, such as 4");
}

static void kinds_are_known(void **state)
{
	(void)state;
	struct datatype *any = make("!string", NULL), *ids = make("IDREFS", NULL);
	struct datatype *name = make("QName", NULL);
	assert_true(datatype_is_any(any) && !datatype_is_any(ids));
	assert_int_equal(datatype_id_type(ids), ID_TYPE_IDREFS);
	assert_true(datatype_needs_context(name) && !datatype_needs_context(ids));
	datatype_free(any);
	datatype_free(ids);
	datatype_free(name);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(names_are_of_xml_1_0),
	cmocka_unit_test(numbers_are_of_any_length),
	cmocka_unit_test(dates_are_days_of_the_calendar),
	cmocka_unit_test(uris_are_as_java_reads_them),
	cmocka_unit_test(bytes_are_whole),
	cmocka_unit_test(facets_narrow),
	cmocka_unit_test(patterns_match_all_of_it),
	cmocka_unit_test(patterns_take_linear_time),
	cmocka_unit_test(values_are_compared),
	cmocka_unit_test(a_scholar_learns_why),
	cmocka_unit_test(a_scholar_learns_what),
	cmocka_unit_test(wrong_types_are_told),
	cmocka_unit_test(kinds_are_known),
};

UNIT_MAIN(tests)
