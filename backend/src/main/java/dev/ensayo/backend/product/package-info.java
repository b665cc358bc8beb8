/** Products of matrices of a few rows, for learners that are not networks. */
package dev.ensayo.backend.product;
