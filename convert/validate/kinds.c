// kinds.c: what the rules know of an element or an attribute by its name

#include "validate/kinds.h"

#include <stdlib.h>

#include "core/namespaces.h"

#define XINCLUDE_NAMESPACE "http://www.w3.org/2001/XInclude"

enum { SPACES_MAX = 1000 }; // namespaces in which a name is looked for

struct known {
	const char *name;
	uint32_t is;
};

// Sorted by name.
// clang-format off
static const struct known elements[] = {
	{"TEI", DOCUMENT},
	{"ab", BLOCK | HOLDS_TEXT},
	{"abbr", EDITORIAL},
	{"add", EDITORIAL},
	{"addName", PERSON_NAME},
	{"analytic", 0},
	{"app", EDITORIAL},
	{"byline", HEADING | HOLDS_TEXT},
	{"castList", PEOPLE},
	{"choice", EDITORIAL},
	{"closer", HOLDS_TEXT},
	{"code", VERBATIM},
	{"corr", EDITORIAL},
	{"creation", DATES_DOCUMENT},
	{"damage", EDITORIAL},
	{"date", PRINTED_DATE},
	{"dateline", HEADING},
	{"del", EDITORIAL},
	{"desc", COUNTS_WORDS_NOT},
	{"div", DIVISION},
	{"div1", DIVISION},
	{"div2", DIVISION},
	{"div3", DIVISION},
	{"div4", DIVISION},
	{"div5", DIVISION},
	{"div6", DIVISION},
	{"div7", DIVISION},
	{"docAuthor", HOLDS_TEXT},
	{"docDate", PRINTED_DATE},
	{"eg", VERBATIM},
	{"egXML", VERBATIM},
	{"ex", EDITORIAL},
	{"expan", EDITORIAL},
	{"extent", EXTENT},
	{"figure", SOUND},
	{"floatingText", QUOTATION},
	{"foreign", 0},
	{"forename", PERSON_NAME | HOLDS_TEXT},
	{"formula", VERBATIM | SOUND},
	{"fw", ASIDE | COUNTS_WORDS_NOT},
	{"gap", SOUND | EDITORIAL | GAP},
	{"gi", VERBATIM},
	{"graphic", SOUND},
	{"head", HEADING | HOLDS_TEXT},
	{"incident", SOUND | EDITORIAL},
	{"kinesic", SOUND | EDITORIAL},
	{"l", VERSE | HOLDS_TEXT},
	{"listPerson", PEOPLE},
	{"measure", MEASURE},
	{"media", SOUND},
	{"metamark", EDITORIAL},
	{"name", PERSON_NAME},
	{"namespace", TAG_NAMESPACE},
	{"note", ASIDE | EDITORIAL | COUNTS_WORDS_NOT | HOLDS_TEXT},
	{"opener", HEADING | HOLDS_TEXT},
	{"orgName", HOLDS_TEXT},
	{"orig", EDITORIAL},
	{"origDate", PRINTED_DATE},
	{"p", BLOCK | HOLDS_TEXT},
	{"particDesc", PEOPLE},
	{"persName", PERSON_NAME | HOLDS_TEXT},
	{"person", PERSON},
	{"personGrp", PERSON},
	{"placeName", HOLDS_TEXT},
	{"ptr", SOUND},
	{"q", HOLDS_TEXT | QUOTATION},
	{"quote", HOLDS_TEXT | QUOTATION},
	{"rdg", EDITORIAL},
	{"recordingStmt", DATES_DOCUMENT},
	{"redo", EDITORIAL},
	{"ref", EDITORIAL},
	{"reg", EDITORIAL},
	{"restore", EDITORIAL},
	{"role", HOLDS_TEXT | CAST_ROLE},
	{"roleDesc", HOLDS_TEXT},
	{"s", HOLDS_TEXT},
	{"said", HOLDS_TEXT | QUOTATION},
	{"seg", BLOCK | HOLDS_TEXT},
	{"settingDesc", DATES_DOCUMENT},
	{"shift", SOUND},
	{"sic", EDITORIAL},
	{"sp", SPEECH},
	{"speaker", LABEL | ASIDE | COUNTS_WORDS_NOT | HOLDS_TEXT},
	{"stage", HOLDS_TEXT | EDITORIAL | DIRECTION},
	{"subst", EDITORIAL},
	{"supplied", EDITORIAL},
	{"surname", PERSON_NAME | HOLDS_TEXT},
	{"surplus", EDITORIAL},
	{"tagUsage", TAG_USAGE},
	{"teiCorpus", DOCUMENT},
	{"teiHeader", HEADER},
	{"text", TEXT},
	{"title", HOLDS_TEXT},
	{"trailer", HOLDS_TEXT},
	{"u", SPEECH},
	{"unclear", EDITORIAL},
	{"undo", EDITORIAL},
	{"vocal", SOUND | EDITORIAL},
	{"w", WORD},
	{"writing", SOUND},
};

