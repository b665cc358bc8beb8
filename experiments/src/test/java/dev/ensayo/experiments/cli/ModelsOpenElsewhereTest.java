package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Floats;
import dev.ensayo.backend.Models;
import dev.ensayo.backend.SequenceModels;
import dev.ensayo.backend.TransductionModels;
import dev.ensayo.backend.model.GraphModel;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.model.TransductionModel;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.training.BackendConfig;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The model of every bundled study, trained for a moment on data as small as can be, opens in a
 * process that has Deeplearning4j's jars alone, or with them the one that the manifest names, and
 * computes there what it computes here.
 */
class ModelsOpenElsewhereTest {
  private static final double TOLERANCE = 1e-4;
  private static final int ROWS = 3;
  private static final int STEPS = 4;
  private static final String LAYERS = "dev.ensayo:ensayo-layers:";

  /** Tables of values and word vectors, which are files of their own. */
  static final List<String> WITHOUT =
      List.of(
          "bellman-backups.yaml",
          "cliff-decided.yaml",
          "frozenlake-parts.yaml",
          "frozenlake-tabular.yaml",
          "gridworlds.yaml",
          "markov-embeddings.yaml",
          "negative-samples.yaml",
          "quijote-subwords.yaml",
          "quijote-words.yaml",
          "token-bits.yaml",
          "word-softmaxes.yaml",
          "word2vec-negatives.yaml",
          "word2vec-reference.yaml",
          "word2vec-subwords.yaml",
          "word2vec-window.yaml");

  /** Deeplearning4j's own jars and those it stands on, by the groups they lie in. */
  private static final List<String> GROUPS =
      List.of(
          "/org/deeplearning4j/",
          "/org/nd4j/",
          "/org/bytedeco/",
          "/org/slf4j/",
          "/commons-io/",
          "/commons-codec/",
          "/commons-net/",
          "/org/apache/commons/",
          "/com/google/code/gson/",
          "/com/google/flatbuffers/",
          "/com/github/oshi/",
          "/com/jakewharton/",
          "/it/unimi/",
          "/net/ericaro/",
          "/net/java/dev/jna/",
          "/org/threeten/");

  @TempDir private Path folder;

  /**
   * A model that a study has written.
   *
   * @param agent its type
   * @param needs what its manifest says
   */
  private record Written(String name, String agent, Path zip, String needs) {}

  /**
   * What went in and came out here.
   *
   * @param shape {@code [B, F]} or {@code [T, B, F]}
   */
  private record Computed(int[] shape, float[] inputs, float[] outputs) {}

  @Test
  void everyModelOfEveryStudy() throws IOException, InterruptedException {
    Map<String, List<Written>> byNeed = new TreeMap<>();
    for (Path study : studies()) {
      List<Written> models = run(study);
      assertThat(models).as("%s", study).isNotEmpty();
      models.forEach(
          model -> byNeed.computeIfAbsent(model.needs(), n -> new ArrayList<>()).add(model));
    }
    assertThat(byNeed.keySet()).hasSize(2).contains(Manifest.NO_MORE);
    for (Map.Entry<String, List<Written>> models : byNeed.entrySet()) {
      boolean alone = models.getKey().equals(Manifest.NO_MORE);
      if (!alone) {
        assertThat(models.getKey()).startsWith(LAYERS);
        assertPagesSayIt(models.getValue());
      }
      compare(models.getValue(), alone);
    }
  }

