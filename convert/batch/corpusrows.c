// corpusrows.c: what the database has to know of a document, on its way from a worker

#include "batch/corpusdb.h"

// Cells are parted by tabs, rows by line ends.
static void put_cell(struct buf *out, struct str text)
{
	buf_putc(out, '\t');
	for (size_t i = 0; i < text.n; i++)
		buf_putc(out, (unsigned char)text.s[i] < ' ' ? ' ' : text.s[i]);
}

static void put_number(struct buf *out, size_t number)
{
	buf_putc(out, '\t');
	buf_put_number(out, number);
}

static struct str tei_path(const struct record *r)
{
	for (size_t i = 0; i < r->n_outputs; i++)
		if (str_is(r->outputs[i].format, "tei"))
			return r->outputs[i].path;
	return (struct str){0};
}

void corpusdb_gather(struct buf *out, const struct record *r, struct str rows)
{
	buf_putc(out, 'R');
	put_cell(out, r->id);
	put_cell(out, str_from(outcome_word(r->outcome)));
	put_cell(out, r->convention);
	put_cell(out, r->score);
	put_number(out, r->turns);
	put_number(out, r->speakers);
	put_number(out, r->words);
	put_number(out, r->doubts);
	put_number(out, r->errors);
	put_number(out, r->warnings);
	put_cell(out, tei_path(r));
	put_cell(out, r->item->uri);
	put_cell(out, r->item->captured);
	put_cell(out, r->same_as);
	buf_putc(out, '\t');
	if (r->has_sum)
		checksum_put(out, &r->sum);
	put_cell(out, r->settings);
	buf_putc(out, '\n');
	buf_put(out, rows);
}
