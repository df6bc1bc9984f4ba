// htmlsurvey.h: a first walk over an HTML page: where its main text is and what is chrome
//
// A page is read twice, with the same events both times. What an element is can depend on what
// comes behind it: a box with half of the words is no chrome, whatever its class says.

#ifndef STENOGRAM_HTMLSURVEY_H
#define STENOGRAM_HTMLSURVEY_H

#include "clean/htmlclass.h"
#include "clean/htmlelement.h"
#include "clean/htmlmeta.h"
#include "clean/htmlstyle.h"
#include "core/str.h"

// An element of the page, in the order of the beginnings.
struct html_node {
	const struct html_element *element;
	size_t parent;                 // its place; that of the first is 0
	size_t end;                    // the place behind its last descendant
	size_t own;                    // bytes of text for which it is the innermost block
	size_t plain, links;           // bytes of text in it outside and inside of links
	unsigned link_count;           // of links to other pages
	unsigned blocks;               // with text of their own in it
	enum html_suspicion suspicion; // of being chrome (htmlclass.h)
	unsigned h1;                   // such headings in it
	unsigned char cells;           // of a row, up to 2
	bool hidden;
	bool chrome;    // decided
	bool has_table; // or headings or lists: no mere cell
	bool is_main;   // says that the main text is in it
	bool has_main;  // <main> is in it
	bool is_anchor; // of a footnote
	bool is_clock;  // a button with a time on it
};

// The anchor of a footnote: a link within the page whose text is a number or a sign.
struct html_anchor {
	struct str id;   // of the note
	struct str mark; // as it is shown, without brackets
	size_t node;     // of the link
};

struct html_survey {
	struct html_node *items;
	size_t n, cap;
	size_t open; // the innermost open element; n == 0: none
	size_t skip; // place behind an element whose content is no text, 0 for none
	struct html_style style;
	struct html_meta meta;
	struct buf title, json; // of the page; the JSON-LD that is being read
	bool in_json, title_known;
	struct html_anchors {
		struct html_anchor *items;
		size_t n, cap;
	} anchors;
	size_t links;      // open ones
	bool glued;        // the last text did not end in a blank
	bool sure;         // the open link is raised or stands at a word
	struct str target; // of the open link if it may be an anchor
	struct buf mark;   // its text
	struct arena arena;
	size_t first, last; // places of the first and the last words of the text
	size_t main;        // place of the element with the main text; 0: none
	bool failed;
};

// The events of the first walk. `name` is in lower case.
void html_survey_start(struct html_survey *s, const char *name, const unsigned char **atts);
void html_survey_text(struct html_survey *s, struct str text);
void html_survey_end(struct html_survey *s);

// Decides, when the walk is over. False when memory ran out.
bool html_survey_settle(struct html_survey *s);

// The first anchor of the note with this id, or NULL.
const struct html_anchor *html_survey_anchor(const struct html_survey *s, const char *id);

void html_survey_free(struct html_survey *s);

#endif
