package dev.ensayo.sequence.network;

/** What a recurrent layer is made of. */
public enum Cell {
  /** Vanilla, with tanh (Elman, "Finding structure in time", 1990). */
  RNN,
  /** Long short-term memory with forget gate (Gers et al., "Learning to forget", 2000). */
  LSTM,
  /** Gated recurrent unit (Cho et al., 2014), reset gate after the product as in cuDNN. */
  GRU
}
