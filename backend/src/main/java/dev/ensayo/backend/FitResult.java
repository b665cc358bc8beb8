package dev.ensayo.backend;

/** What one {@link Model#fit} measured; reused from step to step. */
public final class FitResult {
  private double loss;
  private double gradientNorm;

  void set(double loss, double gradientNorm) {
    this.loss = loss;
    this.gradientNorm = gradientNorm;
  }

  /** Mean over the batch of the summed losses of each example, before the update. */
  public double loss() {
    return loss;
  }

  /** L2 norm of the gradient over all parameters, before clipping. */
  public double gradientNorm() {
    return gradientNorm;
  }
}
