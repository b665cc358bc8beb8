package dev.ensayo.core.vectors;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Vectors of a file, and what is to be told of the file.
 *
 * @param vectors the words that were read, in the file's order
 * @param notes sentences without the file's name: wrong counts, words that occur again, words with
 *     blanks, lines that hold none
 */
public record ReadVectors(WordVectors vectors, List<String> notes) {
  public ReadVectors {
    notes = ImmutableList.copyOf(notes);
  }
}
