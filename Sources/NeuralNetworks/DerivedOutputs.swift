import CKernels

/// What the loops need to know of the loss, derived from the logits [m, n_L] of the last layer.
struct DerivedOutputs {
  let loss: ck_loss
  /// Probabilities; for the logistic loss that of the wrong answer.
  let outputs: [Double]
  /// The direction of the wrong answer for the logistic loss, `a − y` for the squares.
  let signs: [Double]
  /// A factor of each logit or, for the squared error of a sigmoid, its slope.
  let linear: [Double]?

  init(logits: Matrix<Double>, labels: Labels, network: Network) {
    let z = logits.elements
    let targets = labels.targets.transposed.elements
    switch (network.loss, network.link) {
    case (.meanSquaredError, .identity):
      loss = CK_SQUARE
      outputs = z
      signs = zip(z, targets).map(-)
      linear = nil
    case (.meanSquaredError, .sigmoid):
      loss = CK_SQUARE_SIGMOID
      outputs = portableSigmoid(z)
      signs = zip(outputs, targets).map(-)
      linear = zip(outputs, portableSigmoid(z.map(-))).map { $0 * $1 }
    case (.meanSquaredError, .softmax):
      loss = CK_SQUARE_SOFTMAX
      outputs = portableSoftmax(logits)
      signs = zip(outputs, targets).map(-)
      linear = nil
    case (_, .softmax):
      loss = CK_SOFTMAX
      outputs = portableSoftmax(logits)
      signs = []
      linear = nil
    case (_, .sigmoid), (_, .identity):
      // y·softplus(−z) + (1 − y)·softplus(z) is softplus(−z) for a yes and softplus(z) for a no;
      // in between it is softplus(z) − yz.
      loss = CK_LOGISTIC
      signs = targets.map { $0 == 1 ? -1 : 1 }
      outputs = portableSigmoid(zip(signs, z).map(*))
      let isCertain = targets.allSatisfy { $0 == 0 || $0 == 1 }
      linear = isCertain ? nil : targets.map { $0 == 1 ? 0 : -$0 }
    }
  }
}

/// Returns the softmax of each row.
private func portableSoftmax(_ logits: Matrix<Double>) -> [Double] {
  (0..<logits.rows).flatMap { row in
    softmax(logits.row(row).map { PortableDouble(real: $0) }).map(\.real)
  }
}
