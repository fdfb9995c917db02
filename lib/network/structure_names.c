/* What is known of two alters, by name. */
#include "core/names.h"
#include "recovery-support/network_columns.h"
#include <string.h>

static const rsupi_name pair_names[] = {{"tied", RSUP_PAIR_TIED},
                                        {"not_tied", RSUP_PAIR_NOT_TIED},
                                        {"not_asked", RSUP_PAIR_NOT_ASKED},
                                        {NULL, 0}};

const char *rsup_pair_name(int32_t pair) {
  return rsupi_name_of(pair_names, pair);
}

int32_t rsup_pair_from_name(const char *name) {
  return name ? rsupi_value_of(pair_names, name, strlen(name)) : 0;
}
