// namespaces.h: the namespaces that several stages know

#ifndef STENOGRAM_NAMESPACES_H
#define STENOGRAM_NAMESPACES_H

#define XML_NAMESPACE "http://www.w3.org/XML/1998/namespace" // of xml:id, xml:lang
#define TEI_NAMESPACE "http://www.tei-c.org/ns/1.0"
#define RNG_NAMESPACE "http://relaxng.org/ns/structure/1.0"
#define RNG_NOTES_NAMESPACE "http://relaxng.org/ns/compatibility/annotations/1.0"

#endif
