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

LIBS         = libxml-2.0 libxslt libexslt zlib libpcre2-8 libutf8proc
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

.PHONY: all deps demo check units bench install uninstall dist asan fuzz lint clean goldens
.DELETE_ON_ERROR:
.SECONDARY:

all: $(PROGRAMS:%=$(BUILD)/bin/%)

# What each goal named beside `deps` needs is installed; alone it means what the build needs.
deps:
	@tools/deps $(or $(filter-out deps all,$(MAKECMDGOALS)),build)

# `make deps demo` installs first, also under -j.
ifneq ($(filter deps,$(MAKECMDGOALS)),)
$(MAINS) $(OBJECTS) $(BUILD)/flags: | deps
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
	$(AR) rcs $@ $^

# Each program links just what it uses: the archive gives the objects, --as-needed the libraries.
$(BUILD)/bin/%: $(BUILD)/obj/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(LIBRARY) `$(PKG_CONFIG) --libs $(LIBS)`

-include $(OBJECTS:.o=.d) $(MAINS:.o=.d)

clean:
	rm -rf $(BUILD)

-include tests/tests.mk
