/* What the files of the Lua module share. It runs on Lua 5.1 to 5.4 and LuaJIT.
 *
 * Two habits keep it from leaking: all arguments are converted before C is called, and what C hands
 * out goes into a box (a userdata with __gc) before any Lua function that could raise an error. */
#ifndef LUA_RSUP_H
#define LUA_RSUP_H
#include "recovery-support.h"
#include <lauxlib.h>
#include <lua.h>

#if LUA_VERSION_NUM < 502
#define lua_rawlen lua_objlen
#endif

/* ---- boxes: lua_objects.c */

/* A kind of handle: its name in messages and in the registry, and how to free one. */
typedef struct rsl_kind {
  const char *name;
  void (*release)(void *held);
} rsl_kind;
typedef struct rsl_box {
  void *held; /* NULL once it is closed */
} rsl_box;
extern const rsl_kind rsl_config, rsl_person, rsl_meetings, rsl_instrument, rsl_model, rsl_result,
    rsl_writer;

/* Make the metatable of a kind, with __gc, __close, __tostring, close() and the methods. */
void rsl_register(lua_State *L, const rsl_kind *kind, const luaL_Reg *methods);
/* An empty box on the stack. */
rsl_box *rsl_new_box(lua_State *L, const rsl_kind *kind);
/* The handle at an argument; an error when it is something else, or closed. */
void *rsl_check(lua_State *L, int index, const rsl_kind *kind);
/* The config at an argument; the shared default one when the argument is nil. */
rsup_config *rsl_check_config(lua_State *L, int index, rsup_error *err);

/* Remember `value` (top of the stack, popped) as belonging to the object at `index`, weakly. */
void rsl_set_companion(lua_State *L, int index);
/* Push what belongs to the object at `index`, or nil. */
void rsl_push_companion(lua_State *L, int index);

/* ---- loaders: lua_load.c */

/* Where a loader puts what C gives it, before Lua is asked for anything. */
typedef struct rsl_load {
  rsl_box *object, *report;
  rsup_result *found;
  rsup_error err;
} rsl_load;
/* Push the boxes for an object of `kind` and for its report. */
rsl_load rsl_load_start(lua_State *L, const rsl_kind *kind);
/* Put the report in the box at an index into the `where` of a failure, which is at the top. */
void rsl_set_report(lua_State *L, int report);
/* Push the object, with its report as companion; or the failure, with the report in `where`. */
int rsl_load_done(lua_State *L, rsl_load *load, rsup_status status, void *object);
/* object:report(): all problems of its load; nil when it has no report. */
int rsl_report(lua_State *L);
/* Add the table `name` of makers to the module at the top, and the methods to the kind. */
void rsl_add_class(lua_State *L, const char *name, const rsl_kind *kind, const luaL_Reg *methods,
                   const luaL_Reg *makers);
void rsl_set_functions(lua_State *L, const luaL_Reg *entries);

/* Call a function whose last arguments are result and error (of the name err), and push what comes
 * back; needs a box before C is called, hence a macro. */
#define RSL_RETURN_RESULT(L, FUNCTION, ...)                                                        \
  do {                                                                                             \
    rsl_box *const result_box = rsl_new_box(L, &rsl_result);                                       \
    rsup_result *result = NULL;                                                                    \
    if (FUNCTION(__VA_ARGS__, &result, &err) != RSUP_OK) return rsl_push_failure(L, &err);         \
    result_box->held = result;                                                                     \
    rsl_push_result(L);                                                                            \
    return 1;                                                                                      \
  } while (0)

/* ---- consent: lua_consent.c */

int rsl_decide(lua_State *L);
int rsl_linked(lua_State *L);
int rsl_person_view(lua_State *L);

/* ---- many questionnaires: lua_columns.c */

int rsl_score_columns(lua_State *L);

/* ---- the network: lua_network.c */

int rsl_person_network(lua_State *L);
int rsl_mentor_match(lua_State *L); /* lua_mentor_match.c */

/* ---- columns: lua_network_columns.c */

int rsl_network_measures(lua_State *L);

/* ---- the classes: each adds itself to the module at the top */

void rsl_add_config(lua_State *L);
void rsl_add_person(lua_State *L);
void rsl_add_meetings(lua_State *L);
void rsl_add_instrument(lua_State *L);
void rsl_add_model(lua_State *L);
/* series, insights, history */
void rsl_add_questions(lua_State *L);

/* ---- goals, care, activities: lua_care.c */

