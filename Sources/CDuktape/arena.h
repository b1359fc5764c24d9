// The memory of one JavaScript heap: chunks cut into blocks, and one list of free blocks per size.
//
// An arena of our own rather than malloc for two reasons. It goes away as a whole, so a heap that
// ran out of memory is never walked again to be taken down (Duktape 2.7 has crashed in one). And it
// knows what has been asked for so far, which is how a hostile formula is stopped.

#ifndef NABLA_CDUKTAPE_ARENA_H
#define NABLA_CDUKTAPE_ARENA_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define NABLA_CHUNK_SIZE ((size_t)4 << 20)
#define NABLA_SMALL_LIMIT ((size_t)1024)
#define NABLA_SIZE_CLASSES 128

typedef struct nabla_chunk {
  struct nabla_chunk *next;
  size_t unused;  // keeps the blocks behind it aligned to 16 bytes
} nabla_chunk;

typedef struct nabla_arena {
  nabla_chunk *chunks;
  char *next, *end;
  void *free_blocks[NABLA_SIZE_CLASSES];
  // What may still be asked for: the sum of all sizes, not what is in use at a time, so that a loop
  // which allocates and frees comes to an end as well, and on every machine at the same step.
  int64_t allowance;
  // How far below zero the allowance may go before an allocation fails. Between the two limits the
  // script is stopped by an exception, from which Duktape recovers more surely than from failures.
  int64_t reserve;
  int failed;
} nabla_arena;

// Up to 1 kB a class for each multiple of 16, then one for each power of two.
static inline unsigned nabla_size_class(size_t size, size_t *rounded) {
  if (size <= NABLA_SMALL_LIMIT) {
    *rounded = (size + 15) & ~(size_t)15;
    return (unsigned)(*rounded / 16);
  }
  unsigned index = (unsigned)(NABLA_SMALL_LIMIT / 16);
  for (*rounded = NABLA_SMALL_LIMIT; *rounded < size; *rounded *= 2) index++;
  return index;
}

static inline void *nabla_arena_cut(nabla_arena *arena, size_t size) {
  if ((size_t)(arena->end - arena->next) < size) {
    size_t space = size > NABLA_CHUNK_SIZE ? size : NABLA_CHUNK_SIZE;
    nabla_chunk *chunk = (nabla_chunk *)malloc(sizeof(nabla_chunk) + space);
    if (chunk == NULL) return NULL;
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    arena->next = (char *)(chunk + 1);
    arena->end = arena->next + space;
  }
  void *block = arena->next;
  arena->next += size;
  return block;
}

// Each block has its size class in the 16 bytes before it.
static inline void *nabla_arena_allocate(void *context, size_t size) {
  nabla_arena *arena = (nabla_arena *)context;
  // The upper bound keeps the rounding and the sum below from overflowing.
  if (size == 0 || size > ((size_t)1 << 30)) return NULL;
  arena->allowance -= (int64_t)size;
  if (arena->allowance < -arena->reserve) {
    arena->failed = 1;
    return NULL;
  }
  size_t rounded;
  unsigned index = nabla_size_class(size, &rounded);
  void *block = arena->free_blocks[index];
  if (block != NULL) {
    arena->free_blocks[index] = *(void **)block;
    return block;
  }
  size_t *header = (size_t *)nabla_arena_cut(arena, rounded + 16);
  if (header == NULL) {
    arena->failed = 1;
    return NULL;
  }
  header[0] = index;
  header[1] = rounded;
  return header + 2;
}

static inline void nabla_arena_free(void *context, void *block) {
  if (block == NULL) return;
  nabla_arena *arena = (nabla_arena *)context;
  size_t index = ((size_t *)block)[-2];
  *(void **)block = arena->free_blocks[index];
  arena->free_blocks[index] = block;
}

static inline void *nabla_arena_reallocate(void *context, void *block, size_t size) {
  if (block == NULL) return nabla_arena_allocate(context, size);
  if (size == 0) {
    nabla_arena_free(context, block);
    return NULL;
  }
  size_t old = ((size_t *)block)[-1];
  if (size <= old) return block;
  void *larger = nabla_arena_allocate(context, size);
  if (larger == NULL) return NULL;
  memcpy(larger, block, old);
  nabla_arena_free(context, block);
  return larger;
}

static inline void nabla_arena_release(nabla_arena *arena) {
  while (arena->chunks != NULL) {
    nabla_chunk *next = arena->chunks->next;
    free(arena->chunks);
    arena->chunks = next;
  }
}

#endif
