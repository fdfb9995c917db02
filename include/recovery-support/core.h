/** @file core.h
 * What every other header stands on: status and error, the allocator hook, versions, and the
 * described records in which every answer comes back. Nothing here knows about people.
 *
 * Calls are made alike. Arguments stand in this order: who is asked, about what, as of when (`now`,
 * or a span), options (NULL: all defaults), outputs, the error. `_load` makes an object of a
 * document of ours, `_read` takes in what other systems write or gives back a result, `_free` ends
 * an object, and `_get` gives the record at the root of a result. On error, outputs are NULL. */
#ifndef RSUP_CORE_H
#define RSUP_CORE_H

/* RSUP_CDEF is for readers of headers (cffi, LuaJIT): it strips includes and attributes. */
#ifdef RSUP_CDEF
#define RSUP_API
#define RSUP_MUST_CHECK
#else
#include <stddef.h>
#include <stdint.h>
#if defined(__GNUC__)
#define RSUP_API __attribute__((visibility("default")))
#define RSUP_MUST_CHECK __attribute__((warn_unused_result))
#else
#define RSUP_API
#define RSUP_MUST_CHECK
#endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- versions */

enum {
  RSUP_VERSION_MAJOR = 0,
  RSUP_VERSION_MINOR = 1,
  RSUP_VERSION_PATCH = 0,
  RSUP_VERSION_NUMBER = 100 /* major * 10000 + minor * 100 + patch */
};

/** The version of the library that is running, as RSUP_VERSION_NUMBER counts it. Never fails; any
 * thread. Since 0.1. */
RSUP_API uint32_t rsup_version_number(void);
/** The same as text, "0.1.0". Static. Never fails; any thread. Since 0.1. */
RSUP_API const char *rsup_version(void);

/* ---- status and error */

/** 0 is success, negative is an error. The numbers are stable; names, sentences and classes come
 * from one table. Since 0.1. */
typedef int32_t rsup_status;
enum {
  RSUP_OK = 0,
  RSUP_E_ARGUMENT = -1,  /* a NULL or malformed argument */
  RSUP_E_OPTIONS = -2,   /* an options struct has a tail this version does not know */
  RSUP_E_SYNTAX = -3,    /* the text is not well-formed YAML or JSON, or uses a feature we refuse */
  RSUP_E_ENCODING = -4,  /* the text is not clean UTF-8 */
  RSUP_E_LIMIT = -5,     /* too large, too deep, too many */
  RSUP_E_FORMAT = -6,    /* not the kind of document that was expected */
  RSUP_E_VERSION = -7,   /* a newer format version than this library reads */
  RSUP_E_SCHEMA = -8,    /* unknown key, wrong type, missing key */
  RSUP_E_RANGE = -9,     /* a value outside its range */
  RSUP_E_TIME = -10,     /* a naive or impossible date or time */
  RSUP_E_CONFLICT = -11, /* the same id and revision with other content */
  RSUP_E_UNKNOWN_NAME = -12, /* a name that the config, the record or the library does not have */
  RSUP_E_UNKNOWN_ZONE = -13, /* a time zone nobody knows */
  RSUP_E_FILE = -14,         /* a file that cannot be read */
  RSUP_E_ZONE_DATA = -15,    /* no usable time zone data on this machine */
  RSUP_E_MEMORY = -16,       /* an allocation failed */
  RSUP_E_CONFIG = -17,       /* a config that contradicts itself */
  RSUP_E_MODEL = -18,        /* a model or instrument that does not prove itself */
  RSUP_E_NOT_SCORED = -19,   /* inputs that a model or instrument must refuse */
  RSUP_E_CONSENT = -20,      /* not permitted by the person's consents */
  RSUP_E_STATE = -21,        /* an object that is closed, or of another root */
  RSUP_E_HEADER = -22        /* header and library do not fit */
};

/** Classes of status, for bindings that map them to the exceptions of a language. */
enum {
  RSUP_CLASS_NONE = 0,    /* success */
  RSUP_CLASS_VALUE = 1,   /* what was handed in can't be used */
  RSUP_CLASS_LOOKUP = 2,  /* a name that nobody has */
  RSUP_CLASS_IO = 3,      /* a file, or the machine's zone data */
  RSUP_CLASS_MEMORY = 4,  /* an allocation */
  RSUP_CLASS_CONFIG = 5,  /* a config, model or instrument that contradicts itself */
  RSUP_CLASS_CONSENT = 6, /* not permitted */
  RSUP_CLASS_STATE = 7    /* a call at the wrong time, or on the wrong object */
};

/** What went wrong and where. Lives with the caller; the library writes all of it; no initialiser
 * needed; nothing to free. Frozen: this struct never grows. It never holds a value from a person's
 * record. Since 0.1. */
