/* Memory that fails on purpose. Two implementations: the allocator hook of the library
 * (failing_hook.c), and malloc itself (failing_wrap.c), which the YAML library uses too. */
#ifndef TEST_FAILING_H
#define TEST_FAILING_H
#include "recovery-support/core.h"

/* Give to the root; NULL where malloc itself is watched. */
const rsup_allocator *failing_allocator(void);
/* From now on the nth allocation fails, and all after it when `forever`. 0: none does. */
void failing_start(size_t nth, int forever);
/* Nothing fails any more; how many allocations failed since failing_start(). */
size_t failing_stop(void);
size_t failing_calls(void);   /* allocations between start and stop */
size_t failing_live(void);    /* blocks in hand; 0 where malloc is watched: the sanitizer looks */
size_t failing_unclean(void); /* blocks that came back unwiped or with a wrong size */
/* Every how many allocations one is failed in turn, where a text is long. */
size_t failing_stride(size_t allocations);
#endif
