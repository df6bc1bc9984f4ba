// crosscheck.c: pointers between the documents of a run, looked up

#include "validate/crosscheck.h"

#include <stdlib.h>
#include <unistd.h>

#include "core/idtable.h"
#include "core/nearest.h"
#include "core/uri.h"
#include "validate/pointers.h"

enum { EFFORT_MAX = 20 * 1000 * 1000 }; // names that are compared for suggestions

// A name that somebody points to, in a file or in all files of a corpus.
struct wanted {
	size_t target; // file; the top one of a corpus
	bool whole;    // of the corpus
	size_t pointer;
	struct str name;
};

struct crossing {
	struct corpus *c;
	struct {
		struct wanted *items;
		size_t n, cap;
	} wanted;
	size_t *defining,
		*next_defining; // of a whole, by its top: the first file that defines prefixes; the next
	size_t effort;
	struct table told; // what is told once for a file
};

static void want(struct crossing *x, size_t target, bool whole, size_t pointer, struct str name)
{
	if (!ARRAY_ROOM(&x->wanted)) {
		x->c->failed = true;
		return;
	}
	x->wanted.items[x->wanted.n++] = (struct wanted){target, whole, pointer, name};
}

// Whether this is the first time that it is told of a file.
static bool is_first(struct crossing *x, size_t file, const char *what, struct str name)
{
	size_t known;
	struct str key = arena_printf(&x->c->arena, "%zu %s %.*s", file, what, STR_ARG(name));
	if (!key.s || table_get(&x->told, key, &known))
		return false;
	x->c->failed |= !table_set(&x->told, key, 1);
	return true;
}

// The name behind "#", as an id has it.
static struct str fragment_of(struct corpus *c, struct str word)
{
	struct buf decoded = {0};
	uri_decode(&decoded, str_after(word, str_find_char(word, '#') + 1));
	struct str name = decoded.n ? arena_str(&c->arena, buf_str(&decoded)) : (struct str){0};
	c->failed |= decoded.failed;
	buf_free(&decoded);
	return name;
}

// A file that is not among those that are checked.
static void tell_unread(struct crossing *x, const struct far_pointer *p, struct str word,
                        const char *path)
{
	struct str file = str_from_to(word, 0, str_find_char(word, '#'));
	const char *attribute = pointers[p->attribute].name;
	if (access(path, F_OK) != 0)
		corpus_tell(x->c, p, RULE_LINK_FILE,
		            "%s=\"%.*s\" points to a file that is not there: %.*s", attribute,
		            STR_ARG(p->written), STR_ARG(file));
	else if (file.n < word.n && is_first(x, p->file, "unread", file))
		corpus_tell(x->c, p, RULE_LINK_UNCHECKED,
		            "the ids of %.*s are not looked up, since it is not among the files "
		            "that are "
		            "checked: name it, too",
		            STR_ARG(file));
}

static bool has_extension(struct str path)
{
	return str_find_char(str_after(path, uri_folder(path).n), '.') <
	       path.n - uri_folder(path).n;
}

// A pointer into a file, as seen from the file `from`.
static void find_file(struct crossing *x, size_t i, size_t from, struct str word)
{
	struct corpus *c = x->c;
	const struct far_pointer *p = &c->pointers.items[i];
	struct buf path = {0};
	if (strcmp(c->roots->files[p->file], "-") == 0)
		return; // nobody knows where it lies
	size_t target = roots_file(c->roots, from, word, &path);
	// Many editions leave ".xml" away, as their pages on the web do: "volume-2#d10".
	if (target == ROOT_NONE && path.n && !has_extension(buf_str(&path)) &&
	    access(path.s, F_OK) != 0) {
		buf_puts(&path, ".xml");
		if (!path.failed && !table_get(c->roots->index, buf_str(&path), &target) &&
		    access(path.s, F_OK) != 0)
			buf_cut(&path, path.n - 4, 4);
	}
	c->failed |= path.failed;
	if (target == ROOT_NONE && !path.failed) {
		tell_unread(x, p, word, path.s);
	} else if (target != ROOT_NONE && c->members[target].complete &&
	           str_find_char(word, '#') + 1 < word.n) {
		want(x, target, false, i, fragment_of(c, word));
	}
	buf_free(&path);
}

