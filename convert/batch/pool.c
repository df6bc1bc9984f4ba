// pool.c: worker processes that are given one document after the other

#include "batch/pool.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "batch/message.h"
#include "core/clock.h"
#include "core/io.h"

enum {
	WORKERS_MAX = 256,
	READ_SIZE = 256 * 1024,
	UNABLE = 3, // exit status of a worker that cannot work at all
	TRIES = 2,  // a worker that dies may have been killed by chance
	// What waits for an older document that takes long.
	WAITING_MAX = 4096,
	WAITING_BYTES_MAX = 32 << 20,
};

struct ticket {
	struct buf request, answer;
	enum loss loss;
	unsigned tries;
	bool done;
};

struct worker {
	pid_t pid; // 0: there is none
	int socket;
	size_t ticket; // in hand; SIZE_MAX: none
	double until;  // when it will have taken too long
	struct buf heard;
};

struct pool {
	const struct pool_work *work;
	struct worker workers[WORKERS_MAX];
	size_t n_workers;
	// A ring of those given and not handed over; `first` is the number of the oldest.
	struct ticket tickets[WAITING_MAX];
	size_t first, next;
	size_t waiting_bytes; // of answers
	bool stopped;
	struct reporter *reporter;
};

static struct ticket *ticket_of(struct pool *p, size_t number)
{
	return &p->tickets[number % WAITING_MAX];
}

// ---- In a worker ----

static bool read_message(int fd, struct buf *message)
{
	for (;;) {
		if (message_length(buf_str(message)))
			return true;
		if (!buf_reserve(message, READ_SIZE))
			return false;
		ssize_t n = read(fd, message->s + message->n, READ_SIZE);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		message->n += (size_t)n;
	}
}

static void work_on(const struct pool_work *work, int socket)
{
	struct buf request = {0}, answer = {0};
	if (!work->begin(work->context))
		_exit(UNABLE);
	while (read_message(socket, &request)) {
		work->run(work->context, buf_str(&request), &answer);
		if (answer.failed || !output_put(socket, buf_str(&answer)))
			_exit(1);
		buf_clear(&request);
		buf_clear(&answer);
	}
	_exit(0);
}

static void begin_worker(struct pool *p, int socket, pid_t parent)
{
	// Nobody is left to take what is made when the run was killed.
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	// Who interrupts the run means this process's parent, which sees to it.
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	for (size_t i = 0; i < p->n_workers; i++)
		if (p->workers[i].pid)
			close(p->workers[i].socket);
	work_on(p->work, socket);
}

// ---- Workers come and go ----

static bool start(struct pool *p, struct worker *w)
{
	int ends[2];
	pid_t parent = getpid();
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends)) {
		report_errno(p->reporter, NULL, "start a worker");
		return false;
	}
	pid_t pid = fork();
	if (pid == 0) {
		close(ends[0]);
		begin_worker(p, ends[1], parent);
	}
	close(ends[1]);
	if (pid < 0) {
		report_errno(p->reporter, NULL, "start a worker");
		close(ends[0]);
		return false;
	}
	w->pid = pid;
	w->socket = ends[0];
	w->ticket = SIZE_MAX;
	buf_clear(&w->heard);
	return true;
}

// How it ended, as waitpid() has it.
static int bury(struct worker *w)
{
	int status = 0;
	close(w->socket);
	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		;
	w->pid = 0;
	return status;
}

struct pool *pool_open(const struct pool_work *work, size_t jobs, struct reporter *reporter)
{
	struct pool *p = calloc(1, sizeof *p);
	if (!p) {
		report_memory(reporter);
		return NULL;
	}
	p->work = work;
	p->reporter = reporter;
	p->n_workers = jobs < 1 ? 1 : jobs < WORKERS_MAX ? jobs : WORKERS_MAX;
	for (size_t i = 0; i < p->n_workers; i++) {
		p->workers[i].ticket = SIZE_MAX;
		if (!start(p, &p->workers[i])) {
			pool_close(p);
			return NULL;
		}
	}
	return p;
}

// ---- What comes back ----

static void take_answer(struct pool *p, size_t number, struct str content, enum loss loss)
{
	struct ticket *t = ticket_of(p, number);
	buf_put(&t->answer, content);
	if (t->answer.failed) {
		report_memory(p->reporter);
		p->stopped = true;
	}
	if (loss == LOSS_NONE)
		buf_free(&t->request);
	t->loss = loss;
	t->done = true;
	p->waiting_bytes += content.n;
}

// Hands over what is done, as far as nothing older is missing.
static void hand_over(struct pool *p)
{
	while (p->first < p->next && ticket_of(p, p->first)->done) {
		struct ticket *t = ticket_of(p, p->first++);
		if (!p->stopped && !p->work->done(p->work->context, buf_str(&t->request),
		                                  buf_str(&t->answer), t->loss))
			p->stopped = true;
		p->waiting_bytes -= t->answer.n;
		buf_free(&t->request);
		buf_free(&t->answer);
		*t = (struct ticket){0};
	}
}

static void hand_to_worker(struct pool *p, struct worker *w, size_t number);

