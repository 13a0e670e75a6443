package io.github.mirror4j.compare.diff;

import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.Severity;
import io.github.mirror4j.compare.diff.BodyComparison.Body;
import io.github.mirror4j.rule.Comparison;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what differs between the primary's response and another response to the same request:
 * status, media type, headers, and then the bodies. JSON needs {@code tools.jackson.core}; without
 * it JSON is compared as text. Immutable and thread-safe.
 *
 * <p>Nothing that a response holds makes it throw, take more time than a few readings of the
 * bodies, or take more memory than a few times their size.
 */
public final class ResponseDiffer {

  /** How many times larger than what is captured a decoded body may be. */
  private static final int DECODED_FACTOR = 4;

  private static final Place STATUS = Place.outside("status");
  private static final Place TYPE = Place.outside("header:content-type");
  private static final Place CODING = Place.outside("header:content-encoding");

  private static final Sample BODY = Sample.of("body");

  private final Places places;
  private final HeaderComparison headers;
  private final ContentDecoder decoder;
  private final boolean countsAdditions;

  private ResponseDiffer(Comparison settings) {
    places = new Places(settings);
    headers = new HeaderComparison(settings.headers());
    decoder = new ContentDecoder(DECODED_FACTOR * settings.responseLimit());
    countsAdditions = settings.countsAdditions();
  }

  /**
   * Returns a differ.
   *
   * @param settings the settings
   * @return a differ
   */
  public static ResponseDiffer of(Comparison settings) {
    return new ResponseDiffer(settings);
  }

  /**
   * Returns the settings that may let differences pass, of which {@link Differences#applied} names
   * those that did.
   *
   * @return the settings
   */
  public List<PathSetting> settings() {
    return places.settings();
  }

  /**
   * Reads the primary's response.
   *
   * @param primary the response
   * @param request the headers of the request, in lower case or in any
   * @param window when it and the others were made: times of the window are no differences
   * @return the response to compare others with, or why that is impossible
   */
  public PrimaryReading read(
      ReceivedResponse primary, Map<String, List<String>> request, TimeWindow window) {
    if (primary.body() instanceof ReceivedBody.Missing(ReceivedBody.Reason reason)) {
      return new PrimaryReading.Lost(lossOf(reason));
    }
    if (MediaType.of(primary.headers()).isStream()) {
      return new PrimaryReading.Lost(LossReason.PRIMARY_STREAMED);
    }
    byte[] bytes = ((ReceivedBody.Bytes) primary.body()).bytes();
    return switch (decoder.decode(primary.headers(), bytes)) {
      case DecodedBody.Plain plain ->
          new PrimaryReading.Usable(this, primary, request, plain, window);
      case DecodedBody.Undecodable.TOO_LARGE ->
          new PrimaryReading.Lost(LossReason.PRIMARY_TOO_LARGE);
      case DecodedBody.Undecodable other -> new PrimaryReading.Lost(LossReason.PRIMARY_UNDECODABLE);
    };
  }

  private static LossReason lossOf(ReceivedBody.Reason reason) {
    return switch (reason) {
      case TOO_LARGE -> LossReason.PRIMARY_TOO_LARGE;
      case STREAMED -> LossReason.PRIMARY_STREAMED;
      case MEDIA_TYPE -> LossReason.PRIMARY_MEDIA_TYPE;
      case MEMORY_FULL -> LossReason.PRIMARY_MEMORY_FULL;
      case CANCELLED -> LossReason.PRIMARY_CANCELLED;
      case CUT_OFF -> LossReason.PRIMARY_FAILED;
      case NOT_READ -> LossReason.PRIMARY_NOT_READ;
    };
  }

