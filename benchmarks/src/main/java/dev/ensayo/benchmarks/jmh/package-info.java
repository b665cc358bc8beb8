/** Parts, each in a loop of its own under JMH. */
package dev.ensayo.benchmarks.jmh;
