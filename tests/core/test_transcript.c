// test_transcript.c: marked lines are read, written, and taken off again

#include "unit.h"

#include "core/transcript.h"

static bool read_text(struct transcript *t, const char *text, struct reporter *r)
{
	struct buf b = {0};
	buf_puts(&b, text);
	bool good = transcript_read(t, &b, "talks.marked", r);
	assert_null(b.s); // taken over, also on failure
	return good;
}

// Reads one row, which must be sound; the transcript is the caller's to free.
static struct row *one_row(struct transcript *t, const char *line)
{
	struct reporter r = {0};
	assert_true(read_text(t, line, &r));
	assert_int_equal(t->n, 1);
	return &t->items[0];
}

static void marks_are_words(void **state)
{
	(void)state;
	for (int i = 0; i < MARK_COUNT; i++) {
		enum mark mark = MARK_COUNT;
		const char *word = mark_word((enum mark)i);
		assert_true(mark_parse(str_from(word), &mark));
		assert_int_equal(mark, i);
		assert_true(strlen(mark_meaning((enum mark)i)) > 5);
		for (const char *c = word; *c; c++)
			assert_true((*c >= 'a' && *c <= 'z') || strcmp(word, "-") == 0);
	}
	enum mark mark;
	assert_false(mark_parse(STR("speech"), &mark));
	assert_false(mark_parse(STR(""), &mark));
	assert_false(mark_parse(STR("SP"), &mark));
	assert_true(mark_takes_label(MARK_SP) && mark_takes_label(MARK_CAST));
	assert_false(mark_takes_label(MARK_P) || mark_takes_label(MARK_META));
}

static void a_speech_is_read(void **state)
{
	(void)state;
	struct transcript t;
	struct row *row =
		one_row(&t, "sp peng-zhen deng? n=12 party=Old_Labour\tPeng Zhen: \tOne: two.\n");
	assert_int_equal(row->mark, MARK_SP);
	assert_false(row->joined || row->doubt);
	assert_true(row->labelled);
	assert_str(row->label, "Peng Zhen: ");
	assert_str(row->text, "One: two.");
	assert_str(row_value(row, "party"), "Old_Labour");
	assert_str(row_value(row, "n"), "12");
	assert_str(row_value(row, "name"), "");
	assert_str(row_value(row, "part"), "");
	struct str args = row->args;
	bool doubt = true;
	assert_str(row_argument(&args, &doubt), "peng-zhen");
	assert_false(doubt);
	assert_str(row_argument(&args, &doubt), "deng");
	assert_true(doubt);
	assert_str(row_argument(&args, &doubt), "n=12");
	assert_str(row_argument(&args, &doubt), "party=Old_Labour");
	assert_str(row_argument(&args, &doubt), "");
	transcript_free(&t);
}

static void one_tab_is_a_label_or_text(void **state)
{
	(void)state;
	struct transcript t;
	struct row *row = one_row(&t, "sp deng\tDENG.\n");
	assert_true(row->labelled);
	assert_str(row->label, "DENG.");
	assert_str(row->text, "");
	transcript_free(&t);
	row = one_row(&t, "p\tNarration: and so on.\n");
	assert_false(row->labelled);
	assert_str(row->text, "Narration: and so on.");
	transcript_free(&t);
	row = one_row(&t, "meta funder\tPaid by \tthe Trust\n");
	assert_true(row->labelled);
	assert_str(row->label, "Paid by ");
	assert_str(row->text, "the Trust");
	transcript_free(&t);
	row = one_row(&t, "cast cpsu\tCPSU Delegation: \tSuslov (leader), Kozlov\n");
	assert_str(row->label, "CPSU Delegation: ");
	transcript_free(&t);
}

static void signs_of_the_mark_are_read(void **state)
{
	(void)state;
	struct transcript t;
	struct row *row = one_row(&t, "&div2? scene 3 1960-09-17 {h2}{b0-3}\tSCENE 3\n");
	assert_true(row->joined && row->doubt);
	assert_int_equal(row->level, 2);
	assert_str(row->args, "scene 3 1960-09-17");
	assert_str(row->hints, "{h2}{b0-3}");
	assert_str(row->text, "SCENE 3");
	struct str hints = row->hints;
	assert_str(hint_next(&hints), "h2");
	assert_str(hint_next(&hints), "b0-3");
	assert_str(hint_next(&hints), "");
	transcript_free(&t);
	row = one_row(&t, "end3\n");
	assert_int_equal(row->mark, MARK_END);
	assert_int_equal(row->level, 3);
	transcript_free(&t);
	row = one_row(&t, "p {li}\tword\n");
	assert_str(row->args, "");
	assert_str(row->hints, "{li}");
	transcript_free(&t);
	row = one_row(&t, "p\tmade on another system\r\n");
	assert_str(row->text, "made on another system");
	transcript_free(&t);
	row = one_row(&t, "p\tno end of line");
	assert_str(row->text, "no end of line");
	transcript_free(&t);
}

