package dev.ensayo.core.vectors;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.subword.Subwords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where word vectors are: a file in any layout that {@link VectorFile} reads, or the folder of a
 * run that learned some.
 *
 * @param file with the vectors of words
 * @param run the run's folder; empty where it is no run's
 */
public record VectorPlace(Path file, Optional<RunDirectory> run) {
  /** What a run's folder calls the file. */
  public static final String FILE = "vectors.bin";

  /**
   * What a path leads to.
   *
   * @throws InvalidSettingException if nothing is there, or no word vectors
   */
  public static VectorPlace at(Path path) {
    if (Files.isDirectory(path)) {
      return ofRun(new RunDirectory(path));
    }
    if (!Files.isRegularFile(path)) {
      throw new InvalidSettingException(
          "",
          "there is no file or folder '"
              + path
              + "' beside the study's file or in the current directory");
    }
    return new VectorPlace(path, Optional.empty());
  }

  /**
   * The vectors of a finished run.
   *
   * @throws InvalidSettingException if it has none
   */
  public static VectorPlace ofRun(RunDirectory run) {
    Path file = run.path().resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new InvalidSettingException(
          "", run.path() + " has no " + FILE + ": word vectors are made by runs of word2vec");
    }
    return new VectorPlace(file, Optional.of(run));
  }

  /** All files that are read of it. */
  public ImmutableList<Path> files() {
    return run.map(folder -> folder.path().resolve(LearnedSubwords.FILE))
        .filter(Files::isRegularFile)
        .map(subwords -> ImmutableList.of(file, subwords))
        .orElse(ImmutableList.of(file));
  }

  /** What gives words that were not learned a vector; only runs with subwords have that. */
  public UnknownWords unknown() throws IOException {
    if (files().size() == 1) {
      return UnknownWords.NONE;
    }
    RunDirectory folder = run.orElseThrow();
    ConfigNode.Mapping config = YamlReader.read(folder.config());
    return config.entries().get("agent") instanceof ConfigNode.Mapping agent
            && agent.entries().get("subwords") instanceof ConfigNode.Mapping settings
        ? LearnedSubwords.read(
            folder.path(), ConfigBinder.bind(settings, "agent.subwords", Subwords.class))
        : UnknownWords.NONE;
  }
}
