// teitransform.c: the filter from TEI to a derived format

#include <stdio.h>

#include "core/datafile.h"
#include "core/io.h"
#include "core/program.h"
#include "report/gcc.h"
#include "transform/transform.h"

static const struct program program = {
	"teitransform",
	"FORMAT [-p name=value]... [-o path] [file]",
	"Makes a derived format from TEI: html, text, csv, or a stylesheet of your own, given by\n"
	"a path with a slash.\n"
	"\n"
	"  -p, --param=NAME=VALUE  sets a parameter of the stylesheet; may be given many times\n"
	"  -o, --output=PATH       writes to PATH, which is replaced when all has gone well\n"
	"  -l, --list              lists the formats\n"
	"      --help              this text\n"
	"      --version           the version\n"
	"\n"
	"Example: teitransform csv -p who=deng talks.xml > deng.csv\n",
};

static const struct option long_options[] = {
	{"param", required_argument, NULL, 'p'},
	{"output", required_argument, NULL, 'o'},
	{"list", no_argument, NULL, 'l'},
	PROGRAM_OPTIONS,
};

static bool print_name(void *context, const char *name)
{
	(void)context;
	return puts(name) >= 0;
}

static int list_formats(struct reporter *reporter)
{
	bool good = datafile_list("xslt", ".xsl", print_name, NULL, reporter);
	return good && fflush(stdout) == 0 ? 0 : 2;
}

// Compiles the format and sets its parameters, which are the `n` arguments of -p.
static struct transform *make_transform(const char *format, char *const *parameters, size_t n,
                                        struct reporter *reporter)
{
	struct transform *t = transform_compile(format, reporter);
	for (size_t i = 0; t && i < n; i++) {
		struct str name, value = str_from(parameters[i]);
		str_field(&value, '=', &name);
		if (!transform_set(t, name, value, reporter)) {
			transform_free(t);
			t = NULL;
		}
	}
	return t;
}

int main(int argc, char **argv)
{
	struct gcc_sink sink = gcc_sink(stderr, program.name);
	struct reporter reporter = {.on_report = gcc_report, .context = &sink};
	const char *output = NULL;
	char *parameters[argc];
	size_t n = 0;
	int option;
	while ((option = getopt_long(argc, argv, "p:o:l", long_options, NULL)) != -1) {
		if (option == 'p' && str_find_char(str_from(optarg), '=') == str_from(optarg).n)
			return program_misuse(&program, "-p %s: write name=value", optarg);
		if (option == 'p')
			parameters[n++] = optarg;
		else if (option == 'o')
			output = optarg;
		else if (option == 'l')
			return list_formats(&reporter);
		else
			return program_other(&program, option);
	}
	if (optind >= argc)
		return program_misuse(&program, "which format? teitransform --list lists them");
	const char *format = argv[optind++];
	const char *file = program_operand(&program, argc, argv);
	if (!file)
		return 2;
	struct transform *t = make_transform(format, parameters, n, &reporter);
	struct buf bytes = {0}, result = {0};
	if (t && input_read(&bytes, file, INPUT_MAX, &reporter) &&
	    transform_run(t, buf_str(&bytes), file, &result, &reporter))
		output_write(output, buf_str(&result), &reporter);
	transform_free(t);
	buf_free(&bytes);
	buf_free(&result);
	return report_status(&reporter);
}
