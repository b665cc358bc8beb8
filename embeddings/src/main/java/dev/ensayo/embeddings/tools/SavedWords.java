package dev.ensayo.embeddings.tools;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.asked.WordModel;
import dev.ensayo.core.text.TextForm;
import dev.ensayo.core.vectors.UnknownWords;
import dev.ensayo.core.vectors.WordVectors;
import dev.ensayo.embeddings.vectors.CosineSearch;
import java.util.LinkedHashSet;
import java.util.List;

/** The word vectors of a finished run as {@code similar} and {@code analogy} ask them. */
final class SavedWords implements WordModel {
  private final WordVectors vectors;
  private final UnknownWords unknown;
  private final TextForm form;
  private final CosineSearch known;

  /**
   * @param unknown what gives other words a vector
   * @param form that a word gets before it is looked up
   */
  SavedWords(WordVectors vectors, UnknownWords unknown, TextForm form) {
    this.vectors = vectors;
    this.unknown = unknown;
    this.form = form;
    this.known = new CosineSearch(vectors);
  }

  @Override
  public int size() {
    return vectors.size();
  }

  @Override
  public int dimension() {
    return vectors.dimension();
  }

  @Override
  public void check(List<String> words) {
    for (String word : words) {
      String asked = form.of(word);
      if (vectors.id(asked).isEmpty() && unknown.vector(asked).isEmpty()) {
        vectors.require(asked);
      }
    }
  }

  private CosineSearch search(List<String> words) {
    WordVectors all = unknown.addTo(vectors, words);
    return all == vectors ? known : new CosineSearch(all);
  }

  @Override
  public ImmutableList<Neighbor> similar(List<String> words, int count) {
    List<String> asked = words.stream().map(form::of).toList();
    CosineSearch search = search(asked);
    LinkedHashSet<Integer> ids = new LinkedHashSet<>();
    asked.forEach(word -> ids.add(search.vectors().require(word)));
    return named(search.similar(ids, count));
  }

  @Override
  public ImmutableList<Neighbor> analogy(String a, String b, String c, int count) {
    List<String> asked = List.of(form.of(a), form.of(b), form.of(c));
    CosineSearch search = search(asked);
    List<Integer> ids = asked.stream().map(search.vectors()::require).toList();
    return named(search.analogy(ids.get(0), ids.get(1), ids.get(2), count));
  }

  private static ImmutableList<Neighbor> named(List<CosineSearch.Neighbor> found) {
    return found.stream()
        .map(neighbor -> new Neighbor(neighbor.word(), neighbor.cosine()))
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public void close() {
    // It is all on Java's heap.
  }
}