typedef struct rsup_error {
  rsup_status status;
  uint32_t line, column; /* 1-based; 0 when the error is not about a text */
  uint32_t row;          /* 1-based row of a feed or table; 0 when there is none */
  char source[96];       /* the name the caller gave the text: "clinic.yaml" */
  char path[160];        /* "terms[3].weight" */
  char message[256];     /* one line of English */
  char reserved[64];     /* zero */
} rsup_error;

/** Name of a status code: "RSUP_E_SCHEMA"; of a code that this version does not know
 * "RSUP_E_UNKNOWN", whose class is RSUP_CLASS_STATE. Static. Never fails; any thread. Since 0.1. */
RSUP_API const char *rsup_status_name(rsup_status status);
/** What a status code means, in one English sentence. See rsup_status_name(). Since 0.1. */
RSUP_API const char *rsup_status_sentence(rsup_status status);
/** The class of a status code, RSUP_CLASS_…. See rsup_status_name(). Since 0.1. */
RSUP_API int32_t rsup_status_class(rsup_status status);
/** Name of a status class: "none", "value", "lookup", "io", "memory", "config", "consent", "state";
 * NULL for any other number. Static. Any thread. Since 0.1. */
RSUP_API const char *rsup_status_class_name(int32_t status_class);
/** The status table by position, for bindings: the code at `index`, or 0 past its end. Any thread.
 * Since 0.1. */
RSUP_API rsup_status rsup_status_at(size_t index);
/** Check that the header a host was compiled with fits the library that is running: pass
 * RSUP_VERSION_NUMBER. Before 1.0 the minor versions must be equal. RSUP_E_HEADER when they do not
 * fit. Any thread. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_version_check(uint32_t header_version, rsup_error *err);

/* ---- memory */

/** The host's allocator. `alloc` and `resize` return memory aligned for any type, or NULL, which
 * the library survives. `resize` and `release` are told the old size. Every block arrives in
 * `release` wiped (all zero); `resize` may be NULL, and is not called by this version, because a
 * block that moves would leave personal data behind. Without `alloc` or `release`, malloc is used.
 * Sizes are in bytes. The functions must be safe to call from every thread that uses an object of
 * the root. Frozen. Since 0.1. */
typedef struct rsup_allocator {
  void *user; /* handed to each function as it is */
  void *(*alloc)(void *user, size_t size);
  void *(*resize)(void *user, void *block, size_t old_size, size_t new_size);
  void (*release)(void *user, void *block, size_t size);
} rsup_allocator;

/* ---- values */

/* No value: NULL for texts and records, NaN for doubles, INT32_MIN for int32 and days, INT64_MIN
 * for int64 and instants. */

/** A moment: milliseconds since 1970-01-01T00:00Z, without leap seconds. Since 0.1. */
typedef int64_t rsup_instant;
/** A civil day: days since 1970-01-01 in the proleptic Gregorian calendar. Since 0.1. */
typedef int32_t rsup_day;

/** State of a measure. */
enum {
  RSUP_MEASURE_KNOWN = 1,   /* value == low == high, nothing was unknown */
  RSUP_MEASURE_BOUNDED = 2, /* value under the stated policy; the truth lies in [low, high] */
  RSUP_MEASURE_UNKNOWN = 3, /* nothing is known: value, low and high are NaN unless bounds follow
                               from the definition */
  RSUP_MEASURE_NOT_APPLICABLE = 4
};
/** A number that may rest on unknowns: value under the stated policy, and the range it can be in.
 * Frozen. Since 0.1. */
typedef struct rsup_measure {
  double value, low, high; /* in the unit of the field it stands in; bounded without a high: there
                              is no telling how much, as with use of an unknown amount */
  int32_t state;           /* RSUP_MEASURE_… */
  int32_t unknowns;        /* how many unknown inputs it rests on */
} rsup_measure;
/** "known", "bounded", "unknown", "not_applicable"; NULL for any other number. Static. Since 0.1.
 */
RSUP_API const char *rsup_measure_state_name(int32_t state);

/** Why something is so. Since 0.1. */
typedef struct rsup_reason {
  const char *id;  /* "agreed_to_calls"; its words come from the config */
  double number;   /* NaN when the reason has none */
  const char *ref; /* id of the tie, meeting or rule it speaks of; "" when none */
} rsup_reason;

/* ---- described records and results */

