package io.github.mirror4j.http.send;

import java.time.Duration;

/**
 * How much of a mirror's time and response one copy takes.
 *
 * @param copyTimeout the time of the whole copy, unless the mirror has its own timeout
 * @param responseLimit how many bytes of the response are read
 * @param responseBodyTimeout the time of the response's body
 */
public record ExchangeLimits(
    Duration copyTimeout, long responseLimit, Duration responseBodyTimeout) {

  /** {@return the setting that times copies out, with its value, for the log} */
  public String describeTimeout() {
    return "copyTimeout " + copyTimeout + ", or the mirror's own";
  }
}
