/* What a loaded zone is made of: shared by the files of this room and by nobody else. */
#ifndef RSUPI_ZONE_DATA_H
#define RSUPI_ZONE_DATA_H
#include "time/zone.h"

enum { RSUPI_ZONE_NAME_SIZE = 64 };

/* One of the two dates of a POSIX rule, "M3.2.0/2". */
enum { RSUPI_RULE_WEEKDAY = 1, RSUPI_RULE_JULIAN = 2, RSUPI_RULE_DAY_OF_YEAR = 3 };
typedef struct rsupi_rule_date {
  int32_t kind;
  int32_t month, week; /* of RSUPI_RULE_WEEKDAY; week 5 is the last */
  int32_t day;         /* weekday (0 is Sunday), 1..365 without the leap day, or 0..365 */
  int32_t second;      /* of the local day; may be negative or above 86,400 */
} rsupi_rule_date;
/* The footer of a TZif file: which offsets hold after the last transition of its table. */
typedef struct rsupi_zone_rule {
  int32_t known;         /* 0: there is no footer; the last offset holds on */
  int32_t has_dst;       /* 0: `standard` holds for ever */
  int32_t standard, dst; /* seconds east */
  rsupi_rule_date dst_start, dst_end;
} rsupi_zone_rule;

/* One block of memory: the struct, then the arrays. offsets[0] holds before instants[0], and
 * offsets[i + 1] from instants[i] on; neighbours differ. */
struct rsupi_zone {
  char name[RSUPI_ZONE_NAME_SIZE];
  size_t block_size, count;
  rsup_instant *instants; /* ascending */
  int32_t *offsets;       /* seconds east of UTC */
  rsup_instant rule_from; /* from here on the rule decides, when it is known */
  rsupi_zone_rule rule;
};

/* The text between the newlines of a footer. 1 when it is a whole POSIX TZ rule; "" is fine and
 * leaves rule->known 0. */
int rsupi_zone_rule_parse(const char *text, size_t len, rsupi_zone_rule *rule);

/* The name a legacy alias stands for, or NULL. */
const char *rsupi_zone_alias(const char *name);

/* The length of a file, or 0 when it is not there, no ordinary file, empty or larger than any zone.
 * Allocates *out; give it back with rsupi_release and the length. *out_failed: 1 out of memory. */
size_t rsupi_zone_file_read(const rsup_allocator *allocator, const char *dir, const char *name,
                            unsigned char **out, int *out_failed);
/* Up to `size` bytes from the start of a file of any length; how many there were. */
size_t rsupi_zone_file_head(const char *dir, const char *name, char *out, size_t size);
#endif
