// Smooth networks: how the loss of each example depends on z of a unit, as a polynomial that serves
// all parameters of the unit.
//
// For |d| ≤ reach the loss of example k changes by d·q_k(d / reach), and q_k is interpolated at the
// zeros of the Chebyshev polynomial of degree CK_LANES, one in each lane: all of them are carried
// through the layers in one go. Since d is a factor, small changes are as accurate as large ones.

/// cos(jπ/32) for j = 0, …, 16: literals, as libraries differ in the last bit.
static const double cosines[CK_LANES + 1] = {
  0x1p0,                  0x1.fd88da3d12526p-1, 0x1.f6297cff75cb0p-1, 0x1.e9f4156c62ddap-1,
  0x1.d906bcf328d46p-1,   0x1.c38b2f180bdb1p-1, 0x1.a9b66290ea1a3p-1, 0x1.8bc806b151741p-1,
  0x1.6a09e667f3bcdp-1,   0x1.44cf325091dd6p-1, 0x1.1c73b39ae68c8p-1, 0x1.e2b5d3806f63bp-2,
  0x1.87de2a6aea963p-2,   0x1.294062ed59f06p-2, 0x1.8f8b83c69a60bp-3, 0x1.917a6bc29b42cp-4,
  0,
};

/// T_degree at the zero of number `node`, cos(degree·(2·node + 1)·π / 32).
static double chebyshev(int degree, int node) {
  int angle = degree * (2 * node + 1) % (4 * CK_LANES);
  if (angle > 2 * CK_LANES) angle = 4 * CK_LANES - angle;
  return angle <= CK_LANES ? cosines[angle] : -cosines[2 * CK_LANES - angle];
}

/// Terms whose part of the largest curve is smaller are rounding.
#define NEGLIGIBLE 0x1p-50
/// Where the last terms have a larger part, the polynomial is none of the function.
#define TOO_LARGE 0x1p-46

static ptrdiff_t curves(
  const ck_network *network, ptrdiff_t layer, ptrdiff_t unit, const double *reaches,
  double *coefficients, double *scratch
) {
  double nodes[CK_LANES], transform[CK_LANES][CK_LANES];
  for (int node = 0; node < CK_LANES; node++) {
    nodes[node] = chebyshev(1, node);
    for (int n = 0; n < CK_LANES; n++)
      transform[node][n] = (n == 0 ? 1.0 : 2.0) / CK_LANES * chebyshev(n, node);
  }
  carrying_room room = prepare_carrying(network, layer, unit, scratch);
  double largest = 0, parts[CK_LANES] = {0};
  for (ptrdiff_t example = 0; example < network->examples; example++) {
    double reach = reaches[example];
    V moved[PARTS], losses[PARTS], sums[PARTS];
    for (int part = 0; part < PARTS; part++) {
      moved[part] = reach * load(nodes + part * WIDTH);
      losses[part] = sums[part] = splat(0);
    }
    carry(network, layer, unit, example, moved, &room, losses);
    for (int node = 0; node < CK_LANES; node++) {
      double quotient =
        losses[node / WIDTH][node % WIDTH] / moved[node / WIDTH][node % WIDTH];
      for (int part = 0; part < PARTS; part++)
        sums[part] = sums[part] + quotient * load(transform[node] + part * WIDTH);
    }
    double *curve = coefficients + example * CK_LANES;
    for (int part = 0; part < PARTS; part++) store(curve + part * WIDTH, sums[part]);
    for (int n = 0; n < CK_LANES; n++) {
      double size = reach * fabs(curve[n]);
      // What is no number stays, and is too large below.
      if (parts[n] == parts[n] && !(size <= parts[n])) parts[n] = size;
      if (largest == largest && !(size <= largest)) largest = size;
    }
  }
  if (!(parts[CK_LANES - 1] <= TOO_LARGE * largest && parts[CK_LANES - 2] <= TOO_LARGE * largest))
    return 0;
  ptrdiff_t terms = CK_LANES;
  while (terms > 1 && parts[terms - 1] <= NEGLIGIBLE * largest) terms--;
  return terms;
}

static void differences_by_curves(
  const ck_network *network, const double *inputs, ptrdiff_t stride, const double *steps,
  const double *reaches, const double *coefficients, ptrdiff_t terms, double *differences
) {
  V sums[PARTS];
  for (int part = 0; part < PARTS; part++) sums[part] = splat(0);
  for (ptrdiff_t example = 0; example < network->examples; example++) {
    const double *curve = coefficients + example * CK_LANES;
    double inverse = 1 / reaches[example];
    for (int part = 0; part < PARTS; part++) {
      V d = load(steps + part * WIDTH) * load(inputs + example * stride + part * WIDTH);
      V x = inverse * d;
      // Clenshaw's recurrence.
      V next = splat(0), last = splat(0);
      for (ptrdiff_t n = terms - 1; n > 0; n--) {
        V current = curve[n] + ((x + x) * next - last);
        last = next;
        next = current;
      }
      sums[part] = sums[part] + d * (curve[0] + (x * next - last));
    }
  }
  double mean = 1 / (double)network->examples;
  for (int part = 0; part < PARTS; part++) store(differences + part * WIDTH, mean * sums[part]);
}
