// teiclean.c: the filter from bytes to cleaned text

#include "clean/clean.h"
#include "core/io.h"
#include "core/program.h"
#include "report/gcc.h"

static const struct program program = {
	.name = "teiclean",
	.usage = "[-e encoding] [-f format] [file]",
	.help = "Writes a transcript as cleaned text: UTF-8, one line for one line.\n"
		"\n"
		"  -e, --encoding=NAME  the encoding of the input, as iconv -l lists it\n"
		"  -f, --from=FORMAT    auto (default), text, markdown, vtt, srt, html,\n"
		"                       docx or odt\n"
		"      --help           this text\n"
		"      --version        the version\n"
		"\n"
		"Example: teiclean --encoding=windows-1251 minutes.txt > minutes.clean\n",
};

static const struct option long_options[] = {
	{"encoding", required_argument, NULL, 'e'},
	{"from", required_argument, NULL, 'f'},
	PROGRAM_OPTIONS,
};

int main(int argc, char **argv)
{
	struct clean_options options = {0};
	int option;
	while ((option = getopt_long(argc, argv, "e:f:", long_options, NULL)) != -1) {
		if (option == 'e')
			options.encoding = optarg;
		else if (option == 'f')
			options.from = optarg;
		else
			return program_other(&program, option);
	}
	const char *file = program_operand(&program, argc, argv);
	if (!file)
		return 2;
	struct gcc_sink sink = gcc_sink(stderr, program.name);
	struct reporter reporter = {.on_report = gcc_report, .context = &sink};
	struct buf bytes = {0}, text = {0};
	options.input = &bytes;
	if (input_read(&bytes, file, INPUT_MAX, &reporter) &&
	    clean(buf_str(&bytes), file, &options, &text, &reporter))
		output_write(NULL, buf_str(&text), &reporter);
	buf_free(&bytes);
	buf_free(&text);
	return report_status(&reporter);
}
