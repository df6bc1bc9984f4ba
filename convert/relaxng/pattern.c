// pattern.c: what may still follow, as immutable patterns of which equal ones are the same

#include "relaxng/pattern.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS_MIN = 1024 };

void pattern_list_add(struct pattern_list *list, const struct pattern *p)
{
	if (!list->items) {
		list->items = list->few;
		list->cap = LENGTH(list->few);
	}
	if (list->n == list->cap) {
		const struct pattern **grown = malloc(list->cap * 2 * sizeof *grown);
		if (!grown) {
			list->failed = true;
			return;
		}
		memcpy(grown, list->items, list->n * sizeof *grown);
		pattern_list_free(list);
		list->items = grown;
		list->cap *= 2;
	}
	list->items[list->n++] = p;
}

void pattern_list_free(struct pattern_list *list)
{
	if (list->items != list->few)
		free(list->items);
}

static uint32_t mix(uint32_t h, uint64_t value)
{
	uint64_t m = (h ^ value) * UINT64_C(0x9e3779b97f4a7c15);
	return (uint32_t)(m >> 32) ^ (uint32_t)m;
}

static uint32_t hash_str(uint32_t h, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.s[i]) * UINT32_C(16777619);
	return h;
}

static bool same_value(const struct pattern_value *a, const struct pattern_value *b)
{
	return a->type == b->type && str_eq(a->text, b->text) && a->bindings == b->bindings &&
	       str_eq(a->ns, b->ns);
}

static bool same(const struct pattern *a, const struct pattern *b,
                 const struct pattern *const *parts)
{
	if (a->kind != b->kind || a->hash != b->hash || a->n != b->n ||
	    (a->n && memcmp(a->parts, parts, a->n * sizeof *parts) != 0))
		return false;
	switch (a->kind) {
	case PATTERN_DATA:
		return a->type == b->type;
	case PATTERN_VALUE:
		return same_value(a->value, b->value);
	case PATTERN_ATTRIBUTE:
		return a->names == b->names;
	case PATTERN_ELEMENT:
		return a->element == b->element;
	default:
		return true;
	}
}

static uint32_t hash_of(const struct pattern *head, const struct pattern *const *parts)
{
	uint32_t h = mix(head->kind + 1u, head->n);
	for (size_t i = 0; i < head->n; i++)
		h = mix(h, parts[i]->id + 1u);
	switch (head->kind) {
	case PATTERN_DATA:
		return mix(h, (uintptr_t)head->type);
	case PATTERN_VALUE:
		return hash_str(mix(h, (uintptr_t)head->value->type), head->value->text);
	case PATTERN_ATTRIBUTE:
		return mix(h, (uintptr_t)head->names);
	case PATTERN_ELEMENT:
		return mix(h, head->element->id);
	default:
		return h;
	}
}

static const struct pattern *find(const struct patterns *p, const struct pattern *head,
                                  const struct pattern *const *parts, size_t *slot)
{
	size_t at = head->hash & (p->cap - 1);
	while (p->slots[at] && !same(p->slots[at], head, parts))
		at = (at + 1) & (p->cap - 1);
	*slot = at;
	return p->slots[at];
}

static bool grow(struct patterns *p)
{
	size_t cap = p->cap ? p->cap * 2 : SLOTS_MIN;
	const struct pattern **slots = calloc(cap, sizeof *slots);
	if (!slots)
		return false;
	for (size_t i = 0; i < p->cap; i++) {
		const struct pattern *one = p->slots[i];
		if (!one)
			continue;
		size_t at = one->hash & (cap - 1);
		while (slots[at])
			at = (at + 1) & (cap - 1);
		slots[at] = one;
	}
	free(p->slots);
	p->slots = slots;
	p->cap = cap;
	return true;
}

static const struct pattern *fail(struct patterns *p)
{
	p->failed = true;
	return p->not_allowed;
}

static bool is_only_names(const struct pattern *p)
{
	return p->flags & PATTERN_ONLY_NAMES;
}

