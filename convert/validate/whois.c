// whois.c: who is defined and who speaks

#include "validate/whois.h"

#include <stdlib.h>
#include <string.h>

enum kind {
	NOTHING = 0, // no element has the id yet
	THING,
	SOMEBODY, // whom a speech may belong to
	PARTICIPANT,
};

enum { TOLD_MAX = 200 };

struct who {
	uint32_t id;
	size_t at;
};

struct whois {
	const struct ruleset *rules;
	struct xml_text *text;
	struct findings *findings;
	size_t depth, description; // of <particDesc>; 0: not in one
	// The element that was started last.
	const char *now;
	bool now_is_tei;
	size_t now_at;
	bool any, speeches;
	struct id_kind {
		unsigned char kind;
		bool speaks;
		size_t at;
	} * ids; // by the index of the id
	size_t n, cap;
	struct {
		struct who *items; // whose id was not met yet, or is a thing's
		size_t n, cap;
	} who;
};

struct whois *whois_new(const struct ruleset *rules, struct xml_text *text,
                        struct findings *findings)
{
	struct whois *p = calloc(1, sizeof *p);
	if (p) {
		p->rules = rules;
		p->text = text;
		p->findings = findings;
	}
	return p;
}

void whois_free(struct whois *p)
{
	if (!p)
		return;
	free(p->ids);
	free(p->who.items);
	free(p);
}

// Elements that stand for somebody: a person, a group, an office, a name of one (TEI P5, 13.3, 16.2).
static bool is_somebody(const char *local)
{
	static const char *const names[] = {"actor",     "author",      "castGroup", "castItem",
	                                    "character", "editor",      "name",      "org",
	                                    "orgName",   "person",      "personGrp", "persona",
	                                    "persName",  "participant", "resp",      "respStmt",
	                                    "role",      "roleName",    "rs",        "speaker"};
	for (size_t i = 0; i < LENGTH(names); i++)
		if (strcmp(local, names[i]) == 0)
			return true;
	return false;
}

static enum kind kind_of_now(const struct whois *p)
{
	if (!p->now_is_tei)
		return THING;
	if (p->description && (strcmp(p->now, "person") == 0 || strcmp(p->now, "personGrp") == 0))
		return PARTICIPANT;
	return is_somebody(p->now) ? SOMEBODY : THING;
}

void whois_start(struct whois *p, const struct xml_element *e, bool is_tei)
{
	const char *local = (const char *)e->local;
	p->depth++;
	p->now = local;
	p->now_is_tei = is_tei;
	p->now_at = e->at;
	if (!is_tei)
		return;
	if (local[0] == 'p' && !p->description && strcmp(local, "particDesc") == 0)
		p->description = p->depth;
	p->speeches |= strcmp(local, "sp") == 0 || strcmp(local, "u") == 0;
}

void whois_end(struct whois *p)
{
	if (p->description == p->depth)
		p->description = 0;
	p->depth--;
}

static struct id_kind *kind_of(struct whois *p, uint32_t id)
{
	while (p->n <= id) {
		if (!array_grow((void **)&p->ids, &p->cap, p->n, sizeof *p->ids))
			return NULL;
		p->ids[p->n++] = (struct id_kind){0};
	}
	return &p->ids[id];
}

bool whois_id(struct whois *p, uint32_t id)
{
	struct id_kind *kind = kind_of(p, id);
	if (!kind)
		return false;
	kind->kind = (unsigned char)kind_of_now(p);
	kind->at = p->now_at;
	p->any |= kind->kind > THING;
	return true;
}

bool whois_who(struct whois *p, uint32_t id, size_t at)
{
	struct id_kind *kind = kind_of(p, id);
	if (!kind)
		return false;
	kind->speaks = true;
	if (kind->kind > THING)
		return true;
	if (!ARRAY_ROOM(&p->who))
		return false;
	p->who.items[p->who.n++] = (struct who){id, at};
	return true;
}

void whois_meant(struct whois *p, uint32_t id)
{
	if (id < p->n)
		p->ids[id].speaks = true;
}

bool whois_any(const struct whois *p)
{
	return p->any;
}

bool whois_somebody(const struct whois *p, uint32_t id)
{
	return id < p->n && p->ids[id].kind > THING;
}

// Pointers at what is nobody.
static void tell_things(struct whois *p, const struct idtable *ids)
{
	size_t told = 0;
	for (size_t i = 0; i < p->who.n && told < TOLD_MAX; i++) {
		const struct who *who = &p->who.items[i];
		const struct id_kind *kind = &p->ids[who->id];
		if (kind->kind != THING)
			continue;
		struct str name = idtable_name(ids, who->id);
		struct str element = xml_text_name(p->text, kind->at);
		struct buf word = {0};
		buf_printf(&word, "#%.*s", STR_ARG(name));
		ruleset_tell(p->rules, p->findings, RULE_WHO_PERSON,
		             xml_text_value(p->text, who->at, "who", buf_str(&word)),
		             "who=\"#%.*s\" points to a <%.*s>, which is nobody who could speak: "
		             "it should "
		             "point to a person, a group or a role",
		             STR_ARG(name), STR_ARG(element));
		buf_free(&word);
		told++;
	}
}

static void tell_silent(struct whois *p, const struct idtable *ids)
{
	size_t told = 0;
	for (size_t i = 0; i < p->n && told < TOLD_MAX; i++) {
		const struct id_kind *kind = &p->ids[i];
		if (kind->kind != PARTICIPANT || kind->speaks)
			continue;
		struct str name = idtable_name(ids, (uint32_t)i);
		ruleset_tell(p->rules, p->findings, RULE_PERSON_SILENT,
		             xml_text_value(p->text, kind->at, "xml:id", name),
		             "no who=\"#%.*s\" points here: this participant never speaks",
		             STR_ARG(name));
		told++;
	}
}

void whois_finish(struct whois *p, const struct idtable *ids)
{
	tell_things(p, ids);
	bool anyone_speaks = false;
	for (size_t i = 0; i < p->n; i++)
		anyone_speaks |= p->ids[i].speaks && p->ids[i].kind > THING;
	// A document whose speeches lead elsewhere says nothing of its own people.
	if (p->speeches && anyone_speaks)
		tell_silent(p, ids);
}
