// Differences f(z + d) − f(z) without cancellation, for the activations and the losses.
//
// `small` says that no |d| is above SMALL, which `biggest` then has to confirm. Where it holds, both
// ways give the same bits.

INLINE V difference_of_exponential(V d, int small) {
  return small ? exponential_minus_one_of_small(d) : exponential_minus_one(d);
}

INLINE V difference_of_softplus(V probability, V d, int small) {
  // log(1 + e^(z+d)) − log(1 + e^z) = log(1 + sigmoid(z)·(e^d − 1))
  V x = probability * difference_of_exponential(d, small);
  return small ? logarithm_of_one_plus_small(x) : logarithm_of_one_plus(x);
}

INLINE V quotient_by_one_plus(V numerator, V x, V d, int small) {
  V product = numerator * reciprocal_of_one_plus_small(x);
  return small ? product : choose(absolute(d) <= SMALL, product, numerator / (1.0 + x));
}

INLINE V difference_of_sigmoid(V value, V slope, V d, int small) {
  V e = difference_of_exponential(d, small);
  return quotient_by_one_plus(slope * e, value * e, d, small);
}

INLINE V difference_of_tangent(V value, V slope, V d, int small) {
  V t = small ? tangent_of_small(d) : hyperbolic_tangent(d);
  return quotient_by_one_plus(slope * t, value * t, d, small);
}

INLINE V difference_of_piecewise_linear(V z, V leak, V d) {
  V moved = z + d;
  // What changes of max(0, z); the leak adds its part of the rest.
  V rise = choose(
    z > 0.0, choose(moved > 0.0, d, -z), choose(moved > 0.0, moved, splat(0)));
  return rise + leak * (d - rise);
}

/// The difference of one unit of a hidden layer; its mask comes later.
INLINE V difference_of_activation(
  const ck_network *network, double value, double slope, V d, int small
) {
  switch (network->activation) {
    case CK_TANH: return difference_of_tangent(splat(value), splat(slope), d, small);
    case CK_SIGMOID: return difference_of_sigmoid(splat(value), splat(slope), d, small);
    case CK_SOFTPLUS: return difference_of_softplus(splat(slope), d, small);
    case CK_PIECEWISE_LINEAR:
      return difference_of_piecewise_linear(splat(value), splat(network->leak), d);
  }
}

/// The difference of m·J that one example makes; dz [n_L, lanes] are those of its logits.
INLINE V difference_of_loss(
  const ck_network *network, ptrdiff_t example, const double *dz, int small, V *biggest
) {
  ptrdiff_t units = network->sizes[network->depth];
  const double *outputs = network->outputs + example * units;
  const double *signs = network->signs + example * units;
  V sum = splat(0);
  switch (network->loss) {
    case CK_LOGISTIC:
      for (ptrdiff_t c = 0; c < units; c++) {
        V d = signs[c] * load(dz + c * CK_LANES);
        *biggest = larger(absolute(d), *biggest);
        sum = sum + difference_of_softplus(splat(outputs[c]), d, small);
        if (network->linear)
          sum = sum + network->linear[example * units + c] * load(dz + c * CK_LANES);
      }
      return sum;
    case CK_SOFTMAX: {
      V own = load(dz + network->classes[example] * CK_LANES);
      for (ptrdiff_t c = 0; c < units; c++) {
        V d = load(dz + c * CK_LANES) - own;
        *biggest = larger(absolute(d), *biggest);
        sum = sum + outputs[c] * difference_of_exponential(d, small);
      }
      return small ? logarithm_of_one_plus_small(sum) : logarithm_of_one_plus(sum);
    }
    case CK_SQUARE:
      for (ptrdiff_t c = 0; c < units; c++) {
        V d = load(dz + c * CK_LANES);
        sum = sum + d * (2.0 * signs[c] + d);
      }
      return sum;
    case CK_SQUARE_SIGMOID:
      for (ptrdiff_t c = 0; c < units; c++) {
        V d = load(dz + c * CK_LANES);
        *biggest = larger(absolute(d), *biggest);
        V slope = splat(network->linear[example * units + c]);
        V a = difference_of_sigmoid(splat(outputs[c]), slope, d, small);
        sum = sum + a * (2.0 * signs[c] + a);
      }
      return sum;
    case CK_SQUARE_SOFTMAX: {
      V total = splat(0);
      for (ptrdiff_t c = 0; c < units; c++)
        total = total + outputs[c] * exponential_minus_one(load(dz + c * CK_LANES));
      for (ptrdiff_t c = 0; c < units; c++) {
        V e = exponential_minus_one(load(dz + c * CK_LANES));
        V a = outputs[c] * (e - total) / (1.0 + total);
        sum = sum + a * (2.0 * signs[c] + a);
      }
      return sum;
    }
  }
}
