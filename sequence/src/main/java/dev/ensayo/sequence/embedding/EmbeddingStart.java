package dev.ensayo.sequence.embedding;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.PathTo;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.data.ContentHash;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.training.SiblingRuns;
import dev.ensayo.core.vectors.VectorFile;
import dev.ensayo.core.vectors.VectorPlace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which word vectors the embeddings of an agent start from, and whether they are learned further.
 * An agent has one as an optional setting {@code embedding}; {@link StartingVectors} are what comes
 * of it.
 */
public record EmbeddingStart(
    @Setting(
            value =
                "a file of word vectors (word2vec, GloVe, fastText's .vec, packed or not), or the"
                    + " folder of a run of word2vec",
            path = PathTo.EITHER)
        Optional<String> vectors,
    @Setting("in place of it, a variant of this study that is of word2vec; it is run first")
        Optional<String> variant,
    @Setting(
            value = "whether they are learned further; else they stay as they are",
            defaultValue = "true")
        boolean train) {
  private static final String KEY = "embedding";
  private static final String VECTORS = KEY + ".vectors";

  public EmbeddingStart {
    Settings.check(EmbeddingStart.class, vectors, variant, train);
    if (vectors.isPresent() == variant.isPresent()) {
      throw new InvalidSettingException(
          "",
          "needs either vectors or variant; "
              + (vectors.isPresent() ? "both are" : "neither is")
              + " given");
    }
  }

  /** Variants that must have been run. */
  public Set<String> requiredVariants() {
    return variant.map(ImmutableSet::of).orElse(ImmutableSet.of());
  }

  /**
   * SHA-256 of each file that is there before the study is run; a variant has its own manifest.
   *
   * @throws InvalidSettingException if one cannot be read
   */
  public Map<String, String> dataSha256() {
    if (vectors.isEmpty()) {
      return ImmutableMap.of();
    }
    ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
    for (Path file : known().files()) {
      try (InputStream in = Files.newInputStream(file)) {
        all.put(KEY + " " + file.getFileName(), ContentHash.sha256(in));
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
    return all.buildOrThrow();
  }

  /**
   * Looks, before anything is run, whether the vectors are there and have the right length.
   *
   * @param embeddingSize D of the network
   * @throws InvalidSettingException if not
   */
  public void check(int embeddingSize) {
    if (vectors.isPresent()) {
      VectorPlace place = known();
      try {
        checkSize(place.file(), VectorFile.dimension(place.file()), embeddingSize);
      } catch (IOException e) {
        throw unreadable(e);
      }
    } else if (embeddingSize == 0) {
      throw new InvalidSettingException(
          "embeddingSize", "must be the dimension of variant '" + variant.get() + "', not 0");
    }
  }

  /**
   * Checks that an output may be tied to the embedding.
   *
   * @throws InvalidSettingException if the embedding is not learned and the output is tied to it
   */
  public void checkTied(boolean tiedOutput) {
    if (tiedOutput && !train) {
      throw new InvalidSettingException(
          KEY + ".train",
          "with tiedOutput the embedding is the output's matrix, too, which must be learned; set"
              + " tiedOutput: false, or train: true");
    }
  }

  static void checkSize(Path file, int found, int wanted) {
    if (found != wanted) {
      throw new InvalidSettingException(
          VECTORS,
          file
              + " has vectors of "
              + found
              + " numbers; embeddingSize must be "
              + found
              + ", not "
              + wanted);
    }
  }

  /** Where they come from, in words. */
  String source() {
    return variant.map(name -> "variant '" + name + "'").or(() -> vectors).orElseThrow();
  }

  VectorPlace place(SiblingRuns siblings) {
    return variant.isPresent()
        ? VectorPlace.ofRun(new RunDirectory(siblings.folder(variant.get())))
        : known();
  }

  private VectorPlace known() {
    try {
      return VectorPlace.at(Path.of(vectors.orElseThrow()));
    } catch (InvalidSettingException e) {
      throw new InvalidSettingException(VECTORS, e.getMessage());
    }
  }

  private static InvalidSettingException unreadable(IOException e) {
    return new InvalidSettingException(VECTORS, e.getMessage());
  }
}