  private static List<Path> studies() throws IOException {
    try (Stream<Path> files =
        Files.list(CommandLineHarness.root().resolve("experiments/studies"))) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
      assertThat(all).extracting(file -> file.getFileName().toString()).containsAll(WITHOUT);
      return all.stream().filter(file -> !WITHOUT.contains(file.getFileName().toString())).toList();
    }
  }

  /** A gated recurrent unit and the like are said to need the jar where the agent is described. */
  private static void assertPagesSayIt(List<Written> models) throws IOException {
    for (String agent : models.stream().map(Written::agent).distinct().toList()) {
      Path page = CommandLineHarness.root().resolve("docs/agents").resolve(agent + ".md");
      assertThat(Files.readString(page)).as("%s", page).contains("ensayo-layers");
      assertThat(ensayo("describe", agent).out()).as(agent).contains("ensayo-layers");
    }
  }

  // ---- studies made short

  private List<Written> run(Path study) throws IOException {
    Path own = new ShortStudies(folder).of(study);
    CommandLineHarness.Outcome outcome =
        ensayo("run", own, "--out", folder.resolve("runs"), "--seeds", "1", "--jobs", "1");
    assertThat(outcome.exitCode()).as("%s: %s", study, outcome.err()).isZero();
    String name = study.getFileName().toString().replace(".yaml", "");
    List<Written> models = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve("runs").resolve(name))) {
      for (Path zip : files.filter(file -> file.endsWith("model.zip")).sorted().toList()) {
        Path run = zip.getParent();
        models.add(
            new Written(
                name + "/" + run.getParent().getFileName(),
                agent(run),
                zip,
                Manifest.read(run.resolve("manifest.json")).modelNeeds()));
      }
    }
    return models;
  }

  private static String agent(Path run) throws IOException {
    List<String> lines = Files.readAllLines(run.resolve("config.yaml"));
    int agent = lines.indexOf("agent:");
    return lines.subList(agent, lines.size()).stream()
        .map(String::strip)
        .filter(line -> line.startsWith("type: "))
        .findFirst()
        .orElseThrow()
        .substring("type: ".length());
  }

  // ---- here and there

  private void compare(List<Written> models, boolean alone)
      throws IOException, InterruptedException {
    List<Computed> here = new ArrayList<>();
    Path requests = folder.resolve("requests");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(requests))) {
      out.writeInt(models.size());
      for (Written model : models) {
        Computed computed = computed(model);
        here.add(computed);
        out.writeUTF(model.zip().toString());
        out.writeInt(computed.shape().length);
        for (int size : computed.shape()) {
          out.writeInt(size);
        }
        for (float input : computed.inputs()) {
          out.writeFloat(input);
        }
      }
    }
    Path answers = folder.resolve("answers");
    start(requests, answers, alone);
    try (DataInputStream in = new DataInputStream(Files.newInputStream(answers))) {
      for (int i = 0; i < models.size(); i++) {
        float[] expected = here.get(i).outputs();
        assertThat(in.readInt()).as(models.get(i).name()).isEqualTo(expected.length);
        for (float output : expected) {
          assertThat((double) in.readFloat())
              .as(models.get(i).name())
              .isEqualTo(output, within(TOLERANCE * Math.max(1, Math.abs(output))));
        }
      }
    }
  }

  private static Computed computed(Written model) throws IOException {
    RandomStream random = new SeedSequence(7).stream("inputs");
    if (model.agent().equals("encoder-decoder")) {
      return pair(model.zip(), random);
    }
    boolean sequence =
        model.agent().equals("language-model")
            || model.agent().equals("transformer")
            || model.agent().equals("sequence-model")
            || model.agent().equals("text-classifier")
            || configuration(model.zip()).contains("RnnOutputLayer");
    return sequence ? sequence(model.zip(), random) : rows(model.zip(), random);
  }

  /** Of a graph all outputs, one after the other. */
  private static Computed graph(Path zip, RandomStream random) throws IOException {
    try (GraphModel model = Models.loadGraph(zip, BackendConfig.defaults(), 1, ROWS)) {
      float[] inputs = uniform(random, ROWS * model.inputSize(0));
      float[][] outputs = new float[model.outputs()][];
      Arrays.setAll(outputs, i -> new float[ROWS * model.outputSize(i)]);
      model.predict(new float[][] {inputs}, ROWS, outputs);
      return new Computed(new int[] {ROWS, model.inputSize(0)}, inputs, Floats.concat(outputs));
    }
  }

  private static Computed rows(Path zip, RandomStream random) throws IOException {
    if (configuration(zip).contains("\"networkOutputs\"")) {
      return graph(zip, random);
    }
    try (Model model = Models.load(zip, BackendConfig.defaults(), 1, ROWS)) {
      float[] inputs = uniform(random, ROWS * model.inputSize());
      float[] outputs = new float[ROWS * model.outputSize()];
      model.predict(inputs, ROWS, outputs);
      return new Computed(new int[] {ROWS, model.inputSize()}, inputs, outputs);
    }
  }

  /** The same tokens are read and come before those that are written. */
  private static Computed pair(Path zip, RandomStream random) throws IOException {
    TransductionModels.Sizes sizes = new TransductionModels.Sizes(ROWS, STEPS, STEPS);
    try (TransductionModel model =
        TransductionModels.load(zip, BackendConfig.defaults(), 1, sizes)) {
      int vocabulary = Math.min(model.sourceVocabulary(), model.targetVocabulary());
      int[] ids = new int[STEPS * ROWS];
      Arrays.setAll(ids, i -> random.nextInt(vocabulary));
      float[] inputs = new float[ids.length];
      for (int i = 0; i < ids.length; i++) {
        inputs[i] = ids[i];
      }
      float[] outputs = new float[ids.length * model.targetVocabulary()];
      SequenceState state = model.newState(ROWS);
      model.encode(new SequenceWindow().steps(STEPS).tokens(ids), state);
      model.predict(new SequenceWindow().steps(STEPS).tokens(ids), state, outputs);
      return new Computed(new int[] {STEPS, ROWS, 1}, inputs, outputs);
    }
  }

  private static Computed sequence(Path zip, RandomStream random) throws IOException {
    String configuration = configuration(zip);
    boolean embedded =
        configuration.contains("EmbeddingSequenceLayer") || configuration.contains("TiedEmbedding");
    boolean last =
        Stream.of("LastTimeStep", "BothEnds", "GlobalPoolingLayer")
            .anyMatch(configuration::contains);
    SequenceInput.Kind kind = embedded ? SequenceInput.Kind.TOKENS : SequenceInput.Kind.VECTORS;
    BackendConfig backend = BackendConfig.defaults();
    try (SequenceModel model = SequenceModels.load(zip, kind, backend, 1, ROWS, STEPS)) {
      SequenceWindow window = new SequenceWindow().steps(STEPS);
      float[] inputs;
      if (embedded) {
        int[] ids = new int[STEPS * ROWS];
        Arrays.setAll(ids, i -> random.nextInt(model.inputSize()));
        window.tokens(ids);
        inputs = new float[ids.length];
        for (int i = 0; i < ids.length; i++) {
          inputs[i] = ids[i];
        }
      } else {
        inputs = uniform(random, STEPS * ROWS * model.inputSize());
        window.vectors(inputs);
      }
      float[] outputs = new float[(last ? 1 : STEPS) * ROWS * model.outputSize()];
      model.predict(window, model.newState(ROWS), outputs);
      return new Computed(new int[] {STEPS, ROWS, inputs.length / (STEPS * ROWS)}, inputs, outputs);
    }
  }

  private static String configuration(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      byte[] json = file.getInputStream(file.getEntry("configuration.json")).readAllBytes();
      return new String(json, StandardCharsets.UTF_8);
    }
  }

  private static float[] uniform(RandomStream random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  private void start(Path requests, Path answers, boolean alone)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
            "-cp",
            classPath(alone),
            PlainDeeplearning4j.class.getName(),
            requests.toString(),
            answers.toString());
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
  }

  /** Jars of Deeplearning4j, that one class, and the jar of layers where it is asked for. */
  private String classPath(boolean alone) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      String path = entry.replace('\\', '/').toLowerCase(Locale.ROOT);
      boolean layers = path.contains("/layers/target") || path.contains("ensayo-layers");
      if (layers ? !alone : GROUPS.stream().anyMatch(path::contains)) {
        jars.add(entry);
      }
    }
    String name = PlainDeeplearning4j.class.getName().replace('.', '/') + ".class";
    Path own = folder.resolve("plain").resolve(name);
    Files.createDirectories(own.getParent());
    try (var in = PlainDeeplearning4j.class.getClassLoader().getResourceAsStream(name)) {
      Files.write(own, in.readAllBytes());
    }
    jars.add(folder.resolve("plain").toString());
    assertThat(jars).hasSizeGreaterThan(10);
    return jars.stream().collect(Collectors.joining(File.pathSeparator));
  }
}
