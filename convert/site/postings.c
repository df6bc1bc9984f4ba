// postings.c: the index of words, in parts that a browser loads one at a time

#include "site/postings.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/io.h"
#include "core/json.h"
#include "site/words.h"

enum { GATHERED_MAX = 48 << 20 };

struct posting {
	struct str word;
	size_t document, count, order;
};

struct found {
	struct posting *items;
	size_t n, cap;
};

// Where a part gathers until its turn comes.
static void put_path(const struct postings *p, size_t shard, struct buf *path)
{
	char name[40];
	snprintf(name, sizeof name, "search/%03zx.part", shard);
	folder_path(p->folder, name, path);
}

bool postings_begin(struct postings *p, struct folder *folder, size_t shards,
                    struct reporter *reporter)
{
	*p = (struct postings){.folder = folder, .shards = shards};
	p->parts = calloc(shards, sizeof *p->parts);
	p->begun = calloc(shards, sizeof *p->begun);
	if (p->parts && p->begun)
		return true;
	report_memory(reporter);
	return false;
}

// ---- What has gathered goes to the disk ----

static bool spill_part(struct postings *p, size_t shard, struct reporter *reporter)
{
	struct buf path = {0};
	put_path(p, shard, &path);
	int how = O_WRONLY | O_CREAT | O_CLOEXEC | (p->begun[shard] ? O_APPEND : O_TRUNC);
	bool ready = !path.failed && output_folders(path.s, reporter);
	int fd = ready ? open(path.s, how, 0666) : -1;
	bool good = fd >= 0 && output_put(fd, buf_str(&p->parts[shard]));
	if (fd >= 0 && close(fd) != 0)
		good = false;
	if (!good)
		report_errno(reporter, path.s, "write");
	p->begun[shard] = true;
	buf_free(&p->parts[shard]);
	buf_free(&path);
	return good;
}

static bool spill(struct postings *p, struct reporter *reporter)
{
	for (size_t i = 0; i < p->shards; i++)
		if (p->parts[i].n && !spill_part(p, i, reporter))
			return false;
	p->gathered = 0;
	return true;
}

bool postings_add(struct postings *p, struct str word, size_t document, size_t count,
                  struct reporter *reporter)
{
	struct buf *part = &p->parts[word_shard(word, p->shards)];
	size_t before = part->n;
	buf_put(part, word);
	buf_printf(part, " %zu %zu\n", document, count);
	p->gathered += part->n - before;
	if (part->failed) {
		report_memory(reporter);
		return false;
	}
	return p->gathered < GATHERED_MAX || spill(p, reporter);
}

// ---- A part is read again, sorted and written ----

static bool read_part(struct str rest, struct found *found)
{
	struct str line;
	while (str_field(&rest, '\n', &line)) {
		if (!ARRAY_ROOM(found))
			return false;
		struct posting *one = &found->items[found->n];
		one->word = str_word(&line);
		if (!str_number(str_word(&line), &one->document) ||
		    !str_number(str_word(&line), &one->count))
			continue;
		one->order = found->n++;
	}
	return true;
}

static int compare(const void *a, const void *b)
{
	const struct posting *x = a, *y = b;
	int order = str_cmp(x->word, y->word);
	return order ? order : (x->order > y->order) - (x->order < y->order);
}

static void put_36(struct buf *out, size_t number)
{
	char digits[16];
	size_t n = sizeof digits;
	do
		digits[--n] = "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36];
	while ((number /= 36) && n);
	buf_put(out, (struct str){digits + n, sizeof digits - n});
}

static void put_part(struct buf *out, size_t shard, const struct found *found)
{
	buf_printf(out, "stenogram.part(%zu, {", shard);
	for (size_t i = 0, before = 0; i < found->n; i++) {
		const struct posting *one = &found->items[i];
		bool again = i && str_eq(one->word, one[-1].word);
		if (!again) {
			buf_puts(out, i ? "\",\n" : "\n");
			json_put(out, one->word);
			buf_puts(out, ":\"");
			before = 0;
		}
		if (again)
			buf_putc(out, ' ');
		put_36(out, one->document - before);
		if (one->count > 1) {
			buf_putc(out, '.');
			put_36(out, one->count);
		}
		before = one->document;
	}
	buf_puts(out, found->n ? "\"\n})\n" : "})\n");
}

static bool write_part(struct postings *p, size_t shard, struct reporter *reporter)
{
	struct buf path = {0}, bytes = {0}, out = {0};
	struct found found = {0};
	put_path(p, shard, &path);
	bool good = !p->begun[shard] || input_read(&bytes, path.s, INPUT_MAX, reporter);
	if (good && !read_part(buf_str(&bytes), &found)) {
		report_memory(reporter);
		good = false;
	}
	if (good) {
		if (found.n)
			qsort(found.items, found.n, sizeof *found.items, compare);
		put_part(&out, shard, &found);
		char name[40];
		snprintf(name, sizeof name, "search/%03zx.js", shard);
		if (out.failed)
			report_memory(reporter);
		good = !out.failed && folder_write(p->folder, name, buf_str(&out), reporter);
	}
	free(found.items);
	buf_free(&path);
	buf_free(&bytes);
	buf_free(&out);
	return good;
}

bool postings_end(struct postings *p, struct reporter *reporter)
{
	bool good = spill(p, reporter);
	for (size_t i = 0; i < p->shards && good; i++)
		good = write_part(p, i, reporter);
	return good;
}

void postings_free(struct postings *p)
{
	for (size_t i = 0; i < p->shards && p->parts; i++)
		buf_free(&p->parts[i]);
	free(p->parts);
	free(p->begun);
	*p = (struct postings){0};
}
