// mediatype.h: what a media type says about whether something is a document

#ifndef STENOGRAM_DUMP_MEDIATYPE_H
#define STENOGRAM_DUMP_MEDIATYPE_H

#include "core/str.h"

enum media {
	MEDIA_DOCUMENT, // text, markup, office documents, subtitles, and archives that can have some
	MEDIA_UNSAID,   // "application/octet-stream", or no type: the content has to tell
	MEDIA_OTHER, // pictures, sound, scripts, styles, PDF and all else that teiclean does not read
};

// Of a type without its parameters, in whatever case.
enum media media_of(struct str type);

// Whether content of which no type is known can be a document: text, or a ZIP or compressed file to be looked into.
bool media_is_document(struct str content);

// Whether bytes are text without control characters: what was sent packed, and was unpacked by whoever kept it.
bool media_is_plain(struct str content);

#endif
