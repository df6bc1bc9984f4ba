// roster.c: lists of those who take part, in one line or in a line each

#include "core/id.h"
#include "core/unicode.h"
#include "mark/plan.h"

enum { ROSTER_MAX = 200, ITEM_MAX = 160, DESCRIBED_MAX = 80, FRONT_LINES = 60 };

// Cuts the next entry at a comma or semicolon outside brackets off the front of *rest.
static struct str next_entry(struct str *rest)
{
	size_t depth = 0, at = 0;
	while (at < rest->n) {
		char c = rest->s[at];
		if (c == '(' || c == '[')
			depth++;
		else if ((c == ')' || c == ']') && depth)
			depth--;
		else if ((c == ',' || c == ';') && !depth)
			break;
		at++;
	}
	struct str entry = str_trim(str_from_to(*rest, 0, at));
	*rest = str_after(*rest, at + 1);
	return entry;
}

// "Duncan king of Scotland" as "Duncan": the words before the first small one that no name has. "Young
// Siward Siward's son" as "Young Siward": the words before someone else's name.
static struct str words_of_name(const struct words *words, struct str entry)
{
	struct str rest = entry, word, end = {entry.s, 0};
	bool upper = false;
	while ((word = str_word(&rest)).n) {
		size_t at = 0;
		int32_t c = utf8_next(word, &at);
		bool particle = words_have(words, "particle", word, NULL) ||
		                words_have(words, "article", word, NULL) ||
		                words_have(words, "title", word, NULL);
		// Other languages have a particle "a", which in English begins what he is.
		particle = particle && !words_own(words, "article", word);
		if (upper && unicode_is_lower(c) && !particle)
			return end;
		if (upper && (str_ends(word, STR("’s")) || str_ends(word, STR("'s"))) && end.n)
			return end;
		upper = upper || (unicode_is_upper(c) && !words_have(words, "article", word, NULL));
		// A particle is a part of a name only where more of it follows.
		if (!particle || !unicode_is_lower(c))
			end.n = (size_t)(word.s + word.n - entry.s);
	}
	return entry;
}

// The name in an entry: what stands before a parenthesis, a comma, a dash or leaders.
static struct str name_in(struct str entry)
{
	static const struct str ends[] = {
		STR("("),   STR(","), STR(";"),  STR(":"),  STR(" - "), STR(" – "),
		STR(" — "), STR("—"), STR(".."), STR("  "), STR("["),
	};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		entry = str_from_to(entry, 0, str_find(entry, ends[i]));
	entry = str_trim(entry);
	if (str_ends(entry, STR(".")))
		entry.n--;
	return entry;
}

// A line such as "CPSU Delegation: Suslov (leader), Kozlov, …" has two names at least, and most of
// its entries are names; "The CPSU Delegation: we think that, …" has not.
static bool is_roster(const struct plan *plan, struct str entries, bool one)
{
	size_t names = 0, all = 0;
	while (entries.n) {
		struct str entry = next_entry(&entries);
		all += entry.n > 0;
		names += people_is_name(plan->words, name_in(entry));
	}
	return names >= (one ? 1 : 2) && names * 10 >= all * 7;
}

static void add_names(struct plan *plan, struct str entries)
{
	while (entries.n) {
		struct str entry = next_entry(&entries), name = name_in(entry);
		size_t open = str_find_char(entry, '(');
		size_t person = name.n ? people_add(&plan->people, name, true) : PEOPLE_NONE;
		if (person != PEOPLE_NONE && open < entry.n)
			people_know_office(&plan->people, person,
			                   str_from_to(entry, open + 1, str_find_char(entry, ')')));
	}
}

// "ROWERS and townsfolk": the words in capitals that the entry begins with.
static struct str capitals_in(struct str name)
{
	struct str rest = name, word, end = {name.s, 0};
	while ((word = str_word(&rest)).n) {
		size_t at = 0;
		bool upper = true;
		while (at < word.n)
			upper = !unicode_is_lower(utf8_next(word, &at)) && upper;
		if (!upper)
			break;
		end.n = (size_t)(word.s + word.n - name.s);
	}
	return end;
}

static struct str org_id(struct plan *plan, struct str org)
{
	struct buf id = {0};
	if (org.n)
		id_from_name(&plan->people.translit, &id, org);
	struct str made = arena_str(&plan->arena, buf_str(&id));
	buf_free(&id);
	return made;
}

// "Odoardo und Claudia Galotti" are two. False when the name is one person's.
static bool add_couple(struct plan *plan, struct str name)
{
	struct str rest = name, word;
	while ((word = str_word(&rest)).n) {
		struct str before = str_trim(str_from_to(name, 0, (size_t)(word.s - name.s)));
		struct str behind = str_trim(rest);
		if (!before.n || !words_own(plan->words, "joint", word) ||
		    !people_is_name(plan->words, before) || !people_is_name(plan->words, behind))
			continue;
		people_add(&plan->people, before, true);
		people_add(&plan->people, behind, true);
		return true;
	}
	return false;
}

