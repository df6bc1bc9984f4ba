// teibatch.c: whole dumps of documents converted, checked and transformed

#include <stdio.h>
#include <stdlib.h>

#include "batch/batch.h"
#include "batch/merge.h"
#include "core/program.h"
#include "report/gcc.h"

static const struct program program = {
	.name = "teibatch",
	.usage = "-o DIR [--to=FORMAT,...] [-j N] [--resume] [--shard=I/N] [options] source...\n"
		 "       teibatch --jsonl [--exit-zero] [--to=FORMAT,...] [-j N]\n"
		 "       teibatch --merge-manifests DIR",
	.help = "Converts, checks and transforms the documents of a dump: folders, archives (tar,\n"
		"zip, 7z), WARC, mbox, JSON lines, documents. Archives are never extracted.\n"
		"\n"
		"  -o, --output=DIR        the folder for the results and the manifest\n"
		"      --to=FORMATS        what is made of each document: tei (default), html, "
		"csv\n"
		"                          ... with commas (teitransform --list)\n"
		"  -j, --jobs=N            so many documents at a time\n"
		"      --resume            pass over what is done, go on with the rest\n"
		"      --retry-failed      with --resume: try again what failed\n"
		"      --shard=I/N         the I-th of N parts of the run\n"
		"      --merge-manifests   check that the parts are whole, and make them one\n"
		"      --dry-run           write the documents' names and places, and do nothing\n"
		"      --limit=N           do at most N documents\n"
		"      --files0-from=F     sources by the names in F, each with a NUL behind it\n"
		"      --jsonl             lines of JSON in, lines of JSON out\n"
		"      --exit-zero         status 0 whatever is wrong with documents\n"
		"      --sqlite=F          write documents, people and speeches into a database\n"
		"  -s, --schema=S          the schema that results are checked by (transcript)\n"
		"      --rules=R           as teivalidate has it\n"
		"      --no-validate       results are not checked\n"
		"  -p, --param=NAME=VALUE  a parameter of the stylesheets\n"
		"      --profile=P --people=F.tsv -e, --encoding=E -f, --from=F -l, --lang=TAG\n"
		"      -H, --header=F.xml  as teiconvert has them\n"
		"      --max-seconds=N     that a document may take\n"
		"      --max-memory=MIB    that a document may take (2048)\n"
		"      --max-size=MIB      that a document may have, unpacked (256)\n"
		"      --max-depth=N       of archives in archives (3)\n"
		"      --help              this text\n"
		"      --version           the version\n"
		"\n"
		"Exit status: 0 all documents are well, 1 some are not, 2 trouble.\n"
		"\n"
		"Example: teibatch -o out --to=tei,html -j 4 dump.tar.zst\n",
};

enum {
	TO = OPTION_FIRST,
	RESUME,
	RETRY_FAILED,
	SHARD,
	MERGE_MANIFESTS,
	DRY_RUN,
	LIMIT,
	FILES_FROM,
	JSONL,
	EXIT_ZERO,
	SQLITE,
	CHOOSE_RULES,
	NO_VALIDATE,
	PROFILE,
	PEOPLE,
	MAX_SECONDS,
	MAX_MEMORY,
	MAX_SIZE,
	MAX_DEPTH
};

static const struct option long_options[] = {
	{"output", required_argument, NULL, 'o'},
	{"to", required_argument, NULL, TO},
	{"jobs", required_argument, NULL, 'j'},
	{"resume", no_argument, NULL, RESUME},
	{"retry-failed", no_argument, NULL, RETRY_FAILED},
	{"shard", required_argument, NULL, SHARD},
	{"merge-manifests", no_argument, NULL, MERGE_MANIFESTS},
	{"dry-run", no_argument, NULL, DRY_RUN},
	{"limit", required_argument, NULL, LIMIT},
	{"files0-from", required_argument, NULL, FILES_FROM},
	{"jsonl", no_argument, NULL, JSONL},
	{"exit-zero", no_argument, NULL, EXIT_ZERO},
	{"sqlite", required_argument, NULL, SQLITE},
	{"schema", required_argument, NULL, 's'},
	{"rules", required_argument, NULL, CHOOSE_RULES},
	{"no-validate", no_argument, NULL, NO_VALIDATE},
	{"param", required_argument, NULL, 'p'},
	{"profile", required_argument, NULL, PROFILE},
	{"people", required_argument, NULL, PEOPLE},
	{"encoding", required_argument, NULL, 'e'},
	{"from", required_argument, NULL, 'f'},
	{"lang", required_argument, NULL, 'l'},
	{"header", required_argument, NULL, 'H'},
	{"max-seconds", required_argument, NULL, MAX_SECONDS},
	{"max-memory", required_argument, NULL, MAX_MEMORY},
	{"max-size", required_argument, NULL, MAX_SIZE},
	{"max-depth", required_argument, NULL, MAX_DEPTH},
	PROGRAM_OPTIONS,
};

// Options that are given any number of times have room for all arguments.
struct command {
	struct batch_options batch;
	bool merges;
};

static bool take_number(const char *option, size_t *value)
{
	if (str_number(str_from(optarg), value) && *value)
		return true;
	program_misuse(&program, "%s takes a number from 1 on, not '%s'", option, optarg);
	return false;
}

