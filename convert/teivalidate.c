// teivalidate.c: checks TEI documents: well-formed, valid, every pointer with its target

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/io.h"
#include "core/program.h"
#include "report/baseline.h"
#include "report/formats.h"
#include "report/gcc.h"
#include "validate/native.h"
#include "validate/parallel.h"
#include "validate/rules.h"
#include "validate/validate.h"

static const struct program program = {
	.name = "teivalidate",
	.usage =
		"[-s schema]... [--rules=all|none|ID,...] [--format=F[:path]]... [--max-errors=N]\n"
		"                   [--verbose] [--baseline=F] [--write-baseline=F] [--gate]\n"
		"                   [--fail-level=L] [--engine=E] [--phase=P] "
		"[--fail-on-unsupported]\n"
		"                   [-j N] [file...]",
	.help = "Checks TEI documents against a schema, and that what they point to is there.\n"
		"Writes one finding a line, and nothing when all is well.\n"
		"\n"
		"  -s, --schema=S      a schema, RELAX NG or Schematron (.sch): a path, or a name "
		"in the\n"
		"                      folder schemas\n"
		"                      (else the document's own <?xml-model?>, else transcript)\n"
		"      --rules=R       all (default), none, or ids of rules with commas\n"
		"      --format=F      form of the findings: gcc (default), github, sarif, junit,\n"
		"                      checkstyle, rdjsonl, gitlab, jsonl, html; F:path: into a "
		"file\n"
		"      --verbose       tell all that was expected, and what the schema says of it\n"
		"      --max-errors=N  tell at most N findings a document (default 1000; 0: all)\n"
		"      --baseline=F    pass over the findings that the file F lists\n"
		"      --write-baseline=F  write all findings into such a file\n"
		"      --gate          copy the document to standard output if it is valid;\n"
		"                      findings then go to standard error\n"
		"      --fail-level=L  what gives exit status 1: error (default), warning, info\n"
		"  -j, --jobs=N        check N files at a time\n"
		"      --engine=E      native (default) or libxml2\n"
		"      --phase=P       the phase of Schematron schemas (#ALL: all patterns)\n"
		"      --fail-on-unsupported  constraints of Schematron that cannot be checked "
		"are\n"
		"                      errors\n"
		"      --help          this text\n"
		"      --version       the version\n"
		"\n"
		"Exit status: 0 all valid, 1 findings, 2 trouble.\n"
		"\n"
		"    teivalidate edition/*.xml\n"
		"    teiconvert talks.txt | teivalidate --gate > talks.xml\n",
};

enum {
	RULES = OPTION_FIRST,
	VERBOSE,
	BASELINE,
	WRITE_BASELINE,
	FORMAT,
	MAX_ERRORS,
	GATE,
	FAIL_LEVEL,
	ENGINE,
	PHASE,
	FAIL_ON_UNSUPPORTED
};

static const struct option options[] = {
	{"schema", required_argument, NULL, 's'},
	{"rules", required_argument, NULL, RULES},
	{"format", required_argument, NULL, FORMAT},
	{"jobs", required_argument, NULL, 'j'},
	{"verbose", no_argument, NULL, VERBOSE},
	{"baseline", required_argument, NULL, BASELINE},
	{"write-baseline", required_argument, NULL, WRITE_BASELINE},
	{"max-errors", required_argument, NULL, MAX_ERRORS},
	{"gate", no_argument, NULL, GATE},
	{"fail-level", required_argument, NULL, FAIL_LEVEL},
	{"engine", required_argument, NULL, ENGINE},
	{"phase", required_argument, NULL, PHASE},
	{"fail-on-unsupported", no_argument, NULL, FAIL_ON_UNSUPPORTED},
	PROGRAM_OPTIONS,
};

struct command {
	struct validate_options validate;
	const char **schemas; // as many as there may be
	struct formats formats;
	enum severity fail_level;
	bool gate;
	size_t jobs;
	char **files;
	struct validator *validator;
	struct baseline baseline;
	const char *baseline_file, *new_baseline; // NULL: none
};

static bool read_level(const char *name, enum severity *level)
{
	for (enum severity s = SEVERITY_INFO; s <= SEVERITY_ERROR; s++) {
		if (strcmp(name, severity_name(s)) == 0) {
			*level = s;
			return true;
		}
	}
	return false;
}

