package io.github.mirror4j.http.micrometer;

/** Meters of one mirror, which come and go with it. */
interface MirrorMeters {

  /** Takes them off the registry. */
  void remove();
}
