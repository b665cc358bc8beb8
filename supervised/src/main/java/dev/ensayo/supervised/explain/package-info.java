/** The command that tells a small network's passes in numbers. */
package dev.ensayo.supervised.explain;
