// The kernels with vectors of 8 doubles.
#if defined(__x86_64__)
#include "CKernels.h"
#include <math.h>

#pragma STDC FP_CONTRACT OFF
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl"))), apply_to = function)

#define WIDTH 8
#include "Vectors.h"
#include "Functions.h"
#include "Products.h"
#include "Differences.h"
#include "Carrying.h"
#include "Curves.h"
#include "Responses.h"

const ck_kernels ck_avx512_kernels = {
  .name = "avx512",
  .multiply = multiply,
  .exponential = all_exponential,
  .exponential_minus_one = all_exponential_minus_one,
  .logarithm = all_logarithm,
  .logarithm_of_one_plus = all_logarithm_of_one_plus,
  .hyperbolic_tangent = all_hyperbolic_tangent,
  .responses = responses,
  .differences_by_response = differences_by_response,
  .differences_by_carrying = differences_by_carrying,
  .curves = curves,
  .differences_by_curves = differences_by_curves,
};

#pragma clang attribute pop
#endif
