package dev.ensayo.backend.compiled.transformer;

import dev.ensayo.backend.compiled.arithmetic.AttentionArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Products;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.Region;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;

/**
 * Causal attention of H heads over the steps of each sequence (Vaswani et al., "Attention is all
 * you need", 2017, section 3.2): rows {@code [T·B, 3·D]} of queries, keys and values to {@code
 * [T·B, D]}. Without parameters.
 *
 * <p>Of one head of one sequence the queries are a matrix {@code [d, T]} whose columns are B rows
 * apart, so that every product is one call on what is there: P = Kᵀ·Q, softmax by column, O = V·P.
 * Back: ∂V = δ·Pᵀ, ∂P = Vᵀ·δ, ∂Q = K·∂S and ∂K = Q·∂Sᵀ.
 *
 * <p>A sequence carries how many steps it has read, and their keys and values, which the gradient
 * does not go on to.
 */
final class AttentionBlock implements Block {
  private final AttentionArithmetic arithmetic = new AttentionArithmetic();
  private final Value input;
  private final Value output;
  private final int heads;
  private final int size;
  private final int headSize;
  private final double keep;
  private final CarriedSteps steps;
  private final KeptSteps kept;
  private final Rotation rotation;
  private final Region tables;
  private final Region masks;
  private final Region dropped;
  private final Region slopes;
  private final double factor;
  private final HeadWork probabilities = this::probabilities;
  private final HeadWork mix = this::mix;
  private final HeadWork back = this::back;
  private final Matrix a = new Matrix();
  private final Matrix b = new Matrix();
  private final Matrix c = new Matrix();

  // The head that is worked on, and how many steps its sequence read before the window.
  private int sequence;
  private int head;
  private int before;

  /**
   * @param longest the most steps of a sequence, those before the window included
   * @param keep probability of keeping each number of a table while training
   */
  AttentionBlock(BlockContext context, int heads, int longest, boolean rotary, double keep) {
    this.input = context.input();
    this.heads = heads;
    this.size = input.shape().size() / 3;
    this.headSize = size / heads;
    this.keep = keep;
    this.factor = 1 / Math.sqrt(headSize);
    this.steps = new CarriedSteps(context, longest);
    this.kept = new KeptSteps(context, longest, 2 * size);
    this.rotation = rotary ? new Rotation(arithmetic, 2 * heads, headSize, longest) : null;
    this.output = context.output(Shape.vector(size));
    this.tables = context.untilBackward(heads * longest);
    this.masks = keep < 1 ? context.untilBackward(heads * longest) : null;
    this.dropped = keep < 1 ? context.untilBackward(heads * longest) : null;
    this.slopes = context.permanent(Math.multiplyExact(longest, longest));
  }

  /** One head of one sequence. */
  private interface HeadWork {
    void run(Pass pass);
  }

  private void forEachHead(Pass pass, HeadWork work) {
    for (sequence = 0; sequence < pass.sequences(); sequence++) {
      before = steps.before(sequence);
      kept.load(pass, sequence, before);
      for (head = 0; head < heads; head++) {
        work.run(pass);
      }
    }
  }

  @Override
  public void forward(Pass pass) {
    steps.advance(pass);
    turn(pass, input.data().slice(), false);
    forEachHead(pass, probabilities);
    if (drops(pass)) {
      int count = pass.rows() * heads * longest();
      pass.arithmetic()
          .dropOut(tables.slice(), masks.slice(), dropped.slice(), count, keep, pass.random());
    }
    forEachHead(pass, mix);
    for (int one = 0; one < pass.sequences() && pass.carries(); one++) {
      kept.store(pass, one, steps.before(one), input.data().slice(), size);
    }
  }

  private int longest() {
    return kept.longest();
  }

  private boolean drops(Pass pass) {
    return pass.training() && keep < 1;
  }

  private void turn(Pass pass, Slice rows, boolean back) {
    if (rotation == null) {
      return;
    }
    int sequences = pass.sequences();
    for (int row = 0; row < pass.rows(); row++) {
      int position = steps.before(row % sequences) + row / sequences;
      rotation.turn(rows, row * 3 * size, position, back);
    }
  }

