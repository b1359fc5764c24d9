// Which kernels this processor can run.
#include "CKernels.h"

extern const ck_kernels ck_portable_kernels;
#if defined(__x86_64__)
extern const ck_kernels ck_avx2_kernels;
extern const ck_kernels ck_avx512_kernels;
#endif

static const ck_kernels *available[4];

__attribute__((constructor)) static void find_kernels(void) {
  int count = 0;
  available[count++] = &ck_portable_kernels;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2")) available[count++] = &ck_avx2_kernels;
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
      && __builtin_cpu_supports("avx512vl"))
    available[count++] = &ck_avx512_kernels;
#endif
}

const ck_kernels *const *ck_all_kernels(void) { return available; }

const ck_kernels *ck_kernels_for_this_processor(void) {
  int last = 0;
  while (available[last + 1]) last++;
  return available[last];
}

ptrdiff_t ck_scratch_size(const ck_network *network) {
  ptrdiff_t widest = 1;
  for (ptrdiff_t l = 1; l <= network->depth; l++)
    if (network->sizes[l] > widest) widest = network->sizes[l];
  return 3 * widest * CK_LANES;
}
