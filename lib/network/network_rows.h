/* Are columns of ego networks in order? Row by row; what rows say together is not asked. */
#ifndef RSUPI_NETWORK_ROWS_H
#define RSUPI_NETWORK_ROWS_H
#include "recovery-support/network_columns.h"

/* `most_alters`: of any one ego. */
rsup_status rsupi_rows_check(const rsup_ego_columns *in, int32_t *most_alters, rsup_error *err);
/* The most rows of pairs of any one ego. */
size_t rsupi_most_pairs(const rsup_ego_columns *in);
/* A status about a row, counted from 0, of a column. */
rsup_status rsupi_row_fails(rsup_error *err, rsup_status status, const char *column, size_t row,
                            const char *message);
#endif