static bool take_shard(struct batch_options *b)
{
	struct str rest = str_from(optarg), shard;
	if (str_field(&rest, '/', &shard) && str_number(shard, &b->shard) &&
	    str_number(rest, &b->shards) && b->shard >= 1 && b->shard <= b->shards)
		return true;
	program_misuse(&program, "--shard takes which of how many, as 3/8, not '%s'", optarg);
	return false;
}

static bool take_size(const char *option, size_t *bytes)
{
	size_t megabytes;
	if (!take_number(option, &megabytes))
		return false;
	*bytes = megabytes << 20;
	return true;
}

// The options of the conversion.
static bool take_conversion(struct conversion_options *c, int option)
{
	switch (option) {
	case PROFILE:
		c->profile = optarg;
		return true;
	case PEOPLE:
		c->people = optarg;
		return true;
	case 'e':
		c->encoding = optarg;
		return true;
	case 'f':
		c->from = optarg;
		return true;
	case 'l':
		c->lang = optarg;
		return true;
	case 'H':
		c->header_file = optarg;
		return true;
	default:
		return false;
	}
}

// What a document may take.
static int take_limit(struct batch_options *b, int option)
{
	size_t depth;
	bool good;
	switch (option) {
	case MAX_SECONDS:
		good = take_number("--max-seconds", &b->seconds);
		break;
	case MAX_MEMORY:
		good = take_number("--max-memory", &b->megabytes);
		break;
	case MAX_SIZE:
		good = take_size("--max-size", &b->limits.item);
		break;
	case MAX_DEPTH:
		good = take_number("--max-depth", &depth);
		b->limits.depth = good ? (unsigned)depth : 0;
		break;
	default:
		return take_conversion(&b->work.conversion, option)
		               ? -1
		               : program_other(&program, option);
	}
	return good ? -1 : 2;
}

// One option. Gives an exit status, or -1 to go on.
static int take_option(struct command *c, int option)
{
	struct batch_options *b = &c->batch;
	struct work_options *w = &b->work;
	bool good = true;
	switch (option) {
	case 'o':
		b->folder = optarg;
		break;
	case TO:
		w->formats = str_from(optarg);
		break;
	case 'j':
		good = take_number("-j", &b->jobs);
		break;
	case RESUME:
		b->resume = true;
		break;
	case RETRY_FAILED:
		b->resume = b->retry_failed = true;
		break;
	case SHARD:
		good = take_shard(b);
		break;
	case MERGE_MANIFESTS:
		c->merges = true;
		break;
	case DRY_RUN:
		b->dry_run = true;
		break;
	case LIMIT:
		good = take_number("--limit", &b->limit);
		break;
	case FILES_FROM:
		b->lists[b->n_lists++] = optarg;
		break;
	case JSONL:
		b->lines = true;
		break;
	case EXIT_ZERO:
		b->exit_zero = true;
		break;
	case SQLITE:
		b->database = optarg;
		break;
	case 's':
		w->schemas[w->n_schemas++] = optarg;
		break;
	case CHOOSE_RULES:
		w->rules[w->n_rules++] = optarg;
		break;
	case NO_VALIDATE:
		w->unchecked = true;
		break;
	case 'p':
		w->parameters[w->n_parameters++] = optarg;
		break;
	default:
		return take_limit(b, option);
	}
	return good ? -1 : 2;
}

static int take_operands(struct command *c, int argc, char **argv)
{
	struct batch_options *b = &c->batch;
	for (int i = optind; i < argc; i++)
		b->sources[b->n_sources++] = argv[i];
	if (c->merges)
		return b->n_sources == 1
		               ? -1
		               : program_misuse(
					 &program,
					 "--merge-manifests takes the folder of the results");
	if (!b->n_sources && !b->n_lists && !b->lines)
		return program_misuse(&program, "no source: name folders, archives or documents");
	if (!b->folder && !b->lines && !b->dry_run)
		return program_misuse(&program, "name a folder for the results: -o DIR");
	return -1;
}

static int run(struct command *c)
{
	struct gcc_sink sink = gcc_sink(stderr, program.name);
	struct reporter reporter = {.on_report = gcc_report, .context = &sink};
	return c->merges ? merge_run(c->batch.sources[0], &reporter)
	                 : batch_run(&c->batch, &reporter);
}

int main(int argc, char **argv)
{
	struct command c = {.batch = {.program = program.name, .jobs = 1}};
	size_t n = (size_t)argc + 1;
	const char **room = calloc(5 * n, sizeof *room);
	int status = room ? -1 : 2, option;
	c.batch.sources = room;
	c.batch.lists = room + n;
	c.batch.work.schemas = room + 2 * n;
	c.batch.work.rules = room + 3 * n;
	c.batch.work.parameters = room + 4 * n;
	while (status < 0 &&
	       (option = getopt_long(argc, argv, "o:j:s:p:e:f:l:H:", long_options, NULL)) != -1)
		status = take_option(&c, option);
	if (status < 0)
		status = take_operands(&c, argc, argv);
	if (status < 0)
		status = run(&c);
	free(room);
	return status;
}
