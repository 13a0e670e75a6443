package io.github.mirror4j.http.compare;

/** Sends a request again, for a confirmation: twice to the old version, once to the mirror. */
@FunctionalInterface
public interface Resend {

  /**
   * Sends three copies, in random order. Each leg is ended exactly once, unless nothing is sent.
   *
   * @param primary takes the primary's place
   * @param baseline goes to the same place
   * @param candidate goes to the mirror
   * @return false if nothing is sent, because the mirror gets no copies at present or is not
   *     compared any more
   */
  boolean send(CopyLeg primary, CopyLeg baseline, CopyLeg candidate);
}
