package dev.ensayo.benchmarks.suite;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.io.Resources;
import dev.ensayo.core.config.YamlReader;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Words per second of word2vec in Ensayo, in word2vec.c, in gensim and in Deeplearning4j, on the
 * same file with the same settings, by the wall clock. Words are those that have a vector, also
 * those that subsampling then leaves out.
 *
 * <p>What is measured is learning alone: of Ensayo from word {@link #FROM} to word {@link #TO}, so
 * without counting the words and without the first second or so, in which Java compiles; of
 * word2vec.c between its first and last report of progress; of gensim {@code train} after {@code
 * build_vocab}, of Deeplearning4j {@code fit} after {@code buildVocab}. All of them read the text
 * from its file while they learn.
 *
 * @param name of the workload: what is learned
 * @param engine what does it
 * @param threads how many it uses
 */
record Word2VecComparison(String name, String engine, int threads) implements Workload {
  static final String SKIP_GRAM = "word2vec-skip-gram";
  static final String SHARED = "word2vec-shared";
  static final String DETERMINISTIC = "word2vec-deterministic";
  static final String DETERMINISTIC_SHARED = "word2vec-deterministic-shared";
  static final String ENSAYO = "ensayo";
  static final String ORIGINAL = "word2vec.c";
  static final String GENSIM = "gensim";
  static final String LIBRARY = "deeplearning4j";
  static final String UNIT = "words/s";

  private static final long FROM = 1_500_000;
  private static final long TO = 6_500_000;
  private static final double NANOS_PER_SECOND = 1e9;

  /** Every workload of Ensayo; plain skip-gram of the others too; on one thread and on two. */
  static ImmutableList<Workload> all() {
    ImmutableList.Builder<Workload> all = ImmutableList.builder();
    for (int threads : new int[] {1, 2}) {
      all.add(
          new Word2VecComparison(SKIP_GRAM, ENSAYO, threads),
          new Word2VecComparison(SKIP_GRAM, ORIGINAL, threads),
          new Word2VecComparison(SKIP_GRAM, GENSIM, threads),
          new Word2VecComparison(SKIP_GRAM, LIBRARY, threads),
          new Word2VecComparison(SHARED, ENSAYO, threads));
    }
    for (String name : List.of(DETERMINISTIC, DETERMINISTIC_SHARED)) {
      for (int threads : new int[] {1, 2}) {
        all.add(new Word2VecComparison(name, ENSAYO, threads));
      }
    }
    return all.build();
  }

  @Override
  public Optional<String> missing() {
    if (WordText.source().isEmpty()) {
      return Optional.of("wiki100m is not there; './ensayo data get wiki100m' fetches it");
    }
    return switch (engine) {
      case ORIGINAL ->
          original().isEmpty()
              ? Optional.of(
                  "no word2vec on the PATH; name the executable of word2vec.c with ENSAYO_WORD2VEC")
              : Optional.empty();
      case GENSIM ->
          gensim().isEmpty()
              ? Optional.of("no Python with gensim; name one with ENSAYO_PYTHON")
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Path> original() {
    String named = System.getenv().getOrDefault("ENSAYO_WORD2VEC", "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named)).filter(Files::isExecutable);
    }
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder, "word2vec");
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> gensim() {
    String named = System.getenv().getOrDefault("ENSAYO_PYTHON", "");
    return Stream.of("python3", "/usr/bin/python3")
        .map(candidate -> named.isEmpty() ? candidate : named)
        .filter(Word2VecComparison::hasGensim)
        .findFirst();
  }

  private static boolean hasGensim(String python) {
    try {
      return run(
              new ProcessBuilder(python, "-c", "import gensim")
                  .redirectOutput(Redirect.DISCARD)
                  .redirectError(Redirect.DISCARD))
          == 0;
    } catch (IOException e) {
      return false; // no such program
    }
  }

  @Override
  public ImmutableListMultimap<Figure, Double> measure(Effort effort) {
    try {
      double rate =
          switch (engine) {
            case ORIGINAL -> measureOriginal(WordText.file());
            case GENSIM -> measureGensim(WordText.file());
            case LIBRARY ->
                measureInJava(
                    LibraryWord2VecProcess.class,
                    Integer.toString(threads),
                    (effort == Effort.FULL ? WordText.file() : WordText.trial()).toString());
            default ->
                effort == Effort.FULL
                    ? measureInJava(
                        Word2VecProcess.class,
                        name,
                        Integer.toString(threads),
                        WordText.file().toString())
                    : rate(samples(this, WordText.trial(), 1000, 3000));
          };
      return figures(rate);
    } catch (IOException e) {
      throw new MeasurementException(this + " was not measured: " + e.getMessage(), e);
    }
  }

  ImmutableListMultimap<Figure, Double> figures(double rate) {
    return ImmutableListMultimap.of(new Figure(name, engine, threads, UNIT), rate);
  }

  private double measureInJava(Class<?> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(MeasuredProcess.options());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    return Double.parseDouble(output(command));
  }

  /** The rate of a run in this process, of the stretch that counts. */
  static double measureHere(String name, int threads, Path text) {
    return rate(samples(new Word2VecComparison(name, ENSAYO, threads), text, FROM, TO));
  }

  private static List<Sample> samples(Word2VecComparison workload, Path text, long from, long to) {
    return RunSampler.sample(
        MeasuredStudy.plan(YamlReader.parse(workload.name, workload.study(text, to))), from, to, 1);
  }

  private static double rate(List<Sample> samples) {
    Sample first = samples.get(0);
    Sample last = samples.get(samples.size() - 1);
    return (last.position() - first.position())
        / ((last.nanos() - first.nanos()) / NANOS_PER_SECOND);
  }

  private String study(Path text, long words) {
    return """
        study: %s
        question: How fast?
        environment: {type: text, data: %s, tokenizer: words, split: {train: 1}}
        agent: {type: word2vec, dimension: 100, window: 5, negative: 5, minCount: 5, sample: 1e-4,
          learningRate: 0.05, sharedNegatives: %s, parallelism: %s}
        backend: {threads: %d}
        budget: {tokens: %d}
        evaluation: {every: %d}
        log: {every: 100000}
        seeds: [1]
        variants: {baseline: {}}
        report: {metric: train/loss, better: lower, window: 1}
        """
        .formatted(
            name,
            text,
            name.endsWith("shared"),
            name.startsWith(DETERMINISTIC) ? "deterministic" : "hogwild",
            threads,
            2 * words,
            2 * words);
  }

  private double measureOriginal(Path text) throws IOException {
    Path vectors = Files.createTempFile("ensayo-word2vec", ".bin");
    try {
      Process process =
          new ProcessBuilder(
                  original().orElseThrow().toString(),
                  "-train",
                  text.toString(),
                  "-output",
                  vectors.toString(),
                  "-size",
                  "100",
                  "-window",
                  "5",
                  "-negative",
                  "5",
                  "-sample",
                  "1e-4",
                  "-min-count",
                  "5",
                  "-alpha",
                  "0.05",
                  "-cbow",
                  "0",
                  "-hs",
                  "0",
                  "-iter",
                  "1",
                  "-binary",
                  "1",
                  "-threads",
                  Integer.toString(threads))
              .redirectError(Redirect.INHERIT)
              .start();
      try (OriginalProgress progress = new OriginalProgress(process.getInputStream())) {
        return progress.wordsPerSecond();
      } finally {
        process.destroy();
      }
    } finally {
      Files.deleteIfExists(vectors);
    }
  }

  private double measureGensim(Path text) throws IOException {
    String script =
        Resources.toString(
            Resources.getResource(Word2VecComparison.class, "word2vec_gensim.py"),
            StandardCharsets.UTF_8);
    return Double.parseDouble(
        output(
            List.of(
                gensim().orElseThrow(), "-c", script, text.toString(), Integer.toString(threads))));
  }

  private String output(List<String> command) throws IOException {
    Path result = Files.createTempFile("ensayo-word2vec", ".txt");
    try {
      int code =
          run(
              new ProcessBuilder(command)
                  .redirectOutput(result.toFile())
                  .redirectError(Redirect.INHERIT));
      if (code != 0) {
        throw new MeasurementException(this + " was not measured: its process ended with " + code);
      }
      List<String> lines = Files.readAllLines(result);
      return lines.get(lines.size() - 1).strip();
    } finally {
      Files.deleteIfExists(result);
    }
  }

  private static int run(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeasurementException("interrupted", e);
    } finally {
      process.destroy();
    }
  }
}