static const struct known attributes[] = {
	{"calendar", ATTRIBUTE_CALENDAR},
	{"copyOf", ATTRIBUTE_FILLS},
	{"corresp", ATTRIBUTE_FILLS},
	{"datingMethod", ATTRIBUTE_CALENDAR},
	{"end", ATTRIBUTE_FILLS},
	{"facs", ATTRIBUTE_FILLS},
	{"from", ATTRIBUTE_FROM},
	{"from-iso", ATTRIBUTE_FROM_ISO},
	{"key", ATTRIBUTE_FILLS},
	{"n", ATTRIBUTE_N},
	{"nextFacs", ATTRIBUTE_FILLS},
	{"notAfter", ATTRIBUTE_NOT_AFTER},
	{"notAfter-iso", ATTRIBUTE_NOT_AFTER_ISO},
	{"notBefore", ATTRIBUTE_NOT_BEFORE},
	{"notBefore-iso", ATTRIBUTE_NOT_BEFORE_ISO},
	{"ref", ATTRIBUTE_FILLS},
	{"sameAs", ATTRIBUTE_FILLS},
	{"select", ATTRIBUTE_FILLS},
	{"source", ATTRIBUTE_FILLS},
	{"spanTo", ATTRIBUTE_FILLS},
	{"start", ATTRIBUTE_FILLS},
	{"synch", ATTRIBUTE_FILLS},
	{"target", ATTRIBUTE_FILLS},
	{"to", ATTRIBUTE_TO},
	{"to-iso", ATTRIBUTE_TO_ISO},
	{"type", ATTRIBUTE_TYPE},
	{"url", ATTRIBUTE_FILLS},
	{"when", ATTRIBUTE_WHEN},
	{"when-iso", ATTRIBUTE_WHEN_ISO},
	{"who", ATTRIBUTE_WHO},
};
// clang-format on

static int by_name(const void *key, const void *entry)
{
	return strcmp(key, ((const struct known *)entry)->name);
}

static uint32_t known_as(const struct known *items, size_t n, const unsigned char *local)
{
	const struct known *found = bsearch(local, items, n, sizeof *items, by_name);
	return found ? found->is : 0;
}

static void read_kind(struct kind *kind, bool attribute)
{
	const char *uri = (const char *)kind->uri;
	if (attribute) {
		if (!uri)
			kind->is = known_as(attributes, LENGTH(attributes), kind->local);
		else if (strcmp(uri, XML_NAMESPACE) == 0 &&
		         strcmp((const char *)kind->local, "id") == 0)
			kind->is = ATTRIBUTE_ID;
		return;
	}
	kind->tei = uri && strcmp(uri, TEI_NAMESPACE) == 0;
	if (kind->tei)
		kind->is = known_as(elements, LENGTH(elements), kind->local);
	else if (uri && strcmp(uri, XINCLUDE_NAMESPACE) == 0)
		kind->is = INCLUSION;
}

static struct kind **slot_of(const struct kinds *k, const unsigned char *local,
                             const unsigned char *uri)
{
	size_t at = kinds_slot(local, uri);
	for (;; at++) {
		struct kind **slot = &k->slots[at & (k->cap - 1)];
		if (!*slot || ((*slot)->local == local && (*slot)->uri == uri))
			return slot;
	}
}

static bool grow(struct kinds *k)
{
	struct kinds larger = *k;
	larger.cap = k->cap ? k->cap * 2 : 256;
	larger.slots = calloc(larger.cap, sizeof *larger.slots);
	if (!larger.slots)
		return false;
	for (size_t i = 0; i < k->cap; i++)
		if (k->slots[i])
			*slot_of(&larger, k->slots[i]->local, k->slots[i]->uri) = k->slots[i];
	free(k->slots);
	*k = larger;
	return true;
}

// Elements can be asked for by their letters, too.
static bool keep_name(struct kinds *k, struct kind *kind)
{
	size_t index = k->all.n;
	struct str name = xml_str(kind->local);
	if (k->attributes)
		return true;
	if (table_get(&k->named, name, &index)) {
		kind->other = k->all.items[index]->other;
		k->all.items[index]->other = kind;
		return true;
	}
	if (!ARRAY_ROOM(&k->all) || !table_set(&k->named, name, index))
		return false;
	k->all.items[k->all.n++] = kind;
	return true;
}

struct kind *kinds_add(struct kinds *k, const unsigned char *local, const unsigned char *uri)
{
	if (k->n * 2 >= k->cap && !grow(k))
		return NULL;
	struct kind **slot = slot_of(k, local, uri);
	if (*slot)
		return *slot;
	struct kind *made = arena_alloc(&k->arena, sizeof *made);
	if (!made)
		return NULL;
	made->local = local;
	made->uri = uri;
	read_kind(made, k->attributes);
	if (!keep_name(k, made))
		return NULL;
	k->n++;
	return *slot = made;
}

struct kind *kinds_named(const struct kinds *k, struct str local, struct str uri)
{
	size_t index;
	if (!table_get(&k->named, local, &index))
		return NULL;
	struct kind *kind = k->all.items[index];
	for (int i = 0; kind && i < SPACES_MAX; i++, kind = kind->other)
		if (str_eq(xml_str(kind->uri), uri))
			return kind;
	return NULL;
}

void kinds_free(struct kinds *k)
{
	free(k->slots);
	free(k->all.items);
	table_free(&k->named);
	arena_free(&k->arena);
	*k = (struct kinds){.attributes = k->attributes};
}
