package dev.ensayo.environments.transduction;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Deals a user's pairs to the parts, all with the same source to the same part. */
final class PairParts {
  private final ParallelTextConfig config;
  private final Vocabulary cutter;
  private final List<String> notes = new ArrayList<>();
  private final Map<Split, List<Pair>> parts = new EnumMap<>(Split.class);

  /**
   * @param data pairs of the file that is learned from
   * @param test pairs of the file to look at last, if there is one
   * @throws InvalidSettingException if nothing is left to learn from or to choose by
   */
  PairParts(ParallelTextConfig config, List<Pair> data, Optional<ImmutableList<Pair>> test) {
    this.config = config;
    this.cutter = WrittenPairs.vocabulary(config.symbols().unit(), List.of(), config.lowerCase());
    for (Split split : Split.values()) {
      parts.put(split, new ArrayList<>());
    }
    Map<List<String>, Set<Pair>> bySource = bySource("data", data);
    deal(bySource);
    test.ifPresent(pairs -> addTest(bySource, pairs));
    refuseEmpty(Split.TRAIN);
    refuseEmpty(Split.VALID);
  }

  private Map<List<String>, Set<Pair>> bySource(String key, List<Pair> pairs) {
    Map<List<String>, Set<Pair>> bySource = new LinkedHashMap<>();
    int tooLong = 0;
    int repeated = 0;
    for (Pair pair : pairs) {
      List<String> source = cutter.cut(pair.source());
      int symbols = Math.max(source.size(), cutter.cut(pair.target()).size());
      if (symbols > config.longest()) {
        tooLong++;
      } else if (!bySource.computeIfAbsent(source, s -> new LinkedHashSet<>()).add(pair)) {
        repeated++;
      }
    }
    note(tooLong, key, " with a side of more than " + config.longest() + " symbols");
    note(repeated, key, " that came before");
    return bySource;
  }

  private void note(int pairs, String key, String which) {
    if (pairs > 0) {
      notes.add(
          (pairs == 1 ? "1 pair" : pairs + " pairs")
              + " of environment."
              + key
              + which
              + (pairs == 1 ? " is" : " are")
              + " left out");
    }
  }

  private void deal(Map<List<String>, Set<Pair>> bySource) {
    List<Set<Pair>> sources = new ArrayList<>(bySource.values());
    RandomStream random = new SeedSequence(config.seed()).child("parallel-text").stream("parts");
    Shuffle.shuffle(sources, random);
    for (Split split : Split.values()) {
      int from = (int) config.shares().start(split, sources.size());
      int to = (int) config.shares().end(split, sources.size());
      sources.subList(from, to).forEach(parts.get(split)::addAll);
    }
  }

  private void addTest(Map<List<String>, Set<Pair>> learned, List<Pair> pairs) {
    Map<List<String>, Set<Pair>> bySource = bySource("test", pairs);
    int before = bySource.size();
    bySource.keySet().removeAll(learned.keySet());
    note(before - bySource.size(), "test", " whose source is in environment.data");
    bySource.values().forEach(parts.get(Split.TEST)::addAll);
  }

  private void refuseEmpty(Split split) {
    if (parts.get(split).isEmpty()) {
      throw new InvalidSettingException(
          "split." + split.label(), "leaves no pair of 'data' for this part; give more pairs");
    }
  }

  Map<Split, List<Pair>> parts() {
    return parts;
  }

  /** What was left out. */
  ImmutableList<String> notes() {
    return ImmutableList.copyOf(notes);
  }

  /** Cuts texts into symbols as they are cut here. */
  Vocabulary cutter() {
    return cutter;
  }
}
