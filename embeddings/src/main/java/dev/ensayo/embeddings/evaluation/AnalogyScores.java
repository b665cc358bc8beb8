package dev.ensayo.embeddings.evaluation;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of a set of analogies.
 *
 * @param sections in the order of the questions
 * @param semantic sections that ask for meaning: those not called {@code gram…}; empty where none
 *     is called so, for then the names tell nothing
 * @param syntactic sections that ask for grammar: those called {@code gram…}; empty where there is
 *     none
 * @param total all
 */
public record AnalogyScores(
    List<AnalogyScore> sections,
    Optional<AnalogyScore> semantic,
    Optional<AnalogyScore> syntactic,
    AnalogyScore total) {
  /** What Google's sections of grammar begin with. */
  private static final String SYNTACTIC = "gram";

  public AnalogyScores {
    sections = ImmutableList.copyOf(sections);
  }

  /** Everything in the order of a table: sections, then the sums there are. */
  public ImmutableList<AnalogyScore> rows() {
    List<AnalogyScore> rows = new ArrayList<>(sections);
    semantic.ifPresent(rows::add);
    syntactic.ifPresent(rows::add);
    rows.add(total);
    return ImmutableList.copyOf(rows);
  }

  /** Sums up sections. */
  static AnalogyScores of(List<AnalogyScore> sections) {
    AnalogyScore semantic = new AnalogyScore("semantic", 0, 0, 0, 0);
    AnalogyScore syntactic = new AnalogyScore("syntactic", 0, 0, 0, 0);
    for (AnalogyScore section : sections) {
      if (isSyntactic(section)) {
        syntactic = syntactic.plus("syntactic", section);
      } else {
        semantic = semantic.plus("semantic", section);
      }
    }
    AnalogyScore total = semantic.plus("total", syntactic);
    boolean named = syntactic.asked() > 0;
    return new AnalogyScores(
        sections,
        named && semantic.asked() > 0 ? Optional.of(semantic) : Optional.empty(),
        named ? Optional.of(syntactic) : Optional.empty(),
        total);
  }

  private static boolean isSyntactic(AnalogyScore section) {
    return section.name().startsWith(SYNTACTIC);
  }
}
