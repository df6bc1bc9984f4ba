// teivalidate.c: checks TEI documents: well-formed, valid, every pointer with its target

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "chain/checking.h"
#include "core/program.h"
#include "report/gcc.h"
#include "validate/native.h"

static const struct program program = {
	.name = "teivalidate",
	.usage =
		"[-s schema]... [--rules=all|none|ID,...] [--format=F[:path]]... [--max-errors=N]\n"
		"                   [--verbose] [--summary] [--baseline=F] [--write-baseline=F]\n"
		"                   [--gate] [--fix[=ID,...]] [--diff] [--fail-level=L]\n"
		"                   [--warn-only] [--config=F|--no-config] [--print-config]\n"
		"                   [--phase=P] [--fail-on-unsupported] [--engine=E] [-j N]\n"
		"                   [--files0-from=F] [file...]",
	.help = "Checks TEI documents against a schema, and that what they point to is there.\n"
		"Writes one finding a line, and nothing when all is well. A folder stands for the\n"
		"XML in it.\n"
		"\n"
		"  -s, --schema=S      a schema, RELAX NG or Schematron (.sch): a path, or a name "
		"in\n"
		"                      the folder schemas\n"
		"                      (else the document's own <?xml-model?>, else transcript)\n"
		"      --rules=R       all (default), none, or ids of rules with commas; -ID: all "
		"but\n"
		"                      that; ID=LEVEL: error, warning, info or off\n"
		"      --format=F      form of the findings: gcc (default), github, sarif, junit,\n"
		"                      checkstyle, rdjsonl, gitlab, jsonl, html; F:path: into a "
		"file\n"
		"      --verbose       tell all that was expected, and what the schema says of it\n"
		"      --max-errors=N  tell at most N findings a document (default 1000; 0: all)\n"
		"      --summary       at the end, how much was found by rule and by file\n"
		"      --baseline=F    pass over the findings that the file F lists\n"
		"      --write-baseline=F  write all findings into such a file\n"
		"      --fix[=IDS]     mend in place what is mechanical (of all rules, or of "
		"these)\n"
		"      --diff          write what --fix would do as a patch, and change nothing\n"
		"      --gate          copy the document to standard output if it is valid;\n"
		"                      findings then go to standard error\n"
		"      --fail-level=L  what gives exit status 1: error (default), warning, info\n"
		"      --warn-only     findings do not give exit status 1\n"
		"      --config=F      settings by file, instead of the nearest stenogram.conf\n"
		"      --no-config     no such file\n"
		"      --print-config  write how each document would be checked, and check none\n"
		"      --files0-from=F documents by the names in F, each with a NUL behind it\n"
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
	CHOOSE_RULES = OPTION_FIRST,
	VERBOSE,
	SUMMARY,
	BASELINE,
	WRITE_BASELINE,
	FORMAT,
	MAX_ERRORS,
	GATE,
	FIX,
	DIFF,
	FAIL_LEVEL,
	WARN_ONLY,
	CONFIG,
	NO_CONFIG,
	PRINT_CONFIG,
	FILES_FROM,
	ENGINE,
	PHASE,
	FAIL_ON_UNSUPPORTED
};

static const struct option options[] = {
	{"schema", required_argument, NULL, 's'},
	{"rules", required_argument, NULL, CHOOSE_RULES},
	{"format", required_argument, NULL, FORMAT},
	{"jobs", required_argument, NULL, 'j'},
	{"verbose", no_argument, NULL, VERBOSE},
	{"summary", no_argument, NULL, SUMMARY},
	{"baseline", required_argument, NULL, BASELINE},
	{"write-baseline", required_argument, NULL, WRITE_BASELINE},
	{"max-errors", required_argument, NULL, MAX_ERRORS},
	{"gate", no_argument, NULL, GATE},
	{"fix", optional_argument, NULL, FIX},
	{"diff", no_argument, NULL, DIFF},
	{"fail-level", required_argument, NULL, FAIL_LEVEL},
	{"warn-only", no_argument, NULL, WARN_ONLY},
	{"config", required_argument, NULL, CONFIG},
	{"no-config", no_argument, NULL, NO_CONFIG},
	{"print-config", no_argument, NULL, PRINT_CONFIG},
	{"files0-from", required_argument, NULL, FILES_FROM},
	{"engine", required_argument, NULL, ENGINE},
	{"phase", required_argument, NULL, PHASE},
	{"fail-on-unsupported", no_argument, NULL, FAIL_ON_UNSUPPORTED},
	PROGRAM_OPTIONS,
};

struct command {
	struct checking checking;
	const char **schemas, **rules; // as many as there may be
	bool prints_config, has_list;
};

