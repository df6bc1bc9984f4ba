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
	"      --explain    tell on standard error what spoke for each convention\n"
	"  -u, --unmark     read marked lines, write the cleaned text they were made from\n"
	"      --help       this text\n"
	"      --version    the version\n"
	"\n"
	"Example: teiclean talks.txt | teimark > talks.marked; grep '^[^\t]*?' talks.marked\n",
};

enum { OPTION_EXPLAIN = OPTION_FIRST };

static bool run_mark(struct buf *in, const char *file, const char *profile, struct buf *explain,
                     struct transcript *t, struct reporter *reporter)
{
	struct marker marker;
	if (!marker_open(&marker, profile, reporter))
		return false;
	bool good = mark(&marker, in, file, explain, t, reporter);
	marker_close(&marker);
	return good;
}

int main(int argc, char **argv)
{
	static const struct option table[] = {{"profile", required_argument, NULL, 'p'},
	                                      {"explain", no_argument, NULL, OPTION_EXPLAIN},
	                                      {"unmark", no_argument, NULL, 'u'},
	                                      PROGRAM_OPTIONS};
	struct buf in = {0}, out = {0}, explain = {0};
	struct transcript t = {0};
	const char *profile = NULL;
	bool unmark = false, explains = false;
	int option;
	while ((option = getopt_long(argc, argv, "p:u", table, NULL)) != -1) {
		if (option == 'p')
			profile = optarg;
		else if (option == OPTION_EXPLAIN)
			explains = true;
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
	bool good = input_read(&in, file, INPUT_MAX, &reporter);
	if (good && unmark && (good = transcript_read(&t, &in, file, &reporter)))
		transcript_unmark(&t, &out);
	else if (good &&
	         (good = run_mark(&in, file, profile, explains ? &explain : NULL, &t, &reporter)))
		transcript_write(&t, &out);
	if (explain.n)
		fputs(explain.s, stderr);
	if (out.failed)
		report_memory(&reporter);
	else if (good)
		output_write(NULL, buf_str(&out), &reporter);
	transcript_free(&t);
	buf_free(&in);
	buf_free(&out);
	buf_free(&explain);
	return report_status(&reporter);
}
