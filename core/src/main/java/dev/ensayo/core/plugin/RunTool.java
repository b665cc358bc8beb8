package dev.ensayo.core.plugin;

import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.rundir.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/**
 * A command over a finished run: {@code ensayo NAME RUN OPERAND… --option VALUE…}.
 *
 * <p>Each setting of its configuration is an option, {@code topK} as {@code --top-k}.
 */
public interface RunTool<C extends Record> extends Plugin<C> {
  /**
   * What follows the run on the command line.
   *
   * @param label what {@code --help} calls it, such as WORD
   * @param least how many at least
   * @param most how many at most
   * @param meaning a phrase
   */
  record Operands(String label, int least, int most, String meaning) {
    /** Nothing follows. */
    public static final Operands NONE = new Operands("", 0, 0, "");
  }

  /**
   * What the command is used on.
   *
   * @param run the folder of a complete run
   * @param config its config.yaml
   * @param operands as {@link #operands} asks
   * @param out takes what is printed
   * @param err takes notes beside it
   */
  record Call(
      RunDirectory run,
      ConfigNode.Mapping config,
      List<String> operands,
      PrintWriter out,
      PrintWriter err) {
    /** With the notes among what is printed. */
    public Call(
        RunDirectory run, ConfigNode.Mapping config, List<String> operands, PrintWriter out) {
      this(run, config, operands, out, out);
    }

    /** The {@code type} of the run's agent. */
    public String agent() {
      return config.entries().get("agent") instanceof ConfigNode.Mapping agent
              && agent.entries().get("type") instanceof ConfigNode.Scalar type
          ? type.text()
          : "";
    }
  }

  /** What follows the run on the command line. */
  Operands operands();

  /**
   * Does it.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if the run, an operand or an option does
   *     not fit, with what would be right; exit code 2
   * @throws PartlyDoneException if a part could not be done; exit code 1
   * @throws IOException if a file cannot be read; exit code 1
   */
  void use(C options, Call call) throws IOException;
}
