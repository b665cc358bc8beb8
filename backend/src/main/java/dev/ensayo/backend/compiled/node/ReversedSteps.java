package dev.ensayo.backend.compiled.node;

import java.util.Arrays;

/**
 * The steps of a window's sequences in the opposite order: where a sequence has its first step, its
 * last one comes, and so on. Masked steps stay where they are, so that the mask is that of the
 * reversed sequences too, and each part of a sequence that begins anew is reversed by itself. Twice
 * reversed they are what they were.
 */
final class ReversedSteps {
  private int[] rows = new int[0];
  private int[] tokens = new int[0];
  private boolean knowsRows;
  private boolean knowsTokens;

  /** Another window is under way. */
  void forget() {
    knowsRows = false;
    knowsTokens = false;
  }

  /** For each place {@code [T·B]} the row t·B + b that comes there. */
  int[] rows(Pass pass) {
    if (!knowsRows) {
      if (rows.length < pass.steps() * pass.sequences()) {
        rows = new int[pass.steps() * pass.sequences()];
      }
      for (int b = 0; b < pass.sequences(); b++) {
        reverse(pass, b);
      }
      knowsRows = true;
    }
    return rows;
  }

  /** The token at each place, {@code [T·B]}. */
  int[] tokens(Pass pass) {
    if (!knowsTokens) {
      int[] order = rows(pass);
      int[] given = pass.window().tokens();
      if (tokens.length < order.length) {
        tokens = Arrays.copyOf(tokens, order.length);
      }
      for (int row = 0; row < pass.steps() * pass.sequences(); row++) {
        tokens[row] = given[order[row]];
      }
      knowsTokens = true;
    }
    return tokens;
  }

  private void reverse(Pass pass, int sequence) {
    int begin = 0;
    for (int step = 1; step <= pass.steps(); step++) {
      if (step == pass.steps() || pass.resets(step, sequence)) {
        reverse(pass, sequence, begin, step - 1);
        begin = step;
      }
    }
  }

  private void reverse(Pass pass, int sequence, int begin, int end) {
    int first = begin;
    int last = end;
    while (first <= last) {
      if (pass.mask(first, sequence) == 0) {
        put(pass, sequence, first, first);
        first++;
      } else if (pass.mask(last, sequence) == 0) {
        put(pass, sequence, last, last);
        last--;
      } else {
        put(pass, sequence, first, last);
        put(pass, sequence, last, first);
        first++;
        last--;
      }
    }
  }

  private void put(Pass pass, int sequence, int place, int step) {
    rows[place * pass.sequences() + sequence] = step * pass.sequences() + sequence;
  }
}
