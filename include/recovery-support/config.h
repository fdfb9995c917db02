/** @file config.h
 * The root of everything: vocabularies, rules and wording, the allocator and the time zones.
 * Immutable once loaded and safe to share between threads. Other objects hold a reference, so a
 * host may free in any order. */
#ifndef RSUP_CONFIG_H
#define RSUP_CONFIG_H
#include "recovery-support/core.h"
#ifdef __cplusplus
extern "C" {
#endif

/** A loaded config. Immutable; may be shared between threads. Since 0.1. */
typedef struct rsup_config rsup_config;

/** How to load a config. Zero means the default, in every field; fields are only appended. Since
 * 0.1. */
typedef struct rsup_config_options {
  uint32_t struct_size;            /* sizeof(rsup_config_options) */
  uint32_t reserved;               /* 0 */
  const rsup_allocator *allocator; /* NULL: malloc; copied */
  const char *zoneinfo_dir;        /* NULL: TZDIR, else the system's; copied */
  /* Hand in a zone's TZif bytes (Android, iOS, tests): returns their number and sets *out_bytes, or
   * 0 when there is no such zone. Asked before any folder. Must be safe to call from every thread
   * that uses the config. */
  size_t (*zone_bytes)(void *user, const char *zone, const void **out_bytes);
  void *zone_user; /* handed to zone_bytes as it is */
} rsup_config_options;

/** The built-in config; needs no file. `options` may be NULL. RSUP_E_MEMORY, RSUP_E_OPTIONS. Since
 * 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_config_default(const rsup_config_options *options,
                                                         rsup_config **out_config, rsup_error *err);
/** Load a config document over the built-in one. Strict: any problem refuses the whole. Instruments
 * it names by file are read beside it, each when it is first needed. `out_report` may be NULL; when
 * given it lists all problems, also after an error, and is freed with rsup_result_free(). Errors:
 * io, value and config classes. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_config_load_file(const char *path,
                                                           const rsup_config_options *options,
                                                           rsup_config **out_config,
                                                           rsup_result **out_report,
                                                           rsup_error *err);
/** The same from `len` bytes of text; `source` names them in errors. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_config_load(const char *source, const char *text,
                                                      size_t len,
                                                      const rsup_config_options *options,
                                                      rsup_config **out_config,
                                                      rsup_result **out_report, rsup_error *err);
/** Give back the host's reference; NULL is fine. Any thread. Since 0.1. */
RSUP_API void rsup_config_free(rsup_config *config);
/** SHA-256 (hex) of the config's content in canonical form; of the built-in one too. Worked out
 * when first asked for (a few milliseconds for a megabyte), without memory. Any thread. Lives with
 * the config. Since 0.1. */
RSUP_API const char *rsup_config_digest(const rsup_config *config);

/** A named value for a text: `text` when not NULL, else `number`. A text with plural forms is
 * chosen by the argument named "n". Since 0.1. */
typedef struct rsup_text_arg {
  const char *name;
  const char *text;
  double number;
} rsup_text_arg;
/** The wording of `id` in `locale` ("en", "de-AT"; falls back to the language, then to "en"), with
 * {names} replaced and the plural chosen by the rule of the language found (Unicode CLDR, plural
 * rules for cardinal numbers). A name that is not given stays in its braces. Writes at most `size`
 * bytes with a closing NUL and sets *out_len to the full length without it, so that a caller can
 * ask again with a larger buffer (buffer NULL, size 0 asks for the length). RSUP_E_UNKNOWN_NAME
 * when no catalogue has the id. Any thread. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_config_text(const rsup_config *config, const char *id,
                                                      const char *locale, const rsup_text_arg *args,
                                                      size_t arg_count, char *buffer, size_t size,
                                                      size_t *out_len, rsup_error *err);
/** Write an instant as the clocks of an IANA zone show it, "2026-03-04T21:30:00+01:00", into
 * `buffer` of `size` bytes with the closing NUL; 32 suffice, less is cut. RSUP_E_ARGUMENT,
 * RSUP_E_UNKNOWN_ZONE, RSUP_E_ZONE_DATA. Any thread. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_local_time_text(const rsup_config *config,
                                                          const char *zone, rsup_instant at,
                                                          char *buffer, size_t size,
                                                          rsup_error *err);

#ifdef __cplusplus
}
#endif
#endif
