// teimark.c: cleaned text into marked lines

#include <stdio.h>

#include "core/io.h"
#include "core/program.h"
#include "mark/mark.h"
#include "report/gcc.h"

static const struct program program = {
	"teimark",
	"[--profile=P] [--explain] [-u] [file]",
	"Reads cleaned text, writes marked lines: what each line is, by its convention.\n"
	"\n"
	"  -p, --profile=P  the convention: a name, a path with a slash, or auto (default)\n"
	"  -e, --explain    tell on standard error what spoke for each convention\n"
	"  -u, --unmark     read marked lines, write the cleaned text they were made from\n"
	"      --help       this text\n"
	"      --version    the version\n"
	"\n"
	"Example: teiclean talks.txt | teimark > talks.marked; grep '^[^\t]*?' talks.marked\n",
};

// Marks, or with `unmark` takes the marks off again.
static bool run(struct buf *in, const char *file, const struct mark_options *options, bool unmark,
                struct buf *out, struct reporter *reporter)
{
	struct transcript t;
	if (unmark ? !transcript_read(&t, in, file, reporter) : !mark(in, options, &t, reporter))
		return false;
	if (unmark)
		transcript_unmark(&t, out);
	else
		transcript_write(&t, out);
	transcript_free(&t);
	if (out->failed)
		report_memory(reporter);
	return !out->failed;
}

int main(int argc, char **argv)
{
	static const struct option table[] = {{"profile", required_argument, NULL, 'p'},
	                                      {"explain", no_argument, NULL, 'e'},
	                                      {"unmark", no_argument, NULL, 'u'},
	                                      PROGRAM_OPTIONS};
	struct mark_options options = {0};
	struct buf in = {0}, out = {0}, explain = {0};
	bool unmark = false;
	int option;
	while ((option = getopt_long(argc, argv, "p:eu", table, NULL)) != -1) {
		if (option == 'p')
			options.profile = optarg;
		else if (option == 'e')
			options.explain = &explain;
		else if (option == 'u')
			unmark = true;
		else
			return program_other(&program, option);
	}
	const char *file = program_operand(&program, argc, argv);
	if (!file)
		return 2;
	struct gcc_sink sink = gcc_sink(stderr, program.name);
	struct reporter reporter = {.on_report = gcc_report, .context = &sink};
	bool good = input_read(&in, file, INPUT_MAX, &reporter) &&
	            run(&in, file, &options, unmark, &out, &reporter);
	if (explain.n)
		fputs(explain.s, stderr);
	if (good)
		output_write(NULL, buf_str(&out), &reporter);
	buf_free(&in);
	buf_free(&out);
	buf_free(&explain);
	return report_status(&reporter);
}
