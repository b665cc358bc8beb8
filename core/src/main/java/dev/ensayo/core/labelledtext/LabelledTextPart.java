package dev.ensayo.core.labelledtext;

import com.google.common.collect.ImmutableList;

/**
 * One part of labelled texts: N texts. Text i is T_i tokens, at least one. Does not change; arrays
 * that are given out are copies. Any number of threads may read.
 */
public interface LabelledTextPart {
  /** N. */
  int size();

  /** T_i, at least 1. */
  int length(int index);

  /**
   * The ids of one text's tokens.
   *
   * @param index in [0, N)
   * @return {@code [T_i]}, each in [0, V); {@link TextEncoder#UNKNOWN_ID} for those without an id
   */
  int[] tokens(int index);

  /**
   * The right answers of one text.
   *
   * @return classes in [0, K): one where the text has a class, {@code [T_i]} where each token has
   */
  int[] labels(int index);

  /** The class of one text; where each token has one, that of its first. */
  default int label(int index) {
    return labels(index)[0];
  }

  /**
   * Which tokens the training part has, however seldom, letters made small where that is asked for.
   *
   * @return {@code [T_i]}; all true in the training part
   */
  boolean[] seen(int index);

  /** The tokens as they are written, {@code [T_i]}. */
  ImmutableList<String> written(int index);

  /** Where a text comes from: its file, or file and line. */
  String origin(int index);

  /** The longest T_i; 0 for an empty part. */
  default int longest() {
    int longest = 0;
    for (int i = 0; i < size(); i++) {
      longest = Math.max(longest, length(i));
    }
    return longest;
  }

  /** The sum of all T_i. */
  default long tokenCount() {
    long sum = 0;
    for (int i = 0; i < size(); i++) {
      sum += length(i);
    }
    return sum;
  }
}
