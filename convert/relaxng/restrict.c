// restrict.c: what RELAX NG forbids beyond its grammar

#include "relaxng/restrict.h"

#include <stdlib.h>

// Where a pattern stands, within one element.
enum {
	IN_ATTRIBUTE = 1,
	IN_ONE_OR_MORE = 2,
	IN_REPEATED_GROUP = 4, // oneOrMore//group, oneOrMore//interleave
	IN_LIST = 8,
	IN_EXCEPT = 16,
	IN_START = 32,
};

// Section 7.2: in this order, the larger one is that of both.
enum content_type { CONTENT_EMPTY, CONTENT_COMPLEX, CONTENT_SIMPLE, CONTENT_NONE };

struct names {
	const struct name_class **items;
	size_t n, cap;
};

struct check {
	struct syntax_files *files;
	const struct syntax *at; // the element whose content is looked at
	struct names attributes, elements;
	uint32_t *seen; // of each single name, the stamp of who had it last
	uint32_t stamp;
	bool *reached;  // of each element
	bool *checked;  // of each pattern, that all is well with it in any element
	uint8_t *types; // of each pattern, 1 + its content type; 0: not known yet
	struct {
		const struct pattern_element **items;
		size_t n, cap;
	} queue;
	bool failed;
};

static bool fault(struct check *c, const char *section, const char *what)
{
	if (!c->failed)
		syntax_fault(c->files, c->at->file, c->at->at, section, "%s", what);
	c->failed = true;
	return false;
}

static bool fail_memory(struct check *c)
{
	report_memory(c->files->reporter);
	return !(c->failed = true);
}

static bool add_names(struct names *names, const struct name_class *one)
{
	if (!ARRAY_ROOM(names))
		return false;
	names->items[names->n++] = one;
	return true;
}

static bool reach(struct check *c, const struct pattern_element *element)
{
	if (c->reached[element->id])
		return true;
	if (!ARRAY_ROOM(&c->queue))
		return fail_memory(c);
	c->reached[element->id] = true;
	c->queue.items[c->queue.n++] = element;
	return true;
}

// Section 7.1: what may stand nowhere in such a place.
static bool check_path(struct check *c, const struct pattern *p, unsigned in)
{
	bool is_element = p->kind == PATTERN_ELEMENT, is_attribute = p->kind == PATTERN_ATTRIBUTE;
	bool is_text = p->kind == PATTERN_TEXT, is_list = p->kind == PATTERN_LIST;
	bool is_interleave = p->kind == PATTERN_INTERLEAVE;
	bool is_plain = p->kind == PATTERN_CHOICE || p->kind == PATTERN_DATA ||
	                p->kind == PATTERN_VALUE || p->kind == PATTERN_NOT_ALLOWED;
	if (in & IN_START && !is_element && p->kind != PATTERN_CHOICE &&
	    p->kind != PATTERN_NOT_ALLOWED)
		return fault(c, "7.1.5",
		             "a document begins with an element; <start> may hold nothing else");
	if (in & IN_ATTRIBUTE && (is_element || is_attribute))
		return fault(c, "7.1.1",
		             "an attribute holds text; it can have neither an element nor an "
		             "attribute in it");
	if (in & IN_LIST && (is_list || is_element || is_attribute || is_text || is_interleave))
		return fault(c, "7.1.3",
		             "a <list> is of values between blanks; it can hold no list, element, "
		             "attribute, text or interleave");
	if (in & IN_EXCEPT && !is_plain)
		return fault(c, "7.1.4",
		             "the <except> of <data> can hold data, values and choices alone");
	if (in & IN_REPEATED_GROUP && is_attribute)
		return fault(c, "7.1.2",
		             "an attribute stands once on an element; it cannot be in a group or "
		             "interleave that is repeated");
	if (is_attribute && !(in & IN_ONE_OR_MORE) && name_class_is_open(p->names))
		return fault(
			c, "7.3",
			"an attribute of any name must be repeated: put it into <oneOrMore> or "
			"<zeroOrMore>");
	return true;
}

