package dev.ensayo.supervised.fakes;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Labelled examples given in a test. */
public final class InMemoryExamples implements LabelledExamples {
  private record Example(float[] input, int label, double value, int group) {}

  private final ExamplesSpec spec;
  private final Map<Split, List<Example>> parts = new EnumMap<>(Split.class);
  private boolean noisy;
  private Optional<Preprocessing> preprocessing = Optional.empty();

  private InMemoryExamples(ExamplesSpec spec) {
    this.spec = spec;
    for (Split split : Split.values()) {
      parts.put(split, new ArrayList<>());
    }
  }

  /** Of classes. */
  public static InMemoryExamples ofClasses(List<Integer> shape, List<String> classes) {
    return ofClasses(shape, classes, List.of());
  }

  /** Of classes, with groups. */
  public static InMemoryExamples ofClasses(
      List<Integer> shape, List<String> classes, List<String> groups) {
    return new InMemoryExamples(
        new ExamplesSpec(
            ImmutableIntArray.copyOf(shape),
            ImmutableList.copyOf(classes),
            ImmutableList.copyOf(groups)));
  }

  /** Of numbers. */
  public static InMemoryExamples ofNumbers(int inputs) {
    return new InMemoryExamples(
        new ExamplesSpec(ImmutableIntArray.of(inputs), ImmutableList.of(), ImmutableList.of()));
  }

  /** The four rows of exclusive or, in every part. */
  public static InMemoryExamples xor() {
    InMemoryExamples xor = ofClasses(List.of(2), List.of("0", "1"));
    for (Split split : Split.values()) {
      for (int i = 0; i < 4; i++) {
        int a = i / 2;
        int b = i % 2;
        xor.add(split, new float[] {2 * a - 1, 2 * b - 1}, a ^ b);
      }
    }
    return xor;
  }

  /**
   * Noisy pictures of K patterns.
   *
   * @param counts examples of each class in the training, validation and test part
   */
  public static InMemoryExamples patterns(
      List<Integer> shape, int classes, List<Integer> counts, long seed) {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      names.add("class-" + k);
    }
    InMemoryExamples examples = ofClasses(shape, names, List.of("even", "odd"));
    int size = shape.stream().reduce(1, Math::multiplyExact);
    RandomStream random = new SeedSequence(seed).stream("patterns");
    float[][] patterns = new float[classes][size];
    for (float[] pattern : patterns) {
      for (int i = 0; i < size; i++) {
        pattern[i] = random.nextInt(2);
      }
    }
    for (Split split : Split.values()) {
      for (int n = 0; n < counts.get(List.of(Split.values()).indexOf(split)) * classes; n++) {
        float[] input = patterns[n % classes].clone();
        for (int i = 0; i < size; i++) {
          input[i] += (float) random.nextGaussian() * 0.7f;
        }
        examples.parts.get(split).add(new Example(input, n % classes, Double.NaN, n % 2));
      }
    }
    return examples;
  }

  /** Distorts the training part with noise. */
  public InMemoryExamples augmented() {
    noisy = true;
    return this;
  }

  /** Says where the inputs come from. */
  public InMemoryExamples from(Preprocessing made) {
    preprocessing = Optional.of(made);
    return this;
  }

  @Override
  public Optional<Preprocessing> preprocessing(SeedSequence seeds) {
    return preprocessing;
  }

  public InMemoryExamples add(Split split, float[] input, int label) {
    parts.get(split).add(new Example(input, label, Double.NaN, -1));
    return this;
  }

  public InMemoryExamples addNumber(Split split, float[] input, double value) {
    parts.get(split).add(new Example(input, -1, value, -1));
    return this;
  }

  @Override
  public ExamplesSpec spec() {
    return spec;
  }

  @Override
  public boolean isAugmented() {
    return noisy;
  }

  @Override
  public Examples examples(Split split, SeedSequence seeds) {
    List<Example> part = parts.get(split);
    boolean distorts = noisy && split == Split.TRAIN;
    return new Examples() {
      @Override
      public int size() {
        return part.size();
      }

      @Override
      public void read(int index, float[] into, int offset) {
        float[] input = part.get(index).input();
        System.arraycopy(input, 0, into, offset, input.length);
      }

      @Override
      public void readForTraining(int index, RandomStream random, float[] into, int offset) {
        read(index, into, offset);
        for (int i = 0; distorts && i < spec.inputSize(); i++) {
          into[offset + i] += (float) random.nextGaussian() * 0.1f;
        }
      }

      @Override
      public boolean isAugmented() {
        return distorts;
      }

      @Override
      public int label(int index) {
        return part.get(index).label();
      }

      @Override
      public double value(int index) {
        return part.get(index).value();
      }

      @Override
      public int group(int index) {
        return part.get(index).group();
      }

      @Override
      public Optional<byte[]> picture(int index) {
        if (!spec.isImage()) {
          return Optional.empty();
        }
        float[] input = part.get(index).input();
        byte[] pixels = new byte[input.length];
        for (int i = 0; i < pixels.length; i++) {
          pixels[i] = (byte) Math.max(0, Math.min(255, Math.round(100 + 50 * input[i])));
        }
        return Optional.of(pixels);
      }
    };
  }
}
