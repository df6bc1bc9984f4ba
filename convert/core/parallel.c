// parallel.c: many documents worked on by several processes

#include "core/parallel.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/io.h"

enum {
	JOBS_MAX = 256,
	READ_SIZE = 65536,
	STRETCH_MAX = 256, // documents that a process takes at once
};

enum kind { TAKEN, REPORTED, MADE, DONE };

// What a process writes into its pipe; the bytes of the four texts follow, each with a NUL.
struct message {
	uint32_t kind, severity;
	uint64_t document, line, column;
	uint64_t counts[SEVERITY_FATAL + 1]; // of DONE
	uint32_t file, source, rule, text;   // how long; UINT32_MAX: NULL
};

struct process {
	pid_t pid;
	int fd; // -1: it has ended
	struct buf heard;
	bool busy;
	size_t document; // that it has in hand
};

// Documents that nobody has taken yet, of those that lie beside each other: the next one in the upper
// half, the end in the lower one.
typedef _Atomic uint64_t segment;

struct sharing {
	const struct parallel_work *work;
	size_t n, jobs;
	struct process processes[JOBS_MAX];
	struct buf *told; // of each document, the messages that wait for their turn
	bool *done;
	size_t next; // document whose turn it is
	struct shared {
		_Atomic size_t next;        // the first document that is in no segment yet
		segment segments[JOBS_MAX]; // one for each process
	} * shared;
	struct reporter *reporter;
};

static uint32_t length_of(const char *s)
{
	return s ? (uint32_t)strlen(s) : UINT32_MAX;
}

static void put_text(struct buf *out, const char *s, uint32_t n)
{
	if (n == UINT32_MAX)
		return;
	buf_put(out, (struct str){s, n});
	buf_put(out, (struct str){"", 1});
}

static void put_message(struct buf *bytes, struct message *m, const struct report *r)
{
	m->file = r ? length_of(r->place.file) : UINT32_MAX;
	m->rule = r ? length_of(r->rule) : UINT32_MAX;
	m->source = r ? (uint32_t)r->place.source.n : UINT32_MAX;
	m->text = r ? (uint32_t)r->message.n : UINT32_MAX;
	buf_put(bytes, (struct str){(const char *)m, sizeof *m});
	if (r) {
		put_text(bytes, r->place.file, m->file);
		put_text(bytes, r->place.source.s, m->source);
		put_text(bytes, r->rule, m->rule);
		put_text(bytes, r->message.s, m->text);
	}
}

// What was made of a document goes as the text of a message.
static void send_made(int fd, size_t document, struct str made)
{
	struct message m = {.kind = MADE,
	                    .document = document,
	                    .file = UINT32_MAX,
	                    .source = UINT32_MAX,
	                    .rule = UINT32_MAX,
	                    .text = (uint32_t)made.n};
	struct buf bytes = {0};
	if (!made.n)
		return;
	buf_put(&bytes, (struct str){(const char *)&m, sizeof m});
	put_text(&bytes, made.s, m.text);
	if (made.n >= UINT32_MAX || bytes.failed || !output_put(fd, buf_str(&bytes)))
		_exit(1);
	buf_free(&bytes);
}

static void send_message(int fd, struct message *m, const struct report *r)
{
	struct buf bytes = {0};
	put_message(&bytes, m, r);
	if (bytes.failed || !output_put(fd, buf_str(&bytes)))
		_exit(1);
	buf_free(&bytes);
}

struct outlet {
	int fd;
	size_t document;
};

static void on_report(void *context, const struct report *r)
{
	const struct outlet *outlet = context;
	struct message m = {.kind = REPORTED,
	                    .severity = r->severity,
	                    .document = outlet->document,
	                    .line = r->place.line,
	                    .column = r->place.column};
	send_message(outlet->fd, &m, r);
}

static uint64_t segment_of(size_t next, size_t end)
{
	return (uint64_t)next << 32 | (uint64_t)end;
}