// One option. Gives an exit status, or -1 to go on.
static int take_option(struct command *c, int option, struct reporter *errors)
{
	bool good = true;
	switch (option) {
	case 's':
		c->schemas[c->validate.n_schemas++] = optarg;
		return -1;
	case RULES:
		good = validate_rules(optarg, &c->validate.rules, errors);
		break;
	case FORMAT:
		good = formats_add(&c->formats, optarg, errors);
		break;
	case MAX_ERRORS:
		if (!str_number(str_from(optarg), &c->validate.max_errors))
			return program_misuse(&program, "--max-errors takes a number, not '%s'",
			                      optarg);
		return -1;
	case 'j':
		if (!str_number(str_from(optarg), &c->jobs) || !c->jobs)
			return program_misuse(&program, "-j takes a number from 1 on, not '%s'",
			                      optarg);
		return -1;
	case VERBOSE:
		c->validate.verbose = true;
		return -1;
	case BASELINE:
		c->baseline_file = optarg;
		return -1;
	case WRITE_BASELINE:
		c->new_baseline = optarg;
		c->baseline.writes = true;
		return -1;
	case GATE:
		c->gate = true;
		return -1;
	case FAIL_LEVEL:
		if (!read_level(optarg, &c->fail_level))
			return program_misuse(&program,
			                      "--fail-level is error, warning or info, not '%s'",
			                      optarg);
		return -1;
	case PHASE:
		c->validate.phase = optarg;
		return -1;
	case FAIL_ON_UNSUPPORTED:
		c->validate.fail_on_unsupported = true;
		return -1;
	case ENGINE:
		c->validate.engine = validate_engine(optarg, errors);
		good = c->validate.engine != NULL;
		break;
	default:
		return program_other(&program, option);
	}
	return good ? -1 : 2;
}

// 0, 1 or 2 after the findings and --fail-level. What a baseline lists does not count.
static int status_of(const struct command *c, const struct reporter *r)
{
	size_t failing = 0;
	for (enum severity s = c->fail_level; s < SEVERITY_FATAL; s++)
		failing += r->count[s] - c->baseline.held[s];
	return r->count[SEVERITY_FATAL] ? 2 : failing ? 1 : 0;
}

static void check_file(struct command *c, struct validator *v, const char *path,
                       struct reporter *reporter)
{
	struct input xml;
	if (input_open(&xml, path, INPUT_MAX, reporter)) {
		validate_document(v, &xml, path, reporter);
		if (c->gate && status_of(c, reporter) == 0)
			output_write(NULL, xml.bytes, reporter);
	}
	input_close(&xml);
}

static void check_one(void *context, size_t i, struct reporter *reporter)
{
	struct command *c = context;
	check_file(c, c->validator, c->files[i], reporter);
}

static const char *name_one(void *context, size_t i)
{
	const struct command *c = context;
	return c->files[i];
}

static void begin_one(void *context, size_t i)
{
	struct command *c = context;
	formats_begin(&c->formats, c->files[i]);
}

static void end_one(void *context, size_t i)
{
	struct command *c = context;
	(void)i;
	formats_end(&c->formats);
}

static void check_all(struct command *c, size_t n, struct reporter *reporter)
{
	const struct parallel_work work = {check_one, name_one, c, begin_one, end_one};
	if (c->jobs > 1 && n > 1) {
		parallel_check(&work, n, c->jobs, reporter);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		begin_one(c, i);
		check_one(c, i, reporter);
		end_one(c, i);
	}
}

static int check_files(struct command *c, int argc, char **argv, struct reporter *errors)
{
	struct reporter reporter = {.on_report = formats_report, .context = &c->formats};
	// Without a baseline nobody asks for what findings are known by.
	if (c->baseline_file || c->new_baseline)
		reporter = (struct reporter){.on_report = baseline_report, .context = &c->baseline};
	struct validator *v = NULL;
	static char *standard_input[] = {"-"};
	bool is_piped = optind == argc;
	FILE *stream = c->gate ? stderr : stdout;
	c->baseline.on_report = formats_report;
	c->baseline.context = &c->formats;
	c->baseline.settings = &c->formats.settings;
	if (formats_open(&c->formats, program.name, c->fail_level, stream, errors) &&
	    (!c->baseline_file || baseline_read(&c->baseline, c->baseline_file, errors)))
		v = validator_new(&c->validate, &reporter);
	c->validator = v;
	c->files = is_piped ? standard_input : argv + optind;
	if (v)
		check_all(c, is_piped ? 1 : (size_t)(argc - optind), &reporter);
	if (v)
		validator_finish(v, &reporter);
	validator_free(v);
	if (v && c->new_baseline)
		baseline_write(&c->baseline, c->new_baseline, errors);
	bool closed = formats_close(&c->formats, errors);
	baseline_free(&c->baseline);
	if (!closed)
		return 2;
	return errors->count[SEVERITY_FATAL] ? 2 : status_of(c, &reporter);
}

int main(int argc, char **argv)
{
	struct gcc_sink sink = gcc_sink(stderr, program.name);
	struct reporter errors = {.on_report = gcc_report, .context = &sink};
	struct command c = {
		.validate = {.engine = &engine_native, .rules = RULES_ALL, .max_errors = 1000},
		.schemas = calloc((size_t)argc, sizeof *c.schemas),
		.fail_level = SEVERITY_ERROR,
	};
	c.validate.schemas = c.schemas;
	int status = c.schemas ? -1 : 2, option;
	while (status < 0 && (option = getopt_long(argc, argv, "s:j:", options, NULL)) != -1)
		status = take_option(&c, option, &errors);
	if (status < 0 && c.gate && argc - optind > 1)
		status = program_misuse(&program, "--gate takes one document");
	if (status < 0 && optind == argc && isatty(STDIN_FILENO))
		status = program_misuse(&program, "no document: name files, or pipe one in");
	if (status < 0)
		status = check_files(&c, argc, argv, &errors);
	else
		formats_close(&c.formats, &errors);
	free(c.schemas);
	return status;
}
