// Exponentials and logarithms, from IEEE operations alone.
//
// Largest errors found over millions of arguments, in units in the last place of the result:
// exponential 1.0, exponential − 1 1.5, logarithm 0.9, logarithm of 1 + x 0.9, tangent 2.5.

/// Below this the short series are as good as the long ones.
#define SMALL 0x1p-10

/// eˣ − 1 for |x| ≤ SMALL.
INLINE V exponential_minus_one_of_small(V x) {
  V p = splat(1.0 / 120);
  p = p * x + 1.0 / 24;
  p = p * x + 1.0 / 6;
  p = p * x + 0.5;
  return x + (x * x) * p;
}

/// log(1 + x) for |x| ≤ 2·SMALL.
INLINE V logarithm_of_one_plus_small(V x) {
  V p = splat(-1.0 / 6);
  p = p * x + 1.0 / 5;
  p = p * x - 0.25;
  p = p * x + 1.0 / 3;
  p = p * x - 0.5;
  return x + (x * x) * p;
}

/// tanh x for |x| ≤ SMALL.
INLINE V tangent_of_small(V x) {
  V square = x * x;
  return x + (x * square) * (square * (2.0 / 15) - 1.0 / 3);
}

/// 1 / (1 + x) for |x| ≤ SMALL.
INLINE V reciprocal_of_one_plus_small(V x) {
  V p = 1.0 - x;
  p = 1.0 - x * p;
  p = 1.0 - x * p;
  p = 1.0 - x * p;
  return 1.0 - x * p;
}

/// e^r − 1 and k with x = k·ln 2 + r, |r| ≤ ½ ln 2.
INLINE V reduced_exponential(V x, I *k) {
  const double shift = 0x1.8p52;
  V count = x * 0x1.71547652b82fep0 + shift;
  *k = (as_bits(count) << 32) >> 32;
  count = count - shift;
  V r = (x - count * 0x1.62e42feep-1) - count * 0x1.a39ef35793c76p-33;
  // The series of Taylor; the first term left out is below 2⁻⁵⁶ of the result.
  V p = splat(1.0 / 6227020800);
  p = p * r + 1.0 / 479001600;
  p = p * r + 1.0 / 39916800;
  p = p * r + 1.0 / 3628800;
  p = p * r + 1.0 / 362880;
  p = p * r + 1.0 / 40320;
  p = p * r + 1.0 / 5040;
  p = p * r + 1.0 / 720;
  p = p * r + 1.0 / 120;
  p = p * r + 1.0 / 24;
  p = p * r + 1.0 / 6;
  p = p * r + 0.5;
  return r + (r * r) * p;
}

/// Keeps an exponent where 2^k can be written as a product of two powers.
INLINE V clamped_exponent(V x) {
  // Comparisons with what isn't a number fail, and it stays.
  x = choose(x > 720.0, splat(720.0), x);
  return choose(x < -760.0, splat(-760.0), x);
}

INLINE V exponential(V x) {
  I k;
  V p = reduced_exponential(clamped_exponent(x), &k);
  I half = k >> 1;
  V result = ((1.0 + p) * power_of_two(half)) * power_of_two(k - half);
  return choose(x == x, result, x);
}

INLINE V exponential_minus_one(V x) {
  I k;
  V p = reduced_exponential(clamped_exponent(x), &k);
  I half = k >> 1;
  V low = power_of_two(half);
  V result = (p * low + (low - power_of_two(half - k))) * power_of_two(k - half);
  result = choose(absolute(x) <= SMALL, exponential_minus_one_of_small(x), result);
  return choose(x == x, result, x);
}

/// log(1 + f) + k·ln 2 + correction, for ½√2 − 1 ≤ f ≤ √2 − 1 (fdlibm's polynomial).
INLINE V logarithm_of_parts(V f, V k, V correction) {
  V half_square = 0.5 * f * f;
  V s = f / (2.0 + f);
  V z = s * s;
  V p = splat(1.479819860511658591e-01);
  p = p * z + 1.531383769920937332e-01;
  p = p * z + 1.818357216161805012e-01;
  p = p * z + 2.222219843214978396e-01;
  p = p * z + 2.857142874366239149e-01;
  p = p * z + 3.999999999940941908e-01;
  p = p * z + 6.666666666666735130e-01;
  p = p * z;
  V small = k * 1.90821492927058770002e-10 + correction;
  return k * 6.93147180369123816490e-01 - ((half_square - (s * (half_square + p) + small)) - f);
}

/// m and k with x = m·2ᵏ, ½√2 ≤ m < √2, for normal x.
INLINE V split(V x, V *k) {
  I bits = as_bits(x);
  I above = (bits - 0x3fe6a09e667f3bcd) >> 52;
  *k = __builtin_convertvector(above, V);
  return as_double(bits - (above << 52));
}

/// What logarithms are where the argument is 0, negative, infinite or no number.
INLINE V logarithm_at_ends(V x, V result) {
  result = choose(x == 0.0, splat(-INFINITY), result);
  result = choose(x < 0.0, splat(NAN), result);
  result = choose(x == INFINITY, x, result);
  return choose(x == x, result, x);
}

INLINE V logarithm(V x) {
  I is_subnormal = x < 0x1p-1022;
  V k;
  V m = split(choose(is_subnormal, x * 0x1p54, x), &k);
  k = k - as_double(is_subnormal & as_bits(splat(54.0)));
  return logarithm_at_ends(x, logarithm_of_parts(m - 1.0, k, splat(0.0)));
}

INLINE V logarithm_of_one_plus(V x) {
  V u = 1.0 + x;
  V k;
  V m = split(u, &k);
  // What was lost in 1 + x.
  V lost = choose(u >= 2.0, 1.0 - (u - x), x - (u - 1.0)) / u;
  I is_near = k == 0.0;
  V f = choose(is_near, x, m - 1.0);
  V result = logarithm_of_parts(f, k, choose(is_near, splat(0.0), lost));
  result = logarithm_at_ends(u, result);
  return choose(absolute(x) <= 2 * SMALL, logarithm_of_one_plus_small(x), result);
}

INLINE V hyperbolic_tangent(V x) {
  V e = exponential_minus_one(-2.0 * absolute(x));
  V t = -e / (2.0 + e);
  t = as_double(as_bits(t) | (as_bits(x) & INT64_MIN));
  return choose(absolute(x) <= SMALL, tangent_of_small(x), t);
}
