package dev.ensayo.backend.device;

import com.google.common.base.Splitter;
import dev.ensayo.core.config.InvalidSettingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks for ND4J's CUDA backend and for a card it can use. */
public final class GpuProbe {
  private static final String CUDA_BACKEND = "org/nd4j/linalg/jcublas/JCublasBackend.class";
  private static final List<String> QUERY =
      List.of("nvidia-smi", "--query-gpu=name,compute_cap,driver_version", "--format=csv,noheader");
  private static final double OLDEST = 3.7;
  private static final double NEWEST = 8.9;
  private static final String NEEDED =
      "Needed are a card of compute capability 3.7 to 8.9 with its driver, CUDA 11.6, and a build"
          + " with the Maven profile gpu (-Pgpu).";

  private final boolean backend;
  private final CommandRunner runner;

  /** Looks at this machine and this class path. */
  public GpuProbe() {
    this(backendOnClassPath(), CommandRunner.onThisMachine());
  }

  GpuProbe(boolean backend, CommandRunner runner) {
    this.backend = backend;
    this.runner = runner;
  }

  static boolean backendOnClassPath() {
    return ClassPathFiles.has(CUDA_BACKEND);
  }

  /** What was found, in a line, and whether {@code device: gpu} can work. */
  public record Finding(String text, boolean usable) {}

  private record Card(String name, String capability, String driver) {
    boolean usable() {
      try {
        double version = Double.parseDouble(capability);
        return version >= OLDEST && version <= NEWEST;
      } catch (NumberFormatException e) {
        return false;
      }
    }

    @Override
    public String toString() {
      return name + " (compute capability " + capability + ", driver " + driver + ")";
    }
  }

  /** Asks the driver; takes a moment where there is one. */
  public Finding find() {
    String classPath =
        backend ? "CUDA backend on the class path" : "no CUDA backend on the class path";
    CommandRunner.Result result;
    try {
      result = runner.run(QUERY);
    } catch (IOException e) {
      return new Finding(classPath + ", no NVIDIA driver (nvidia-smi does not run)", false);
    }
    if (result.exitCode() != 0) {
      String firstLine = result.output().lines().findFirst().orElse("no message").strip();
      return new Finding(classPath + ", nvidia-smi fails: " + firstLine, false);
    }
    List<Card> cards = cards(result.output());
    if (cards.isEmpty()) {
      return new Finding(classPath + ", no card", false);
    }
    Optional<Card> usable = cards.stream().filter(Card::usable).findFirst();
    String names = cards.stream().map(Card::toString).collect(Collectors.joining("; "));
    if (usable.isEmpty()) {
      return new Finding(classPath + ", no card of compute capability 3.7 to 8.9: " + names, false);
    }
    return new Finding(classPath + ", " + names, backend);
  }

  /**
   * Insists on a usable GPU.
   *
   * @throws InvalidSettingException for {@code device}: what was found, what is needed, how to go
   *     on
   */
  public void requireUsable() {
    Finding finding = find();
    if (!finding.usable()) {
      throw new InvalidSettingException(
          "device",
          "gpu cannot be used here. Found: "
              + finding.text()
              + ". "
              + NEEDED
              + " To go on with the CPU: --device cpu");
    }
  }

  private static List<Card> cards(String output) {
    List<Card> cards = new ArrayList<>();
    for (String line : output.lines().toList()) {
      List<String> fields = Splitter.on(',').trimResults().splitToList(line);
      if (fields.size() == 3) {
        cards.add(new Card(fields.get(0), fields.get(1), fields.get(2)));
      }
    }
    return cards;
  }
}
