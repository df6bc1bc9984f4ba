// teimark.c: cleaned text into marked lines

#include <stdio.h>

#include "chain/marking.h"
#include "core/io.h"
#include "core/program.h"
#include "report/gcc.h"

static const struct program program = {
	.name = "teimark",
	.usage = "[--profile=P] [--people=F.tsv] [--merge=OLD.marked] [--explain] [-u] [file]",
	.help = "Reads cleaned text, writes marked lines: what each line is, by its convention.\n"
		"\n"
		"  -p, --profile=P         the convention: a name, a path with a slash, or auto\n"
		"                          (default)\n"
		"      --people=F.tsv      a table of people that decides who is who\n"
		"      --people-out=F.tsv  write a first draft of such a table\n"
		"      --merge=F.marked    keep what a person corrected in these marked lines;\n"
		"                          without a file, their text is marked anew\n"
		"      --base=F.marked     with --merge: the same before they were corrected\n"
		"      --explain           tell what spoke for each convention\n"
		"      --summary[=F]       tell what was found: turns, people, doubts\n"
		"      --summary-json[=F]  the same as a line of JSON\n"
		"  -u, --unmark            read marked lines, write the cleaned text they were\n"
		"                          made from\n"
		"      --help              this text\n"
		"      --version           the version\n"
		"\n"
		"Explanations and summaries go to standard error or to the file F.\n"
		"\n"
		"Example: teiclean talks.txt | teimark > talks.marked; grep '^[^\t]*?' "
		"talks.marked\n",
};

enum { OPTION_MERGE = OPTION_MARKING_LAST, OPTION_BASE };

static const struct option long_options[] = {
	MARKING_OPTIONS,
	{"merge", required_argument, NULL, OPTION_MERGE},
	{"base", required_argument, NULL, OPTION_BASE},
	{"unmark", no_argument, NULL, 'u'},
	PROGRAM_OPTIONS,
};

// Marked lines back into the text that they were made from.
static bool unmark(const char *file, struct buf *out, struct reporter *reporter)
{
	struct buf in = {0};
	struct transcript t = {0};
	bool good = input_read(&in, file, INPUT_MAX, reporter) &&
	            transcript_read(&t, &in, file, reporter);
	if (good)
		transcript_unmark(&t, out);
	transcript_free(&t);
	buf_free(&in);
	return good;
}

static bool mark_file(const char *file, const struct marking_options *o, bool own_text,
                      struct buf *out, struct reporter *reporter)
{
	struct buf in = {0}, explain = {0};
	struct transcript t = {0};
	bool good = own_text ? unmark(o->merge, &in, reporter)
	                     : input_read(&in, file, INPUT_MAX, reporter);
	good = good && marking_run(&in, file, o, &t, &explain, reporter);
	if (explain.n)
		fputs(explain.s, stderr);
	if (good)
		transcript_write(&t, out);
	good = good && marking_report(&t, file, o, reporter);
	transcript_free(&t);
	buf_free(&in);
	buf_free(&explain);
	return good;
}

int main(int argc, char **argv)
{
	struct marking_options o = {0};
	bool unmarks = false;
	int option;
	while ((option = getopt_long(argc, argv, "p:u", long_options, NULL)) != -1) {
		if (option == OPTION_MERGE)
			o.merge = optarg;
		else if (option == OPTION_BASE)
			o.base = optarg;
		else if (option == 'u')
			unmarks = true;
		else if (!marking_option(&o, option, optarg))
			return program_other(&program, option);
	}
	bool own_text = o.merge && optind == argc;
	const char *file = program_operand(&program, argc, argv);
	if (!file)
		return 2;
	if (o.base && !o.merge)
		return program_misuse(&program, "--base needs --merge");
	struct gcc_sink sink = gcc_sink(stderr, program.name);
	struct reporter reporter = {.on_report = gcc_report, .context = &sink};
	struct buf out = {0};
	bool good = unmarks ? unmark(file, &out, &reporter)
	                    : mark_file(own_text ? o.merge : file, &o, own_text, &out, &reporter);
	if (out.failed)
		report_memory(&reporter);
	else if (good)
		output_write(NULL, buf_str(&out), &reporter);
	buf_free(&out);
	return report_status(&reporter);
}
