// htmlmeta.h: what an HTML page says of itself: <meta>, and JSON-LD of schema.org

#ifndef STENOGRAM_HTMLMETA_H
#define STENOGRAM_HTMLMETA_H

#include "core/str.h"

struct html_meta_item {
	struct str key, value;
};

struct html_meta {
	struct html_meta_item *items;
	size_t n, cap;
	struct arena arena; // owns keys and values
	bool failed;
};

// Adds a value under the key in lower case, unless it says nothing of the text or the same value is
// there under a key of the same meaning ("title" and "og:title").
void html_meta_add(struct html_meta *meta, struct str key, struct str value);

// Takes the attributes of a <meta> element.
void html_meta_take(struct html_meta *meta, const unsigned char **atts);

// Takes the dates, authors, publisher and title of a script of type application/ld+json. What is no
// JSON gives nothing.
void html_meta_json(struct html_meta *meta, struct str json);

void html_meta_free(struct html_meta *meta);

#endif
