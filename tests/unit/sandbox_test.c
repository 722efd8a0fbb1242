/* SPDX-License-Identifier: EUPL-1.2 */
// LINK: -Wl,--wrap=syscall -lpthread
/* sandbox — a child enters it and then tries: what must be refused is, what a build needs is not, on every ABI of Landlock.
 *
 * What the kernel has is found out here without the program's own code; where it has a part, that part must hold. The wrapped 'syscall'
 * makes the kernel an older one, or one that refuses. */
#include "check.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../gen/base/file.h"
#include "../../gen/base/sandbox.h"
#include "../../gen/write/tree.h"
#include "../../gen/write/tree_place.h"

#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
enum { IS_SANITIZED = true };
#else
enum { IS_SANITIZED = false };
#endif

enum { ABI_REFERS = 2, ABI_TRUNCATES = 3, ABI_TCP = 4, ABI_SCOPES = 6 };

static struct arena *arena;
static int kernel_abi;          /* 0: no Landlock */
static bool kernel_has_seccomp; /* and the program uses it */

/* ---- another kernel ---- */

static struct {
	long call; /* 0: none; the version is asked by SYS_landlock_create_ruleset without a ruleset */
	int reason;
	int abi; /* the version's answer in place of a reason */
} other_kernel;

long __real_syscall(long call, long a, long b, long c, long d, long e, long f);
long __wrap_syscall(long call, long a, long b, long c, long d, long e, long f);
long
__wrap_syscall(long call, long a, long b, long c, long d, long e, long f)
{
	bool is_version = call == SYS_landlock_create_ruleset && a == 0;

	if (other_kernel.abi && is_version)
		return other_kernel.abi;
	if (other_kernel.reason && other_kernel.call == call) {
		errno = other_kernel.reason;
		return -1;
	}
	return __real_syscall(call, a, b, c, d, e, f);
}

/* ---- what the kernel has ---- */

static bool
status_says(pid_t process, const char *line)
{
	size_t size;
	char *status = file_read(arena_printf(arena, "/proc/%d/status", process), &size);
	bool is_said = status && strstr(status, line);

	free(status);
	return is_said;
}

static void
ask_kernel(void)
{
	long abi = __real_syscall(SYS_landlock_create_ruleset, 0, 0, 1, 0, 0, 0);

	kernel_abi = abi > 0 ? (int)abi : 0;
	kernel_has_seccomp = status_says(getpid(), "\nSeccomp_filters:") && !IS_SANITIZED;
}

/* ---- children ---- */

static int
status_of(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return status;
}

static struct sandbox
enter(void)
{
	struct sandbox_places places = {0};

	sandbox_allow(&places, STR("content"), SANDBOX_READ);
	tree_place_allow(tree_place_make(STR("site/out")), &places);
	return sandbox_enter(&places);
}

/* Runs what in a child, in the sandbox; what tells failures by CHECK. The child's words go to the file "said". */
static int
in_sandbox(void (*what)(struct sandbox sandbox))
{
	pid_t child;

	fflush(stdout);
	child = fork();
	if (child)
		return status_of(child);
	if (dup2(open("said", O_WRONLY | O_CREAT | O_TRUNC, 0644), STDERR_FILENO) < 0)
		_exit(1);
	check_failed = 0;
	what(enter());
	fflush(stdout);
	_exit(check_failed > 0);
}

static bool
says(const char *text)
{
	size_t size;
	char *said = file_read(STR("said"), &size);
	bool is_said = said && strstr(said, text);

	free(said);
	return is_said;
}

/* ---- what is refused ---- */

/* An attempt is 0 where it succeeded, else errno. */
static int
result(long value)
{
	return value < 0 ? errno : 0;
}

