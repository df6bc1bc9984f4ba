// wording.c: text of a speech or of narration as rows

#include "mark/writing.h"

#include "mark/unnamed.h"

// The first piece of text opens the block, the others go on with it.
static void write_piece(struct writing *w, bool *open, enum mark mark, struct str args, bool doubt,
                        struct str text)
{
	if (*open)
		scribe_text(w->scribe, MARK_CONT, none(), text);
	else
		scribe_text(w->scribe, mark, args, text)->doubt = doubt;
	*open = true;
}

// Whether the text goes on in the next paragraph: it does not end as a sentence does, or it ends in
// a title ("… Mr.").
bool writing_is_open(const struct writing *w, struct str text)
{
	text = str_trim(text);
	if (!is_sentence_end(text))
		return true;
	size_t begin = text.n;
	while (begin && !ascii_is_space(text.s[begin - 1]))
		begin--;
	struct str last = str_after(text, begin);
	return str_ends(last, STR(".")) && words_own(w->plan->words, "title", last);
}

// Text of a speech or of narration; what stands aside in it is in rows of its own. A direction
// before the first word stands before the block, not in it.
void writing_words(struct writing *w, enum mark mark, struct str args, bool doubt, struct str text)
{
	struct aside aside;
	bool open = false;
	size_t at = 0;
	if (w->in_aside) {
		size_t close = str_find_char(text, w->aside_close);
		at = close < text.n ? close + 1 : text.n;
		scribe_text(w->scribe, MARK_STAGE, w->aside, str_from_to(text, 0, at));
		w->in_aside = close == text.n;
	}
	while (writing_find_aside(w, text, at, &aside)) {
		struct str before = str_from_to(text, at, aside.from);
		bool words = str_trim(before).n > 0;
		size_t from = words ? aside.from : at;
		if (words)
			write_piece(w, &open, mark, args, doubt, before);
		writing_put_aside(w, &aside, str_from_to(text, from, aside.to));
		at = aside.to;
	}
	size_t begin = writing_open_aside(w, text, at);
	if (begin > at || (!at && begin == text.n))
		write_piece(w, &open, mark, args, doubt, str_from_to(text, at, begin));
	if (begin < text.n)
		scribe_text(w->scribe, MARK_STAGE, w->aside, str_after(text, begin));
	w->text_open = writing_is_open(w, text);
	w->interrupted = false;
}

// Whether the arguments of a speech have no id.
bool writing_names_nobody(struct str args)
{
	struct str first = str_word(&args);
	return str_find_char(first, '=') < first.n || !first.n;
}

// Text in which others may begin to speak: "… between them? MAJOR PLIMSOLL: The War Department …"
void writing_text(struct writing *w, enum mark mark, struct str args, bool doubt, struct str text)
{
	struct label label;
	size_t begin, end, at = 0, answer = w->question ? unnamed_answer(text) : text.n;
	if (answer < text.n) {
		w->question = false;
		writing_words(w, mark, args, doubt, str_from_to(text, 0, answer));
		scribe_label(w->scribe, MARK_SP, writing_party(w, w->witness, none()), none(),
		             str_after(text, answer))
			->doubt = w->witness == PEOPLE_NONE;
		return;
	}
	bool sure, turns = mark != MARK_L && (w->in_speech || w->plan->labels.within);
	while (turns &&
	       labels_within(&w->plan->labels, w->plan->words, text, at, &label, &begin, &end)) {
		if (begin > at)
			writing_words(w, mark, args, doubt, str_from_to(text, at, begin));
		args = writing_speaker(w, &label, &sure);
		while (end < text.n && text.s[end] == ' ')
			end++;
		scribe_label(w->scribe, MARK_SP, args, str_from_to(text, begin, end), none())
			->doubt = writing_names_nobody(args);
		w->in_speech = true;
		mark = MARK_MORE;
		args = none();
		doubt = false;
		at = end;
	}
	if (at < text.n || !at)
		writing_words(w, mark, args, doubt, str_after(text, at));
}
