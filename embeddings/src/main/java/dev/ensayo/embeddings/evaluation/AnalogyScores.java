package dev.ensayo.embeddings.evaluation;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What came of a set of analogies.
 *
 * @param sections in the order of the questions
 * @param semantic sections that ask for meaning
 * @param syntactic sections that ask for grammar
 * @param total all
 */
public record AnalogyScores(
    List<AnalogyScore> sections,
    AnalogyScore semantic,
    AnalogyScore syntactic,
    AnalogyScore total) {
  public AnalogyScores {
    sections = ImmutableList.copyOf(sections);
  }
}
