package dev.ensayo.agents.policygradient.distribution;

import dev.ensayo.core.agent.ActionBatch;
import dev.ensayo.core.random.RandomStream;

/** π(a | o) = exp(l_a) / Σ_j exp(l_j) over {@code A} actions, with logits l. */
final class Categorical extends ActionDistribution {
  private final double[] probabilities;
  private final double[] logProbabilities;
  private int row;

  /**
   * @param actions {@code A}
   */
  Categorical(int actions) {
    this.probabilities = new double[actions];
    this.logProbabilities = new double[actions];
  }

  @Override
  public int parameters() {
    return probabilities.length;
  }

  @Override
  public boolean hasDeviations() {
    return false;
  }

  @Override
  public int actionSize() {
    return 1;
  }

  @Override
  public void read(float[][] outputs, int row) {
    this.row = row;
    float[] logits = outputs[0];
    int actions = probabilities.length;
    int first = row * actions;
    float largest = logits[first];
    for (int a = 1; a < actions; a++) {
      largest = Math.max(largest, logits[first + a]);
    }
    double sum = 0;
    for (int a = 0; a < actions; a++) {
      double shifted = logits[first + a] - largest;
      logProbabilities[a] = shifted;
      probabilities[a] = Math.exp(shifted);
      sum += probabilities[a];
    }
    double logSum = Math.log(sum);
    for (int a = 0; a < actions; a++) {
      logProbabilities[a] -= logSum;
      probabilities[a] /= sum;
    }
  }

  @Override
  public void sample(RandomStream random, float[] actions, int at) {
    double left = random.nextDouble();
    int last = probabilities.length - 1;
    int action = 0;
    while (action < last && left >= probabilities[action]) {
      left -= probabilities[action++];
    }
    actions[at] = action;
  }

  @Override
  public void mode(float[] actions, int at) {
    int best = 0;
    for (int a = 1; a < logProbabilities.length; a++) {
      if (logProbabilities[a] > logProbabilities[best]) {
        best = a;
      }
    }
    actions[at] = best;
  }

  @Override
  public double logProbability(float[] actions, int at) {
    return logProbabilities[(int) actions[at]];
  }

  @Override
  public double entropy() {
    double sum = 0;
    for (int a = 0; a < probabilities.length; a++) {
      sum -= probabilities[a] * logProbabilities[a];
    }
    return sum;
  }

  /** ∂ ln π(a)/∂l_j = 1{j = a} − π(j); ∂H/∂l_j = −π(j)·(ln π(j) + H). */
  @Override
  public void gradient(
      float[] actions, int at, double logProbability, double entropy, float[][] gradients) {
    int taken = (int) actions[at];
    int first = row * probabilities.length;
    double own = entropy == 0 ? 0 : entropy();
    for (int j = 0; j < probabilities.length; j++) {
      double ofLog = (j == taken ? 1 : 0) - probabilities[j];
      double ofEntropy = entropy == 0 ? 0 : -probabilities[j] * (logProbabilities[j] + own);
      gradients[0][first + j] = (float) (logProbability * ofLog + entropy * ofEntropy);
    }
  }

  @Override
  public void give(float[] actions, int at, ActionBatch given, int toRow) {
    given.indices()[toRow] = (int) actions[at];
  }
}
