/** @file network_columns.h
 * Many ego networks at once: columns in, columns of structural measures out. An ego network is one
 * person (the ego), the people named (the alters, each tied to the ego), and which alters know each
 * other. docs/guide/network-measures.md has every formula, its values at 0 and 1 alters, and what
 * low and high mean. */
#ifndef RSUP_NETWORK_COLUMNS_H
#define RSUP_NETWORK_COLUMNS_H
#include "recovery-support/config.h"
#ifdef __cplusplus
extern "C" {
#endif

/** What is known of two alters. */
enum {
  RSUP_PAIR_TIED = 1,     /* they know each other */
  RSUP_PAIR_NOT_TIED = 2, /* they do not */
  RSUP_PAIR_NOT_ASKED = 3 /* nobody asked */
};
/** "tied", "not_tied", "not_asked"; NULL for any other number. Static. Any thread. Since 0.1. */
RSUP_API const char *rsup_pair_name(int32_t pair);
/** The number of a name, 0 when there is none; NULL is none. Any thread. Since 0.1. */
RSUP_API int32_t rsup_pair_from_name(const char *name);

#ifdef __cplusplus
}
#endif
#endif