  /** Where the table of the head begins, {@code [before + T, T]}. */
  private int table(Pass pass) {
    return (sequence * heads + head) * pass.steps() * longest();
  }

  private int keys(Pass pass) {
    return before + pass.steps();
  }

  /**
   * Moves a matrix to the head's part of the window: {@code [d, T]}.
   *
   * @param rows as wide as {@code parts} times D
   * @param part 0 for q or the only one, 1 for k, 2 for v
   */
  private Matrix ofHead(Matrix matrix, Pass pass, Slice rows, int parts, int part) {
    int wide = parts * size;
    int at = sequence * wide + part * size + head * headSize;
    return matrix.at(rows, at, headSize, pass.steps(), pass.sequences() * wide);
  }

  private Matrix ofInput(Matrix matrix, Pass pass, int part) {
    return ofHead(matrix, pass, input.data().slice(), 3, part);
  }

  private Matrix ofKept(Matrix matrix, int part) {
    return kept.at(matrix, before, (part - 1) * size + head * headSize, headSize);
  }

  /** Moves a matrix to the window's own keys in a table: {@code [T, T]}. */
  private Matrix own(Matrix matrix, Pass pass, Slice table, int at) {
    return matrix.at(table, at + before, pass.steps(), pass.steps(), keys(pass));
  }

  /**
   * A table ← the products of each key's numbers with each query's.
   *
   * @param part of the input that the numbers of the keys are: 1 for k, 2 for v
   * @param rows whose first part the queries' numbers are
   */
  private void scores(Pass pass, int part, Slice rows, int parts, Slice table, int at) {
    Products products = pass.arithmetic().products();
    ofHead(b, pass, rows, parts, 0);
    if (before > 0) {
      c.at(table, at, before, pass.steps(), keys(pass));
      products.multiply(ofKept(a, part), true, b, false, 0, c);
    }
    products.multiply(ofInput(a, pass, part), true, b, false, 0, own(c, pass, table, at));
  }

  /**
   * Rows ← the sums over the keys of a part of the input, weighted by a table.
   *
   * @param part 1 for k, 2 for v
   * @param rows whose first part is written
   */
  private void sums(Pass pass, int part, Slice table, int at, Slice rows, int parts) {
    Products products = pass.arithmetic().products();
    ofHead(c, pass, rows, parts, 0);
    products.multiply(ofInput(a, pass, part), false, own(b, pass, table, at), false, 0, c);
    if (before > 0) {
      b.at(table, at, before, pass.steps(), keys(pass));
      products.multiply(ofKept(a, part), false, b, false, 1, c);
    }
  }

  private void probabilities(Pass pass) {
    Slice p = tables.slice();
    int at = table(pass);
    scores(pass, 1, input.data().slice(), 3, p, at);
    arithmetic.softmax(p, at, keys(pass), pass.steps(), factor);
  }

  private void mix(Pass pass) {
    Slice p = (drops(pass) ? dropped : tables).slice();
    sums(pass, 2, p, table(pass), output.data().slice(), 1);
  }

  @Override
  public void backward(Pass pass) {
    if (input.needsGradient()) {
      forEachHead(pass, back);
      turn(pass, input.gradient().slice(), true);
    }
  }

  private void back(Pass pass) {
    Products products = pass.arithmetic().products();
    int at = table(pass);
    Slice given = output.gradient().slice();
    Slice gradient = input.gradient().slice();
    Slice p = (drops(pass) ? dropped : tables).slice();
    ofHead(a, pass, given, 1, 0);
    products.multiply(a, false, own(b, pass, p, at), true, 0, ofHead(c, pass, gradient, 3, 2));
    Slice s = slopes.slice();
    scores(pass, 2, given, 1, s, 0);
    if (drops(pass)) {
      arithmetic.product(s, 0, masks.slice(), at, s, 0, keys(pass) * pass.steps());
    }
    arithmetic.softmaxBackward(tables.slice(), at, s, keys(pass), pass.steps(), factor);
    sums(pass, 1, s, 0, gradient, 3);
    ofInput(a, pass, 0);
    products.multiply(a, false, own(b, pass, s, 0), true, 0, ofHead(c, pass, gradient, 3, 1));
  }
}
