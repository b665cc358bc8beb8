package dev.ensayo.embeddings.tools;

import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.core.vectors.VectorPlace;
import dev.ensayo.core.vectors.WordVectors;
import dev.ensayo.embeddings.vectors.BothVectors;
import dev.ensayo.embeddings.vectors.VectorChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the vectors of a run that are asked for, which need not be those that it chose. */
final class RunVectors {
  private final RunTool.Call call;
  private final VectorChoice own;

  RunVectors(RunTool.Call call) {
    this.call = call;
    this.own = own(call.config());
  }

  /** Those that a run chose, by its configuration. */
  static VectorChoice own(ConfigNode.Mapping config) {
    if (config.entries().get("agent") instanceof ConfigNode.Mapping agent
        && agent.entries().get("vectors") instanceof ConfigNode.Scalar chosen) {
      for (VectorChoice choice : VectorChoice.values()) {
        if (Settings.label(choice).equals(chosen.text())) {
          return choice;
        }
      }
    }
    return VectorChoice.INPUT;
  }

  /** Those that the run chose. */
  VectorChoice own() {
    return own;
  }

  /** Reads a file of vectors. */
  @FunctionalInterface
  interface Reader {
    WordVectors read(Path file) throws IOException;
  }

  /**
   * The vectors of a kind.
   *
   * @throws InvalidSettingException if the run does not have them
   */
  WordVectors read(VectorChoice choice, Reader reader) throws IOException {
    if (choice == own) {
      return reader.read(VectorPlace.ofRun(call.run()).file());
    }
    if (choice == VectorChoice.MEAN) {
      return BothVectors.mean(read(VectorChoice.INPUT, reader), read(VectorChoice.OUTPUT, reader));
    }
    Path file = call.run().path().resolve(BothVectors.file(choice));
    if (!Files.isRegularFile(file)) {
      throw new InvalidSettingException(
          "vectors",
          call.run().path()
              + " has no "
              + file.getFileName()
              + ": of hierarchical-softmax words have input vectors alone, and older runs wrote"
              + " those of agent.vectors ("
              + Settings.label(own)
              + ") alone");
    }
    return reader.read(file);
  }
}