static void what_is_no_row_is_told(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"speech deng\tDeng: \tyes",
		"\ttext",
		"sp deng\tDeng: \tone\ttwo",
		"sp2 deng\tDeng:",
		"div0 act\tx",
		"div10 act\tx",
		"&",
		"p?? x\ttext",
		"just a line of text",
		"SP deng\tx",
		"P\tx",
		"&&p\tx",
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct heard heard = {0};
		struct reporter r = HEARING(&heard);
		struct transcript t;
		char text[200];
		snprintf(text, sizeof text, "-\np\tgood\n%s\np\tgood\n", bad[i]);
		if (read_text(&t, text, &r))
			print_error("taken for a row: '%s'\n", bad[i]);
		assert_int_equal(r.count[SEVERITY_ERROR], 1);
		assert_int_equal(heard.line, 3);
		assert_string_equal(heard.file, "talks.marked");
		assert_null(t.items); // nothing is left to free
		assert_int_equal(t.n, 0);
	}
	// Every bad row is told, not the first alone.
	struct reporter r = {0};
	struct transcript t;
	assert_false(read_text(&t, "x\np\tgood\ny\nz\n", &r));
	assert_int_equal(r.count[SEVERITY_ERROR], 3);
}

// The example of the manual page and what a person may do to it.
static const char marked[] = "&meta profile negotiation 0.94\n"
			     "&meta lang en\n"
			     "fw\tSkip to content\n"
			     "-\n"
			     "meta funder {b0-4}{i5-7}\tPaid by \tthe Trust\n"
			     "&meta place\t, Hull\n"
			     "cast harbour\tHarbour Delegation: \tBrandt (leader), Okafor\n"
			     "back\n"
			     "&div? session 1\n"
			     "&p\tOpening the talks, Moreau asked:\n"
			     "&said moreau?\t why was the lighthouse dark?\n"
			     "sp okafor\tOkafor:\n"
			     "&stage\t (Rising.)\n"
			     "&more\t Because nobody paid {the} keeper.\n"
			     "l I\t      a short line\n"
			     "pb 12\n"
			     "cont\tof the keeper\n";

static const char cleaned[] = "Skip to content\n"
			      "\n"
			      "{b0-4}{i5-7}\tPaid by the Trust, Hull\n"
			      "Harbour Delegation: Brandt (leader), Okafor\n"
			      "Opening the talks, Moreau asked: why was the lighthouse dark?\n"
			      "Okafor: (Rising.) Because nobody paid {the} keeper.\n"
			      "      a short line\n"
			      "\n"
			      "of the keeper\n";

static void marks_are_taken_off(void **state)
{
	(void)state;
	struct reporter r = {0};
	struct transcript t;
	struct buf out = {0};
	assert_true(read_text(&t, marked, &r));
	transcript_unmark(&t, &out);
	assert_str(buf_str(&out), cleaned);
	buf_clear(&out);
	transcript_write(&t, &out);
	assert_str(buf_str(&out), marked);
	buf_free(&out);
	transcript_free(&t);
	transcript_free(&t); // harmless
}

static void no_rows_are_no_text(void **state)
{
	(void)state;
	struct reporter r = {0};
	struct transcript t;
	struct buf out = {0};
	assert_true(read_text(&t, "", &r));
	assert_int_equal(t.n, 0);
	transcript_unmark(&t, &out);
	assert_str(buf_str(&out), "");
	transcript_free(&t);
	assert_true(read_text(&t, "&meta lang en\n", &r));
	transcript_unmark(&t, &out);
	assert_str(buf_str(&out), "");
	transcript_free(&t);
	buf_free(&out);
}

