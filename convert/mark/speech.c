// speech.c: speeches as rows

#include "mark/writing.h"

#include "core/unicode.h"
#include "mark/clock.h"

// The line of the next speech or division behind line i, of the back matter, or page->n.
size_t writing_speech_end(const struct writing *w, size_t i)
{
	const struct page *page = w->plan->page;
	for (i++; i < page->n && i != w->plan->back; i++) {
		const struct decision *d = &w->plan->items[i];
		if (d->decided && (d->mark == MARK_SP || d->mark == MARK_DIV))
			break;
	}
	return i;
}

enum { SPLIT_INDENT = 4, VERSE_WIDTH = 85 };

// Whether the first words of the speech at line i are set in: they end the verse that another began.
static bool is_set_in(const struct writing *w, size_t i)
{
	const struct decision *d = &w->plan->items[i];
	if (i >= w->plan->page->n || !d->decided || d->mark != MARK_SP || d->unnamed ||
	    w->plan->labels.items[d->label].more)
		return false;
	struct str rest =
		str_after(w->plan->page->items[i].text, w->plan->labels.items[d->label].text_at);
	return rest.n - str_trim_left(rest).n > SPLIT_INDENT;
}

// A speech is verse when its lines are short of the margin, and each begins with a capital where
// prose is broken into lines too. One line is verse when it shares a line of verse with another
// speech, or in a document that is mostly verse.
static bool is_verse(const struct writing *w)
{
	const struct page *page = w->plan->page;
	if (!profile_has(w->plan->profile, SETTING_VERSE, "detect"))
		return false;
	size_t lines = 0, upper = 0, within = 0, end = writing_speech_end(w, w->i);
	bool wide = false;
	for (size_t i = w->i + 1; i < end; i++) {
		const struct line *line = &page->items[i];
		if (w->plan->items[i].decided || line_is_blank(line))
			continue;
		lines++;
		upper += unicode_first_is_upper(line->body);
		within += !line->first;
		wide = wide || line->body.n > VERSE_WIDTH;
	}
	if (lines == 0)
		return is_set_in(w, w->i) || is_set_in(w, end) ||
		       (page->verse && line_at(w)->body.n <= VERSE_WIDTH);
	// Lines that blank ones part are paragraphs.
	if (wide || (!within && !page->verse))
		return false;
	return !page->wrapped || upper * 10 >= lines * 8;
}

// I, M or F for a line that is shared with the speech before or behind, else empty.
struct str writing_verse_part(const struct writing *w, bool first, bool last)
{
	bool before = first && w->set_in, behind = last && w->next_set_in;
	return before && behind ? STR("M") : before ? STR("F") : behind ? STR("I") : none();
}

bool writing_is_last_line(const struct writing *w)
{
	for (size_t i = w->i + 1; i < w->end; i++)
		if (!w->plan->items[i].decided && !line_is_blank(&w->plan->page->items[i]))
			return false;
	return true;
}

// "Марина (наливает стакан).": the direction stands behind the speaker, not in the label.
static void write_directed(struct writing *w, struct str args, struct str printed, struct str text)
{
	const struct decision *d = &w->plan->items[w->i];
	size_t from = (size_t)(w->plan->labels.items[d->label].direction.s - printed.s);
	scribe_label(w->scribe, MARK_SP, args, str_from_to(printed, 0, from), none())->doubt =
		d->doubt;
	scribe_text(w->scribe, MARK_STAGE, none(), str_after(printed, from));
	if (text.n)
		writing_text(w, MARK_MORE, none(), false, text);
}

// A label and the first words behind it (both may be empty); where the label has a time before or
// behind the name, the time is a cue of its own.
static void write_label(struct writing *w, struct str args, struct str printed, struct str text)
{
	const struct decision *d = &w->plan->items[w->i];
	const struct label *label = &w->plan->labels.items[d->label];
	struct buf seconds = {0};
	bool timed = label->time.n && (label->clock ? clock_put_iso(&seconds, label->time)
	                                            : clock_put_seconds(&seconds, label->time));
	enum mark mark = label->clock ? MARK_TIME : MARK_CUE;
	struct str cue = arena_str(w->arena, buf_str(&seconds));
	size_t from = (size_t)(label->time.s - printed.s), to = from + label->time.n;
	buf_free(&seconds);
	while (timed && from && (printed.s[from - 1] == '[' || printed.s[from - 1] == '('))
		from--;
	while (timed && to < printed.n && (printed.s[to] == ']' || printed.s[to] == ')'))
		to++;
	if (timed && label->time.s < label->name.s) {
		scribe_text(w->scribe, mark, cue, str_from_to(printed, 0, to));
		printed = str_after(printed, to);
		timed = false;
	}
	if (label->direction.n) {
		write_directed(w, args, printed, text);
		return;
	}
	if (!timed) {
		scribe_label(w->scribe, MARK_SP, args, printed, text)->doubt = d->doubt;
		return;
	}
	scribe_label(w->scribe, MARK_SP, args, str_from_to(printed, 0, from), none())->doubt =
		d->doubt;
	scribe_text(w->scribe, mark, cue, str_after(printed, from));
	if (text.n)
		writing_text(w, MARK_MORE, none(), false, text);
}

