// teiconvert.c: teiclean, teimark and teiencode in one process

#include <stdio.h>

#include "chain/marking.h"
#include "clean/clean.h"
#include "core/io.h"
#include "core/program.h"
#include "encode/encode.h"
#include "report/gcc.h"

static const struct program program = {
	.name = "teiconvert",
	.usage = "[--profile=P] [--people=F.tsv] [--encoding=E] [--lang=L] [--header=F.xml]\n"
		 "       [--summary] [--explain] [file]",
	.help = "Reads a transcript, writes TEI: the same as teiclean | teimark | teiencode.\n"
		"\n"
		"  -e, --encoding=NAME     the encoding of the input, as iconv -l lists it\n"
		"  -f, --from=FORMAT       auto (default), text, markdown, vtt, srt, html,\n"
		"                          docx or odt\n"
		"  -p, --profile=P         the convention: a name, a path with a slash, or auto\n"
		"                          (default)\n"
		"      --people=F.tsv      a table of people that decides who is who\n"
		"      --people-out=F.tsv  write a first draft of such a table\n"
		"  -l, --lang=TAG          the language of the transcript: en, de, zh-Hant\n"
		"  -H, --header=F.xml      a teiHeader or parts of one, merged into ours\n"
		"      --explain           tell what spoke for each convention\n"
		"      --summary[=F]       tell what was found: turns, people, doubts\n"
		"      --summary-json[=F]  the same as a line of JSON\n"
		"      --help              this text\n"
		"      --version           the version\n"
		"\n"
		"Explanations and summaries go to standard error or to the file F.\n"
		"\n"
		"Example: teiconvert talks.txt > talks.xml\n",
};

static const struct option long_options[] = {
	{"encoding", required_argument, NULL, 'e'},
	{"from", required_argument, NULL, 'f'},
	MARKING_OPTIONS,
	{"lang", required_argument, NULL, 'l'},
	{"header", required_argument, NULL, 'H'},
	PROGRAM_OPTIONS,
};

struct options {
	struct clean_options clean;
	struct marking_options marking;
	struct encode_options encode;
};

// The three stages in their order. The memory of the bytes becomes that of the rows. `explain` is filled
// also where a later stage fails.
static bool convert(struct buf *bytes, const char *file, const struct options *o,
                    struct edition *edition, struct buf *explain, struct reporter *reporter)
{
	struct buf text = {0};
	struct transcript transcript = {0};
	bool good = clean(buf_str(bytes), file, &o->clean, &text, reporter);
	transcript_use(&transcript, bytes);
	good = good && marking_run(&text, file, &o->marking, &transcript, explain, reporter) &&
	       encode(&transcript, &o->encode, edition, reporter) &&
	       marking_report(&transcript, file, &o->marking, reporter);
	transcript_free(&transcript);
	buf_free(&text);
	return good;
}

static int run(const char *file, struct options *o)
{
	struct gcc_sink sink = gcc_sink(stderr, program.name);
	struct reporter reporter = {.on_report = gcc_report, .context = &sink};
	struct buf bytes = {0}, header = {0}, explain = {0};
	struct edition edition = {0};
	bool good = !o->encode.header_file ||
	            input_read(&header, o->encode.header_file, INPUT_MAX, &reporter);
	o->encode.header = buf_str(&header);
	o->encode.file = file;
	o->encode.clean = true;
	o->clean.input = &bytes;
	good = good && input_read(&bytes, file, INPUT_MAX, &reporter) &&
	       convert(&bytes, file, o, &edition, &explain, &reporter);
	if (explain.n)
		fputs(explain.s, stderr);
	if (good)
		output_print((struct str[]){buf_str(&edition.head), buf_str(&edition.text)}, 2,
		             &reporter);
	buf_free(&bytes);
	buf_free(&header);
	edition_free(&edition);
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
		case 'l':
			o.encode.lang = optarg;
			break;
		case 'H':
			o.encode.header_file = optarg;
			break;
		default:
			if (!marking_option(&o.marking, option, optarg))
				return program_other(&program, option);
		}
	}
	const char *file = program_operand(&program, argc, argv);
	return file ? run(file, &o) : 2;
}
