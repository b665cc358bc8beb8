package dev.ensayo.experiments.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.study.StudySchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ensayo schema}: what a study may say, for editors. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the JSON Schema of studies, with the settings of all plugins: editors complete and"
          + " check by it.",
      "ensayo schema > ensayo.schema.json, and in the first line of a study:",
      "# yaml-language-server: $$schema=ensayo.schema.json"
    })
final class SchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    String schema =
        new ObjectMapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(StudySchema.of(PluginRegistry.load()));
    spec.commandLine().getOut().println(schema);
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }
}
