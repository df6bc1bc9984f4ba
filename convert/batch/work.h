// work.h: what is done with one document of a batch
//
// Converted, checked and transformed as teiconvert, teivalidate and teitransform do it. All that is asked of it and can be
// made ready is made ready once; then it does not change, so that processes share it.

#ifndef STENOGRAM_BATCH_WORK_H
#define STENOGRAM_BATCH_WORK_H

#include "batch/conversion.h"
#include "batch/record.h"
#include "transform/transform.h"
#include "validate/validate.h"

// All of it borrowed, and NULL or empty where the stages' own default is meant.
struct work_options {
	struct conversion_options conversion;
	const char **schemas, **rules, **parameters;
	size_t n_schemas, n_rules, n_parameters;
	struct str formats; // "tei,html"; empty: tei
	bool unchecked;     // the results are not validated
};

// A format, and how its file's name ends.
struct work_format {
	struct str name;
	struct transform *transform; // NULL: tei
	struct buf suffix;           // ".html", ".network.csv"
};

struct work {
	const struct work_options *options;
	struct conversion *conversion;
	struct config_overrides overrides;
	struct configs *configs;
	const struct settings *settings;
	struct validate_options validating;
	struct validator *validator;
	struct work_format formats[OUTPUTS_MAX];
	size_t n_formats;
	char key[17]; // a checksum over all that was asked for and can change a result
};

// Makes ready what the options ask for. False: reported. work_close() all the same.
bool work_open(struct work *w, const struct work_options *options, struct reporter *reporter);
void work_close(struct work *w);

// Whether a format is among those that are made.
bool work_makes(const struct work *w, struct str format);

// What became of a document.
struct product {
	struct record record; // whose views are of the item, the name and the product
	struct buf outputs[OUTPUTS_MAX];
	struct buf tei;
	struct arena arena;
};

// Does the work; `sum` is that of the content. The outputs have content in `product`, in the order of the formats, and no path yet.
void work_do(struct work *w, const struct item *item, const struct checksum *sum, struct str id,
             struct product *product);
void product_free(struct product *product);

#endif
