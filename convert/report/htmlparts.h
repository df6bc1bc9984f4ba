// htmlparts.h: what is the same on every page of findings

#ifndef STENOGRAM_HTMLPARTS_H
#define STENOGRAM_HTMLPARTS_H

extern const char html_style[];  // CSS
extern const char html_script[]; // filters the table; the page is whole without it

#endif
