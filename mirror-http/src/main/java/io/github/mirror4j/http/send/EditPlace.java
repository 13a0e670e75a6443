package io.github.mirror4j.http.send;

/**
 * Where a copy is edited.
 *
 * @param calls calls the mirror's editor
 * @param copy the copy, which keeps its place while the editor runs
 * @param bodyLimit the most bytes of a body
 */
public record EditPlace(EditCalls calls, EditCalls.Edited copy, long bodyLimit) {}
