package dev.ensayo.environments.taggedtext;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.PathTo;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.text.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where sentences with tags come from. */
public sealed interface TagSource {
  /**
   * Reads them or makes them up.
   *
   * @param seed of what is random in them
   * @throws InvalidSettingException if they are not there or damaged
   */
  Sentences read(long seed);

  /** The content's SHA-256. */
  private static String sha256(Path file) {
    try {
      return new TextFile(file, file.toString()).sha256();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** CoNLL-U; see {@link ConlluFile}. */
  @Choice(value = "conllu", summary = "files in the format CoNLL-U, as Universal Dependencies has")
  record Conllu(
      @Setting(value = "the file that is learned from", path = PathTo.FILE) String train,
      @Setting(
              value = "the validation file; a share of the training sentences if absent",
              path = PathTo.FILE)
          Optional<String> valid,
      @Setting(
              value = "the test file; a share of the training sentences if absent",
              path = PathTo.FILE)
          Optional<String> test,
      @Setting(
              value =
                  "what a word's class is: UPOS, XPOS, DEPREL, or the name of a feature, such as"
                      + " Gender, or of an entry of MISC; _ for words that lack it",
              defaultValue = "UPOS")
          String tag)
      implements TagSource {
    public Conllu {
      Settings.check(Conllu.class, train, valid, test, tag);
    }

    @Override
    public Sentences read(long seed) {
      Map<Split, ImmutableList<ImmutableList<Sentence>>> parts = new EnumMap<>(Split.class);
      Map<String, String> sha256 = new LinkedHashMap<>();
      add(Split.TRAIN, Optional.of(train), "source.train", parts, sha256);
      add(Split.VALID, valid, "source.valid", parts, sha256);
      add(Split.TEST, test, "source.test", parts, sha256);
      return new Sentences(
          Path.of(train).getFileName().toString(),
          ImmutableMap.copyOf(parts),
          ImmutableMap.copyOf(sha256),
          ImmutableMap.of());
    }

    private void add(
        Split split,
        Optional<String> file,
        String key,
        Map<Split, ImmutableList<ImmutableList<Sentence>>> parts,
        Map<String, String> sha256) {
      if (file.isEmpty()) {
        return;
      }
      Path path = Path.of(file.get());
      if (!Files.isRegularFile(path)) {
        throw new InvalidSettingException(key, "there is no file '" + file.get() + "'");
      }
      parts.put(
          split,
          new ConlluFile(path, key, tag)
              .read().stream().map(ImmutableList::of).collect(ImmutableList.toImmutableList()));
      sha256.put(path.getFileName().toString(), sha256(path));
    }
  }

  /** Words with a slash and their tags; see {@link SlashedFile}. */
  @Choice(
      value = "slashed",
      summary = "a folder of files with a sentence a line, word/tag, as the Brown corpus has it")
  record Slashed(
      @Setting(value = "path of the folder", path = PathTo.FOLDER) String folder,
      @Setting(
              value = "which of its files: * is any name, ? any character of one",
              defaultValue = "'*'")
          String files,
      @Setting(value = "what stands between a word and its tag", defaultValue = "/")
          String separator,
      @Setting(
              value =
                  "whether tags lose what the Brown corpus adds to them: fw- before, -tl, -hl and -nc"
                      + " behind, and + with all that follows it",
              defaultValue = "false")
          boolean plain)
      implements TagSource {
    public Slashed {
      Settings.check(Slashed.class, folder, files, separator, plain);
      if (separator.length() != 1) {
        throw new InvalidSettingException("separator", "is one character, not '" + separator + "'");
      }
    }

    @Override
    public Sentences read(long seed) {
      List<ImmutableList<Sentence>> documents = new ArrayList<>();
      Map<String, String> sha256 = new LinkedHashMap<>();
      for (Path file : found()) {
        ImmutableList<Sentence> sentences = new SlashedFile(file, this).read();
        if (!sentences.isEmpty()) {
          documents.add(sentences);
          sha256.put(file.getFileName().toString(), sha256(file));
        }
      }
      return new Sentences(
          Path.of(folder).toAbsolutePath().normalize().getFileName().toString(),
          ImmutableMap.of(Split.TRAIN, ImmutableList.copyOf(documents)),
          ImmutableMap.copyOf(sha256),
          ImmutableMap.of());
    }

    private List<Path> found() {
      Path path = Path.of(folder);
      if (!Files.isDirectory(path)) {
        throw new InvalidSettingException("source.folder", "there is no folder '" + folder + "'");
      }
      PathMatcher names = FileSystems.getDefault().getPathMatcher("glob:" + files);
      try (Stream<Path> inside = Files.list(path)) {
        List<Path> found =
            inside
                .filter(Files::isRegularFile)
                .filter(file -> !file.getFileName().toString().startsWith("."))
                .filter(file -> names.matches(file.getFileName()))
                .sorted()
                .toList();
        if (found.isEmpty()) {
          throw new InvalidSettingException(
              "source.files", "folder '%s' has no file called '%s'".formatted(folder, files));
        }
        return found;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Made up; see {@link MadeUpGrammar}. */
  @Choice(
      value = "grammar",
      summary = "made up: tags decided by what comes before or after, or by endings; best known")
  record Grammar(
      @Setting(
              value = "training sentences; the other parts have a quarter each",
              defaultValue = "1000",
              min = 8,
              max = 10_000_000,
              unit = "sentences")
          int sentences,
      @Setting(
              value = "phrases of a sentence",
              defaultValue = "3",
              min = 1,
              max = 1000,
              unit = "phrases")
          int phrases,
      @Setting(
              value = "p: probability that a phrase begins with a word that its end decides",
              defaultValue = "0.4",
              min = 0,
              max = 1)
          double later,
      @Setting(
              value = "q: probability that a phrase ends with a word that its beginning decides",
              defaultValue = "0.3",
              min = 0,
              max = 1)
          double earlier,
      @Setting(
              value = "g: fillers between them at most",
              defaultValue = "4",
              min = 0,
              max = 1000,
              unit = "words")
          int gap,
      @Setting(
              value = "words of both kinds that are decided, each",
              defaultValue = "10",
              min = 1,
              max = 100_000,
              unit = "words")
          int ambiguous,
      @Setting(
              value = "words that say nothing",
              defaultValue = "20",
              min = 1,
              max = 100_000,
              unit = "words")
          int fillers,
      @Setting(
              value = "stems of open words that come again",
              defaultValue = "50",
              min = 1,
              max = 10_000,
              unit = "stems")
          int lexicon,
      @Setting(
              value = "f: probability that an open word's stem is made up there and then",
              defaultValue = "0.5",
              min = 0,
              max = 1)
          double fresh)
      implements TagSource {
    public Grammar {
      Settings.check(
          Grammar.class,
          sentences,
          phrases,
          later,
          earlier,
          gap,
          ambiguous,
          fillers,
          lexicon,
          fresh);
      if (later + earlier > 1) {
        throw new InvalidSettingException(
            "earlier",
            "later %s and earlier %s are shares of the phrases; together at most 1"
                .formatted(later, earlier));
      }
    }

    @Override
    public Sentences read(long seed) {
      return new MadeUpGrammar(this).draw(seed);
    }
  }
}
