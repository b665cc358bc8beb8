package dev.ensayo.environments.labelledtext;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.text.CodePointReader;
import dev.ensayo.core.text.TextFile;
import dev.ensayo.core.text.TextForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Cuts the content of a file into the texts that have a class. */
final class TextPieces {
  private static final Splitter LINES = Splitter.on('\n');
  private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

  /** What a text is. */
  enum Cut {
    /** All of a file. */
    WHOLE,
    /** Lines that follow each other without a blank one between. */
    PARAGRAPHS,
    /** A line. */
    LINES
  }

  /**
   * A text.
   *
   * @param line of the file at which it begins
   */
  record Piece(int line, String text) {}

  private final Cut cut;
  private final int minimumWords;

  /**
   * @param minimumWords that a piece has: those that are shorter are joined with the next ones, the
   *     last of a file with the one before; 1 to join none
   */
  TextPieces(Cut cut, int minimumWords) {
    this.cut = cut;
    this.minimumWords = minimumWords;
  }

  /**
   * The pieces of a file, none of them blank.
   *
   * @param stripGutenberg whether Project Gutenberg's header and licence are left out
   * @throws IOException if it cannot be read or is not UTF-8, with the place
   */
  ImmutableList<Piece> of(TextFile file, boolean stripGutenberg) throws IOException {
    StringBuilder text = new StringBuilder();
    try (CodePointReader points =
        new CodePointReader(ImmutableList.of(file), TextForm.AS_IT_IS, stripGutenberg)) {
      for (int point = points.next(); point != CodePointReader.END; point = points.next()) {
        text.appendCodePoint(point);
      }
    }
    return joined(cut(text.toString()));
  }

  private List<Piece> cut(String text) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    int began = 0;
    int line = 0;
    for (String content : LINES.split(text)) {
      line++;
      boolean blank = CharMatcher.whitespace().matchesAllOf(content);
      boolean ends = cut == Cut.LINES || (cut == Cut.PARAGRAPHS && blank);
      if (!blank) {
        began = open.isEmpty() ? line : began;
        open.append(content).append('\n');
      }
      if (ends && !open.isEmpty()) {
        pieces.add(new Piece(began, open.toString().strip()));
        open.setLength(0);
      }
    }
    if (!open.isEmpty()) {
      pieces.add(new Piece(began, open.toString().strip()));
    }
    return pieces;
  }

  private ImmutableList<Piece> joined(List<Piece> pieces) {
    List<Piece> joined = new ArrayList<>();
    List<Piece> open = new ArrayList<>();
    int words = 0;
    for (Piece piece : pieces) {
      open.add(piece);
      words += WORDS.splitToList(piece.text()).size();
      if (words >= minimumWords) {
        joined.add(join(open));
        open.clear();
        words = 0;
      }
    }
    if (!open.isEmpty()) {
      if (!joined.isEmpty()) {
        open.add(0, joined.remove(joined.size() - 1));
      }
      joined.add(join(open));
    }
    return ImmutableList.copyOf(joined);
  }

  private static Piece join(List<Piece> pieces) {
    return new Piece(
        pieces.get(0).line(), String.join("\n", pieces.stream().map(Piece::text).toList()));
  }
}
