package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Shape;

/**
 * How features lie beside each other: each row of a batch of vectors is a run of F numbers, each
 * pixel of a batch of images one of C·B.
 */
public final class Runs {
  private Runs() {}

  /** Numbers of one run. */
  public static int length(Shape shape, Pass pass) {
    return shape.isImage() ? shape.channels() * pass.rows() : shape.dimensions().get(0);
  }

  /** Numbers of one feature in a run. */
  public static int featureLength(Shape shape, Pass pass) {
    return shape.isImage() ? pass.rows() : 1;
  }

  /** How many runs there are. */
  public static int count(Shape shape, Pass pass) {
    return shape.isImage() ? shape.height() * shape.width() : pass.rows();
  }
}
