// clean.c: bytes into cleaned text

#include "clean/clean.h"

#include <string.h>

#include "clean/columns.h"
#include "clean/encoding.h"
#include "clean/html.h"
#include "clean/lines.h"
#include "clean/markdown.h"
#include "clean/office.h"
#include "clean/subtitle.h"
#include "core/io.h"
#include "core/transcript.h"
#include "core/zip.h"

static bool report_not_text(const char *file, const char *rule, const char *what,
                            const char *advice, struct reporter *r)
{
	report(r, SEVERITY_ERROR, &(struct place){.file = file}, rule, "%s: %s", what, advice);
	return false;
}

static bool check_from(const char *from, const char *file, struct reporter *r)
{
	static const char *const known[] = {"auto", "text", "markdown", "vtt",
	                                    "srt",  "html", "docx",     "odt"};
	for (size_t i = 0; from && i < sizeof known / sizeof *known; i++)
		if (strcmp(from, known[i]) == 0)
			return true;
	if (from)
		report(r, SEVERITY_FATAL, &(struct place){.file = file}, "from",
		       "'%s' is no format; there are auto, text, markdown, vtt, srt, html, docx "
		       "and odt",
		       from);
	return !from;
}

// What a zip archive is, by an entry that only its kind has.
static bool report_archive(struct str bytes, const char *file, struct reporter *r)
{
	static const struct {
		const char *entry, *what, *advice;
	} kinds[] = {
		{"META-INF/container.xml", "this is an EPUB book",
	         "take the HTML pages out of it with unzip, and convert those"},
		{"xl/workbook.xml", "this is an Excel workbook",
	         "save its sheet as text, or copy it into a text file"},
		{"ppt/presentation.xml", "this is a PowerPoint presentation",
	         "save its outline as plain text in UTF-8"},
		{"Index/Document.iwa", "this is a file of Apple Pages",
	         "export it as a Word file or as plain text"},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (zip_has(bytes, kinds[i].entry))
			return report_not_text(file, "binary", kinds[i].what, kinds[i].advice, r);
	return report_not_text(file, "binary", "this is a zip archive or an office file",
	                       "unpack it, or save the document as plain text in UTF-8", r);
}

// Formats that people take for text, told by their first bytes.
static bool check_format(struct str bytes, const char *file, struct reporter *r)
{
	static const struct {
		struct str magic;
		const char *what, *advice;
	} formats[] = {
		{STR("%PDF-"), "this is a PDF file",
	         "take the text out first, for example with pdftotext -layout (without "
	         "-layout where pages have two columns)"},
		{STR("{\\rtf"), "this is an RTF file",
	         "save it as .docx or .odt in an office program, or as plain text in UTF-8"},
		{STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
	         "this is a file of an old Microsoft Office, or one with a password",
	         "save the document as .docx or .odt without one, or as plain text in UTF-8"},
	};
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (str_starts(bytes, formats[i].magic))
			return report_not_text(file, "binary", formats[i].what, formats[i].advice,
			                       r);
	return !zip_seems(bytes) || report_archive(bytes, file, r);
}

// Text that is the source of something else. Who wants it as it stands says --from=text.
static bool check_source(struct str text, const char *file, struct reporter *r)
{
	struct str head = str_from_to(text, 0, 4096);
	size_t tei = str_find(head, STR("<TEI")), mime = str_find(head, STR("\nMIME-Version:"));
	if (str_starts(head, STR("From:")) && mime < head.n &&
	    str_find(head, STR("multipart/related")) < head.n)
		return report_not_text(file, "source", "this is a web archive (MHTML)",
		                       "save the page as HTML, or as plain text in UTF-8", r);
	if (!str_starts(head, STR("<?xml ")) && tei > 0)
		return true;
	return report_not_text(file, "source",
	                       tei < head.n ? "this is TEI already" : "this is an XML file",
	                       tei < head.n ? "check it with teivalidate, or convert it with "
	                                      "teitransform"
	                                    : "take its text out first; --from=text reads it "
	                                      "with its tags",
	                       r);
}

// Whether NULs and other controls are more than 1 % of the text. A few of them do not make a short
// text binary.
static bool is_binary(const struct damage *damage, size_t size)
{
	size_t controls = damage->count[HARM_NUL] + damage->count[HARM_CONTROL];
	if (controls <= 8)
		return controls > size / 4;
	return controls > size / 100;
}

static bool check_text(const struct cleaned *cleaned, const struct decoded *decoded,
                       const char *file, struct reporter *r)
{
	if (is_binary(&cleaned->damage, decoded->text.n)) {
		const char *advice = "more than 1 % of it are NULs and control characters. If it "
				     "is text, name its encoding with --encoding";
		return report_not_text(file, "binary", "this is no text", advice, r);
	}
	if (!check_format(buf_str(&cleaned->text), file, r))
		return false; // behind a byte order mark, or in UTF-16
	if (!cleaned->has_text)
		return report_not_text(file, "empty", "there is no text in the input",
		                       "it is empty or has nothing but blanks", r);
	return true;
}

static void put_count(struct buf *hints, const char *word, size_t n)
{
	if (n)
		buf_printf(hints, "{%s=%zu}", word, n);
}

// What was done that the header must tell.
static void put_hints(struct buf *hints, const struct cleaned *cleaned,
                      const struct decoded *decoded)
{
	const size_t *count = cleaned->damage.count;
	if (decoded->from)
		buf_printf(hints, "{from=%s}", decoded->from);
	if (strcmp(decoded->name, "utf-8") != 0)
		buf_printf(hints, "{src=%s%s%s}", decoded->name, decoded->how ? ":" : "",
		           decoded->how ? decoded->how : "");
	if (decoded->mark)
		buf_puts(hints, "{bom}");
	put_count(hints, "bad", count[HARM_UNDECODED]);
	put_count(hints, "nul", count[HARM_NUL]);
	put_count(hints, "ctl", count[HARM_CONTROL]);
	put_count(hints, "win", count[HARM_WINDOWS]);
	if (cleaned->composed)
		buf_puts(hints, "{nfc}");
}

// Puts the hints of the whole text before its first line.
static void put_hints_before(struct cleaned *cleaned, const struct decoded *decoded)
{
	struct buf hints = {0};
	put_hints(&hints, cleaned, decoded);
	if (hints.n && cleaned->first_hints == 0)
		buf_putc(&hints, '\t');
	buf_insert(&cleaned->text, 0, buf_str(&hints));
	cleaned->text.failed |= hints.failed;
	buf_free(&hints);
}

// Hands the text over; onto nothing it is not copied.
static bool put_text(struct cleaned *cleaned, struct buf *out, struct reporter *r)
{
	bool good = !cleaned->text.failed && !out->failed;
	if (good && out->n == 0) {
		buf_free(out);
		*out = cleaned->text;
		cleaned->text = (struct buf){0};
	} else if (good && buf_reserve(out, cleaned->text.n)) {
		buf_put(out, buf_str(&cleaned->text));
	} else {
		report_memory(r);
		good = false;
	}
	return good;
}

// Whether the text was cleaned before, from a format with markup: what looks like signs now is text.
static bool is_laid_out(struct str text)
{
	struct str hints = line_hints(text), hint;
	while ((hint = hint_next(&hints)).n)
		if (str_starts(hint, STR("from=")))
			return true;
	return false;
}

// Whether some line has more than hints and is no metadata.
static bool has_words(struct str text)
{
	struct str line;
	while (str_field(&text, '\n', &line)) {
		struct str hints = line_hints(line);
		bool meta = hints.n && str_find(hints, STR("{meta=")) < hints.n;
		if (!meta && str_trim(str_after(line, hints.n ? hints.n + 1 : 0)).n)
			return true;
	}
	return false;
}

// The format with markup that cleaned text is in, NULL for plain text.
static const char *choose_format(struct str text, const char *file, const char *from)
{
	bool given = from && strcmp(from, "auto") != 0;
	if ((given && strcmp(from, "text") == 0) || is_laid_out(text))
		return NULL;
	if (given)
		return from;
	return html_seems(text)             ? "html"
	       : subtitle_seems(text)       ? subtitle_seems(text)
	       : markdown_seems(text, file) ? "markdown"
	                                    : NULL;
}

static bool read_format(const char *from, struct str text, struct buf *out)
{
	if (strcmp(from, "html") == 0)
		return html_read(text, out);
	if (strcmp(from, "markdown") == 0)
		return markdown_read(text, out);
	return subtitle_read(text, out);
}

// Turns cleaned lines of a format with markup into lines with hints, those of the whole text first.
// They are put into the memory of `spare`, if that is not NULL, which gets the memory of the old text.
static bool lay_out(struct cleaned *cleaned, const struct decoded *decoded, const char *file,
                    struct buf *spare, struct reporter *r)
{
	struct buf old = cleaned->text, own = {0}, *out = &cleaned->text;
	if (!spare)
		spare = &own;
	*out = *spare;
	*spare = old;
	buf_clear(out);
	put_hints(out, cleaned, decoded);
	size_t hints = out->n;
	buf_putc(out, '\t');
	bool good = read_format(decoded->from, buf_str(&old), out) && !out->failed;
	buf_free(&own);
	if (!good) {
		report_memory(r);
		return false;
	}
	struct str read = str_after(buf_str(out), hints + 1);
	if (!has_words(read))
		return report_not_text(file, "empty", "there is no text in the input",
		                       strcmp(decoded->from, "html") == 0
		                               ? "the page has nothing but markup; one that "
		                                 "scripts or frames fill must be saved as the "
		                                 "browser shows it"
		                               : "it has nothing but markup",
		                       r);
	if (line_hints(read).n) // of the first line, and the TAB is behind them
		buf_cut(out, hints, 1);
	return true;
}

static void report_columns(struct str text, const char *file, struct reporter *r)
{
	struct columns columns = columns_find(text);
	if (columns.line)
		report(r, SEVERITY_WARNING, &(struct place){.file = file, .line = columns.line},
		       "columns",
		       "%zu lines from here on seem to have two columns of text side by side (the "
		       "right one from column %zu), and are read straight across; take the text "
		       "out of its source column by column, for example with pdftotext without "
		       "-layout",
		       columns.lines, columns.column);
}

// What plain text can be that it seems.
static bool check_plain(struct str text, const char *file, const char *from, struct reporter *r)
{
	if (is_laid_out(text))
		return true;
	report_columns(text, file, r);
	return (from && strcmp(from, "text") == 0) || check_source(text, file, r);
}

// What an office file says, whatever --from is: nobody wants the bytes of a zip archive.
static bool clean_office(struct str bytes, const char *format, const char *file, size_t max,
                         struct buf *out, struct reporter *r)
{
	struct buf text = {0};
	bool good = office_read(bytes, format, file, max, &text, r);
	if (good && !has_words(buf_str(&text)))
		good = report_not_text(file, "empty", "there is no text in the input",
		                       "the document has no paragraphs", r);
	if (good) {
		buf_printf(out, "{from=%s}", format);
		if (line_hints(buf_str(&text)).n == 0)
			buf_putc(out, '\t');
		buf_put(out, buf_str(&text));
	}
	if (out->failed)
		report_memory(r);
	good = good && !out->failed;
	buf_free(&text);
	return good;
}

static bool check_not_office(const char *from, const char *file, struct reporter *r)
{
	if (from && (strcmp(from, "docx") == 0 || strcmp(from, "odt") == 0))
		return report_not_text(file, "damaged", "this is no office file",
		                       "leave out --from, or save the document anew", r);
	return true;
}

bool clean(struct str bytes, const char *file, const struct clean_options *o, struct buf *out,
           struct reporter *r)
{
	struct clean_options options = o ? *o : (struct clean_options){0};
	if (!options.max)
		options.max = INPUT_MAX;
	if (!check_from(options.from, file, r))
		return false;
	const char *office = office_seems(bytes);
	if (office)
		return clean_office(bytes, office, file, options.max, out, r);
	if (!check_format(bytes, file, r) || !check_not_office(options.from, file, r))
		return false;
	struct decoded decoded;
	struct cleaned cleaned = {0};
	bool good = encoding_decode(&decoded, bytes, file, options.encoding, options.announced,
	                            options.max, r) &&
	            lines_clean(&cleaned, &decoded, bytes, file, options.max, r);
	if (good && cleaned.guessed) {
		cleaned_free(&cleaned);
		good = encoding_decode_guess(&decoded, bytes, file, options.max, r) &&
		       lines_clean(&cleaned, &decoded, bytes, file, options.max, r);
	}
	good = good && check_text(&cleaned, &decoded, file, r);
	if (good) {
		// Reports show the bytes, whose memory is then free for another use.
		damage_report(&cleaned.damage, file, bytes.n, decoded.shown, decoded.reason, r);
		decoded.from = choose_format(buf_str(&cleaned.text), file, options.from);
		if (decoded.from)
			good = lay_out(&cleaned, &decoded, file, options.input, r);
		else if ((good = check_plain(buf_str(&cleaned.text), file, options.from, r)))
			put_hints_before(&cleaned, &decoded);
	}
	good = good && put_text(&cleaned, out, r);
	cleaned_free(&cleaned);
	decoded_free(&decoded);
	return good;
}
