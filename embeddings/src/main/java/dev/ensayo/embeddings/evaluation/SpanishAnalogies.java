package dev.ensayo.embeddings.evaluation;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Analogies between common Spanish words: kinship and trades, plurals, feminines and forms of
 * verbs. Within a section each pair is asked with each other pair, as in Google's set.
 */
final class SpanishAnalogies {
  /** Asks for them in place of a file. */
  static final String NAME = "spanish";

  private static final String RESOURCE = "spanish-pairs.txt";
  private static final String SECTION = ":";

  private SpanishAnalogies() {}

  static ImmutableList<AnalogyQuestion> questions() {
    ImmutableList.Builder<AnalogyQuestion> questions = ImmutableList.builder();
    String section = "";
    List<String[]> pairs = new ArrayList<>();
    for (String line : lines()) {
      if (line.startsWith(SECTION)) {
        ask(section, pairs, questions);
        section = line.substring(1).strip();
        pairs.clear();
      } else {
        pairs.add(line.split(" ", 2));
      }
    }
    ask(section, pairs, questions);
    return questions.build();
  }

  private static List<String> lines() {
    try {
      return Resources.readLines(
          Resources.getResource(SpanishAnalogies.class, RESOURCE), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void ask(
      String section, List<String[]> pairs, ImmutableList.Builder<AnalogyQuestion> questions) {
    for (String[] one : pairs) {
      for (String[] other : pairs) {
        if (one != other) {
          questions.add(new AnalogyQuestion(section, one[0], one[1], other[0], other[1]));
        }
      }
    }
  }
}
