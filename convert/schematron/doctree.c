// doctree.c: a document as a table of nodes, for questions in XPath

#include "schematron/doctree.h"

#include <stdlib.h>

#include "core/namespaces.h"

enum { NODES_MAX = UINT32_MAX - 1 };

static uint32_t new_node(struct doctree *t, enum node_kind kind, size_t at)
{
	if (t->nodes.n >= NODES_MAX || at > UINT32_MAX || t->text.n > UINT32_MAX ||
	    t->values.n > UINT32_MAX) {
		t->beyond = true;
		return NODE_NONE;
	}
	if (!ARRAY_ROOM(&t->nodes)) {
		t->failed = true;
		return NODE_NONE;
	}
	uint32_t i = (uint32_t)t->nodes.n++;
	t->nodes.items[i] = (struct doctree_node){
		.parent = t->open, .end = i + 1, .at = (uint32_t)at, .kind = kind};
	return i;
}

static size_t slot_of(const struct doctree *t, const unsigned char *local,
                      const unsigned char *prefix, const unsigned char *uri, uint32_t kind)
{
	uint64_t h = ((uint64_t)(uintptr_t)local ^ ((uint64_t)(uintptr_t)uri << 7) ^
	              ((uint64_t)(uintptr_t)prefix << 13)) +
	             kind;
	h *= UINT64_C(0x9e3779b97f4a7c15);
	for (size_t i = (size_t)(h >> 32) & (t->n_slots - 1);; i = (i + 1) & (t->n_slots - 1)) {
		const struct doctree_name *name = &t->names.items[t->slots[i]];
		if (!t->slots[i] || (name->local == local && name->uri == uri &&
		                     name->prefix == prefix && name->kind == kind))
			return i;
	}
}

static bool grow_slots(struct doctree *t)
{
	uint32_t *old = t->slots;
	size_t n = t->n_slots ? t->n_slots * 2 : 512;
	uint32_t *slots = calloc(n, sizeof *slots);
	if (!slots)
		return false;
	t->slots = slots;
	t->n_slots = n;
	for (uint32_t i = 1; i < t->names.n; i++) {
		const struct doctree_name *name = &t->names.items[i];
		slots[slot_of(t, name->local, name->prefix, name->uri, name->kind)] = i;
	}
	free(old);
	return true;
}

static uint32_t symbol(const struct doctree *t, const unsigned char *s)
{
	return idtable_find(t->symbols, xml_str(s));
}

static uint32_t name_of(struct doctree *t, const unsigned char *local, const unsigned char *prefix,
                        const unsigned char *uri, enum node_kind kind)
{
	if (t->names.n * 2 > t->n_slots && !grow_slots(t)) {
		t->failed = true;
		return 0;
	}
	size_t slot = slot_of(t, local, prefix, uri, kind);
	if (t->slots[slot])
		return t->slots[slot];
	if (!ARRAY_ROOM(&t->names)) {
		t->failed = true;
		return 0;
	}
	uint32_t i = (uint32_t)t->names.n++;
	t->names.items[i] = (struct doctree_name){
		.local = local,
		.prefix = prefix,
		.uri = uri,
		.kind = kind,
		.local_id = symbol(t, local),
		.uri_id = symbol(t, uri),
	};
	if (t->names.items[i].local_id < t->n_occurs)
		t->occurs[t->names.items[i].local_id] |= (unsigned char)(1 << kind);
	return t->slots[slot] = i;
}

// Enters a node into the chain of its name.
static void link_name(struct doctree *t, uint32_t node, uint32_t name)
{
	struct doctree_name *n = &t->names.items[name];
	t->nodes.items[node].name = name;
	if (n->first)
		t->nodes.items[n->last].next = node;
	else
		n->first = node;
	n->last = node;
	n->count++;
}

bool doctree_begin(struct doctree *t, const struct idtable *symbols)
{
	// What memory there is from a document before serves this one.
	t->symbols = symbols;
	t->nodes.n = t->names.n = 0;
	t->open = t->root_element = 0;
	t->failed = t->beyond = t->has_ids = false;
	buf_clear(&t->text);
	buf_clear(&t->values);
	t->text.failed = t->values.failed = false;
	idtable_free(&t->ids);
	if (t->n_occurs != symbols->n) {
		free(t->occurs);
		t->occurs = malloc(symbols->n + 1);
		t->n_occurs = t->occurs ? symbols->n : 0;
		t->failed = !t->occurs;
	}
	if (t->n_occurs)
		memset(t->occurs, 0, t->n_occurs);
	if (t->n_slots)
		memset(t->slots, 0, t->n_slots * sizeof *t->slots);
	if ((!t->n_slots && !grow_slots(t)) || !ARRAY_ROOM(&t->names)) {
		t->failed = true;
		return false;
	}
	t->names.items[t->names.n++] =
		(struct doctree_name){.local_id = ID_NONE, .uri_id = ID_NONE};
	new_node(t, NODE_ROOT, 0);
	return !t->failed;
}

static void add_attribute(struct doctree *t, uint32_t element, const struct xml_attribute *a)
{
	uint32_t i = new_node(t, NODE_ATTRIBUTE, t->nodes.items[element].at);
	if (!i)
		return;
	t->nodes.items[i].text = (uint32_t)t->values.n;
	buf_put(&t->values, xml_value(a));
	t->nodes.items[i].text_end = (uint32_t)t->values.n;
	uint32_t name = name_of(t, a->local, a->prefix, a->uri, NODE_ATTRIBUTE);
	link_name(t, i, name);
}

