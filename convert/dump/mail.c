// mail.c: the text of a mail

#include "dump/mail.h"

#include "dump/fields.h"
#include "dump/mailcoding.h"

enum {
	PARTS_DEEP = 16, // of parts in parts
	ID_MAX = 200,
};

// What is looked for, and what was found.
struct search {
	const char *type;
	struct buf text, charset;
	size_t found, left; // `left`: in another charset than the first
	bool failed;
};

static void look_at(struct search *s, struct str entity, unsigned depth);

// Whether the line is the boundary; *last: of the last part.
static bool is_boundary(struct str line, struct str boundary, bool *last)
{
	line = str_trim_right(line);
	if (!str_starts(line, STR("--")) || !str_starts(str_after(line, 2), boundary))
		return false;
	struct str rest = str_after(line, 2 + boundary.n);
	*last = str_is(rest, "--");
	return *last || rest.n == 0;
}

// The line end before a boundary belongs to the boundary (RFC 2046, 5.1.1).
static struct str part_of(struct str body, size_t from, size_t to)
{
	struct str part = str_from_to(body, from, to);
	if (part.n && part.s[part.n - 1] == '\n')
		part.n--;
	if (part.n && part.s[part.n - 1] == '\r')
		part.n--;
	return part;
}

static void look_at_parts(struct search *s, struct str body, struct str boundary, unsigned depth)
{
	struct str rest = body, line;
	size_t from = body.n;
	bool open = false, last = false;
	while (!last && rest.n) {
		size_t at = body.n - rest.n;
		str_field(&rest, '\n', &line);
		if (!is_boundary(line, boundary, &last))
			continue;
		if (open)
			look_at(s, part_of(body, from, at), depth + 1);
		open = true;
		from = body.n - rest.n;
	}
	if (open && !last)
		look_at(s, part_of(body, from, body.n), depth + 1);
}

static void take_text(struct search *s, struct str charset, struct str coding, struct str body)
{
	if (s->found && !fields_same(charset, buf_str(&s->charset))) {
		s->left++;
		return;
	}
	if (s->found++ && s->text.n && s->text.s[s->text.n - 1] != '\n')
		buf_putc(&s->text, '\n');
	if (!s->charset.n)
		buf_put(&s->charset, charset);
	mail_decode(coding, body, &s->text);
}

// A mail, or a part of one: its head, an empty line, its body.
static void look_at(struct search *s, struct str entity, unsigned depth)
{
	struct fields head = {0};
	bool bare = str_starts(entity, STR("\n")) || str_starts(entity, STR("\r\n"));
	size_t end = bare ? str_find_char(entity, '\n') + 1 : fields_end(entity);
	// A mail that was cut off in its head has no text; nor has a part.
	fields_read(&head, str_from_to(entity, 0, end));
	struct str type = fields_value(&head, "Content-Type");
	struct str media = fields_media(type), boundary = fields_parameter(type, "boundary");
	struct str body = str_after(entity, end);
	struct str disposition = fields_media(fields_value(&head, "Content-Disposition"));
	bool multipart = fields_same(str_from_to(media, 0, 10), STR("multipart/"));
	if (!media.n)
		media = STR("text/plain");
	if (head.failed)
		s->failed = true;
	else if (multipart && boundary.n && depth < PARTS_DEEP)
		look_at_parts(s, body, boundary, depth);
	else if (fields_same(media, str_from(s->type)) &&
	         !fields_same(disposition, STR("attachment")))
		take_text(s, fields_parameter(type, "charset"),
		          fields_media(fields_value(&head, "Content-Transfer-Encoding")), body);
	fields_free(&head);
}

static struct fields head_of(struct str mail)
{
	struct fields head = {0};
	size_t end = fields_end(mail);
	fields_read(&head, str_from_to(mail, 0, end));
	return head;
}

void mail_id(struct str mail, struct buf *id)
{
	struct fields head = head_of(mail);
	struct str given = fields_value(&head, "Message-ID");
	buf_clear(id);
	if (str_take(&given, '<'))
		given = str_from_to(given, 0, str_find_char(given, '>'));
	for (size_t i = 0; i < given.n && i < ID_MAX; i++) {
		char c = given.s[i];
		bool parts = c == '/' || c == '\\' || (unsigned char)c <= ' ' || c == 0x7f;
		buf_putc(id, parts ? '_' : c);
	}
	id->failed = id->failed || head.failed;
	fields_free(&head);
}

static bool give(struct reading *r, struct search *s, struct item *item)
{
	if (s->failed || s->text.failed || s->charset.failed)
		return reading_memory(r);
	if (!s->found)
		return reading_fails_as(r, item, "it is a mail without a text of its own");
	item->content = buf_str(&s->text);
	item->charset = buf_str(&s->charset);
	item->type = str_from(s->type);
	if (s->left)
		reading_passes(r, item, "part", str_from(s->type));
	return reading_takes(r, item);
}

bool mail_take(struct reading *r, struct str mail, struct item *item)
{
	char date[24];
	struct fields head = head_of(mail);
	mail_date(fields_value(&head, "Date"), date);
	fields_free(&head);
	if (date[0])
		item->modified = str_from(date);
	struct search s = {.type = "text/plain"};
	look_at(&s, mail, 0);
	if (!s.found) {
		s.type = "text/html";
		look_at(&s, mail, 0);
	}
	bool more = give(r, &s, item);
	buf_free(&s.text);
	buf_free(&s.charset);
	return more;
}
