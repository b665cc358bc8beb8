package dev.ensayo.experiments.cli;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.plugin.FileTool;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.core.rundir.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Spec;

/**
 * A {@link RunTool} as a command: {@code ensayo NAME RUN OPERAND… --option VALUE…}; a {@link
 * FileTool} takes a file in the place of RUN.
 */
@Command(mixinStandardHelpOptions = true)
final class ToolCommand<C extends Record> implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private Path path;

  private final RunTool<C> tool;

  private ToolCommand(RunTool<C> tool) {
    this.tool = tool;
  }

  /** The command with an option for each of the tool's settings. */
  static <C extends Record> CommandSpec of(RunTool<C> tool) {
    ToolCommand<C> command = new ToolCommand<>(tool);
    CommandSpec spec = CommandSpec.forAnnotatedObject(command);
    spec.name(tool.name());
    spec.usageMessage().description(escaped(tool.summary()));
    spec.addPositional(command.subject());
    Positionals.addTo(spec, 1, tool.operands());
    SettingOptions.addTo(spec, tool.configType());
    return spec;
  }

  /** What the command is used on. */
  private PositionalParamSpec subject() {
    String run = "The folder of a finished run, such as runs/STUDY/VARIANT/seed-1";
    String meaning =
        tool instanceof FileTool<C> files ? run + ", or a file: " + files.fileMeaning() : run;
    return PositionalParamSpec.builder()
        .index("0")
        .arity("1")
        .paramLabel(subjectLabel())
        .type(Path.class)
        .description(escaped(meaning + "."))
        .setter(
            new CommandLine.Model.ISetter() {
              @Override
              public <T> T set(T value) {
                path = (Path) value;
                return value;
              }
            })
        .build();
  }

  private String subjectLabel() {
    return tool instanceof FileTool<C> ? "RUN|FILE" : "RUN";
  }

  /** Without the signs that picocli would interpret. */
  static String escaped(String text) {
    return text.replace("%", "%%").replace("@", "@@");
  }

  @Override
  public Integer call() throws IOException {
    C options = SettingOptions.read(spec, tool.configType());
    List<String> operands = operands();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      if (tool instanceof FileTool<C> files && Files.isRegularFile(path)) {
        files.useFile(options, new FileTool.FileCall(path, operands, out, err));
      } else {
        RunDirectory run = run();
        tool.use(options, new RunTool.Call(run, YamlReader.read(run.config()), operands, out, err));
      }
    } catch (InvalidSettingException e) {
      throw SettingOptions.explained(e, tool.name());
    }
    out.flush();
    err.flush();
    return ExitCode.DONE;
  }

  private RunDirectory run() throws IOException {
    if (tool instanceof FileTool<C> && !Files.exists(path)) {
      throw new WrongInputException("there is neither a run nor a file '" + path + "'");
    }
    return FinishedRun.at(path);
  }

  private List<String> operands() {
    return Positionals.read(spec, 1, tool.operands(), tool.name(), " after " + subjectLabel());
  }
}
