package dev.ensayo.supervised.detector;

/**
 * The size that a box has before anything is learned.
 *
 * @param width in pixels, above 0
 * @param height in pixels, above 0
 */
record PriorSize(double width, double height) {
  double area() {
    return width * height;
  }

  /** Intersection over union of two sizes with one center. */
  double intersectionOverUnion(PriorSize other) {
    double shared = Math.min(width, other.width) * Math.min(height, other.height);
    return shared / (area() + other.area() - shared);
  }
}
