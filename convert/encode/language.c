// language.c: language tags and the names of languages

#include "encode/language.h"

bool language_is_good(struct str tag)
{
	struct str rest = tag, part;
	bool first = true;
	while (str_field(&rest, '-', &part)) {
		for (size_t i = 0; i < part.n; i++)
			if (!ascii_is_alpha(part.s[i]) && (first || !ascii_is_digit(part.s[i])))
				return false;
		if (part.n < (first ? 2 : 1) || part.n > (first ? 3 : 8))
			return false;
		first = false;
	}
	return !first && tag.s[tag.n - 1] != '-';
}

struct str language_name(struct str tag)
{
	static const char *const names[][2] = {
		{"ar", "Arabic"},
		{"bg", "Bulgarian"},
		{"ca", "Catalan"},
		{"cs", "Czech"},
		{"da", "Danish"},
		{"de", "German"},
		{"el", "Greek"},
		{"en", "English"},
		{"es", "Spanish"},
		{"et", "Estonian"},
		{"eu", "Basque"},
		{"fa", "Persian"},
		{"fi", "Finnish"},
		{"fr", "French"},
		{"ga", "Irish"},
		{"gl", "Galician"},
		{"he", "Hebrew"},
		{"hi", "Hindi"},
		{"hr", "Croatian"},
		{"hu", "Hungarian"},
		{"is", "Icelandic"},
		{"it", "Italian"},
		{"ja", "Japanese"},
		{"ko", "Korean"},
		{"la", "Latin"},
		{"lt", "Lithuanian"},
		{"lv", "Latvian"},
		{"nl", "Dutch"},
		{"no", "Norwegian"},
		{"pl", "Polish"},
		{"pt", "Portuguese"},
		{"ro", "Romanian"},
		{"ru", "Russian"},
		{"sk", "Slovak"},
		{"sl", "Slovenian"},
		{"sr", "Serbian"},
		{"sv", "Swedish"},
		{"tr", "Turkish"},
		{"uk", "Ukrainian"},
		{"vi", "Vietnamese"},
		{"yi", "Yiddish"},
		{"zh", "Chinese"},
		{"zh-Hans", "Chinese (simplified)"},
		{"zh-Hant", "Chinese (traditional)"},
	};
	struct str language = str_from_to(tag, 0, str_find_char(tag, '-'));
	struct str found = tag;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (str_is(tag, names[i][0]))
			return str_from(names[i][1]);
		if (str_is(language, names[i][0]))
			found = str_from(names[i][1]);
	}
	return found;
}
