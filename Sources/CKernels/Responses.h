// Piecewise-linear networks: how the logits respond to each unit, and what follows for its
// parameters as long as no unit changes its side.

/// At `scratch` a block of `lanes` columns of a matrix, the rest of the lanes filled with 0.
INLINE void copy_columns(
  const double *matrix, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t lanes, double *block
) {
  for (ptrdiff_t row = 0; row < rows; row++)
    for (ptrdiff_t lane = 0; lane < CK_LANES; lane++)
      block[row * CK_LANES + lane] = lane < lanes ? matrix[row * columns + lane] : 0;
}

static void responses(
  const ck_network *network, ptrdiff_t layer, ptrdiff_t first, double *responses,
  double *closeness, double *scratch
) {
  ptrdiff_t depth = network->depth;
  const ptrdiff_t *sizes = network->sizes;
  ptrdiff_t room = ck_scratch_size(network) / 3;
  double *dz = scratch, *da = dz + room, *columns = da + room;
  ptrdiff_t left = sizes[layer] - first;
  ptrdiff_t lanes = left < CK_LANES ? left : CK_LANES;
  copy_columns(network->weights[layer] + first, sizes[layer + 1], sizes[layer], lanes, columns);

  for (ptrdiff_t example = 0; example < network->examples; example++) {
    double slopes[CK_LANES], inverses[CK_LANES];
    ptrdiff_t start = example * sizes[layer] + first;
    copy_columns(network->slopes[layer - 1] + start, 1, lanes, lanes, slopes);
    copy_columns(network->inverses[layer - 1] + start, 1, lanes, lanes, inverses);
    V closest[PARTS];
    for (int part = 0; part < PARTS; part++) {
      closest[part] = load(inverses + part * WIDTH);
      V slope = load(slopes + part * WIDTH);
      for (ptrdiff_t u = 0; u < sizes[layer + 1]; u++) {
        ptrdiff_t place = u * CK_LANES + part * WIDTH;
        store(dz + place, slope * load(columns + place));
      }
    }
    for (ptrdiff_t next = layer + 1; next < depth; next++) {
      const double *slope = network->slopes[next - 1] + example * sizes[next];
      const double *inverse = network->inverses[next - 1] + example * sizes[next];
      for (ptrdiff_t u = 0; u < sizes[next]; u++)
        for (int part = 0; part < PARTS; part++) {
          V d = load(dz + u * CK_LANES + part * WIDTH);
          closest[part] = larger(inverse[u] * absolute(d), closest[part]);
          store(da + u * CK_LANES + part * WIDTH, slope[u] * d);
        }
      multiply_block(
        network->weights[next], da, CK_LANES, dz, CK_LANES, sizes[next + 1], sizes[next]);
    }
    double *out = responses + example * sizes[depth] * CK_LANES;
    for (ptrdiff_t i = 0; i < sizes[depth] * CK_LANES; i++) out[i] = dz[i];
    for (int part = 0; part < PARTS; part++)
      store(closeness + example * CK_LANES + part * WIDTH, closest[part]);
  }
}

/// One pass over the examples; returns whether some |d| was above SMALL.
INLINE int add_examples(
  const ck_network *network, ptrdiff_t lane, const double *inputs, ptrdiff_t stride,
  const double *steps, const double *responses, const double *closeness, int small, double *dz,
  V sums[PARTS], V nearest[PARTS]
) {
  ptrdiff_t outputs = network->sizes[network->depth];
  V biggest = splat(0);
  for (int part = 0; part < PARTS; part++) sums[part] = nearest[part] = splat(0);
  for (ptrdiff_t example = 0; example < network->examples; example++) {
    double close = closeness[example * CK_LANES + lane];
    const double *response = responses + example * outputs * CK_LANES + lane;
    for (int part = 0; part < PARTS; part++) {
      V moved =
        load(steps + part * WIDTH) * load(inputs + example * stride + part * WIDTH);
      nearest[part] = larger(close * absolute(moved), nearest[part]);
      for (ptrdiff_t c = 0; c < outputs; c++)
        store(dz + c * CK_LANES + part * WIDTH, response[c * CK_LANES] * moved);
      sums[part] =
        sums[part] + difference_of_loss(network, example, dz + part * WIDTH, small, &biggest);
    }
  }
  return any_above(biggest, SMALL);
}

static void differences_by_response(
  const ck_network *network, ptrdiff_t unit, const double *inputs, ptrdiff_t stride,
  const double *steps, const double *responses, const double *closeness, double *differences,
  uint8_t *flags, double *scratch
) {
  ptrdiff_t lane = unit % CK_LANES;
  V sums[PARTS], nearest[PARTS];
  if (add_examples(
        network, lane, inputs, stride, steps, responses, closeness, 1, scratch, sums, nearest))
    add_examples(
      network, lane, inputs, stride, steps, responses, closeness, 0, scratch, sums, nearest);
  double mean = 1 / (double)network->examples;
  for (int part = 0; part < PARTS; part++) {
    store(differences + part * WIDTH, mean * sums[part]);
    for (int i = 0; i < WIDTH; i++)
      // A little short of the kink, since the responses are rounded.
      flags[part * WIDTH + i] = !(nearest[part][i] < 1 - 0x1p-20);
  }
}
