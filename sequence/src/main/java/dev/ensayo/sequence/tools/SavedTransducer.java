package dev.ensayo.sequence.tools;

import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.core.transduction.Transducer;
import dev.ensayo.core.transduction.TransducerProvider;
import dev.ensayo.sequence.transduction.NotationFile;
import java.io.IOException;
import java.util.List;

/** The model of a finished run that answers sequences, and how they are written. */
record SavedTransducer(Transducer model, NotationFile.Notations notations)
    implements AutoCloseable {
  /**
   * Opens the run's.
   *
   * @throws InvalidSettingException if it is no run of such a model
   */
  static SavedTransducer open(RunTool.Call call, PluginRegistry plugins) throws IOException {
    AgentProvider<?> agent = plugins.agents().get(call.agent());
    if (!(agent instanceof TransducerProvider<?> provider)) {
      throw new InvalidSettingException(
          "",
          call.run().path()
              + " is a run of the agent '"
              + call.agent()
              + "', which has learned to answer no sequences; take one of "
              + String.join(", ", names(plugins)));
    }
    NotationFile.Notations notations = NotationFile.read(call.run().path());
    return new SavedTransducer(load(provider, call), notations);
  }

  private static List<String> names(PluginRegistry plugins) {
    return plugins.agents().values().stream()
        .filter(TransducerProvider.class::isInstance)
        .map(AgentProvider::name)
        .toList();
  }

  private static <C extends Record> Transducer load(
      TransducerProvider<C> provider, RunTool.Call call) throws IOException {
    ConfigNode.Mapping agent = (ConfigNode.Mapping) call.config().get("agent").orElseThrow();
    C config = ConfigBinder.bind(agent.without("type"), "agent", provider.configType());
    return provider.load(config, call.run().path());
  }

  @Override
  public void close() {
    model.close();
  }
}