// What is written is what is read again: over every combination of a row's parts.
static void written_rows_are_read_again(void **state)
{
	(void)state;
	static const char *const texts[] = {"", "text", " text: more", "{b} text"};
	static const char *const labels[] = {"A:", "A: ", " A."};
	static const char *const args[] = {"", "a", "a? k=v 1960-09-17"};
	static const char *const hints[] = {"", "{h2}", "{b0-3}{li}"};
	size_t tried = 0;
	for (unsigned m = 0; m < MARK_COUNT; m++) {
		for (unsigned i = 0; i < 4 * 3 * 3 * 3 * 8; i++) {
			struct row row = {.mark = (enum mark)m,
			                  .text = str_from(texts[i % 4]),
			                  .label = str_from(labels[i / 4 % 3]),
			                  .args = str_from(args[i / 12 % 3]),
			                  .hints = str_from(hints[i / 36 % 3]),
			                  .joined = i / 108 & 1,
			                  .doubt = i / 108 & 2,
			                  .labelled = i / 108 & 4};
			bool alone = row.labelled && row.text.n == 0;
			if (!row.labelled)
				row.label = (struct str){0};
			// A label alone is for marks that take one; those take no text alone.
			if (alone != (mark_takes_label(row.mark) && !row.text.n && row.labelled) ||
			    (mark_takes_label(row.mark) && !row.labelled && row.text.n))
				continue;
			if (row.mark == MARK_DIV || row.mark == MARK_END)
				row.level = i % 10;
			struct transcript t = {0}, again;
			struct buf out = {0}, once = {0};
			struct reporter r = {0};
			assert_true(transcript_add(&t, row));
			transcript_write(&t, &out);
			buf_put(&once, buf_str(&out));
			assert_true(transcript_read(&again, &out, "x", &r));
			assert_int_equal(again.n, 1);
			struct row *got = &again.items[0];
			assert_true(str_eq(got->text, row.text) && str_eq(got->label, row.label) &&
			            str_eq(got->args, row.args) && str_eq(got->hints, row.hints));
			assert_true(got->mark == row.mark && got->joined == row.joined &&
			            got->doubt == row.doubt && got->level == row.level);
			assert_int_equal(got->labelled, row.labelled);
			struct buf twice = {0};
			transcript_write(&again, &twice);
			assert_true(str_eq(buf_str(&twice), buf_str(&once)));
			buf_free(&once);
			buf_free(&twice);
			transcript_free(&again);
			transcript_free(&t);
			tried++;
		}
	}
	assert_true(tried > 5000);
}

static void values_are_one_word(void **state)
{
	(void)state;
	struct buf args = {0};
	row_put_value(&args, "name", STR(" Ada  Lind\t"));
	row_put_value(&args, "sex", STR("  "));
	struct row row = {.args = buf_str(&args)};
	assert_str(row.args, " name=Ada__Lind");
	assert_str(row_value(&row, "name"), "Ada__Lind");
	buf_free(&args);
}

static void hints_are_known_words(void **state)
{
	(void)state;
	static const char *const hints[] = {
		"{h2}",
		"{b0-18}",
		"{i3-9}",
		"{li}",
		"{td}",
		"{cue=0.0-4.1}",
		"{meta=dc.date}",
		"{src=windows-1251}",
		"{nul=3}",
		"{bad=2}",
		"{bom}",
		"{b0-4}{b8-9}{li}",
		"{style=Speaker}",
	};
	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
		struct buf line = {0};
		buf_printf(&line, "%s\tText", hints[i]);
		assert_str(line_hints(buf_str(&line)), hints[i]);
		buf_clear(&line);
		buf_printf(&line, "%s Text", hints[i]); // without the TAB it is text
		assert_str(line_hints(buf_str(&line)), "");
		buf_free(&line);
	}
	static const char *const none[] = {
		"{time} 1117",    "{time}\t1117", "{}\tx",         "{h2\tx", "h2}\tx",
		"{h2} {b0-1}\tx", "{H2}\tx",      "{h2}x\tx",      "",       "{",
		"{h2}",           "\tx",          "{h2}{time}\tx",
	};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_str(line_hints(str_from(none[i])), "");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(marks_are_words),
	cmocka_unit_test(a_speech_is_read),
	cmocka_unit_test(one_tab_is_a_label_or_text),
	cmocka_unit_test(signs_of_the_mark_are_read),
	cmocka_unit_test(what_is_no_row_is_told),
	cmocka_unit_test(marks_are_taken_off),
	cmocka_unit_test(no_rows_are_no_text),
	cmocka_unit_test(written_rows_are_read_again),
	cmocka_unit_test(values_are_one_word),
	cmocka_unit_test(hints_are_known_words),
};

UNIT_MAIN(tests)
