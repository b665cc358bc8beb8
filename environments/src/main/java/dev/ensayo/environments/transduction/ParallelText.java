package dev.ensayo.environments.transduction;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.text.TextFile;
import dev.ensayo.core.transduction.TransductionData;
import dev.ensayo.core.transduction.TransductionSpec;
import dev.ensayo.core.transduction.TransductionTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A user's own pairs of texts. Characters are those of all parts; words are those of the training
 * part, and {@link Vocabulary#UNKNOWN} for all others.
 */
final class ParallelText implements TransductionTask {
  private final ParallelTextConfig config;
  private final ImmutableList<TextFile> files;
  private final PairParts parts;
  private final TransductionData data;

  /**
   * Reads the pairs.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if a file is missing or has lines that
   *     are no pairs
   */
  ParallelText(ParallelTextConfig config) {
    this.config = config;
    PairFile learned = new PairFile("data", config.data());
    Optional<PairFile> test = config.test().map(name -> new PairFile("test", name));
    ImmutableList.Builder<TextFile> read = ImmutableList.builder();
    this.files =
        read.add(learned.file()).addAll(test.map(PairFile::file).stream().iterator()).build();
    this.parts = new PairParts(config, learned.read(), test.map(PairFile::read));
    this.data =
        WrittenPairs.write(
            parts.parts(),
            vocabulary(Pair::source),
            vocabulary(Pair::target),
            config.reversed(),
            List.of());
  }

  private Vocabulary vocabulary(Function<Pair, String> side) {
    boolean isOfWords = config.symbols() == SymbolUnit.WORDS;
    Map<String, Integer> counts = new TreeMap<>();
    for (Split split : isOfWords ? List.of(Split.TRAIN) : List.of(Split.values())) {
      for (Pair pair : parts.parts().get(split)) {
        parts
            .cutter()
            .cut(side.apply(pair))
            .forEach(symbol -> counts.merge(symbol, 1, Integer::sum));
      }
    }
    counts.values().removeIf(count -> count < config.minimumCount());
    List<String> symbols = new ArrayList<>(new TreeSet<>(counts.keySet()));
    if (isOfWords) {
      symbols.remove(Vocabulary.UNKNOWN);
      symbols.add(0, Vocabulary.UNKNOWN);
    }
    return WrittenPairs.vocabulary(config.symbols().unit(), symbols, config.lowerCase());
  }

  @Override
  public TransductionSpec spec() {
    return new TransductionSpec(config.symbols().unit(), config.symbols().unit());
  }

  @Override
  public TransductionData data() {
    return data;
  }

  @Override
  public Map<String, String> dataSha256() {
    ImmutableMap.Builder<String, String> sha256 = ImmutableMap.builder();
    for (TextFile file : files) {
      try {
        sha256.put(file.name(), file.sha256());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sha256.buildKeepingLast();
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>(parts.notes());
    unknown(Split.VALID).ifPresent(notes::add);
    unknown(Split.TEST).ifPresent(notes::add);
    return notes;
  }

  /** Answers that no model can give word for word. */
  private Optional<String> unknown(Split split) {
    long unknown =
        parts.parts().get(split).stream()
            .filter(
                pair ->
                    parts.cutter().cut(pair.target()).stream()
                        .anyMatch(word -> data.target().vocabulary().id(word).isEmpty()))
            .count();
    return unknown == 0
        ? Optional.empty()
        : Optional.of(
            "%s of the %s answers of the %s part have words without an id; only an answer with <unk> in their place counts as right"
                .formatted(unknown, parts.parts().get(split).size(), name(split)));
  }

  private static String name(Split split) {
    return split == Split.VALID ? "validation" : split.label();
  }
}
