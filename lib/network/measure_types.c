/* The descriptions of what rsup_person_network() and rsup_person_network_change() return. */
#include "network/measures.h"

static const rsup_field network_tally_fields[] = {
    RSUPI_KEY(rsup_network_tally, id, TEXT, "", "what they have in common"),
    RSUPI_FIELD(rsup_network_tally, people, MEASURE, "", "how many"),
    RSUPI_TEXTS(rsup_network_tally, ties, tie_count, "those known to be"),
};
const rsup_record_type rsupi_network_tally_type =
    RSUPI_RECORD_TYPE("network_tally", rsup_network_tally, network_tally_fields,
                      "people of one role, stream, source, kind or experience");

static const rsup_field one_giver_fields[] = {
    RSUPI_KEY(rsup_one_giver, kind, TEXT, "", "kind of support"),
    RSUPI_FIELD(rsup_one_giver, tie, TEXT, "", "who gives it"),
    RSUPI_FIELD(rsup_one_giver, unknown, INT32, "", "others of whom it is not known"),
};
const rsup_record_type rsupi_one_giver_type =
    RSUPI_RECORD_TYPE("one_giver", rsup_one_giver, one_giver_fields,
                      "a kind of support that one person alone is known to give");

static const rsup_field absence_fields[] = {
    RSUPI_KEY(rsup_absence, tie, TEXT, "", "who"),
    RSUPI_TEXTS(rsup_absence, kinds, kind_count, "kinds that nobody else is known to give"),
    RSUPI_TEXTS(rsup_absence, sources, source_count, "sources that would have nobody"),
    RSUPI_TEXTS(rsup_absence, streams, stream_count, "streams that would have nobody"),
    RSUPI_FIELD(rsup_absence, contact_share, MEASURE, "",
                "their share of the contacts in the window"),
    RSUPI_FIELD(rsup_absence, components, MEASURE, "", "groups among those who would remain"),
    RSUPI_FIELD(rsup_absence, density, MEASURE, "", "density among those who would remain"),
};
const rsup_record_type rsupi_absence_type = RSUPI_RECORD_TYPE(
    "absence", rsup_absence, absence_fields, "what would change if one person were not there");

static const rsup_field network_shape_fields[] = {
    RSUPI_KEY(rsup_network_shape, id, TEXT, "", "weights of the ties: ties (each 1), or weighted"),
    RSUPI_FIELD(rsup_network_shape, density, MEASURE, "", "pairs tied, of all pairs"),
    RSUPI_FIELD(rsup_network_shape, components, MEASURE, "", "groups that hang together"),
    RSUPI_FIELD(rsup_network_shape, isolates, MEASURE, "", "people whom no other knows"),
    RSUPI_FIELD(rsup_network_shape, effective_size, MEASURE, "", "effective size (Burt 1992)"),
    RSUPI_FIELD(rsup_network_shape, efficiency, MEASURE, "", "effective size / size"),
    RSUPI_FIELD(rsup_network_shape, constraint, MEASURE, "", "constraint (Burt 1992)"),
    RSUPI_FIELD(rsup_network_shape, hierarchy, MEASURE, "", "hierarchy (Burt 1992)"),
};
const rsup_record_type rsupi_network_shape_type =
    RSUPI_RECORD_TYPE("network_shape", rsup_network_shape, network_shape_fields, "who knows whom");