// Lists of rules are kept for each document's settings; a wrong one is told now.
static bool take_rules(struct command *c, const char *list, struct reporter *errors)
{
	struct ruleset set = ruleset_usual();
	c->rules[c->checking.overrides.n_rules++] = list;
	return ruleset_change(&set, str_from(list), errors);
}

// One option. Gives an exit status, or -1 to go on.
static int take_option(struct command *c, int option, struct reporter *errors)
{
	struct checking *k = &c->checking;
	bool good = true;
	switch (option) {
	case 's':
		c->schemas[k->overrides.n_schemas++] = optarg;
		break;
	case CHOOSE_RULES:
		good = take_rules(c, optarg, errors);
		break;
	case FORMAT:
		good = formats_add(&k->formats, optarg, errors);
		break;
	case MAX_ERRORS:
		if (!str_number(str_from(optarg), &k->validate.max_errors))
			return program_misuse(&program, "--max-errors takes a number, not '%s'",
			                      optarg);
		break;
	case 'j':
		if (!str_number(str_from(optarg), &k->jobs) || !k->jobs)
			return program_misuse(&program, "-j takes a number from 1 on, not '%s'",
			                      optarg);
		break;
	case VERBOSE:
		k->validate.verbose = true;
		break;
	case SUMMARY:
		k->summarises = true;
		break;
	case BASELINE:
		k->baseline_file = optarg;
		break;
	case WRITE_BASELINE:
		k->new_baseline = optarg;
		break;
	case GATE:
		k->gate = true;
		break;
	case FIX:
		k->fixing.fix = true;
		good = !optarg || fixset_read(&k->validate.fixes, str_from(optarg), errors);
		break;
	case DIFF:
		k->fixing.diff = true;
		break;
	case FAIL_LEVEL:
		if (!severity_named(str_from(optarg), &k->fail_level))
			return program_misuse(&program,
			                      "--fail-level is error, warning or info, not '%s'",
			                      optarg);
		break;
	case WARN_ONLY:
		k->warn_only = true;
		break;
	case CONFIG:
		k->overrides.file = optarg;
		k->overrides.none = false;
		break;
	case NO_CONFIG:
		k->overrides.none = true;
		break;
	case PRINT_CONFIG:
		c->prints_config = true;
		break;
	case FILES_FROM:
		c->has_list = true;
		good = operands_add_list(&k->files, optarg, errors);
		break;
	case PHASE:
		k->validate.phase = optarg;
		break;
	case FAIL_ON_UNSUPPORTED:
		k->validate.fail_on_unsupported = true;
		break;
	case ENGINE:
		k->validate.engine = validate_engine(optarg, errors);
		good = k->validate.engine != NULL;
		break;
	default:
		return program_other(&program, option);
	}
	return good ? -1 : 2;
}

// The documents that are named. Gives an exit status, or -1 to go on.
static int take_operands(struct command *c, int argc, char **argv, struct reporter *errors)
{
	struct operands *files = &c->checking.files;
	bool is_piped = optind == argc && !c->has_list, good = true;
	if (is_piped && isatty(STDIN_FILENO))
		return program_misuse(&program, "no document: name files, or pipe one in");
	if (is_piped)
		good = operands_add(files, "-", errors);
	for (int i = optind; i < argc && good; i++)
		good = operands_add(files, argv[i], errors);
	if (good && c->checking.gate && files->n > 1)
		return program_misuse(&program, "--gate takes one document");
	if (good && c->checking.gate && c->checking.fixing.diff)
		return program_misuse(&program, "--gate and --diff both need standard output");
	return good ? -1 : 2;
}

int main(int argc, char **argv)
{
	struct gcc_sink sink = gcc_sink(stderr, program.name);
	struct reporter errors = {.on_report = gcc_report, .context = &sink};
	struct command c = {
		.checking = {.program = program.name,
	                     .validate = {.engine = &engine_native, .max_errors = 1000},
	                     .fail_level = SEVERITY_ERROR},
		.schemas = calloc((size_t)argc, sizeof *c.schemas),
		.rules = calloc((size_t)argc, sizeof *c.rules),
	};
	c.checking.overrides.schemas = c.schemas;
	c.checking.overrides.rules = c.rules;
	int status = c.schemas && c.rules ? -1 : 2, option;
	while (status < 0 && (option = getopt_long(argc, argv, "s:j:", options, NULL)) != -1)
		status = take_option(&c, option, &errors);
	if (!c.checking.validate.fixes)
		c.checking.validate.fixes = fixset_all();
	if (status < 0)
		status = take_operands(&c, argc, argv, &errors);
	if (status < 0)
		status = c.prints_config ? checking_print_config(&c.checking, &errors)
		                         : checking_run(&c.checking, &errors);
	checking_free(&c.checking, &errors);
	free(c.schemas);
	free(c.rules);
	return status;
}
