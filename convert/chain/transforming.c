// transforming.c: one run of teitransform over many documents

#include "chain/transforming.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/io.h"
#include "core/parallel.h"
#include "transform/timelimit.h"

// ---- One document ----

static void write_file(struct transforming *t, size_t i, struct str result,
                       struct reporter *reporter)
{
	struct buf path = {0};
	naming_path(&t->names, i, t->output, transform_format(t->transform)->extension, &path);
	if (path.failed)
		report_memory(reporter);
	else if (output_folders(path.s, reporter))
		output_write(path.s, result, reporter);
	buf_free(&path);
}

static void run_one(void *context, size_t i, struct reporter *reporter, struct buf *made)
{
	struct transforming *t = context;
	const char *file = t->files.items[i];
	struct str name = str_is(str_from(file), "-") ? (struct str){0} : t->names.items[i];
	struct buf bytes = {0}, result = {0};
	bool good = input_read(&bytes, file, INPUT_MAX, reporter);
	if (good) {
		timelimit_allow(file, bytes.n);
		good = transform_run(t->transform, buf_str(&bytes), file, name, &result, reporter);
	}
	buf_free(&bytes);
	if (good && t->into_folder) {
		write_file(t, i, buf_str(&result), reporter);
	} else if (good) {
		buf_free(made);
		*made = result;
		result = (struct buf){0};
	}
	buf_free(&result);
}

// ---- All of them ----

static void take_one(void *context, size_t i, struct str made)
{
	struct transforming *t = context;
	(void)i;
	if (!made.n)
		return;
	if (t->begun && transform_format(t->transform)->kind == FORMAT_TABLE)
		made = str_after(made, str_find_char(made, '\n') + 1);
	t->begun = true;
	// A file is replaced as a whole; a pipe gets each result when its turn comes.
	if (t->output)
		buf_put(&t->joined, made);
	else if (!t->broken)
		t->broken = !output_print(&made, 1, t->reporter);
}

static const char *name_one(void *context, size_t i)
{
	const struct transforming *t = context;
	return t->files.items[i];
}

static void run_all(struct transforming *t)
{
	const struct parallel_work work = {.run = run_one,
	                                   .take = take_one,
	                                   .name = name_one,
	                                   .done = "transformed",
	                                   .context = t};
	timelimit_watch(t->program);
	parallel_run(&work, t->files.n, t->jobs, t->reporter);
}

static bool compile(struct transforming *t)
{
	t->transform = transform_compile(t->format, t->reporter);
	bool good = t->transform != NULL;
	for (size_t i = 0; good && i < t->n_parameters; i++)
		good = transform_set_pair(t->transform, t->parameters[i], t->reporter);
	return good;
}

static bool refuse(const struct transforming *t, const char *why)
{
	report(t->reporter, SEVERITY_FATAL, NULL, NULL, "%s", why);
	return false;
}

// Where the results go: each into its file, or all of them behind each other.
static bool find_places(struct transforming *t)
{
	struct stat st;
	struct str output = str_from(t->output);
	const struct format *format = transform_format(t->transform);
	bool joins = format->kind == FORMAT_TABLE || format->kind == FORMAT_LINES;
	t->into_folder = (output.n && output.s[output.n - 1] == '/') ||
	                 (t->output && stat(t->output, &st) == 0 && S_ISDIR(st.st_mode));
	bool printed = !t->output || str_is(output, "-");
	if (printed)
		t->output = NULL;
	if (!naming_find(&t->names, t->files.items, t->files.n, t->reporter))
		return false;
	if (t->into_folder)
		return naming_check(&t->names, t->files.items, t->output, format->extension,
		                    t->reporter);
	if (t->output && !naming_is_apart(t->files.items, t->files.n, t->output, t->reporter))
		return false;
	if (t->files.n > 1 && !joins)
		return refuse(t, "several documents make several results of this format: name a "
		                 "folder for them, as -o results/");
	if (format->kind == FORMAT_PACKAGE && printed && isatty(STDOUT_FILENO))
		return refuse(t, "this format is not for a terminal: name a file with -o, or a "
		                 "folder with -o results/");
	return t->files.n <= 1 || !transform_has(t->transform, STR("joined")) ||
	       transform_set(t->transform, STR("joined"), STR("yes"), t->reporter);
}

int transforming_run(struct transforming *t, struct reporter *reporter)
{
	t->reporter = reporter;
	if (!t->files.n)
		report(reporter, SEVERITY_INFO, NULL, NULL,
		       "no document was transformed: the list of files is empty");
	if (!t->files.n || !compile(t) || !find_places(t))
		return report_status(reporter);
	run_all(t);
	if (t->joined.failed)
		report_memory(reporter);
	else if (t->output && !t->into_folder && (t->begun || report_status(reporter) == 0))
		output_write(t->output, buf_str(&t->joined), reporter);
	return report_status(reporter);
}

void transforming_free(struct transforming *t)
{
	transform_free(t->transform);
	naming_free(&t->names);
	operands_free(&t->files);
	buf_free(&t->joined);
}
