/* The main job of the library, cut into steps, so that each can be run with memory that fails. */
#ifndef TEST_MAIN_JOB_H
#define TEST_MAIN_JOB_H
#include "recovery-support.h"

/* What a step may need, and what it makes. */
typedef struct world {
  rsup_config *config;
  rsup_person *person, *other;
  rsup_meetings *meetings;
  rsup_model *model;
  rsup_instrument *instrument;
  rsup_result *picture;       /* needed by the step that writes it as JSON */
  rsup_result *snapshot;      /* needed by the steps that open one */
  rsup_result *made, *report; /* by the step */
  rsup_config *made_config;   /* likewise */
  rsup_person *made_person;
  rsup_safety safety;
  char text[256];
} world;

enum {
  NEEDS_CONFIG = 1,
  NEEDS_PERSON = 2,
  NEEDS_OTHER = 4,
  NEEDS_MEETINGS = 8,
  NEEDS_MODEL = 16,
  NEEDS_INSTRUMENT = 32,
  NEEDS_PICTURE = 64,
  NEEDS_COLD = 128, /* a config that has loaded no zone and no questionnaire yet */
  NEEDS_SNAPSHOT = 256,
  NEEDS_OPENED = 512 /* the person comes from the snapshot */
};

typedef struct job_step {
  const char *name;
  int needs;
  rsup_status (*act)(world *w, rsup_error *err);
  int32_t level; /* RSUP_SAFETY_… when it went through; 0: no answer, check-in or sign is in it */
} job_step;
extern const job_step main_job[];
extern const size_t main_job_steps;

rsup_config *job_config(void);
void world_open(world *w, const job_step *s, rsup_config *config);
void world_close(world *w);
/* What the step made and left behind, as text that the caller frees. */
char *world_describe(world *w);
char *world_record(const rsup_person *person); /* the record as written; free() it */
#endif
