// date.c: calendar dates as they are printed

#include "core/date.h"

#include <stdlib.h>
#include <string.h>

#include "core/unicode.h"

struct month_name {
	const char *name;
	unsigned month;
};

// Names folded as unicode_fold does: of English, German, Dutch and Scandinavian, French, Spanish,
// Italian, Portuguese, Galician, Catalan, Romanian, Polish, Czech, Slovak, Hungarian, Turkish,
// Russian, Ukrainian; nominative and the case used in dates. Sorted by their bytes.
// clang-format off
static const struct month_name month_names[] = {
	{"abr", 4}, {"abril", 4}, {"ago", 8}, {"agost", 8}, {"agosto", 8}, {"agustos", 8},
	{"aout", 8}, {"apr", 4}, {"april", 4}, {"aprila", 4}, {"aprile", 4}, {"aprilie", 4},
	{"aprilis", 4}, {"aralik", 12}, {"aralık", 12}, {"aug", 8}, {"august", 8},
	{"augusta", 8}, {"augustus", 8}, {"avril", 4}, {"brezen", 3}, {"brezna", 3},
	{"cerven", 6}, {"cervence", 7}, {"cervenec", 7}, {"cervna", 6}, {"czerwca", 6},
	{"czerwiec", 6}, {"dec", 12}, {"december", 12}, {"decembra", 12}, {"decembre", 12},
	{"decembrie", 12}, {"decembro", 12}, {"desembre", 12}, {"dez", 12}, {"dezember", 12},
	{"dezembro", 12}, {"dic", 12}, {"dicembre", 12}, {"diciembre", 12}, {"duben", 4},
	{"dubna", 4}, {"ekim", 10}, {"ene", 1}, {"enero", 1}, {"eylul", 9}, {"feb", 2},
	{"febbraio", 2}, {"feber", 2}, {"febreiro", 2}, {"febrer", 2}, {"febrero", 2},
	{"februar", 2}, {"februara", 2}, {"februari", 2}, {"februarie", 2}, {"februarius", 2},
	{"february", 2}, {"fevereiro", 2}, {"fevr", 2}, {"fevrier", 2}, {"gen", 1}, {"gener", 1},
	{"gennaio", 1}, {"giu", 6}, {"giugno", 6}, {"grudnia", 12}, {"grudzien", 12},
	{"haziran", 6}, {"ianuarie", 1}, {"iulie", 7}, {"iunie", 6}, {"jan", 1}, {"janeiro", 1},
	{"janner", 1}, {"januar", 1}, {"januara", 1}, {"januari", 1}, {"januarius", 1},
	{"january", 1}, {"janv", 1}, {"janvier", 1}, {"juil", 7}, {"juillet", 7}, {"juin", 6},
	{"jul", 7}, {"jula", 7}, {"julho", 7}, {"juli", 7}, {"julio", 7}, {"juliol", 7},
	{"julius", 7}, {"july", 7}, {"jun", 6}, {"juna", 6}, {"june", 6}, {"junho", 6},
	{"juni", 6}, {"junio", 6}, {"junius", 6}, {"juny", 6}, {"kasim", 11}, {"kasım", 11},
	{"kveten", 5}, {"kvetna", 5}, {"kwiecien", 4}, {"kwietnia", 4}, {"leden", 1},
	{"ledna", 1}, {"lipca", 7}, {"lipiec", 7}, {"listopad", 11}, {"listopada", 11},
	{"listopadu", 11}, {"lug", 7}, {"luglio", 7}, {"lutego", 2}, {"luty", 2}, {"maart", 3},
	{"mag", 5}, {"maggio", 5}, {"mai", 5}, {"maig", 5}, {"maio", 5}, {"maius", 5},
	{"maj", 5}, {"maja", 5}, {"mar", 3}, {"marc", 3}, {"marca", 3}, {"march", 3},
	{"marco", 3}, {"marec", 3}, {"mars", 3}, {"mart", 3}, {"martie", 3}, {"martius", 3},
	{"marts", 3}, {"marz", 3}, {"marzec", 3}, {"marzo", 3}, {"may", 5}, {"mayis", 5},
	{"mayo", 5}, {"mayıs", 5}, {"mei", 5}, {"nisan", 4}, {"noiembrie", 11}, {"nov", 11},
	{"november", 11}, {"novembra", 11}, {"novembre", 11}, {"novembro", 11},
	{"noviembre", 11}, {"ocak", 1}, {"oct", 10}, {"october", 10}, {"octobre", 10},
	{"octombrie", 10}, {"octubre", 10}, {"okt", 10}, {"oktober", 10}, {"oktobra", 10},
	{"ott", 10}, {"ottobre", 10}, {"outubro", 10}, {"pazdziernik", 10}, {"pazdziernika", 10},
	{"prosince", 12}, {"prosinec", 12}, {"rijen", 10}, {"rijna", 10}, {"sep", 9},
	{"sept", 9}, {"september", 9}, {"septembra", 9}, {"septembre", 9}, {"septembrie", 9},
	{"septiembre", 9}, {"setembre", 9}, {"setembro", 9}, {"setiembre", 9}, {"settembre", 9},
	{"sierpien", 8}, {"sierpnia", 8}, {"srpen", 8}, {"srpna", 8}, {"styczen", 1},
	{"stycznia", 1}, {"subat", 2}, {"temmuz", 7}, {"unor", 2}, {"unora", 2}, {"wrzesien", 9},
	{"wrzesnia", 9}, {"xaneiro", 1}, {"xullo", 7}, {"xuno", 6}, {"zari", 9}, {"август", 8},
	{"августа", 8}, {"апрель", 4}, {"апреля", 4}, {"березень", 3}, {"березня", 3},
	{"вересень", 9}, {"вересня", 9}, {"грудень", 12}, {"грудня", 12}, {"декабрь", 12},
	{"декабря", 12}, {"жовтень", 10}, {"жовтня", 10}, {"июль", 7}, {"июля", 7}, {"июнь", 6},
	{"июня", 6}, {"квітень", 4}, {"квітня", 4}, {"липень", 7}, {"липня", 7},
	{"листопад", 11}, {"листопада", 11}, {"лютии", 2}, {"лютого", 2}, {"маи", 5},
	{"март", 3}, {"марта", 3}, {"мая", 5}, {"ноябрь", 11}, {"ноября", 11}, {"октябрь", 10},
	{"октября", 10}, {"сентябрь", 9}, {"сентября", 9}, {"серпень", 8}, {"серпня", 8},
	{"січень", 1}, {"січня", 1}, {"травень", 5}, {"травня", 5}, {"февраль", 2},
	{"февраля", 2}, {"червень", 6}, {"червня", 6}, {"январь", 1}, {"января", 1},
};
// clang-format on

