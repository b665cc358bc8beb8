package dev.ensayo.experiments.progress;

import org.jline.utils.WCWidth;

/**
 * A text measured in columns of a terminal: letters of East Asia and most pictures take two,
 * accents that combine with the letter before them none.
 */
final class ColumnText {
  private static final int REPLACEMENT = '?';

  private final int[] points;
  private final int[] columns;
  private final int width;

  /** Signs that steer a terminal become question marks. */
  ColumnText(String text) {
    this.points = text.codePoints().map(c -> WCWidth.wcwidth(c) < 0 ? REPLACEMENT : c).toArray();
    this.columns = new int[points.length];
    int sum = 0;
    for (int i = 0; i < points.length; i++) {
      columns[i] = WCWidth.wcwidth(points[i]);
      sum += columns[i];
    }
    this.width = sum;
  }

  /** Columns it takes. */
  int width() {
    return width;
  }

  /** The text, cut off after so many columns. */
  String cut(int room) {
    return slice(0, after(room));
  }

  /** The text in so many columns or fewer; where it is longer, its middle is left out. */
  String within(int room, String ellipsis) {
    int kept = room - new ColumnText(ellipsis).width();
    if (width <= room) {
      return slice(0, points.length);
    }
    if (kept < 2) {
      return cut(room);
    }
    int head = after((kept + 1) / 2);
    int headColumns = 0;
    for (int i = 0; i < head; i++) {
      headColumns += columns[i];
    }
    return slice(0, head) + ellipsis + slice(tail(kept - headColumns), points.length);
  }

  /** The text in exactly so many columns, followed by blanks where it is shorter. */
  String padded(int room, String ellipsis) {
    String text = within(room, ellipsis);
    return text + " ".repeat(Math.max(0, room - new ColumnText(text).width()));
  }

  /** How many code points of the beginning fit, with the accents of the last one. */
  private int after(int room) {
    int taken = 0;
    int end = 0;
    while (end < points.length && taken + columns[end] <= room) {
      taken += columns[end++];
    }
    return end;
  }

  /** Where an end begins that fits; not with an accent, whose letter would be missing. */
  private int tail(int room) {
    int taken = 0;
    int start = points.length;
    while (start > 0 && taken + columns[start - 1] <= room) {
      taken += columns[--start];
    }
    while (start < points.length && columns[start] == 0) {
      start++;
    }
    return start;
  }

  private String slice(int from, int to) {
    return new String(points, from, Math.max(0, to - from));
  }
}
