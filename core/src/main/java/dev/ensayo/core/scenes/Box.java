package dev.ensayo.core.scenes;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A rectangle in pixels: pixel (x, y) of a picture covers [x, x + 1) × [y, y + 1), y downwards.
 *
 * @param left x of its left side
 * @param top y of its upper side
 * @param width at least 0
 * @param height at least 0
 */
public record Box(double left, double top, double width, double height) {
  public Box {
    checkArgument(width >= 0 && height >= 0, "a box of %s × %s pixels", width, height);
  }

  /** The box around a point. */
  public static Box around(double centerX, double centerY, double width, double height) {
    return new Box(centerX - width / 2, centerY - height / 2, width, height);
  }

  public double right() {
    return left + width;
  }

  public double bottom() {
    return top + height;
  }

  public double centerX() {
    return left + width / 2;
  }

  public double centerY() {
    return top + height / 2;
  }

  /** In square pixels. */
  public double area() {
    return width * height;
  }

  /** The area that two boxes share, in square pixels; 0 where they only touch. */
  public double intersection(Box other) {
    double wide = Math.min(right(), other.right()) - Math.max(left, other.left);
    double high = Math.min(bottom(), other.bottom()) - Math.max(top, other.top);
    return wide > 0 && high > 0 ? wide * high : 0;
  }

  /**
   * Intersection over union (Jaccard's index), in [0, 1]: 1 for equal boxes, 0 for boxes that share
   * nothing or have no area.
   */
  public double intersectionOverUnion(Box other) {
    double shared = intersection(other);
    return shared == 0 ? 0 : shared / (area() + other.area() - shared);
  }
}
