// libarchive_items.c: the entries that libarchive finds in a web archive, a line each, for tests/dump/warc.t

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>

int main(int argc, char **argv)
{
	struct archive *a = archive_read_new();
	struct archive_entry *entry;
	if (argc != 2 || !a)
		return 2;
	archive_read_support_filter_gzip(a);
	archive_read_support_format_warc(a);
	int status = archive_read_open_filename(a, argv[1], 65536);
	while (status == ARCHIVE_OK && (status = archive_read_next_header(a, &entry)) == ARCHIVE_OK)
		printf("%s\n", archive_entry_pathname(entry));
	archive_read_free(a);
	return status == ARCHIVE_EOF ? 0 : 1;
}
