/* The schema of every section of a record but its events. */
#include "person/slots.h"

/* ---- small vocabularies */
static const rsupi_name standing_names[] = {{"in_recovery", RSUPI_STANDING_IN_RECOVERY},
                                            {"family", RSUPI_STANDING_FAMILY},
                                            {"worker", RSUPI_STANDING_WORKER},
                                            {NULL, 0}};
static const rsupi_name person_state_names[] = {{"active", RSUPI_PERSON_ACTIVE},
                                                {"died", RSUPI_PERSON_DIED},
                                                {"withdrawn", RSUPI_PERSON_WITHDRAWN},
                                                {NULL, 0}};
static const rsupi_name acts_as_names[] = {
    {"guardian", RSUPI_ACTS_AS_GUARDIAN}, {"proxy", RSUPI_ACTS_AS_PROXY}, {NULL, 0}};
static const rsupi_name effect_names[] = {
    {"permit", RSUPI_EFFECT_PERMIT}, {"deny", RSUPI_EFFECT_DENY}, {NULL, 0}};
static const rsupi_name setting_names[] = {
    {"controlled", RSUPI_SETTING_CONTROLLED}, {"community", RSUPI_SETTING_COMMUNITY}, {NULL, 0}};
static const rsupi_name goal_names[] = {{"abstain", RSUPI_GOAL_ABSTAIN},
                                        {"at_most", RSUPI_GOAL_AT_MOST},
                                        {"taper", RSUPI_GOAL_TAPER},
                                        {"harm_reduction", RSUPI_GOAL_HARM_REDUCTION},
                                        {NULL, 0}};
static const rsupi_name per_names[] = {
    {"day", RSUPI_PER_DAY}, {"week", RSUPI_PER_WEEK}, {"month", RSUPI_PER_MONTH}, {NULL, 0}};
static const rsupi_name tie_state_names[] = {{"current", RSUPI_TIE_CURRENT},
                                             {"ended", RSUPI_TIE_ENDED},
                                             {"died", RSUPI_TIE_DIED},
                                             {NULL, 0}};
const rsupi_name rsupi_stance_names[] = {{"supports", RSUPI_STANCE_SUPPORTS},
                                         {"neutral", RSUPI_STANCE_NEUTRAL},
                                         {"makes_use_easier", RSUPI_STANCE_MAKES_USE_EASIER},
                                         {NULL, 0}};
const rsupi_name rsupi_use_names[] = {{"uses", RSUPI_USE_USES},
                                      {"in_recovery", RSUPI_USE_IN_RECOVERY},
                                      {"does_not_use", RSUPI_USE_DOES_NOT_USE},
                                      {NULL, 0}};
static const rsupi_name use_level_names[] = {{"light", RSUPI_USE_LIGHT},
                                             {"moderate", RSUPI_USE_MODERATE},
                                             {"heavy", RSUPI_USE_HEAVY},
                                             {NULL, 0}};
static const rsupi_name in_contact_names[] = {
    {"daily", RSUPI_IN_CONTACT_DAILY},   {"most_days", RSUPI_IN_CONTACT_MOST_DAYS},
    {"weekly", RSUPI_IN_CONTACT_WEEKLY}, {"monthly", RSUPI_IN_CONTACT_MONTHLY},
    {"seldom", RSUPI_IN_CONTACT_SELDOM}, {NULL, 0}};
static const rsupi_name seen_names[] = {
    {"yes", RSUPI_SEEN_YES}, {"no", RSUPI_SEEN_NO}, {"unclear", RSUPI_SEEN_UNCLEAR}, {NULL, 0}};
static const rsupi_name group_use_names[] = {{"heavy_use", RSUPI_GROUP_HEAVY_USE},
                                             {"light_use", RSUPI_GROUP_LIGHT_USE},
                                             {"mixed", RSUPI_GROUP_MIXED},
                                             {"no_use", RSUPI_GROUP_NO_USE},
                                             {"in_recovery", RSUPI_GROUP_IN_RECOVERY},
                                             {NULL, 0}};
/* Bits of rsupi_available.weekdays; bit 0 is Sunday. */
static const rsupi_name weekday_names[] = {{"sunday", 1},    {"monday", 2},    {"tuesday", 4},
                                           {"wednesday", 8}, {"thursday", 16}, {"friday", 32},
                                           {"saturday", 64}, {"daily", 127},   {"weekdays", 62},
                                           {"weekends", 65}, {NULL, 0}};