// An entry of a roster that has a line for each: its id is always told, since what the name ends
// with takes judgement.
static void decide_item(struct plan *plan, size_t i)
{
	struct str body = plan->page->items[i].body, name = name_in(body);
	struct decision *d = plan_decide(plan, i, MARK_ITEM, NULL);
	if (!people_is_name(plan->words, name) && name.n <= DESCRIBED_MAX)
		name = words_of_name(plan->words, name);
	if (!people_is_name(plan->words, name))
		name = capitals_in(name);
	// "ROWERS and townsfolk" is more than one.
	struct str rest = str_after(body, (size_t)(name.s - body.s) + name.n);
	bool group = words_own(plan->words, "joint", str_word(&rest));
	if (add_couple(plan, name))
		return;
	size_t person = people_is_name(plan->words, name) ? people_add(&plan->people, name, true)
	                                                  : PEOPLE_NONE;
	if (person != PEOPLE_NONE)
		plan->people.items[person].group |= group;
	if (person != PEOPLE_NONE)
		d->args = plan->people.items[person].group
		                  ? arena_printf(&plan->arena, "%.*s kind=group",
		                                 STR_ARG(plan->people.items[person].id))
		                  : plan->people.items[person].id;
}

// Lines below a roster's heading belong to it while they are short and no heading follows.
static void decide_items(struct plan *plan, size_t i)
{
	struct match m;
	const struct page *page = plan->page;
	for (size_t count = 0; i < page->n && count < ROSTER_MAX; i++) {
		const struct line *line = &page->items[i];
		if (line_is_blank(line)) {
			// Three blank lines end a list.
			if (page_gap(page, i + 1) >= 3)
				break;
			continue;
		}
		if (plan->items[i].decided || line->body.n > ITEM_MAX ||
		    profile_match(plan->profile, RULE_HEADING, line_body(line), 0, &m) ||
		    profile_match(plan->profile, RULE_ROSTER, line_body(line), 0, &m))
			break;
		if (count && is_sentence_end(line->body) &&
		    !people_is_name(plan->words, name_in(line->body)))
			break;
		decide_item(plan, i);
		count++;
	}
}

void plan_rosters(struct plan *plan)
{
	struct match m;
	for (size_t i = 0; i < plan->page->n; i++) {
		const struct line *line = &plan->page->items[i];
		if (line_is_blank(line) || plan->items[i].decided)
			continue;
		const struct rule *rule =
			profile_match(plan->profile, RULE_ROSTER, line_text(line), 0, &m);
		if (!rule)
			continue;
		struct str entries = str_after(line->text, m.to), org = match_group(&m, "org");
		bool one = match_group(&m, "one").n > 0;
		if ((one || match_group(&m, "front").n) && i >= FRONT_LINES)
			continue;
		if (entries.n ? !is_roster(plan, entries, one) : one)
			continue;
		struct decision *d = plan_decide(plan, i, MARK_CAST, rule);
		d->split = m.to;
		d->args = org_id(plan, org);
		if (entries.n)
			add_names(plan, entries);
		else
			decide_items(plan, i + 1);
	}
}

// Whether teiencode makes the person's id from the name, up to a parenthesis, by itself. An id that
// rests on the language is told, since a person may put that right.
static bool is_natural(struct plan *plan, struct str entry, size_t person)
{
	struct buf id = {0};
	if (person == PEOPLE_NONE)
		return true;
	if (translit_rests_on_language(entry))
		return false;
	id_from_name(&plan->people.translit, &id,
	             str_trim(str_from_to(entry, 0, str_find_char(entry, '('))));
	bool natural = str_eq(buf_str(&id), plan->people.items[person].id);
	buf_free(&id);
	return natural;
}

void roster_write(struct plan *plan, size_t i, struct scribe *scribe)
{
	const struct decision *d = &plan->items[i];
	struct str text = plan->page->items[i].text, entries = str_after(text, d->split);
	struct str args = arena_str(&scribe->out->arena, d->args), rest = entries, none = {0};
	bool natural = true;
	while (natural && rest.n) {
		struct str entry = next_entry(&rest);
		natural = is_natural(plan, entry, people_find(&plan->people, name_in(entry)));
	}
	scribe_label(scribe, MARK_CAST, args, str_from_to(text, 0, d->split),
	             natural ? entries : none);
	while (!natural && entries.n) {
		rest = entries;
		size_t person = people_find(&plan->people, name_in(next_entry(&entries)));
		scribe_text(scribe, MARK_ITEM,
		            person == PEOPLE_NONE
		                    ? none
		                    : arena_str(&scribe->out->arena, plan->people.items[person].id),
		            str_from_to(rest, 0, rest.n - entries.n));
	}
}

// "Conti. Der Prinz." below the heading of a scene: two names or more, of people whom the roster knows for
// the most part.
static bool is_scene_cast(const struct plan *plan, struct str body)
{
	size_t names = 0, known = 0;
	while (body.n) {
		size_t end = 0;
		while (end < body.n && body.s[end] != '.' && body.s[end] != ',' &&
		       body.s[end] != ';')
			end++;
		struct str piece = str_trim(str_from_to(body, 0, end));
		body = str_after(body, end + 1);
		if (!piece.n)
			continue;
		if (!people_is_name(plan->words, piece))
			return false;
		names++;
		known += people_find(&plan->people, piece) != PEOPLE_NONE;
	}
	return names >= 2 && known * 2 >= names;
}

enum { SCENE_CAST_MAX = 200 };

void plan_scene_casts(struct plan *plan)
{
	const struct page *page = plan->page;
	struct match m;
	for (size_t i = 0; i < page->n; i++) {
		if (!plan->items[i].decided || plan->items[i].mark != MARK_DIV)
			continue;
		size_t next = page_next(page, i + 1);
		if (next == page->n || plan->items[next].decided || !page->items[next].first ||
		    !page->items[next].last || page->items[next].body.n > SCENE_CAST_MAX)
			continue;
		if (is_scene_cast(plan, page->items[next].body) &&
		    !profile_match(plan->profile, RULE_STAGE, line_body(&page->items[next]), 0, &m))
			plan_decide(plan, next, MARK_STAGE, NULL);
	}
}
