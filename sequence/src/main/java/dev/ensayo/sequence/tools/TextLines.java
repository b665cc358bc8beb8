package dev.ensayo.sequence.tools;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The lines of a file in UTF-8. */
final class TextLines {
  private static final Splitter LINES = Splitter.on(Pattern.compile("\r?\n"));

  private TextLines() {}

  /**
   * Reads them; the end of the last line may be missing.
   *
   * @throws InvalidSettingException if there is no such file, it is empty, or it is not UTF-8, with
   *     the position
   */
  static ImmutableList<String> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidSettingException("", "there is no file " + file);
    }
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CoderResult result = decoder.decode(in, text, true);
    if (result.isError()) {
      throw new InvalidSettingException(
          "", file + " is not UTF-8: byte " + (in.position() + 1) + " is no part of a character");
    }
    String lines = text.flip().toString();
    if (lines.isEmpty()) {
      throw new InvalidSettingException("", file + " is empty; put a text to score on each line");
    }
    if (lines.endsWith("\n")) {
      lines = lines.substring(0, lines.length() - (lines.endsWith("\r\n") ? 2 : 1));
    }
    return ImmutableList.copyOf(LINES.split(lines));
  }
}
