package dev.ensayo.serving.fakes;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.serving.model.ModelSignature;
import dev.ensayo.serving.model.Question;
import dev.ensayo.serving.model.WritingModel;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.Datatype;
import dev.ensayo.serving.protocol.Tensor;
import dev.ensayo.serving.protocol.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Adds the two numbers of a row, and a constant by which versions differ. Counts as it writes; with
 * the parameter {@code fails} it then waits to be {@linkplain #release released}, and fails.
 */
public final class Sums implements WritingModel {
  private final double constant;
  private final Semaphore permits = new Semaphore(0);
  private volatile boolean held;
  private volatile boolean alone;
  private volatile boolean closed;

  /** Rows of each batch. */
  public final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());

  /** How many questions were read. */
  public final AtomicInteger asked = new AtomicInteger();

  public Sums(double constant) {
    this.constant = constant;
  }

  /** From now on each batch waits to be {@linkplain #release released}. */
  public Sums hold() {
    held = true;
    return this;
  }

  /** From now on it answers one question after the other. */
  public Sums alone() {
    alone = true;
    return this;
  }

  @Override
  public boolean computesTogether() {
    return !alone;
  }

  /** Lets so many batches pass. */
  public void release(int batches) {
    permits.release(batches);
  }

  public boolean isClosed() {
    return closed;
  }

  private record Rows(double[] sums) implements Question {
    @Override
    public int rows() {
      return sums.length;
    }
  }

  private record Counting(int to, boolean fails, Predicate<String> pieces) implements Question {
    @Override
    public int rows() {
      return 1;
    }
  }

  @Override
  public ModelSignature signature() {
    return new ModelSignature(
        "sums",
        ImmutableList.of(TensorSpec.ofRows("x", Datatype.FP64, 2)),
        ImmutableList.of(
            TensorSpec.ofRows("sum", Datatype.FP64),
            TensorSpec.ofRows("words", Datatype.BYTES),
            TensorSpec.ofRows("seldom", Datatype.BYTES)));
  }

  @Override
  public Optional<Preprocessing> preprocessing() {
    return Optional.empty();
  }

  @Override
  public Question prepare(List<Tensor> inputs, Map<String, Object> parameters) {
    if (inputs.size() != 1
        || !inputs.get(0).name().equals("x")
        || inputs.get(0).shape().size() != 2) {
      throw new BadRequestException("it is asked by x, [rows, 2]");
    }
    double[] sums = new double[inputs.get(0).rows()];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = inputs.get(0).number(2 * i) + inputs.get(0).number(2 * i + 1) + constant;
    }
    asked.incrementAndGet();
    return new Rows(sums);
  }

  @Override
  public Question prepareWriting(
      String prompt, Map<String, Object> parameters, Predicate<String> pieces) {
    return new Counting(
        ((Long) parameters.getOrDefault("length", 3L)).intValue(),
        (Boolean) parameters.getOrDefault("fails", false),
        pieces);
  }

  @Override
  public List<List<Tensor>> answer(List<Question> questions) {
    if (held) {
      permits.acquireUninterruptibly();
    }
    batches.add(questions.stream().mapToInt(Question::rows).sum());
    List<List<Tensor>> answers = new ArrayList<>();
    for (Question question : questions) {
      if (question instanceof Counting counting) {
        for (int i = 1; i <= counting.to() && counting.pieces().test(i + " "); i++) {}
        if (counting.fails()) {
          permits.acquireUninterruptibly();
          throw new IllegalStateException("it cannot go on");
        }
        answers.add(List.of());
        continue;
      }
      double[] sums = ((Rows) question).sums();
      String[] words = new String[sums.length];
      for (int i = 0; i < sums.length; i++) {
        if (Double.isNaN(sums[i])) {
          throw new IllegalStateException("a sum that is no number");
        }
        words[i] = "«" + sums[i] + "»";
      }
      List<Long> shape = List.of((long) sums.length);
      answers.add(List.of(Tensor.of("sum", shape, sums), Tensor.of("words", shape, words)));
    }
    return answers;
  }

  @Override
  public void close() {
    closed = true;
  }
}
