/* The schema of every event type. All but `void` are read into one struct, so that one timeline
 * serves every room. */
#include "person/slots.h"

#define IN rsupi_event_input
#define EV(NAME, KIND, M) SLOT(IN, NAME, KIND, more.M)
#define EV_NEEDED(NAME, KIND, M) NEEDED(IN, NAME, KIND, more.M)
#define EV_LIST(NAME, KIND, M, N) LIST(IN, NAME, KIND, more.M, more.N)
/* Every event: its type (which chose the table), its head, and a point in time. */
#define EVENT                                                                                      \
  {.name = "type", .kind = RSUPI_TYPE_TREE, .offset = (uint32_t)offsetof(IN, type)},               \
      HEAD(IN, event.head), SLOT(IN, "at", DAY_OR_INSTANT, at), SLOT(IN, "on", SPAN, on),          \
      CHOICE(IN, "precision", precision, precision_names, 0)
#define SPANNING SLOT(IN, "from", DAY, from), SLOT(IN, "to", DAY, to)

static const rsupi_name precision_names[] = {{"day", RSUPI_PRECISION_DAY},
                                             {"month", RSUPI_PRECISION_MONTH},
                                             {"year", RSUPI_PRECISION_YEAR},
                                             {NULL, 0}};
static const rsupi_name by_names[] = {{"me", RSUPI_BY_ME}, {"them", RSUPI_BY_THEM}, {NULL, 0}};
static const rsupi_name outcome_names[] = {{"reached", RSUPI_OUTCOME_REACHED},
                                           {"not_reached", RSUPI_OUTCOME_NOT_REACHED},
                                           {"message_left", RSUPI_OUTCOME_MESSAGE_LEFT},
                                           {NULL, 0}};
static const rsupi_name extent_names[] = {
    {"single", RSUPI_EXTENT_SINGLE}, {"continued", RSUPI_EXTENT_CONTINUED}, {NULL, 0}};
static const rsupi_name as_names[] = {{"member", RSUPI_AS_MEMBER},
                                      {"facilitator", RSUPI_AS_FACILITATOR},
                                      {"observer", RSUPI_AS_OBSERVER},
                                      {NULL, 0}};
static const rsupi_name mode_names[] = {{"in_person", RSUPI_MODE_IN_PERSON},
                                        {"online", RSUPI_MODE_ONLINE},
                                        {"phone", RSUPI_MODE_PHONE},
                                        {NULL, 0}};

static const rsupi_name session_names[] = {{"education", RSUPI_SESSION_EDUCATION},
                                           {"workshop", RSUPI_SESSION_WORKSHOP},
                                           {"therapy", RSUPI_SESSION_THERAPY},
                                           {"exercise", RSUPI_SESSION_EXERCISE},
                                           {NULL, 0}};
static const rsupi_name step_names[] = {
    {"begun", RSUPI_STEP_BEGUN}, {"done", RSUPI_STEP_DONE}, {NULL, 0}};
static const rsupi_name suggestion_names[] = {{"shown", RSUPI_SUGGESTION_SHOWN},
                                              {"done", RSUPI_SUGGESTION_DONE},
                                              {"not_now", RSUPI_SUGGESTION_NOT_NOW},
                                              {NULL, 0}};

static const rsupi_slot contact_slots[] = {EVENT,
                                           EV_NEEDED("tie", ID, tie),
                                           CHOICE(IN, "by", more.by, by_names, 0),
                                           CHOICE(IN, "outcome", more.outcome, outcome_names, 0),
                                           EV("channel", ID, channel),
                                           EV_LIST("gives", IDS, gives, gives_count),
                                           EV_LIST("receives", IDS, receives, receives_count)};
const rsupi_shape rsupi_contact_shape = RSUPI_SHAPE("contact", IN, contact_slots);

static const rsupi_slot form_ref_slots[] = {
    NEEDED(rsupi_form_ref, "id", ID, id), WITHIN(rsupi_form_ref, "version", INT, version, 1, 1e6)};
