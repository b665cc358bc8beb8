package dev.ensayo.sequence.fakes;

import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.transduction.Notation;
import dev.ensayo.core.transduction.TransductionData;
import dev.ensayo.core.transduction.TransductionExamples;
import dev.ensayo.core.transduction.TransductionSpec;
import dev.ensayo.core.transduction.TransductionTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Pairs "source=answer", by characters: letters a to f, the answer's in capitals. */
public final class MemoryPairs implements TransductionTask {
  private static final int LONGEST = 6;

  private final TransductionData data;

  /**
   * @param train pairs with a blank between two
   * @param valid such
   * @param test such; of them those with more than two letters are "long"
   */
  public MemoryPairs(String train, String valid, String test) {
    Notation source = new Notation(characters("abcdef"), false, LONGEST);
    Notation target = new Notation(characters("ABCDEF"), false, LONGEST);
    Map<Split, TransductionExamples> parts = new EnumMap<>(Split.class);
    parts.put(Split.TRAIN, part(source, target, train));
    parts.put(Split.VALID, part(source, target, valid));
    parts.put(Split.TEST, part(source, target, test));
    this.data = new TransductionData(source, target, parts, List.of("short ones", "long ones"));
  }

  private static Vocabulary characters(String letters) {
    List<String> tokens = new ArrayList<>(List.of("\n"));
    letters.chars().mapToObj(Character::toString).forEach(tokens::add);
    return new Vocabulary(TokenUnit.CHARACTER, tokens);
  }

  private static TransductionExamples part(Notation source, Notation target, String pairs) {
    return new TransductionExamples(
        Arrays.stream(pairs.split(" "))
            .filter(pair -> !pair.isEmpty())
            .map(pair -> pair.split("="))
            .map(
                sides ->
                    new TransductionExamples.Example(
                        source.encode(sides[0]),
                        target.encode(sides[1]),
                        sides[0].length() > 2 ? 1 : 0))
            .toList());
  }

  @Override
  public TransductionSpec spec() {
    return new TransductionSpec(TokenUnit.CHARACTER, TokenUnit.CHARACTER);
  }

  @Override
  public TransductionData data() {
    return data;
  }
}
