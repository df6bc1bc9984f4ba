# Stenogram: plain transcripts into TEI-XML editions
#
#   make deps demo     installs what is missing, builds, converts the sample negotiation
#   make deps check    the same, and runs all tests

prefix      ?= /usr/local
bindir      ?= $(prefix)/bin
datadir     ?= $(prefix)/share/stenogram
mandir      ?= $(prefix)/share/man
bashdir     ?= $(prefix)/share/bash-completion/completions
zshdir      ?= $(prefix)/share/zsh/site-functions
DESTDIR     ?=

CC          ?= cc
PKG_CONFIG  ?= pkg-config
INSTALL     ?= install
BUILD       ?= build
CFLAGS      ?= -O2 -g
CPPFLAGS    ?=
LDFLAGS     ?=

VERSION     := $(shell sed -n 's/.*STENOGRAM_VERSION "\(.*\)"/\1/p' convert/core/program.h)

WARNINGS     = -Wall -Wextra -Wshadow -Wconversion
HARDENING   ?= -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
HARDENING_LD ?= -pie -Wl,-z,relro,-z,now

LIBS         = libxml-2.0 libxslt libexslt zlib libpcre2-8 libutf8proc uchardet icu-i18n icu-uc
# Asked for once, when first needed: `make deps all` may have to install pkg-config before.
LIB_CFLAGS   = $(eval LIB_CFLAGS := $$(shell $(PKG_CONFIG) --cflags $(LIBS)))$(LIB_CFLAGS)

ALL_CFLAGS   = -std=c17 $(WARNINGS) $(HARDENING) $(CFLAGS)
ALL_CPPFLAGS = -D_GNU_SOURCE -DDATADIR='"$(datadir)"' -Iconvert $(LIB_CFLAGS) $(CPPFLAGS)
ALL_LDFLAGS  = $(HARDENING_LD) -Wl,--as-needed $(LDFLAGS)

PROGRAMS    := $(basename $(notdir $(wildcard convert/tei*.c)))
SOURCES     := $(wildcard convert/*/*.c)
OBJECTS     := $(SOURCES:convert/%.c=$(BUILD)/obj/%.o)
MAINS       := $(PROGRAMS:%=$(BUILD)/obj/%.o)
LIBRARY     := $(BUILD)/libstenogram.a

.PHONY: all deps demo check units goldens accuracy bench install uninstall dist asan valgrind fuzz \
        fuzzers fuzz-programs lint latex office clean
.DELETE_ON_ERROR:
.SECONDARY:

all: $(PROGRAMS:%=$(BUILD)/bin/%)

# What each goal named beside `deps` needs is installed; alone it means what the build needs.
deps:
	@tools/deps $(or $(filter-out deps all,$(MAKECMDGOALS)),build)

# `make deps demo` installs first, also under -j.
ifneq ($(filter deps,$(MAKECMDGOALS)),)
$(MAINS) $(OBJECTS) $(BUILD)/flags fuzzers lint dist: | deps
endif

# The flags are part of what an object depends on: another CC or CFLAGS builds anew.
FLAGS := $(BUILD)/flags
NOW    = $(CC) $(ALL_CFLAGS) $(ALL_CPPFLAGS) $(ALL_LDFLAGS)
$(FLAGS): FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(NOW))' | cmp -s - $@ || \
		printf '%s\n' '$(subst ','\'',$(NOW))' > $@
.PHONY: FORCE
FORCE:

$(BUILD)/obj/%.o: convert/%.c $(FLAGS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	$(AR) rcsP $@ $^

# Each program links just what it uses: the archive gives the objects, --as-needed the libraries.
$(BUILD)/bin/%: $(BUILD)/obj/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(LIBRARY) `$(PKG_CONFIG) --libs $(LIBS)` -lm

-include $(OBJECTS:.o=.d) $(MAINS:.o=.d)

# ---- the main job, on the project's own sample ------------------------------------------------

DEMO = $(BUILD)/demo

demo: all
	@mkdir -p $(DEMO)
	$(BUILD)/bin/teiconvert samples/negotiation.txt > $(DEMO)/negotiation.xml
	$(BUILD)/bin/teivalidate $(DEMO)/negotiation.xml
	$(BUILD)/bin/teitransform html -o $(DEMO)/negotiation.html $(DEMO)/negotiation.xml
	$(BUILD)/bin/teitransform text -o $(DEMO)/negotiation.text $(DEMO)/negotiation.xml
	$(BUILD)/bin/teitransform csv -o $(DEMO)/negotiation.csv $(DEMO)/negotiation.xml
	@printf '\nA transcript became a TEI edition. Look at:\n'
	@ls -1 $(DEMO)/negotiation.*
	@printf '\nNow your own: %s FILE > FILE.xml\n' $(BUILD)/bin/teiconvert

# ---- tests ------------------------------------------------------------------------------------

BIN      ?= $(BUILD)/bin
JOBS     ?= 2
UNITS    := $(patsubst tests/core/%.c,$(BUILD)/tests/%,$(wildcard tests/core/*.c))
TESTS    ?= $(sort $(filter-out tests/latex/% tests/office/%,$(wildcard tests/*.t tests/*/*.t)))

# $(1): where the programs are. Relative paths, since every test runs in the repository.
prove = BIN=$(1) UNITS='$(UNITS)' BUILD=$(BUILD) prove -j$(JOBS) --merge $(TESTS) $(UNITS:%=./%)

