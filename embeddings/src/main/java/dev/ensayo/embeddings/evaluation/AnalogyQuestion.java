package dev.ensayo.embeddings.evaluation;

/**
 * a is to b as c is to d.
 *
 * @param section the group it belongs to
 */
public record AnalogyQuestion(String section, String a, String b, String c, String d) {
  private static final String SYNTACTIC = "gram";

  /** Whether it asks for grammar, by Google's naming: sections from {@code gram1} on. */
  public boolean isSyntactic() {
    return section.startsWith(SYNTACTIC);
  }
}
