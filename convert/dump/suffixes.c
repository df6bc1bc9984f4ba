// suffixes.c: what the end of a file's name says about it

#include "dump/suffixes.h"

#include <strings.h>

static const struct {
	const char *end;
	enum promise promise;
} SUFFIXES[] = {
	{".txt", PROMISE_DOCUMENT},      {".text", PROMISE_DOCUMENT}, {".md", PROMISE_DOCUMENT},
	{".html", PROMISE_DOCUMENT},     {".htm", PROMISE_DOCUMENT},  {".xhtml", PROMISE_DOCUMENT},
	{".markdown", PROMISE_DOCUMENT}, {".xml", PROMISE_DOCUMENT},  {".tei", PROMISE_DOCUMENT},
	{".vtt", PROMISE_DOCUMENT},      {".srt", PROMISE_DOCUMENT},  {".csv", PROMISE_DOCUMENT},
	{".tsv", PROMISE_DOCUMENT},      {".rtf", PROMISE_DOCUMENT},  {".pdf", PROMISE_DOCUMENT},
	{".doc", PROMISE_DOCUMENT},      {".docx", PROMISE_DOCUMENT}, {".docm", PROMISE_DOCUMENT},
	{".dotx", PROMISE_DOCUMENT},     {".odt", PROMISE_DOCUMENT},  {".ott", PROMISE_DOCUMENT},
	{".fodt", PROMISE_DOCUMENT},     {".ods", PROMISE_DOCUMENT},  {".odp", PROMISE_DOCUMENT},
	{".xlsx", PROMISE_DOCUMENT},     {".pptx", PROMISE_DOCUMENT}, {".epub", PROMISE_DOCUMENT},
	{".tar", PROMISE_ARCHIVE},       {".zip", PROMISE_ARCHIVE},   {".7z", PROMISE_ARCHIVE},
	{".tgz", PROMISE_ARCHIVE},       {".txz", PROMISE_ARCHIVE},   {".tzst", PROMISE_ARCHIVE},
	{".tbz2", PROMISE_ARCHIVE},      {".tbz", PROMISE_ARCHIVE},   {".warc", PROMISE_ARCHIVE},
	{".cpio", PROMISE_CPIO},         {".jsonl", PROMISE_LINES},   {".ndjson", PROMISE_LINES},
	{".mbox", PROMISE_MBOX},         {".eml", PROMISE_MAIL},
};

static const char *const PACKINGS[] = {".gz", ".xz", ".zst", ".bz2", ".lz4"};

// Whether the last part of a path ends so, in any case, and is more than that.
static bool ends_in(struct str path, const char *end)
{
	struct str e = str_from(end);
	return path.n > e.n && path.s[path.n - e.n - 1] != '/' &&
	       strncasecmp(path.s + path.n - e.n, end, e.n) == 0;
}

static bool take_packing(struct str *path)
{
	for (size_t i = 0; i < LENGTH(PACKINGS); i++)
		if (ends_in(*path, PACKINGS[i])) {
			path->n -= strlen(PACKINGS[i]);
			return true;
		}
	return false;
}

struct suffixes suffixes_of(struct str path)
{
	struct suffixes s = {.stem = path};
	while (take_packing(&s.stem))
		s.packed = true;
	s.folder = s.stem;
	for (size_t i = 0; i < LENGTH(SUFFIXES); i++)
		if (ends_in(s.stem, SUFFIXES[i].end)) {
			s.promise = SUFFIXES[i].promise;
			s.folder.n -= strlen(SUFFIXES[i].end);
			break;
		}
	for (size_t i = s.folder.n; i > 0; i--)
		if (s.folder.s[i - 1] == '/') {
			s.folder = str_after(s.folder, i);
			break;
		}
	return s;
}
