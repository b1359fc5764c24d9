// Perturbations of one unit's parameters, carried through all layers, a block of lanes at a time.

/// da [units, lanes] from dz, for consecutive units of a hidden layer.
INLINE void activate(
  const ck_network *network, ptrdiff_t layer, ptrdiff_t example, ptrdiff_t first, ptrdiff_t units,
  const double *dz, double *da
) {
  ptrdiff_t start = example * network->sizes[layer] + first;
  const double *values = network->values[layer - 1] + start;
  const double *slopes = network->slopes[layer - 1] + start;
  V biggest = splat(0);
  for (ptrdiff_t u = 0; u < units; u++)
    for (int part = 0; part < PARTS; part++) {
      V d = load(dz + u * CK_LANES + part * WIDTH);
      biggest = larger(absolute(d), biggest);
      store(
        da + u * CK_LANES + part * WIDTH,
        difference_of_activation(network, values[u], slopes[u], d, 1));
    }
  if (network->activation != CK_PIECEWISE_LINEAR && any_above(biggest, SMALL))
    for (ptrdiff_t u = 0; u < units; u++)
      for (int part = 0; part < PARTS; part++) {
        V d = load(dz + u * CK_LANES + part * WIDTH);
        store(
          da + u * CK_LANES + part * WIDTH,
          difference_of_activation(network, values[u], slopes[u], d, 0));
      }
  if (!network->masks || !network->masks[layer - 1]) return;
  const double *masks = network->masks[layer - 1] + start;
  for (ptrdiff_t u = 0; u < units; u++)
    for (int part = 0; part < PARTS; part++) {
      double *place = da + u * CK_LANES + part * WIDTH;
      store(place, masks[u] * load(place));
    }
}

/// The difference of m·J that one example makes, added to the sums.
INLINE void add_loss(
  const ck_network *network, ptrdiff_t example, const double *dz, V sums[PARTS]
) {
  for (int part = 0; part < PARTS; part++) {
    V biggest = splat(0);
    V difference = difference_of_loss(network, example, dz + part * WIDTH, 1, &biggest);
    if (any_above(biggest, SMALL))
      difference = difference_of_loss(network, example, dz + part * WIDTH, 0, &biggest);
    sums[part] = sums[part] + difference;
  }
}

/// What carrying needs beside the network.
typedef struct {
  double *dz, *da;
  /// The weights of the next layer that read the unit.
  double *column;
} carrying_room;

INLINE carrying_room prepare_carrying(
  const ck_network *network, ptrdiff_t layer, ptrdiff_t unit, double *scratch
) {
  const ptrdiff_t *sizes = network->sizes;
  ptrdiff_t size = ck_scratch_size(network) / 3;
  carrying_room room = {scratch, scratch + size, scratch + 2 * size};
  if (layer == network->depth) {
    for (ptrdiff_t i = 0; i < sizes[layer] * CK_LANES; i++) room.dz[i] = 0;
  } else {
    for (ptrdiff_t u = 0; u < sizes[layer + 1]; u++)
      room.column[u] = network->weights[layer][u * sizes[layer] + unit];
  }
  return room;
}

/// Carries changes of z of one unit through all layers, and adds the difference of m·J that one
/// example makes to the sums.
INLINE void carry(
  const ck_network *network, ptrdiff_t layer, ptrdiff_t unit, ptrdiff_t example,
  const V changes[PARTS], const carrying_room *room, V sums[PARTS]
) {
  ptrdiff_t depth = network->depth;
  const ptrdiff_t *sizes = network->sizes;
  double *dz = room->dz, *da = room->da;
  double *moved = layer == depth ? dz + unit * CK_LANES : dz;
  for (int part = 0; part < PARTS; part++) store(moved + part * WIDTH, changes[part]);
  if (layer < depth) {
    activate(network, layer, example, unit, 1, dz, da);
    for (ptrdiff_t u = 0; u < sizes[layer + 1]; u++)
      for (int part = 0; part < PARTS; part++)
        store(dz + u * CK_LANES + part * WIDTH, room->column[u] * load(da + part * WIDTH));
  }
  for (ptrdiff_t next = layer + 1; next < depth; next++) {
    activate(network, next, example, 0, sizes[next], dz, da);
    multiply_block(
      network->weights[next], da, CK_LANES, dz, CK_LANES, sizes[next + 1], sizes[next]);
  }
  add_loss(network, example, dz, sums);
}

static void differences_by_carrying(
  const ck_network *network, ptrdiff_t layer, ptrdiff_t unit, const double *inputs,
  ptrdiff_t stride, const double *steps, double *differences, double *scratch
) {
  carrying_room room = prepare_carrying(network, layer, unit, scratch);
  V changes[PARTS], sums[PARTS];
  for (int part = 0; part < PARTS; part++) sums[part] = splat(0);
  for (ptrdiff_t example = 0; example < network->examples; example++) {
    for (int part = 0; part < PARTS; part++)
      changes[part] =
        load(steps + part * WIDTH) * load(inputs + example * stride + part * WIDTH);
    carry(network, layer, unit, example, changes, &room, sums);
  }
  double mean = 1 / (double)network->examples;
  for (int part = 0; part < PARTS; part++) store(differences + part * WIDTH, mean * sums[part]);
}