const rsupi_shape rsupi_form_ref_shape = RSUPI_SHAPE("form", rsupi_form_ref, form_ref_slots);
static const rsupi_slot checkin_slots[] = {EVENT, NEEDED(IN, "form", TREE, form),
                                           NEEDED(IN, "answers", TREE, answers),
                                           SLOT(IN, "shown", BOOL, sheet.shown)};
const rsupi_shape rsupi_checkin_shape = RSUPI_SHAPE("checkin", IN, checkin_slots);

static const rsupi_slot use_day_slots[] = {EVENT,
                                           SPANNING,
                                           EV_NEEDED("target", ID, target),
                                           EV("substance", ID, substance),
                                           WITHIN(IN, "amount", NUMBER, more.amount, 0, 1e9),
                                           EV("unit", ID, unit),
                                           WITHIN(IN, "days", INT, more.days, 0, 3660)};
const rsupi_shape rsupi_use_day_shape = RSUPI_SHAPE("use_day", IN, use_day_slots);

static const rsupi_slot setback_slots[] = {EVENT,
                                           EV_NEEDED("target", ID, target),
                                           CHOICE(IN, "extent", more.extent, extent_names, 0),
                                           EV("resumed", DAY, resumed),
                                           EV_LIST("triggers", IDS, triggers, trigger_count),
                                           EV_LIST("helped", IDS, helped, helped_count),
                                           EV("lesson", TEXT, lesson),
                                           EV("note", TEXT, note)};
const rsupi_shape rsupi_setback_shape = RSUPI_SHAPE("setback", IN, setback_slots);

static const rsupi_slot attendance_slots[] = {
    EVENT,
    EV_NEEDED("meeting", ID, meeting),
    CHOICE(IN, "as", more.as, as_names, 0),
    CHOICE(IN, "mode", more.mode, mode_names, 0),
    EV("shared", BOOL, shared),
    EV("asked", BOOL, asked),
    EV("feedback", BOOL, feedback),
    EV("led", BOOL, led),
    WITHIN(IN, "minutes", NUMBER, more.minutes, 0, 10080)};
const rsupi_shape rsupi_attendance_shape = RSUPI_SHAPE("attendance", IN, attendance_slots);

static const rsupi_slot activity_slots[] = {EVENT, EV_NEEDED("kind", ID, kind),
                                            WITHIN(IN, "minutes", NUMBER, more.minutes, 0, 10080),
                                            EV_LIST("with", IDS, with, with_count)};
const rsupi_shape rsupi_activity_shape = RSUPI_SHAPE("activity", IN, activity_slots);

static const rsupi_slot answers_slots[] = {
    EVENT, EV_NEEDED("instrument", ID, instrument),
    WITHIN(IN, "scoring_revision", INT, more.scoring_revision, 1, 1e6),
    NEEDED(IN, "answers", TREE, answers), SLOT(IN, "context", TREE, context)};
const rsupi_shape rsupi_answers_shape = RSUPI_SHAPE("answers", IN, answers_slots);

static const rsupi_slot excuse_slots[] = {EVENT, SPANNING, SLOT(IN, "form", ID, sheet.form),
                                          EV("reason", TEXT, reason)};
const rsupi_shape rsupi_excuse_shape = RSUPI_SHAPE("excuse", IN, excuse_slots);

/* A training happened when it was completed: the one event whose day has a name of its own. */
static const rsupi_slot training_slots[] = {EVENT, EV_NEEDED("kind", ID, kind),
                                            SLOT(IN, "completed", DAY, from)};
const rsupi_shape rsupi_training_shape = RSUPI_SHAPE("training", IN, training_slots);

static const rsupi_slot acknowledged_slots[] = {EVENT, EV_NEEDED("milestone", ID, milestone),
                                                EV("target", ID, target), EV("kind", ID, kind)};
const rsupi_shape rsupi_acknowledged_shape = RSUPI_SHAPE("acknowledged", IN, acknowledged_slots);

static const rsupi_slot confirmed_slots[] = {EVENT, SPANNING, EV_NEEDED("target", ID, target)};
const rsupi_shape rsupi_confirmed_shape = RSUPI_SHAPE("confirmed", IN, confirmed_slots);

