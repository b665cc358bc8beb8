package dev.ensayo.embeddings.evaluation;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** What sets of pairs are called in the names of metrics: {@code SimLex-999} of SimLex-999.txt. */
public final class TestNames {
  /** The set of pairs that a corpus knows of itself. */
  public static final String CORPUS = "corpus";

  private static final CharMatcher ALLOWED =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("-_."));
  private static final String SUFFIXES = "\\.(csv|tsv|txt)(\\.gz)?$";

  private TestNames() {}

  /** The file's name without its folders. */
  static String fileName(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /**
   * Different names for files, in the same order: letters without accents, digits, {@code -_.}; of
   * two that would be equal the second gets a number.
   */
  public static ImmutableList<String> of(List<String> files) {
    List<String> names = new ArrayList<>();
    for (String file : files) {
      String plain =
          Normalizer.normalize(fileName(file).replaceFirst(SUFFIXES, ""), Normalizer.Form.NFD)
              .replaceAll("\\p{M}", "");
      String name = ALLOWED.negate().collapseFrom(plain, '-');
      String different = name;
      for (int k = 2; names.contains(different) || different.equals(CORPUS); k++) {
        different = name + "-" + k;
      }
      names.add(different);
    }
    return ImmutableList.copyOf(names);
  }
}