static int
try_beside_out(void)
{
	return result(open("site/new", O_WRONLY | O_CREAT, 0644));
}
static int
try_above(void)
{
	return result(open("new", O_WRONLY | O_CREAT, 0644));
}
static int
try_tmp(void)
{
	return result(open("/tmp/opvolging-sandbox-test", O_WRONLY | O_CREAT, 0644));
}
static int
try_device(void)
{
	return result(open("/dev/null", O_WRONLY));
}
static int
try_content(void)
{
	return result(open("content/a.md", O_WRONLY));
}
static int
try_new_content(void)
{
	return result(open("content/b.md", O_WRONLY | O_CREAT, 0644));
}
static int
try_unlink(void)
{
	return result(unlink("content/a.md"));
}
static int
try_rename(void)
{
	return result(rename("content/a.md", "site/out/a.md"));
}
static int
try_rename_folder(void)
{
	return result(rename("content", "site/out/content"));
}
static int
try_link(void)
{
	return result(link("content/a.md", "site/out/b.md"));
}
static int
try_truncate(void)
{
	return result(truncate("content/a.md", 0));
}
static int
try_symlink(void)
{
	return result(symlink("/", "site/out/root"));
}
static int
try_fifo(void)
{
	return result(mknod("site/out/pipe", S_IFIFO | 0644, 0));
}
static int
try_remove(void)
{
	return result(rmdir("empty"));
}

static int
try_exec(void)
{
	char *const words[] = {"true", NULL};

	return result(execv("/bin/true", words));
}

static int
try_secret(void)
{
	return result(open("secret", O_RDONLY));
}
static int
try_passwd(void)
{
	return result(open("/etc/passwd", O_RDONLY));
}
static int
try_root(void)
{
	return result(open("/", O_RDONLY | O_DIRECTORY));
}
static int
try_process(void)
{
	return result(open("/proc/self/environ", O_RDONLY));
}

static int
try_tcp(int (*call)(int, const struct sockaddr *, socklen_t))
{
	struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
	int file = socket(AF_INET, SOCK_STREAM, 0);

	here.sin_port = htons(call == connect ? 9 : 0);
	return file < 0 ? errno : result(call(file, (struct sockaddr *)&here, sizeof here));
}

static int
try_connect(void)
{
	return try_tcp(connect);
}
static int
try_bind(void)
{
	return try_tcp(bind);
}
static int
try_signal(void)
{
	return result(kill(getppid(), 0));
}

/* Each with the ABI of Landlock that knows it; 'sanitized' where a program with sanitizers may. */
static const struct attempt {
	const char *name;
	int (*attempt)(void);
	int abi;
	bool sanitized;
} attempts[] = {
	{"a file beside out", try_beside_out, ABI_REFERS, false},
	{"a file above", try_above, ABI_REFERS, false},
	{"a file in /tmp", try_tmp, ABI_REFERS, false},
	{"writing to a device", try_device, ABI_REFERS, false},
	{"writing to content", try_content, ABI_REFERS, false},
	{"a file in content", try_new_content, ABI_REFERS, false},
	{"removing content", try_unlink, ABI_REFERS, false},
	{"moving content into out", try_rename, ABI_REFERS, false},
	{"moving the content folder into out", try_rename_folder, ABI_REFERS, false},
	{"linking content into out", try_link, ABI_REFERS, false},
	{"cutting content short", try_truncate, ABI_TRUNCATES, false},
	{"a symbolic link in out", try_symlink, ABI_REFERS, false},
	{"a pipe in out", try_fifo, ABI_REFERS, false},
	{"removing a folder elsewhere", try_remove, ABI_REFERS, false},
	{"starting a program", try_exec, ABI_REFERS, true},
	{"reading beside content", try_secret, ABI_REFERS, true},
	{"reading /etc/passwd", try_passwd, ABI_REFERS, true},
	{"listing /", try_root, ABI_REFERS, true},
	{"reading the environment", try_process, ABI_REFERS, true},
	{"connecting", try_connect, ABI_TCP, false},
	{"listening", try_bind, ABI_TCP, false},
	{"a signal", try_signal, ABI_SCOPES, false},
};

static int abi_in_force;

