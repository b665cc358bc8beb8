package dev.ensayo.backend.compiled.recurrent;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Region;

/**
 * Layer normalization of what enters the gates of a recurrent layer (Ba, Kiros and Hinton, "Layer
 * normalization", 2016, eq. 20 and 29): the sums become g_x∘N(x·W) + g_h∘N(h₋·U) + b, where N
 * subtracts the mean of a group of gates, those of a {@link RecurrentTerm}, and divides by
 * √(variance + ε), example by example and step by step. The paper's shifts of both terms are one
 * with the bias.
 *
 * <p>Gains are {@code [2, G·U]}: g_x, then g_h. Both products of step t are kept by feature, {@code
 * [G·U, B]}, normalized; after the backward they hold the gradient of h₋·U, and the gates that of
 * x·W.
 */
final class GateNormalizer {
  /** As in PyTorch. */
  static final double EPSILON = 1e-5;

  private final SequenceArithmetic arithmetic = new SequenceArithmetic();
  private final NormalizationKernel kernel = new NormalizationKernel();
  private final ImmutableList<Group> groups;
  private final int features;
  private final ParameterTensor bias;
  private final ParameterTensor gains;
  private final Region inputs;
  private final Region recurrents;
  private final Region inputScales;
  private final Region recurrentScales;
  private final Region gainSums;
  private final SequenceSums gainGradient;
  private final Matrix all = new Matrix();
  private final Matrix normal = new Matrix();
  private final Matrix scale = new Matrix();
  private final Matrix gain = new Matrix();
  private final Matrix gainSum = new Matrix();
  private final Matrix gates = new Matrix();

  /** Features that are normalized together. */
  private record Group(int index, int from, int count) {}

  GateNormalizer(
      BlockContext context, RecurrentParameters parameters, ImmutableList<RecurrentTerm> terms) {
    int units = parameters.units();
    ImmutableList.Builder<Group> all = ImmutableList.builder();
    for (int i = 0; i < terms.size(); i++) {
      RecurrentTerm term = terms.get(i);
      all.add(new Group(i, term.firstGate() * units, term.gates() * units));
    }
    this.groups = all.build();
    this.features = parameters.gates() * units;
    this.bias = parameters.bias();
    this.gains = parameters.gains();
    this.inputs = context.untilBackward(features);
    this.recurrents = context.untilBackward(features);
    this.inputScales = context.untilBackward(groups.size());
    this.recurrentScales = context.untilBackward(groups.size());
    this.gainSums = context.permanent(2 * features * context.largestSequences());
    this.gainGradient = new SequenceSums(context);
  }

  /** Where x·W of all steps belongs, {@code [T, G·U, B]}. */
  Slice inputs() {
    return inputs.slice();
  }

  /** Where x·W of the current step belongs, {@code [B, G·U]}. */
  Matrix inputs(Steps steps) {
    return steps.ofStep(all, inputs, features);
  }

  /** Where h₋·U of the current step belongs, {@code [B, G·U]}; after the backward its gradient. */
  Matrix recurrents(Steps steps) {
    return steps.ofStep(all, recurrents, features);
  }

  /** gates ← b + g_x∘N(x·W). */
  void addInputs(Steps steps) {
    arithmetic.fill(bias.values(), 0, steps.gateValues());
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      move(group, inputs, inputScales, 0, steps);
      add(gatesOf(group, steps));
    }
  }

  /** to ← to + g_h∘N(h₋·U) of one group. */
  void addRecurrents(int index, Steps steps, Matrix to) {
    move(groups.get(index), recurrents, recurrentScales, features, steps);
    add(to);
  }

  private void add(Matrix to) {
    kernel.normalize(normal, EPSILON, scale);
    kernel.addScaled(normal, gain, to);
  }

  /** Moves the matrices to a group of what is normalized. */
  private void move(Group group, Region normals, Region scales, int firstGain, Steps steps) {
    int sequences = steps.sequences();
    int step = steps.number();
    int at = (step * features + group.from) * sequences;
    normal.at(normals.slice(), at, sequences, group.count);
    scale.at(scales.slice(), (step * groups.size() + group.index) * sequences, sequences, 1);
    gain.at(gains.values(), firstGain + group.from, group.count, 1);
    gainSum.at(gainSums.slice(), (firstGain + group.from) * sequences, sequences, group.count);
  }

  private Matrix gatesOf(Group group, Steps steps) {
    int at = (steps.number() * features + group.from) * steps.sequences();
    return gates.at(steps.allGates(), at, steps.sequences(), group.count);
  }

  void beginBackward(int sequences) {
    arithmetic.clear(gainSums.slice(), 0, 2 * features * sequences);
  }

  /** From the gradient of one group of what {@link #addRecurrents} made to that of h₋·U. */
  void recurrentBackward(int index, Steps steps, Matrix slope) {
    move(groups.get(index), recurrents, recurrentScales, features, steps);
    kernel.backward(slope, gain, normal, scale, gainSum, normal);
  }

  /** From the gradient of the gates' sums to that of x·W, in place. */
  void inputBackward(Steps steps) {
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      move(group, inputs, inputScales, 0, steps);
      Matrix slope = gatesOf(group, steps);
      kernel.backward(slope, gain, normal, scale, gainSum, slope);
    }
  }

  /** The gradient of the gains, after the first step. */
  void gainGradient(int sequences) {
    gainSum.at(gainSums.slice(), sequences, 2 * features);
    gainGradient.sum(gainSum, gain.at(gains.gradient(), 0, 2 * features, 1));
  }
}
