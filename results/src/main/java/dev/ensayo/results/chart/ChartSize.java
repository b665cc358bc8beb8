package dev.ensayo.results.chart;

/** The sizes charts are drawn in; text is readable where each is shown. */
public enum ChartSize {
  /** The full width of a desktop page, names beside the ends of the lines. */
  WIDE(960, 430, "wide", true, 8, 6),
  /** The full width of a phone, names below. */
  NARROW(380, 320, "narrow", false, 4, 5),
  /** One of several beside each other. */
  SMALL(380, 250, "small", false, 4, 4),
  /** One of several beside each other, names below. */
  PANEL(380, 290, "small", false, 4, 4);

  final int width;
  final int height;
  final String cssClass;
  final boolean directLabels;
  final int ticksAcross;
  final int ticksUp;

  ChartSize(
      int width, int height, String cssClass, boolean directLabels, int ticksAcross, int ticksUp) {
    this.width = width;
    this.height = height;
    this.cssClass = cssClass;
    this.directLabels = directLabels;
    this.ticksAcross = ticksAcross;
    this.ticksUp = ticksUp;
  }
}
