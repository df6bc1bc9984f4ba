// limits.h: how far a stylesheet may go
//
// Bounds that no derived format comes near, so that a stylesheet gone wrong, or a hostile one,
// ends with a report and not with the machine's memory.

#ifndef STENOGRAM_TRANSFORM_LIMITS_H
#define STENOGRAM_TRANSFORM_LIMITS_H

#define TEMPLATE_DEPTH_MAX 2000 // templates that call each other
#define VARIABLES_MAX 20000     // variables and parameters that are alive at once
#define MESSAGES_MAX 1000       // xsl:message, for one document
#define MODULES_MAX 200         // files that one stylesheet reads; also ends a circle of imports
#define MODULE_BYTES_MAX (64 << 20) // of one of them

// Steps of templates and of XPath: for a document of any size, and for each of its bytes. Ours
// take three a byte.
#define STEPS_FREE 500000000UL
#define STEPS_A_BYTE 1000UL

// Bytes of the result: for a document of any size, and for each of its bytes.
#define RESULT_FREE ((size_t)64 << 20)
#define RESULT_A_BYTE ((size_t)32)

// Bytes of memory, likewise; ours take thirty a byte. The grace is what may be taken between the
// moment that nothing is left and the end of the step that is being done.
#define MEMORY_FREE ((size_t)512 << 20)
#define MEMORY_A_BYTE ((size_t)100)
#define MEMORY_GRACE ((size_t)1 << 30)

// Seconds of the processor's time, likewise; ours take less than one for a million bytes.
#define SECONDS_FREE 60
#define BYTES_A_SECOND 50000

#define LIMIT_TEXT_(n) #n
#define LIMIT_TEXT(n) LIMIT_TEXT_(n)

#endif