check: all units fuzzers $(BUILD)/relaxng_example
	$(call prove,$(BIN))

# TeX and the pages that it makes: too heavy for `check`. LATEX=all tries the texts of the corpus too.
latex: all
	BIN=$(BIN) tests/latex/latex.t

# Word processors, and readers of others of their files. OFFICE=all tries the texts of the corpus too.
office: all
	BIN=$(BIN) tests/office/office.t

# The tables of docs/accuracy.md, measured anew.
accuracy: all
	BIN=$(BIN) tests/accuracy/publish.py

units: $(UNITS)

# What docs/ shows of the library to other programs must compile and run.
$(BUILD)/relaxng_example: docs/relaxng_example.c $(LIBRARY) $(FLAGS)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(LIBRARY) \
		`$(PKG_CONFIG) --libs libxml-2.0 zlib libutf8proc`

$(BUILD)/tests/%: tests/core/%.c $(LIBRARY) $(FLAGS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(LIBRARY) \
		`$(PKG_CONFIG) --libs cmocka $(LIBS)` -lm

# Goldens made anew, to be read with `git diff` before they are committed.
goldens: all
	BIN=$(BIN) tests/run -u

# The whole suite with address and undefined-behaviour sanitizers, and under valgrind.
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
asan:
	TEIPATH='$(CURDIR)' $(MAKE) BUILD=build-asan HARDENING= HARDENING_LD= CFLAGS='-O1 -g $(SANITIZE)' \
		LDFLAGS='$(SANITIZE)' check

valgrind: all
	BIN=$(BIN) WRAP='valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,possible --suppressions=tests/valgrind.supp' \
		prove --merge tests/run

# Coverage-guided fuzzing of every stage; FUZZ_SECONDS for each.
FUZZ_SECONDS ?= 60
FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/*_fuzz.c))
# Fuzzers share one library built for them in a place of its own.
fuzzers:
	@$(MAKE) --no-print-directory BUILD=build-fuzz CC=clang HARDENING= HARDENING_LD= \
		CFLAGS='-O1 -g $(SANITIZE) -fsanitize=fuzzer-no-link' LDFLAGS= fuzz-programs

fuzz-programs: $(FUZZERS)

$(BUILD)/fuzz/%: tests/fuzz/%.c $(LIBRARY) $(FLAGS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -fsanitize=fuzzer -o $@ $< $(LIBRARY) \
		`$(PKG_CONFIG) --libs $(LIBS)` -lm

fuzz: fuzzers
	tests/fuzz/run $(FUZZ_SECONDS)

bench: all $(BUILD)/bench/parse
	BIN=$(BIN) tests/bench/run
	BIN=$(BIN) PARSE=$(BUILD)/bench/parse tests/bench/validation
	BIN=$(BIN) tests/bench/transform

$(BUILD)/bench/parse: tests/bench/parse.c $(LIBRARY) $(FLAGS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(LIBRARY) \
		`$(PKG_CONFIG) --libs libxml-2.0 zlib libutf8proc`

lint:
	clang-format --dry-run --Werror $(wildcard convert/*.c convert/*/*.[ch])
	cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
		--suppress=missingIncludeSystem -Iconvert convert
	shellcheck .ci/run tools/deps $(filter-out %.yml %.mk,$(wildcard tools/ci/*)) tests/run $(wildcard tests/*/run)
	mandoc -T lint -W warning $(wildcard docs/*.[157])

# ---- installation -----------------------------------------------------------------------------

MANUALS := $(wildcard docs/*.1 docs/*.5 docs/*.7)
DATA    := $(wildcard convert/profiles/*.profile convert/profiles/*.words schemas/*.rng \
             schemas/*.sch xslt/*.xsl xslt/lib/* xslt/site/*)

install: all
	$(INSTALL) -d $(DESTDIR)$(bindir) $(DESTDIR)$(bashdir) $(DESTDIR)$(zshdir)
	$(INSTALL) -m 755 $(PROGRAMS:%=$(BUILD)/bin/%) $(DESTDIR)$(bindir)
	for f in $(DATA); do $(INSTALL) -D -m 644 $$f $(DESTDIR)$(datadir)/$$f || exit 1; done
	for f in $(MANUALS); do \
		$(INSTALL) -D -m 644 $$f $(DESTDIR)$(mandir)/man$${f##*.}/$${f##*/} || exit 1; done
	$(INSTALL) -m 644 completions/stenogram.bash $(DESTDIR)$(bashdir)/stenogram
	for p in $(PROGRAMS); do ln -sf stenogram $(DESTDIR)$(bashdir)/$$p || exit 1; done
	$(INSTALL) -m 644 completions/_stenogram $(DESTDIR)$(zshdir)/_stenogram

uninstall:
	rm -f $(PROGRAMS:%=$(DESTDIR)$(bindir)/%) $(PROGRAMS:%=$(DESTDIR)$(bashdir)/%)
	rm -f $(DESTDIR)$(bashdir)/stenogram $(DESTDIR)$(zshdir)/_stenogram
	for f in $(MANUALS); do rm -f $(DESTDIR)$(mandir)/man$${f##*.}/$${f##*/}; done
	rm -rf $(DESTDIR)$(datadir)

dist:
	git archive --prefix=stenogram-$(VERSION)/ -o stenogram-$(VERSION).tar.gz HEAD

clean:
	rm -rf $(BUILD) build-asan build-fuzz
