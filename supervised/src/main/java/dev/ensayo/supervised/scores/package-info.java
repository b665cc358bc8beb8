/** How good predicted numbers are, and what of predictions is shown. */
package dev.ensayo.supervised.scores;
