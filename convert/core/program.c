// program.c: what the mains of all programs share

#include "core/program.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

// Makes sure of what was printed.
static int finish(const struct program *p)
{
	if (!fflush(stdout) && !ferror(stdout))
		return 0;
	fprintf(stderr, "%s: cannot write to standard output: %s\n", p->name, strerror(errno));
	return 2;
}

int program_help(const struct program *p)
{
	printf("usage: %s %s\n\n%s", p->name, p->usage, p->help);
	return finish(p);
}

int program_version(const struct program *p)
{
	printf("%s (Stenogram) %s\n", p->name, STENOGRAM_VERSION);
	return finish(p);
}

int program_other(const struct program *p, int option)
{
	if (option == OPTION_HELP)
		return program_help(p);
	if (option == OPTION_VERSION)
		return program_version(p);
	fprintf(stderr, "Try '%s --help'.\n", p->name);
	return 2;
}

int program_misuse(const struct program *p, const char *format, ...)
{
	va_list args;
	fprintf(stderr, "%s: ", p->name);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fprintf(stderr, "\nusage: %s %s\nTry '%s --help'.\n", p->name, p->usage, p->name);
	return 2;
}

const char *program_operand(const struct program *p, int argc, char **argv)
{
	if (optind + 1 < argc) {
		program_misuse(p, "one file at a time; '%s' is one too many", argv[optind + 1]);
		return NULL;
	}
	return optind < argc ? argv[optind] : "-";
}
