/** Networks: what they are made of, and the engines that run them. */
package dev.ensayo.backend;
