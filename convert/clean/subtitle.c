// subtitle.c: cleaned lines of WebVTT or SRT into cleaned lines with hints

#include "clean/subtitle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clean/layout.h"

// Reads "00:04:01.680" or "04:01,680" off *s as milliseconds.
static bool read_time(struct str *s, unsigned long *ms)
{
	unsigned long part[4] = {0};
	size_t n = 0, at = 0;
	while (n < 4) {
		size_t digits = 0;
		while (at < s->n && ascii_is_digit(s->s[at]) && digits < 9) {
			part[n] = part[n] * 10 + (unsigned long)(s->s[at++] - '0');
			digits++;
		}
		if (digits == 0)
			return false;
		n++;
		if (at < s->n && s->s[at] == ':' && n < 3) {
			at++;
			continue;
		}
		if (at < s->n && (s->s[at] == '.' || s->s[at] == ',') && n >= 2 && n < 4) {
			at++;
			size_t from = at;
			unsigned long value = 0, scale = 100;
			for (; at < s->n && ascii_is_digit(s->s[at]); at++, scale /= 10)
				value += scale * (unsigned long)(s->s[at] - '0');
			if (at == from)
				return false;
			part[3] = value;
		}
		break;
	}
	if (n < 2)
		return false;
	unsigned long seconds =
		n == 3 ? part[0] * 3600 + part[1] * 60 + part[2] : part[0] * 60 + part[1];
	*ms = seconds * 1000 + part[3];
	*s = str_after(*s, at);
	return true;
}

// A line of times: "START --> END settings".
static bool read_times(struct str line, unsigned long *from, unsigned long *to)
{
	struct str s = str_trim_left(line);
	if (!read_time(&s, from))
		return false;
	s = str_trim_left(s);
	if (!str_starts(s, STR("-->")))
		return false;
	s = str_trim_left(str_after(s, 3));
	return read_time(&s, to) && (s.n == 0 || s.s[0] == ' ');
}

static bool is_webvtt(struct str line)
{
	return str_starts(line, STR("WEBVTT")) &&
	       (line.n == 6 || line.s[6] == ' ' || line.s[6] == '\n');
}

const char *subtitle_seems(struct str text)
{
	struct str line, rest = text;
	unsigned long from, to;
	size_t number;
	if (!str_field(&rest, '\n', &line))
		return NULL;
	if (is_webvtt(line))
		return "vtt";
	while (line.n == 0 && str_field(&rest, '\n', &line))
		;
	if (str_number(str_trim(line), &number) && !str_field(&rest, '\n', &line))
		return NULL;
	return read_times(line, &from, &to) ? "srt" : NULL;
}

static void put_seconds(char *text, size_t size, unsigned long ms)
{
	int n = snprintf(text, size, "%lu.%03lu", ms / 1000, ms % 1000);
	while (text[n - 1] == '0' && text[n - 2] != '.')
		text[--n] = '\0';
}

// The character that an entity at the front of s is, and its length; 0 when it is none.
static size_t read_entity(struct str s, const char **text)
{
	static const struct {
		struct str entity;
		const char *text;
	} entities[] = {
		{STR("&amp;"), "&"},
		{STR("&lt;"), "<"},
		{STR("&gt;"), ">"},
		{STR("&nbsp;"), " "},
		{STR("&lrm;"), "\xe2\x80\x8e"},
		{STR("&rlm;"), "\xe2\x80\x8f"},
	};
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
		if (str_starts(s, entities[i].entity)) {
			*text = entities[i].text;
			return entities[i].entity.n;
		}
	}
	return 0;
}

