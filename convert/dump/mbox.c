// mbox.c: the mails of a mailbox, one behind the other
//
// Each begins with a line "From ADDRESS DATE" (RFC 4155). In a mail such a line has ">" before it.

#include "dump/mail.h"
#include "dump/reading.h"

// "From jane@example.org Tue Mar  5 10:11:12 2004": a time and a year tell it from prose that begins with this word.
static bool is_from(struct str line)
{
	bool time = false, year = false;
	if (!str_starts(line, STR("From ")))
		return false;
	struct str rest = str_after(line, 5), word;
	str_word(&rest);
	while ((word = str_word(&rest)).n) {
		struct str hour = str_take_digits(&word);
		time = time || (hour.n == 2 && word.n >= 3 && word.s[0] == ':' &&
		                ascii_is_digit(word.s[1]) && ascii_is_digit(word.s[2]));
		year = year || (hour.n == 4 && word.n == 0);
	}
	return time && year;
}

static bool is_field(struct str line)
{
	size_t colon = str_find_char(line, ':');
	return colon < line.n && ascii_is_word(str_from_to(line, 0, colon));
}

bool mbox_seems(struct str head)
{
	struct str first, second;
	head = str_trim_left(head);
	return str_field(&head, '\n', &first) && is_from(first) &&
	       str_field(&head, '\n', &second) && is_field(second);
}

struct mailbox {
	struct reading *reading;
	const struct content *content;
	struct buf mail, id, path;
	uint64_t offset;
	size_t n;
	bool open, large;
};

// Gives the mail that is at its end.
static bool give(struct mailbox *b)
{
	struct reading *r = b->reading;
	if (!b->open)
		return true;
	b->n++;
	// The empty line before the next one is not of the mail.
	if (str_ends(buf_str(&b->mail), STR("\n\n")))
		buf_cut(&b->mail, b->mail.n - 1, 1);
	else if (str_ends(buf_str(&b->mail), STR("\n\r\n")))
		buf_cut(&b->mail, b->mail.n - 2, 2);
	mail_id(buf_str(&b->mail), &b->id);
	if (!b->id.n)
		buf_printf(&b->id, "mail-%zu", b->n);
	reading_path(&b->path, b->content, buf_str(&b->id));
	if (b->mail.failed || b->id.failed || b->path.failed)
		return reading_memory(r);
	struct item item = b->content->item;
	item.path = buf_str(&b->path);
	item.has_offset = b->content->file != NULL;
	item.offset = item.has_offset ? b->offset : 0;
	bool more = true;
	if (!reading_enters(r) || !reading_wants(r, &item))
		more = true;
	else if (b->large)
		more = reading_fails(r, &item, TROUBLE_LARGE);
	else
		more = mail_take(r, buf_str(&b->mail), &item);
	buf_clear(&b->mail);
	b->large = false;
	return more;
}

static void keep(struct mailbox *b, struct str line, bool cut)
{
	size_t quotes = 0;
	while (quotes < line.n && line.s[quotes] == '>')
		quotes++;
	if (quotes && str_starts(str_after(line, quotes), STR("From ")))
		line = str_after(line, 1);
	b->large = b->large || cut || b->mail.n + line.n >= b->reading->limits.item;
	if (b->large)
		return;
	buf_put(&b->mail, line);
	buf_putc(&b->mail, '\n');
}

bool mbox_read(struct reading *r, const struct content *c)
{
	char room[256];
	struct str line;
	struct mailbox b = {.reading = r, .content = c};
	struct lines lines = {.in = c->in, .end = '\n', .max = r->limits.item};
	bool more = true, strays = false;
	while (more && !r->spent && lines_next(&lines, &line)) {
		if (is_from(line)) {
			more = give(&b);
			b.offset = lines.offset;
			b.open = true;
		} else if (b.open) {
			keep(&b, line, lines.large);
		} else {
			strays = strays || str_trim(line).n;
		}
	}
	int trouble = r->spent ? r->spent : lines.trouble;
	if (more && lines.block.failed)
		more = reading_memory(r);
	if (more && !r->spent)
		more = give(&b);
	if (more && trouble)
		more = reading_breaks(r, c, reading_why(r, trouble, room));
	else if (more && strays)
		more = reading_breaks(r, c,
		                      b.n ? "something stands before its first mail, which is no "
		                            "mail"
		                          : "its name is that of a mailbox, but it has no line "
		                            "\"From …\" that a mail begins with");
	lines_free(&lines);
	buf_free(&b.mail);
	buf_free(&b.id);
	buf_free(&b.path);
	return more;
}