static const rsupi_slot sign_slots[] = {EVENT, EV_NEEDED("kind", ID, kind)};
const rsupi_shape rsupi_sign_shape = RSUPI_SHAPE("sign", IN, sign_slots);

/* How a tie is on a day: beside the tie itself, so that it can be followed over time. */
#define EV_SHARE(NAME, M) WITHIN(IN, NAME, NUMBER, more.M, 0, 1)
static const rsupi_slot tie_rating_slots[] = {
    EVENT,
    EV_NEEDED("tie", ID, tie),
    EV_SHARE("closeness", closeness),
    EV_SHARE("importance", importance),
    EV_SHARE("satisfaction", satisfaction),
    EV_SHARE("strain", strain),
    CHOICE(IN, "stance", more.stance, rsupi_stance_names, 0),
    CHOICE(IN, "use", more.use, rsupi_use_names, 0)};
const rsupi_shape rsupi_tie_rating_shape = RSUPI_SHAPE("tie_rating", IN, tie_rating_slots);

static const rsupi_slot family_session_slots[] = {
    EVENT,
    CHOICE(IN, "kind", more.state, session_names, RSUPI_REQUIRED),
    EV("module", ID, of),
    EV("completed", BOOL, completed),
    WITHIN(IN, "minutes", NUMBER, more.minutes, 0, 10080),
    EV_LIST("with", IDS, with, with_count)};
const rsupi_shape rsupi_family_session_shape =
    RSUPI_SHAPE("family_session", IN, family_session_slots);

static const rsupi_slot step_work_slots[] = {
    EVENT, EV_NEEDED("step", ID, of), CHOICE(IN, "state", more.state, step_names, RSUPI_REQUIRED),
    EV("tie", ID, tie)};
const rsupi_shape rsupi_step_work_shape = RSUPI_SHAPE("step_work", IN, step_work_slots);

/* Two ids, one person: from then on both are `tie`. */
static const rsupi_slot same_tie_slots[] = {EVENT, EV_NEEDED("tie", ID, tie),
                                            EV_NEEDED("of", ID, of)};
const rsupi_shape rsupi_same_tie_shape = RSUPI_SHAPE("same_tie", IN, same_tie_slots);

static const rsupi_slot suggestion_slots[] = {
    EVENT, EV_NEEDED("gap", TEXT, of),
    CHOICE(IN, "state", more.state, suggestion_names, RSUPI_REQUIRED)};
const rsupi_shape rsupi_suggestion_shape = RSUPI_SHAPE("suggestion", IN, suggestion_slots);

/* Signs looked for, by the person (without `tie`) or by somebody else. */
static const rsupi_slot observation_slots[] = {
    EVENT,
    SPANNING,
    EV("tie", ID, tie),
    EV_LIST("seen", IDS, yes, yes_count),
    EV_LIST("not_seen", IDS, no, no_count),
    EV_LIST("not_asked", IDS, not_asked, not_asked_count)};
const rsupi_shape rsupi_observation_shape = RSUPI_SHAPE("observation", IN, observation_slots);

static const rsupi_slot safer_use_slots[] = {EVENT, SPANNING, EV_NEEDED("target", ID, target),
                                             EV_LIST("did", IDS, yes, yes_count),
                                             EV_LIST("did_not", IDS, no, no_count)};
const rsupi_shape rsupi_safer_use_shape = RSUPI_SHAPE("safer_use", IN, safer_use_slots);

static const rsupi_slot void_slots[] = {
    {.name = "type", .kind = RSUPI_TYPE_TREE, .offset = (uint32_t)offsetof(rsupi_void, type)},
    HEAD(rsupi_void, head),
    NEEDED(rsupi_void, "of", TEXT, of),
    SLOT(rsupi_void, "section", ID, section),
    SLOT(rsupi_void, "reason", TEXT, reason)};
const rsupi_shape rsupi_void_shape = RSUPI_SHAPE("void", rsupi_void, void_slots);