static int by_name(const void *key, const void *entry)
{
	return strcmp(key, ((const struct month_name *)entry)->name);
}

enum { NAME_MAX_BYTES = 30 };

// Folds a name into `folded`; longer than any name of a month it is cut.
static void fold(struct str name, char folded[static NAME_MAX_BYTES + 1])
{
	size_t n = 0;
	while (n < name.n && ascii_is_alpha(name.s[n])) {
		folded[n] = ascii_lower(name.s[n]);
		n++;
	}
	if (n < name.n) {
		struct buf made = {0};
		unicode_fold(&made, name);
		n = made.n < NAME_MAX_BYTES ? made.n : NAME_MAX_BYTES;
		if (n)
			memcpy(folded, made.s, n);
		buf_free(&made);
	}
	folded[n] = '\0';
}

unsigned date_month(struct str name)
{
	char folded[NAME_MAX_BYTES + 1];
	if (name.n < 3 || name.n > NAME_MAX_BYTES)
		return 0;
	fold(name, folded);
	const struct month_name *found =
		bsearch(folded, month_names, sizeof month_names / sizeof *month_names,
	                sizeof *month_names, by_name);
	return found ? found->month : 0;
}

bool date_is_real(struct date date)
{
	static const unsigned char lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	if (date.month < 1 || date.month > 12 || date.day > lengths[date.month - 1])
		return false;
	bool leap = (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;
	return date.month != 2 || date.day != 29 || leap;
}

void date_put_iso(struct buf *out, struct date date)
{
	buf_printf(out, "%04u-%02u", date.year, date.month);
	if (date.day)
		buf_printf(out, "-%02u", date.day);
}

// A run of letters or of digits, and what follows it.
struct token {
	size_t from, to;
	bool number;
	unsigned value; // of a number of at most four digits
};

enum { TOKEN_MAX = 48 }; // bytes of the longest word and what stands around it

static bool is_between(char c)
{
	return c == ' ' || c == ',' || c == '.' || c == '\n';
}

static bool is_word_byte(char c)
{
	return ascii_is_alpha(c) || (c & 0x80);
}

static bool has_number(struct str text, size_t from, size_t to, unsigned *value)
{
	size_t n;
	if (to - from > 4 || !str_number(str_from_to(text, from, to), &n))
		return false;
	*value = (unsigned)n;
	return true;
}

// The token that ends at or before `end`, over blanks, commas and full stops. False when another
// character, or nothing, stands there.
static bool token_before(struct str text, size_t end, struct token *t)
{
	// No date is longer; a line without end must not be walked back to its beginning.
	size_t least = end > TOKEN_MAX ? end - TOKEN_MAX : 0;
	while (end > least && is_between(text.s[end - 1]))
		end--;
	size_t from = end;
	if (end && ascii_is_digit(text.s[end - 1])) {
		while (from > least && ascii_is_digit(text.s[from - 1]))
			from--;
		*t = (struct token){from, end, true, 0};
		return has_number(text, from, end, &t->value);
	}
	while (from > least && is_word_byte(text.s[from - 1]))
		from--;
	*t = (struct token){from, end, false, 0};
	// "17th", "1er", "1º": the letters belong to the number before them.
	if (from && from < end && ascii_is_digit(text.s[from - 1])) {
		size_t digits = from;
		while (from > least && ascii_is_digit(text.s[from - 1]))
			from--;
		*t = (struct token){from, end, true, 0};
		return end - digits <= 3 && has_number(text, from, digits, &t->value);
	}
	return from < end;
}

static bool is_filler(struct str text, const struct token *t)
{
	static const char *const fillers[] = {"of",  "de",  "del", "do", "di",
	                                      "den", "the", "d",   "dne"};
	struct str word = str_from_to(text, t->from, t->to);
	for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
		if (str_is(word, fillers[i]))
			return true;
	return false;
}

// token_before, passing over one word such as "of" or "de".
static bool part_before(struct str text, size_t end, struct token *t)
{
	if (!token_before(text, end, t))
		return false;
	if (!t->number && is_filler(text, t))
		return token_before(text, t->from, t);
	return true;
}

static bool day_stands_alone(struct str text, const struct token *day)
{
	size_t from = day->from;
	return day->value >= 1 && day->value <= 31 &&
	       (from == 0 || !(ascii_is_digit(text.s[from - 1]) || text.s[from - 1] == '/' ||
	                       text.s[from - 1] == '-'));
}

// What stands before the year: "17 September", "September 17,", "17.9." or, with `months`,
// "September".
static bool read_before_year(struct str text, size_t year_at, bool months, struct date_found *found)
{
	struct token last, first;
	if (!part_before(text, year_at, &last))
		return false;
	struct date *date = &found->date;
	if (!last.number) {
		date->month = date_month(str_from_to(text, last.from, last.to));
		if (!date->month)
			return false;
		found->from = last.from;
		if (part_before(text, last.from, &first) && first.number &&
		    day_stands_alone(text, &first)) {
			date->day = first.value;
			found->from = first.from;
			return true;
		}
		return months;
	}
	if (!part_before(text, last.from, &first))
		return false;
	date->day = last.value;
	found->from = first.from;
	if (!first.number) {
		date->month = date_month(str_from_to(text, first.from, first.to));
		return date->month && day_stands_alone(text, &last);
	}
	// 27.10.2009: stops alone, without which two numbers before a year mean nothing.
	bool stops = last.from && text.s[last.from - 1 - (text.s[last.from - 1] == ' ')] == '.' &&
	             text.s[last.to] == '.';
	date->day = first.value;
	date->month = last.value;
	return stops && day_stands_alone(text, &first) && last.value <= 12;
}

// Two digits at `at`, for ISO dates.
static bool two_digits(struct str text, size_t at, unsigned *value)
{
	return at + 2 <= text.n && has_number(text, at, at + 2, value);
}

static bool read_iso(struct str text, size_t year_at, struct date_found *found)
{
	size_t at = year_at + 4;
	if (at + 6 > text.n || text.s[at] != '-' || text.s[at + 3] != '-' ||
	    !two_digits(text, at + 1, &found->date.month) ||
	    !two_digits(text, at + 4, &found->date.day))
		return false;
	found->from = year_at;
	found->to = at + 6;
	return found->to == text.n || !ascii_is_digit(text.s[found->to]);
}

// A number of one or two digits and the character behind it, as in 10月.
static bool number_and(struct str text, size_t *at, const char *sign, unsigned *value)
{
	size_t from = *at;
	while (*at < text.n && ascii_is_digit(text.s[*at]))
		(*at)++;
	if (*at == from || !has_number(text, from, *at, value) ||
	    !str_starts(str_after(text, *at), str_from(sign)))
		return false;
	*at += str_from(sign).n;
	return true;
}

static bool read_chinese(struct str text, size_t year_at, bool months, struct date_found *found)
{
	size_t at = year_at;
	unsigned year;
	if (!number_and(text, &at, "年", &year) || !number_and(text, &at, "月", &found->date.month))
		return false;
	found->from = year_at;
	found->to = at;
	if (number_and(text, &at, "日", &found->date.day))
		found->to = at;
	return found->date.day || months;
}

static bool read_at_year(struct str text, size_t at, bool months, struct date_found *found)
{
	struct date_found made = {.to = at + 4};
	unsigned year;
	if (!has_number(text, at, at + 4, &year) || year < 1000)
		return false;
	if (!read_iso(text, at, &made)) {
		made = (struct date_found){.to = at + 4};
		if (!read_chinese(text, at, months, &made)) {
			made = (struct date_found){.to = at + 4};
			if (!read_before_year(text, at, months, &made))
				return false;
		}
	}
	made.date.year = year;
	if (!date_is_real(made.date))
		return false;
	*found = made;
	return true;
}

bool date_find(struct str text, size_t from, bool months, struct date_found *found)
{
	size_t at = from;
	while (at < text.n) {
		if (!ascii_is_digit(text.s[at])) {
			at++;
			continue;
		}
		size_t end = at;
		while (end < text.n && ascii_is_digit(text.s[end]))
			end++;
		if (end - at == 4 && read_at_year(text, at, months, found) && found->from >= from)
			return true;
		at = end;
	}
	return false;
}
