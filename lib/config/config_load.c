/* Loading: the built-in documents, the user's over them, and what goes wrong on the way. */
#include "config/config_build.h"
#include "config/config_merge.h"
#include "config/wording.h"
#include "core/embedded.h"
#include "document/file.h"

#include <string.h>

extern const rsupi_embedded rsupi_embedded_config_defaults;

enum { NEWEST_VERSION = 1 };

static rsupi_node *new_map(rsupi_arena *arena) {
  rsupi_node *map = rsupi_arena_alloc(arena, sizeof *map);
  if (map) map->kind = RSUPI_MAP_NODE;
  return map;
}

static rsup_status read_defaults(rsupi_config_job *job, rsupi_node **out, rsup_error *err) {
  rsupi_arena *keep = &job->config->arena, *work = job->binder.arena;
  const rsupi_embedded *files = &rsupi_embedded_config_defaults;
  rsupi_node *all = new_map(keep);
  char *text = rsupi_arena_alloc(work, files->size);
  if (text) rsupi_embedded_unpack(files, text, files->size);
  for (size_t i = 0; all && text && i < files->count; i++) {
    const rsupi_embedded_file *file = &files->files[i];
    const rsupi_node *root;
    rsup_status status = rsupi_tree_read(keep, RSUPI_DOCUMENT_CONFIG, file->name,
                                         text + file->start, file->size, &root, err);
    if (status) return status;
    rsupi_config_merge(NULL, keep, work, all, root);
  }
  *out = all;
  return keep->failed || work->failed ? rsupi_fail_memory(err) : RSUP_OK;
}

/* What comes of the user's tree alone is not needed, only what is wrong with it. */
static rsup_status check_shape(const rsupi_binder *user, const rsupi_node *root) {
  rsupi_arena dropped;
  rsupi_raw_config raw;
  rsupi_binder binder = *user;
  rsupi_arena_init(&dropped, &user->arena->allocator, 4096);
  binder.arena = &dropped;
  rsup_status status = rsupi_bind(&binder, root, &rsupi_config_shape, &raw);
  rsupi_arena_free(&dropped);
  return status;
}

/* The user's text, read and, unless it is trusted, checked by itself, so that every problem has its
 * own line and path. */
static rsup_status read_user(rsupi_config_job *job, const char *text, size_t len, rsup_error *err) {
  rsupi_binder *binder = &job->binder;
  const rsupi_node *root;
  rsup_error problem;
  rsup_status status = rsupi_tree_read(&job->config->arena, RSUPI_DOCUMENT_CONFIG, binder->source,
                                       text, len, &root, &problem);
  if (status == RSUP_E_MEMORY) return rsupi_fail_memory(err);
  if (status) {
    rsupi_problem_add(binder->problems, RSUP_SEVERITY_ERROR, status, problem.source, problem.line,
                      problem.column, 0, problem.path, "%s", problem.message);
    return RSUP_OK;
  }
  int32_t version;
  job->user = root;
  if (rsupi_check_head(binder, root, "config", NEWEST_VERSION, &version)) return RSUP_OK;
  binder->borrows = 1; /* the tree stays with the config */
  job->unchecked = job->trusts;
  rsupi_config_take_offs(binder, (rsupi_node *)(uintptr_t)root); /* the tree is ours to change */
  status = job->trusts ? RSUP_OK : check_shape(binder, root);
  const rsupi_node *renamed = rsupi_node_get(root, "renamed");
  if (renamed && renamed->kind == RSUPI_SCALAR && !rsupi_node_is_null(renamed))
    rsupi_bind_problem(binder, renamed, RSUP_E_SCHEMA, "expected a map from section to names");
  if (status != RSUP_E_MEMORY) rsupi_catalogue_check(binder, rsupi_node_get(root, "texts"));
  return status == RSUP_E_MEMORY || binder->arena->failed ? rsupi_fail_memory(err) : RSUP_OK;
}

static rsup_status merge_user(rsupi_config_job *job, rsupi_node *defaults, rsup_error *err) {
  rsupi_arena *keep = &job->config->arena, *work = job->binder.arena;
  job->safety = rsupi_config_copy(work, rsupi_node_get(defaults, "forms"));
  const int left_out =
      job->safety && rsupi_config_merge(&job->binder, keep, work, defaults, job->user);
  rsup_status status = RSUP_OK;
  if (left_out && job->trusts) status = check_shape(&job->binder, job->user); /* nobody else will */
  return status == RSUP_E_MEMORY || keep->failed || work->failed ? rsupi_fail_memory(err) : RSUP_OK;
}

static rsup_status read_all(rsupi_config_job *job, const char *text, size_t len, rsup_error *err) {
  rsupi_node *merged = NULL;
  rsup_status status = read_defaults(job, &merged, err);
  if (!status && text) status = read_user(job, text, len, err);
  if (status || job->binder.problems->errors) return status;
  if (job->user) status = merge_user(job, merged, err); /* its problems do not hide later ones */
  if (!status) status = rsupi_config_fill(job, merged, err);
  return status;
}

/* ---- the object */

/* What is loaded. */
typedef struct config_text {
  const char *source, *text; /* text NULL: the built-in config alone */
  size_t len;
  const char *dir; /* where files named in it lie; NULL: nowhere */
  size_t dir_len;
} config_text;

/* For nodes, texts, lists and maps together, about what a config of many small entries takes: one
 * block instead of a hundred. */
static size_t room_for(const config_text *from) {
  enum { LEAST = 16384, PER_BYTE = 4 };
  size_t size;
  return rsupi_size_multiply(from->len, PER_BYTE, &size) && size > LEAST ? size : LEAST;
}

