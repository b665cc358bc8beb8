package dev.ensayo.environments.text;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import dev.ensayo.core.data.DataSet;
import dev.ensayo.core.data.DataSetProvider;
import dev.ensayo.core.environment.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The texts that can be named. */
public final class TextDataSets implements DataSetProvider {
  private static final String FILES = "text-data-sets.tsv";
  private static final Splitter FIELDS = Splitter.on('\t');
  private static final ImmutableMap<String, Split> PARTS =
      ImmutableMap.of(
          "wikitext-2/wiki.valid.tokens", Split.VALID,
          "wikitext-2/wiki.test.tokens", Split.TEST);

  /** A set without its files. */
  private record Sheet(String name, String summary, String licence) {}

  private static final ImmutableList<Sheet> SHEETS =
      ImmutableList.of(
          new Sheet(
              "tiny-shakespeare",
              "40,000 lines of Shakespeare's plays, the usual first text for character models"
                  + " (A. Karpathy)",
              "text in the public domain; collection MIT"),
          new Sheet(
              "names", "32,033 English first names, one a line (A. Karpathy, makemore)", "MIT"),
          new Sheet(
              "wikitext-2",
              "verified and featured articles of Wikipedia as words, rare ones <unk>, in three"
                  + " parts (S. Merity and others 2016)",
              "CC BY-SA 3.0"),
          new Sheet(
              "quijote",
              "Don Quijote in Spanish, both parts (M. de Cervantes; Project Gutenberg 2000)",
              "text in the public domain; Project Gutenberg licence for the file"),
          new Sheet(
              "wiki100m",
              "100 MB of English Wikipedia of 2015, cleaned to the letters a-z as text8 was",
              "CC BY-SA 3.0 and GFDL"),
          new Sheet(
              "novelas-es",
              "35 Spanish novels of 12 authors, 1880-1940 (Corpus de novelas de la Edad de Plata,"
                  + " J. Calvo Tello 2017)",
              "texts in the public domain; collection CC BY 4.0"),
          new Sheet(
              "novels-en",
              "24 English novels of 8 authors, 1839-1923 (100 English Novels 1.4, Computational"
                  + " Stylistics Group)",
              "public domain"));

  /** The names of all texts. */
  static ImmutableSet<String> names() {
    return SHEETS.stream().map(Sheet::name).collect(ImmutableSet.toImmutableSet());
  }

  /** The part that a file is: training where its set has no parts. */
  static Split part(DataSet.File file) {
    return PARTS.getOrDefault(file.path(), Split.TRAIN);
  }

  @Override
  public List<DataSet> dataSets() {
    ImmutableListMultimap.Builder<String, DataSet.File> files = ImmutableListMultimap.builder();
    for (String line : lines()) {
      List<String> fields = FIELDS.splitToList(line);
      files.put(
          fields.get(0),
          new DataSet.File(
              fields.get(1), fields.get(4), fields.get(3), Long.parseLong(fields.get(2))));
    }
    ImmutableListMultimap<String, DataSet.File> bySet = files.build();
    return SHEETS.stream()
        .map(
            sheet ->
                new DataSet(
                    sheet.name(), sheet.summary(), sheet.licence(), bySet.get(sheet.name())))
        .toList();
  }

  /** Set, path, bytes, SHA-256 and URL (may be empty), in columns. */
  private static List<String> lines() {
    try {
      return Resources.readLines(
          Resources.getResource(TextDataSets.class, FILES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
