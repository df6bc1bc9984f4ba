// test_sandbox.c: what a process in a sandbox cannot do

#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "batch/sandbox.h"

enum { ROOM = 256, MEMORY = 64 << 20 };

static char home[ROOM], inside[ROOM], outside[ROOM];

// Valid until the second next call.
static const char *in(const char *folder, const char *name)
{
	static char paths[2][2 * ROOM];
	static unsigned n;
	char *path = paths[n++ % 2];
	snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	return path;
}

static bool can_write(const char *folder, const char *name)
{
	int fd = open(in(folder, name), O_WRONLY | O_CREAT, 0666);
	bool good = fd >= 0 && write(fd, "x", 1) == 1;
	if (fd >= 0)
		close(fd);
	return good;
}

// ---- What is tried, in the sandbox; true: it could be done ----

static bool writes_inside(void)
{
	return can_write(inside, "new") && mkdir(in(inside, "folder"), 0777) == 0 &&
	       rename(in(inside, "new"), in(inside, "folder/moved")) == 0 &&
	       unlink(in(inside, "folder/moved")) == 0;
}

static bool reads_outside(void)
{
	char c;
	int fd = open(in(outside, "file"), O_RDONLY);
	return fd >= 0 && read(fd, &c, 1) == 1;
}

static bool writes_new(void)
{
	return can_write(outside, "new");
}

static bool writes_old(void)
{
	return can_write(outside, "file");
}

static bool removes(void)
{
	return unlink(in(outside, "file")) == 0;
}

static bool makes_folder(void)
{
	return mkdir(in(outside, "folder"), 0777) == 0;
}

static bool moves_out(void)
{
	return rename(in(inside, "file"), in(outside, "stolen")) == 0;
}

static bool writes_by_link(void)
{
	return symlink(outside, in(inside, "link")) == 0 && can_write(inside, "link/file");
}

static bool opens_network(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static bool opens_unix_socket(void)
{
	return socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static bool starts_program(void)
{
	char *const arguments[] = {"true", NULL};
	execv("/bin/true", arguments); // status 0 where that can be done
	return false;
}

static bool takes_memory(void)
{
	void *p = malloc((size_t)4 * MEMORY);
	bool good = p != NULL;
	free(p);
	return good;
}

static bool takes_some_memory(void)
{
	void *p = malloc(MEMORY / 4);
	bool good = p != NULL;
	free(p);
	return good;
}

static bool holds(void)
{
	return true;
}

// ---- Tried ----

enum answer { CAN, CANNOT, NO_SANDBOX, OTHER };

static enum answer try(bool (*what)(void))
{
	const char *folders[] = {inside};
	int status;
	pid_t pid = fork();
	if (pid == 0) {
		bool whole = sandbox_enter(folders, 1, MEMORY);
		_exit(!whole ? NO_SANDBOX : what() ? CAN : CANNOT);
	}
	assert_true(pid > 0 && waitpid(pid, &status, 0) == pid);
	return WIFEXITED(status) ? (enum answer)WEXITSTATUS(status) : OTHER;
}

static bool kernel_has_it(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 2;
}

static void want(bool (*what)(void), enum answer answer)
{
	enum answer is = try(what);
	if (is == NO_SANDBOX && !kernel_has_it()) {
		print_message("# skipped: this kernel has no Landlock of version 2\n");
		return;
	}
	assert_int_equal(is, answer);
}

static void test_inside(void **state)
{
	(void)state;
	want(writes_inside, CAN);
	want(reads_outside, CAN);
	want(holds, CAN);
}

static void test_files(void **state)
{
	(void)state;
	want(writes_new, CANNOT);
	want(writes_old, CANNOT);
	want(removes, CANNOT);
	want(makes_folder, CANNOT);
	want(moves_out, CANNOT);
	want(writes_by_link, CANNOT);
	struct stat st;
	assert_int_equal(stat(in(outside, "file"), &st), 0);
	assert_int_equal(st.st_size, 1);
}

static void test_network(void **state)
{
	(void)state;
	want(opens_network, CANNOT);
	want(opens_unix_socket, CANNOT);
}

static void test_programs(void **state)
{
	(void)state;
	want(starts_program, CANNOT);
}

static void test_memory(void **state)
{
	(void)state;
#ifdef __SANITIZE_ADDRESS__
	print_message("# skipped: memory is another with sanitizers\n");
#else
	want(takes_some_memory, CAN);
	want(takes_memory, CANNOT);
#endif
}

// Without the sandbox all of it can be done: the trials are real.
static void test_outside(void **state)
{
	(void)state;
	assert_true(can_write(outside, "trial") && unlink(in(outside, "trial")) == 0);
	assert_true(opens_network() && opens_unix_socket() && takes_memory());
	pid_t pid = fork();
	int status;
	if (pid == 0)
		_exit(starts_program() ? 0 : 1);
	assert_true(pid > 0 && waitpid(pid, &status, 0) == pid);
	assert_int_equal(status, 0);
}

static int set_up(void **state)
{
	(void)state;
	const char *temporary = getenv("TMPDIR");
	snprintf(home, sizeof home - 20, "%s/sandbox.XXXXXX", temporary ? temporary : "/tmp");
	if (!mkdtemp(home))
		return -1;
	snprintf(inside, sizeof inside, "%.200s/inside", home);
	snprintf(outside, sizeof outside, "%.200s/outside", home);
	return mkdir(inside, 0777) || mkdir(outside, 0777) || !can_write(inside, "file") ||
	       !can_write(outside, "file");
}

static int tear_down(void **state)
{
	(void)state;
	const char *const files[] = {"inside/link", "inside/file", "inside/new", "outside/file",
	                             "outside/new"};
	const char *const folders[] = {"inside/folder", "outside/folder", "inside", "outside", "."};
	for (size_t i = 0; i < LENGTH(files); i++)
		unlink(in(home, files[i]));
	for (size_t i = 0; i + 1 < LENGTH(folders); i++)
		rmdir(in(home, folders[i]));
	return rmdir(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_outside),  cmocka_unit_test(test_inside),
		cmocka_unit_test(test_files),    cmocka_unit_test(test_network),
		cmocka_unit_test(test_programs), cmocka_unit_test(test_memory),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