// A line of verse; a direction in square brackets that it begins with stands before it.
void writing_verse(struct writing *w, struct str part, struct str text)
{
	struct str body = str_trim_left(text);
	size_t close = str_find_char(body, ']');
	if (profile_has(w->plan->profile, SETTING_BRACKETS, "stage") &&
	    str_starts(body, STR("[")) && close < body.n) {
		size_t cut = text.n - body.n + close + 1;
		scribe_text(w->scribe, MARK_STAGE, none(), str_from_to(text, 0, cut));
		text = str_after(text, cut);
	}
	if (text.n)
		writing_text(w, MARK_L, part, false, text);
}

// Subtitles print the name again for each cue; while the same person speaks, that is furniture.
static bool goes_on_speaking(struct writing *w, struct str args, struct str printed,
                             struct str rest)
{
	struct str ids = args, now = str_word(&ids), before = w->speaker;
	w->speaker = now;
	if (!w->in_speech || writing_names_nobody(args) || !str_eq(now, before) ||
	    !w->plan->page->cued)
		return false;
	scribe_text(w->scribe, MARK_FW, none(), printed);
	writing_text(w, MARK_CONT, none(), false, rest);
	return true;
}

void writing_speech(struct writing *w)
{
	const struct line *line = line_at(w);
	struct decision *d = &w->plan->items[w->i];
	const struct label *label = &w->plan->labels.items[d->label];
	bool sure;
	struct str args = writing_speaker(w, label, &sure);
	size_t text_at = label->more ? line->text.n : label->text_at;
	struct str rest = str_after(line->text, text_at);
	size_t blanks = rest.n - str_trim_left(rest).n;
	if (!label->more && goes_on_speaking(w, args, str_from_to(line->text, 0, text_at), rest))
		return;
	// People who are all known by themselves leave no doubt; who is nobody does.
	d->doubt = (d->doubt && !sure) || writing_names_nobody(args);
	w->end = writing_speech_end(w, w->i);
	w->verse = is_verse(w);
	w->set_in = is_set_in(w, w->i);
	w->next_set_in = is_set_in(w, w->end);
	w->in_speech = true;
	w->text_open = false;
	w->interrupted = false;
	struct aside aside;
	struct label inner;
	size_t at, to;
	bool direction = writing_find_aside(w, rest, 0, &aside);
	if (labels_within(&w->plan->labels, w->plan->words, rest, 0, &inner, &at, &to)) {
		// Others speak in the same paragraph.
		write_label(w, args, str_from_to(line->text, 0, text_at + blanks), none());
		writing_text(w, MARK_MORE, none(), false, str_after(rest, blanks));
		return;
	}
	if (!rest.n || direction || w->verse) {
		struct str printed = str_from_to(line->text, 0, text_at);
		bool starts = direction && !str_trim(str_from_to(rest, 0, aside.from)).n;
		if (!direction || w->verse || starts) {
			write_label(w, args, printed, none());
			if (rest.n && w->verse)
				writing_verse(w,
				              writing_verse_part(w, true, writing_is_last_line(w)),
				              rest);
			else if (rest.n)
				writing_text(w, MARK_MORE, none(), false, rest);
			return;
		}
	}
	struct str printed = str_from_to(line->text, 0, text_at + blanks);
	rest = str_after(rest, blanks);
	if (direction) {
		// The words before the direction open the speech, the rest goes on.
		writing_find_aside(w, rest, 0, &aside);
		write_label(w, args, printed, str_from_to(rest, 0, aside.from));
		writing_text(w, MARK_CONT, none(), false, str_after(rest, aside.from));
	} else {
		write_label(w, args, printed, rest);
		w->text_open = writing_is_open(w, rest);
	}
}

// A label goes on in this line, or the direction in it does; its first words may follow.
void writing_tail(struct writing *w)
{
	const struct line *line = line_at(w);
	const struct decision *d = &w->plan->items[w->i];
	struct str head = str_from_to(line->text, 0, d->split),
		   rest = str_after(line->text, d->split);
	if (w->plan->labels.items[d->label].direction.n)
		scribe_text(w->scribe, MARK_STAGE, none(), head);
	else
		scribe_label(w->scribe, MARK_CONT, none(), head, none());
	if (rest.n && w->verse)
		writing_verse(w, writing_verse_part(w, true, writing_is_last_line(w)), rest);
	else if (rest.n)
		writing_text(w, MARK_MORE, none(), false, rest);
}
