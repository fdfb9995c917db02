/* How the tables of the config say a slot: its key, the field it goes to, its type. */
#ifndef RSUPI_CONFIG_SLOTS_H
#define RSUPI_CONFIG_SLOTS_H
#include "config/config_shapes.h"

#define SLOT(S, KEY, FIELD, KIND)                                                                  \
  { .name = KEY, .kind = RSUPI_TYPE_##KIND, .offset = offsetof(S, FIELD) }
#define SLOT_ID(S, FIELD)                                                                          \
  { .name = "id", .kind = RSUPI_TYPE_ID, .flags = RSUPI_REQUIRED, .offset = offsetof(S, FIELD) }
#define SLOT_ENUM(S, KEY, FIELD, NAMES)                                                            \
  { .name = KEY, .kind = RSUPI_TYPE_ENUM, .offset = offsetof(S, FIELD), .names = NAMES }
#define SLOT_WITHIN(S, KEY, FIELD, KIND, MIN, MAX)                                                 \
  {                                                                                                \
    .name = KEY, .kind = RSUPI_TYPE_##KIND, .flags = RSUPI_BOUNDED, .offset = offsetof(S, FIELD),  \
    .min = MIN, .max = MAX                                                                         \
  }
#define SLOT_LIST(S, KEY, FIELD, COUNT, KIND)                                                      \
  {                                                                                                \
    .name = KEY, .kind = RSUPI_TYPE_##KIND, .offset = offsetof(S, FIELD),                          \
    .count_offset = offsetof(S, COUNT)                                                             \
  }
#define SLOT_RECORDS(S, KEY, FIELD, COUNT, SHAPE)                                                  \
  {                                                                                                \
    .name = KEY, .kind = RSUPI_TYPE_RECORDS, .offset = offsetof(S, FIELD),                         \
    .count_offset = offsetof(S, COUNT), .shape = &(SHAPE)                                          \
  }

#define SLOT_ENUMS(S, KEY, FIELD, COUNT, NAMES)                                                    \
  {                                                                                                \
    .name = KEY, .kind = RSUPI_TYPE_ENUMS, .offset = offsetof(S, FIELD),                           \
    .count_offset = offsetof(S, COUNT), .names = NAMES                                             \
  }

enum { MOST = 1000000, MOST_DAYS = 36500 };
#endif
