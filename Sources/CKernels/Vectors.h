// Vectors of WIDTH doubles, and the operations on them that C doesn't have.

typedef double V __attribute__((ext_vector_type(WIDTH)));
typedef int64_t I __attribute__((ext_vector_type(WIDTH)));
typedef double VU __attribute__((ext_vector_type(WIDTH), aligned(8), may_alias));

#define INLINE static inline __attribute__((always_inline))
/// The vectors of one block of lanes.
#define PARTS (CK_LANES / WIDTH)

INLINE V load(const double *p) { return *(const VU *)p; }
INLINE void store(double *p, V x) { *(VU *)p = x; }
INLINE V splat(double x) { return (V)x; }
INLINE V as_double(I x) { return (V)x; }
INLINE I as_bits(V x) { return (I)x; }

/// a where the mask is −1, b where it is 0.
INLINE V choose(I mask, V a, V b) {
  return as_double((mask & as_bits(a)) | (~mask & as_bits(b)));
}
INLINE V absolute(V x) { return as_double(as_bits(x) & INT64_MAX); }
/// The larger number; b where either isn't one.
INLINE V larger(V a, V b) { return choose(a > b, a, b); }

/// Whether any lane is above the limit.
INLINE int any_above(V x, double limit) {
  for (int lane = 0; lane < WIDTH; lane++)
    if (x[lane] > limit) return 1;
  return 0;
}

/// 2ᵏ for −1022 ≤ k ≤ 1023.
INLINE V power_of_two(I k) { return as_double((k + 1023) << 52); }
