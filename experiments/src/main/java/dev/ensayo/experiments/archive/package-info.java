/** Studies in one file, to be handed on, checked and run again elsewhere. */
package dev.ensayo.experiments.archive;
