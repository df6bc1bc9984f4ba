# edition.mk: goals for the Makefile of an edition; docs/ci.md tells how to include it
#
#   make check          checks the documents, each again only when it or a schema has changed
#   make report         a page of all that is found, findings.html
#   make baseline       from now on only new findings count

TEI         ?= $(shell find . -name '*.xml' -not -path '*/.*' | sort)
TEI_SCHEMAS ?=
TEI_OPTIONS ?=
TEIVALIDATE ?= teivalidate

tei-files    := $(TEI:./%=%)
tei-baseline := $(wildcard known.tsv)
tei-check     = $(TEIVALIDATE) $(TEI_SCHEMAS:%=-s %) $(TEI_OPTIONS)

.PHONY: check report baseline
check: .teivalidate

# All that changed go to one process, so that a schema is loaded once.
.teivalidate: $(tei-files) $(TEI_SCHEMAS) $(tei-baseline)
	$(tei-check) $(tei-baseline:%=--baseline=%) -- $(if $(filter-out $(tei-files),$?),$(tei-files),$?)
	@touch $@

report:
	$(tei-check) $(tei-baseline:%=--baseline=%) --format=html:findings.html -- $(tei-files)

# Findings are what it is for, trouble is not.
baseline:
	$(tei-check) --write-baseline=known.tsv -- $(tei-files) || [ $$? -eq 1 ]
