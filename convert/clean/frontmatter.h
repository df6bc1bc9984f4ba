// frontmatter.h: metadata at the head of a Markdown file, in YAML or TOML

#ifndef STENOGRAM_FRONTMATTER_H
#define STENOGRAM_FRONTMATTER_H

#include "clean/layout.h"

// How many lines the front matter at the beginning of the text has with both its fences; 0 when
// there is none.
size_t front_matter_lines(struct str text);

// Writes its lines, one for one, with {meta=key}, and takes them off *rest.
void front_matter_put(struct layout *l, struct str *rest, size_t lines);

#endif
