// timelimit.c: how much of the processor's time a process may spend on one document

#include "transform/timelimit.h"

#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/io.h"
#include "transform/transform.h"

// What is told when the time is over has to be ready: a handler of signals can make no text.
enum { SECONDS_MORE = 20, LAST_WORDS = 4096 };
static struct {
	const char *program;
	char text[LAST_WORDS];
	size_t n;
	pid_t process; // whose words they are; one that was forked is told of by the other
} last_words;

static void on_time_over(int signal)
{
	if (last_words.process == getpid()) {
		output_put(STDERR_FILENO, (struct str){last_words.text, last_words.n});
		_exit(2);
	}
	(void)sigaction(signal, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
	raise(signal);
}

void timelimit_watch(const char *program)
{
	last_words.program = program;
	last_words.process = getpid();
	(void)sigaction(SIGXCPU, &(struct sigaction){.sa_handler = on_time_over}, NULL);
}

static void prepare_words(const char *file, size_t seconds)
{
	int n = snprintf(
		last_words.text, sizeof last_words.text,
		"%s: fatal: the transformation of %.3000s takes more than %zu seconds, more "
		"than any derived format of it would\n",
		last_words.program, file, seconds);
	last_words.n = n < 0 ? 0 : (size_t)n;
}

void timelimit_allow(const char *file, size_t bytes)
{
	struct rusage used;
	struct rlimit limit;
	size_t seconds = transform_seconds(bytes) + SECONDS_MORE;
	if (last_words.program)
		prepare_words(file, seconds);
	if (getrusage(RUSAGE_SELF, &used) || getrlimit(RLIMIT_CPU, &limit))
		return;
	rlim_t end = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1 + seconds;
	// At a limit that the user has set (ulimit -t) the process is killed; the signal comes before.
	if (limit.rlim_max != RLIM_INFINITY && end >= limit.rlim_max)
		end = limit.rlim_max > 1 ? limit.rlim_max - 1 : limit.rlim_max;
	limit.rlim_cur = end;
	setrlimit(RLIMIT_CPU, &limit);
}
