// progress.c: how far a run is, for who waits for it

#include "batch/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "core/clock.h"

static const double TERMINAL_SECONDS = 0.2, LOG_SECONDS = 30;

void progress_begin(struct progress *p, const char *program)
{
	p->program = program;
	p->on_terminal = isatty(STDERR_FILENO);
	p->begin = p->told = clock_seconds();
}

size_t progress_failures(const struct progress *p)
{
	size_t n = 0;
	for (size_t i = 0; i < OUTCOME_COUNT; i++)
		n += outcome_is_well((enum outcome)i) ? 0 : p->counts[i];
	return n;
}

static void put_duration(double seconds)
{
	unsigned long s = (unsigned long)seconds;
	if (s >= 3600)
		fprintf(stderr, "%lu h %lu min", s / 3600, s / 60 % 60);
	else if (s >= 60)
		fprintf(stderr, "%lu min %lu s", s / 60, s % 60);
	else
		fprintf(stderr, "%lu s", s);
}

static void put_state(const struct progress *p, double time)
{
	double seconds = time - p->begin;
	fprintf(stderr, "%s: %zu done, %.0f a second, %zu to look at", p->program, p->n,
	        seconds > 0 ? (double)p->n / seconds : 0, progress_failures(p));
	if (p->before)
		fprintf(stderr, ", %zu done before", p->before);
	if (p->share > 0 && p->share < 1) {
		fprintf(stderr, ", %.0f %% of the dump, about ", 100 * p->share);
		put_duration(seconds * (1 - p->share) / p->share);
		fputs(" left", stderr);
	}
}

void progress_tell(struct progress *p)
{
	double time = clock_seconds();
	if (p->quiet || time - p->told < (p->on_terminal ? TERMINAL_SECONDS : LOG_SECONDS))
		return;
	p->told = time;
	if (p->on_terminal)
		fputc('\r', stderr);
	put_state(p, time);
	fputs(p->on_terminal ? "\033[K" : "\n", stderr);
	fflush(stderr);
}

void progress_end(struct progress *p)
{
	if (p->on_terminal && !p->quiet)
		fputs("\r\033[K", stderr);
}

void progress_sum(const struct progress *p, const char *folder)
{
	double seconds = clock_seconds() - p->begin;
	if (p->quiet)
		return;
	fprintf(stderr, "%s: %zu documents in ", p->program, p->n);
	put_duration(seconds);
	fprintf(stderr, ", %.0f a second", seconds > 0 ? (double)p->n / seconds : 0);
	for (size_t i = 0; i < OUTCOME_COUNT; i++)
		if (p->counts[i])
			fprintf(stderr, "; %zu %s", p->counts[i], outcome_word((enum outcome)i));
	if (p->before)
		fprintf(stderr, "; %zu done before", p->before);
	if (p->same)
		fprintf(stderr, "; %zu with the content of another", p->same);
	fprintf(stderr, "\n%s: see %s/\n", p->program, folder);
}
