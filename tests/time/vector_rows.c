/* See vector_rows.h. */
#include "vector_rows.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { SHOWN = 10 };

static void report(vector_score *score, const char *line) {
  if (score->wrong++ < SHOWN) printf("differs: %s", line);
}

static int32_t kind_of(const char *name) {
  if (strcmp(name, "gap") == 0) return RSUPI_LOCAL_GAP;
  return strcmp(name, "overlap") == 0 ? RSUPI_LOCAL_OVERLAP : RSUPI_LOCAL_UNIQUE;
}

/* zone,local,kind,utc_rfc5545,utc_other */
static void local_row(rsupi_zones *zones, const char *line, vector_score *score) {
  char name[64], kind_name[16];
  int year, month, day, hour, minute, second;
  int64_t utc, other;
  if (sscanf(line, "%63[^,],%d-%d-%dT%d:%d:%d,%15[^,],%" SCNd64 ",%" SCNd64, name, &year, &month,
             &day, &hour, &minute, &second, kind_name, &utc, &other) != 10) {
    score->unreadable++;
    return;
  }
  const rsupi_zone *zone;
  int32_t kind;
  if (rsupi_zones_get(zones, name, &zone, NULL) != RSUP_OK) {
    report(score, line);
    return;
  }
  const rsup_instant at = rsupi_zone_to_utc(zone, rsupi_day_from_civil(year, month, day),
                                            hour * 3600 + minute * 60 + second, &kind);
  if (at != utc * 1000 || kind != kind_of(kind_name)) report(score, line);
}

/* zone,dow_sun0,start_local,duration_min,now_utc,start_utc,end_utc,in_progress,local_date */
static void occurrence_row(rsupi_zones *zones, const char *line, vector_score *score) {
  char name[64];
  int weekday, hour, minute, minutes, in_progress, year, month, day;
  int64_t now, start, end;
  if (sscanf(line, "%63[^,],%d,%d:%d,%d,%" SCNd64 ",%" SCNd64 ",%" SCNd64 ",%d,%d-%d-%d", name,
             &weekday, &hour, &minute, &minutes, &now, &start, &end, &in_progress, &year, &month,
             &day) != 12) {
    score->unreadable++;
    return;
  }
  const rsupi_zone *zone;
  if (rsupi_zones_get(zones, name, &zone, NULL) != RSUP_OK) {
    report(score, line);
    return;
  }
  rsupi_occurrence on;
  rsupi_next_weekly(zone, weekday, hour * 60 + minute, minutes, now * 1000, &on);
  if (on.start != start * 1000 || on.end != end * 1000 || on.in_progress != in_progress ||
      on.local_date != rsupi_day_from_civil(year, month, day))
    report(score, line);
}

static vector_score run(rsupi_zones *zones, const char *path,
                        void (*row)(rsupi_zones *, const char *, vector_score *)) {
  vector_score score = {0, 0, 0};
  char line[256];
  FILE *file = fopen(path, "r");
  if (!file || !fgets(line, sizeof line, file)) {
    score.unreadable++;
  } else {
    for (; fgets(line, sizeof line, file); score.rows++) row(zones, line, &score);
  }
  if (file) fclose(file);
  printf("%zu rows of %s: %zu differ, %zu unreadable\n", score.rows, strrchr(path, '/') + 1,
         score.wrong, score.unreadable);
  return score;
}

vector_score run_local_vectors(rsupi_zones *zones) {
  return run(zones, RSUP_SOURCE_DIR "/tests/vectors/tz_local_vectors.csv", local_row);
}

vector_score run_occurrence_vectors(rsupi_zones *zones) {
  return run(zones, RSUP_SOURCE_DIR "/tests/vectors/next_occurrence_vectors.csv", occurrence_row);
}
