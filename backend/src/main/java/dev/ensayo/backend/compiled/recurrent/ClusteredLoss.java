package dev.ensayo.backend.compiled.recurrent;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Pass;

/**
 * −ln p(target) of an {@link AdaptiveSoftmaxBlock}: that of the target in the head or, of a target
 * in a cluster, of the cluster in the head plus that of the target within the cluster. Where the
 * window is learned from, the clusters' gradients are left as well while their probabilities are
 * there; so each row goes through one cluster at most, once.
 */
public final class ClusteredLoss implements SequenceLoss {
  private final AdaptiveSoftmaxBlock block;
  private final ImmutableList<SoftmaxCluster> clusters;
  private final int frequent;
  private final int outputs;
  private final int inputs;
  private final SequenceArithmetic arithmetic = new SequenceArithmetic();
  private double sum;
  private double weight;

  public ClusteredLoss(AdaptiveSoftmaxBlock block) {
    this.block = block;
    this.clusters = block.clusters();
    this.frequent = block.frequent();
    this.outputs = block.output().shape().size();
    this.inputs = block.input().shape().size();
  }

  @Override
  public void measure(Pass pass, float[] losses) {
    sum = 0;
    weight = 0;
    int[] targets = pass.window().classes();
    if (pass.training()) {
      arithmetic.clear(block.ofInput(), 0, pass.rows() * inputs);
    }
    for (int row = 0; row < pass.rows(); row++) {
      double loss = 0;
      if (counts(pass, row, losses)) {
        loss = -Math.log(block.output().data().slice().get(row * outputs + inHead(targets[row])));
        float w = pass.weight(row);
        sum += w * loss;
        weight += w;
      }
      if (losses != null) {
        losses[row] = (float) loss;
      }
    }
    for (SoftmaxCluster cluster : clusters) {
      walk(cluster, pass, losses);
    }
  }

  private static boolean counts(Pass pass, int row, float[] losses) {
    return pass.weight(row) != 0 || (losses != null && pass.isThere(row));
  }

  /** Which number of the head stands for a class. */
  private int inHead(int target) {
    for (int k = clusters.size() - 1; k >= 0; k--) {
      if (target >= clusters.get(k).first()) {
        return frequent + k;
      }
    }
    return target;
  }

  /** The rows whose targets are of a cluster, as many at a time as it has room for. */
  private void walk(SoftmaxCluster cluster, Pass pass, float[] losses) {
    int[] targets = pass.window().classes();
    double unit = pass.training() ? pass.learningUnit() : 0;
    Slice x = block.input().data().slice();
    cluster.begin();
    for (int row = 0; row < pass.rows(); row++) {
      boolean full = cluster.has(targets[row]) && counts(pass, row, losses) && cluster.take(x, row);
      if (full) {
        part(cluster, pass, losses, unit);
      }
    }
    if (cluster.count() > 0) {
      part(cluster, pass, losses, unit);
    }
    if (pass.training()) {
      cluster.end();
    }
  }

  private void part(SoftmaxCluster cluster, Pass pass, float[] losses, double unit) {
    int[] targets = pass.window().classes();
    cluster.forward();
    for (int i = 0; i < cluster.count(); i++) {
      int row = cluster.row(i);
      double loss = -Math.log(cluster.probability(i, targets[row]));
      sum += pass.weight(row) * loss;
      if (losses != null) {
        losses[row] += (float) loss;
      }
      if (pass.training()) {
        double learned = row < pass.firstLearnedRow() ? 0 : unit * pass.weight(row);
        cluster.turn(i, targets[row], learned);
      }
    }
    if (pass.training()) {
      cluster.backward(block.ofInput());
    }
    cluster.forget();
  }

  @Override
  public double sum() {
    return sum;
  }

  @Override
  public double weight() {
    return weight;
  }

  /** The slope of the head; those of the clusters are where the window was measured. */
  @Override
  public void slope(Pass pass) {
    int[] targets = pass.window().classes();
    Slice probabilities = block.output().data().slice();
    Slice gradient = block.output().gradient().slice();
    double unit = pass.learningUnit();
    for (int row = 0; row < pass.rows(); row++) {
      double w = row < pass.firstLearnedRow() ? 0 : unit * pass.weight(row);
      int at = row * outputs;
      arithmetic.scale(probabilities, gradient, at, outputs, w);
      int hit = at + inHead(targets[row]);
      gradient.put(hit, gradient.get(hit) - w);
    }
  }
}
