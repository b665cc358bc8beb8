package dev.ensayo.core.plugin;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * A {@link RunTool} that does the same with a file that was made elsewhere: {@code ensayo NAME FILE
 * OPERAND… --option VALUE…}. What is named first on the command line decides: a folder is a run.
 */
public interface FileTool<C extends Record> extends RunTool<C> {
  /**
   * What the command is used on.
   *
   * @param file a file that is there
   * @param operands as {@link #operands} asks
   * @param out takes what is printed
   * @param err takes notes beside it
   */
  record FileCall(Path file, List<String> operands, PrintWriter out, PrintWriter err) {
    public FileCall {
      operands = ImmutableList.copyOf(operands);
    }
  }

  /** What the file holds, as {@code --help} says it: "word vectors in …". */
  String fileMeaning();

  /**
   * Does it.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if the file, an operand or an option
   *     does not fit, with what would be right; exit code 2
   * @throws IOException if a file cannot be read; exit code 1
   */
  void useFile(C options, FileCall call) throws IOException;
}
