// test_xml.c: reading XML that nobody vouches for

#include "unit.h"

#include <libxml/tree.h>

#include "core/xml.h"

// Events as a line of text, and the faults.
struct read {
	struct xml_text text;
	struct buf events, faults;
	size_t stop_after; // start tags; 0: never
	size_t starts;
};

static bool on_start(void *context, const struct xml_element *e)
{
	struct read *r = context;
	struct place p = xml_text_place(&r->text, e->at);
	buf_printf(&r->events, "<%s@%zu:%zu", (const char *)e->local, p.line, p.column);
	for (size_t i = 0; i < e->n_attributes; i++)
		buf_printf(&r->events, " %s=%.*s", (const char *)e->attributes[i].local,
		           STR_ARG(xml_value(&e->attributes[i])));
	buf_putc(&r->events, '>');
	return ++r->starts != r->stop_after;
}

static bool on_text(void *context, struct str text, size_t at)
{
	struct read *r = context;
	struct place p = xml_text_place(&r->text, at);
	buf_printf(&r->events, "[%.*s@%zu:%zu]", STR_ARG(text), p.line, p.column);
	return true;
}

static bool on_end(void *context, size_t at)
{
	struct read *r = context;
	struct place p = xml_text_place(&r->text, at);
	buf_printf(&r->events, "</@%zu:%zu>", p.line, p.column);
	return true;
}

static void on_fault(void *context, const struct xml_fault *fault)
{
	struct read *r = context;
	struct place p = xml_text_place(&r->text, fault->at);
	buf_printf(&r->faults, "%zu:%zu %s\n", p.line, p.column, fault->rule);
}

static bool read_xml(struct read *r, struct str bytes)
{
	static const struct xml_events events = {
		.start = on_start, .text = on_text, .end = on_end, .fault = on_fault};
	struct reporter quiet = {0};
	return xml_text_open(&r->text, bytes, "test.xml", SEVERITY_ERROR, &quiet) &&
	       xml_parse(&r->text, &events, r, NULL);
}

static void read_free(struct read *r)
{
	xml_text_close(&r->text);
	buf_free(&r->events);
	buf_free(&r->faults);
}

static void assert_read(struct str bytes, bool good, const char *events, const char *faults)
{
	struct read r = {0};
	assert_int_equal(read_xml(&r, bytes), good);
	if (events)
		assert_str(buf_str(&r.events), events);
	assert_str(buf_str(&r.faults), faults);
	read_free(&r);
}

static void events_have_places(void **state)
{
	(void)state;
	assert_read(STR("<a>\n é<b c='d'/>\n</a>"), true,
	            "<a@1:1>[\n @1:4][é@2:2]<b@2:3 c=d></@2:3>[\n@2:13]</@3:1>", "");
}

static void entities_stand_where_they_are_used(void **state)
{
	(void)state;
	assert_read(STR("<!DOCTYPE a [<!ENTITY x \"<b/>\">]>\n<a>é &x;</a>"), true,
	            "<a@2:1>[é @2:4]<b@2:6></@2:6></@2:9>", "");
}

static void faults_are_told_all(void **state)
{
	(void)state;
	assert_read(STR("<a>\n&nbsp;\n & \n<b c='1' c='2'/></a>"), false, NULL,
	            "2:1 xml-entity\n3:2 xml-ampersand\n4:4 xml-attribute\n");
	assert_read(STR("<a>\n<b>\n<c>\n</a>"), false, NULL, "4:1 xml-tags\n");
}

static void encodings(void **state)
{
	(void)state;
	const char *events = "<a@1:1>[é@1:4]</@1:5>";
	assert_read(STR("\xef\xbb\xbf<a>é</a>"), true, events, "");
	assert_read(STR("\xff\xfe<\0a\0>\0\xe9\0<\0/\0a\0>\0"), true, events, "");
	assert_read(STR("\xfe\xff\0<\0a\0>\0\xe9\0<\0/\0a\0>"), true, events, "");
	assert_read(STR("<?xml version='1.0' encoding='latin1'?>\n<a>\xe9</a>"), true,
	            "<a@2:1>[é@2:4]</@2:5>", "");
	assert_read(STR("<a>\xe9</a>"), false, NULL, "1:4 xml-encoding\n");
}

