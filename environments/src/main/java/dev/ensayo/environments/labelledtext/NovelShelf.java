package dev.ensayo.environments.labelledtext;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.data.DataFolders;
import dev.ensayo.core.data.DataSet;
import dev.ensayo.core.data.DataSetCatalog;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.text.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Novels of several authors, whose files are called {@code Author_Title….txt}: who wrote a passage?
 * One novel of each author is the test, so that what is known of an author is the way of writing
 * and not the names of characters and places. The first passage of a novel, which may name its
 * author, is left out.
 */
final class NovelShelf {
  private static final String KEY = "source";

  private final String dataSet;
  private final NovelSettings config;

  /**
   * @param dataSet name of the novels
   */
  NovelShelf(String dataSet, NovelSettings config) {
    this.dataSet = dataSet;
    this.config = config;
  }

  /**
   * @throws InvalidSettingException if the novels are not on this machine
   */
  RawTexts read(DataFolders folders) {
    DataSet set = DataSetCatalog.load().dataSets().get(dataSet);
    Map<String, Path> paths = folders.locate(set, KEY);
    SetMultimap<String, DataSet.File> byAuthor = LinkedHashMultimap.create();
    set.files().stream()
        .sorted((one, other) -> one.path().compareTo(other.path()))
        .forEach(file -> byAuthor.put(author(file), file));
    ImmutableList<String> authors = ImmutableList.copyOf(byAuthor.keySet());
    TextFiles files = new TextFiles();
    Map<Split, List<RawText>> texts = new EnumMap<>(Split.class);
    for (String author : authors) {
      ImmutableList<DataSet.File> novels = ImmutableList.copyOf(byAuthor.get(author));
      for (int number = 0; number < novels.size(); number++) {
        DataSet.File file = novels.get(number);
        texts
            .computeIfAbsent(config.part(number, novels.size()), split -> new ArrayList<>())
            .addAll(
                passages(
                    new TextFile(paths.get(file.path()), file.path(), file.sha256()),
                    authors.indexOf(author),
                    files));
      }
    }
    return RawTexts.of(dataSet, authors, texts, files.sha256(), List.of());
  }

  private static String author(DataSet.File file) {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    return name.substring(0, name.indexOf('_'));
  }

  private List<RawText> passages(TextFile file, int label, TextFiles files) {
    TextPieces pieces = new TextPieces(TextPieces.Cut.LINES, config.minimumWords());
    return files.read(file, pieces, true, KEY).stream()
        .skip(1)
        .map(piece -> new RawText(file.name() + ":" + piece.line(), piece.text(), label))
        .toList();
  }
}
