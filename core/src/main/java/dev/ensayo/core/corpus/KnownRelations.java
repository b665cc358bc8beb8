package dev.ensayo.core.corpus;

import java.util.List;

/**
 * A corpus whose words have relations that are known, such as one that was made from them: what
 * vectors of its words can be tested with.
 */
public interface KnownRelations {
  /**
   * a is to b as c is to d.
   *
   * @param section the group of questions it belongs to
   */
  record Analogy(String section, String a, String b, String c, String d) {}

  /**
   * Two words and how alike they are.
   *
   * @param score on any scale, higher for more alike
   */
  record Likeness(String one, String other, double score) {}

  /** Questions with their answers, section by section; may be empty. */
  List<Analogy> analogies();

  /** Pairs of words with scores; may be empty. */
  List<Likeness> likenesses();
}
