# The two exercises in R; a document's chunks call what is here.

norm2 <- function(v) sqrt(sum(v^2))

gradient_check <- function(x, theta, epsilon = 1e-7) {
  gradapprox <- ((theta + epsilon) * x - (theta - epsilon) * x) / (2 * epsilon)
  norm2(x - gradapprox) / (norm2(x) + norm2(gradapprox))
}

rows <- function(v, count) matrix(v, nrow = count, byrow = TRUE)

forward <- function(v, X, Y) {
  W2 <- rows(v[26:40], 3)
  W3 <- rows(v[44:46], 1)
  A1 <- pmax(rows(v[1:20], 5) %*% X + v[21:25], 0)
  A2 <- pmax(W2 %*% A1 + v[41:43], 0)
  A3 <- 1 / (1 + exp(-(W3 %*% A2 + v[47])))
  list(J = sum(-log(A3) * Y - log(1 - A3) * (1 - Y)) / ncol(X),
       A1 = A1, A2 = A2, A3 = A3, W2 = W2, W3 = W3)
}

backward <- function(pass, X, Y) {
  dZ3 <- pass$A3 - Y
  dZ2 <- (t(pass$W3) %*% dZ3) * (pass$A2 > 0)
  dZ1 <- (t(pass$W2) %*% dZ2) * (pass$A1 > 0)
  part <- function(dZ, A) c(t(dZ %*% t(A)), rowSums(dZ)) / ncol(X)
  c(part(dZ1, X), part(dZ2, pass$A1), part(dZ3, pass$A2))
}

gradient_check_n <- function(epsilon = 1e-7) {
  set.seed(1)
  X <- matrix(rnorm(12), 4)
  Y <- c(1, 1, 0)
  theta <- rnorm(47)
  grad <- backward(forward(theta, X, Y), X, Y)
  J <- function(i, step) { theta[i] <- theta[i] + step; forward(theta, X, Y)$J }
  J_plus <- sapply(seq_along(theta), J, epsilon)
  J_minus <- sapply(seq_along(theta), J, -epsilon)
  gradapprox <- (J_plus - J_minus) / (2 * epsilon)
  list(difference = norm2(grad - gradapprox) / (norm2(grad) + norm2(gradapprox)),
       rows = data.frame(J_plus, J_minus, gradapprox, grad))
}