static size_t left_in(uint64_t range)
{
	return (size_t)((range & UINT32_MAX) - (range >> 32));
}

// Takes a document off one end of a segment. False: it is empty, or another process was quicker.
static bool take_from(segment *from, bool front, size_t *document)
{
	uint64_t range = atomic_load(from);
	size_t next = (size_t)(range >> 32), end = (size_t)(range & UINT32_MAX);
	if (next == end)
		return false;
	*document = front ? next : end - 1;
	return atomic_compare_exchange_strong(from, &range, segment_of(next + front, end - !front));
}

static segment *find_longest(struct sharing *s)
{
	segment *longest = NULL;
	size_t most = 0;
	for (size_t i = 0; i < s->jobs; i++) {
		size_t left = left_in(atomic_load(&s->shared->segments[i]));
		if (left > most) {
			most = left;
			longest = &s->shared->segments[i];
		}
	}
	return longest;
}

// Documents beside each other are often alike: who has checked one has learnt for the next. So a process takes a
// stretch of them, which is short enough that what is found in it can wait for its turn, and shorter
// towards the end. False: none is left.
static bool refill(struct sharing *s, size_t process)
{
	size_t next = atomic_load(&s->shared->next), n;
	do {
		if (next >= s->n)
			return false;
		n = (s->n - next) / (4 * s->jobs);
		n = n < 1 ? 1 : n > STRETCH_MAX ? STRETCH_MAX : n;
	} while (!atomic_compare_exchange_weak(&s->shared->next, &next, next + n));
	atomic_store(&s->shared->segments[process], segment_of(next, next + n));
	return true;
}

// The next of its own stretch, or of a new one; else the last of the longest. SIZE_MAX: none is left.
static size_t take(struct sharing *s, size_t process)
{
	size_t document;
	segment *from;
	do
		while (left_in(atomic_load(&s->shared->segments[process])))
			if (take_from(&s->shared->segments[process], true, &document))
				return document;
	while (refill(s, process));
	while ((from = find_longest(s)))
		if (take_from(from, false, &document))
			return document;
	return SIZE_MAX;
}

// The life of a process: it takes one document after the other until none is left.
static void work_on(struct sharing *s, size_t process, int fd)
{
	size_t i;
	while ((i = take(s, process)) != SIZE_MAX) {
		struct outlet outlet = {fd, i};
		struct reporter reporter = {.on_report = on_report, .context = &outlet};
		struct message taken = {.kind = TAKEN, .document = i};
		struct message done = {.kind = DONE, .document = i};
		send_message(fd, &taken, NULL);
		struct buf made = {0};
		s->work->run(s->work->context, i, &reporter, &made);
		send_made(fd, i, buf_str(&made));
		buf_free(&made);
		for (int k = 0; k <= SEVERITY_FATAL; k++)
			done.counts[k] = reporter.count[k];
		send_message(fd, &done, NULL);
	}
	_exit(0);
}

static bool start(struct sharing *s, size_t process)
{
	struct process *p = &s->processes[process];
	int ends[2];
	if (pipe(ends))
		return false;
	p->pid = fork();
	if (p->pid == 0) {
		close(ends[0]);
		work_on(s, process, ends[1]);
	}
	close(ends[1]);
	p->fd = ends[0];
	if (p->pid > 0)
		return true;
	close(ends[0]);
	p->fd = -1;
	return false;
}

static size_t size_of(uint32_t n)
{
	return n == UINT32_MAX ? 0 : (size_t)n + 1;
}

static size_t size_of_message(const struct message *m)
{
	return sizeof *m + size_of(m->file) + size_of(m->source) + size_of(m->rule) +
	       size_of(m->text);
}