static const rsupi_name tied_names[] = {
    {"tied", 1}, {"not_tied", 2}, {"not_asked", 3}, {NULL, 0}}; /* RSUP_PAIR_... */
static const rsupi_name outcome_names[] = {{"named", RSUPI_ASKED_NAMED},
                                           {"none", RSUPI_ASKED_NONE},
                                           {"refused", RSUPI_ASKED_REFUSED},
                                           {NULL, 0}};

/* ---- who and where */
static const rsupi_slot standing_slots[] = {
    HEAD_OR_KEY(rsupi_names_entry, head),
    CHOICES(rsupi_names_entry, "values", values, value_count, standing_names, RSUPI_REQUIRED)};
const rsupi_shape rsupi_standing_shape = RSUPI_SHAPE("standing", rsupi_names_entry, standing_slots);

static const rsupi_slot languages_slots[] = {
    HEAD_OR_KEY(rsupi_names_entry, head),
    LIST(rsupi_names_entry, "values", IDS, texts, text_count)};
const rsupi_shape rsupi_languages_shape =
    RSUPI_SHAPE("languages", rsupi_names_entry, languages_slots);

static const rsupi_slot status_slots[] = {
    HEAD_OR_KEY(rsupi_person_status, head),
    CHOICE(rsupi_person_status, "state", state, person_state_names, RSUPI_REQUIRED),
    SLOT(rsupi_person_status, "from", DAY, from)};
const rsupi_shape rsupi_status_shape = RSUPI_SHAPE("status", rsupi_person_status, status_slots);

static const rsupi_slot zone_slots[] = {HEAD_OR_KEY(rsupi_zone_entry, head),
                                        SLOT(rsupi_zone_entry, "from", INSTANT, from),
                                        NEEDED(rsupi_zone_entry, "zone", ID, zone)};
const rsupi_shape rsupi_zone_shape = RSUPI_SHAPE("zone", rsupi_zone_entry, zone_slots);

static const rsupi_slot region_slots[] = {HEAD_OR_KEY(rsupi_region_entry, head),
                                          SLOT(rsupi_region_entry, "from", DAY, from),
                                          SLOT(rsupi_region_entry, "region", ID, region)};
const rsupi_shape rsupi_region_shape = RSUPI_SHAPE("region", rsupi_region_entry, region_slots);

static const rsupi_slot fact_slots[] = {
    HEAD(rsupi_fact, head), NEEDED(rsupi_fact, "name", ID, name),
    NEEDED(rsupi_fact, "value", TREE, value), SLOT(rsupi_fact, "on", DAY, on)};
const rsupi_shape rsupi_fact_shape = RSUPI_SHAPE("fact", rsupi_fact, fact_slots);

static const rsupi_slot guardian_slots[] = {
    HEAD_OR_KEY(rsupi_guardian, head), NEEDED(rsupi_guardian, "tie", ID, tie),
    SLOT(rsupi_guardian, "from", DAY, from), SLOT(rsupi_guardian, "until", DAY, until),
    CHOICE(rsupi_guardian, "kind", kind, acts_as_names, 0)};
const rsupi_shape rsupi_guardian_shape = RSUPI_SHAPE("guardian", rsupi_guardian, guardian_slots);

static const rsupi_slot setting_slots[] = {
    HEAD(rsupi_setting, head), CHOICE(rsupi_setting, "kind", kind, setting_names, RSUPI_REQUIRED),
    NEEDED(rsupi_setting, "from", DAY, from), SLOT(rsupi_setting, "to", DAY, to)};
const rsupi_shape rsupi_setting_shape = RSUPI_SHAPE("setting", rsupi_setting, setting_slots);

/* ---- what was aimed for */
static const rsupi_slot goal_slots[] = {
    CHOICE(rsupi_goal, "kind", kind, goal_names, RSUPI_REQUIRED),
    WITHIN(rsupi_goal, "amount", NUMBER, amount, 0, 1e9),
    SLOT(rsupi_goal, "unit", ID, unit),
    CHOICE(rsupi_goal, "per", per, per_names, 0),
    SLOT(rsupi_goal, "from", DAY, from),
    SLOT(rsupi_goal, "until", DAY, until)};
const rsupi_shape rsupi_goal_shape = RSUPI_SHAPE("goal", rsupi_goal, goal_slots);