static bool check_content(struct check *c, const struct pattern *p, unsigned in)
{
	unsigned inside = in;
	if (!in && c->checked[p->id])
		return true;
	if (!check_path(c, p, in))
		return false;
	switch (p->kind) {
	case PATTERN_ELEMENT:
		return reach(c, p->element);
	case PATTERN_ATTRIBUTE:
		inside |= IN_ATTRIBUTE;
		break;
	case PATTERN_ONE_OR_MORE:
		inside |= IN_ONE_OR_MORE;
		break;
	case PATTERN_GROUP:
	case PATTERN_INTERLEAVE:
		inside |= in & IN_ONE_OR_MORE ? IN_REPEATED_GROUP : 0;
		break;
	case PATTERN_LIST:
		inside |= IN_LIST;
		break;
	case PATTERN_DATA:
		inside |= IN_EXCEPT;
		break;
	default:
		break;
	}
	for (size_t i = 0; i < p->n; i++)
		if (!check_content(c, p->parts[i], inside))
			return false;
	c->checked[p->id] |= !in;
	return true;
}

static enum content_type type_of(struct check *c, const struct pattern *p);

static enum content_type type_of_parts(struct check *c, const struct pattern *p)
{
	enum content_type all = CONTENT_EMPTY;
	bool choice = p->kind == PATTERN_CHOICE;
	for (size_t i = 0; i < p->n; i++) {
		enum content_type one = type_of(c, p->parts[i]);
		bool groupable = all == CONTENT_EMPTY || one == CONTENT_EMPTY ||
		                 (all == CONTENT_COMPLEX && one == CONTENT_COMPLEX);
		if (one == CONTENT_NONE || (!choice && !groupable))
			return CONTENT_NONE;
		if (one > all)
			all = one;
	}
	return all;
}

static enum content_type find_type(struct check *c, const struct pattern *p)
{
	enum content_type one;
	switch (p->kind) {
	case PATTERN_ELEMENT:
	case PATTERN_TEXT:
		return CONTENT_COMPLEX;
	case PATTERN_VALUE:
	case PATTERN_LIST:
		return CONTENT_SIMPLE;
	case PATTERN_DATA:
		return p->n && type_of(c, p->parts[0]) == CONTENT_NONE ? CONTENT_NONE
		                                                       : CONTENT_SIMPLE;
	case PATTERN_ATTRIBUTE:
		return type_of(c, p->parts[0]) == CONTENT_NONE ? CONTENT_NONE : CONTENT_EMPTY;
	case PATTERN_ONE_OR_MORE:
		one = type_of(c, p->parts[0]);
		return one == CONTENT_SIMPLE ? CONTENT_NONE : one;
	case PATTERN_CHOICE:
	case PATTERN_GROUP:
	case PATTERN_INTERLEAVE:
		return type_of_parts(c, p);
	default:
		return CONTENT_EMPTY;
	}
}

static enum content_type type_of(struct check *c, const struct pattern *p)
{
	if (!c->types[p->id])
		c->types[p->id] = (uint8_t)(find_type(c, p) + 1);
	return (enum content_type)(c->types[p->id] - 1);
}

static bool overlaps_before(const struct names *names, size_t n, const struct name_class *one)
{
	for (size_t i = 0; i < n; i++)
		if ((one->kind != NAME_CLASS_NAME || names->items[i]->kind != NAME_CLASS_NAME) &&
		    name_class_overlap(names->items[i], one))
			return true;
	return false;
}