static uint8_t flags_of(const struct pattern *head, const struct pattern *const *parts)
{
	unsigned any = 0, nullable_any = 0, nullable_all = 1;
	bool only_names = head->n > 0;
	for (size_t i = 0; i < head->n; i++) {
		any |= parts[i]->flags;
		nullable_any |= pattern_is_nullable(parts[i]);
		nullable_all &= pattern_is_nullable(parts[i]);
		only_names =
			only_names && (is_only_names(parts[i]) || parts[i]->kind == PATTERN_EMPTY);
	}
	unsigned inherited = any & (PATTERN_ATTRIBUTES | PATTERN_VALUES | PATTERN_MIXES);
	unsigned names = only_names && any & PATTERN_ATTRIBUTES ? PATTERN_ONLY_NAMES : 0;
	switch (head->kind) {
	case PATTERN_EMPTY:
	case PATTERN_TEXT:
		return PATTERN_NULLABLE;
	case PATTERN_CHOICE:
		return (uint8_t)(inherited | names | (nullable_any ? PATTERN_NULLABLE : 0));
	case PATTERN_INTERLEAVE:
		inherited |= names ? 0 : PATTERN_MIXES;
		// fall through
	case PATTERN_GROUP:
	case PATTERN_ONE_OR_MORE:
		return (uint8_t)(inherited | names | (nullable_all ? PATTERN_NULLABLE : 0));
	case PATTERN_AFTER:
		return parts[0]->flags & (PATTERN_ATTRIBUTES | PATTERN_VALUES);
	case PATTERN_LIST:
	case PATTERN_DATA:
	case PATTERN_VALUE:
		return PATTERN_VALUES;
	case PATTERN_ATTRIBUTE:
		return PATTERN_ATTRIBUTES | PATTERN_ONLY_NAMES;
	default:
		return 0;
	}
}

static uint32_t depth_of(const struct pattern *const *parts, size_t n)
{
	uint32_t depth = 0;
	for (size_t i = 0; i < n; i++)
		depth = parts[i]->depth > depth ? parts[i]->depth : depth;
	return depth;
}

// The one pattern that is built like this. `head` has all but its parts, hash and flags.
static const struct pattern *intern(struct patterns *p, struct pattern *head,
                                    const struct pattern *const *parts)
{
	size_t slot;
	if (depth_of(parts, head->n) >= PATTERN_DEPTH_MAX ||
	    (head->kind == PATTERN_INTERLEAVE && head->n > PATTERN_PARTS_MAX)) {
		p->beyond = true;
		return p->not_allowed;
	}
	head->hash = hash_of(head, parts);
	const struct pattern *known = p->base ? find(p->base, head, parts, &slot) : NULL;
	if (known)
		return known;
	if ((p->n + 1) * 2 > p->cap && !grow(p))
		return fail(p);
	known = find(p, head, parts, &slot);
	if (known)
		return known;
	size_t size = sizeof *head + head->n * sizeof *parts;
	struct pattern *made = arena_alloc(&p->arena, size);
	if (!made)
		return fail(p);
	*made = *head;
	made->flags = flags_of(head, parts);
	made->id = p->next_id++;
	made->depth = depth_of(parts, head->n) + 1;
	if (head->n)
		memcpy(made->parts, parts, head->n * sizeof *parts);
	p->slots[slot] = made;
	p->n++;
	p->bytes += size + 2 * sizeof *p->slots;
	return made;
}

static const struct pattern *plain(struct patterns *p, enum pattern_kind kind,
                                   const struct pattern *const *parts, size_t n)
{
	struct pattern head = {.kind = (uint8_t)kind, .n = (uint32_t)n};
	return intern(p, &head, parts);
}

bool patterns_open(struct patterns *p, const struct patterns *base)
{
	*p = (struct patterns){.base = base, .next_id = base ? base->next_id : 0};
	if (!grow(p))
		return false;
	p->not_allowed = plain(p, PATTERN_NOT_ALLOWED, NULL, 0);
	p->empty = plain(p, PATTERN_EMPTY, NULL, 0);
	p->text = plain(p, PATTERN_TEXT, NULL, 0);
	if (!p->failed)
		return true;
	patterns_close(p);
	return false;
}

void patterns_close(struct patterns *p)
{
	free(p->slots);
	arena_free(&p->arena);
	*p = (struct patterns){0};
}