/** Kind of a field, and so the C type at its offset. */
enum {
  RSUP_KIND_INT32 = 1,    /* int32_t, INT32_MIN is no value */
  RSUP_KIND_INT64 = 2,    /* int64_t, INT64_MIN is no value */
  RSUP_KIND_DOUBLE = 3,   /* double, NaN is no value */
  RSUP_KIND_BOOL = 4,     /* int32_t 0 or 1, INT32_MIN is no value */
  RSUP_KIND_TEXT = 5,     /* const char *, UTF-8, NULL is no value */
  RSUP_KIND_INSTANT = 6,  /* rsup_instant; JSON: a number */
  RSUP_KIND_DAY = 7,      /* rsup_day; JSON: "2026-03-04" */
  RSUP_KIND_ENUM = 8,     /* int32_t; JSON: its name; 0 is no value */
  RSUP_KIND_MEASURE = 9,  /* rsup_measure, in place */
  RSUP_KIND_RECORD = 10,  /* const T *, NULL is no value */
  RSUP_KIND_RECORDS = 11, /* const T *const *, with a size_t count at count_offset */
  RSUP_KIND_TEXTS = 12,   /* const char *const *, with a size_t count at count_offset */
  RSUP_KIND_UINT32 = 13   /* uint32_t; every value counts */
};
/** Flags of a field. */
enum {
  RSUP_FIELD_NULLABLE = 1,  /* may have no value */
  RSUP_FIELD_KEY = 2,       /* identifies the record within a list */
  RSUP_FIELD_CARE_TEAM = 4, /* for the care team, not for the person by default */
  RSUP_FIELD_SPARSE = 8 /* a record or text that few have: without it, its key is not in the JSON */
};

/** The description of one type of record: static, lives as long as the library. What is asked of it
 * below never fails, and may be asked from any thread. Since 0.1. */
typedef struct rsup_record_type rsup_record_type;
/** One field of a record, as the JSON writer and the bindings see it. Static. Since 0.1. */
typedef struct rsup_field {
  const char *name, *unit, *doc;           /* unit is "" when it has none */
  int32_t kind;                            /* RSUP_KIND_… */
  uint32_t offset;                         /* bytes from the start of the record */
  uint32_t count_offset;                   /* of the size_t beside a list; 0 otherwise */
  uint32_t flags;                          /* RSUP_FIELD_… */
  const rsup_record_type *record;          /* for record and records */
  const char *(*enum_name)(int32_t value); /* for enums */
} rsup_field;

/** Name of a record type ("reach"). Static. Since 0.1. */
RSUP_API const char *rsup_record_type_name(const rsup_record_type *type);
/** One sentence on what the record is. Static. Since 0.1. */
RSUP_API const char *rsup_record_type_doc(const rsup_record_type *type);
/** sizeof the record in this version of the library. Since 0.1. */
RSUP_API size_t rsup_record_type_size(const rsup_record_type *type);
/** How many fields the record has. Since 0.1. */
RSUP_API size_t rsup_record_type_field_count(const rsup_record_type *type);
/** The field at `index`, or NULL past the end. Static. Since 0.1. */
RSUP_API const rsup_field *rsup_record_type_field(const rsup_record_type *type, size_t index);
/** The library's public record types by position, NULL past the end: for documentation, stubs and
 * tests. Since 0.1. */
RSUP_API const rsup_record_type *rsup_record_type_at(size_t index);

/** A read-only tree of records. It owns all it points to; freeing it frees all. May be read from
 * many threads, but rsup_result_json() on one result is for one thread at a time. Since 0.1. */
typedef struct rsup_result rsup_result;
/** Type of the record at the root; NULL for NULL. Lives as long as the library. Since 0.1. */
RSUP_API const rsup_record_type *rsup_result_type(const rsup_result *result);
/** The record at the root; NULL for NULL. Owned by the result. Since 0.1. */
RSUP_API const void *rsup_result_root(const rsup_result *result);
/** The whole tree as JSON, UTF-8, NUL-terminated, keys in the order of the description, doubles as
 * the shortest text that reads back, "no value" as null. Written once and then kept; owned by the
 * result. `out_len` (may be NULL) gets the bytes without the NUL. RSUP_E_ARGUMENT, RSUP_E_MEMORY.
 * Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_result_json(rsup_result *result, const char **out_text,
                                                      size_t *out_len, rsup_error *err);
/** Free a result and all it owns; NULL is fine. Since 0.1. */
RSUP_API void rsup_result_free(rsup_result *result);

/* ---- reports */

/** How bad a problem is. */
enum {
  RSUP_SEVERITY_ERROR = 1,   /* the entry, or the whole document, was not used */
  RSUP_SEVERITY_WARNING = 2, /* used, but somebody should look */
  RSUP_SEVERITY_NOTE = 3
};
/** "error", "warning", "note"; NULL for any other number. Static. Since 0.1. */
RSUP_API const char *rsup_severity_name(int32_t severity);

/** One problem found in a document. Holds no personal value. Since 0.1. */
typedef struct rsup_problem {
  int32_t severity;   /* RSUP_SEVERITY_… */
  const char *code;   /* name of the status: "RSUP_E_SCHEMA" */
  const char *source; /* the name the caller gave the text */
  const char *path;   /* "terms[3].weight"; "" when it is about the whole */
  const char *message;
  uint32_t line, column, row; /* 1-based; 0 when it is not about a text, or not about a table */
} rsup_problem;

/** All problems of one load, in the order of the text. Since 0.1. */
typedef struct rsup_report {
  const char *source;
  int32_t used;     /* entries taken; no value where a document has no entries */
  int32_t left_out; /* entries left out; no value where a document has no entries */
  const rsup_problem *const *problems;
  size_t problem_count;
} rsup_report;
/** The report at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_report *rsup_report_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
