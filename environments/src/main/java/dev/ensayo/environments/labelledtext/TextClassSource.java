package dev.ensayo.environments.labelledtext;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.PathTo;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.core.data.DataFolders;
import dev.ensayo.environments.plantedwords.PlantedWordsConfig;
import java.util.Optional;

/** Where texts with classes come from. */
public sealed interface TextClassSource {
  /**
   * Reads them or makes them up.
   *
   * @param seed of what is random in them
   * @param folders of data sets
   * @throws InvalidSettingException if they are not there or damaged
   */
  RawTexts read(long seed, DataFolders folders);

  /** A folder for each class. */
  @Choice(
      value = "folder",
      summary =
          "a folder for each class with .txt files; or folders train, valid and test that have them")
  record Folder(
      @Setting(value = "path of the folder", path = PathTo.FOLDER) String folder,
      @Setting(
              value =
                  "what a text is: a whole file, paragraphs (divided by blank lines) or lines of it",
              defaultValue = "whole")
          TextPieces.Cut cut,
      @Setting(
              value = "words that a piece of a file has; shorter ones are joined with the next",
              defaultValue = "1",
              min = 1,
              unit = "words")
          int minimumWords,
      @Setting(
              value =
                  "whether Project Gutenberg's header and licence are cut off, where a file has"
                      + " them",
              defaultValue = "true")
          boolean stripGutenberg)
      implements TextClassSource {
    public Folder {
      Settings.check(Folder.class, folder, cut, minimumWords, stripGutenberg);
    }

    @Override
    public RawTexts read(long seed, DataFolders folders) {
      return new TextFolder(this).read();
    }
  }

  /** A table. */
  @Choice(value = "csv", summary = "a CSV file (RFC 4180) with a header, a row for each text")
  record Csv(
      @Setting(value = "path of the file", path = PathTo.FILE) String file,
      @Setting("the column of the texts") String text,
      @Setting("the column of the classes") String label,
      @Setting(value = "the character between fields; \"\\t\" for tabs", defaultValue = "','")
          String separator,
      @Setting("a column that says of each row: train, valid or test") Optional<String> part,
      @Setting(
              value = "a file with the same columns that is the validation part",
              path = PathTo.FILE)
          Optional<String> valid,
      @Setting(value = "a file with the same columns that is the test part", path = PathTo.FILE)
          Optional<String> test)
      implements TextClassSource {
    public Csv {
      Settings.check(Csv.class, file, text, label, separator, part, valid, test);
      if (separator.length() != 1) {
        throw new InvalidSettingException("separator", "is one character, not '" + separator + "'");
      }
      if (part.isPresent() && (valid.isPresent() || test.isPresent())) {
        throw new InvalidSettingException(
            "part", "leave it out where 'valid' or 'test' name files: each is one part");
      }
    }

    @Override
    public RawTexts read(long seed, DataFolders folders) {
      return new TextTable(this).read();
    }
  }

  /** Fortune cookies. */
  @Choice(
      value = "fortunes",
      summary = "a folder of fortune cookies: a file for each class, texts divided by lines of %")
  record Fortunes(@Setting(value = "path of the folder", path = PathTo.FOLDER) String folder)
      implements TextClassSource {
    public Fortunes {
      Settings.check(Fortunes.class, folder);
    }

    @Override
    public RawTexts read(long seed, DataFolders folders) {
      return new FortuneFolder(folder).read();
    }
  }

  /** English novels. */
  @Choice(
      value = "novels-en",
      summary = "passages of 24 English novels of 8 authors; one novel of each is the test")
  record NovelsEn(@Unwrapped NovelSettings novels) implements TextClassSource {
    @Override
    public RawTexts read(long seed, DataFolders folders) {
      return new NovelShelf("novels-en", novels).read(folders);
    }
  }

  /** Spanish novels. */
  @Choice(
      value = "novelas-es",
      summary = "passages of 35 Spanish novels of 12 authors; one novel of each is the test")
  record NovelasEs(@Unwrapped NovelSettings novels) implements TextClassSource {
    @Override
    public RawTexts read(long seed, DataFolders folders) {
      return new NovelShelf("novelas-es", novels).read(folders);
    }
  }

  /** Texts whose class the order of words decides; see {@link NegatedTexts}. */
  @Choice(
      value = "negation",
      summary = "made up: praise or blame, which a 'not' before it turns round; best known")
  record Negation(
      @Setting(
              value = "training texts; the other parts have a quarter each",
              defaultValue = "2000",
              min = 8,
              max = 10_000_000,
              unit = "texts")
          int texts,
      @Setting(
              value = "length of a text",
              defaultValue = "12",
              min = 2,
              max = 10_000,
              unit = "words")
          int length,
      @Setting(
              value = "q: probability that a text has a 'not'",
              defaultValue = "0.8",
              min = 0,
              max = 1)
          double negated,
      @Setting(
              value = "ε: probability that a class is wrong",
              defaultValue = "0",
              min = 0,
              max = 0.5)
          double noise,
      @Setting(
              value = "words of praise, and as many of blame",
              defaultValue = "10",
              min = 1,
              max = 100_000,
              unit = "words")
          int words,
      @Setting(
              value = "words that say nothing",
              defaultValue = "30",
              min = 1,
              max = 100_000,
              unit = "words")
          int fillers)
      implements TextClassSource {
    public Negation {
      Settings.check(Negation.class, texts, length, negated, noise, words, fillers);
    }

    @Override
    public RawTexts read(long seed, DataFolders folders) {
      return new NegatedTexts(this).draw(seed);
    }
  }

  /** Texts whose class is a form of the language of planted words; see {@link PlantedForms}. */
  @Choice(
      value = "planted-forms",
      summary = "made up: texts of planted-words that keep to one form, which is the class")
  record Forms(
      @Setting(
              value = "training texts; the other parts have a quarter each",
              defaultValue = "2000",
              min = 8,
              max = 10_000_000,
              unit = "texts")
          int texts,
      @Setting(
              value = "length of a text",
              defaultValue = "8",
              min = 1,
              max = 10_000,
              unit = "words")
          int length,
      @Setting(
              value =
                  "the language, as planted-words has it; words, sentence, change and text are"
                      + " not asked",
              defaultValue = "{}")
          PlantedWordsConfig language)
      implements TextClassSource {
    public Forms {
      Settings.check(Forms.class, texts, length, language);
    }

    @Override
    public RawTexts read(long seed, DataFolders folders) {
      return new PlantedForms(this).draw(seed);
    }
  }
}
