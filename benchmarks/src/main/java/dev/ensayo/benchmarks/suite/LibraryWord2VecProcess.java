package dev.ensayo.benchmarks.suite;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.deeplearning4j.models.embeddings.learning.impl.elements.SkipGram;
import org.deeplearning4j.models.word2vec.VocabWord;
import org.deeplearning4j.models.word2vec.Word2Vec;
import org.deeplearning4j.text.sentenceiterator.LineSentenceIterator;
import org.deeplearning4j.text.tokenization.tokenizerfactory.DefaultTokenizerFactory;

/** Deeplearning4j's own {@code Word2Vec} in a process of its own; writes words per second. */
public final class LibraryWord2VecProcess {
  private static final double NANOS_PER_SECOND = 1e9;

  private LibraryWord2VecProcess() {}

  /**
   * The other process.
   *
   * @param arguments threads, text
   */
  public static void main(String[] arguments) throws IOException {
    // What the library prints must not come between the figure and who reads it.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    out.println(rate(Integer.parseInt(arguments[0]), new File(arguments[1])));
    out.flush();
    // Its threads are not daemons.
    System.exit(0);
  }

  private static double rate(int threads, File text) {
    Word2Vec vectors =
        new Word2Vec.Builder()
            .iterate(new LineSentenceIterator(text))
            .tokenizerFactory(new DefaultTokenizerFactory())
            .elementsLearningAlgorithm(new SkipGram<VocabWord>())
            .layerSize(100)
            .windowSize(5)
            .negativeSample(5)
            .useHierarchicSoftmax(false)
            .sampling(1e-4)
            .minWordFrequency(5)
            .learningRate(0.05)
            .epochs(1)
            .iterations(1)
            .workers(threads)
            .seed(1)
            .resetModel(false)
            .build();
    vectors.buildVocab();
    long words = vectors.vocab().totalWordOccurrences();
    long begun = System.nanoTime();
    vectors.fit();
    return words / ((System.nanoTime() - begun) / NANOS_PER_SECOND);
  }
}
