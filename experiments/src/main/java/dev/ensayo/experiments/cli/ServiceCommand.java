package dev.ensayo.experiments.cli;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.plugin.ServiceTool;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A {@link ServiceTool} as a command: {@code ensayo NAME OPERAND… --option VALUE…}. */
@Command(mixinStandardHelpOptions = true)
final class ServiceCommand<C extends Record> implements Callable<Integer> {
  private static final int PATIENCE_SECONDS = 60;

  @Spec private CommandSpec spec;

  private final ServiceTool<C> tool;

  private ServiceCommand(ServiceTool<C> tool) {
    this.tool = tool;
  }

  /** The command with an option for each of the tool's settings. */
  static <C extends Record> CommandSpec of(ServiceTool<C> tool) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new ServiceCommand<>(tool));
    spec.name(tool.name());
    spec.usageMessage().description(ToolCommand.escaped(tool.summary()));
    Positionals.addTo(spec, 0, tool.operands());
    SettingOptions.addTo(spec, tool.configType());
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    C options = SettingOptions.read(spec, tool.configType());
    List<String> operands = Positionals.read(spec, 0, tool.operands(), tool.name(), "");
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, ended), "stop"));
    try {
      tool.use(
          options,
          new ServiceTool.Call(
              operands, spec.commandLine().getOut(), spec.commandLine().getErr(), stop));
    } catch (InvalidSettingException e) {
      throw SettingOptions.explained(e, tool.name());
    } finally {
      ended.countDown();
    }
    spec.commandLine().getOut().flush();
    spec.commandLine().getErr().flush();
    return ExitCode.DONE;
  }

  /** Asks the tool to stop and waits for its end, so that the process does not end before. */
  private void stop(CountDownLatch stop, CountDownLatch ended) {
    stop.countDown();
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        spec.commandLine().getErr().println("ensayo: " + tool.name() + " did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