static void tell_unfit(struct corpus *c, const struct far_pointer *p, const struct prefixes *of)
{
	struct buf patterns = {0};
	prefixes_put_patterns(of, str_from_to(p->text, 0, str_find_char(p->text, ':')), &patterns);
	struct str told = buf_str(&patterns);
	corpus_tell(c, p, RULE_LINK_PREFIX,
	            "%s=\"%.*s\" does not fit what prefixDef says of its prefix: behind the colon "
	            "it wants %.*s",
	            pointers[p->attribute].name, STR_ARG(p->text), STR_ARG(told));
	c->failed |= patterns.failed;
	buf_free(&patterns);
}

// A private prefix that the document itself does not define: that of any file of the corpus.
static void find_prefixed(struct crossing *x, size_t i, size_t top)
{
	struct corpus *c = x->c;
	const struct far_pointer *p = &c->pointers.items[i];
	enum prefix_result result = PREFIX_UNKNOWN;
	const struct prefix *used = NULL;
	const struct prefixes *unfit = NULL;
	struct buf meant = {0};
	bool any = false;
	for (size_t f = x->defining[top]; f != ROOT_NONE && result != PREFIX_FOUND;
	     f = x->next_defining[f]) {
		any = true;
		enum prefix_result tried =
			prefixes_resolve(&c->members[f].prefixes, p->text, &meant, &used);
		result = tried == PREFIX_UNKNOWN ? result : tried;
		unfit = tried == PREFIX_UNFIT ? &c->members[f].prefixes : unfit;
	}
	struct str word = arena_str(&c->arena, buf_str(&meant));
	enum pointer_kind kind = pointer_kind(word);
	const char *attribute = pointers[p->attribute].name;
	if (result == PREFIX_FOUND && kind == POINTER_LOCAL && word.n > 1)
		want(x, top, true, i, fragment_of(c, word));
	else if (result == PREFIX_FOUND && kind == POINTER_FILE)
		find_file(x, i, top, word);
	else if (result == PREFIX_UNFIT)
		tell_unfit(c, p, unfit);
	else if (result == PREFIX_BROKEN)
		corpus_tell(c, p, RULE_LINK_PREFIX,
		            "%s=\"%.*s\" cannot be looked up: the matchPattern %.*s of its "
		            "prefixDef is no pattern that can be followed",
		            attribute, STR_ARG(p->text), STR_ARG(used->match));
	else if (result == PREFIX_UNKNOWN && any)
		corpus_tell(
			c, p, RULE_LINK_PREFIX,
			"%s=\"%.*s\": no prefixDef of the corpus says what its prefix stands for",
			attribute, STR_ARG(p->text));
	c->failed |= meant.failed;
	buf_free(&meant);
}

static bool find_defining(struct crossing *x)
{
	const struct roots *roots = x->c->roots;
	x->defining = malloc((roots->n + 1) * sizeof *x->defining);
	x->next_defining = malloc((roots->n + 1) * sizeof *x->next_defining);
	if (!x->defining || !x->next_defining)
		return false;
	for (size_t f = 0; f < roots->n; f++)
		x->defining[f] = ROOT_NONE;
	for (size_t f = roots->n; f-- > 0;) {
		size_t *first = &x->defining[roots->top_of[f]];
		if (!x->c->members[f].prefixes.n)
			continue;
		x->next_defining[f] = *first;
		*first = f;
	}
	return true;
}

static void collect(struct crossing *x)
{
	struct corpus *c = x->c;
	for (size_t i = 0; i < c->pointers.n; i++) {
		const struct far_pointer *p = &c->pointers.items[i];
		size_t top = roots_top(c->roots, p->file);
		if (p->kind == CLAIM_FILE)
			find_file(x, i, p->file, p->text);
		else if (top == ROOT_NONE)
			continue;
		else if (p->kind == CLAIM_LOCAL)
			want(x, top, true, i, p->text);
		else
			find_prefixed(x, i, top);
	}
}

static int by_target(const void *a, const void *b)
{
	const struct wanted *x = a, *y = b;
	if (x->target != y->target)
		return x->target < y->target ? -1 : 1;
	if (x->whole != y->whole)
		return x->whole ? 1 : -1;
	return x->pointer < y->pointer ? -1 : x->pointer > y->pointer;
}