static void
try_attempts(struct sandbox sandbox)
{
	CHECK(sandbox.landlock == PART_ACTIVE && sandbox.abi == abi_in_force);
	for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
		const struct attempt *attempt = &attempts[i];
		int reason;

		if (attempt->abi > abi_in_force || (attempt->sanitized && IS_SANITIZED))
			continue;
		reason = attempt->attempt();
		if (reason != EACCES && reason != EPERM && reason != EXDEV && reason != ENOSYS)
			printf("not refused: %s (%s)\n", attempt->name, strerror(reason));
		CHECK(reason == EACCES || reason == EPERM || reason == EXDEV || reason == ENOSYS);
	}
}

/* Harmless where it is not refused: wrong arguments, or of this child alone. */
static const struct call {
	const char *name;
	long call, arguments[6];
} calls[] = {
	{"socket inet", SYS_socket, {AF_INET, SOCK_STREAM}},
	{"socket inet6 udp", SYS_socket, {AF_INET6, SOCK_DGRAM}},
	{"socket unix", SYS_socket, {AF_UNIX, SOCK_STREAM}},
	{"socket netlink", SYS_socket, {AF_NETLINK, SOCK_RAW}},
	{"connect", SYS_connect, {-1}},
	{"sendto", SYS_sendto, {-1}},
	{"accept4", SYS_accept4, {-1}},
	{"execve", SYS_execve, {0}},
	{"execveat", SYS_execveat, {-1}},
	{"clone of a process", SYS_clone, {SIGCHLD}},
	{"clone3", SYS_clone3, {0}},
	{"ptrace", SYS_ptrace, {PTRACE_TRACEME}},
	{"process_vm_readv", SYS_process_vm_readv, {1}},
	{"process_vm_writev", SYS_process_vm_writev, {1}},
	{"kill", SYS_kill, {0}},
	{"tgkill of another", SYS_tgkill, {1, 1, 0}},
	{"pidfd_open", SYS_pidfd_open, {1}},
	{"mount", SYS_mount, {0}},
	{"umount2", SYS_umount2, {0}},
	{"chroot", SYS_chroot, {0}},
	{"pivot_root", SYS_pivot_root, {0}},
	{"unshare", SYS_unshare, {0}},
	{"setns", SYS_setns, {-1}},
	{"bpf", SYS_bpf, {0}},
	{"perf_event_open", SYS_perf_event_open, {0}},
	{"io_uring_setup", SYS_io_uring_setup, {0}},
	{"keyctl", SYS_keyctl, {0}},
	{"add_key", SYS_add_key, {0}},
	{"userfaultfd", SYS_userfaultfd, {0}},
	{"memfd_create", SYS_memfd_create, {0}},
	{"prctl", SYS_prctl, {PR_GET_DUMPABLE}},
	{"seccomp", SYS_seccomp, {0}},
	{"landlock_create_ruleset", SYS_landlock_create_ruleset, {0, 0, 1}},
	{"personality", SYS_personality, {0xffffffff}},
	{"setuid", SYS_setuid, {0}},
	{"capset", SYS_capset, {0}},
	{"fchmod", SYS_fchmod, {-1}},
	{"fchmodat", SYS_fchmodat, {-1}},
	{"fchown", SYS_fchown, {-1}},
	{"fchownat", SYS_fchownat, {-1}},
	{"utimensat", SYS_utimensat, {-1}},
	{"setxattr", SYS_setxattr, {0}},
	{"symlinkat", SYS_symlinkat, {0}},
	{"mknodat", SYS_mknodat, {-1}},
	{"chdir", SYS_chdir, {0}},
	{"open_by_handle_at", SYS_open_by_handle_at, {-1}},
	{"inotify_init1", SYS_inotify_init1, {0}},
	{"fanotify_init", SYS_fanotify_init, {0}},
	{"ioctl TIOCSTI", SYS_ioctl, {0, 0x5412}},
	{"fcntl F_SETOWN", SYS_fcntl, {0, F_SETOWN}},
	{"setrlimit", SYS_prlimit64, {0, RLIMIT_CORE, 1}},
	{"memory to execute", SYS_mmap, {0, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1}},
	{"memory made executable", SYS_mprotect, {0, 0, PROT_READ | PROT_EXEC}},
	{"reboot", SYS_reboot, {0}},
	{"init_module", SYS_init_module, {0}},
	{"kexec_load", SYS_kexec_load, {0}},
	{"settimeofday", SYS_settimeofday, {1}},
	{"syslog", SYS_syslog, {10}},
	{"a call that does not exist", 100000, {0}},
};

