// teitransform.c: the filter from TEI to a derived format

#include <stdlib.h>
#include <unistd.h>

#include "chain/transforming.h"
#include "core/io.h"
#include "core/program.h"
#include "report/gcc.h"
#include "site/site.h"

static const struct program program = {
	"teitransform",
	"FORMAT [-p name=value]... [-o path] [-j N] [--files0-from=F] [file...]",
	"Makes a derived format from TEI: a page, a text, a table, a book. FORMAT is one that\n"
	"--list tells, or a stylesheet of your own, given by a path with a slash. A folder\n"
	"stands for the XML in it.\n"
	"\n"
	"  -p, --param=NAME=VALUE  sets a parameter of the stylesheet; may be given many times\n"
	"  -o, --output=PATH       writes to PATH, which is replaced when all has gone well;\n"
	"                          one that ends in '/' is a folder: a file for each document\n"
	"  -j, --jobs=N            transforms N documents at a time\n"
	"      --files0-from=F     documents by the names in F, each with a NUL behind it\n"
	"  -l, --list              lists the formats\n"
	"      --help              this text\n"
	"      --version           the version\n"
	"\n"
	"The format \"site\" makes a web site of all documents in the folder of -o: pages, lists,\n"
	"people, search.\n"
	"Several documents become one table (csv, people, jsonl, ...), or files in a folder.\n"
	"Exit status: 0 well, 1 a document is no TEI, 2 trouble.\n"
	"\n"
	"    teitransform csv -p who=deng talks.xml > deng.csv\n"
	"    teitransform html -j 4 -o pages/ edition/\n"
	"    teitransform site -j 4 -o site/ -p title='The talks' edition/\n",
};

enum { FILES_FROM = OPTION_FIRST };

static const struct option long_options[] = {
	{"param", required_argument, NULL, 'p'},
	{"output", required_argument, NULL, 'o'},
	{"jobs", required_argument, NULL, 'j'},
	{"files0-from", required_argument, NULL, FILES_FROM},
	{"list", no_argument, NULL, 'l'},
	PROGRAM_OPTIONS,
};

// The formats that are stylesheets, and among them the site, which is more than one.
static int list_formats(struct reporter *reporter)
{
	static const char site[] = "site            folder     A web site of many documents\n";
	struct buf formats = {0}, out = {0};
	bool good = format_list(&formats, reporter), listed = false;
	struct str rest = buf_str(&formats), line;
	while (str_field(&rest, '\n', &line)) {
		if (!listed && str_cmp(line, STR("site")) > 0)
			buf_puts(&out, site);
		listed = listed || str_cmp(line, STR("site")) > 0;
		buf_put(&out, line);
		buf_putc(&out, '\n');
	}
	if (!listed)
		buf_puts(&out, site);
	good = good && !out.failed && output_print(&(struct str){out.s, out.n}, 1, reporter);
	buf_free(&formats);
	buf_free(&out);
	return good ? report_status(reporter) : 2;
}

// One option. Gives an exit status, or -1 to go on.
static int take_option(struct transforming *t, int option, bool *has_list,
                       struct reporter *reporter)
{
	switch (option) {
	case 'p':
		if (str_find_char(str_from(optarg), '=') == str_from(optarg).n)
			return program_misuse(&program, "-p %s: write name=value", optarg);
		t->parameters[t->n_parameters++] = optarg;
		return -1;
	case 'o':
		if (!*optarg)
			return program_misuse(&program, "-o needs the name of a file or folder");
		t->output = optarg;
		return -1;
	case 'j':
		if (!str_number(str_from(optarg), &t->jobs) || !t->jobs)
			return program_misuse(&program, "-j takes a number from 1 on, not '%s'",
			                      optarg);
		return -1;
	case FILES_FROM:
		*has_list = true;
		return operands_add_list(&t->files, optarg, reporter) ? -1 : 2;
	case 'l':
		return list_formats(reporter);
	default:
		return program_other(&program, option);
	}
}

// The format and the documents. Gives an exit status, or -1 to go on.
static int take_operands(struct transforming *t, int argc, char **argv, bool has_list,
                         struct reporter *reporter)
{
	if (optind >= argc)
		return program_misuse(&program, "which format? teitransform --list lists them");
	t->format = argv[optind++];
	bool is_piped = optind == argc && !has_list;
	if (is_piped && isatty(STDIN_FILENO))
		return program_misuse(&program, "no document: name files, or pipe one in");
	bool good = !is_piped || operands_add(&t->files, "-", reporter);
	for (int i = optind; i < argc && good; i++)
		good = operands_add(&t->files, argv[i], reporter);
	return good ? -1 : 2;
}

// The format "site", which is many files.
static int make_site(const struct transforming *t, struct reporter *reporter)
{
	if (!t->output || strcmp(t->output, "-") == 0)
		return program_misuse(&program, "a site is a folder: name it with -o");
	struct site site = {t->output, t->parameters, t->n_parameters, t->jobs, &t->files};
	return site_make(&site, reporter);
}

int main(int argc, char **argv)
{
	struct gcc_sink sink = gcc_sink(stderr, program.name);
	struct reporter reporter = {.on_report = gcc_report, .context = &sink};
	struct transforming t = {
		.program = program.name,
		.parameters = calloc((size_t)argc, sizeof *t.parameters),
		.jobs = 1,
	};
	bool has_list = false;
	int status = t.parameters ? -1 : 2, option;
	while (status < 0 &&
	       (option = getopt_long(argc, argv, "p:o:j:l", long_options, NULL)) != -1)
		status = take_option(&t, option, &has_list, &reporter);
	if (status < 0)
		status = take_operands(&t, argc, argv, has_list, &reporter);
	if (status < 0 && strcmp(t.format, "site") == 0)
		status = make_site(&t, &reporter);
	else if (status < 0)
		status = transforming_run(&t, &reporter);
	transforming_free(&t);
	free(t.parameters);
	return status;
}