static int by_id(const void *a, const void *b)
{
	const struct pattern *x = *(const struct pattern *const *)a;
	const struct pattern *y = *(const struct pattern *const *)b;
	return x->id < y->id ? -1 : x->id > y->id;
}

static void sort(struct pattern_list *parts)
{
	bool sorted = true;
	for (size_t i = 1; i < parts->n && sorted; i++)
		sorted = parts->items[i - 1]->id <= parts->items[i]->id;
	if (!sorted)
		qsort(parts->items, parts->n, sizeof *parts->items, by_id);
}

static void make_set(struct pattern_list *parts)
{
	size_t n = 0;
	sort(parts);
	for (size_t i = 0; i < parts->n; i++)
		if (n == 0 || parts->items[n - 1] != parts->items[i])
			parts->items[n++] = parts->items[i];
	parts->n = n;
}

static int by_left(const void *a, const void *b)
{
	const struct pattern *x = *(const struct pattern *const *)a;
	const struct pattern *y = *(const struct pattern *const *)b;
	return by_id(&x->parts[0], &y->parts[0]);
}

static int by_right(const void *a, const void *b)
{
	const struct pattern *x = *(const struct pattern *const *)a;
	const struct pattern *y = *(const struct pattern *const *)b;
	return by_id(&x->parts[1], &y->parts[1]);
}

// AFTERs with the same part `side` become one, with a choice of what they have on the other.
static bool join(struct patterns *p, struct pattern_list *parts, int side)
{
	size_t n = 0;
	qsort(parts->items, parts->n, sizeof *parts->items, side ? by_right : by_left);
	for (size_t i = 0, end; i < parts->n; i = end) {
		const struct pattern *first = parts->items[i];
		struct pattern_list others = {0};
		for (end = i;
		     end < parts->n && parts->items[end]->parts[side] == first->parts[side]; end++)
			pattern_list_add(&others, parts->items[end]->parts[1 - side]);
		const struct pattern *other =
			others.failed ? fail(p) : pattern_choice(p, others.items, others.n);
		pattern_list_free(&others);
		parts->items[n++] = end == i + 1 ? first
		                    : side       ? pattern_after(p, other, first->parts[1])
		                                 : pattern_after(p, first->parts[0], other);
	}
	parts->n = n;
	return !p->failed;
}

static void put_choices(struct pattern_list *all, const struct pattern *part)
{
	if (part->kind == PATTERN_NOT_ALLOWED)
		return;
	if (part->kind != PATTERN_CHOICE)
		pattern_list_add(all, part);
	for (size_t i = 0; part->kind == PATTERN_CHOICE && i < part->n; i++)
		pattern_list_add(all, part->parts[i]);
}

// Empty adds nothing where nothing need follow anyway.
static void drop_empty(struct pattern_list *all)
{
	bool nullable = false;
	size_t n = 0;
	for (size_t i = 0; i < all->n; i++)
		nullable |=
			all->items[i]->kind != PATTERN_EMPTY && pattern_is_nullable(all->items[i]);
	for (size_t i = 0; nullable && i < all->n; i++)
		if (all->items[i]->kind != PATTERN_EMPTY)
			all->items[n++] = all->items[i];
	if (nullable)
		all->n = n;
}

const struct pattern *pattern_choice(struct patterns *p, const struct pattern *const *parts,
                                     size_t n)
{
	struct pattern_list all = {0};
	for (size_t i = 0; i < n; i++)
		put_choices(&all, parts[i]);
	bool good = !all.failed;
	if (good && all.n > 1) {
		make_set(&all);
		drop_empty(&all);
	}
	if (good && all.n > 1 && all.items[0]->kind == PATTERN_AFTER)
		good = join(p, &all, 0) && join(p, &all, 1);
	if (good && all.n > 1)
		make_set(&all);
	const struct pattern *made = !good        ? fail(p)
	                             : all.n == 0 ? p->not_allowed
	                             : all.n == 1 ? all.items[0]
	                                          : plain(p, PATTERN_CHOICE, all.items, all.n);
	pattern_list_free(&all);
	return made;
}

const struct pattern *pattern_choice_of(struct patterns *p, const struct pattern *a,
                                        const struct pattern *b)
{
	if (a == b || b->kind == PATTERN_NOT_ALLOWED)
		return a;
	if (a->kind == PATTERN_NOT_ALLOWED)
		return b;
	return pattern_choice(p, (const struct pattern *const[]){a, b}, 2);
}

