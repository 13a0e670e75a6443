package io.github.mirror4j.compare.diff;

import io.github.mirror4j.compare.LossReason;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A primary's response, read for comparisons. Whether it can be compared is decided by it alone:
 * then everything that another response does otherwise is a difference, unreadable bodies included.
 */
public sealed interface PrimaryReading {

  /**
   * A response that cannot be compared.
   *
   * @param reason why
   */
  record Lost(LossReason reason) implements PrimaryReading {}

  /** A response that can be compared with any number of others. Immutable and thread-safe. */
  final class Usable implements PrimaryReading {

    private final ResponseDiffer differ;
    private final ReceivedResponse response;
    private final Map<String, List<String>> request;
    private final DecodedBody.Plain body;
    private final TimeWindow window;

    Usable(
        ResponseDiffer differ,
        ReceivedResponse response,
        Map<String, List<String>> request,
        DecodedBody.Plain body,
        TimeWindow window) {
      this.differ = differ;
      this.response = response;
      this.request = request;
      this.body = body;
      this.window = window;
    }

    ReceivedResponse response() {
      return response;
    }

    /** Returns the headers of the request. */
    Map<String, List<String>> request() {
      return request;
    }

    DecodedBody.Plain body() {
      return body;
    }

    TimeWindow window() {
      return window;
    }

    /**
     * Returns those of some names that the body has fields of, as far as its start tells: in
     * quotes, as in JSON, or behind the sign that precedes names in XML and forms. It is good
     * enough to learn how common a name is.
     *
     * @param names the names
     * @return the names that are there
     */
    public List<String> fieldsAmong(List<String> names) {
      return names.isEmpty() ? List.of() : body.fieldsAmong(names);
    }

    /**
     * Compares another response with this one. Time and memory are bounded by the size of the
     * captured bodies, whatever they hold.
     *
     * @param other the response to the same request; a body that was not captured whole is a
     *     difference, for whatever reason
     * @param noisy the paths at which responses of the old version differ from each other most of
     *     the time; only the shapes of values are compared there
     * @return what differs
     */
    public Differences compare(ReceivedResponse other, Set<String> noisy) {
      return differ.compare(this, other, noisy);
    }
  }
}
