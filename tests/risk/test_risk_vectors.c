/* The scores of tests/vectors/risk_scores.tsv, made by an independent Python script, and R's own
 * predictions: 200 rows that ship, and all of them where RSUP_SHARED has the study's data. */
#include "risk_support.h"
#include <math.h>

enum { MOST_FIELDS = 64 };

/* Splits a line in place; quotes around a field are taken off. Empty fields count. */
static int split(char *line, char separator, char **fields) {
  int count = 0;
  line[strcspn(line, "\r\n")] = '\0';
  while (count < MOST_FIELDS) {
    char *const end = strchr(line, separator);
    if (end) *end = '\0';
    const size_t len = strlen(line);
    if (len >= 2 && line[0] == '"' && line[len - 1] == '"') {
      line[len - 1] = '\0';
      line++;
    }
    fields[count++] = line;
    if (!end) break;
    line = end + 1;
  }
  return count;
}

static double number_or_nan(const char *text) {
  return strcmp(text, "-") == 0 ? (double)NAN : strtod(text, NULL);
}

static int within(double found, double wanted, int ulps) {
  if (isnan(wanted)) return isnan(found);
  return fabs(found - wanted) <= ulps * (nextafter(fabs(wanted), (double)INFINITY) - fabs(wanted));
}

static void check_vector(const rsup_model *model, char **field) {
  const double horizon = number_or_nan(field[3]), elapsed = number_or_nan(field[4]);
  rsup_result *result = NULL;
  rsup_error err;
  const rsup_status status = test_row_at(model, field[2], isnan(horizon) ? NULL : &horizon,
                                         isnan(elapsed) ? NULL : &elapsed, &result, &err);
  if (status) print_error("%s: %s: %s\n", field[0], err.path, err.message);
  assert_int_equal(status, RSUP_OK);
  const rsup_risk_score *const score = rsup_risk_score_get(result);
  const int lp = within(score->linear_predictor, number_or_nan(field[5]), 2);
  const int risk = within(score->risk, number_or_nan(field[6]), 4);
  if (!lp || !risk)
    print_error("%s: %a %a, wanted %s %s\n", field[0], score->linear_predictor, score->risk,
                field[5], field[6]);
  assert_true(lp && risk);
  rsup_result_free(result);
}

static void the_vectors_of_all_languages_come_out(void **state) {
  (void)state;
  char line[1024], last[128] = "", *field[MOST_FIELDS];
  rsup_model *model = NULL;
  size_t count = 0;
  FILE *const file = fopen("tests/vectors/risk_scores.tsv", "r");
  assert_non_null(file);
  while (fgets(line, sizeof line, file)) {
    if (line[0] == '#') continue;
    assert_int_equal(split(line, '\t', field), 7);
    if (strcmp(last, field[1]) != 0) {
      rsup_model_free(model);
      model = test_model(field[1]);
      snprintf(last, sizeof last, "%s", field[1]);
    }
    check_vector(model, field);
    count++;
  }
  assert_int_equal(count, 120);
  rsup_model_free(model);
  fclose(file);
}

/* ---- R's predictions */

static int is_near(double found, double wanted) {
  return fabs(found - wanted) <= 1e-12 * fabs(wanted);
}

static void check_prediction(const rsup_model *model, const char *row, const double *horizon,
                             double lp, double risk) {
  rsup_result *result = NULL;
  assert_int_equal(test_row_at(model, row, horizon, NULL, &result, NULL), RSUP_OK);
  const rsup_risk_score *const score = rsup_risk_score_get(result);
  if (!is_near(score->linear_predictor, lp) || !is_near(score->risk, risk))
    print_error("%s: %.17g %.17g, wanted %.17g %.17g\n", row, score->linear_predictor, score->risk,
                lp, risk);
  assert_true(is_near(score->linear_predictor, lp));
  assert_true(is_near(score->risk, risk));
  rsup_result_free(result);
}

/* who, project, week, y, then the inputs, lp, p. An empty field is a missing input. */
static size_t check_ctn(const char *path) {
  static const char *const names[] = {"weeks_since_use", "use4", "age", "male", "iv",
                                      "unstable",        "dep"};
  char line[512], row[512], *field[MOST_FIELDS];
  size_t count = 0;
  FILE *const file = fopen(path, "r");
  assert_non_null(file);
  rsup_model *const model = test_model("tests/risk/models/model-ctn-hazard.yaml");
  assert_non_null(fgets(line, sizeof line, file));
  while (fgets(line, sizeof line, file)) {
    assert_int_equal(split(line, ',', field), 13);
    size_t len = 0;
    row[len++] = '{';
    for (int i = 0; i < 7; i++)
      if (field[4 + i][0] && strcmp(field[4 + i], "NA") != 0)
        len += (size_t)snprintf(row + len, sizeof row - len, "%s\"%s\": %s", len > 1 ? ", " : "",
                                names[i], field[4 + i]);
    snprintf(row + len, sizeof row - len, "}");
    check_prediction(model, row, NULL, strtod(field[11], NULL), strtod(field[12], NULL));
    count++;
  }
  rsup_model_free(model);
  fclose(file);
  return count;
}