// A tag of a cue: <v Name>, <i>, <c.loud>, <00:01:02.000>, <font color=…>. Returns its length, 0 when
// it is none. `voice` is who speaks now.
static size_t put_tag(struct layout *l, struct str s, struct str *voice)
{
	static const char *const tags[] = {"c", "ruby", "rt", "lang", "font", "s"};
	static const char *const ranges[] = {"b", "i", "u"};
	size_t end = str_find_char(s, '>');
	if (end == s.n || end < 2)
		return 0;
	struct str inside = str_from_to(s, 1, end), time = inside;
	unsigned long ms;
	bool closing = inside.s[0] == '/';
	inside = str_after(inside, closing);
	size_t n = 0;
	while (n < inside.n && inside.s[n] != ' ' && inside.s[n] != '.')
		n++;
	struct str tag = str_from_to(inside, 0, n);
	size_t blank = str_find_char(inside, ' ');
	struct str rest = str_trim(str_after(inside, blank));
	if (str_is(tag, "v")) {
		layout_close(l, "v");
		*voice = closing ? (struct str){0} : rest;
		if (voice->n)
			layout_open(l, "v", *voice);
		return end + 1;
	}
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
		if (tag.n == 1 && ascii_lower(tag.s[0]) == ranges[i][0]) {
			if (closing)
				layout_close(l, ranges[i]);
			else
				layout_open(l, ranges[i], STR(""));
			return end + 1;
		}
	}
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (str_is(tag, tags[i]))
			return end + 1;
	return read_time(&time, &ms) && time.n == 0 ? end + 1 : 0;
}

static void put_said(struct layout *l, struct str s, struct str *voice)
{
	if (voice->n)
		layout_open(l, "v", *voice);
	for (size_t at = 0, from = 0; at < s.n;) {
		struct str rest = str_after(s, at);
		const char *text = NULL;
		size_t n = 0;
		// What may be a tag is put behind the text before it, whether it is one or not.
		if (s.s[at] == '<' || s.s[at] == '&' ||
		    (s.s[at] == '{' && at + 1 < s.n && s.s[at + 1] == '\\')) {
			layout_text(l, str_from_to(s, from, at));
			from = at;
			if (s.s[at] == '<')
				n = put_tag(l, rest, voice);
			else if (s.s[at] == '&')
				n = read_entity(rest, &text);
			else if (str_find_char(rest, '}') < rest.n)
				n = str_find_char(rest, '}') + 1;
		}
		if (text)
			layout_text(l, str_from(text));
		at += n ? n : 1;
		if (n)
			from = at;
		if (at >= s.n)
			layout_text(l, str_after(s, from));
	}
}

// ---- captions that roll -------------------------------------------------------------------------

// What a line says, without tags: captions that roll show it again in the next cue, without the tags
// that time its words.
static struct str plain_line(struct buf *out, struct str line)
{
	buf_clear(out);
	for (size_t at = 0; at < line.n; at++) {
		size_t end = line.s[at] == '<' ? str_find_char(str_after(line, at), '>') : 0;
		if (end && at + end < line.n)
			at += end;
		else
			buf_putc(out, line.s[at]);
	}
	return str_trim(buf_str(out));
}

// The last line of a cue and the one at hand.
struct rolling {
	struct buf last, now;
	size_t cues, again;
	bool first;  // no line of the cue was seen yet
	bool is_one; // such captions
};

// Whether the line is the last one of the cue before, shown again.
static bool is_again(struct rolling *roll, struct str line)
{
	struct str now = plain_line(&roll->now, line);
	bool again = roll->first && now.n && str_eq(now, buf_str(&roll->last));
	if (now.n) {
		roll->first = again && roll->first;
		buf_clear(&roll->last);
		buf_put(&roll->last, now);
	}
	return again;
}

static void begin_cue(struct rolling *roll)
{
	roll->first = true;
	roll->cues++;
}

// Whether so many cues begin with the end of the one before that it is no emphasis of a speaker.
static void find_rolling(struct rolling *roll, struct str text)
{
	struct str line;
	bool in_cue = false;
	unsigned long from, to;
	while (str_field(&text, '\n', &line)) {
		if (read_times(line, &from, &to)) {
			in_cue = true;
			begin_cue(roll);
		} else if (in_cue && line.n) {
			roll->again += is_again(roll, line);
		}
	}
	roll->is_one = roll->cues > 2 && roll->again * 3 > roll->cues;
	buf_clear(&roll->last);
	roll->first = false;
}

