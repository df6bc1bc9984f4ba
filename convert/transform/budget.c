// budget.c: how much memory and time a transformation may take

#include "transform/budget.h"

#include <libxml/xmlmemory.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef __APPLE__
#include <malloc/malloc.h>
#define malloc_usable_size malloc_size
#else
#include <malloc.h>
#endif

static _Thread_local struct budget *now;

enum { LOOK_AFTER = 1 << 20, STEP_BYTES = 1000, SECOND = 1000000000 };

static long long clock_now(void)
{
	struct timespec t = {0};
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (long long)t.tv_sec * SECOND + t.tv_nsec;
}

// Looks at the clock when enough was taken since: a thousand small pieces or a large one.
static void look_at_clock(struct budget *b, long long bytes)
{
	b->unlooked += STEP_BYTES + bytes;
	if (b->unlooked < LOOK_AFTER || b->spent)
		return;
	b->unlooked = 0;
	if (clock_now() < b->until)
		return;
	b->spent = b->late = true;
	b->on_spent(b->context);
}

// Takes `bytes` more (or gives some back). False: refused.
static bool take(long long bytes)
{
	struct budget *b = now;
	if (!b)
		return true;
	if (bytes > 0)
		look_at_clock(b, bytes);
	if (bytes > 0 && b->left - bytes < -b->grace)
		bytes = 0;
	else
		b->left -= bytes;
	bool refused = bytes == 0;
	if ((refused || b->left < 0) && !b->spent) {
		b->spent = true;
		b->on_spent(b->context);
	}
	return !refused;
}

static long long size_of(void *memory)
{
	return memory ? (long long)malloc_usable_size(memory) : 0;
}

static void *counted_malloc(size_t n)
{
	if (now && !take((long long)n + 1))
		return NULL;
	return malloc(n);
}

static void *counted_realloc(void *memory, size_t n)
{
	long long more = now ? (long long)n - size_of(memory) : 0;
	if (more > 0 && !take(more))
		return NULL;
	if (more < 0)
		take(more);
	return realloc(memory, n);
}

static void counted_free(void *memory)
{
	if (now && memory)
		take(-size_of(memory));
	free(memory);
}

static char *counted_strdup(const char *s)
{
	size_t n = strlen(s) + 1;
	char *copy = counted_malloc(n);
	return copy ? memcpy(copy, s, n) : NULL;
}

void budget_ready(void)
{
	xmlMemSetup(counted_free, counted_malloc, counted_realloc, counted_strdup);
}

void budget_begin(struct budget *b)
{
	b->until = clock_now() + b->seconds * SECOND;
	now = b;
}

void budget_end(void)
{
	now = NULL;
}