static void a_reader_may_stop(void **state)
{
	(void)state;
	struct read r = {.stop_after = 2};
	assert_false(read_xml(&r, STR("<a><b/><c/></a>")));
	assert_str(buf_str(&r.events), "<a@1:1><b@1:4>");
	assert_int_equal(r.faults.n, 0);
	read_free(&r);
}

static void places_in_any_order(void **state)
{
	(void)state;
	struct xml_text t;
	struct reporter quiet = {0};
	struct buf xml = {0};
	buf_puts(&xml, "<a>\r\n");
	for (size_t i = 0; i < 20000; i++)
		buf_puts(&xml, "ä b\n");
	buf_puts(&xml, "</a>");
	assert_true(xml_text_open(&t, buf_str(&xml), "t.xml", SEVERITY_ERROR, &quiet));
	// Line n begins at 5 + 5 * (n - 2).
	const size_t lines[] = {19000, 3, 3, 2, 12000, 20001, 2};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		size_t at = 5 + 5 * (lines[i] - 2);
		struct place p = xml_text_place(&t, at + 3);
		assert_int_equal(p.line, lines[i]);
		assert_int_equal(p.column, 3);
		assert_str(p.source, "ä b");
		assert_int_equal(xml_text_line(&t, at + 3), lines[i]);
		assert_int_equal(xml_text_place(&t, at + 1).column, 1); // inside the ä
	}
	assert_str(xml_text_place(&t, 0).source, "<a>");
	assert_int_equal(xml_text_place(&t, xml.n + 99).line, 20002);
	xml_text_close(&t);
	buf_free(&xml);
}

static void attributes_are_found_as_written(void **state)
{
	(void)state;
	struct xml_text t;
	struct reporter quiet = {0};
	struct str xml = STR("<sp  xwho='#a' who =\n'#b #bc #c' n=\"1\"/>");
	assert_true(xml_text_open(&t, xml, "t.xml", SEVERITY_ERROR, &quiet));
	assert_int_equal(xml_text_attribute(&t, 0, "who"), str_find(xml, STR("who =")));
	assert_int_equal(xml_text_value(&t, 0, "who", STR("")), str_find(xml, STR("#b #bc")));
	assert_int_equal(xml_text_value(&t, 0, "who", STR("#c")), str_find(xml, STR("#c'")));
	assert_int_equal(xml_text_value(&t, 0, "n", STR("")), str_find(xml, STR("1\"")));
	assert_int_equal(xml_text_value(&t, 0, "x", STR("")), 0);
	assert_str(xml_text_name(&t, 0), "sp");
	xml_text_close(&t);
}

static void trees(void **state)
{
	(void)state;
	struct heard heard = {0};
	struct reporter r = HEARING(&heard);
	struct str xml = STR("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;<![CDATA[<]]></a>");
	xmlDoc *doc = xml_read_tree(xml, "t.xml", SEVERITY_ERROR, &r);
	assert_non_null(doc);
	xmlChar *text = xmlNodeGetContent(xmlDocGetRootElement(doc));
	assert_string_equal((const char *)text, "y<");
	xmlFree(text);
	xmlFreeDoc(doc);
	assert_null(xml_read_tree(STR("<a>\n<b></a>"), "t.xml", SEVERITY_FATAL, &r));
	assert_int_equal(r.count[SEVERITY_FATAL], 1);
	assert_int_equal(heard.line, 2);
	assert_string_equal(heard.rule, "xml-tags");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(events_have_places),
	cmocka_unit_test(entities_stand_where_they_are_used),
	cmocka_unit_test(faults_are_told_all),
	cmocka_unit_test(encodings),
	cmocka_unit_test(a_reader_may_stop),
	cmocka_unit_test(places_in_any_order),
	cmocka_unit_test(attributes_are_found_as_written),
	cmocka_unit_test(trees),
};

UNIT_MAIN(tests)
