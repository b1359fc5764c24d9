// The few loops that gradient checks spend their time in.
//
// Every function gives the same bits on every processor. There is one source for all of them: each
// lane of a vector does the same IEEE operations in the same order as every other, so the width of
// the vectors shows in the time alone. Products are never contracted with sums.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>
#include <stdint.h>

/// How many perturbations, or units, are carried through a network side by side.
#define CK_LANES 16

/// What a hidden layer applies to its units.
typedef enum {
  /// z where z > 0, else leak·z; with infinite `values` the identity.
  CK_PIECEWISE_LINEAR,
  CK_TANH,
  CK_SIGMOID,
  CK_SOFTPLUS,
} ck_activation;

/// What J averages over the examples.
typedef enum {
  /// Σ_c log(1 + e^(s·z_c)), with signs s, and a linear part.
  CK_LOGISTIC,
  /// log Σ_c e^(z_c) − z_class.
  CK_SOFTMAX,
  /// Σ_c (z_c − y_c)².
  CK_SQUARE,
  /// Σ_c (sigmoid(z_c) − y_c)².
  CK_SQUARE_SIGMOID,
  /// Σ_c (softmax(z)_c − y_c)².
  CK_SQUARE_SOFTMAX,
} ck_loss;

/// A network at a point, after a forward pass. Layers count from 1; arrays over units hold one row
/// [n_l] for each example.
typedef struct {
  ptrdiff_t examples, depth;
  /// n_0, …, n_L.
  const ptrdiff_t *sizes;
  /// W_l [n_l, n_{l−1}], at l − 1.
  const double *const *weights;

  ck_activation activation;
  double leak;
  /// At l − 1, for hidden layers: z for piecewise-linear units, else a before any mask.
  const double *const *values;
  /// da/dz; for piecewise-linear units with the factor of `masks`.
  const double *const *slopes;
  /// 1/|z|, for piecewise-linear units.
  const double *const *inverses;
  /// What activations are multiplied by, 0 for those dropped out; null where nothing is.
  const double *const *masks;

  ck_loss loss;
  /// Probabilities [m, n_L]; for `CK_LOGISTIC` those of the wrong answer, sigmoid(s·z).
  const double *outputs;
  /// s for `CK_LOGISTIC`, a − y for the squares, [m, n_L].
  const double *signs;
  /// The factor of z beside the logistic part, [m, n_L]; null if there is none.
  const double *linear;
  /// The class of each example, for `CK_SOFTMAX`.
  const ptrdiff_t *classes;
} ck_network;

/// One table of functions for each instruction set.
typedef struct {
  const char *name;

  /// product = left [rows, inner] · right [inner, columns], each entry summed from left to right.
  void (*multiply)(
    const double *left, const double *right, double *product, ptrdiff_t rows, ptrdiff_t inner,
    ptrdiff_t columns);

  /// Elementwise functions; x and y may be the same.
  void (*exponential)(const double *x, double *y, ptrdiff_t count);
  void (*exponential_minus_one)(const double *x, double *y, ptrdiff_t count);
  void (*logarithm)(const double *x, double *y, ptrdiff_t count);
  void (*logarithm_of_one_plus)(const double *x, double *y, ptrdiff_t count);
  void (*hyperbolic_tangent)(const double *x, double *y, ptrdiff_t count);

  /// How the logits of the last layer respond to a block of units of a hidden layer, as long as no
  /// piecewise-linear unit changes its side.
  ///
  /// responses[k][c][lane] = ∂z_{L,c} / ∂z of unit `first + lane`, for example k;
  /// closeness[k][lane] = 1 / (how far z of that unit can move before a unit changes its side).
  /// `scratch` has room for `ck_scratch_size`.
  void (*responses)(
    const ck_network *network, ptrdiff_t layer, ptrdiff_t first, double *responses,
    double *closeness, double *scratch);

  /// J(θ + h) − J(θ) for perturbations of one unit's parameters, from its responses.
  ///
  /// Lane p changes z of the unit by steps[p]·inputs[k·stride + p]. Flags the lanes where a unit
  /// changes its side; their differences mean nothing.
  void (*differences_by_response)(
    const ck_network *network, ptrdiff_t unit, const double *inputs, ptrdiff_t stride,
    const double *steps, const double *responses, const double *closeness, double *differences,
    uint8_t *flags, double *scratch);

  /// J(θ + h) − J(θ) for perturbations of one unit's parameters, carried through all layers.
  void (*differences_by_carrying)(
    const ck_network *network, ptrdiff_t layer, ptrdiff_t unit, const double *inputs,
    ptrdiff_t stride, const double *steps, double *differences, double *scratch);

  /// How m·J depends on z of a unit of a hidden layer that is smooth: for changes up to
  /// reaches[k] of example k, its part changes by d·Σ_n coefficients[k][n]·T_n(d / reaches[k]), with
  /// Chebyshev polynomials T_n.
  ///
  /// Returns how many terms count, or 0 where no polynomial of degree `CK_LANES` is near enough.
  ptrdiff_t (*curves)(
    const ck_network *network, ptrdiff_t layer, ptrdiff_t unit, const double *reaches,
    double *coefficients, double *scratch);

  /// J(θ + h) − J(θ) for perturbations of one unit's parameters, from its curves.
  void (*differences_by_curves)(
    const ck_network *network, const double *inputs, ptrdiff_t stride, const double *steps,
    const double *reaches, const double *coefficients, ptrdiff_t terms, double *differences);
} ck_kernels;

/// Returns the kernels for this processor.
const ck_kernels *ck_kernels_for_this_processor(void);

/// Returns all kernels that this processor can run, ended by a null pointer; the portable ones are
/// the first.
const ck_kernels *const *ck_all_kernels(void);

/// Returns how many numbers of scratch space the kernels need for a network.
ptrdiff_t ck_scratch_size(const ck_network *network);

#endif