static void a_sample_of_the_hazard_predictions_of_r_comes_out(void **state) {
  (void)state;
  assert_int_equal(check_ctn("tests/vectors/ctn_cloglog_sample.csv"), 200);
}

static int shared_path(const char *name, char *out, size_t size) {
  const char *const shared = getenv("RSUP_SHARED");
  if (!shared) {
    print_message("RSUP_SHARED is not set: %s is skipped\n", name);
    return 0;
  }
  snprintf(out, size, "%s/data/risk/%s", shared, name);
  return 1;
}

static void all_hazard_predictions_of_r_come_out(void **state) {
  (void)state;
  char path[512];
  if (!shared_path("ref_ctn_cloglog_pred_27_30.csv", path, sizeof path)) skip();
  assert_int_equal(check_ctn(path), 33705);
}

/* The study's file: columns by name; id is not the line. */
static void read_persons(const char *path, char rows[512][400]) {
  static const char *const names[] = {"age",  "female", "homeless", "substance", "i1",
                                      "cesd", "pss_fr", "indtot",   "satreat",   "treat"};
  char line[1024], head[1024], *field[MOST_FIELDS], *titles[MOST_FIELDS];
  FILE *const file = fopen(path, "r");
  assert_non_null(file);
  assert_non_null(fgets(head, sizeof head, file));
  const int columns = split(head, ',', titles);
  while (fgets(line, sizeof line, file)) {
    int id = 0;
    size_t len = 1;
    char row[398] = "{";
    split(line, ',', field);
    for (int c = 0; c < columns; c++) {
      if (strcmp(titles[c], "id") == 0) id = atoi(field[c]);
      for (int n = 0; n < 10; n++) {
        if (strcmp(titles[c], names[n]) != 0) continue;
        const int category = strchr("hst", names[n][0]) != NULL;
        len += (size_t)snprintf(row + len, sizeof row - len,
                                category ? "%s\"%s\": \"%s\"" : "%s\"%s\": %s", len > 1 ? ", " : "",
                                names[n], field[c]);
      }
    }
    assert_in_range(id, 1, 511);
    snprintf(rows[id], sizeof rows[id], "%s}", row);
  }
  fclose(file);
}

static void check_helprct(const char *model_path, const char *predictions, int lp_column, int risks,
                          const double *horizons) {
  static char rows[512][400];
  char path[512], line[512], *field[MOST_FIELDS];
  size_t count = 0;
  if (!shared_path("HELPrct.csv", path, sizeof path)) skip();
  read_persons(path, rows);
  shared_path(predictions, path, sizeof path);
  FILE *const file = fopen(path, "r");
  assert_non_null(file);
  rsup_model *const model = test_model(model_path);
  assert_non_null(fgets(line, sizeof line, file));
  while (fgets(line, sizeof line, file)) {
    split(line, ',', field);
    for (int i = 0; i < risks; i++)
      check_prediction(model, rows[atoi(field[0])], horizons ? &horizons[i] : NULL,
                       strtod(field[lp_column], NULL), strtod(field[lp_column + 1 + i], NULL));
    count++;
  }
  assert_int_equal(count, 244);
  rsup_model_free(model);
  fclose(file);
}

static void all_logistic_predictions_of_r_come_out(void **state) {
  (void)state;
  check_helprct("tests/risk/models/model-helprct-logit30.yaml", "ref_helprct_logit30_pred.csv", 2,
                1, NULL);
}

static void all_cox_predictions_of_r_come_out(void **state) {
  (void)state;
  static const double horizons[] = {7, 30, 90, 180};
  check_helprct("tests/risk/models/model-helprct.yaml", "ref_helprct_cox_pred.csv", 3, 4, horizons);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_vectors_of_all_languages_come_out),
      cmocka_unit_test(a_sample_of_the_hazard_predictions_of_r_comes_out),
      cmocka_unit_test(all_hazard_predictions_of_r_come_out),
      cmocka_unit_test(all_logistic_predictions_of_r_come_out),
      cmocka_unit_test(all_cox_predictions_of_r_come_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