// Calls for each name of a file.
static void each_name(const struct corpus *c, size_t file, struct idtable *names,
                      struct nearest *nearest)
{
	struct str rest = c->members[file].names, name;
	while (str_field(&rest, '\0', &name)) {
		uint32_t index = names ? idtable_find(names, name) : ID_NONE;
		if (index != ID_NONE)
			names->items[index].at = 0; // it is there
		if (nearest)
			nearest_consider(nearest, name);
	}
}

// The files of what is searched; ROOT_NONE: no more.
static size_t first_within(const struct corpus *c, const struct wanted *w)
{
	return w->whole ? c->roots->first[w->target] : w->target;
}

static size_t next_within(const struct corpus *c, const struct wanted *w, size_t file)
{
	return w->whole ? c->roots->next[file] : ROOT_NONE;
}

static struct str nearest_name(struct crossing *x, const struct wanted *w)
{
	const struct corpus *c = x->c;
	struct nearest nearest = nearest_to(w->name);
	for (size_t f = first_within(c, w); f != ROOT_NONE; f = next_within(c, w, f)) {
		size_t cost = c->members[f].names.n + 1;
		if (x->effort < cost)
			break;
		x->effort -= cost;
		each_name(c, f, NULL, &nearest);
	}
	return nearest.best;
}

// A whole of which not all is at hand.
static bool is_incomplete(const struct corpus *c, const struct wanted *w)
{
	for (size_t f = first_within(c, w); f != ROOT_NONE; f = next_within(c, w, f))
		if (!c->members[f].complete || c->roots->incomplete[f])
			return true;
	return false;
}

static void tell_missing(struct crossing *x, const struct wanted *w, bool incomplete)
{
	const struct far_pointer *p = &x->c->pointers.items[w->pointer];
	const char *attribute = pointers[p->attribute].name;
	struct str where = roots_name(x->c->roots, w->target);
	if (incomplete) {
		if (is_first(x, p->file, attribute, (struct str){0}))
			corpus_tell(
				x->c, p, RULE_LINK_ELSEWHERE,
				"%s=\"%.*s\" and perhaps others point to nothing in this "
				"document or in %.*s, "
				"which includes it; some that %.*s includes are not checked with "
				"it, or could "
				"not be read",
				attribute, STR_ARG(p->written), STR_ARG(where), STR_ARG(where));
		return;
	}
	struct str near = nearest_name(x, w);
	corpus_tell(x->c, p, RULE_LINK_MISSING, "%s=\"%.*s\" points to no xml:id in %s%.*s%s%.*s%s",
	            attribute, STR_ARG(p->written),
	            w->whole ? "this document, nor in the corpus of " : "", STR_ARG(where),
	            near.n ? "; did you mean \"#" : "", STR_ARG(near), near.n ? "\"?" : "");
}

// All names that are wanted of one file, or of one corpus.
static void look_up(struct crossing *x, const struct wanted *w, size_t n)
{
	struct idtable names = {0};
	for (size_t i = 0; i < n; i++)
		x->c->failed |= idtable_add(&names, w[i].name) == ID_NONE;
	bool incomplete = w->whole && is_incomplete(x->c, w);
	const struct corpus *c = x->c;
	for (size_t f = first_within(c, w); f != ROOT_NONE; f = next_within(c, w, f))
		each_name(c, f, &names, NULL);
	for (size_t i = 0; i < n; i++) {
		uint32_t index = idtable_find(&names, w[i].name);
		if (index != ID_NONE && names.items[index].at == ID_UNSEEN)
			tell_missing(x, &w[i], incomplete);
	}
	idtable_free(&names);
}

void crosscheck(struct corpus *c)
{
	struct crossing x = {.c = c, .effort = EFFORT_MAX};
	if (find_defining(&x))
		collect(&x);
	else
		c->failed = true;
	if (x.wanted.n)
		qsort(x.wanted.items, x.wanted.n, sizeof *x.wanted.items, by_target);
	for (size_t i = 0, end; i < x.wanted.n; i = end) {
		const struct wanted *first = &x.wanted.items[i];
		for (end = i + 1; end < x.wanted.n && x.wanted.items[end].target == first->target &&
		                  x.wanted.items[end].whole == first->whole;)
			end++;
		look_up(&x, first, end - i);
	}
	free(x.wanted.items);
	free(x.defining);
	free(x.next_defining);
	table_free(&x.told);
}
