// teiconvert.c: teiclean, teimark and teiencode in one process

#include <stdio.h>

#include "clean/clean.h"
#include "core/io.h"
#include "core/program.h"
#include "encode/encode.h"
#include "mark/mark.h"
#include "report/gcc.h"

static const struct program program = {
	.name = "teiconvert",
	.usage = "[--profile=P] [--encoding=E] [--lang=L] [--header=F.xml] [--explain] [file]",
	.help = "Reads a transcript, writes TEI: the same as teiclean | teimark | teiencode.\n"
		"\n"
		"  -e, --encoding=NAME  the encoding of the input, as iconv -l lists it\n"
		"  -f, --from=FORMAT    auto (default), text, markdown, vtt, srt, html,\n"
		"                       docx or odt\n"
		"  -p, --profile=P      the convention: a name, a path with a slash, or auto "
		"(default)\n"
		"  -l, --lang=TAG       the language of the transcript: en, de, zh-Hant\n"
		"  -H, --header=F.xml   a teiHeader or parts of one, merged into ours\n"
		"      --explain        tell on standard error what spoke for each convention\n"
		"      --help           this text\n"
		"      --version        the version\n"
		"\n"
		"Example: teiconvert talks.txt > talks.xml\n",
};

enum { OPTION_EXPLAIN = OPTION_FIRST };

static const struct option long_options[] = {
	{"encoding", required_argument, NULL, 'e'},
	{"from", required_argument, NULL, 'f'},
	{"profile", required_argument, NULL, 'p'},
	{"lang", required_argument, NULL, 'l'},
	{"header", required_argument, NULL, 'H'},
	{"explain", no_argument, NULL, OPTION_EXPLAIN},
	PROGRAM_OPTIONS,
};

struct options {
	struct clean_options clean;
	const char *profile;
	struct encode_options encode;
	bool explain;
};

// The three stages in their order. `explain` is filled also where a later stage fails.
static bool convert(struct str bytes, const char *file, const struct options *o, struct buf *out,
                    struct buf *explain, struct reporter *reporter)
{
	struct buf text = {0};
	struct marker marker = {0};
	struct transcript transcript = {0};
	bool good =
		clean(bytes, file, &o->clean, &text, reporter) &&
		marker_open(&marker, o->profile, reporter) &&
		mark(&marker, &text, file, o->explain ? explain : NULL, &transcript, reporter) &&
		encode(&transcript, &o->encode, out, reporter);
	marker_close(&marker);
	transcript_free(&transcript);
	buf_free(&text);
	return good;
}

static int run(const char *file, struct options *o)
{
	struct gcc_sink sink = gcc_sink(stderr, program.name);
	struct reporter reporter = {.on_report = gcc_report, .context = &sink};
	struct buf bytes = {0}, header = {0}, out = {0}, explain = {0};
	bool good = !o->encode.header_file ||
	            input_read(&header, o->encode.header_file, INPUT_MAX, &reporter);
	o->encode.header = buf_str(&header);
	o->encode.file = file;
	good = good && input_read(&bytes, file, INPUT_MAX, &reporter) &&
	       convert(buf_str(&bytes), file, o, &out, &explain, &reporter);
	if (explain.n)
		fputs(explain.s, stderr);
	if (good)
		output_write(NULL, buf_str(&out), &reporter);
	buf_free(&bytes);
	buf_free(&header);
	buf_free(&out);
	buf_free(&explain);
	return report_status(&reporter);
}

int main(int argc, char **argv)
{
	struct options o = {0};
	int option;
	while ((option = getopt_long(argc, argv, "e:f:p:l:H:", long_options, NULL)) != -1) {
		switch (option) {
		case 'e':
			o.clean.encoding = optarg;
			break;
		case 'f':
			o.clean.from = optarg;
			break;
		case 'p':
			o.profile = optarg;
			break;
		case 'l':
			o.encode.lang = optarg;
			break;
		case 'H':
			o.encode.header_file = optarg;
			break;
		case OPTION_EXPLAIN:
			o.explain = true;
			break;
		default:
			return program_other(&program, option);
		}
	}
	const char *file = program_operand(&program, argc, argv);
	return file ? run(file, &o) : 2;
}