static bool is_good(struct doctree *t)
{
	t->failed |= t->text.failed || t->values.failed;
	return !t->failed && !t->beyond;
}

bool doctree_start(struct doctree *t, const struct xml_element *e)
{
	uint32_t i = new_node(t, NODE_ELEMENT, e->at);
	if (!i)
		return false;
	uint32_t name = name_of(t, e->local, e->prefix, e->uri, NODE_ELEMENT);
	link_name(t, i, name);
	t->nodes.items[i].text = (uint32_t)t->text.n;
	if (!t->root_element)
		t->root_element = i;
	t->open = i;
	for (size_t a = 0; a < e->n_attributes && is_good(t); a++)
		add_attribute(t, i, &e->attributes[a]);
	return is_good(t);
}

bool doctree_text(struct doctree *t, struct str text)
{
	struct doctree_node *last = &t->nodes.items[t->nodes.n - 1];
	if (!text.n)
		return true;
	if (last->kind != NODE_TEXT || last->parent != t->open ||
	    last->end != (uint32_t)t->nodes.n) {
		uint32_t i = new_node(t, NODE_TEXT, t->nodes.items[t->open].at);
		if (!i)
			return false;
		last = &t->nodes.items[i];
		last->text = (uint32_t)t->text.n;
	}
	buf_put(&t->text, text);
	last->text_end = (uint32_t)t->text.n;
	return is_good(t);
}

bool doctree_end(struct doctree *t)
{
	struct doctree_node *node = &t->nodes.items[t->open];
	node->end = (uint32_t)t->nodes.n;
	node->text_end = (uint32_t)t->text.n;
	t->open = node->parent;
	t->nodes.items[0].end = (uint32_t)t->nodes.n;
	t->nodes.items[0].text_end = (uint32_t)t->text.n;
	return is_good(t);
}

bool doctree_aside(struct doctree *t, const unsigned char *target, struct str data, size_t at)
{
	uint32_t i = new_node(t, target ? NODE_INSTRUCTION : NODE_COMMENT, at);
	if (!i)
		return false;
	t->nodes.items[i].text = (uint32_t)t->values.n;
	buf_put(&t->values, data);
	t->nodes.items[i].text_end = (uint32_t)t->values.n;
	uint32_t name = target ? name_of(t, target, NULL, NULL, NODE_INSTRUCTION) : 0;
	if (name)
		link_name(t, i, name);
	if (!t->open)
		t->nodes.items[0].end = (uint32_t)t->nodes.n;
	return is_good(t);
}

struct str doctree_value(const struct doctree *t, uint32_t node)
{
	const struct doctree_node *n = &t->nodes.items[node];
	bool is_text = n->kind == NODE_ROOT || n->kind == NODE_ELEMENT || n->kind == NODE_TEXT;
	return str_from_to(buf_str(is_text ? &t->text : &t->values), n->text, n->text_end);
}

struct str doctree_local(const struct doctree *t, uint32_t node)
{
	return xml_str(t->names.items[t->nodes.items[node].name].local);
}

struct str doctree_uri(const struct doctree *t, uint32_t node)
{
	return xml_str(t->names.items[t->nodes.items[node].name].uri);
}

void doctree_put_name(const struct doctree *t, uint32_t node, struct buf *out)
{
	const struct doctree_name *name = &t->names.items[t->nodes.items[node].name];
	if (name->prefix) {
		buf_puts(out, (const char *)name->prefix);
		buf_putc(out, ':');
	}
	buf_put(out, xml_str(name->local));
}

uint32_t doctree_inside(const struct doctree *t, uint32_t node)
{
	uint32_t i = node + 1, end = t->nodes.items[node].end;
	while (i < end && t->nodes.items[i].kind == NODE_ATTRIBUTE)
		i++;
	return i;
}

static void enter_ids(struct doctree *t)
{
	t->has_ids = true;
	for (size_t i = 1; i < t->names.n; i++) {
		const struct doctree_name *name = &t->names.items[i];
		if (name->kind != NODE_ATTRIBUTE || !str_is(xml_str(name->local), "id") ||
		    !str_is(xml_str(name->uri), XML_NAMESPACE))
			continue;
		for (uint32_t a = name->first; a; a = t->nodes.items[a].next) {
			uint32_t id = idtable_add(&t->ids, str_trim(doctree_value(t, a)));
			if (id == ID_NONE)
				t->failed = true;
			else if (t->ids.items[id].at == ID_UNSEEN)
				t->ids.items[id].at = t->nodes.items[a].parent;
		}
	}
}

uint32_t doctree_by_id(struct doctree *t, struct str id)
{
	if (!t->has_ids)
		enter_ids(t);
	uint32_t i = idtable_find(&t->ids, id);
	return i == ID_NONE ? NODE_NONE : (uint32_t)t->ids.items[i].at;
}

void doctree_free(struct doctree *t)
{
	free(t->nodes.items);
	free(t->names.items);
	free(t->slots);
	free(t->occurs);
	buf_free(&t->text);
	buf_free(&t->values);
	idtable_free(&t->ids);
	*t = (struct doctree){0};
}
