/* Short hands for the schema tables of a record's entries. */
#ifndef RSUPI_SLOTS_H
#define RSUPI_SLOTS_H
#include "config/consent_words.h"
#include "person/sections.h"

extern const rsupi_name rsupi_stance_names[], rsupi_use_names[];

#define SLOT(S, NAME, KIND, M)                                                                     \
  { .name = NAME, .kind = RSUPI_TYPE_##KIND, .offset = (uint32_t)offsetof(S, M) }
#define NEEDED(S, NAME, KIND, M)                                                                   \
  {                                                                                                \
    .name = NAME, .kind = RSUPI_TYPE_##KIND, .flags = RSUPI_REQUIRED,                              \
    .offset = (uint32_t)offsetof(S, M)                                                             \
  }
#define WITHIN(S, NAME, KIND, M, MIN, MAX)                                                         \
  {                                                                                                \
    .name = NAME, .kind = RSUPI_TYPE_##KIND, .flags = RSUPI_BOUNDED,                               \
    .offset = (uint32_t)offsetof(S, M), .min = (MIN), .max = (MAX)                                 \
  }
#define LIST(S, NAME, KIND, M, N)                                                                  \
  {                                                                                                \
    .name = NAME, .kind = RSUPI_TYPE_##KIND, .offset = (uint32_t)offsetof(S, M),                   \
    .count_offset = (uint32_t)offsetof(S, N)                                                       \
  }
#define RECORD(S, NAME, M, SHAPE)                                                                  \
  { .name = NAME, .kind = RSUPI_TYPE_RECORD, .offset = (uint32_t)offsetof(S, M), .shape = &(SHAPE) }
#define RECORDS(S, NAME, M, N, SHAPE)                                                              \
  {                                                                                                \
    .name = NAME, .kind = RSUPI_TYPE_RECORDS, .offset = (uint32_t)offsetof(S, M),                  \
    .count_offset = (uint32_t)offsetof(S, N), .shape = &(SHAPE)                                    \
  }
#define CHOICE(S, NAME, M, NAMES, FLAGS)                                                           \
  {                                                                                                \
    .name = NAME, .kind = RSUPI_TYPE_ENUM, .flags = (FLAGS), .offset = (uint32_t)offsetof(S, M),   \
    .names = (NAMES)                                                                               \
  }
#define CHOICES(S, NAME, M, N, NAMES, FLAGS)                                                       \
  {                                                                                                \
    .name = NAME, .kind = RSUPI_TYPE_ENUMS, .flags = (FLAGS), .offset = (uint32_t)offsetof(S, M),  \
    .count_offset = (uint32_t)offsetof(S, N), .names = (NAMES)                                     \
  }
/* What every entry carries; H is the member that holds its head. What it tells of itself is read
 * behind the struct. */
#define TOLD(S, M) (uint32_t)(sizeof(S) + offsetof(rsupi_told, M))
#define HEAD_WITHOUT_ID(S, H)                                                                      \
  SLOT(S, "recorded_at", INSTANT, H.recorded_at),                                                  \
      {.name = "revision",                                                                         \
       .kind = RSUPI_TYPE_INT,                                                                     \
       .flags = RSUPI_BOUNDED,                                                                     \
       .offset = TOLD(S, revision),                                                                \
       .max = 1e9},                                                                                \
      {.name = "source", .kind = RSUPI_TYPE_TEXT, .offset = TOLD(S, source)},                      \
      {.name = "device", .kind = RSUPI_TYPE_TEXT, .offset = TOLD(S, device)},                      \
      {.name = "labels",                                                                           \
       .kind = RSUPI_TYPE_IDS,                                                                     \
       .offset = TOLD(S, labels),                                                                  \
       .count_offset = TOLD(S, label_count)},                                                      \
  {                                                                                                \
    .name = "origin", .kind = RSUPI_TYPE_ENUM, .offset = TOLD(S, origin),                          \
    .names = rsupi_origin_names                                                                    \
  }
#define HEAD(S, H) NEEDED(S, "id", ID, H.id), HEAD_WITHOUT_ID(S, H)
#define HEAD_OR_KEY(S, H) SLOT(S, "id", ID, H.id), HEAD_WITHOUT_ID(S, H)
#endif
