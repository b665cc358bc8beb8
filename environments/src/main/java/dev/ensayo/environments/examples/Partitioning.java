package dev.ensayo.environments.examples;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * How examples are dealt to training, validation and test: stratified, so that each class has its
 * share in each part, and seeded.
 *
 * <p>A part that the source brings itself is kept as it is; otherwise the test part, then the
 * validation part are cut from training by {@code splitSeed}, the same in all runs. Which training
 * examples keep their label is then drawn by the run's seed; a smaller number of labels is a subset
 * of a larger one.
 *
 * @param perClass labelled training examples of each class; absent for all
 * @param limit training examples at most, each class in proportion
 * @param evaluationLimit validation and test examples at most, each
 * @param validShare of the training part that becomes the validation part
 * @param testShare of the training part that becomes the test part where the source has none
 * @param splitSeed decides the cuts
 */
public record Partitioning(
    OptionalInt perClass,
    OptionalInt limit,
    OptionalInt evaluationLimit,
    double validShare,
    double testShare,
    long splitSeed) {
  /**
   * @throws InvalidSettingException for settings that contradict each other
   */
  public Partitioning {
    if (perClass.isPresent() && limit.isPresent()) {
      throw new InvalidSettingException(
          "limit",
          "either perClass or limit may be given, not both: both choose training examples");
    }
    if (validShare + testShare >= 1) {
      throw new InvalidSettingException(
          "validShare",
          "validShare %s and testShare %s leave nothing to train on; together they must be below 1"
              .formatted(validShare, testShare));
    }
  }

  /** What a source has. */
  public interface Labels {
    /** The class of each example in [0, classes); −1 for examples that are left out. */
    int[] of(Split part);
  }

  /**
   * Deals the examples.
   *
   * @param source its name, for messages
   * @param classes names of the classes; one name for all where the answer is a number
   * @param run the run's seeds
   * @throws InvalidSettingException if a class has no example to train on, or fewer than are asked
   *     for, or the source's own test part has none of any
   */
  public Partition deal(
      String source, ImmutableList<String> classes, Labels labels, SeedSequence run) {
    Strata pool = new Strata(classes, labels.of(Split.TRAIN));
    pool.requireEach(source, "training part");
    SeedSequence split = new SeedSequence(splitSeed).child("split");
    boolean ownTest = labels.of(Split.TEST).length > 0;
    boolean ownValid = labels.of(Split.VALID).length > 0;
    Strata test;
    if (ownTest) {
      test = new Strata(classes, labels.of(Split.TEST));
      test.requireAny(source, "test part");
    } else {
      test = pool.share(testShare, split.child("test"));
      pool = pool.without(test);
    }
    Strata valid;
    if (ownValid) {
      valid = new Strata(classes, labels.of(Split.VALID));
    } else {
      valid = pool.share(validShare, split.child("valid"));
      pool = pool.without(valid);
    }
    pool.requireEach(source, "training part, after validShare and testShare were cut from it,");
    return new Partition(
        train(source, pool, run.child("labels")).indices(),
        evaluation(valid, split.child("valid-limit")).indices(),
        evaluation(test, split.child("test-limit")).indices(),
        ownValid ? Split.VALID : Split.TRAIN,
        ownTest ? Split.TEST : Split.TRAIN);
  }

  private Strata train(String source, Strata pool, SeedSequence seeds) {
    if (perClass.isPresent()) {
      return pool.each(source, perClass.getAsInt(), seeds);
    }
    return limit.isPresent() ? pool.atMost(limit.getAsInt(), seeds) : pool;
  }

  private Strata evaluation(Strata part, SeedSequence seeds) {
    return evaluationLimit.isPresent() ? part.atMost(evaluationLimit.getAsInt(), seeds) : part;
  }

  /** Indices of examples by class. */
  private static final class Strata {
    private final ImmutableList<String> classes;
    private final ImmutableList<ImmutableIntArray> members;

    Strata(ImmutableList<String> classes, int[] labels) {
      this(
          classes,
          IntStream.range(0, classes.size())
              .mapToObj(
                  c ->
                      ImmutableIntArray.copyOf(
                          IntStream.range(0, labels.length).filter(i -> labels[i] == c)))
              .collect(ImmutableList.toImmutableList()));
    }

    private Strata(ImmutableList<String> classes, ImmutableList<ImmutableIntArray> members) {
      this.classes = classes;
      this.members = members;
    }

    int size() {
      return members.stream().mapToInt(ImmutableIntArray::length).sum();
    }

    int[] indices() {
      return members.stream().flatMapToInt(ImmutableIntArray::stream).sorted().toArray();
    }

    void requireAny(String source, String part) {
      if (size() == 0) {
        throw new InvalidSettingException(
            "classes",
            "no class has an example in the %s of %s; classes are %s"
                .formatted(part, source, String.join(", ", classes)));
      }
    }

    void requireEach(String source, String part) {
      for (int c = 0; c < classes.size(); c++) {
        if (members.get(c).isEmpty()) {
          throw new InvalidSettingException(
              "classes",
              "class '%s' has no example in the %s of %s; %s"
                  .formatted(
                      classes.get(c),
                      part,
                      source,
                      "leave it out with the setting classes, or add examples"));
        }
      }
    }

    /** A share of each class, the sum rounded. */
    Strata share(double share, SeedSequence seeds) {
      return draw(quotas((int) Math.round(share * size())), seeds);
    }

    /** So many in all, each class in proportion. */
    Strata atMost(int limit, SeedSequence seeds) {
      return limit >= size() ? this : draw(quotas(limit), seeds);
    }

    /** So many of each class. */
    Strata each(String source, int count, SeedSequence seeds) {
      for (int c = 0; c < classes.size(); c++) {
        if (members.get(c).length() < count) {
          throw new InvalidSettingException(
              "perClass",
              "class '%s' of %s has %s training examples, which is fewer than %s"
                  .formatted(classes.get(c), source, members.get(c).length(), count));
        }
      }
      int[] quotas = new int[classes.size()];
      Arrays.fill(quotas, count);
      return draw(quotas, seeds);
    }

    /** Largest remainders: shares of the total that differ from the exact ones by less than one. */
    private int[] quotas(int total) {
      int size = size();
      int[] quotas = new int[members.size()];
      long[] remainders = new long[members.size()];
      int given = 0;
      for (int c = 0; c < quotas.length; c++) {
        long exact = (long) total * members.get(c).length();
        quotas[c] = size == 0 ? 0 : (int) (exact / size);
        remainders[c] = size == 0 ? 0 : exact % size;
        given += quotas[c];
      }
      for (; given < total && size > 0; given++) {
        int largest = 0;
        for (int c = 1; c < quotas.length; c++) {
          if (remainders[c] > remainders[largest]) {
            largest = c;
          }
        }
        quotas[largest]++;
        remainders[largest] = -1;
      }
      return quotas;
    }

    private Strata draw(int[] quotas, SeedSequence seeds) {
      ImmutableList.Builder<ImmutableIntArray> drawn = ImmutableList.builder();
      for (int c = 0; c < quotas.length; c++) {
        int[] order = members.get(c).toArray();
        shuffle(order, seeds.stream(classes.get(c)));
        drawn.add(ImmutableIntArray.copyOf(Arrays.stream(order).limit(quotas[c])));
      }
      return new Strata(classes, drawn.build());
    }

    Strata without(Strata other) {
      ImmutableList.Builder<ImmutableIntArray> rest = ImmutableList.builder();
      for (int c = 0; c < classes.size(); c++) {
        int[] taken = other.members.get(c).stream().sorted().toArray();
        rest.add(
            ImmutableIntArray.copyOf(
                members.get(c).stream().filter(i -> Arrays.binarySearch(taken, i) < 0)));
      }
      return new Strata(classes, rest.build());
    }

    /** Fisher and Yates. */
    private static void shuffle(int[] order, RandomStream random) {
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
      }
    }
  }
}