static void
try_calls(struct sandbox sandbox)
{
	CHECK(sandbox.seccomp == PART_ACTIVE);
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
		const long *a = calls[i].arguments;
		long value;

		errno = 0;
		value = __real_syscall(calls[i].call, a[0], a[1], a[2], a[3], a[4], a[5]);
		if (value != -1 || errno != ENOSYS)
			printf("not refused: %s (%ld, %s)\n", calls[i].name, value, strerror(errno));
		CHECK(value == -1 && errno == ENOSYS);
	}
	CHECK(fork() < 0 && errno == ENOSYS);
}

/* ---- what is needed ---- */

static bool
holds(const char *path, const char *text)
{
	size_t size;
	char *bytes = file_read(str_from(path), &size);
	bool is_same = bytes && strcmp(bytes, text) == 0;

	free(bytes);
	return is_same;
}

static void
publish(const char *text, const char *extra)
{
	struct tree *tree = tree_open(arena, STR("site/out"));

	tree_put(tree, STR("index.html"), str_from(text));
	tree_put(tree, str_from(extra), str_from(text));
	tree_put_file(tree, STR("a.md"), STR("content/a.md"));
	tree_publish(tree);
	tree_close(tree);
}

static void *
work(void *done)
{
	free(malloc(1 << 20));
	*(bool *)done = true;
	return NULL;
}

/* Portals come and go, and the two trees trade places each time; threads work; memory grows. */
static void
do_work(struct sandbox sandbox)
{
	pthread_t threads[4];
	bool done[4] = {false};

	(void)sandbox;
	publish("one", "deep/page.html");
	CHECK(holds("site/out/index.html", "one") && holds("site/out/deep/page.html", "one"));
	publish("two", "deep");
	CHECK(holds("site/out/index.html", "two") && holds("site/out/deep", "two"));
	publish("three", "deep/page.html");
	CHECK(holds("site/out/deep/page.html", "three") && holds("site/out/a.md", "a"));
	CHECK(file_write(STR("site/.out.opvolging/digests"), STR("x")));
	for (int i = 0; i < 4; i++)
		CHECK(pthread_create(&threads[i], NULL, work, &done[i]) == 0);
	for (int i = 0; i < 4; i++)
		CHECK(pthread_join(threads[i], NULL) == 0 && done[i]);
	CHECK(holds("content/a.md", "a"));
	CHECK(file_kind_of(STR("/usr/share/zoneinfo/Europe/Amsterdam"), NULL) == FILE_REGULAR);
	isatty(STDOUT_FILENO);
	free(malloc(64 << 20));
}

static void
die_of_assert(struct sandbox sandbox)
{
	(void)sandbox;
	signal(SIGABRT, SIG_DFL);
	abort();
}

static void
describe(struct sandbox sandbox)
{
	struct buf text = {0}, expected = {0};

	sandbox_describe(&sandbox, &text);
	if (kernel_abi >= ABI_REFERS)
		buf_printf(&expected, "Landlock %d%s", kernel_abi, kernel_has_seccomp ? ", seccomp" : "");
	if (IS_SANITIZED)
		buf_add_cstring(&expected, "; no seccomp beside sanitizers");
	if (kernel_abi >= ABI_REFERS && (kernel_has_seccomp || IS_SANITIZED))
		CHECK_STR(buf_str(&text), buf_str(&expected));
	buf_free(&text);
	buf_free(&expected);
}

/* ---- tests ---- */

