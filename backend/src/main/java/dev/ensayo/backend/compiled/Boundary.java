package dev.ensayo.backend.compiled;

import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Value;

/**
 * A value that all paths pass: what comes before it can be left out where it is known.
 *
 * @param value what is there
 * @param rows memory for it as rows {@code [B, F']} where it is an image, else null
 * @param place where the numbers of {@code [C, H, W]} come in {@code [H, W, C]}, else null
 * @param size numbers F' of one example
 * @param blocksBefore how many blocks compute it
 */
record Boundary(Value value, Region rows, int[] place, int size, int blocksBefore) {
  /** Puts rows {@code [B, F']} in its place. */
  void load(float[] features, Pass pass) {
    int count = pass.rows() * size;
    if (rows == null) {
      value.data().slice().load(features, count);
      return;
    }
    rows.slice().load(features, count);
    pass.arithmetic()
        .images()
        .rowsToImages(rows.slice(), place, value.data().slice(), pass.rows(), false);
  }

  /** Reads it as rows {@code [B, F']}. */
  void store(float[] features, Pass pass) {
    int count = pass.rows() * size;
    if (rows == null) {
      value.data().slice().store(features, count);
      return;
    }
    pass.arithmetic()
        .images()
        .imagesToRows(value.data().slice(), place, rows.slice(), pass.rows(), false);
    rows.slice().store(features, count);
  }
}
