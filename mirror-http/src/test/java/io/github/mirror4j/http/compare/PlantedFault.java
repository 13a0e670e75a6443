package io.github.mirror4j.http.compare;

import java.time.Duration;
import java.util.function.Consumer;

/** What the new version does otherwise, over the noise that both versions have. */
enum PlantedFault implements OrderService.Fault {
  NONE(response -> {}),

  /** In one of fifty. */
  WRONG_PRICE(
      response -> {
        if (response.isOneOf(20)) {
          response.json = response.json.replace("\"price\":3.5", "\"price\":3.6");
        }
      }),

  RENAMED_FIELD(
      response -> response.json = response.json.replace("\"currency\"", "\"currencyCode\"")),

  MISSING_FIELD(response -> response.json = response.json.replaceFirst("\"total\":[0-9.]+,", "")),

  BROKEN_ENCODING(response -> response.json = response.json.replace("Köln", "KÃ¶ln")),

  /** In one of twenty. */
  OTHER_STATUS(
      response -> {
        if (response.isOneOf(50)) {
          response.status = 404;
        }
      }),

  /** Without the fraction of the second. */
  OTHER_TIME_FORMAT(
      response ->
          response.json =
              response.json.replaceFirst("\"at\":\"([^\"]+)\\.[0-9]+Z\"", "\"at\":\"$1Z\"")),

  /** One of ten, and by more than a busy machine adds. */
  SLOW_RESPONSES(
      response -> {
        if (response.isOneOf(100)) {
          response.delay = Duration.ofMillis(300);
        }
      });

  private final Consumer<OrderService.Response> change;

  PlantedFault(Consumer<OrderService.Response> change) {
    this.change = change;
  }

  @Override
  public void apply(OrderService.Response response) {
    change.accept(response);
  }
}