// A worker has ended without an answer. One that was given its document and died may have died of something else:
// the document gets another one, once.
static void lose(struct pool *p, struct worker *w, enum loss loss)
{
	size_t number = w->ticket;
	int status = bury(w);
	if (WIFEXITED(status) && WEXITSTATUS(status) == UNABLE) {
		report(p->reporter, SEVERITY_FATAL, NULL, NULL, "a worker could not be set up");
		p->stopped = true;
		return;
	}
	if (loss == LOSS_NONE)
		loss = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL ? LOSS_KILLED
		                                                          : LOSS_CRASH;
	if (!start(p, w))
		p->stopped = true;
	if (number == SIZE_MAX)
		return;
	struct ticket *t = ticket_of(p, number);
	if (loss == LOSS_LATE || t->tries >= TRIES || p->stopped)
		take_answer(p, number, (struct str){0}, loss);
	else
		hand_to_worker(p, w, number);
}

static void hand_to_worker(struct pool *p, struct worker *w, size_t number)
{
	struct ticket *t = ticket_of(p, number);
	t->tries++;
	w->ticket = number;
	w->until = clock_seconds() + p->work->seconds(p->work->context, buf_str(&t->request));
	// One that died meanwhile is told by its socket, when that is read.
	(void)output_put(w->socket, buf_str(&t->request));
}

static void hear(struct pool *p, struct worker *w)
{
	ssize_t n = -1;
	if (buf_reserve(&w->heard, READ_SIZE))
		n = read(w->socket, w->heard.s + w->heard.n, READ_SIZE);
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (n <= 0) {
		lose(p, w, LOSS_NONE);
		return;
	}
	w->heard.n += (size_t)n;
	if (!message_length(buf_str(&w->heard)))
		return;
	take_answer(p, w->ticket, buf_str(&w->heard), LOSS_NONE);
	w->ticket = SIZE_MAX;
	buf_clear(&w->heard);
}

static void stop_late(struct pool *p, double time)
{
	for (size_t i = 0; i < p->n_workers; i++) {
		struct worker *w = &p->workers[i];
		if (!w->pid || w->ticket == SIZE_MAX || w->until > time)
			continue;
		kill(w->pid, SIGKILL);
		lose(p, w, LOSS_LATE);
	}
}

// Waits for workers to say something, or to have taken too long, or until something is to be read from a file
// descriptor (-1: none), which is then true.
static bool listen_once(struct pool *p, bool waits, int fd)
{
	struct pollfd fds[WORKERS_MAX + 1];
	double time = clock_seconds(), until = time + 1;
	size_t n = p->n_workers;
	for (size_t i = 0; i < n; i++) {
		struct worker *w = &p->workers[i];
		fds[i] = (struct pollfd){.fd = w->pid ? w->socket : -1, .events = POLLIN};
		if (w->ticket != SIZE_MAX && w->until < until)
			until = w->until;
	}
	fds[n] = (struct pollfd){.fd = fd, .events = POLLIN};
	int milliseconds = until > time ? (int)((until - time) * 1000) + 1 : 0;
	int ready = poll(fds, (nfds_t)n + 1, waits ? milliseconds : 0);
	for (size_t i = 0; ready > 0 && i < n; i++)
		if (p->workers[i].pid && fds[i].revents)
			hear(p, &p->workers[i]);
	stop_late(p, clock_seconds());
	hand_over(p);
	return ready > 0 && fds[n].revents;
}

static struct worker *find_free(struct pool *p)
{
	for (size_t i = 0; i < p->n_workers; i++)
		if (p->workers[i].pid && p->workers[i].ticket == SIZE_MAX)
			return &p->workers[i];
	return NULL;
}

// Whether one more may be given, or what is done has to wait for an old one.
static bool has_room(const struct pool *p)
{
	return p->next - p->first < WAITING_MAX && p->waiting_bytes < WAITING_BYTES_MAX;
}

bool pool_give(struct pool *p, const struct str *parts, size_t n)
{
	struct worker *w = NULL;
	listen_once(p, false, -1);
	while (!p->stopped && (!(w = find_free(p)) || !has_room(p)))
		listen_once(p, true, -1);
	if (p->stopped)
		return false;
	size_t number = p->next++;
	struct ticket *t = ticket_of(p, number);
	if (!message_put(&t->request, parts, n)) {
		report_memory(p->reporter);
		p->stopped = true;
		return false;
	}
	hand_to_worker(p, w, number);
	return true;
}

bool pool_pass(struct pool *p, struct buf *answer)
{
	while (!p->stopped && !has_room(p))
		listen_once(p, true, -1);
	if (p->stopped) {
		buf_free(answer);
		return false;
	}
	struct ticket *t = ticket_of(p, p->next++);
	*t = (struct ticket){.answer = *answer, .done = true};
	p->waiting_bytes += answer->n;
	*answer = (struct buf){0};
	hand_over(p);
	return !p->stopped;
}

bool pool_wait(struct pool *p)
{
	while (!p->stopped && p->first < p->next)
		listen_once(p, true, -1);
	return !p->stopped;
}

bool pool_wait_for(struct pool *p, int fd)
{
	while (!p->stopped && p->first < p->next)
		if (listen_once(p, true, fd))
			return true;
	return !p->stopped;
}

void pool_close(struct pool *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < p->n_workers; i++) {
		if (!p->workers[i].pid)
			continue;
		kill(p->workers[i].pid, SIGKILL);
		bury(&p->workers[i]);
		buf_free(&p->workers[i].heard);
	}
	for (; p->first < p->next; p->first++) {
		buf_free(&ticket_of(p, p->first)->request);
		buf_free(&ticket_of(p, p->first)->answer);
	}
	free(p);
}
