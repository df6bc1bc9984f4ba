// mediatype.c: what a media type says about whether something is a document

#include "dump/mediatype.h"

#include "core/unicode.h"
#include "dump/fields.h"

enum { LOOKED_AT = 4096 };

static const struct row {
	struct str type;
	enum media media;
} rows[] = {
	{STR("text/css"), MEDIA_OTHER},
	{STR("text/javascript"), MEDIA_OTHER},
	{STR("text/ecmascript"), MEDIA_OTHER},
	{STR("text/jscript"), MEDIA_OTHER},
	{STR("text/livescript"), MEDIA_OTHER},
	{STR("text/vbscript"), MEDIA_OTHER},
	{STR("text/x-javascript"), MEDIA_OTHER},
	{STR("text/x-component"), MEDIA_OTHER},
	{STR("text/xsl"), MEDIA_OTHER},
	{STR("text/cache-manifest"), MEDIA_OTHER},
	{STR("text/event-stream"), MEDIA_OTHER},
	{STR("text/dns"), MEDIA_OTHER},
	{STR("application/xhtml+xml"), MEDIA_DOCUMENT},
	{STR("application/xml"), MEDIA_DOCUMENT},
	{STR("application/tei+xml"), MEDIA_DOCUMENT},
	{STR("application/ttml+xml"), MEDIA_DOCUMENT},
	{STR("application/vnd.wap.xhtml+xml"), MEDIA_DOCUMENT},
	{STR("application/markdown"), MEDIA_DOCUMENT},
	{STR("application/text"), MEDIA_DOCUMENT},
	{STR("application/txt"), MEDIA_DOCUMENT},
	{STR("application/x-subrip"), MEDIA_DOCUMENT},
	{STR("application/srt"), MEDIA_DOCUMENT},
	{STR("application/vtt"), MEDIA_DOCUMENT},
	{STR("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
         MEDIA_DOCUMENT},
	{STR("application/vnd.openxmlformats-officedocument.wordprocessingml.template"),
         MEDIA_DOCUMENT},
	{STR("application/vnd.ms-word.document.macroenabled.12"), MEDIA_DOCUMENT},
	{STR("application/vnd.oasis.opendocument.text"), MEDIA_DOCUMENT},
	{STR("application/vnd.oasis.opendocument.text-template"), MEDIA_DOCUMENT},
	// Carriers of documents.
	{STR("application/zip"), MEDIA_DOCUMENT},
	{STR("application/x-zip-compressed"), MEDIA_DOCUMENT},
	{STR("application/gzip"), MEDIA_DOCUMENT},
	{STR("application/x-gzip"), MEDIA_DOCUMENT},
	{STR("application/x-tar"), MEDIA_DOCUMENT},
	{STR("application/x-gtar"), MEDIA_DOCUMENT},
	{STR("application/x-compressed-tar"), MEDIA_DOCUMENT},
	{STR("application/x-bzip2"), MEDIA_DOCUMENT},
	{STR("application/x-xz"), MEDIA_DOCUMENT},
	{STR("application/zstd"), MEDIA_DOCUMENT},
	{STR("application/x-7z-compressed"), MEDIA_DOCUMENT},
	{STR("application/warc"), MEDIA_DOCUMENT},
	{STR("application/mbox"), MEDIA_DOCUMENT},
	{STR("application/jsonl"), MEDIA_DOCUMENT},
	{STR("application/x-jsonlines"), MEDIA_DOCUMENT},
	{STR("application/jsonlines"), MEDIA_DOCUMENT},
	{STR("application/x-ndjson"), MEDIA_DOCUMENT},
	{STR("application/ndjson"), MEDIA_DOCUMENT},
	{STR("application/octet-stream"), MEDIA_UNSAID},
	{STR("binary/octet-stream"), MEDIA_UNSAID},
	{STR("application/binary"), MEDIA_UNSAID},
	{STR("application/unknown"), MEDIA_UNSAID},
	{STR("application/x-unknown"), MEDIA_UNSAID},
	{STR("application/download"), MEDIA_UNSAID},
	{STR("application/x-download"), MEDIA_UNSAID},
	{STR("application/force-download"), MEDIA_UNSAID},
	{STR("application/x-force-download"), MEDIA_UNSAID},
	{STR("application/save"), MEDIA_UNSAID},
	{STR("content/unknown"), MEDIA_UNSAID},
	{STR("unknown/unknown"), MEDIA_UNSAID},
	{STR("*/*"), MEDIA_UNSAID},
};

enum media media_of(struct str type)
{
	for (size_t i = 0; i < LENGTH(rows); i++)
		if (fields_same(type, rows[i].type))
			return rows[i].media;
	if (type.n > 5 && fields_same(str_from_to(type, 0, 5), STR("text/")))
		return MEDIA_DOCUMENT;
	// What is no type at all says as little as none: "html", "charset=utf-8".
	return str_find_char(type, '/') == type.n ? MEDIA_UNSAID : MEDIA_OTHER;
}

// What text can have of C0: tabulators, line ends, page breaks, escapes of ISO-2022, the old end of files.
static bool is_binary_byte(char c)
{
	unsigned char b = (unsigned char)c;
	return b < 0x20 && !ascii_is_space(c) && b != 0x1b && b != 0x1a;
}

// Text of two bytes a character has its NULs in the same half of each.
static bool is_wide_text(struct str s)
{
	size_t nulls[2] = {0, 0}, others = 0;
	for (size_t i = 0; i < s.n; i++) {
		nulls[i % 2] += s.s[i] == '\0';
		others += s.s[i] != '\0' && is_binary_byte(s.s[i]);
	}
	size_t most = nulls[0] > nulls[1] ? nulls[0] : nulls[1];
	return most > 0 && nulls[0] + nulls[1] == most && others * 50 < s.n;
}

bool media_is_document(struct str content)
{
	static const struct str packed[] = {
		STR("PK\3\4"),        STR("\x1f\x8b\x08"),     STR("BZh"),
		STR("\xfd\x37zXZ\0"), STR("\x28\xb5\x2f\xfd"), STR("7z\xbc\xaf\x27\x1c"),
		STR("\xff\xfe"),      STR("\xfe\xff"),         STR("\xef\xbb\xbf"),
	};
	static const struct str others[] = {STR("%PDF-"), STR("{\\rtf"), STR("%!PS"), STR("GIF8")};
	for (size_t i = 0; i < LENGTH(packed); i++)
		if (str_starts(content, packed[i]))
			return true;
	for (size_t i = 0; i < LENGTH(others); i++)
		if (str_starts(content, others[i]))
			return false;
	struct str head = str_from_to(content, 0, LOOKED_AT);
	size_t binary = 0;
	for (size_t i = 0; i < head.n; i++)
		binary += is_binary_byte(head.s[i]);
	// The same share of one in a hundred that teiclean takes.
	if (binary * 100 <= head.n)
		return head.n > 0;
	// A tar has its magic behind the name of its first file.
	return is_wide_text(head) || str_starts(str_after(content, 257), STR("ustar"));
}

bool media_is_plain(struct str content)
{
	for (size_t i = 0; i < content.n; i++)
		if (is_binary_byte(content.s[i]))
			return false;
	return utf8_is_valid(content);
}
