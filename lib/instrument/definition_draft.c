/* Which keys a definition may have. */
#include "instrument/definition_draft.h"

#define SLOT(S, M, K, F)                                                                           \
  { .name = #M, .kind = RSUPI_TYPE_##K, .flags = F, .offset = offsetof(S, M) }
#define NAMED(S, M, NAMES)                                                                         \
  {                                                                                                \
    .name = #M, .kind = RSUPI_TYPE_ENUM, .flags = RSUPI_REQUIRED, .offset = offsetof(S, M),        \
    .names = NAMES                                                                                 \
  }
#define NUMBER(S, M, F, LEAST, MOST)                                                               \
  {                                                                                                \
    .name = #M, .kind = RSUPI_TYPE_INT, .flags = (F) | RSUPI_BOUNDED, .offset = offsetof(S, M),    \
    .min = LEAST, .max = MOST                                                                      \
  }
#define RECORDS(NAME, K, F, M, N, SHAPE)                                                           \
  {                                                                                                \
    .name = NAME, .kind = RSUPI_TYPE_##K, .flags = F, .offset = offsetof(rsupi_draft, M),          \
    .count_offset = offsetof(rsupi_draft, N), .shape = &(SHAPE)                                    \
  }
static const rsupi_name licence_names[] = {{"public_domain", 1},
                                           {"us_government_work", 2},
                                           {"no_permission_needed", 3},
                                           {"free_use_attribution", 4},
                                           {"cc_by_nc_sa", 5},
                                           {"noncommercial", 6},
                                           {"registration", 7},
                                           {"commercial", 8},
                                           {"unknown", 9},
                                           {NULL, 0}};
static const rsupi_name status_names[] = {{"draft", 1}, {"active", 2}, {"retired", 3}, {NULL, 0}};
static const rsupi_slot administration_slots[] = {
    {.name = "modes",
     .kind = RSUPI_TYPE_IDS,
     .offset = offsetof(rsupi_draft_administration, modes),
     .count_offset = offsetof(rsupi_draft_administration, mode_count)},
    SLOT(rsupi_draft_administration, recall, TREE, 0),
    SLOT(rsupi_draft_administration, preamble, TREE, 0)};
static const rsupi_shape administration_shape =
    RSUPI_SHAPE("administration", rsupi_draft_administration, administration_slots);
static const rsupi_slot licence_slots[] = {
    NAMED(rsupi_draft_licence, status, licence_names),
    SLOT(rsupi_draft_licence, ship_text, BOOL, RSUPI_REQUIRED),
    SLOT(rsupi_draft_licence, commercial_use, BOOL, 0),
    SLOT(rsupi_draft_licence, modification, BOOL, 0),
    SLOT(rsupi_draft_licence, notice, TEXT, RSUPI_REQUIRED),
    SLOT(rsupi_draft_licence, basis, TREE, RSUPI_REQUIRED),
    SLOT(rsupi_draft_licence, verified_at_source, BOOL, RSUPI_REQUIRED),
    SLOT(rsupi_draft_licence, caution, TEXT, 0)};
static const rsupi_shape licence_shape = RSUPI_SHAPE("licence", rsupi_draft_licence, licence_slots);
static const rsupi_slot set_slots[] = {
    SLOT(rsupi_draft_set, kind, ID, RSUPI_REQUIRED), SLOT(rsupi_draft_set, options, TREE, 0),
    SLOT(rsupi_draft_set, min, TREE, 0), SLOT(rsupi_draft_set, max, TREE, 0)};
static const rsupi_shape set_shape = RSUPI_SHAPE("set of answers", rsupi_draft_set, set_slots);
static const rsupi_slot option_slots[] = {
    SLOT(rsupi_draft_option, id, ID, RSUPI_REQUIRED),
    NUMBER(rsupi_draft_option, value, RSUPI_REQUIRED, -1000000, 1000000),
    SLOT(rsupi_draft_option, label, TREE, 0), SLOT(rsupi_draft_option, loinc, ID, 0)};
const rsupi_shape rsupi_draft_option_shape =
    RSUPI_SHAPE("option", rsupi_draft_option, option_slots);
static const rsupi_slot item_slots[] = {SLOT(rsupi_draft_item, id, ID, RSUPI_REQUIRED),
                                        SLOT(rsupi_draft_item, responses, ID, RSUPI_REQUIRED),
                                        SLOT(rsupi_draft_item, text, TREE, 0),
                                        SLOT(rsupi_draft_item, loinc, ID, 0),
                                        SLOT(rsupi_draft_item, loinc_verified, TREE, 0),
                                        SLOT(rsupi_draft_item, safety, BOOL, 0),
                                        SLOT(rsupi_draft_item, optional, BOOL, 0),
                                        SLOT(rsupi_draft_item, group, ID, 0),
                                        SLOT(rsupi_draft_item, ask_when, TREE, 0)};
static const rsupi_shape item_shape = RSUPI_SHAPE("item", rsupi_draft_item, item_slots);
static const rsupi_slot skip_slots[] = {SLOT(rsupi_draft_skip, when, TREE, RSUPI_REQUIRED),
                                        SLOT(rsupi_draft_skip, items, TREE, RSUPI_REQUIRED),
                                        SLOT(rsupi_draft_skip, value, INT, RSUPI_REQUIRED),
                                        SLOT(rsupi_draft_skip, note, TEXT, 0)};
static const rsupi_shape skip_shape = RSUPI_SHAPE("skip", rsupi_draft_skip, skip_slots);
static const rsupi_name level_names[] = {{"urgent", RSUP_ALERT_URGENT},
                                         {"attention", RSUP_ALERT_ATTENTION},
                                         {"info", RSUP_ALERT_INFO},
                                         {NULL, 0}};
static const rsupi_slot alert_slots[] = {SLOT(rsupi_draft_alert, id, ID, RSUPI_REQUIRED),
                                         {.name = "level",
                                          .kind = RSUPI_TYPE_ENUM,
                                          .flags = RSUPI_REQUIRED,
                                          .offset = offsetof(rsupi_draft_alert, level),
                                          .names = level_names},
                                         SLOT(rsupi_draft_alert, when, TREE, RSUPI_REQUIRED),
                                         SLOT(rsupi_draft_alert, if_missing, ID, 0),
                                         SLOT(rsupi_draft_alert, next, TREE, 0),
                                         SLOT(rsupi_draft_alert, text, TREE, 0)};
static const rsupi_shape alert_shape = RSUPI_SHAPE("alert", rsupi_draft_alert, alert_slots);
static const rsupi_slot draft_slots[] = {
    SLOT(rsupi_draft, id, ID, RSUPI_REQUIRED),
    SLOT(rsupi_draft, version, TEXT, RSUPI_REQUIRED),
    NUMBER(rsupi_draft, scoring_revision, RSUPI_REQUIRED, 1, 1000000),
    NAMED(rsupi_draft, status, status_names),
    SLOT(rsupi_draft, abbreviation, TEXT, RSUPI_REQUIRED),
    SLOT(rsupi_draft, title, TREE, RSUPI_REQUIRED),
    SLOT(rsupi_draft, purpose, TEXT, 0),
    {.name = "variants",
     .kind = RSUPI_TYPE_IDS,
     .offset = offsetof(rsupi_draft, variants),
     .count_offset = offsetof(rsupi_draft, variant_count)},
    {.name = "administration",
     .kind = RSUPI_TYPE_RECORD,
     .flags = RSUPI_REQUIRED,
     .offset = offsetof(rsupi_draft, administration),
     .shape = &administration_shape},
    {.name = "licence",
     .kind = RSUPI_TYPE_RECORD,
     .flags = RSUPI_REQUIRED,
     .offset = offsetof(rsupi_draft, licence),
     .shape = &licence_shape},
    SLOT(rsupi_draft, codes, TREE, 0),
    RECORDS("response_sets", KEYED, RSUPI_REQUIRED, sets, set_count, set_shape),
    RECORDS("items", RECORDS, RSUPI_REQUIRED, items, item_count, item_shape),
    SLOT(rsupi_draft, recodes, TREE, 0),
    RECORDS("skip", RECORDS, 0, skips, skip_count, skip_shape),
    SLOT(rsupi_draft, scores, TREE, RSUPI_REQUIRED),
    SLOT(rsupi_draft, profiles, TREE, 0),
    RECORDS("alerts", RECORDS, 0, alerts, alert_count, alert_shape),
    SLOT(rsupi_draft, references, TREE, 0),
    SLOT(rsupi_draft, tests, TREE, 0)};
const rsupi_shape rsupi_draft_shape = RSUPI_SHAPE("instrument", rsupi_draft, draft_slots);
