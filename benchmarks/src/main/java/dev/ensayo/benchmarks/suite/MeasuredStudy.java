package dev.ensayo.benchmarks.suite;

import com.google.common.io.Resources;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/** A study of which one run is measured. */
enum MeasuredStudy {
  /** {@code dqn}, one update at every step. */
  DQN_BATCH_64 {
    @Override
    ConfigNode.Mapping configuration() {
      return resource("dqn-batch-64.yaml");
    }
  },
  /** {@code rl4j-dqn}, the same. */
  RL4J_BATCH_64 {
    @Override
    ConfigNode.Mapping configuration() {
      return resource("rl4j-batch-64.yaml");
    }
  },
  /** {@code dqn} from pixels, as MinAtar's authors set it. */
  DQN_MINATAR {
    @Override
    ConfigNode.Mapping configuration() {
      return resource("dqn-minatar.yaml");
    }
  },
  /** {@code language-model}, with a test after each epoch. */
  LANGUAGE_MODEL {
    @Override
    ConfigNode.Mapping configuration() {
      return resource("language-model.yaml");
    }
  },
  /** {@code cnn} on drawn digits, distorted anew in each epoch. */
  CNN_DRAWN {
    @Override
    ConfigNode.Mapping configuration() {
      return resource("cnn-drawn.yaml");
    }
  },
  /** The bundled study, without tests on the way. */
  CLEANRL {
    @Override
    ConfigNode.Mapping configuration() {
      return with(bundled("cartpole-cleanrl"), "evaluation", "{every: 500000, episodes: 1}");
    }
  },
  /** The bundled study, without tests on the way. */
  CLEANRL_PPO {
    @Override
    ConfigNode.Mapping configuration() {
      return with(bundled("cleanrl-ppo"), "evaluation", "{every: 500000, episodes: 1}");
    }
  },
  /** The bundled study, without tests on the way. */
  CLEANRL_PQN {
    @Override
    ConfigNode.Mapping configuration() {
      return with(bundled("cleanrl-pqn"), "evaluation", "{every: 500000, episodes: 1}");
    }
  },
  /** The bundled study, without tests on the way. */
  ZOO_SAC {
    @Override
    ConfigNode.Mapping configuration() {
      return with(bundled("pendulum-sac"), "evaluation", "{every: 500000, episodes: 1}");
    }
  },
  /** The bundled study's baseline with a larger budget; tests, logs and checkpoints included. */
  SOAK {
    @Override
    ConfigNode.Mapping configuration() {
      return with(
          bundled("cartpole-dqn").without("variants"), "budget", "{environmentSteps: 2010000}");
    }
  };

  /** The study as written. */
  abstract ConfigNode.Mapping configuration();

  /** The first run of the study. */
  RunPlan plan() {
    return plan(configuration());
  }

  /** The first run of a study. */
  static RunPlan plan(ConfigNode.Mapping study) {
    List<BackendProbe> probes =
        ServiceLoader.load(BackendProbe.class).stream().map(ServiceLoader.Provider::get).toList();
    return new RunBinder(PluginRegistry.load(), probes).bind(StudyReader.read(study)).get(0);
  }

  private static ConfigNode.Mapping resource(String name) {
    try {
      return YamlReader.parse(
          name,
          Resources.toString(
              Resources.getResource(MeasuredStudy.class, name), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ConfigNode.Mapping bundled(String name) {
    Path studies = MeasuredProcess.home().resolve("experiments").resolve("studies");
    return YamlReader.read(studies.resolve(name + ".yaml"));
  }

  private static ConfigNode.Mapping with(ConfigNode.Mapping study, String key, String value) {
    return study.with(key, YamlReader.parseValue("benchmark", value));
  }
}
