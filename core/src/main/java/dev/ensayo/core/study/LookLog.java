package dev.ensayo.core.study;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigUnbinder;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.config.YamlWriter;
import dev.ensayo.core.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was decided when of a study with {@link AdaptiveSeeds}, {@code looks.yaml} in its folder: an
 * entry for each look that was taken, with the scores that it saw. A look that was taken is never
 * taken again, so a study that goes on decides as one that never stopped, and its report says what
 * was decided then.
 */
public record LookLog(
    @Setting(value = "what is compared with what, fixed at the first look", defaultValue = "[]")
        List<Pair> comparisons,
    @Setting(value = "the looks that were taken, the first first", defaultValue = "[]")
        List<Look> looks) {
  /** No look was taken. */
  public static final LookLog EMPTY = new LookLog(List.of(), List.of());

  /** A comparison. */
  public record Pair(
      @Setting("what is compared") String variant, @Setting("with what") String baseline) {
    public Pair {
      Settings.check(Pair.class, variant, baseline);
    }
  }

  /** A comparison that was decided. */
  public record Decision(
      @Setting("what was compared") String variant,
      @Setting("with what") String baseline,
      @Setting("whether the variant scores higher") boolean higher) {
    public Decision {
      Settings.check(Decision.class, variant, baseline, higher);
    }

    public Pair pair() {
      return new Pair(variant, baseline);
    }
  }

  /** What was seen and decided after a group of seeds. */
  public record Look(
      @Setting("the scores of the group, by variant and seed; a run without one is not there")
          Map<String, Map<String, Double>> scores,
      @Setting(value = "what was decided", defaultValue = "[]") List<Decision> decided,
      @Setting(
              value = "what can be decided no more, because a side has no score in this group",
              defaultValue = "[]")
          List<Pair> lost,
      @Setting(value = "the variants that get another group", defaultValue = "[]")
          List<String> next) {
    public Look {
      Settings.check(Look.class, scores, decided, lost, next);
      scores = ImmutableMap.copyOf(scores);
      decided = List.copyOf(decided);
      lost = List.copyOf(lost);
      next = List.copyOf(next);
    }

    /** A variant's scores in the group, by ascending seed, {@code [n]}; none if it was not run. */
    public double[] scoresOf(String variant) {
      return scores.getOrDefault(variant, ImmutableMap.of()).entrySet().stream()
          .sorted((a, b) -> Long.compare(Long.parseLong(a.getKey()), Long.parseLong(b.getKey())))
          .mapToDouble(Map.Entry::getValue)
          .toArray();
    }
  }

  public LookLog {
    Settings.check(LookLog.class, comparisons, looks);
    comparisons = List.copyOf(comparisons);
    looks = List.copyOf(looks);
  }

  /** How many looks were taken. */
  public int taken() {
    return looks.size();
  }

  /** Whether no more seeds are needed. */
  public boolean isOver() {
    return !looks.isEmpty() && Iterables.getLast(looks).next().isEmpty();
  }

  /** How many groups of seeds a variant was asked for so far, at least 1. */
  public int groupsOf(String variant) {
    return 1 + (int) looks.stream().filter(look -> look.next().contains(variant)).count();
  }

  /** At which look a comparison was decided, from 1; empty if it was not. */
  public Optional<Integer> lookOf(Pair pair) {
    for (int i = 0; i < looks.size(); i++) {
      if (looks.get(i).decided().stream().anyMatch(decision -> decision.pair().equals(pair))) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }

  /** What was decided of a comparison. */
  public Optional<Decision> decisionOn(Pair pair) {
    return looks.stream()
        .flatMap(look -> look.decided().stream())
        .filter(decision -> decision.pair().equals(pair))
        .findFirst();
  }

  /** At which look it turned out that a comparison cannot be decided, from 1. */
  public Optional<Integer> lostAt(Pair pair) {
    for (int i = 0; i < looks.size(); i++) {
      if (looks.get(i).lost().contains(pair)) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }

  /** The comparisons that may still be decided, if more looks are taken. */
  public ImmutableSet<Pair> undecided() {
    return comparisons.stream()
        .filter(pair -> lookOf(pair).isEmpty() && lostAt(pair).isEmpty())
        .collect(ImmutableSet.toImmutableSet());
  }

  /**
   * The same after another look.
   *
   * @param compared what is compared, which the first look fixes
   */
  public LookLog with(List<Pair> compared, Look look) {
    List<Look> all = new ArrayList<>(looks);
    all.add(look);
    return new LookLog(looks.isEmpty() ? compared : comparisons, all);
  }

  /**
   * @throws dev.ensayo.core.config.ConfigException if it cannot be read
   */
  static LookLog read(Path file) {
    return Files.exists(file) ? ConfigBinder.bind(YamlReader.read(file), "", LookLog.class) : EMPTY;
  }

  void write(Path file) throws IOException {
    AtomicFile.write(file, YamlWriter.write(ConfigUnbinder.unbind(this)));
  }
}
