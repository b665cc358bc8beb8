package dev.ensayo.benchmarks.jmh;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.vectors.WordVectors;
import dev.ensayo.embeddings.vectors.CosineSearch;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The ten words nearest to one of 70,000 with 100 numbers each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NearestWordsBenchmark {
  private static final int WORDS = 70_000;
  private static final int DIMENSION = 100;
  private static final int NEAREST = 10;

  private CosineSearch search;
  private int turn;

  /** Draws the vectors. */
  @Setup
  public void prepare() {
    RandomStream random = new SeedSequence(1).stream("vectors");
    float[] values = new float[WORDS * DIMENSION];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    List<String> words = IntStream.range(0, WORDS).mapToObj(i -> "word" + i).toList();
    search = new CosineSearch(new WordVectors(words, DIMENSION, values));
  }

  /** Another word each time. */
  @Benchmark
  public ImmutableList<CosineSearch.Neighbor> search() {
    turn = (turn + 1) % WORDS;
    return search.similar(turn, NEAREST);
  }
}
