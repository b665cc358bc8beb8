package dev.ensayo.core.vectors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.OptionalLong;

/** Reads lines of a word and D numbers. */
final class TextReader {
  private static final int WORDS_BETWEEN_REPORTS = 1 << 12;

  private final VectorBytes in;
  private final VectorsLayout layout;
  private final RowCollector rows;
  private final ReadingProgress progress;
  private final VectorLine line = new VectorLine();
  private final float[] row;
  private long number;
  private long empty;
  private long wordless;
  private long firstWordless;

  TextReader(VectorBytes in, VectorsLayout layout, RowCollector rows, ReadingProgress progress) {
    this.in = in;
    this.layout = layout;
    this.rows = rows;
    this.progress = progress;
    this.row = new float[layout.dimension()];
  }

  void read() throws IOException {
    OptionalLong promised = layout.header().stream().mapToLong(VectorsHeader::words).findFirst();
    if (promised.isPresent()) {
      in.readLine();
      number++;
    }
    long seen = 0;
    boolean ended = false;
    boolean whole = true;
    while (!ended && !rows.isFull()) {
      ended = !in.readLine();
      if (!ended || in.length() > 0) {
        whole = !ended;
        number++;
        seen += take() ? 1 : 0;
        if (seen % WORDS_BETWEEN_REPORTS == 0) {
          progress.at(seen, promised);
        }
      }
    }
    tell(promised, seen, ended, whole);
  }

  /** Whether the line holds a vector. */
  private boolean take() throws VectorsFormatException {
    line.of(in.bytes(), 0, in.length());
    if (line.isEmpty()) {
      empty++;
      return false;
    }
    int d = row.length;
    for (int i = d - 1; i >= 0; i--) {
      if (!line.previous()) {
        throw tooFew();
      }
      row[i] = line.number();
      if (!Float.isFinite(row[i])) {
        throw wrong();
      }
    }
    String word = line.before();
    if (word.isEmpty()) {
      if (!line.startsBlank()) {
        throw tooFew();
      }
      firstWordless = wordless == 0 ? number : firstWordless;
      wordless++;
    } else {
      rows.add(decoded(word), row, "line " + number);
    }
    return true;
  }

  private VectorsFormatException tooFew() {
    return new VectorsFormatException(
        place()
            + ": expected a word and "
            + row.length
            + " numbers, found "
            + line.fields()
            + " fields");
  }

  /** A field where a number should be: there are too few, or it is none. */
  private VectorsFormatException wrong() {
    String field = line.field();
    int fields = line.fields();
    return fields < row.length + 1
        ? tooFew()
        : new VectorsFormatException(place() + ": '" + field + "' is not a number");
  }

  private String place() {
    return in.name() + ":" + number;
  }

  private String decoded(String word) throws VectorsFormatException {
    boolean isCoded = layout.header().map(VectorsHeader::hasDocuments).orElse(false);
    if (!isCoded || !word.startsWith(TextVectors.BASE64)) {
      return word;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(word.substring(TextVectors.BASE64.length()));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new VectorsFormatException(place() + ": '" + word + "' is not a word in Base64");
    }
  }

  private void tell(OptionalLong promised, long seen, boolean ended, boolean whole)
      throws VectorsFormatException {
    if (ended && promised.isPresent() && seen < promised.getAsLong()) {
      throw new VectorsFormatException(
          String.format(
              Locale.ROOT,
              "%s:%d: the file ends after %d words; its first line promises %d: it was cut off, or"
                  + " the count is wrong (--limit %d reads those that are there)",
              in.name(),
              number + 1,
              seen,
              promised.getAsLong(),
              rows.size()));
    }
    if (ended && promised.isPresent() && seen > promised.getAsLong()) {
      rows.note(
          String.format(
              Locale.ROOT,
              "the first line promises %,d words, and there are %,d; all of them were read",
              promised.getAsLong(),
              seen));
    }
    if (ended && promised.isEmpty() && !whole) {
      rows.note("the last line has no line end: the file may have been cut off there");
    }
    if (wordless > 0) {
      rows.note(
          String.format(
              Locale.ROOT,
              "%,d %s without a word left out; the first is line %d",
              wordless,
              wordless == 1 ? "line" : "lines",
              firstWordless));
    }
    if (empty > 0) {
      rows.note(String.format(Locale.ROOT, "%,d empty %s", empty, empty == 1 ? "line" : "lines"));
    }
  }
}
