/* Which plural form a number takes in a language (Unicode CLDR cardinal plurals). */
#ifndef RSUPI_PLURAL_H
#define RSUPI_PLURAL_H
#include "core/names.h"

enum {
  RSUPI_PLURAL_ZERO = 1,
  RSUPI_PLURAL_ONE,
  RSUPI_PLURAL_TWO,
  RSUPI_PLURAL_FEW,
  RSUPI_PLURAL_MANY,
  RSUPI_PLURAL_OTHER
};
extern const rsupi_name rsupi_plural_names[];
/* The category of a number in its shortest writing ("1", "1.5"; a double has no "1.0"), for a
 * locale tag ("de-AT"). Languages we have no rules for, and numbers that are none, take "other". */
int32_t rsupi_plural_category(const char *locale, double number);
/* The same of a number as written, so that "1.0" differs from "1". */
int32_t rsupi_plural_category_of_text(const char *locale, const char *digits, size_t len);
#endif