static const rsup_field network_part_fields[] = {
    RSUPI_KEY(rsup_network_part, id, TEXT, "", "the set: all, current, i_support"),
    RSUPI_TEXTS(rsup_network_part, ties, tie_count, "who is in it"),
    RSUPI_FIELD(rsup_network_part, size, MEASURE, "", "people"),
    RSUPI_RECORDS(rsup_network_part, roles, role_count, rsupi_network_tally_type, "people by role"),
    RSUPI_RECORDS(rsup_network_part, streams, stream_count, rsupi_network_tally_type,
                  "people by stream"),
    RSUPI_RECORDS(rsup_network_part, sources, source_count, rsupi_network_tally_type,
                  "people by source"),
    RSUPI_RECORDS(rsup_network_part, kinds, kind_count, rsupi_network_tally_type,
                  "people by kind of support they give"),
    RSUPI_FIELD(rsup_network_part, closeness, MEASURE, "", "mean closeness"),
    RSUPI_FIELD(rsup_network_part, importance, MEASURE, "", "mean importance"),
    RSUPI_FIELD(rsup_network_part, satisfaction, MEASURE, "", "mean satisfaction"),
    RSUPI_FIELD(rsup_network_part, strain, MEASURE, "", "mean strain"),
    RSUPI_FIELD(rsup_network_part, daily_contact, MEASURE, "", "people in daily contact"),
    RSUPI_FIELD(rsup_network_part, reciprocity, MEASURE, "", "share of ties that go both ways"),
    RSUPI_FIELD(rsup_network_part, supporting, MEASURE, "", "share who support recovery"),
    RSUPI_FIELD(rsup_network_part, making_use_easier, MEASURE, "", "share who make use easier"),
    RSUPI_FIELD(rsup_network_part, using_share, MEASURE, "", "share who use"),
    RSUPI_FIELD(rsup_network_part, in_recovery, MEASURE, "", "share in recovery"),
    RSUPI_FIELD(rsup_network_part, abstaining, MEASURE, "", "share in recovery or not using"),
    RSUPI_FIELD(rsup_network_part, former_associates, MEASURE, "",
                "share with whom the person used"),
    RSUPI_FIELD(rsup_network_part, support_balance, MEASURE, "",
                "(supporting - using) / (supporting + using)"),
    RSUPI_FIELD(rsup_network_part, ei_index, MEASURE, "",
                "(unlike - like) / (unlike + like), by recovery"),
    RSUPI_FIELD(rsup_network_part, stream_blau, MEASURE, "",
                "Blau's index of streams: 1 - sum of p squared"),
    RSUPI_FIELD(rsup_network_part, stream_iqv, MEASURE, "",
                "Blau's index of streams over its maximum"),
    RSUPI_FIELD(rsup_network_part, source_blau, MEASURE, "",
                "Blau's index of sources: 1 - sum of p squared"),
    RSUPI_FIELD(rsup_network_part, source_iqv, MEASURE, "",
                "Blau's index of sources over its maximum"),
    RSUPI_FIELD(rsup_network_part, contacts, MEASURE, "", "contacts in the window"),
    RSUPI_FIELD(rsup_network_part, contact_hhi, MEASURE, "",
                "sum of the squared shares of contacts by person"),
    RSUPI_FIELD(rsup_network_part, family_share, MEASURE, "", "share of the contacts with family"),
    RSUPI_FIELD(rsup_network_part, homophily, MEASURE, "", "share with an experience in common"),
    RSUPI_RECORDS(rsup_network_part, experiences, experience_count, rsupi_network_tally_type,
                  "the person's own, and who shares them"),
    RSUPI_RECORDS(rsup_network_part, one_givers, one_giver_count, rsupi_one_giver_type,
                  "kinds that hang on one person"),
    RSUPI_RECORDS(rsup_network_part, absences, absence_count, rsupi_absence_type,
                  "what would change without each person"),
    RSUPI_RECORDS(rsup_network_part, shapes, shape_count, rsupi_network_shape_type,
                  "shapes by ties, and weighted"),
};
const rsup_record_type rsupi_network_part_type = RSUPI_RECORD_TYPE(
    "network_part", rsup_network_part, network_part_fields, "measures of one set of people");