// Cuts the next message off what was heard. False: it is not there as a whole.
static bool next_message(struct str *rest, struct message *m, struct str *whole)
{
	if (rest->n < sizeof *m)
		return false;
	memcpy(m, rest->s, sizeof *m);
	size_t size = size_of_message(m);
	if (rest->n < size)
		return false;
	*whole = str_from_to(*rest, 0, size);
	*rest = str_after(*rest, size);
	return true;
}

static const char *take_text(const char **at, uint32_t n)
{
	const char *s = n == UINT32_MAX ? NULL : *at;
	*at += size_of(n);
	return s;
}

static void replay(struct sharing *s, const struct message *m, struct str whole, size_t *counts)
{
	const char *at = whole.s + sizeof *m;
	const char *file = take_text(&at, m->file), *source = take_text(&at, m->source);
	const char *rule = take_text(&at, m->rule), *text = take_text(&at, m->text);
	if (m->kind == REPORTED) {
		struct place place = {.file = file,
		                      .line = m->line,
		                      .column = m->column,
		                      .source = {source, source ? m->source : 0}};
		report(s->reporter, (enum severity)m->severity, &place, rule, "%.*s", (int)m->text,
		       text);
		counts[m->severity]++;
	}
	if (m->kind == MADE)
		s->work->take(s->work->context, (size_t)m->document, (struct str){text, m->text});
	// What was counted and not reported.
	for (int k = 0; m->kind == DONE && k <= SEVERITY_FATAL; k++)
		s->reporter->count[k] += (size_t)m->counts[k] - counts[k];
}

static void begin(struct sharing *s, size_t i)
{
	if (s->work->begin)
		s->work->begin(s->work->context, i);
}

static void finish(struct sharing *s, size_t i)
{
	if (s->work->end)
		s->work->end(s->work->context, i);
}

// In this process.
static void do_here(struct sharing *s, size_t i)
{
	begin(s, i);
	struct buf made = {0};
	s->work->run(s->work->context, i, s->reporter, &made);
	s->work->take(s->work->context, i, buf_str(&made));
	buf_free(&made);
	finish(s, i);
}

// Reports what is known of the documents whose turn it is.
static void report_in_turn(struct sharing *s)
{
	for (; s->next < s->n && s->done[s->next]; s->next++) {
		struct str rest = buf_str(&s->told[s->next]), whole;
		size_t counts[SEVERITY_FATAL + 1] = {0};
		struct message m;
		begin(s, s->next);
		while (next_message(&rest, &m, &whole))
			replay(s, &m, whole, counts);
		finish(s, s->next);
		buf_free(&s->told[s->next]);
	}
}

static void sort_out(struct sharing *s, struct process *p)
{
	struct str rest = buf_str(&p->heard), whole;
	struct message m;
	while (next_message(&rest, &m, &whole)) {
		p->busy = m.kind != DONE;
		p->document = (size_t)m.document;
		if (m.kind != TAKEN)
			buf_put(&s->told[m.document], whole);
		s->done[m.document] |= m.kind == DONE;
	}
	buf_cut(&p->heard, 0, p->heard.n - rest.n);
}

// Tells of the document that a process had in hand when it was stopped, when its turn comes.
static void report_lost(struct sharing *s, size_t i, int ending)
{
	struct buf text = {0};
	buf_printf(&text,
	           "this document could not be %s: the process that had it in hand was "
	           "stopped%s",
	           s->work->done,
	           ending == SIGKILL   ? ", probably for want of memory; take fewer at a time (-j)"
	           : ending == SIGXCPU ? ", since it took too long"
	                               : "");
	struct report lost = {.severity = SEVERITY_FATAL,
	                      .place = {.file = s->work->name(s->work->context, i)},
	                      .message = buf_str(&text)};
	struct message m = {.kind = REPORTED, .severity = SEVERITY_FATAL, .document = i};
	put_message(&s->told[i], &m, &lost);
	buf_free(&text);
	s->done[i] = true;
}