static rsup_status new_config(const config_text *from, const rsup_config_options *options,
                              rsup_config **out, rsup_error *err) {
  rsup_allocator allocator = rsupi_allocator_or_default(options->allocator);
  rsup_config *config = rsupi_alloc(&allocator, sizeof *config);
  if (!config) return rsupi_fail_memory(err);
  if (pthread_mutex_init(&config->content.lock, NULL)) {
    rsupi_release(&allocator, config, sizeof *config);
    return rsupi_fail_memory(err);
  }
  atomic_init(&config->references, 1);
  atomic_init(&config->content.known, 0);
  for (size_t i = 0; i < RSUPI_ATTACH_SLOTS; i++) atomic_init(&config->attached[i], NULL);
  config->allocator = allocator;
  rsupi_arena_init(&config->arena, &allocator, room_for(from));
  rsupi_zones_source zones = {
      .dir = options->zoneinfo_dir, .bytes = options->zone_bytes, .user = options->zone_user};
  rsup_status status = rsupi_zones_new(&allocator, &zones, &config->zones, err);
  if (!status && from->dir) {
    config->dir = rsupi_arena_text(&config->arena, from->dir, from->dir_len);
    if (!config->dir) status = rsupi_fail_memory(err);
  }
  if (status) {
    rsup_config_free(config);
    config = NULL;
  }
  *out = config;
  return status;
}

/* *trusts: the text is checked only after it was merged; it stays 1 when that showed a problem,
 * whose place and fellows only another look will tell. There is no report then. */
static rsup_status load(rsup_config *config, const config_text *from, int *trusts,
                        rsup_result **out_report, rsup_error *err) {
  rsupi_problems problems;
  rsupi_arena work;
  rsupi_config_job job = {
      .config = config,
      .trusts = *trusts,
      .binder = {.arena = &work, .source = from->source, .problems = &problems}};
  *trusts = 0;
  rsup_status status =
      rsupi_problems_start(&problems, &config->allocator, from->source, out_report != NULL, err);
  if (status) return status;
  rsupi_arena_init(&work, &config->allocator, 32768);
  status = read_all(&job, from->text, from->len, err);
  if (!status && problems.failed) status = rsupi_fail_memory(err);
  if (!status && problems.errors) {
    *trusts = job.unchecked;
    status = problems.first.status;
    if (err) *err = problems.first;
  }
  rsupi_problems_finish(&problems, INT32_MIN, INT32_MIN, *trusts ? NULL : out_report);
  rsupi_arena_free(&work);
  return status;
}

static rsup_status load_once(const config_text *from, const rsup_config_options *options,
                             int *trusts, rsup_config **out_config, rsup_result **out_report,
                             rsup_error *err) {
  rsup_config *config = NULL;
  rsup_status status = new_config(from, options, &config, err);
  if (!status) status = load(config, from, trusts, out_report, err);
  if (status) {
    rsup_config_free(config);
    config = NULL;
  }
  *out_config = config;
  return status;
}

/* Most texts are right, and checking each part once is enough. One that is not is read again. */
static rsup_status load_new(const config_text *from, const rsup_config_options *options,
                            rsup_config **out_config, rsup_result **out_report, rsup_error *err) {
  int trusts = from->text != NULL;
  rsup_status status = load_once(from, options, &trusts, out_config, out_report, err);
  if (!trusts || status == RSUP_E_MEMORY) return status;
  trusts = 0;
  return load_once(from, options, &trusts, out_config, out_report, err);
}

/* ---- the calls */

static rsup_status start(const rsup_config_options *given, rsup_config_options *options,
                         rsup_config **out_config, rsup_result **out_report, rsup_error *err) {
  rsupi_error_clear(err);
  if (out_report) *out_report = NULL;
  if (!out_config) return rsupi_fail(err, RSUP_E_ARGUMENT, "a place for the config is wanted");
  *out_config = NULL;
  return rsupi_options_read(given, options, sizeof *options, err);
}

rsup_status rsup_config_default(const rsup_config_options *options, rsup_config **out_config,
                                rsup_error *err) {
  const config_text from = {.source = "built-in"};
  rsup_config_options known;
  rsup_status status = start(options, &known, out_config, NULL, err);
  return status ? status : load_new(&from, &known, out_config, NULL, err);
}

rsup_status rsup_config_load(const char *source, const char *text, size_t len,
                             const rsup_config_options *options, rsup_config **out_config,
                             rsup_result **out_report, rsup_error *err) {
  const config_text from = {.source = source ? source : "config", .text = text, .len = len};
  rsup_config_options known;
  rsup_status status = start(options, &known, out_config, out_report, err);
  if (!status && !text) status = rsupi_fail(err, RSUP_E_ARGUMENT, "a text is wanted");
  return status ? status : load_new(&from, &known, out_config, out_report, err);
}

rsup_status rsup_config_load_file(const char *path, const rsup_config_options *options,
                                  rsup_config **out_config, rsup_result **out_report,
                                  rsup_error *err) {
  rsup_config_options known;
  rsup_status status = start(options, &known, out_config, out_report, err);
  if (status) return status;
  rsup_allocator allocator = rsupi_allocator_or_default(known.allocator);
  char *bytes;
  size_t len;
  status = rsupi_file_read(&allocator, path, rsupi_document_limit(RSUPI_DOCUMENT_CONFIG), &bytes,
                           &len, err);
  if (status) return status;
  const char *name = rsupi_file_base_name(path);
  config_text from = {.source = name, .text = bytes, .len = len, .dir = path};
  from.dir_len = (size_t)(name - path) - (name - path > 1);
  if (name == path) {
    from.dir = ".";
    from.dir_len = 1;
  }
  status = load_new(&from, &known, out_config, out_report, err);
  rsupi_release(&allocator, bytes, len + 1);
  return status;
}
