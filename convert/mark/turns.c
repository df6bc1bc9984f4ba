// turns.c: turns that the text gives no name as rows

#include "mark/writing.h"

#include "mark/hints.h"
#include "mark/unnamed.h"

// "4105. (Sir John Cardew.) You have had …?—We have.": who asks goes on asking until another does.
static void write_question(struct writing *w)
{
	struct str text = line_at(w)->text, number, name;
	size_t at = unnamed_number(text, &number, &name);
	if (people_is_name(w->plan->words, name))
		w->examiner = people_add(&w->plan->people, name, false);
	w->question = true;
	while (at < text.n && text.s[at] == ' ')
		at++;
	scribe_label(w->scribe, MARK_SP, writing_party(w, w->examiner, number),
	             str_from_to(text, 0, at), none())
		->doubt = w->examiner == PEOPLE_NONE;
	writing_text(w, MARK_MORE, none(), false, str_after(text, at));
}

// The voices of a line of subtitles; while one goes on, its speech does.
static void write_voices(struct writing *w)
{
	const struct line *line = line_at(w);
	size_t at = 0, to;
	struct str name;
	while (hints_voice(line->hints, line->text, at, &name, &to)) {
		struct str after;
		size_t next;
		bool last = !hints_voice(line->hints, line->text, to, &after, &next);
		struct str piece = str_from_to(line->text, at, last ? line->text.n : to);
		size_t person = people_add(&w->plan->people, name, false);
		struct str id = person == PEOPLE_NONE ? none() : w->plan->people.items[person].id;
		if (w->voiced && str_eq(id, w->speaker))
			writing_words(w, MARK_CONT, none(), false, piece);
		else
			scribe_label(w->scribe, MARK_SP, writing_party(w, person, none()), none(),
			             piece);
		w->voiced = true;
		w->speaker = id;
		at = to;
	}
}

// A turn whose speaker is not named.
void writing_unnamed(struct writing *w)
{
	struct str text = line_at(w)->text;
	w->in_speech = true;
	w->verse = false;
	w->interrupted = false;
	w->end = writing_speech_end(w, w->i);
	w->text_open = writing_is_open(w, text);
	if (w->plan->labels.unnamed == UNNAMED_NUMBERS)
		write_question(w);
	else if (w->plan->labels.unnamed == UNNAMED_VOICES)
		write_voices(w);
	else
		scribe_label(w->scribe, MARK_SP, none(), none(), text)->doubt = true;
}
