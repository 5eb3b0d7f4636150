package io.ringfence.engine.state;

/** placeholder, being written. */
public final class Position {}