static const rsupi_slot medication_slots[] = {SLOT(rsupi_medication, "class", ID, medication_class),
                                              SLOT(rsupi_medication, "agent", ID, agent),
                                              SLOT(rsupi_medication, "from", DAY, from),
                                              SLOT(rsupi_medication, "to", DAY, to)};
static const rsupi_shape medication_shape =
    RSUPI_SHAPE("medication", rsupi_medication, medication_slots);

static const rsupi_slot target_slots[] = {
    HEAD(rsupi_target_input, target.head), SLOT(rsupi_target_input, "goal", TREE, goal),
    LIST(rsupi_target_input, "counts", IDS, target.counts, target.counts_count),
    RECORDS(rsupi_target_input, "medications", target.medications, target.medication_count,
            medication_shape),
    SLOT(rsupi_target_input, "start", DAY, target.start)};
const rsupi_shape rsupi_target_shape = RSUPI_SHAPE("target", rsupi_target_input, target_slots);

/* ---- people */
static const rsupi_slot role_slots[] = {
    NEEDED(rsupi_tie_role, "role", ID, role),
    CHOICE(rsupi_tie_role, "direction", direction, rsupi_direction_names, 0),
    SLOT(rsupi_tie_role, "from", DAY, from), SLOT(rsupi_tie_role, "to", DAY, to)};
static const rsupi_shape role_shape = RSUPI_SHAPE("role", rsupi_tie_role, role_slots);

static const rsupi_slot tie_status_slots[] = {
    CHOICE(rsupi_tie_status, "state", state, tie_state_names, RSUPI_REQUIRED),
    SLOT(rsupi_tie_status, "from", DAY, from)};
static const rsupi_shape tie_status_shape =
    RSUPI_SHAPE("tie status", rsupi_tie_status, tie_status_slots);

static const rsupi_slot every_slots[] = {WITHIN(rsupi_every, "days", INT, days, 1, 3660)};
static const rsupi_shape every_shape = RSUPI_SHAPE("contact_every", rsupi_every, every_slots);

static const rsupi_slot agreed_slots[] = {SLOT(rsupi_agreed, "call", BOOL, call),
                                          SLOT(rsupi_agreed, "night", BOOL, night),
                                          SLOT(rsupi_agreed, "on", DAY, on)};
static const rsupi_shape agreed_shape = RSUPI_SHAPE("agreed", rsupi_agreed, agreed_slots);

static const rsupi_slot available_slots[] = {
    CHOICES(rsupi_available_input, "days", days, day_count, weekday_names, 0),
    SLOT(rsupi_available_input, "from", CLOCK, from), SLOT(rsupi_available_input, "to", CLOCK, to),
    SLOT(rsupi_available_input, "zone", ID, zone)};
static const rsupi_shape available_shape =
    RSUPI_SHAPE("available", rsupi_available_input, available_slots);

static const rsupi_slot behaviour_slots[] = {
    NEEDED(rsupi_behaviour_mark, "behaviour", ID, behaviour),
    CHOICE(rsupi_behaviour_mark, "seen", seen, seen_names, RSUPI_REQUIRED),
    SLOT(rsupi_behaviour_mark, "on", DAY, on)};
static const rsupi_shape behaviour_shape =
    RSUPI_SHAPE("behaviour", rsupi_behaviour_mark, behaviour_slots);

static const rsupi_slot capacity_slots[] = {WITHIN(rsupi_capacity, "sponsor", INT, sponsor, 0, 100),
                                            WITHIN(rsupi_capacity, "mentor", INT, mentor, 0, 100)};
static const rsupi_shape capacity_shape = RSUPI_SHAPE("capacity", rsupi_capacity, capacity_slots);

