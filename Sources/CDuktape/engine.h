// Duktape, wrapped so that Swift never meets its error handling.
//
// Duktape reports every error, running out of memory included, by longjmp to the innermost protected
// call, and calls abort() when there is none. A longjmp over a Swift frame is undefined behaviour. So
// whatever can fail runs below in a duk_safe_call, all of whose frames are C, and comes back as an
// outcome with a text: the result, or the error as a string.

#ifndef NABLA_CDUKTAPE_ENGINE_H
#define NABLA_CDUKTAPE_ENGINE_H

#include <duktape.h>

#include "arena.h"

typedef struct nabla_engine {
  nabla_arena arena;
  duk_context *context;
} nabla_engine;

typedef struct nabla_outcome {
  int succeeded;
  int exhausted;      // it asked for more memory than allowed; the engine must be discarded
  const char *bytes;  // valid until the engine's next call; may be NULL
  size_t count;
} nabla_outcome;

typedef struct nabla_input {
  const char *bytes;
  size_t count;
  int flag;
} nabla_input;

static inline nabla_engine *nabla_engine_create(void) {
  nabla_engine *engine = (nabla_engine *)calloc(1, sizeof(nabla_engine));
  if (engine == NULL) return NULL;
  engine->arena.allowance = (int64_t)1 << 30;
  engine->context = duk_create_heap(
      nabla_arena_allocate, nabla_arena_reallocate, nabla_arena_free, &engine->arena, NULL);
  if (engine->context != NULL) return engine;
  nabla_arena_release(&engine->arena);
  free(engine);
  return NULL;
}

// Nothing in a heap of ours owns anything outside of the arena, so there is nothing to finalize.
static inline void nabla_engine_discard(nabla_engine *engine) {
  nabla_arena_release(&engine->arena);
  free(engine);
}

static inline duk_ret_t nabla_stringify(duk_context *context, void *unused) {
  (void)unused;
  duk_safe_to_string(context, -1);
  return 1;
}

static inline nabla_outcome nabla_engine_run(
    nabla_engine *engine, duk_safe_call_function function, nabla_input *input, int64_t allowance) {
  nabla_outcome outcome = {0, 0, NULL, 0};
  duk_context *context = engine->context;
  engine->arena.allowance = allowance;
  engine->arena.reserve = allowance;
  engine->arena.failed = 0;
  outcome.succeeded = duk_safe_call(context, function, input, 0, 1) == DUK_EXEC_SUCCESS;
  outcome.exhausted = engine->arena.failed || engine->arena.allowance < 0;
  if (outcome.exhausted) {
    outcome.succeeded = 0;
    return outcome;
  }
  if (!outcome.succeeded) duk_safe_call(context, nabla_stringify, NULL, 1, 1);
  duk_size_t count = 0;
  if (duk_is_buffer_data(context, -1)) {
    outcome.bytes = (const char *)duk_get_buffer_data(context, -1, &count);
  } else {
    outcome.bytes = duk_get_lstring(context, -1, &count);
  }
  outcome.count = count;
  return outcome;
}

// MARK: what a script can call

// charge(cost): counts work that allocates nothing, and stops a script that has used its allowance.
static inline duk_ret_t nabla_charge(duk_context *context) {
  duk_memory_functions functions;
  duk_get_memory_functions(context, &functions);
  nabla_arena *arena = (nabla_arena *)functions.udata;
  double cost = duk_get_number_default(context, 0, 0);
  if (cost > 0 && cost < 1e9) arena->allowance -= (int64_t)cost;
  if (arena->allowance < 0) return duk_error(context, DUK_ERR_RANGE_ERROR, "allowance used up");
  return 0;
}

// Array.prototype.push, which KaTeX calls all the time, made a place at which scripts are stopped.
static inline duk_ret_t nabla_push(duk_context *context) {
  duk_memory_functions functions;
  duk_get_memory_functions(context, &functions);
  if (((nabla_arena *)functions.udata)->allowance < 0) {
    return duk_error(context, DUK_ERR_RANGE_ERROR, "allowance used up");
  }
  duk_idx_t count = duk_get_top(context);
  duk_push_this(context);
  duk_uarridx_t length = (duk_uarridx_t)duk_get_length(context, count);
  for (duk_idx_t index = 0; index < count; index++) {
    duk_dup(context, index);
    duk_put_prop_index(context, count, length + (duk_uarridx_t)index);
  }
  duk_push_uint(context, length + (duk_uarridx_t)count);
  return 1;
}

// MARK: what an engine does

static inline duk_ret_t nabla_version_body(duk_context *context, void *unused) {
  (void)unused;
  duk_eval_string(context, "Duktape.version + ' ' + Duktape.env");
  return 1;
}

static inline duk_ret_t nabla_compile_body(duk_context *context, void *raw) {
  nabla_input *input = (nabla_input *)raw;
  duk_push_lstring(context, input->bytes, input->count);
  duk_push_string(context, "katex.js");
  duk_compile(context, DUK_COMPILE_EVAL);
  duk_dump_function(context);
  return 1;
}

static inline duk_ret_t nabla_load_body(duk_context *context, void *raw) {
  nabla_input *input = (nabla_input *)raw;
  void *buffer = duk_push_fixed_buffer(context, input->count);
  memcpy(buffer, input->bytes, input->count);
  duk_load_function(context);
  duk_call(context, 0);
  duk_push_c_function(context, nabla_push, DUK_VARARGS);
  duk_push_c_function(context, nabla_charge, 1);
  duk_call(context, 2);
  duk_put_global_string(context, "typeset");
  return 0;
}

static inline duk_ret_t nabla_typeset_body(duk_context *context, void *raw) {
  nabla_input *input = (nabla_input *)raw;
  duk_get_global_string(context, "typeset");
  duk_push_lstring(context, input->bytes, input->count);
  duk_push_boolean(context, input->flag);
  duk_call(context, 2);
  return 1;
}

static inline nabla_outcome nabla_engine_call(
    nabla_engine *engine, duk_safe_call_function function, const char *bytes, size_t count,
    int flag, int64_t allowance) {
  nabla_input input = {bytes, count, flag};
  duk_set_top(engine->context, 0);
  return nabla_engine_run(engine, function, &input, allowance);
}

// Compiling KaTeX allocates some 70 MB in all, loading it less.
#define NABLA_LOADING_ALLOWANCE ((int64_t)1 << 30)

static inline nabla_outcome nabla_engine_version(nabla_engine *engine) {
  return nabla_engine_call(engine, nabla_version_body, NULL, 0, 0, NABLA_LOADING_ALLOWANCE);
}

static inline nabla_outcome nabla_engine_compile(
    nabla_engine *engine, const char *source, size_t count) {
  return nabla_engine_call(engine, nabla_compile_body, source, count, 0, NABLA_LOADING_ALLOWANCE);
}

static inline nabla_outcome nabla_engine_load(
    nabla_engine *engine, const char *bytecode, size_t count) {
  return nabla_engine_call(engine, nabla_load_body, bytecode, count, 0, NABLA_LOADING_ALLOWANCE);
}

static inline nabla_outcome nabla_engine_typeset(
    nabla_engine *engine, const char *tex, size_t count, int display, int64_t allowance) {
  return nabla_engine_call(engine, nabla_typeset_body, tex, count, display, allowance);
}

#endif
