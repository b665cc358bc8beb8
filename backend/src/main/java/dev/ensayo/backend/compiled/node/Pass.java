package dev.ensayo.backend.compiled.node;

import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import java.util.random.RandomGenerator;

/**
 * One walk through the plan: how many rows, and whether it trains. Reused from walk to walk.
 *
 * <p>Rows may be T time steps of B sequences: row t·B + b is step t of sequence b. Only then may be
 * asked for what belongs to a window.
 */
public final class Pass {
  private final Arithmetic arithmetic;
  private int rows;
  private int sequences;
  private int steps;
  private SequenceWindow window;
  private SequenceWindow source;
  private SequenceWindow target;
  private SequenceState state;
  private boolean onePerSequence;
  private boolean training;
  private boolean slopesOfOutputs;
  private boolean inputsOnly;
  private boolean observing;
  private RandomGenerator random;
  private long version;
  private final ReversedSteps reversed = new ReversedSteps();

  public Pass(Arithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  public void beginInference(int batch) {
    begin(batch, 1, null, null);
    training = false;
    random = null;
  }

  /** Begins a walk as at inference with a backward, of which the inputs' gradients are wanted. */
  public void beginInputGradients(int batch) {
    beginInference(batch);
    inputsOnly = true;
  }

  /** Whether nobody wants the gradients of the parameters, so that they may be left out. */
  public boolean inputsOnly() {
    return inputsOnly;
  }

  /**
   * Begins a walk with a backward that changes nothing: as at inference, but normalizations take
   * the statistics of the batch, and do not store them.
   */
  public void beginObserving(int batch) {
    beginInference(batch);
    observing = true;
  }

  /** Whether what depends on the whole batch is computed from it: in training, and looking on. */
  public boolean usesBatchStatistics() {
    return training || observing;
  }

  public void beginTraining(int batch, RandomGenerator generator) {
    begin(batch, 1, null, null);
    training = true;
    random = generator;
  }

  /**
   * Begins a walk over a window.
   *
   * @param carried of its sequences; read before the first step and written after the last
   */
  public void beginInference(SequenceWindow given, SequenceState carried) {
    begin(carried.sequences(), given.steps(), given, carried);
    training = false;
    random = null;
  }

  /**
   * Begins a walk over a window that is learned from.
   *
   * @param carried of its sequences; read before the first step and written after the last
   */
  public void beginTraining(
      SequenceWindow given, SequenceState carried, RandomGenerator generator) {
    begin(carried.sequences(), given.steps(), given, carried);
    training = true;
    random = generator;
  }

  /**
   * Begins a walk over a pair of windows of the same sequences, of which one is worked on at a
   * time.
   *
   * @param read whose steps come first
   * @param written whose steps may differ in number
   */
  public void beginInference(SequenceWindow read, SequenceWindow written, SequenceState carried) {
    beginInference(read, carried);
    source = read;
    target = written;
  }

  /** The same over windows that are learned from. */
  public void beginTraining(
      SequenceWindow read,
      SequenceWindow written,
      SequenceState carried,
      RandomGenerator generator) {
    beginTraining(read, carried, generator);
    source = read;
    target = written;
  }

  /** Rows are the time steps of one window of the pair from here on. */
  public void enter(Side side) {
    window = side == Side.SOURCE ? source : target;
    steps = window.steps();
    rowsAreSteps();
  }

  /** The steps of the window that is read, of a walk over a pair. */
  public int sourceSteps() {
    return source.steps();
  }

  /** How many steps of a sequence are there in the window that is read; they are its first. */
  public int sourceLength(int sequence) {
    float[] mask = source.mask();
    int length = source.steps();
    while (mask != null && length > 0 && mask[(length - 1) * sequences + sequence] == 0) {
      length--;
    }
    return length;
  }

  /** Rows are sequences from here on, until {@link #rowsAreSteps}. */
  public void rowsAreSequences() {
    rows = sequences;
    onePerSequence = true;
  }

  /** Rows are time steps of sequences again. */
  public void rowsAreSteps() {
    rows = sequences * steps;
    onePerSequence = false;
  }

  private void begin(
      int sequenceCount, int stepCount, SequenceWindow given, SequenceState carried) {
    rows = sequenceCount * stepCount;
    sequences = sequenceCount;
    steps = stepCount;
    window = given;
    state = carried;
    onePerSequence = false;
    slopesOfOutputs = false;
    inputsOnly = false;
    observing = false;
    reversed.forget();
  }

  /**
   * Tells that the backward begins with the gradient of the outputs, whatever the network's own
   * losses would give.
   */
  public void giveSlopesOfOutputs() {
    slopesOfOutputs = true;
  }

  /**
   * Whether an output layer is given the gradient of its sums, its function included.
   *
   * @param lossIncludesFunction whether the layer's own loss does so
   */
  public boolean slopesIncludeFunction(boolean lossIncludesFunction) {
    return lossIncludesFunction && !slopesOfOutputs;
  }

  /** Tells that the parameters are no longer those of the walk before. */
  public void parametersChanged() {
    version++;
  }

  /** A number that differs from walk to walk where the parameters may. */
  public long version() {
    return version;
  }

  public Arithmetic arithmetic() {
    return arithmetic;
  }

  public int rows() {
    return rows;
  }

  /** B. */
  public int sequences() {
    return sequences;
  }

  /** T. */
  public int steps() {
    return steps;
  }

  /** The first step that the backward reaches. */
  public int firstLearnedStep() {
    return steps - window.backwardSteps();
  }

  /** What goes in and should come out. */
  public SequenceWindow window() {
    return window;
  }

  /** Whether any sequence is masked at a step. */
  public boolean masked(int step) {
    float[] mask = window.mask();
    if (mask == null) {
      return false;
    }
    for (int b = 0; b < sequences; b++) {
      if (mask[step * sequences + b] == 0) {
        return true;
      }
    }
    return false;
  }

  public float mask(int step, int sequence) {
    float[] mask = window.mask();
    return mask == null ? 1 : mask[step * sequences + sequence];
  }

  /** Whether any sequence begins anew at a step. */
  public boolean resets(int step) {
    if (window.resets() == null) {
      return false;
    }
    for (int b = 0; b < sequences; b++) {
      if (resets(step, b)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a sequence begins anew at a step, from zeros. */
  public boolean resets(int step, int sequence) {
    float[] resets = window.resets();
    return resets != null && resets[step * sequences + sequence] != 0;
  }

  /** The step at which the part of a sequence begins that goes on until the end of the window. */
  public int lastBeginning(int sequence) {
    int step = steps - 1;
    while (step > 0 && !resets(step, sequence)) {
      step--;
    }
    return step;
  }

  /**
   * The order of the steps for a walk from each sequence's last step to its first: for each place
   * {@code [T·B]} the row t·B + b that comes there. Masked steps stay where they are.
   */
  public int[] reversedRows() {
    return reversed.rows(this);
  }

  /** The tokens in the order in which a layer goes over them, {@code [T·B]}. */
  public int[] tokens(Walk walk) {
    return walk == Walk.BACKWARD ? reversed.tokens(this) : window.tokens();
  }

  /** Whether there is anything to be compared with a target. */
  public boolean isThere(int row) {
    return onePerSequence || window.mask() == null || window.mask()[row] != 0;
  }

  /** How much a row of the output counts in the loss. */
  public float weight(int row) {
    float[] weights = window.weights();
    return isThere(row) ? (weights == null ? 1 : weights[row]) : 0;
  }

  /** The first row of the output that is learned from. */
  public int firstLearnedRow() {
    return onePerSequence ? 0 : firstLearnedStep() * sequences;
  }

  /** 1 / the weight of all rows that are learned from; 0 if there is none. */
  public double learningUnit() {
    double sum = 0;
    for (int row = firstLearnedRow(); row < rows; row++) {
      sum += weight(row);
    }
    return sum == 0 ? 0 : 1 / sum;
  }

  /**
   * Reads carried state before the first step, zeros for the sequences that begin anew there.
   *
   * @param from the first of its numbers in each sequence's state
   * @param rows receives them, {@code [U, B]}
   */
  public void readState(int from, Matrix rows) {
    for (int b = 0; b < sequences; b++) {
      boolean anew = resets(0, b);
      for (int u = 0; u < rows.rows(); u++) {
        rows.put(u, b, anew ? 0 : state.values()[b * state.size() + from + u]);
      }
    }
  }

  /** Writes carried state after the last step; the inverse of {@link #readState}. */
  public void writeState(int from, Matrix rows) {
    for (int b = 0; b < sequences; b++) {
      for (int u = 0; u < rows.rows(); u++) {
        state.values()[b * state.size() + from + u] = (float) rows.get(u, b);
      }
    }
  }

  /** Whether sequences carry a state; else the window stands alone. */
  public boolean carries() {
    return state != null && state.size() > 0;
  }

  /** One number of a sequence's carried state. */
  public float state(int sequence, int at) {
    return state.values()[sequence * state.size() + at];
  }

  /** Sets one number of a sequence's carried state. */
  public void setState(int sequence, int at, float value) {
    state.values()[sequence * state.size() + at] = value;
  }

  /** Reads numbers of a sequence's carried state into a slice. */
  public void readState(int sequence, int from, Slice target, int at, int count) {
    target.buffer().put(at, state.values(), sequence * state.size() + from, count);
  }

  /** Writes numbers of a sequence's carried state from a slice. */
  public void writeState(int sequence, int from, Slice source, int at, int count) {
    source.buffer().get(at, state.values(), sequence * state.size() + from, count);
  }

  public boolean training() {
    return training;
  }

  /** Where random numbers come from; only while training. */
  public RandomGenerator random() {
    return random;
  }
}
