/** How good predictions are, and what of them is shown. */
package dev.ensayo.supervised.scores;