static const rsup_field behaviours_fields[] = {
    RSUPI_KEY(rsup_behaviours, tie, TEXT, "", "whose checklist it is"),
    RSUPI_FIELD(rsup_behaviours, supporting, MEASURE, "", "share of what supports"),
    RSUPI_FIELD(rsup_behaviours, earlier, MEASURE, "", "the same share before the trend began"),
    RSUPI_FIELD(rsup_behaviours, supports, INT32, "", "behaviours seen that support recovery"),
    RSUPI_FIELD(rsup_behaviours, makes_use_easier, INT32, "",
                "behaviours seen that make use easier"),
    RSUPI_FIELD(rsup_behaviours, unclear, INT32, "", "marks that are unclear"),
};
const rsup_record_type rsupi_behaviours_type =
    RSUPI_RECORD_TYPE("behaviours", rsup_behaviours, behaviours_fields, "the checklist of one tie");

static const rsup_field family_tie_fields[] = {
    RSUPI_KEY(rsup_family_tie, tie, TEXT, "", "the tie it is about"),
    RSUPI_MAYBE(rsup_family_tie, from, DAY, "", "first day told of"),
    RSUPI_MAYBE(rsup_family_tie, until, DAY, "", "last day told of"),
    RSUPI_FIELD(rsup_family_tie, closeness, MEASURE, "", "change of closeness"),
    RSUPI_FIELD(rsup_family_tie, satisfaction, MEASURE, "", "change of satisfaction"),
    RSUPI_FIELD(rsup_family_tie, strain, MEASURE, "", "change of strain"),
};
const rsup_record_type rsupi_family_tie_type = RSUPI_RECORD_TYPE(
    "family_tie", rsup_family_tie, family_tie_fields, "how a tie with family went");

static const rsup_field family_module_fields[] = {
    RSUPI_KEY(rsup_family_module, module, TEXT, "", "which module"),
    RSUPI_FIELD(rsup_family_module, sessions, INT32, "", "sessions so far"),
    RSUPI_FIELD(rsup_family_module, completed, BOOL, "", "whether it is"),
    RSUPI_MAYBE(rsup_family_module, last, DAY, "", "last session"),
};
const rsup_record_type rsupi_family_module_type = RSUPI_RECORD_TYPE(
    "family_module", rsup_family_module, family_module_fields, "a module of family education");

static const rsup_field family_fields[] = {
    RSUPI_FIELD(rsup_family, people, MEASURE, "", "family who help me"),
    RSUPI_FIELD(rsup_family, household, MEASURE, "", "people who live with the person"),
    RSUPI_FIELD(rsup_family, structural, MEASURE, "", "share who are near"),
    RSUPI_FIELD(rsup_family, functional, MEASURE, "", "share of the kinds that one of them gives"),
    RSUPI_RECORDS(rsup_family, behaviours, behaviour_count, rsupi_behaviours_type,
                  "the checklists, of any tie"),
    RSUPI_RECORDS(rsup_family, ties, tie_count, rsupi_family_tie_type, "ties over time"),
    RSUPI_RECORDS(rsup_family, modules, module_count, rsupi_family_module_type, "family education"),
    RSUPI_FIELD(rsup_family, education, INT32, "", "sessions"),
    RSUPI_FIELD(rsup_family, workshops, INT32, "", "sessions"),
    RSUPI_FIELD(rsup_family, therapy, INT32, "", "sessions"),
    RSUPI_FIELD(rsup_family, exercises, INT32, "", "sessions"),
};
const rsup_record_type rsupi_family_type = RSUPI_RECORD_TYPE(
    "family", rsup_family, family_fields, "family: who is there, and what they do");

