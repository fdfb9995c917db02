/** @file instrument_texts.h
 * The wording of a questionnaire, which never ships with this library: a host that may use it
 * brings it as a text pack, one per language, and gets it back complete, checked against the
 * definition, with the licence and the line it has to show. docs/guide/questionnaires.md has an
 * example. */
#ifndef RSUP_INSTRUMENT_TEXTS_H
#define RSUP_INSTRUMENT_TEXTS_H
#include "recovery-support/instrument.h"
#ifdef __cplusplus
extern "C" {
#endif

/** The words of an answer. Since 0.1. */
typedef struct rsup_option_text {
  const char *id; /* of the option in the definition */
  int32_t value;  /* what is stored when it is chosen */
  const char *text;
} rsup_option_text;
/** The words of an item. Since 0.1. */
typedef struct rsup_item_text {
  const char *id;
  const char *text;
  const rsup_option_text *const *options; /* in the definition's order; none where every whole
                                             number is an answer */
  size_t option_count;
} rsup_item_text;
/** All words of an instrument in one language. Since 0.1. */
typedef struct rsup_text_pack {
  const char *instrument;             /* id */
  const char *locale;                 /* "de" */
  const char *title;                  /* NULL */
  const char *instructions;           /* what is said before the first item; NULL */
  const char *licence;                /* under what these words may be shown */
  const char *notice;                 /* the line a host must show with them */
  const char *source;                 /* where the words are from; NULL */
  const rsup_item_text *const *items; /* in the definition's order, each of them */
  size_t item_count;
} rsup_text_pack;
/** Read a text pack (format recovery-support/text-pack, YAML or JSON, `len` bytes; `source` names
 * it in errors) for an instrument. Strict: every item and every option has words, and nothing else
 * has. The result's root is a rsup_text_pack. `out_report` may be NULL; when given it lists all
 * problems, also after an error, and is freed with rsup_result_free(). RSUP_E_ARGUMENT,
 * RSUP_E_SYNTAX, RSUP_E_ENCODING, RSUP_E_LIMIT, RSUP_E_FORMAT, RSUP_E_VERSION, RSUP_E_SCHEMA (also:
 * another instrument), RSUP_E_UNKNOWN_NAME (an item or option that there is not), RSUP_E_MEMORY.
 * Any thread. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_text_pack_read(const rsup_instrument *instrument,
                                                         const char *source, const char *text,
                                                         size_t len, rsup_result **out_result,
                                                         rsup_result **out_report, rsup_error *err);
/** The same from a file. RSUP_E_FILE too. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_text_pack_read_file(const rsup_instrument *instrument,
                                                              const char *path,
                                                              rsup_result **out_result,
                                                              rsup_result **out_report,
                                                              rsup_error *err);
/** The text pack at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_text_pack *rsup_text_pack_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
