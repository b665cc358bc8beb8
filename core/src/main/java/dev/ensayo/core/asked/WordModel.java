package dev.ensayo.core.asked;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Words in the order of their likeness. Thread-safe. */
public interface WordModel extends AskedModel {
  /**
   * A word near to what was asked.
   *
   * @param cosine of the angle, in [−1, 1]
   */
  record Neighbor(String word, double cosine) {}

  /** V, how many words have vectors. */
  int size();

  /** D, the length of a vector. */
  int dimension();

  /**
   * Looks whether words have vectors.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if one has none, with the words spelled
   *     most alike
   */
  void check(List<String> words);

  /**
   * The words nearest to a word, or to the mean of several, without these, the nearest first.
   *
   * @param words at least one
   * @throws dev.ensayo.core.config.InvalidSettingException as {@link #check} does
   */
  ImmutableList<Neighbor> similar(List<String> words, int count);

  /**
   * What is to c as b is to a: the words nearest to b − a + c, without these.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException as {@link #check} does
   */
  ImmutableList<Neighbor> analogy(String a, String b, String c, int count);
}
