/** Networks of one layer. */
package dev.ensayo.supervised.linear;
