// assets.h: the files of a site that all of its pages share

#ifndef STENOGRAM_SITE_ASSETS_H
#define STENOGRAM_SITE_ASSETS_H

#include "core/report.h"
#include "site/folder.h"
#include "transform/transform.h"

// Writes the style and the script of the pages of documents, style.css and script.js, as the stylesheet of
// the page has them. *shares: it has them so. False: reported.
bool assets_share(struct folder *folder, struct transform *html, bool *shares,
                  struct reporter *reporter);

// Writes the style and the scripts of the other pages. False: reported.
bool assets_write(struct folder *folder, struct reporter *reporter);

// Writes sitemap.xml, for search engines: all pages that were written, at an address
// ("https://example.org/talks/"). NULL: there is none. False: reported.
bool assets_map(struct folder *folder, const char *address, struct reporter *reporter);

#endif