#define TIE(NAME, KIND, M) SLOT(rsupi_tie_input, NAME, KIND, tie.M)
#define TIE_SHARE(NAME, M) WITHIN(rsupi_tie_input, NAME, NUMBER, tie.M, 0, 1)
static const rsupi_slot tie_slots[] = {
    HEAD(rsupi_tie_input, tie.head),
    RECORDS(rsupi_tie_input, "roles", tie.roles, tie.role_count, role_shape),
    RECORDS(rsupi_tie_input, "status", tie.status, tie.status_count, tie_status_shape),
    LIST(rsupi_tie_input, "gives", IDS, tie.gives, tie.gives_count),
    LIST(rsupi_tie_input, "receives", IDS, tie.receives, tie.receives_count),
    CHOICE(rsupi_tie_input, "stance", tie.stance, rsupi_stance_names, 0),
    CHOICE(rsupi_tie_input, "use", tie.use, rsupi_use_names, 0),
    TIE_SHARE("closeness", closeness),
    TIE_SHARE("importance", importance),
    TIE_SHARE("satisfaction", satisfaction),
    TIE_SHARE("strain", strain),
    RECORD(rsupi_tie_input, "contact_every", every, every_shape),
    RECORD(rsupi_tie_input, "agreed", agreed, agreed_shape),
    RECORDS(rsupi_tie_input, "available", available, available_count, available_shape),
    LIST(rsupi_tie_input, "channels", IDS, tie.channels, tie.channel_count),
    TIE("do_not_contact", BOOL, do_not_contact),
    TIE("can_call", BOOL, can_call),
    TIE("minor", BOOL, minor),
    TIE("household", BOOL, household),
    LIST(rsupi_tie_input, "tags", IDS, tie.tags, tie.tag_count),
    TIE("person", ID, person),
    TIE("zone", ID, zone),
    TIE("since", DAY, since),
    CHOICE(rsupi_tie_input, "use_level", tie.use_level, use_level_names, 0),
    CHOICE(rsupi_tie_input, "in_contact", tie.in_contact, in_contact_names, 0),
    TIE("former_associate", BOOL, former_associate),
    RECORDS(rsupi_tie_input, "behaviours", tie.behaviours, tie.behaviour_count, behaviour_shape),
    RECORD(rsupi_tie_input, "capacity", tie.capacity, capacity_shape),
    TIE("met_in", ID, met_in)};
const rsupi_shape rsupi_tie_shape = RSUPI_SHAPE("tie", rsupi_tie_input, tie_slots);

#define MATCH(NAME) WITHIN(rsupi_match_weights, #NAME, NUMBER, NAME, 0, 1000)
static const rsupi_slot match_slots[] = {MATCH(experience), MATCH(language), MATCH(hours),
                                         MATCH(zone),       MATCH(mode),     MATCH(load)};
static const rsupi_shape match_shape = RSUPI_SHAPE("match", rsupi_match_weights, match_slots);

static const rsupi_slot self_slots[] = {
    HEAD_OR_KEY(rsupi_self_input, self.head),
    RECORD(rsupi_self_input, "capacity", self.capacity, capacity_shape),
    LIST(rsupi_self_input, "tags", IDS, self.tags, self.tag_count),
    RECORDS(rsupi_self_input, "available", available, available_count, available_shape),
    LIST(rsupi_self_input, "modes", IDS, self.modes, self.mode_count),
    RECORD(rsupi_self_input, "match", self.match, match_shape)};
const rsupi_shape rsupi_self_shape = RSUPI_SHAPE("self", rsupi_self_input, self_slots);

static const rsupi_slot alter_tie_slots[] = {
    HEAD_OR_KEY(rsupi_alter_tie, head), NEEDED(rsupi_alter_tie, "a", ID, a),
    NEEDED(rsupi_alter_tie, "b", ID, b),
    CHOICE(rsupi_alter_tie, "state", state, tied_names, RSUPI_REQUIRED),
    WITHIN(rsupi_alter_tie, "weight", NUMBER, weight, 1.0f / 1024, 1024)};
const rsupi_shape rsupi_alter_tie_shape =
    RSUPI_SHAPE("alter_tie", rsupi_alter_tie, alter_tie_slots);

static const rsupi_slot asked_slots[] = {
    HEAD_OR_KEY(rsupi_asked, head), NEEDED(rsupi_asked, "generator", ID, generator),
    SLOT(rsupi_asked, "on", DAY, on),
    CHOICE(rsupi_asked, "outcome", outcome, outcome_names, RSUPI_REQUIRED)};
const rsupi_shape rsupi_asked_shape = RSUPI_SHAPE("asked", rsupi_asked, asked_slots);

static const rsupi_slot membership_slots[] = {
    HEAD_OR_KEY(rsupi_membership, head),
    NEEDED(rsupi_membership, "group", ID, group),
    RECORDS(rsupi_membership, "roles", roles, role_count, role_shape),
    SLOT(rsupi_membership, "from", DAY, from),
    SLOT(rsupi_membership, "to", DAY, to),
    WITHIN(rsupi_membership, "importance", NUMBER, importance, 0, 1),
    CHOICE(rsupi_membership, "use", use, group_use_names, 0)};
