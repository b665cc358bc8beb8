package dev.ensayo.core.subword;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A character that can be seen for each of the 256 bytes, as in the files of GPT-2 (Radford et al.,
 * 2019): printable ones of Latin-1 stand for themselves, the others for U+0100 and on in their
 * order. So a space is Ġ and a line end Ċ, and no text of bytes has white space.
 */
final class ByteSymbols {
  private static final int BYTES = 256;
  private static final char[] OF_BYTE = new char[BYTES];
  private static final int[] OF_SYMBOL = new int[2 * BYTES];

  static {
    Arrays.fill(OF_SYMBOL, -1);
    int next = BYTES;
    for (int value = 0; value < BYTES; value++) {
      OF_BYTE[value] = (char) (isPrintable(value) ? value : next++);
      OF_SYMBOL[OF_BYTE[value]] = value;
    }
  }

  private ByteSymbols() {}

  private static boolean isPrintable(int value) {
    return (value >= '!' && value <= '~')
        || (value >= 0xA1 && value <= 0xAC)
        || (value >= 0xAE && value <= 0xFF);
  }

  /** That of a byte's unsigned value. */
  static String of(int value) {
    return Character.toString(OF_BYTE[value]);
  }

  /** The unsigned bytes of a text in UTF-8. */
  static int[] bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] values = new int[bytes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Byte.toUnsignedInt(bytes[i]);
    }
    return values;
  }

  /**
   * The bytes that symbols stand for.
   *
   * @throws IllegalArgumentException if one is none
   */
  static byte[] unpack(String symbols) {
    byte[] bytes = new byte[symbols.length()];
    for (int i = 0; i < bytes.length; i++) {
      char symbol = symbols.charAt(i);
      int value = symbol < OF_SYMBOL.length ? OF_SYMBOL[symbol] : -1;
      if (value < 0) {
        throw new IllegalArgumentException("'" + symbols + "' has a character that is no byte");
      }
      bytes[i] = (byte) value;
    }
    return bytes;
  }
}
