/** Searching by likeness: the examples that lie nearest to another, by their codes or inputs. */
package dev.ensayo.supervised.nearest;
