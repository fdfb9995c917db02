/* What the records of rsup_person_support_load() hold. */
#include "network/load.h"

static const rsup_field pair_fields[] = {
    RSUPI_KEY(rsup_support_pair, tie, TEXT, "", "id in the person's record"),
    RSUPI_MAYBE(rsup_support_pair, since, DAY, "", "first day in the role, else of the tie"),
    RSUPI_MAYBE(rsup_support_pair, days, INT32, "days", "days since then"),
    RSUPI_MAYBE(rsup_support_pair, every_days, INT32, "days", "how often they want to be in touch"),
    RSUPI_MAYBE(rsup_support_pair, last_contact, DAY, "",
                "last contact that came about, as recorded"),
    RSUPI_MAYBE(rsup_support_pair, last_from_me, DAY, "", "the last one of mine"),
    RSUPI_MAYBE(rsup_support_pair, last_from_them, DAY, "", "the last one of theirs"),
    RSUPI_MAYBE(rsup_support_pair, overdue_days, INT32, "days",
                "days since a contact was due; 0: not due"),
    RSUPI_MAYBE(rsup_support_pair, i_am_overdue_days, INT32, "days",
                "days since one of mine was due"),
    RSUPI_MAYBE(rsup_support_pair, they_are_overdue_days, INT32, "days",
                "days since one of theirs was due"),
    RSUPI_FIELD(rsup_support_pair, contacts, INT32, "", "contacts in the config's contact_days"),
    RSUPI_MAYBE(rsup_support_pair, capacity, INT32, "", "people they can take"),
    RSUPI_FIELD(rsup_support_pair, steps_done, INT32, "", "steps worked through with them"),
    RSUPI_MAYBE(rsup_support_pair, step, TEXT, "", "the newest one begun and not done"),
    RSUPI_RECORDS(rsup_support_pair, reasons, reason_count, rsupi_reason_type, "what is due"),
};
const rsup_record_type rsupi_support_pair_type = RSUPI_RECORD_TYPE(
    "support_pair", rsup_support_pair, pair_fields, "the person and a tie, in one role");

static const rsup_field role_fields[] = {
    RSUPI_KEY(rsup_role_load, role, TEXT, "", "id of the role"),
    RSUPI_FIELD(rsup_role_load, direction, TEXT, "",
                "way the help goes: helps_me, i_help or mutual"),
    RSUPI_FIELD(rsup_role_load, people, INT32, "", "current ties in the role"),
    RSUPI_MAYBE(rsup_role_load, capacity, INT32, "", "people I can take, of those I help"),
    RSUPI_MAYBE(rsup_role_load, room, INT32, "", "capacity - people"),
    RSUPI_MAYBE(rsup_role_load, load, DOUBLE, "", "people / capacity"),
    RSUPI_FIELD(rsup_role_load, overdue, INT32, "", "pairs in which a contact is overdue"),
    RSUPI_FIELD(rsup_role_load, i_am_overdue, INT32, "", "pairs in which one of mine is"),
    RSUPI_FIELD(rsup_role_load, they_are_overdue, INT32, "", "pairs in which one of theirs is"),
    RSUPI_RECORDS(rsup_role_load, pairs, pair_count, rsupi_support_pair_type,
                  "the longest overdue first"),
};
const rsup_record_type rsupi_role_load_type =
    RSUPI_RECORD_TYPE("role_load", rsup_role_load, role_fields, "one role, and everybody in it");

static const rsup_field load_fields[] = {
    RSUPI_FIELD(rsup_support_load, today, DAY, "", "the person's local day"),
    RSUPI_RECORDS(rsup_support_load, roles, role_count, rsupi_role_load_type,
                  "roles in the order asked for"),
};
const rsup_record_type rsupi_support_load_type = RSUPI_RECORD_TYPE(
    "support_load", rsup_support_load, load_fields, "who carries whom, role by role");