static const rsup_field ipda_fields[] = {
    RSUPI_FIELD(rsup_ipda, size, MEASURE, "", "people"),
    RSUPI_FIELD(rsup_ipda, daily_size, MEASURE, "", "people in daily contact"),
    RSUPI_FIELD(rsup_ipda, importance, MEASURE, "", "mean importance"),
    RSUPI_FIELD(rsup_ipda, use_by_contact, MEASURE, "", "mean of use times contact"),
    RSUPI_FIELD(rsup_ipda, heavy_share, MEASURE, "", "share who use heavily"),
    RSUPI_FIELD(rsup_ipda, abstainer_share, MEASURE, "", "share not using or in recovery"),
    RSUPI_FIELD(rsup_ipda, recovery_share, MEASURE, "", "share in recovery"),
    RSUPI_FIELD(rsup_ipda, support_for_use, MEASURE, "", "share who support use"),
    RSUPI_FIELD(rsup_ipda, support_for_abstinence, MEASURE, "", "share who support abstinence"),
};
const rsup_record_type rsupi_ipda_type = RSUPI_RECORD_TYPE(
    "ipda", rsup_ipda, ipda_fields, "Important People and Drug and Alcohol interview");

static const rsup_field sim_ar_fields[] = {
    RSUPI_FIELD(rsup_sim_ar, groups, MEASURE, "", "groups today"),
    RSUPI_FIELD(rsup_sim_ar, importance, MEASURE, "", "mean importance"),
    RSUPI_FIELD(rsup_sim_ar, heavy_use_share, MEASURE, "", "share of groups"),
    RSUPI_FIELD(rsup_sim_ar, using_share, MEASURE, "", "share of groups"),
    RSUPI_FIELD(rsup_sim_ar, non_using_share, MEASURE, "", "share of groups"),
    RSUPI_FIELD(rsup_sim_ar, in_recovery_share, MEASURE, "", "share of groups"),
};
const rsup_record_type rsupi_sim_ar_type = RSUPI_RECORD_TYPE(
    "sim_ar", rsup_sim_ar, sim_ar_fields, "Social Identity Mapping in Addiction Recovery");

static const rsup_field giving_fields[] = {
    RSUPI_KEY(rsup_giving, from, DAY, "", "first day"),
    RSUPI_FIELD(rsup_giving, until, DAY, "", "the day after the last"),
    RSUPI_FIELD(rsup_giving, gave, INT32, "", "contacts"),
    RSUPI_FIELD(rsup_giving, received, INT32, "", "contacts"),
    RSUPI_FIELD(rsup_giving, share, MEASURE, "", "gave / (gave + received)"),
};
const rsup_record_type rsupi_giving_type = RSUPI_RECORD_TYPE(
    "giving", rsup_giving, giving_fields, "giving and receiving in a stretch of days");

static const rsup_field step_fields[] = {
    RSUPI_KEY(rsup_step, step, TEXT, "", "which step"),
    RSUPI_FIELD(rsup_step, done, BOOL, "", "whether it is"),
    RSUPI_MAYBE(rsup_step, on, DAY, "", "last word"),
    RSUPI_MAYBE(rsup_step, tie, TEXT, "", "the tie it was done with"),
};
const rsup_record_type rsupi_step_type =
    RSUPI_RECORD_TYPE("step", rsup_step, step_fields, "step work");

static const rsup_field organisation_fields[] = {
    RSUPI_KEY(rsup_organisation, id, TEXT, "", "id in the record"),
    RSUPI_MAYBE(rsup_organisation, kind, TEXT, "", "what it is"),
    RSUPI_TEXTS(rsup_organisation, services, service_count, "what it gives"),
};
const rsup_record_type rsupi_organisation_type = RSUPI_RECORD_TYPE(
    "organisation", rsup_organisation, organisation_fields, "a tie to an organisation");

