package dev.ensayo.environments.transduction;

import com.google.common.collect.Maps;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.text.Normalization;
import dev.ensayo.core.text.TextForm;
import dev.ensayo.core.transduction.Notation;
import dev.ensayo.core.transduction.TransductionData;
import dev.ensayo.core.transduction.TransductionExamples;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Pairs of texts as symbols. The end of a sequence is symbol 0; the others follow in the order of
 * their code points.
 */
final class WrittenPairs {
  private static final String END = "\n";

  private WrittenPairs() {}

  /** Writes pairs all of whose symbols are known. */
  static TransductionData write(
      Map<Split, List<Pair>> pairs, TokenUnit unit, boolean reversed, List<String> groups) {
    return write(
        pairs, all(pairs, unit, Pair::source), all(pairs, unit, Pair::target), reversed, groups);
  }

  /**
   * Writes pairs.
   *
   * @param source vocabulary of the sources
   * @param target vocabulary of the answers
   * @param reversed whether sources are read from their ends
   */
  static TransductionData write(
      Map<Split, List<Pair>> pairs,
      Vocabulary source,
      Vocabulary target,
      boolean reversed,
      List<String> groups) {
    Notation read = new Notation(source, reversed, longest(pairs, source, Pair::source));
    Notation written = new Notation(target, false, longest(pairs, target, Pair::target));
    return new TransductionData(
        read, written, Maps.transformValues(pairs, part -> examples(part, read, written)), groups);
  }

  /** All symbols of all parts. */
  private static Vocabulary all(
      Map<Split, List<Pair>> pairs, TokenUnit unit, Function<Pair, String> side) {
    Vocabulary cutter = vocabulary(unit, List.of(), false);
    TreeSet<String> symbols = new TreeSet<>();
    pairs.values().forEach(part -> part.forEach(p -> symbols.addAll(cutter.cut(side.apply(p)))));
    return vocabulary(unit, symbols, false);
  }

  /**
   * A vocabulary with the end of a sequence.
   *
   * @param symbols the others, all different, in the order of their ids
   */
  static Vocabulary vocabulary(TokenUnit unit, Collection<String> symbols, boolean lowerCase) {
    List<String> tokens = new ArrayList<>();
    tokens.add(END);
    tokens.addAll(symbols);
    return new Vocabulary(unit, tokens, new TextForm(lowerCase, Normalization.NFC));
  }

  private static int longest(
      Map<Split, List<Pair>> pairs, Vocabulary vocabulary, Function<Pair, String> side) {
    return pairs.values().stream()
        .flatMap(List::stream)
        .mapToInt(pair -> vocabulary.cut(side.apply(pair)).size())
        .max()
        .orElseThrow();
  }

  private static TransductionExamples examples(List<Pair> part, Notation read, Notation written) {
    List<TransductionExamples.Example> examples = new ArrayList<>(part.size());
    for (Pair pair : part) {
      examples.add(
          new TransductionExamples.Example(
              read.encode(pair.source()), written.encode(pair.target()), pair.group()));
    }
    return new TransductionExamples(examples);
  }
}
