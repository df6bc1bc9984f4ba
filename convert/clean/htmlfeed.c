// htmlfeed.c: the source of a page in pieces that libxml2's parser can take

#include "clean/htmlfeed.h"

#include <string.h>

enum { PIECE = 1 << 20, TAG_MAX = 1 << 14, CONDITION_MAX = 200 };

// The length of a condition of Word at the front of s; 0 when it is none.
static size_t condition_length(struct str s)
{
	struct str inside = str_from_to(s, 3, CONDITION_MAX);
	size_t close = str_find(inside, STR("]>"));
	bool is_one = str_starts(s, STR("<![if ")) || str_starts(s, STR("<![endif"));
	return is_one && close < inside.n ? 3 + close + 2 : 0;
}

// Where the tag at the front of s ends, behind ">" that is in no quotation marks; 0: nowhere.
static size_t quoted_tag_length(struct str s)
{
	char quote = 0;
	for (size_t i = 1; i < s.n; i++) {
		char c = s.s[i];
		if (quote)
			quote = c == quote ? 0 : quote;
		else if ((c == '"' || c == '\'') && s.s[i - 1] == '=')
			quote = c;
		else if (c == '>')
			return i + 1;
	}
	return 0;
}

static size_t tag_length(struct html_feed *feed, struct str s)
{
	size_t n = feed->unquoted ? 0 : quoted_tag_length(s);
	feed->unquoted = n == 0;
	if (n == 0)
		n = str_find_char(s, '>') + 1;
	return n < s.n ? n : s.n;
}

// Whether a tag with attributes begins here that is not short. A short one is seen at a glance.
static bool may_be_long(struct str s)
{
	return s.n > TAG_MAX && ascii_is_alpha(s.s[1]) && !memchr(s.s, '>', TAG_MAX);
}

// What must be left out where a "<" stands: 0 for nothing. *kept is how much of it stays.
static size_t left_out(struct html_feed *feed, struct str s, size_t *kept)
{
	size_t n = condition_length(s), name = 1;
	*kept = 0;
	if (n)
		return n;
	if (!may_be_long(s) || (n = tag_length(feed, s)) <= TAG_MAX)
		return 0;
	while (name < n && (ascii_is_alpha(s.s[name]) || ascii_is_digit(s.s[name])))
		name++;
	*kept = name;
	feed->closes = true;
	return n;
}

struct str html_feed_next(struct html_feed *feed)
{
	struct str piece = {0};
	if (feed->closes) {
		feed->closes = false;
		return STR(">");
	}
	while (piece.n == 0 && feed->rest.n && !feed->closes) {
		struct str s = str_from_to(feed->rest, 0, PIECE);
		size_t at = 0, kept = 0, skip = 0;
		while ((at += str_find_char(str_after(s, at), '<')) < s.n &&
		       (skip = left_out(feed, str_after(feed->rest, at), &kept)) == 0)
			at++;
		piece = str_from_to(s, 0, at + kept);
		feed->rest = str_after(feed->rest, skip ? at + skip : s.n);
	}
	return piece;
}
