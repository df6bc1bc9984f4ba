// teiencode.c: marked lines into TEI

#include "core/io.h"
#include "core/program.h"
#include "encode/encode.h"
#include "report/gcc.h"

static const struct program program = {
	.name = "teiencode",
	.usage = "[--lang=L] [--header=F.xml] [file]",
	.help = "Reads marked lines, writes TEI. Guesses nothing.\n"
		"\n"
		"  -l, --lang=TAG      the language of the transcript: en, de, zh-Hant\n"
		"  -H, --header=F.xml  a teiHeader or parts of one, merged into ours\n"
		"      --help          this text\n"
		"      --version       the version\n"
		"\n"
		"Example: teimark talks.txt > talks.marked; teiencode talks.marked > talks.xml\n",
};

static const struct option long_options[] = {
	{"lang", required_argument, NULL, 'l'},
	{"header", required_argument, NULL, 'H'},
	PROGRAM_OPTIONS,
};

static bool run(const char *file, struct encode_options *options, struct edition *edition,
                struct reporter *reporter)
{
	struct buf header = {0}, marked = {0};
	struct transcript transcript = {0};
	bool good = !options->header_file ||
	            input_read(&header, options->header_file, INPUT_MAX, reporter);
	options->file = file;
	options->header = buf_str(&header);
	good = good && input_read(&marked, file, INPUT_MAX, reporter) &&
	       transcript_read(&transcript, &marked, file, reporter) &&
	       encode(&transcript, options, edition, reporter);
	transcript_free(&transcript);
	buf_free(&header);
	buf_free(&marked);
	return good;
}

int main(int argc, char **argv)
{
	struct encode_options options = {0};
	int option;
	while ((option = getopt_long(argc, argv, "l:H:", long_options, NULL)) != -1) {
		if (option == 'l')
			options.lang = optarg;
		else if (option == 'H')
			options.header_file = optarg;
		else
			return program_other(&program, option);
	}
	const char *file = program_operand(&program, argc, argv);
	if (!file)
		return 2;
	struct gcc_sink sink = gcc_sink(stderr, program.name);
	struct reporter reporter = {.on_report = gcc_report, .context = &sink};
	struct edition edition = {0};
	if (run(file, &options, &edition, &reporter))
		output_print((struct str[]){buf_str(&edition.head), buf_str(&edition.text)}, 2,
		             &reporter);
	edition_free(&edition);
	return report_status(&reporter);
}
