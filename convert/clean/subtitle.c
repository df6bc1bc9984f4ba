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
	return str_starts(line, STR("WEBVTT")) && (line.n == 6 || line.s[6] == ' ');
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

enum where { BETWEEN, IN_CUE, IN_NOTE, IN_STYLE };

static enum where put_between(struct layout *l, struct str line)
{
	bool note = str_starts(line, STR("NOTE")) && (line.n == 4 || line.s[4] == ' ');
	layout_hint(l, note ? "note" : "fw", STR(""));
	layout_text(l, line);
	if (note)
		return IN_NOTE;
	if (str_is(line, "STYLE") || str_is(line, "REGION") || is_webvtt(line))
		return IN_STYLE;
	return BETWEEN;
}

bool subtitle_read(struct str text, struct buf *out)
{
	struct layout *l = calloc(1, sizeof *l);
	struct str line, rest = text, voice = {0};
	enum where where = BETWEEN;
	if (!l)
		return false;
	l->out = out;
	while (str_field(&rest, '\n', &line) && !out->failed) {
		unsigned long from, to;
		char start[32], cue[80];
		line = layout_begin(l, line);
		if (line.n == 0) {
			where = BETWEEN;
			voice = (struct str){0};
		} else if (where != IN_NOTE && read_times(line, &from, &to)) {
			put_seconds(start, sizeof start, from);
			int n = snprintf(cue, sizeof cue, "%s-", start);
			put_seconds(cue + n, sizeof cue - (size_t)n, to);
			layout_hint(l, "cue", str_from(cue));
			layout_text(l, line);
			where = IN_CUE;
		} else if (where == IN_CUE) {
			put_said(l, line, &voice);
		} else if (where == BETWEEN) {
			where = put_between(l, line);
		} else {
			layout_hint(l, where == IN_NOTE ? "note" : "fw", STR(""));
			layout_text(l, line);
		}
		layout_end(l);
	}
	bool good = layout_free(l);
	free(l);
	return good;
}