static const rsup_field network_measures_fields[] = {
    RSUPI_FIELD(rsup_network_measures, today, DAY, "", "local day"),
    RSUPI_RECORDS(rsup_network_measures, parts, part_count, rsupi_network_part_type,
                  "measures of all, of the current, of those I support"),
    RSUPI_FIELD(rsup_network_measures, stale, INT32, "", "people in all and not in current"),
    RSUPI_FIELD(rsup_network_measures, never_contacted, INT32, "",
                "people with no recorded contact"),
    RSUPI_FIELD(rsup_network_measures, giving_share, MEASURE, "",
                "given / (given + received), by ties"),
    RSUPI_RECORDS(rsup_network_measures, giving, giving_count, rsupi_giving_type,
                  "giving and receiving over time"),
    RSUPI_RECORD(rsup_network_measures, family, rsupi_family_type, "family"),
    RSUPI_RECORD(rsup_network_measures, ipda, rsupi_ipda_type, "important people"),
    RSUPI_RECORD(rsup_network_measures, sim_ar, rsupi_sim_ar_type, "groups"),
    RSUPI_FIELD(rsup_network_measures, quiet_days, MEASURE, "",
                "share of days without recorded company"),
    RSUPI_FIELD(rsup_network_measures, belonging, MEASURE, "", "share of 12 weeks with company"),
    RSUPI_RECORDS(rsup_network_measures, steps, step_count, rsupi_step_type, "step work"),
    RSUPI_RECORDS(rsup_network_measures, organisations, organisation_count, rsupi_organisation_type,
                  "organisations that are current"),
    RSUPI_RECORDS(rsup_network_measures, reasons, reason_count, rsupi_reason_type,
                  "what was left out, and why"),
};
const rsup_record_type rsupi_network_measures_type =
    RSUPI_RECORD_TYPE("network_measures", rsup_network_measures, network_measures_fields,
                      "all measures of a support network");

static const rsup_field tie_change_fields[] = {
    RSUPI_KEY(rsup_tie_change, tie, TEXT, "", "whose tie it is"),
    RSUPI_FIELD(rsup_tie_change, what, TEXT, "", "which field"),
    RSUPI_MAYBE(rsup_tie_change, before, DOUBLE, "", "number before"),
    RSUPI_MAYBE(rsup_tie_change, after, DOUBLE, "", "number after"),
};
const rsup_record_type rsupi_tie_change_type =
    RSUPI_RECORD_TYPE("tie_change", rsup_tie_change, tie_change_fields, "a tie that changed");

static const rsup_field programme_bonds_fields[] = {
    RSUPI_KEY(rsup_programme_bonds, programme, TEXT, "", "id in the record"),
    RSUPI_FIELD(rsup_programme_bonds, ended, DAY, "", "its last day"),
    RSUPI_FIELD(rsup_programme_bonds, bonds, INT32, "", "ties that began in it"),
    RSUPI_FIELD(rsup_programme_bonds, outlived, INT32, "", "bonds among them that stand"),
};
const rsup_record_type rsupi_programme_bonds_type =
    RSUPI_RECORD_TYPE("programme_bonds", rsup_programme_bonds, programme_bonds_fields,
                      "a programme that ended, and the bonds that began in it");

static const rsup_field network_change_fields[] = {
    RSUPI_FIELD(rsup_network_change, from, DAY, "", "first day"),
    RSUPI_FIELD(rsup_network_change, until, DAY, "", "last day"),
    RSUPI_TEXTS(rsup_network_change, added, added_count, "who came"),
    RSUPI_TEXTS(rsup_network_change, lost, lost_count, "who is no more there"),
    RSUPI_TEXTS(rsup_network_change, kept, kept_count, "who stayed"),
    RSUPI_RECORDS(rsup_network_change, changed, changed_count, rsupi_tie_change_type,
                  "what changed with those who stayed"),
    RSUPI_FIELD(rsup_network_change, turnover, MEASURE, "", "(added + lost) / (before + after)"),
    RSUPI_FIELD(rsup_network_change, stability, MEASURE, "",
                "share kept of all who were there at either time"),
    RSUPI_RECORDS(rsup_network_change, programmes, programme_count, rsupi_programme_bonds_type,
                  "programmes that ended in between"),
};
const rsup_record_type rsupi_network_change_type = RSUPI_RECORD_TYPE(
    "network_change", rsup_network_change, network_change_fields, "a network at two moments");
