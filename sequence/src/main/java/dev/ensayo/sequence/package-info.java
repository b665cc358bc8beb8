/** Recurrent language models and their baselines. */
package dev.ensayo.sequence;
