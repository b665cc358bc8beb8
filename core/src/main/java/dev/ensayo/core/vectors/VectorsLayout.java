package dev.ensayo.core.vectors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a file holds its vectors, found from its first bytes.
 *
 * @param isBinary whether the numbers are floats of 4 bytes
 * @param header the first line, if it is one
 * @param dimension D
 */
record VectorsLayout(boolean isBinary, Optional<VectorsHeader> header, int dimension) {
  private static final int LINES = 200;

  private static final byte[] FASTTEXT = {(byte) 0xba, 0x16, 0x4f, 0x2f};
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  /**
   * Finds it.
   *
   * @throws VectorsFormatException if the file holds something else
   */
  static VectorsLayout of(VectorBytes in) throws IOException {
    byte[] head = in.head();
    String name = in.name();
    refuse(head, name);
    int end = lineEnd(head, 0);
    String first = new String(head, 0, Math.min(end, 200), StandardCharsets.UTF_8);
    Optional<VectorsHeader> header = VectorsHeader.find(first, secondLine(head, end));
    int below = header.isPresent() ? Math.min(head.length, end + 1) : 0;
    int found = dimension(head, below, header.map(VectorsHeader::dimension).orElse(0));
    boolean isNamedBinary = name.contains(".bin") && found == 0;
    if (header.isPresent() && (isNamedBinary || holdsControls(head, below))) {
      return new VectorsLayout(true, header, header.get().dimension());
    }
    boolean isWrong = found == 0 || VectorsHeader.isMeant(first) || holdsControls(head, 0);
    if (header.isEmpty() && isWrong) {
      throw VectorsHeader.wrong(first, name + (name.endsWith(".bin") ? ", byte 0" : ":1"));
    }
    if (header.isPresent() && found > 0 && found != header.get().dimension()) {
      throw new VectorsFormatException(
          String.format(
              Locale.ROOT,
              "%s:1: the first line promises %d numbers per word, the lines below hold %d",
              name,
              header.get().dimension(),
              found));
    }
    return new VectorsLayout(false, header, header.map(VectorsHeader::dimension).orElse(found));
  }

  private static void refuse(byte[] head, String name) throws VectorsFormatException {
    if (head.length == 0) {
      throw new VectorsFormatException(name + ":1: the file is empty");
    }
    if (startsWith(head, FASTTEXT)) {
      throw new VectorsFormatException(
          name
              + ": this is a model of fastText in its own format; the words' vectors are in the"
              + " .vec file that fastText writes beside it");
    }
    if (startsWith(head, ZIP)) {
      throw new VectorsFormatException(
          name + ": this is a zip archive; unpack it and name the file of vectors in it");
    }
  }

  private static boolean startsWith(byte[] head, byte[] magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= head.length || head[i] != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static int lineEnd(byte[] head, int from) {
    int at = from;
    while (at < head.length && head[at] != '\n') {
      at++;
    }
    return at;
  }

  private static String secondLine(byte[] head, int firstEnd) {
    int from = Math.min(head.length, firstEnd + 1);
    int to = Math.min(lineEnd(head, from), from + 8);
    return new String(head, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Text has no control characters; floats have, but for very few and odd ones. */
  private static boolean holdsControls(byte[] head, int from) {
    for (int i = from; i < head.length; i++) {
      int b = head[i];
      if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') {
        return true;
      }
    }
    return false;
  }

  /**
   * How many numbers most of the first lines end in; where several are equally common, the promised
   * one.
   */
  private static int dimension(byte[] head, int from, int promised) {
    Map<Integer, Integer> votes = new TreeMap<>();
    VectorLine line = new VectorLine();
    int start = from;
    for (int k = 0; k < LINES && start < head.length; k++) {
      int end = lineEnd(head, start);
      if (end == head.length && head.length == VectorBytes.HEAD && k > 0) {
        break;
      }
      line.of(head, start, end);
      int numbers = Math.min(line.numbers(), line.fields() - (line.startsBlank() ? 0 : 1));
      if (numbers > 0) {
        votes.merge(numbers, 1, Integer::sum);
      }
      start = end + 1;
    }
    int best = votes.containsKey(promised) ? promised : 0;
    for (Map.Entry<Integer, Integer> vote : votes.entrySet()) {
      if (best == 0 || vote.getValue() > votes.get(best)) {
        best = vote.getKey();
      }
    }
    return best;
  }
}
