package dev.ensayo.core.plugin;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A command that goes on until it is done or asked to stop: {@code ensayo NAME OPERAND… --option
 * VALUE…}.
 *
 * <p>Each setting of its configuration is an option, {@code topK} as {@code --top-k}; one that is a
 * list may be given several times.
 */
public interface ServiceTool<C extends Record> extends Plugin<C> {
  /**
   * What the command is used on.
   *
   * @param operands as {@link #operands} asks
   * @param out takes what is printed
   * @param err takes notes beside it
   * @param stop reaches 0 when the process is asked to end, by Ctrl-C or SIGTERM; what was begun is
   *     then brought to its end
   */
  record Call(List<String> operands, PrintWriter out, PrintWriter err, CountDownLatch stop) {}

  /** What stands on the command line. */
  RunTool.Operands operands();

  /**
   * Does it, and returns when it is done or stopped.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if an operand or an option does not fit,
   *     with what would be right; exit code 2
   * @throws PartlyDoneException if a part could not be done; exit code 1
   * @throws IOException if it cannot go on; exit code 1
   */
  void use(C options, Call call) throws IOException;
}