// Whether one of the names from `from` on is among those from `begin` to `from` as well. Single names
// are looked up, others compared.
static bool overlap(struct check *c, const struct names *names, size_t begin, size_t from)
{
	c->stamp++;
	bool open = false;
	for (size_t i = begin; i < from; i++) {
		open |= names->items[i]->kind != NAME_CLASS_NAME;
		if (names->items[i]->kind == NAME_CLASS_NAME)
			c->seen[names->items[i]->id] = c->stamp;
	}
	const struct names before = {names->items + begin, from - begin, 0};
	for (size_t i = from; i < names->n; i++) {
		const struct name_class *one = names->items[i];
		if (one->kind == NAME_CLASS_NAME && c->seen[one->id] == c->stamp)
			return true;
		if ((open || one->kind != NAME_CLASS_NAME) &&
		    overlaps_before(&before, before.n, one))
			return true;
	}
	return false;
}

static bool has_text(const struct pattern *p)
{
	bool inside = p->kind == PATTERN_CHOICE || p->kind == PATTERN_GROUP ||
	              p->kind == PATTERN_INTERLEAVE || p->kind == PATTERN_ONE_OR_MORE;
	if (p->kind == PATTERN_TEXT)
		return true;
	for (size_t i = 0; inside && i < p->n; i++)
		if (has_text(p->parts[i]))
			return true;
	return false;
}

// Appends the names of the attributes (elements) of p. False: some stand twice where they cannot, told.
static bool list_names(struct check *c, const struct pattern *p, bool elements)
{
	struct names *names = elements ? &c->elements : &c->attributes;
	size_t begin = names->n, texts = 0;
	if (!elements && !(p->flags & PATTERN_ATTRIBUTES))
		return true;
	switch (p->kind) {
	case PATTERN_ATTRIBUTE:
		return elements || add_names(names, p->names) || fail_memory(c);
	case PATTERN_ELEMENT:
		return !elements || add_names(names, p->element->names) || fail_memory(c);
	case PATTERN_CHOICE:
	case PATTERN_ONE_OR_MORE:
	case PATTERN_GROUP:
	case PATTERN_INTERLEAVE:
		break;
	default:
		return true;
	}
	bool apart = p->kind == PATTERN_INTERLEAVE || (p->kind == PATTERN_GROUP && !elements);
	for (size_t i = 0; i < p->n; i++) {
		size_t from = names->n;
		if (!list_names(c, p->parts[i], elements))
			return false;
		if (apart && names->n > from && overlap(c, names, begin, from))
			return fault(
				c, elements ? "7.4" : "7.3",
				elements ? "an interleave has the same element in two of its parts"
					 : "the same attribute can stand twice");
		texts += elements && p->kind == PATTERN_INTERLEAVE && has_text(p->parts[i]);
	}
	return texts < 2 || fault(c, "7.4", "an interleave has text in two of its parts");
}

static bool check_element(struct check *c, const struct pattern *content, unsigned in)
{
	c->attributes.n = c->elements.n = 0;
	if (!check_content(c, content, in))
		return false;
	if (type_of(c, content) == CONTENT_NONE)
		return fault(
			c, "7.2",
			"a value (data, value, list) stands beside another, or beside elements or "
			"text; it must be all that an element or attribute holds");
	return list_names(c, content, false) &&
	       (!(content->flags & PATTERN_MIXES) || list_names(c, content, true));
}

bool restrict_check(struct grammar *g, const struct syntax *root, struct syntax_files *files)
{
	struct check c = {.files = files, .at = root};
	c.seen = calloc(g->n_names + 1, sizeof *c.seen);
	c.reached = calloc(g->elements.n + 1, sizeof *c.reached);
	c.checked = calloc(g->patterns.next_id, sizeof *c.checked);
	c.types = calloc(g->patterns.next_id, sizeof *c.types);
	bool good = (c.seen && c.reached && c.checked && c.types) || fail_memory(&c);
	good = good && check_content(&c, g->start, IN_START);
	for (size_t i = 0; good && i < c.queue.n; i++) {
		c.at = c.queue.items[i]->written;
		good = check_element(&c, c.queue.items[i]->content, 0);
	}
	free(c.seen);
	free(c.reached);
	free(c.checked);
	free(c.types);
	free(c.queue.items);
	free(c.attributes.items);
	free(c.elements.items);
	return good;
}
