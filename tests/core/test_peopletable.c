// test_peopletable.c: tables of people, read and written

#include "core/peopletable.h"
#include "unit.h"

static bool parse(struct people_table *t, const char *text, struct reporter *r)
{
	struct buf bytes = {0};
	buf_puts(&bytes, text);
	bool good = people_table_parse(t, &bytes, "people.tsv", r);
	buf_free(&bytes);
	return good;
}

static void reads_columns_in_any_order(void **state)
{
	(void)state;
	struct people_table t;
	struct reporter r = {0};
	assert_true(parse(&t, "# ours\n\nName\tID\t#seen\tReference\nIn\303\251s Vega\tvega\t3\tQ5\n", &r));
	assert_int_equal(t.n, 1);
	assert_str(t.items[0].cells[COLUMN_ID], "vega");
	assert_str(t.items[0].cells[COLUMN_NAME], "In\303\251s Vega");
	assert_str(t.items[0].cells[COLUMN_REFERENCE], "wikidata:Q5");
	assert_str(t.items[0].cells[COLUMN_ROLE], "");
	assert_int_equal(t.items[0].line, 4);
	people_table_free(&t);
}

static void normalises_references(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{"Q42", "wikidata:Q42"},
		{"wikidata:Q42", "wikidata:Q42"},
		{"https://www.wikidata.org/wiki/Q42", "wikidata:Q42"},
		{"http://www.wikidata.org/entity/Q42#label", "wikidata:Q42"},
		{"https://viaf.org/viaf/12345/", "viaf:12345"},
		{"viaf:12345", "viaf:12345"},
		{"gnd:118540238", "gnd:118540238"},
		{"https://example.org/people?id=7", "https://example.org/people?id=7"},
		{"42", NULL},
		{"Q", NULL},
		{"wikidata:42", NULL},
		{"viaf:Q42", NULL},
		{"https://example.org/a b", NULL},
		{"gnd:", NULL},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct people_table t;
		struct heard heard = {{0}, {0}, {0}, 0, 0};
		struct reporter r = HEARING(&heard);
		struct buf text = {0};
		buf_printf(&text, "id\tname\treference\nvega\tVega\t%s\n", pairs[i][0]);
		assert_int_equal(parse(&t, text.s, &r), pairs[i][1] != NULL);
		if (pairs[i][1])
			assert_str(t.items[0].cells[COLUMN_REFERENCE], pairs[i][1]);
		else
			assert_int_equal(heard.line * 100 + heard.column, 211);
		people_table_free(&t);
		buf_free(&text);
	}
}

static void tells_where_it_is_wrong(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t line, column;
	} cases[] = {
		{"", 0, 1},
		{"# nothing\n", 1, 1},
		{"name\nVega\n", 1, 1},
		{"id\tname\nVega\tVega\n", 2, 1},
		{"id\tname\nvega\t\n", 2, 6},
		{"id\tname\na\tA\nb\tB\na\tC\n", 4, 1},
		{"id\tname\na\tA\textra\n", 2, 5},
		{"id\tname\na\tA\001\n", 2, 4},
		{"id\tname\tsex\na\tA\tnot told\n", 2, 5},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct people_table t;
		struct heard heard = {{0}, {0}, {0}, 0, 0};
		struct reporter r = HEARING(&heard);
		assert_false(parse(&t, cases[i].text, &r));
		assert_int_equal(r.count[SEVERITY_FATAL], 1);
		assert_int_equal(heard.line, cases[i].line);
		assert_int_equal(heard.column, cases[i].column);
		people_table_free(&t);
	}
}

static void writes_what_it_reads(void **state)
{
	(void)state;
	static const char *const cells[] = {"=SUM(A1)", "+Ito", "-", "@home", "'=x", "''+y", "'t Hooft",
	                                    "\"quoted\"", "\"half", "a\"b", "plain"};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		struct table_person person = {.cells = {[COLUMN_ID] = STR("a")}, .turns = 7};
		person.cells[COLUMN_NAME] = str_from(cells[i]);
		person.cells[COLUMN_ALIASES] = STR("one|two");
		struct people_table drafted = {.items = &person, .n = 1}, t;
		struct buf text = {0}, again = {0};
		struct reporter r = {0};
		people_table_write(&drafted, &text);
		// Nothing that a spreadsheet would run begins a cell.
		assert_int_equal(str_find(buf_str(&text), STR("\t=")), text.n);
		assert_int_equal(str_find(buf_str(&text), STR("\t+")), text.n);
		assert_int_equal(str_find(buf_str(&text), STR("\t-")), text.n);
		assert_int_equal(str_find(buf_str(&text), STR("\t@")), text.n);
		assert_true(people_table_parse(&t, &text, "x", &r));
		assert_str(t.items[0].cells[COLUMN_NAME], cells[i]);
		t.items[0].turns = 7;
		people_table_write(&drafted, &text);
		people_table_write(&t, &again);
		assert_true(str_eq(buf_str(&text), buf_str(&again)));
		people_table_free(&t);
		buf_free(&text);
		buf_free(&again);
	}
}

static void cuts_aliases(void **state)
{
	(void)state;
	struct str rest = STR(" Vega | |The Chair|"), alias;
	assert_true(people_table_alias(&rest, &alias));
	assert_str(alias, "Vega");
	assert_true(people_table_alias(&rest, &alias));
	assert_str(alias, "The Chair");
	assert_false(people_table_alias(&rest, &alias));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(reads_columns_in_any_order), cmocka_unit_test(normalises_references),
	cmocka_unit_test(tells_where_it_is_wrong),    cmocka_unit_test(writes_what_it_reads),
	cmocka_unit_test(cuts_aliases),
};

UNIT_MAIN(tests)
