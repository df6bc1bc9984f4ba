// date.c: calendar dates as they are printed

#include "core/date.h"

#include "core/unicode.h"

// Names folded as unicode_fold does. A line a month: English, German, Dutch and Scandinavian,
// French, Spanish, Italian, Portuguese, Galician, Catalan, Romanian, Polish, Czech, Slovak,
// Hungarian, Turkish, Russian, Ukrainian; nominative and the case used in dates.
static const char *const month_names[12] = {
	"january jan januar janner januari janvier janv enero ene gennaio gen janeiro xaneiro "
	"gener "
	"ianuarie stycznia styczen ledna leden januara ocak января январь січня січень januarius",
	"february feb februar feber februari fevrier fevr febrero febbraio fevereiro febreiro "
	"febrer februarie lutego luty unora unor februara subat февраля февраль лютого лютии "
	"februarius",
	"march mar marz maart marts mars marzo marco marc martie marca marzec brezna brezen marec "
	"mart марта март березня березень martius",
	"april apr avril abril abr aprile aprilie kwietnia kwiecien dubna duben aprila nisan "
	"апреля "
	"апрель квітня квітень aprilis",
	"may mai mei maj mayo maggio mag maio maig maja kvetna kveten mayıs mayis мая маи травня "
	"травень maius",
	"june jun juni juin junio giugno giu junho xuno juny iunie czerwca czerwiec cervna cerven "
	"juna haziran июня июнь червня червень junius",
	"july jul juli juillet juil julio luglio lug julho xullo juliol iulie lipca lipiec "
	"cervence "
	"cervenec jula temmuz июля июль липня липень julius",
	"august aug augustus aout agosto ago agost sierpnia sierpien srpna srpen augusta agustos "
	"августа август серпня серпень",
	"september sept sep septembre septiembre setiembre settembre setembro setembre septembrie "
	"wrzesnia wrzesien zari septembra eylul сентября сентябрь вересня вересень",
	"october oct oktober okt octobre octubre ottobre ott outubro octombrie pazdziernika "
	"pazdziernik rijna rijen oktobra ekim октября октябрь жовтня жовтень",
	"november nov novembre noviembre novembro noiembrie listopada listopad listopadu novembra "
	"kasım kasim ноября ноябрь листопада листопад",
	"december dec dezember dez decembre diciembre dic dicembre dezembro decembro desembre "
	"decembrie grudnia grudzien prosince prosinec decembra aralık aralik декабря декабрь "
	"грудня "
	"грудень",
};

unsigned date_month(struct str name)
{
	if (name.n < 3 || name.n > 30)
		return 0;
	struct buf folded = {0};
	unicode_fold(&folded, name);
	unsigned month = 0;
	for (unsigned i = 0; i < 12 && !month; i++) {
		struct str names = str_from(month_names[i]), one;
		while (!month && (one = str_word(&names)).n)
			if (str_eq(one, buf_str(&folded)))
				month = i + 1;
	}
	buf_free(&folded);
	return month;
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