// A process has ended. If it had a document in hand, that is lost, and another takes up what is left.
static void end(struct sharing *s, struct process *p)
{
	int status = 0;
	close(p->fd);
	p->fd = -1;
	while (waitpid(p->pid, &status, 0) < 0 && errno == EINTR)
		;
	if (!p->busy)
		return;
	report_lost(s, p->document, WIFSIGNALED(status) ? WTERMSIG(status) : 0);
	p->busy = false;
	buf_clear(&p->heard); // half a message
	start(s, (size_t)(p - s->processes));
}

static bool hear(struct sharing *s, struct process *p)
{
	if (!buf_reserve(&p->heard, READ_SIZE))
		return false;
	ssize_t n = read(p->fd, p->heard.s + p->heard.n, READ_SIZE);
	if (n < 0 && errno == EINTR)
		return true;
	if (n <= 0) {
		end(s, p);
		return true;
	}
	p->heard.n += (size_t)n;
	sort_out(s, p);
	return true;
}

static bool listen_to_all(struct sharing *s)
{
	struct pollfd fds[JOBS_MAX];
	size_t open = 1;
	while (open) {
		open = 0;
		for (size_t i = 0; i < s->jobs; i++) {
			fds[i] = (struct pollfd){.fd = s->processes[i].fd, .events = POLLIN};
			open += s->processes[i].fd >= 0;
		}
		if (open && poll(fds, (nfds_t)s->jobs, -1) < 0 && errno != EINTR)
			return false;
		for (size_t i = 0; open && i < s->jobs; i++)
			if (fds[i].fd >= 0 && fds[i].revents && !hear(s, &s->processes[i]))
				return false;
		report_in_turn(s);
	}
	return true;
}

// No process is left, but documents may be: this one does them.
static void do_rest(struct sharing *s)
{
	while (s->next < s->n) {
		if (!s->done[s->next])
			do_here(s, s->next++);
		report_in_turn(s);
	}
}

static void do_first(struct sharing *s)
{
	s->done[0] = true;
	do_here(s, 0);
	s->next = 1;
}

static void do_all_here(struct sharing *s)
{
	for (size_t i = 0; i < s->n; i++)
		do_here(s, i);
}

void parallel_run(const struct parallel_work *work, size_t n, size_t jobs,
                  struct reporter *reporter)
{
	struct sharing s = {.work = work, .n = n, .reporter = reporter};
	if (!work->apart && (jobs < 2 || n < 2)) {
		do_all_here(&s);
		return;
	}
	s.jobs = jobs < JOBS_MAX ? jobs : JOBS_MAX;
	s.jobs = s.jobs < n ? s.jobs : n;
	s.jobs = s.jobs ? s.jobs : 1;
	s.told = calloc(n + 1, sizeof *s.told);
	s.done = calloc(n + 1, sizeof *s.done);
	void *shared = mmap(NULL, sizeof *s.shared, PROT_READ | PROT_WRITE,
	                    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	s.shared = shared == MAP_FAILED ? NULL : shared;
	for (size_t i = 0; i < JOBS_MAX; i++)
		s.processes[i].fd = -1;
	bool good = n < UINT32_MAX && s.told && s.done && s.shared;
	if (good) {
		if (!work->apart)
			do_first(&s);
		atomic_init(&s.shared->next, s.next);
		fflush(NULL); // or each process writes it again
	}
	for (size_t i = 0; good && i < s.jobs; i++)
		start(&s, i);
	if (!good || !listen_to_all(&s))
		report_memory(reporter);
	else
		do_rest(&s);
	for (size_t i = 0; i < s.jobs; i++) {
		if (s.processes[i].fd >= 0)
			close(s.processes[i].fd);
		buf_free(&s.processes[i].heard);
	}
	for (size_t i = s.next; s.told && i < n; i++)
		buf_free(&s.told[i]);
	if (s.shared)
		munmap(shared, sizeof *s.shared);
	free(s.told);
	free(s.done);
}