// Sorts a part of an interleave: what speaks of attributes alone, and the rest.
static void part_with(const struct pattern *part, struct pattern_list *names,
                      struct pattern_list *rest)
{
	bool headed = part->kind == PATTERN_GROUP && is_only_names(part->parts[0]);
	if (part->kind == PATTERN_EMPTY)
		return;
	if (part->kind != PATTERN_INTERLEAVE && !headed)
		pattern_list_add(is_only_names(part) ? names : rest, part);
	for (size_t i = 0; (part->kind == PATTERN_INTERLEAVE || headed) && i < part->n; i++)
		part_with(part->parts[i], names, rest);
}

static const struct pattern *bag(struct patterns *p, struct pattern_list *parts)
{
	if (parts->n == 0)
		return p->empty;
	if (parts->n == 1)
		return parts->items[0];
	sort(parts);
	return plain(p, PATTERN_INTERLEAVE, parts->items, parts->n);
}

static const struct pattern *pair(struct patterns *p, enum pattern_kind kind,
                                  const struct pattern *a, const struct pattern *b)
{
	return plain(p, kind, (const struct pattern *const[]){a, b}, 2);
}

const struct pattern *pattern_interleave(struct patterns *p, const struct pattern *const *parts,
                                         size_t n)
{
	struct pattern_list names = {0}, rest = {0};
	bool none = false;
	for (size_t i = 0; i < n; i++) {
		none |= parts[i]->kind == PATTERN_NOT_ALLOWED;
		part_with(parts[i], &names, &rest);
	}
	const struct pattern *made = p->not_allowed;
	if (names.failed || rest.failed) {
		made = fail(p);
	} else if (!none) {
		const struct pattern *a = bag(p, &names), *b = bag(p, &rest);
		made = names.n && rest.n ? pair(p, PATTERN_GROUP, a, b) : names.n ? a : b;
	}
	pattern_list_free(&names);
	pattern_list_free(&rest);
	return made;
}

const struct pattern *pattern_interleave_of(struct patterns *p, const struct pattern *a,
                                            const struct pattern *b)
{
	return pattern_interleave(p, (const struct pattern *const[]){a, b}, 2);
}

const struct pattern *pattern_group(struct patterns *p, const struct pattern *a,
                                    const struct pattern *b)
{
	if (a->kind == PATTERN_NOT_ALLOWED || b->kind == PATTERN_NOT_ALLOWED)
		return p->not_allowed;
	if (a->kind == PATTERN_EMPTY)
		return b;
	if (b->kind == PATTERN_EMPTY)
		return a;
	if (is_only_names(a) && is_only_names(b))
		return pattern_interleave_of(p, a, b);
	if (is_only_names(b))
		return pattern_group(p, b, a);
	// Attributes come first.
	bool headed = b->kind == PATTERN_GROUP && is_only_names(b->parts[0]);
	if (headed && is_only_names(a))
		return pair(p, PATTERN_GROUP, pattern_interleave_of(p, a, b->parts[0]),
		            b->parts[1]);
	if (headed)
		return pattern_group(p, b->parts[0], pattern_group(p, a, b->parts[1]));
	if (a->kind == PATTERN_GROUP)
		return pattern_group(p, a->parts[0], pattern_group(p, a->parts[1], b));
	return pair(p, PATTERN_GROUP, a, b);
}

const struct pattern *pattern_one_or_more(struct patterns *p, const struct pattern *a)
{
	// Of text, and of what is repeated already, more is the same.
	if (a->kind == PATTERN_NOT_ALLOWED || a->kind == PATTERN_EMPTY || a->kind == PATTERN_TEXT ||
	    a->kind == PATTERN_ONE_OR_MORE)
		return a;
	return plain(p, PATTERN_ONE_OR_MORE, &a, 1);
}

const struct pattern *pattern_list(struct patterns *p, const struct pattern *a)
{
	return a->kind == PATTERN_NOT_ALLOWED ? a : plain(p, PATTERN_LIST, &a, 1);
}

