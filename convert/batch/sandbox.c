// sandbox.c: what a process that reads hostile documents may do

#include "batch/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>

// What changes files. Results are moved from one folder to another, which Landlock can allow from its second
// version on.
enum { LANDLOCK_NEEDED = 2 };
static const uint64_t writing = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM |
                                LANDLOCK_ACCESS_FS_REFER | LANDLOCK_ACCESS_FS_EXECUTE;

static bool allow(int rules, const char *folder)
{
	struct landlock_path_beneath_attr beneath = {
		.allowed_access = writing & ~(uint64_t)LANDLOCK_ACCESS_FS_EXECUTE,
		.parent_fd = open(folder, O_PATH | O_CLOEXEC)};
	if (beneath.parent_fd < 0)
		return false;
	long status =
		syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
	close(beneath.parent_fd);
	return status == 0;
}

static bool lock_files(const char *const *folders, size_t n)
{
	struct landlock_ruleset_attr all = {.handled_access_fs = writing};
	long version =
		syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	if (version < LANDLOCK_NEEDED)
		return false;
	int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
	if (rules < 0)
		return false;
	bool good = true;
	for (size_t i = 0; i < n; i++)
		good &= allow(rules, folders[i]);
	good = good && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return good;
}

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef OWN_ARCHITECTURE
// Refuses a system call with "not permitted".
#define REFUSE(call) \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 1), \
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

static bool refuse_calls(void)
{
	struct sock_filter rules[] = {
		// Numbers of calls mean something else on another architecture.
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCHITECTURE, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		REFUSE(SYS_socket),
		REFUSE(SYS_connect),
		REFUSE(SYS_bind),
		REFUSE(SYS_execve),
		REFUSE(SYS_execveat),
		REFUSE(SYS_ptrace),
		REFUSE(SYS_process_vm_writev),
		REFUSE(SYS_mount),
		REFUSE(SYS_io_uring_setup),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {.len = sizeof rules / sizeof *rules, .filter = rules};
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}
#else
static bool refuse_calls(void)
{
	return false;
}
#endif

static bool enter(const char *const *folders, size_t n)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return false;
	bool files = lock_files(folders, n), calls = refuse_calls();
	return files && calls;
}
#else
static bool enter(const char *const *folders, size_t n)
{
	(void)folders;
	(void)n;
	return false;
}
#endif

// Bytes of address space in use; 0: nobody knows.
static size_t memory_in_use(void)
{
	unsigned long pages = 0;
	FILE *f = fopen("/proc/self/statm", "re");
	if (!f)
		return 0;
	if (fscanf(f, "%lu", &pages) != 1)
		pages = 0;
	fclose(f);
	return (size_t)pages * (size_t)sysconf(_SC_PAGESIZE);
}

bool sandbox_enter(const char *const *folders, size_t n, size_t memory)
{
	size_t used = memory ? memory_in_use() : 0;
	if (used) {
		struct rlimit limit = {used + memory, used + memory};
		setrlimit(RLIMIT_AS, &limit);
	}
	return enter(folders, n);
}
