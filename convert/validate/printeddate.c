// printeddate.c: whether a printed date is certainly another one than its value

#include "validate/printeddate.h"

#include <stdlib.h>

#include "core/date.h"
#include "core/unicode.h"

// Days that the Julian calendar is behind: 10 from 1582 on, 13 now. New year's day on 25 March or 1
// September makes it another year.
enum { JULIAN_LEAST = 10, JULIAN_MOST = 13, YEAR_BEGAN_LATER = 1753 };

// What may stand beside a date and change nothing, folded: days of the week, "on", "the", "year".
// Sorted by bytes.
static const char *const fillers[] = {
	"am",
	"an",
	"date",
	"dated",
	"de",
	"del",
	"den",
	"der",
	"dienstag",
	"dijous",
	"dilluns",
	"dimanche",
	"dimarts",
	"dimecres",
	"dinsdag",
	"dissabte",
	"diumenge",
	"divendres",
	"do",
	"domenica",
	"domingo",
	"donderdag",
	"donnerstag",
	"el",
	"freitag",
	"friday",
	"giovedi",
	"il",
	"jeudi",
	"jueves",
	"le",
	"luns",
	"lundi",
	"lunedi",
	"lunes",
	"maandag",
	"mardi",
	"martedi",
	"martes",
	"mercoledi",
	"mercores",
	"mercredi",
	"miercoles",
	"mittwoch",
	"monday",
	"montag",
	"of",
	"on",
	"patek",
	"piatok",
	"piatek",
	"pondeli",
	"pondelok",
	"poniedzialek",
	"quarta-feira",
	"roku",
	"sabado",
	"sabato",
	"samedi",
	"samstag",
	"saturday",
	"segunda-feira",
	"sobota",
	"sonnabend",
	"sonntag",
	"streda",
	"sunday",
	"the",
	"thursday",
	"tuesday",
	"utery",
	"utorok",
	"vendredi",
	"venerdi",
	"venres",
	"viernes",
	"vrijdag",
	"wednesday",
	"woensdag",
	"xoves",
	"zaterdag",
	"zondag",
	"в",
	"воскресенье",
	"г",
	"года",
	"понедельник",
	"пятница",
	"среда",
	"суббота",
	"четверг",
	"вторник",
};

static bool is_filler(struct str word)
{
	struct buf folded = {0};
	bool known = false;
	if (unicode_fold(&folded, word))
		for (size_t i = 0; i < LENGTH(fillers) && !known; i++)
			known = str_is(buf_str(&folded), fillers[i]);
	buf_free(&folded);
	return known;
}

// Whether all words of what stands beside a date are known.
static bool all_fillers(struct str rest)
{
	static const char around[] = ".,;:()[]*";
	struct str word;
	while ((word = str_word(&rest)).n) {
		while (word.n && strchr(around, word.s[0]))
			word = str_after(word, 1);
		while (word.n && strchr(around, word.s[word.n - 1]))
			word.n--;
		if (word.n && !is_filler(word))
			return false;
	}
	return true;
}

static bool read_printed(struct str printed, struct date *date)
{
	struct date_found found, other;
	size_t year;
	if (printed.n == 4 && str_number(printed, &year) && year >= 1000) {
		*date = (struct date){.year = (unsigned)year};
		return true;
	}
	if (!date_find(printed, 0, true, &found) || date_find(printed, found.to, true, &other) ||
	    !all_fillers(str_from_to(printed, 0, found.from)) ||
	    !all_fillers(str_after(printed, found.to)))
		return false;
	*date = found.date;
	return true;
}

bool printed_date_differs(struct str printed, const struct when *when)
{
	struct date date;
	if (when->year < 1 || !read_printed(printed, &date))
		return false;
	struct when other = {.form = date.day     ? WHEN_DAY
	                             : date.month ? WHEN_MONTH
	                                          : WHEN_YEAR,
	                     .year = (long)date.year,
	                     .month = date.month,
	                     .day = date.day};
	if (when_first_day(&other) <= when_last_day(when) &&
	    when_first_day(when) <= when_last_day(&other))
		return false;
	// Old Style: the printed day is the earlier one.
	int64_t behind = when_first_day(when) - when_last_day(&other);
	if (behind <= JULIAN_MOST && behind > 0 &&
	    (behind >= JULIAN_LEAST || !date.day || !when->day))
		return false;
	return labs(when->year - other.year) != 1 || when->year > YEAR_BEGAN_LATER ||
	       (when->month && other.month && when->month != other.month);
}
