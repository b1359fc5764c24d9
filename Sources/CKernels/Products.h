// Matrix products, each entry summed from left to right.

/// How many rows of a product are summed side by side: as many as there are registers for.
#define ROWS (WIDTH / 2)

/// ROWS or fewer rows of a product, a block of lanes wide.
INLINE void multiply_rows(
  int rows, const double *left, ptrdiff_t inner, const double *right, ptrdiff_t stride,
  double *product, ptrdiff_t product_stride
) {
  V sums[ROWS][PARTS];
  for (int row = 0; row < rows; row++)
    for (int part = 0; part < PARTS; part++) sums[row][part] = splat(0);
  for (ptrdiff_t i = 0; i < inner; i++) {
    V entries[PARTS];
    for (int part = 0; part < PARTS; part++)
      entries[part] = load(right + i * stride + part * WIDTH);
    for (int row = 0; row < rows; row++) {
      V factor = splat(left[row * inner + i]);
      for (int part = 0; part < PARTS; part++)
        sums[row][part] = sums[row][part] + factor * entries[part];
    }
  }
  for (int row = 0; row < rows; row++)
    for (int part = 0; part < PARTS; part++)
      store(product + row * product_stride + part * WIDTH, sums[row][part]);
}

/// A product that is a block of lanes wide.
INLINE void multiply_block(
  const double *left, const double *right, ptrdiff_t stride, double *product,
  ptrdiff_t product_stride, ptrdiff_t rows, ptrdiff_t inner
) {
  ptrdiff_t row = 0;
  for (; row + ROWS <= rows; row += ROWS)
    multiply_rows(
      ROWS, left + row * inner, inner, right, stride, product + row * product_stride,
      product_stride);
  for (; row < rows; row++)
    multiply_rows(
      1, left + row * inner, inner, right, stride, product + row * product_stride, product_stride);
}

static void multiply(
  const double *left, const double *right, double *product, ptrdiff_t rows, ptrdiff_t inner,
  ptrdiff_t columns
) {
  ptrdiff_t column = 0;
  for (; column + CK_LANES <= columns; column += CK_LANES)
    multiply_block(left, right + column, columns, product + column, columns, rows, inner);
  for (; column < columns; column++)
    for (ptrdiff_t row = 0; row < rows; row++) {
      double sum = 0;
      for (ptrdiff_t i = 0; i < inner; i++)
        sum = sum + left[row * inner + i] * right[i * columns + column];
      product[row * columns + column] = sum;
    }
}

// Functions of every entry of an array.

#define ELEMENTWISE(name, function)                                     \
  static void name(const double *x, double *y, ptrdiff_t count) {       \
    ptrdiff_t i = 0;                                                    \
    for (; i + WIDTH <= count; i += WIDTH) store(y + i, function(load(x + i))); \
    if (i == count) return;                                             \
    double rest[WIDTH] = {0};                                           \
    for (ptrdiff_t j = i; j < count; j++) rest[j - i] = x[j];           \
    store(rest, function(load(rest)));                                  \
    for (ptrdiff_t j = i; j < count; j++) y[j] = rest[j - i];           \
  }

ELEMENTWISE(all_exponential, exponential)
ELEMENTWISE(all_exponential_minus_one, exponential_minus_one)
ELEMENTWISE(all_logarithm, logarithm)
ELEMENTWISE(all_logarithm_of_one_plus, logarithm_of_one_plus)
ELEMENTWISE(all_hyperbolic_tangent, hyperbolic_tangent)