const struct pattern *pattern_after(struct patterns *p, const struct pattern *left,
                                    const struct pattern *right)
{
	if (left->kind == PATTERN_NOT_ALLOWED || right->kind == PATTERN_NOT_ALLOWED)
		return p->not_allowed;
	return pair(p, PATTERN_AFTER, left, right);
}

const struct pattern *pattern_data(struct patterns *p, const struct datatype *type,
                                   const struct pattern *except)
{
	bool excepts = except && except->kind != PATTERN_NOT_ALLOWED;
	struct pattern head = {.kind = PATTERN_DATA, .n = excepts, .type = type};
	return intern(p, &head, &except);
}

const struct pattern *pattern_of_value(struct patterns *p, const struct pattern_value *value)
{
	struct pattern head = {.kind = PATTERN_VALUE, .value = value};
	return intern(p, &head, NULL);
}

const struct pattern *pattern_attribute(struct patterns *p, const struct name_class *names,
                                        const struct pattern *content)
{
	if (content->kind == PATTERN_NOT_ALLOWED)
		return content;
	struct pattern head = {.kind = PATTERN_ATTRIBUTE, .n = 1, .names = names};
	return intern(p, &head, &content);
}

const struct pattern *pattern_element(struct patterns *p, const struct pattern_element *element)
{
	struct pattern head = {.kind = PATTERN_ELEMENT, .element = element};
	return intern(p, &head, NULL);
}

// Patterns on their way from one builder to another over the same base. Parts are older than what they are
// parts of, so that going through all by age needs no recursion: an AFTER can be as deep as a document.
struct move {
	struct patterns *to;
	uint32_t first, n;                   // ids of those that move
	const struct pattern **from, **made; // by id, from `first` on
	bool *live;
};

static const struct pattern *moved(const struct move *m, const struct pattern *p)
{
	return p->id < m->first ? p : m->made[p->id - m->first];
}

static void move_one(struct move *m, uint32_t i)
{
	const struct pattern *from = m->from[i];
	struct pattern_list parts = {0};
	for (size_t k = 0; k < from->n; k++)
		pattern_list_add(&parts, moved(m, from->parts[k]));
	struct pattern head = *from;
	if (parts.failed)
		m->made[i] = fail(m->to);
	else if (from->kind == PATTERN_CHOICE)
		m->made[i] = pattern_choice(m->to, parts.items, parts.n);
	else if (from->kind == PATTERN_INTERLEAVE)
		m->made[i] = pattern_interleave(m->to, parts.items, parts.n);
	else
		m->made[i] = intern(m->to, &head, parts.items);
	pattern_list_free(&parts);
}

static void mark_live(struct move *m, const struct pattern *p)
{
	if (p->id >= m->first)
		m->live[p->id - m->first] = true;
}

static void move_all(struct move *m, const struct patterns *p)
{
	for (size_t i = 0; i < p->cap; i++)
		if (p->slots[i])
			m->from[p->slots[i]->id - m->first] = p->slots[i];
	for (uint32_t i = m->n; i-- > 0;)
		for (size_t k = 0; m->live[i] && k < m->from[i]->n; k++)
			mark_live(m, m->from[i]->parts[k]);
	for (uint32_t i = 0; i < m->n; i++)
		if (m->live[i])
			move_one(m, i);
}

bool patterns_renew(struct patterns *p, const struct pattern **live, size_t n)
{
	struct patterns fresh;
	if (!patterns_open(&fresh, p->base))
		return false;
	struct move move = {
		.to = &fresh, .first = p->base->next_id, .n = p->next_id - p->base->next_id};
	move.from = calloc(move.n + 1, sizeof *move.from);
	move.made = calloc(move.n + 1, sizeof *move.made);
	move.live = calloc(move.n + 1, sizeof *move.live);
	bool good = move.from && move.made && move.live;
	for (size_t i = 0; good && i < n; i++)
		mark_live(&move, live[i]);
	if (good)
		move_all(&move, p);
	good = good && !fresh.failed;
	for (size_t i = 0; good && i < n; i++)
		live[i] = moved(&move, live[i]);
	free(move.from);
	free(move.made);
	free(move.live);
	patterns_close(good ? p : &fresh);
	if (good)
		*p = fresh;
	return good;
}
