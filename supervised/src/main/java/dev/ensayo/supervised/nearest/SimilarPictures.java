package dev.ensayo.supervised.nearest;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * A picture and what is most like it.
 *
 * @param title says what was compared
 * @param found the nearest first
 * @param searched the part of which they are
 * @param part which that is
 */
record SimilarPictures(
    String title,
    AskedPicture asked,
    ImmutableList<NearestExamples.Found> found,
    Examples searched,
    Split part,
    ExamplesSpec spec) {
  /** Prints a line for each: its rank, its distance, its class and where it comes from. */
  void print(PrintWriter out) {
    String known = className(asked.label());
    out.println(known.isEmpty() ? title : title + "; its class is " + known);
    int width = 1;
    for (NearestExamples.Found one : found) {
      width = Math.max(width, className(one).length());
    }
    for (int rank = 1; rank <= found.size(); rank++) {
      NearestExamples.Found one = found.get(rank - 1);
      String line = "%4d  %10s  %-" + width + "s  %s";
      out.println(
          String.format(Locale.ROOT, line, rank, distance(one), className(one), place(one)));
    }
    if (!known.isEmpty()) {
      long same =
          found.stream().filter(one -> searched.label(one.example()) == asked.label()).count();
      out.println(same + " of " + found.size() + " have its class");
    }
  }

  /** How far one is, in digits. */
  String distance(NearestExamples.Found one) {
    return String.format(Locale.ROOT, "%.4f", one.distance());
  }

  /** The class of one; empty where answers are numbers. */
  String className(NearestExamples.Found one) {
    return className(searched.label(one.example()));
  }

  /** A class; empty for −1. */
  String className(int label) {
    return label < 0 ? "" : spec.classes().get(label);
  }

  /** How one is asked for, and its file where it has one. */
  String place(NearestExamples.Found one) {
    String number = Integer.toString(one.example() + 1);
    String origin = searched.origin(one.example());
    String name = part.label() + ":" + number;
    return origin.equals(number) ? name : name + "  " + origin;
  }
}
