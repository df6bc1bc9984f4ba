// configprint.c: settings in the form of stenogram.conf

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/uri.h"
#include "validate/config.h"
#include "validate/configfile.h"

void config_put(struct buf *out, const struct settings *s)
{
	if (s->n_schemas)
		buf_printf(out, "%s =", config_key(CONFIG_SCHEMA));
	for (size_t i = 0; i < s->n_schemas; i++)
		buf_printf(out, "%s %s", i ? "," : "", s->schemas[i]);
	buf_printf(out, "%s%s = none,", s->n_schemas ? "\n" : "", config_key(CONFIG_RULES));
	ruleset_put(out, &s->rules);
	buf_printf(out, "\n%s = %s\n", config_key(CONFIG_CHECK), s->checked ? "yes" : "no");
}

static void put_glob(struct buf *out, struct str path)
{
	for (size_t i = 0; i < path.n; i++) {
		unsigned char c = (unsigned char)path.s[i];
		if (c <= ' ' || c == 0x7f)
			buf_putc(out, '?'); // there would be two patterns, or a line that ends
		else if (strchr("[*?", c))
			buf_printf(out, "[%c]", c);
		else
			buf_putc(out, path.s[i]);
	}
}

// The head of a section that fits this document alone, where the file is put into the current folder.
static void put_section(struct buf *out, struct str name)
{
	struct buf path = {0}, folder = {0};
	char *here = getcwd(NULL, 0);
	buf_puts(&folder, here ? here : "");
	if (!folder.n || folder.s[folder.n - 1] != '/')
		buf_putc(&folder, '/');
	uri_put_path(&path, buf_str(&folder), name);
	bool below = str_starts(buf_str(&path), buf_str(&folder));
	buf_puts(out, below ? "[./" : "[");
	put_glob(out, str_after(buf_str(&path), below ? folder.n : 0));
	buf_puts(out, "]\n");
	out->failed |= path.failed || folder.failed;
	buf_free(&path);
	buf_free(&folder);
	free(here);
}

// What comes from a pipe has no name that a pattern could fit.
void config_print(struct buf *out, const char *path, const struct settings *settings)
{
	if (strcmp(path, "-") == 0)
		buf_puts(out, "[(standard input)]\n");
	else
		put_section(out, str_from(path));
	if (settings->config)
		buf_printf(out, "# %s\n", settings->config);
	config_put(out, settings);
}
