// summarytext.c: a summary as text for people and as a line of JSON

#include "core/program.h"
#include "core/unicode.h"
#include "encode/language.h"
#include "encode/summary.h"

enum { PEOPLE_SHOWN = 8, UNASSIGNED_SHOWN = 12, UNASSIGNED_LISTED = 1000 };

static size_t total(const size_t *counts, size_t n)
{
	size_t sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += counts[i];
	return sum;
}

// In speeches and narration together, by characters, which scripts without blanks have too.
static double narration_share(const struct summary *s)
{
	size_t narration = s->characters[SHARE_NARRATION];
	size_t both = narration + s->characters[SHARE_SPEECH];
	return both ? (double)narration / (double)both : 0;
}

static struct str file_name(const struct summary *s)
{
	return str_from(s->file ? s->file : "-");
}

// ---- text ---------------------------------------------------------------------------------------

static void text_people(const struct summary *s, struct buf *out)
{
	const struct participants *p = &s->survey.people;
	size_t groups = 0;
	for (size_t i = 0; i < p->n; i++)
		groups += p->items[i].group;
	buf_printf(out,
	           "  people       %zu, of them %zu groups, %zu who speak; %zu organisations\n",
	           p->n, groups, s->speakers, p->orgs_n);
	for (size_t i = 0; i < s->speakers && i < PEOPLE_SHOWN; i++)
		buf_printf(out, "%s%.*s %zu", i ? ", " : "               ",
		           STR_ARG(p->items[s->order[i]].name), s->turns[s->order[i]]);
	if (s->speakers > PEOPLE_SHOWN)
		buf_printf(out, ", and %zu more", s->speakers - PEOPLE_SHOWN);
	buf_puts(out, s->speakers ? "\n" : "");
}

static void text_doubts(const struct summary *s, struct buf *out)
{
	size_t rows = total(s->doubts, MARK_COUNT);
	buf_printf(out, "  doubts       %zu", rows + s->doubtful_arguments);
	const char *before = ": ";
	for (size_t i = 0; i < MARK_COUNT; i++) {
		if (!s->doubts[i])
			continue;
		buf_printf(out, "%s%s? %zu", before, mark_word((enum mark)i), s->doubts[i]);
		before = ", ";
	}
	if (s->doubtful_arguments)
		buf_printf(out, "%sarguments %zu", before, s->doubtful_arguments);
	buf_putc(out, '\n');
}

static void text_unassigned(const struct summary *s, struct buf *out)
{
	size_t n = s->unassigned.n;
	buf_printf(out, "  unassigned   %zu turn%s whose speaker nobody knows\n", n,
	           n == 1 ? "" : "s");
	for (size_t i = 0; i < n && i < UNASSIGNED_SHOWN; i++)
		buf_printf(out, "               line %zu (row %zu): %.*s\n",
		           s->unassigned.items[i].line, s->unassigned.items[i].row,
		           STR_ARG(s->unassigned.items[i].label));
	if (n > UNASSIGNED_SHOWN)
		buf_printf(out, "               and %zu more\n", n - UNASSIGNED_SHOWN);
}

static void text_normalised(const struct summary *s, struct buf *out)
{
	const struct origin *o = &s->origin;
	const struct {
		const char *what;
		size_t n;
	} counts[] = {
		{"dates", s->dates},
		{"undecodable sequences (U+FFFD)", o->undecoded},
		{"NULs left out", o->nul},
		{"control characters left out or made hyphens", o->controls},
		{"control characters read as windows-1252", o->windows},
	};
	const char *before = "  normalised   ";
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		if (!counts[i].n && i)
			continue;
		buf_printf(out, "%s%s %zu", before, counts[i].what, counts[i].n);
		before = ", ";
	}
	buf_puts(out, o->mark ? ", a byte order mark left out" : "");
	buf_puts(out, o->composed ? ", characters composed (NFC)" : "");
	buf_putc(out, '\n');
}

static void text_divisions(const struct summary *s, struct buf *out)
{
	buf_puts(out, "  divisions   ");
	for (size_t i = 0; i < s->divisions.n; i++)
		buf_printf(out, "%s %.*s %zu", i ? "," : "", STR_ARG(s->divisions.items[i].kind),
		           s->divisions.items[i].n);
	buf_puts(out, s->divisions.n ? "\n" : " none\n");
}

void summary_text(const struct summary *s, struct buf *out)
{
	const struct facts *facts = &s->survey.facts;
	const struct origin *o = &s->origin;
	size_t words = total(s->words, SHARE_COUNT);
	buf_printf(out, "%.*s\n", STR_ARG(file_name(s)));
	buf_printf(out, "  convention   %.*s, score %.*s of 1\n", STR_ARG(facts->profile),
	           STR_ARG(facts->score));
	buf_printf(out, "  language     %.*s\n",
	           STR_ARG(facts->lang.n ? language_name(facts->lang) : STR("not recognised")));
	buf_printf(out, "  input        %.*s, %.*s: %s\n", STR_ARG(o->format), STR_ARG(o->encoding),
	           origin_reason(o));
	buf_printf(out, "  turns        %zu\n", s->survey.speeches);
	text_people(s, out);
	text_divisions(s, out);
	text_doubts(s, out);
	text_unassigned(s, out);
	text_normalised(s, out);
	buf_printf(out,
	           "  words        %zu: %zu in speeches, %zu in narration (%.0f %% of the two), "
	           "%zu elsewhere\n",
	           words, s->words[SHARE_SPEECH], s->words[SHARE_NARRATION],
	           100 * narration_share(s), s->words[SHARE_OTHER]);
}

