/** The same networks on the compiled engine, on Deeplearning4j and on libtorch, side by side. */
package dev.ensayo.benchmarks.peers;