// ---- lines ------------------------------------------------------------------------------------

enum where { BETWEEN, IN_CUE, IN_NOTE, IN_STYLE };

struct reader {
	struct layout layout;
	struct rolling rolling;
	struct str voice; // who speaks in the cue
	enum where where;
	bool vtt, cues; // it is WebVTT; a cue was met
};

static void put_cue_text(struct reader *r, struct str line)
{
	if (r->rolling.is_one && is_again(&r->rolling, line))
		layout_hint(&r->layout, "fw", STR(""));
	put_said(&r->layout, line, &r->voice);
}

static void put_times(struct layout *l, struct str line, unsigned long from, unsigned long to)
{
	char start[32], cue[80];
	put_seconds(start, sizeof start, from);
	int n = snprintf(cue, sizeof cue, "%s-", start);
	put_seconds(cue + n, sizeof cue - (size_t)n, to);
	layout_hint(l, "cue", str_from(cue));
	layout_text(l, line);
}

static void put_furniture(struct reader *r, const char *word, struct str line)
{
	layout_hint(&r->layout, word, STR(""));
	layout_text(&r->layout, line);
}

// A line behind a blank one. What is no name of a cue and no block of its own belongs to the cue
// before: some programs write blank lines into cues.
static void put_between(struct reader *r, struct str line, bool names)
{
	if (r->vtt && str_starts(line, STR("NOTE")) && (line.n == 4 || line.s[4] == ' ')) {
		r->where = IN_NOTE;
		put_furniture(r, "note", line);
	} else if (is_webvtt(line) ||
	           (r->vtt && (str_is(line, "STYLE") || str_is(line, "REGION")))) {
		r->where = IN_STYLE;
		put_furniture(r, "fw", line);
	} else if (names || !r->cues) {
		put_furniture(r, "fw", line);
	} else {
		r->where = IN_CUE;
		put_cue_text(r, line);
	}
}

// `names`: a line of times comes next.
static void put_line(struct reader *r, struct str line, bool names)
{
	unsigned long from, to;
	size_t number;
	if (line.n == 0) {
		r->where = BETWEEN;
		r->voice = (struct str){0};
	} else if (r->where != IN_NOTE && read_times(line, &from, &to)) {
		put_times(&r->layout, line, from, to);
		r->where = IN_CUE;
		r->cues = true;
		r->voice = (struct str){0};
		begin_cue(&r->rolling);
	} else if (r->where == IN_CUE) {
		if (names && str_number(str_trim(line), &number))
			put_furniture(r, "fw", line); // no blank line between the cues
		else
			put_cue_text(r, line);
	} else if (r->where == BETWEEN) {
		put_between(r, line, names);
	} else {
		put_furniture(r, r->where == IN_NOTE ? "note" : "fw", line);
	}
	layout_end(&r->layout);
}

bool subtitle_read(struct str text, struct buf *out)
{
	struct reader *r = calloc(1, sizeof *r);
	struct str line, next, rest = text;
	unsigned long from, to;
	if (!r)
		return false;
	r->layout.out = out;
	r->vtt = is_webvtt(text);
	find_rolling(&r->rolling, text);
	while (str_field(&rest, '\n', &line) && !out->failed) {
		struct str behind = rest;
		bool names = str_field(&behind, '\n', &next) && read_times(next, &from, &to);
		put_line(r, layout_begin(&r->layout, line), names);
	}
	bool good = layout_free(&r->layout) && !r->rolling.last.failed && !r->rolling.now.failed;
	buf_free(&r->rolling.last);
	buf_free(&r->rolling.now);
	free(r);
	return good;
}