static void
test_refusals(void)
{
	if (kernel_abi < ABI_REFERS)
		printf("sandbox_test: this kernel has no Landlock; left out: what it refuses\n");
	for (abi_in_force = ABI_REFERS; abi_in_force <= kernel_abi; abi_in_force++) {
		other_kernel.abi = abi_in_force;
		CHECK(in_sandbox(try_attempts) == 0);
		CHECK(in_sandbox(do_work) == 0);
		CHECK(holds("content/a.md", "a") && holds("secret", "secret"));
	}
	other_kernel.abi = 0;
	if (kernel_has_seccomp)
		CHECK(in_sandbox(try_calls) == 0);
	else
		printf("sandbox_test: no seccomp (%s); left out: the calls that it refuses\n",
		       IS_SANITIZED ? "a program with sanitizers" : "this kernel has none");
	CHECK(WTERMSIG(in_sandbox(die_of_assert)) == SIGABRT);
	CHECK(in_sandbox(describe) == 0);
}

static void
expect_old(struct sandbox sandbox)
{
	struct buf text = {0};

	CHECK(sandbox.landlock == PART_TOO_OLD);
	sandbox_describe(&sandbox, &text);
	CHECK(str_contains(buf_str(&text), "; the Landlock of this kernel is too old"));
	buf_free(&text);
}

static void
expect_absent(struct sandbox sandbox)
{
	struct buf text = {0};

	CHECK(sandbox.landlock == PART_ABSENT);
	sandbox_describe(&sandbox, &text);
	CHECK(str_contains(buf_str(&text), "; this kernel has no Landlock"));
	buf_free(&text);
	publish("four", "deep");
}

/* A kernel without Landlock, or with one that would refuse to publish, is worked with; one that refuses to let go is not. */
static void
test_kernels(void)
{
	other_kernel.abi = 1;
	CHECK(in_sandbox(expect_old) == 0);
	other_kernel.abi = 0;
	other_kernel.call = SYS_landlock_create_ruleset;
	other_kernel.reason = ENOSYS;
	CHECK(in_sandbox(expect_absent) == 0);
	other_kernel.reason = EOPNOTSUPP;
	CHECK(in_sandbox(expect_absent) == 0);
	other_kernel.reason = EPERM;
	CHECK(WEXITSTATUS(in_sandbox(expect_absent)) == 2);
	CHECK(says("opvolging: the sandbox cannot be entered (Landlock: Operation not permitted)") && says("--no-sandbox"));
	if (kernel_abi < ABI_REFERS)
		return;
	other_kernel.call = SYS_landlock_add_rule;
	CHECK(WEXITSTATUS(in_sandbox(expect_absent)) == 2);
	other_kernel.call = SYS_landlock_restrict_self;
	other_kernel.reason = E2BIG;
	CHECK(WEXITSTATUS(in_sandbox(expect_absent)) == 2);
	other_kernel.reason = 0;
}

/* As everybody sees the process from outside. */
static void
test_status(void)
{
	int ready[2], go_on[2];
	char byte;
	pid_t child;

	CHECK(pipe(ready) == 0 && pipe(go_on) == 0);
	fflush(stdout);
	child = fork();
	if (child == 0) {
		enter();
		if (write(ready[1], "x", 1) != 1 || read(go_on[0], &byte, 1) != 1)
			_exit(1);
		_exit(0);
	}
	CHECK(read(ready[0], &byte, 1) == 1);
	CHECK(status_says(child, "\nNoNewPrivs:\t1\n"));
	if (kernel_has_seccomp)
		CHECK(status_says(child, "\nSeccomp:\t2\n"));
	CHECK(write(go_on[1], "x", 1) == 1);
	CHECK(status_of(child) == 0);
}

int
main(void)
{
	const char *base = getenv("TMPDIR");
	char *folder;

	arena = arena_new();
	folder = arena_cstring(arena, arena_printf(arena, "%s/sandbox_test.XXXXXX", base ? base : "/tmp"));
	ask_kernel();
	if (!mkdtemp(folder) || chdir(folder) || mkdir("content", 0755) || mkdir("site", 0755) || mkdir("empty", 0755))
		return 1;
	CHECK(file_write(STR("content/a.md"), STR("a")) && file_write(STR("secret"), STR("secret")));
	test_refusals();
	test_kernels();
	test_status();
	if (chdir("/"))
		return 1;
	file_remove(str_from(folder));
	arena_free(arena);
	return check_done();
}
