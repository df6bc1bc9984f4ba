// report.c: what a stage has to tell its user

#include "report.h"

#include <errno.h>
#include <string.h>

const char *severity_name(enum severity severity)
{
	static const char *const names[] = {"info", "warning", "error", "fatal"};
	return names[severity];
}

bool severity_named(struct str name, enum severity *severity)
{
	for (enum severity s = SEVERITY_INFO; s <= SEVERITY_ERROR; s++) {
		if (str_is(name, severity_name(s))) {
			*severity = s;
			return true;
		}
	}
	return false;
}

static void hand_on(struct reporter *r, const struct report *report)
{
	r->count[report->severity]++;
	if (r->on_report)
		r->on_report(r->context, report);
}

void report(struct reporter *r, enum severity severity, const struct place *place, const char *rule,
            const char *format, ...)
{
	struct buf message = {0};
	va_list args;
	va_start(args, format);
	buf_vprintf(&message, format, args);
	va_end(args);
	struct report made = {
		.severity = severity,
		.place = place ? *place : (struct place){0},
		.rule = rule,
		.message = message.failed ? STR("(no memory left for this message)")
	                                  : buf_str(&message),
	};
	hand_on(r, &made);
	buf_free(&message);
}

void report_errno(struct reporter *r, const char *file, const char *what)
{
	int error = errno;
	report(r, SEVERITY_FATAL, &(struct place){.file = file}, NULL, "cannot %s: %s", what,
	       strerror(error));
}

void report_memory(struct reporter *r)
{
	// No allocation on this path: there is nothing left to allocate from.
	struct report made = {.severity = SEVERITY_FATAL, .message = STR("memory ran out")};
	hand_on(r, &made);
}

int report_status(const struct reporter *r)
{
	if (r->count[SEVERITY_FATAL])
		return 2;
	return r->count[SEVERITY_ERROR] ? 1 : 0;
}
