// uuid.h: identifiers made from names, for stylesheets
//
// uuid(name) of the namespace "stenogram:transform" gives the same UUID for the same name, of version 8
// (RFC 9562, section 5.8): its bits are two FNV-1a hashes of the name, which no secret rests upon.

#ifndef STENOGRAM_UUID_H
#define STENOGRAM_UUID_H

// Makes the function known to libxslt; once a process.
void uuid_register(void);

#endif