// ---- JSON ---------------------------------------------------------------------------------------

static void json_string(struct buf *out, struct str s)
{
	buf_putc(out, '"');
	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		int32_t c = utf8_next(s, &at);
		if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", (char)c);
		else if (c < 0)
			buf_puts(out, "\\ufffd");
		else if (c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029)
			buf_printf(out, "\\u%04x", (unsigned)c);
		else
			buf_put(out, str_from_to(s, from, at));
	}
	buf_putc(out, '"');
}

static void json_member(struct buf *out, const char *key, struct str value)
{
	buf_printf(out, ",\"%s\":", key);
	json_string(out, value);
}

static void json_people(const struct summary *s, struct buf *out)
{
	const struct participants *p = &s->survey.people;
	buf_printf(out, ",\"turns\":%zu,\"people\":%zu,\"organisations\":%zu,\"speakers\":[",
	           s->survey.speeches, p->n, p->orgs_n);
	for (size_t i = 0; i < s->speakers; i++) {
		const struct participant *who = &p->items[s->order[i]];
		buf_puts(out, i ? ",{\"id\":" : "{\"id\":");
		json_string(out, who->id);
		json_member(out, "name", who->name);
		buf_printf(out, ",\"turns\":%zu,\"group\":%s}", s->turns[s->order[i]],
		           who->group ? "true" : "false");
	}
	buf_putc(out, ']');
}

static void json_counts(const struct summary *s, struct buf *out)
{
	const char *before = "";
	buf_puts(out, ",\"divisions\":{");
	for (size_t i = 0; i < s->divisions.n; i++) {
		buf_puts(out, i ? "," : "");
		json_string(out, s->divisions.items[i].kind);
		buf_printf(out, ":%zu", s->divisions.items[i].n);
	}
	buf_printf(out, "},\"doubts\":{\"total\":%zu,\"arguments\":%zu,\"marks\":{",
	           total(s->doubts, MARK_COUNT) + s->doubtful_arguments, s->doubtful_arguments);
	for (size_t i = 0; i < MARK_COUNT; i++) {
		if (!s->doubts[i])
			continue;
		buf_printf(out, "%s\"%s\":%zu", before, mark_word((enum mark)i), s->doubts[i]);
		before = ",";
	}
	buf_puts(out, "}}");
}

static void json_unassigned(const struct summary *s, struct buf *out)
{
	buf_printf(out, ",\"unassigned\":{\"turns\":%zu,\"first\":[", s->unassigned.n);
	for (size_t i = 0; i < s->unassigned.n && i < UNASSIGNED_LISTED; i++) {
		const struct unassigned *one = &s->unassigned.items[i];
		buf_printf(out, "%s{\"line\":%zu,\"row\":%zu", i ? "," : "", one->line, one->row);
		json_member(out, "label", one->label);
		buf_putc(out, '}');
	}
	buf_puts(out, "]}");
}

static bool is_score(struct str s)
{
	struct str digits = s, whole;
	size_t n;
	return str_field(&digits, '.', &whole) && str_number(whole, &n) &&
	       (!digits.n || str_number(digits, &n)) && s.s[s.n - 1] != '.' &&
	       (whole.n == 1 || whole.s[0] != '0');
}

void summary_json(const struct summary *s, struct buf *out)
{
	const struct facts *facts = &s->survey.facts;
	const struct origin *o = &s->origin;
	buf_puts(out, "{\"file\":");
	json_string(out, file_name(s));
	json_member(out, "version", STR(STENOGRAM_VERSION));
	json_member(out, "profile", facts->profile);
	buf_printf(out, ",\"score\":%.*s",
	           STR_ARG(is_score(facts->score) ? facts->score : STR("null")));
	json_member(out, "language", facts->lang);
	json_member(out, "format", o->format);
	json_member(out, "encoding", o->encoding);
	json_member(out, "encoding_reason", str_from(origin_reason(o)));
	json_people(s, out);
	json_counts(s, out);
	json_unassigned(s, out);
	buf_printf(out,
	           ",\"normalised\":{\"dates\":%zu,\"undecoded\":%zu,\"nul\":%zu,\"controls\":%zu,"
	           "\"windows\":%zu,\"mark\":%s,\"composed\":%s}",
	           s->dates, o->undecoded, o->nul, o->controls, o->windows,
	           o->mark ? "true" : "false", o->composed ? "true" : "false");
	buf_printf(out,
	           ",\"words\":{\"speech\":%zu,\"narration\":%zu,\"other\":%zu},"
	           "\"narration_share\":%.3f}\n",
	           s->words[SHARE_SPEECH], s->words[SHARE_NARRATION], s->words[SHARE_OTHER],
	           narration_share(s));
}