const rsupi_shape rsupi_membership_shape =
    RSUPI_SHAPE("membership", rsupi_membership, membership_slots);

static const rsupi_slot organisation_slots[] = {
    HEAD(rsupi_organisation, head),
    SLOT(rsupi_organisation, "kind", ID, kind),
    LIST(rsupi_organisation, "services", IDS, services, service_count),
    RECORDS(rsupi_organisation, "status", status, status_count, tie_status_shape),
    SLOT(rsupi_organisation, "since", DAY, since),
    LIST(rsupi_organisation, "channels", IDS, channels, channel_count)};
const rsupi_shape rsupi_organisation_shape =
    RSUPI_SHAPE("organisation", rsupi_organisation, organisation_slots);

/* ---- consents, plan, words, tombstones */
static const rsupi_slot consent_slots[] = {
    HEAD(rsupi_consent, head),
    NEEDED(rsupi_consent, "grantor", ID, grantor),
    NEEDED(rsupi_consent, "to", ID, to),
    LIST(rsupi_consent, "what", IDS, what, what_count),
    LIST(rsupi_consent, "sensitivity", IDS, sensitivity, sensitivity_count),
    LIST(rsupi_consent, "purpose", IDS, purpose, purpose_count),
    SLOT(rsupi_consent, "from", DAY, from),
    SLOT(rsupi_consent, "until", DAY, until),
    SLOT(rsupi_consent, "until_event", ID, until_event),
    SLOT(rsupi_consent, "revoked", DAY, revoked),
    SLOT(rsupi_consent, "silent", BOOL, silent),
    CHOICE(rsupi_consent, "effect", effect, effect_names, 0),
    SLOT(rsupi_consent, "patient", ID, patient),
    SLOT(rsupi_consent, "discloser", TEXT, discloser),
    SLOT(rsupi_consent, "right_to_revoke", BOOL, right_to_revoke),
    SLOT(rsupi_consent, "signature", TEXT, signature),
    SLOT(rsupi_consent, "signed_on", DAY, signed_on)};
const rsupi_shape rsupi_consent_shape = RSUPI_SHAPE("consent", rsupi_consent, consent_slots);

static const rsupi_slot coping_slots[] = {NEEDED(rsupi_coping, "strategy", TEXT, strategy),
                                          SLOT(rsupi_coping, "area", ID, area)};
static const rsupi_shape coping_shape = RSUPI_SHAPE("coping", rsupi_coping, coping_slots);
static const rsupi_slot plan_slots[] = {
    HEAD(rsupi_plan, head),
    SLOT(rsupi_plan, "reviewed", DAY, reviewed),
    LIST(rsupi_plan, "warning_signs", TEXTS, warning_signs, warning_sign_count),
    RECORDS(rsupi_plan, "coping", coping, coping_count, coping_shape),
    LIST(rsupi_plan, "people", IDS, people, people_count),
    LIST(rsupi_plan, "places", TEXTS, places, place_count),
    LIST(rsupi_plan, "professionals", TEXTS, professionals, professional_count),
    LIST(rsupi_plan, "environment", TEXTS, environment, environment_count),
    LIST(rsupi_plan, "reasons", TEXTS, reasons, reason_count)};
const rsupi_shape rsupi_plan_shape = RSUPI_SHAPE("plan", rsupi_plan, plan_slots);

static const rsupi_slot words_slots[] = {
    HEAD_WITHOUT_ID(rsupi_own_words, head), NEEDED(rsupi_own_words, "id", ID, text_id),
    SLOT(rsupi_own_words, "locale", ID, locale), NEEDED(rsupi_own_words, "text", TEXT, text)};
const rsupi_shape rsupi_words_shape = RSUPI_SHAPE("words", rsupi_own_words, words_slots);

static const rsupi_slot erased_slots[] = {HEAD_WITHOUT_ID(rsupi_erased, head),
                                          NEEDED(rsupi_erased, "section", TEXT, section),
                                          NEEDED(rsupi_erased, "id", TEXT, of)};
const rsupi_shape rsupi_erased_shape = RSUPI_SHAPE("erased", rsupi_erased, erased_slots);
