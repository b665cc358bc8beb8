package dev.ensayo.backend.compiled.recurrent;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Region;
import java.util.List;

/**
 * Layer normalization of what enters the gates of a recurrent layer (Ba, Kiros and Hinton, "Layer
 * normalization", 2016, eq. 20 and 29): the sums become g_x∘N(x·W) + g_h∘N(h₋·U) + b, where N
 * subtracts the mean of a group of gates and divides by √(variance + ε), example by example and
 * step by step. The paper's shifts of both terms are one with the bias.
 *
 * <p>Gains are {@code [2, G·U]}: g_x, then g_h. Both products of step t are kept by feature, {@code
 * [G·U, B]}, normalized; after the backward they hold the gradient of h₋·U, and the gates that of
 * x·W.
 */
public final class GateNormalizer {
  /** As in PyTorch. */
  static final double EPSILON = 1e-5;

  private final ImmutableList<Group> groups;
  private final int features;
  private final ParameterTensor gains;
  private final SequenceArithmetic arithmetic;
  private final Region inputs;
  private final Region recurrents;
  private final Region inputScales;
  private final Region recurrentScales;
  private final Region gainSums;
  private final Region ones;

  /** Features that are normalized together. */
  private record Group(int index, int from, int count) {}

  /**
   * @param sizes features of each group, in order
   * @param gains at least {@code [2, G·U]}
   */
  GateNormalizer(BlockContext context, List<Integer> sizes, ParameterTensor gains) {
    ImmutableList.Builder<Group> all = ImmutableList.builder();
    int from = 0;
    for (int i = 0; i < sizes.size(); i++) {
      all.add(new Group(i, from, sizes.get(i)));
      from += sizes.get(i);
    }
    this.groups = all.build();
    this.features = from;
    this.gains = gains;
    this.arithmetic = new SequenceArithmetic();
    this.inputs = context.untilBackward(features);
    this.recurrents = context.untilBackward(features);
    this.inputScales = context.untilBackward(groups.size());
    this.recurrentScales = context.untilBackward(groups.size());
    this.gainSums = context.permanent(2 * features * context.largestSequences());
    this.ones = context.permanent(context.largestSequences());
  }

  /** Where x·W of all steps belongs, {@code [T, G·U, B]}. */
  Slice inputs() {
    return inputs.slice();
  }

  /** Where h₋·U belongs, {@code [T, G·U, B]}. */
  Slice recurrents() {
    return recurrents.slice();
  }

  /** gates ← gates + g_x∘N(x·W). */
  void addInputs(int step, int sequences, Slice gates) {
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      add(inputs, inputScales, group, step, sequences, 0, gates, at(group, step, sequences));
    }
  }

  /** gates ← gates + g_h∘N(h₋·U). */
  void addRecurrents(int step, int sequences, Slice gates) {
    for (int i = 0; i < groups.size(); i++) {
      addRecurrents(i, step, sequences, gates, at(groups.get(i), step, sequences));
    }
  }

  /** The same of one group, to a place of its own. */
  void addRecurrents(int index, int step, int sequences, Slice to, int atTo) {
    add(recurrents, recurrentScales, groups.get(index), step, sequences, features, to, atTo);
  }

  private void add(
      Region normal,
      Region scales,
      Group group,
      int step,
      int sequences,
      int firstGain,
      Slice to,
      int atTo) {
    int at = at(group, step, sequences);
    arithmetic.normalize(
        normal.slice(),
        at,
        EPSILON,
        scales.slice(),
        scaleAt(group, step, sequences),
        group.count,
        sequences);
    arithmetic.addScaled(
        normal.slice(),
        at,
        gains.values(),
        firstGain + group.from,
        to,
        atTo,
        group.count,
        sequences);
  }

  void beginBackward(int sequences) {
    arithmetic.clear(gainSums.slice(), 0, 2 * features * sequences);
  }

  /** From the gradient of the gates' sums to that of x·W, in place, and of h₋·U. */
  void backward(int step, int sequences, Slice gates) {
    for (int i = 0; i < groups.size(); i++) {
      recurrentBackward(i, step, sequences, gates, at(groups.get(i), step, sequences));
    }
    inputBackward(step, sequences, gates);
  }

  /** From the gradient of one group of what {@link #addRecurrents} made to that of h₋·U. */
  void recurrentBackward(int index, int step, int sequences, Slice slope, int atSlope) {
    Group group = groups.get(index);
    int at = at(group, step, sequences);
    arithmetic.normalizeBackward(
        slope,
        atSlope,
        gains.values(),
        features + group.from,
        recurrents.slice(),
        at,
        recurrentScales.slice(),
        scaleAt(group, step, sequences),
        gainSums.slice(),
        (features + group.from) * sequences,
        recurrents.slice(),
        at,
        group.count,
        sequences);
  }

  /** From the gradient of the gates' sums to that of x·W, in place. */
  void inputBackward(int step, int sequences, Slice gates) {
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      int at = at(group, step, sequences);
      arithmetic.normalizeBackward(
          gates,
          at,
          gains.values(),
          group.from,
          inputs.slice(),
          at,
          inputScales.slice(),
          scaleAt(group, step, sequences),
          gainSums.slice(),
          group.from * sequences,
          gates,
          at,
          group.count,
          sequences);
    }
  }

  /** The gradient of the gains, after the last step. */
  void gainGradient(int sequences) {
    sum(arithmetic, gainSums.slice(), ones.slice(), gains.gradient(), 0, 2 * features, sequences);
  }

  /** target ← the sums over the sequences of {@code [count, B]}. */
  static void sum(
      SequenceArithmetic arithmetic,
      Slice features,
      Slice ones,
      Slice target,
      int atTarget,
      int count,
      int sequences) {
    for (int b = 0; b < sequences; b++) {
      ones.put(b, 1);
    }
    arithmetic.multiply(
        true, false, count, 1, sequences, features, 0, sequences, ones, 0, sequences, 0, target,
        atTarget, count);
  }

  private int at(Group group, int step, int sequences) {
    return (step * features + group.from) * sequences;
  }

  private int scaleAt(Group group, int step, int sequences) {
    return (step * groups.size() + group.index) * sequences;
  }
}