  Differences compare(PrimaryReading.Usable primary, ReceivedResponse other, Set<String> noisy) {
    DifferenceLog log = new DifferenceLog(countsAdditions, noisy, primary.window());
    try {
      if (!NotModified.isSame(primary.response(), other, primary.request())) {
        compare(primary.response(), primary.body(), other, log);
      }
    } catch (RuntimeException | StackOverflowError e) {
      // The primary could be read, so the other response is the cause.
      Sample after = Sample.of("a body that cannot be compared");
      log.add(places.root(), DifferenceKind.TYPE, Severity.BREAKING, BODY, after);
    }
    return log.differences();
  }

  private void compare(
      ReceivedResponse primary, DecodedBody.Plain body, ReceivedResponse other, DifferenceLog log) {
    if (primary.status() != other.status()) {
      log.add(STATUS, DifferenceKind.STATUS, Severity.BREAKING, status(primary), status(other));
      if (primary.status() / 100 != other.status() / 100) {
        return; // a body that tells of an error differs everywhere
      }
    }
    headers.compare(primary.headers(), other.headers(), log);
    MediaType type = MediaType.of(primary.headers());
    MediaType otherType = MediaType.of(other.headers());
    if (headers.compareTypes(type, otherType, log)) {
      bodies(body, type, other, otherType, log);
    }
  }

  private static Sample status(ReceivedResponse response) {
    String status = Integer.toString(response.status());
    return new Sample() {
      @Override
      public Shape shape() {
        return new Shape(status, status.charAt(0) + "xx");
      }

      @Override
      public String value() {
        return status;
      }
    };
  }

  private void bodies(
      DecodedBody.Plain body,
      MediaType type,
      ReceivedResponse other,
      MediaType otherType,
      DifferenceLog log) {
    if (other.body() instanceof ReceivedBody.Missing(ReceivedBody.Reason reason)) {
      uncaptured(reason, log);
      return;
    }
    byte[] bytes = ((ReceivedBody.Bytes) other.body()).bytes();
    switch (decoder.decode(other.headers(), bytes)) {
      case DecodedBody.Plain plain -> {
        if (plain.bytes().length > 0) {
          coding(body, plain, log);
        }
        new BodyComparison(places.root(), log)
            .compare(new Body(body.bytes(), type), new Body(plain.bytes(), otherType));
      }
      case DecodedBody.Undecodable why -> undecodable(why, log);
    }
  }

  private void uncaptured(ReceivedBody.Reason reason, DifferenceLog log) {
    switch (reason) {
      case TOO_LARGE -> size(Sample.of("a body that is larger than what is captured"), log);
      case STREAMED, MEDIA_TYPE ->
          log.add(TYPE, DifferenceKind.MEDIA, Severity.BREAKING, BODY, Sample.of("a stream"));
      default -> log.missing(places.root(), BODY);
    }
  }

  private void undecodable(DecodedBody.Undecodable why, DifferenceLog log) {
    switch (why) {
      case TOO_LARGE -> size(Sample.of("a body that is larger than what is compared"), log);
      case UNKNOWN_CODING ->
          representation(Severity.CHANGED, Sample.of("a content coding that is not known"), log);
      case MALFORMED ->
          representation(Severity.BREAKING, Sample.of("not in its content coding"), log);
    }
  }

  private void size(Sample after, DifferenceLog log) {
    log.add(places.root(), DifferenceKind.SIZE, Severity.CHANGED, BODY, after);
  }

  /**
   * A body that is not in the coding that its header names counts; a body in another coding is as
   * good. What is below the library may have changed the primary's response, not that of a copy.
   */
  private static void coding(DecodedBody.Plain body, DecodedBody.Plain other, DifferenceLog log) {
    if (other.isMislabeled() && !body.isMislabeled()) {
      representation(Severity.BREAKING, Sample.of("not in its content coding"), log);
    } else if (!other.coding().equals(body.coding())) {
      representation(Severity.COSMETIC, Sample.of("another content coding"), log);
    }
  }

  private static void representation(Severity severity, Sample after, DifferenceLog log) {
    log.add(
        CODING, DifferenceKind.REPRESENTATION, severity, Sample.of("its content coding"), after);
  }
}