int rsl_group_goal(lua_State *L);
/* goals, care, activities */
void rsl_add_care(lua_State *L);
/* A list of persons at an index, and the `permits` of a table, one byte each (NULL: none). Both
 * live with the stack. */
const rsup_person **rsl_persons(lua_State *L, int index, size_t *count);
const uint8_t *rsl_flags(lua_State *L, int index, const char *name, size_t *count);
const uint8_t *rsl_permits(lua_State *L, int index, size_t *count);

/* ---- answers: lua_records.c */

/* Push one described record as a table. "No value" is an absent key. */
void rsl_push_record(lua_State *L, const rsup_record_type *type, const void *record);
/* Push the root of the result in the box at the top, which it replaces; the box stays alive with
 * the table, for rs.json(). */
void rsl_push_result(lua_State *L);
/* Push a table {level = , signs = }. */
void rsl_push_safety(lua_State *L, const rsup_safety *safety);
/* Push nil, message, code, where; returns 4. */
int rsl_push_failure(lua_State *L, const rsup_error *err);
/* The same with where.safety. */
int rsl_push_failure_with_safety(lua_State *L, const rsup_error *err, const rsup_safety *safety);
/* What to say of answers that did not even become a document. */
rsup_safety rsl_unread_safety(void);

/* ---- arguments: lua_convert.c */

/* The bytes of a document: a string as it is, a table as JSON. They live with the stack, where one
 * value is pushed. 0 with err filled when the table is no document. */
int rsl_document(lua_State *L, int index, const char **out_text, size_t *out_len, rsup_error *err);
/* Milliseconds: a number, or text with an offset. 0 with err filled when it is no time. */
int rsl_instant(lua_State *L, int index, rsup_instant *out, rsup_error *err);

/* How an option of a table is stored in a struct. */
enum {
  RSL_TEXT = 1,
  RSL_INT32 = 2,
  RSL_DOUBLE_AT = 3,  /* const double * */
  RSL_INSTANT_AT = 4, /* const rsup_instant * */
  RSL_HANDLE = 5,
  RSL_SKIP = 6, /* read elsewhere */
  RSL_DOUBLE = 7
};
typedef struct rsl_option {
  const char *name;
  int kind;
  size_t offset;
  const rsl_kind *handle;
} rsl_option;
/* What pointers in a struct of options point to. */
typedef struct rsl_slots {
  double numbers[4];
  rsup_instant instants[4];
  size_t number_count, instant_count;
} rsl_slots;
/* Start an options struct of `size` bytes and fill it from the table at `index` (nil: nothing). An
 * unknown key is an error. The texts live as long as the table. 0 with err filled when a time can't
 * be read. */
int rsl_options(lua_State *L, int index, const rsl_option *known, void *options, size_t size,
                rsl_slots *slots, rsup_error *err);
/* The same of a table that must name the instant `now` too. */
int rsl_question(lua_State *L, int index, const rsl_option *known, void *options, size_t size,
                 rsl_slots *slots, rsup_instant *now, rsup_error *err);
/* Fields of the table at `index`; 0 with err filled when one can't be read. An instant, which must
 * be there; a day as "2026-03-04", INT32_MIN when it is not there; the days `since` and `before`.
 */
int rsl_instant_field(lua_State *L, int index, const char *name, rsup_instant *out,
                      rsup_error *err);
int rsl_day_field(lua_State *L, int index, const char *name, rsup_day *out, rsup_error *err);
int rsl_span_fields(lua_State *L, int index, rsup_day *from, rsup_day *until, rsup_error *err);
/* The entries of its `context`, counted from *count on (NULL: none). They live with that table, the
 * array with the stack. */
const rsup_context_entry *rsl_context_field(lua_State *L, int index, uint32_t *count);
/* A field of the table at `index` as text, or `otherwise`. The text stays anchored in the table. */
const char *rsl_text_field(lua_State *L, int index, const char *name, const char *otherwise);
/* A text without NUL, or the Lua error of its absence; the other when there is none. */
const char *rsl_check_text(lua_State *L, int index);
const char *rsl_opt_text(lua_State *L, int index, const char *otherwise);
/* A whole number that fits, or the Lua error. */
int32_t rsl_check_int32(lua_State *L, int index);
/* Push the wording of an id (arguments: id, locale, {name = word}) from a person, else a config. */
int rsl_push_wording(lua_State *L, const rsup_person *person, const rsup_config *config);
#endif
