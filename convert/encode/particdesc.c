// particdesc.c: the particDesc, organisations and people

#include "encode/header.h"

static void write_organisations(struct tei *w, const struct header *h)
{
	const struct participants *p = &h->survey->people;
	bool open = false;
	for (size_t i = 0; i < p->orgs_n; i++) {
		const struct organisation *org = &p->orgs[i];
		if (user_header_describes(h->user, org->id))
			continue;
		if (!open)
			tei_block(w, "listOrg");
		open = true;
		tei_block(w, "org");
		tei_attribute(w, "xml:id", org->id);
		if (org->role)
			tei_attribute(w, "role", str_from(org->role));
		tei_element(w, "orgName", org->name);
		tei_close(w);
	}
	if (open)
		tei_close(w);
}

static void write_affiliation(struct tei *w, const struct participants *p, size_t org,
                              struct str role)
{
	if (!org)
		return;
	tei_block(w, "affiliation");
	tei_pointer(w, "ref", p->orgs[org - 1].id);
	if (role.n)
		tei_attribute(w, "role", role);
	tei_text(w, p->orgs[org - 1].name);
	tei_close(w);
}

static void write_person(struct tei *w, const struct participants *p, const struct participant *who)
{
	// "leader" is a role; "head of the delegation" is an occupation.
	bool one_word = ascii_is_word(who->role) && (who->org || who->affiliation);
	struct str role = one_word ? who->role : (struct str){0};
	tei_open_block(w, who->group ? STR("personGrp") : STR("person"));
	tei_attribute(w, "xml:id", who->id);
	if (who->sex.n && ascii_is_word(who->sex))
		tei_attribute(w, "sex", who->sex);
	tei_whole_element(w, who->group ? STR("name") : STR("persName"), who->name);
	write_affiliation(w, p, who->org, role);
	if (who->affiliation != who->org)
		write_affiliation(w, p, who->affiliation, who->org ? (struct str){0} : role);
	write_affiliation(w, p, who->party, STR("member"));
	write_affiliation(w, p, who->country, STR("representative"));
	if (who->role.n && !one_word)
		tei_element(w, "occupation", who->role);
	if (who->office.n)
		tei_element(w, "occupation", who->office);
	if (who->ref.n) {
		// "wikidata:Q42" is a number in somebody's list, anything else an address.
		size_t colon = str_find_char(who->ref, ':');
		struct str list = str_from_to(who->ref, 0, colon);
		bool listed = colon < who->ref.n && ascii_is_word(list) &&
		              !str_starts(str_after(who->ref, colon), STR("://"));
		tei_block(w, "idno");
		tei_attribute(w, "type", listed ? list : STR("URI"));
		tei_text(w, listed ? str_after(who->ref, colon + 1) : who->ref);
		tei_close(w);
	}
	tei_close(w);
}

void header_participants(struct tei *w, const struct header *h)
{
	const struct participants *p = &h->survey->people;
	size_t ours = 0, orgs = 0;
	for (size_t i = 0; i < p->n; i++)
		ours += !user_header_describes(h->user, p->items[i].id);
	for (size_t i = 0; i < p->orgs_n; i++)
		orgs += !user_header_describes(h->user, p->orgs[i].id);
	if (!ours && !orgs)
		return;
	tei_block(w, "particDesc");
	write_organisations(w, h);
	if (ours) {
		tei_block(w, "listPerson");
		// Those of the rosters first, then the others as they come up.
		for (int rostered = 1; rostered >= 0; rostered--)
			for (size_t i = 0; i < p->n; i++)
				if (p->items[i].rostered == rostered &&
				    !user_header_describes(h->user, p->items[i].id))
					write_person(w, p, &p->items[i]);
		tei_close(w);
	}
	tei_close(w);
}
