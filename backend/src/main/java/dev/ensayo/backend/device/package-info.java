/** What the machine has: native builds, processor features, graphics cards. */
package dev.ensayo.backend.device;
