package dev.ensayo.environments.markovtext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkovTextTest {
  private static MarkovTextConfig config(String settings) {
    return Settings.of(MarkovTextConfig.class, settings);
  }

  private static MarkovSource source(String settings) {
    MarkovTextConfig config = config(settings);
    return new MarkovSource(
        config, new SeedSequence(config.seed()).child("markov-text").stream("source"));
  }

  private static double rate(String settings) {
    return new MarkovTextProvider().open(config(settings)).spec().entropyRate().orElseThrow();
  }

  /**
   * The states as they are, found by walking: a state is the text since the start with all that
   * cannot matter any more removed, namely closed brackets with what is in them and all letters but
   * the last ones. Stationary probabilities by iteration of the whole chain, entropy by its
   * definition. Shares nothing with the closed form but the probability of each next character.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{letters: 2, brackets: 2, depth: 3, open: 0.3, close: 0.2}",
        "{letters: 2, order: 2, brackets: 3, depth: 2, seed: 5}",
        "{letters: 1, order: 3, brackets: 1, depth: 1, open: 0.05, close: 0.5, sharpness: 1}"
      })
  void theEntropyRateIsThatOfTheWholeChain(String settings) {
    MarkovSource source = source(settings);
    int order = config(settings).order();
    List<String> tokens = source.tokens();
    Map<String, Integer> index = new HashMap<>(Map.of("", 0));
    List<String> states = new ArrayList<>(List.of(""));
    List<double[]> probabilities = new ArrayList<>();
    List<int[]> successors = new ArrayList<>();
    for (int s = 0; s < states.size(); s++) {
      double[] p = new double[tokens.size()];
      int[] next = new int[tokens.size()];
      for (int x = 0; x < tokens.size(); x++) {
        p[x] = after(source, states.get(s)).probability(x);
        if (p[x] > 0) {
          String state = forget(states.get(s) + tokens.get(x), order);
          next[x] = index.computeIfAbsent(state, key -> states.size());
          if (next[x] == states.size()) {
            states.add(state);
          }
        }
      }
      assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
      probabilities.add(p);
      successors.add(next);
    }
    double[] pi = new double[states.size()];
    pi[0] = 1;
    double change = 1;
    while (change > 1e-15) {
      double[] then = new double[pi.length];
      for (int s = 0; s < pi.length; s++) {
        for (int x = 0; x < tokens.size(); x++) {
          then[successors.get(s)[x]] += pi[s] * probabilities.get(s)[x];
        }
      }
      change = 0;
      for (int s = 0; s < pi.length; s++) {
        double mean = 0.5 * (pi[s] + then[s]); // half steps: no period
        change = Math.max(change, Math.abs(mean - pi[s]));
        pi[s] = mean;
      }
    }
    double entropy = 0;
    for (int s = 0; s < pi.length; s++) {
      for (double p : probabilities.get(s)) {
        entropy -= p > 0 ? pi[s] * p * Math.log(p) : 0;
      }
    }
    assertThat(rate(settings)).isCloseTo(entropy, within(1e-10));
  }

  /** The number on the page of the environment; the same on every machine. */
  @Test
  void theDefaultSourceIsTheOneThatIsDocumented() {
    assertThat(rate("{}")).isCloseTo(1.518556178963001, within(1e-12));
    MarkovText corpus = new MarkovText(config("{tokens: 100, split: {train: 0.44}}"));
    assertThat(
            corpus
                .vocabulary()
                .decode(ImmutableIntArray.copyOf(corpus.tokens(Split.TRAIN).toArray())))
        .isEqualTo("e{{e ebcccdecb}e}e[eec]ecbccccb ea[e]e{eb}ec");
  }

  private static MarkovSource.Walk after(MarkovSource source, String text) {
    MarkovSource.Walk walk = source.walk();
    text.chars().forEach(c -> walk.advance(source.tokens().indexOf(Character.toString(c))));
    return walk;
  }

  private static String forget(String text, int order) {
    String open = text.replaceAll("[a-z ]*[(\\[{<][a-z ]*[)\\]}>]", "|");
    String last = open.replaceAll(".*[|(\\[{<]", "");
    String brackets = open.replaceAll("[a-z |]", "");
    return brackets + last.substring(Math.max(0, last.length() - order));
  }

  /**
   * Cover and Thomas, theorem 4.5.1: H(Xₙ | Xₙ₋₁ … X₁, S₀) ≤ rate ≤ H(Xₙ | Xₙ₋₁ … X₁), by
   * enumeration of all texts of n characters of a small source.
   */
  @Test
  void blockEntropiesCloseInOnTheRate() {
    String settings = "{letters: 1, brackets: 2, depth: 1, open: 0.4, close: 0.4, seed: 3}";
    MarkovSource source = source(settings);
    // Stationary start: depth and letters, from a long text.
    Map<String, Integer> starts = new HashMap<>();
    int length = 400_000;
    MarkovSource.Walk walk = source.walk();
    var random = new SeedSequence(1).stream("text");
    String state = "";
    for (int t = 0; t < length; t++) {
      state = forget(state + source.tokens().get(walk.draw(random)), 1);
      starts.merge(state, 1, Integer::sum);
    }
    double[] blocks = new double[8];
    for (int n = 1; n < blocks.length; n++) {
      Map<String, Double> texts = new HashMap<>();
      int characters = n;
      starts.forEach(
          (start, count) -> extend(source, start, "", (double) count / length, characters, texts));
      blocks[n] = -texts.values().stream().mapToDouble(p -> p * Math.log(p)).sum();
    }
    double rate = rate(settings);
    double before = Double.POSITIVE_INFINITY;
    for (int n = 1; n < blocks.length; n++) {
      double conditional = blocks[n] - blocks[n - 1];
      assertThat(conditional).as("n = %s", n).isLessThan(before).isGreaterThan(rate - 0.002);
      before = conditional;
    }
    assertThat(before).isCloseTo(rate, within(0.02));
  }

  private static void extend(
      MarkovSource source,
      String start,
      String text,
      double p,
      int more,
      Map<String, Double> texts) {
    if (more == 0) {
      texts.merge(text, p, Double::sum);
      return;
    }
    MarkovSource.Walk walk = after(source, start + text);
    for (int x = 0; x < source.tokens().size(); x++) {
      if (walk.probability(x) > 0) {
        extend(
            source, start, text + source.tokens().get(x), p * walk.probability(x), more - 1, texts);
      }
    }
  }

  @Test
  void theSourceItselfScoresTheRateInTheLongRun() {
    Corpus corpus = new MarkovTextProvider().open(config("{}"));
    double rate = corpus.spec().entropyRate().orElseThrow();
    // The deviation of one surprise is about 1 nat; 900,000 of them, little correlated.
    assertThat(corpus.bestNatsPerToken(Split.TRAIN, Integer.MAX_VALUE).orElseThrow())
        .isCloseTo(rate, within(0.005));
    assertThat(corpus.bestNatsPerToken(Split.VALID, Integer.MAX_VALUE).orElseThrow())
        .isCloseTo(rate, within(0.02));
  }

  /** Counts of n characters, with the counts of the text itself: lower than any fair score. */
  @Test
  void lowOrdersDoNotReachTheRate() {
    Corpus corpus = new MarkovTextProvider().open(config("{}"));
    double rate = corpus.spec().entropyRate().orElseThrow();
    int[] text = corpus.tokens(Split.TRAIN).toArray();
    for (int order = 1; order <= 3; order++) {
      Map<List<Integer>, Integer> longer = new HashMap<>();
      Map<List<Integer>, Integer> shorter = new HashMap<>();
      for (int t = order; t < text.length; t++) {
        List<Integer> gram = Arrays.stream(text, t - order, t + 1).boxed().toList();
        longer.merge(gram, 1, Integer::sum);
        shorter.merge(gram.subList(0, order), 1, Integer::sum);
      }
      double nats = 0;
      for (Map.Entry<List<Integer>, Integer> gram : longer.entrySet()) {
        nats -=
            gram.getValue()
                * Math.log((double) gram.getValue() / shorter.get(gram.getKey().subList(0, order)));
      }
      assertThat(nats / (text.length - order)).as("order %s", order).isGreaterThan(1.08 * rate);
    }
  }

  @Test
  void bracketsMatchAndNeverNestTooDeep() {
    MarkovText corpus = new MarkovText(config("{tokens: 20000, depth: 3}"));
    StringBuilder open = new StringBuilder();
    int deepest = 0;
    for (int token : corpus.tokens(Split.TRAIN).toArray()) {
      String symbol = corpus.vocabulary().token(token);
      if ("([{<".contains(symbol)) {
        open.append(symbol);
      } else if (")]}>".contains(symbol)) {
        int last = open.length() - 1;
        assertThat("([{<".indexOf(open.charAt(last))).isEqualTo(")]}>".indexOf(symbol));
        open.setLength(last);
      }
      deepest = Math.max(deepest, open.length());
    }
    assertThat(deepest).isEqualTo(3);
  }

  @Test
  void partsFollowEachOtherAndTheSeedMakesTheText() {
    String settings = "{tokens: 1000, split: {train: 0.7, valid: 0.2, test: 0.1}}";
    MarkovText corpus = new MarkovText(config(settings));
    assertThat(corpus.tokens(Split.TRAIN).toArray()).hasSize(700);
    assertThat(corpus.tokens(Split.VALID).toArray()).hasSize(200);
    assertThat(corpus.tokens(Split.TEST).toArray()).hasSize(100);
    int[] whole =
        new MarkovText(config("{tokens: 1000, split: {train: 1}}")).tokens(Split.TRAIN).toArray();
    assertThat(Arrays.copyOfRange(whole, 700, 900)).isEqualTo(corpus.tokens(Split.VALID).toArray());
    assertThat(Arrays.copyOfRange(whole, 900, 1000)).isEqualTo(corpus.tokens(Split.TEST).toArray());
    assertThat(new MarkovText(config("{tokens: 1000, seed: 2}")).tokens(Split.TRAIN).toArray())
        .isNotEqualTo(new MarkovText(config("{tokens: 1000}")).tokens(Split.TRAIN).toArray());
  }

  @Test
  void wordsStandBetweenSpaces() throws IOException {
    MarkovText corpus = new MarkovText(config("{tokens: 2000, split: {train: 1}}"));
    StringBuilder text = new StringBuilder();
    for (int token : corpus.tokens(Split.TRAIN).toArray()) {
      text.append(corpus.vocabulary().token(token));
    }
    List<String> words = new ArrayList<>();
    try (WordReader reader = corpus.words(Split.TRAIN)) {
      while (reader.next()) {
        assertThat(reader.startsLine()).isEqualTo(words.isEmpty());
        words.add(reader.word());
      }
    }
    assertThat(words).containsExactly(text.toString().strip().split(" +"));
  }

  @Test
  void somethingMustBeLeftForLetters() {
    assertThatThrownBy(() -> config("{open: 0.5, close: 0.5}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("open and close must sum to less than 1");
  }
}
