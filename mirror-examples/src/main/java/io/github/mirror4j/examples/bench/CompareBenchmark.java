package io.github.mirror4j.examples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mirror4j.compare.diff.Differences;
import io.github.mirror4j.compare.diff.PrimaryReading;
import io.github.mirror4j.compare.diff.ReceivedBody;
import io.github.mirror4j.compare.diff.ReceivedResponse;
import io.github.mirror4j.compare.diff.ResponseDiffer;
import io.github.mirror4j.compare.diff.TimeWindow;
import io.github.mirror4j.rule.Comparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What it costs to compare two responses in JSON, on the thread that compares: of 50 orders, which
 * are 9 KB, and of 5,000, which are 0.9 MB.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CompareBenchmark {

  private static final long SEED = 7;

  /** How many orders the responses have. */
  @Param({"50", "5000"})
  public int orders;

  private final ResponseDiffer ordered = ResponseDiffer.of(Comparison.withBaseline(100).build());
  private final ResponseDiffer unordered =
      ResponseDiffer.of(Comparison.withBaseline(100).unordered("$.orders").build());

  private List<ReceivedResponse> responses = List.of();

  /** Creates the responses. */
  @Setup
  public void build() {
    List<String> original = orders(-1, "10:00:00");
    List<String> shuffled = new ArrayList<>(original);
    Collections.shuffle(shuffled, new Random(SEED));
    responses =
        List.of(
            response("08:00:00", original),
            response("08:00:00", original),
            response("08:00:01", original),
            response("08:00:01", orders(orders / 2, "10:00:00")),
            response("08:00:01", orders(-1, "10:00:01")),
            response("08:00:00", shuffled),
            response("08:00:00", turned(original)));
  }

  /** The same bytes. */
  @Benchmark
  public Differences same() {
    return compare(ordered, 1);
  }

  /** Another time at the start. */
  @Benchmark
  public Differences oneTime() {
    return compare(ordered, 2);
  }

  /** Another time at the start, and another value in the middle. */
  @Benchmark
  public Differences oneField() {
    return compare(ordered, 3);
  }

  /** Another time in each order. */
  @Benchmark
  public Differences everyOrder() {
    return compare(ordered, 4);
  }

  /** The orders in another order, which means nothing. */
  @Benchmark
  public Differences shuffled() {
    return compare(unordered, 5);
  }

  /** The fields of each order, and of what is in it, in another order. */
  @Benchmark
  public Differences otherOrderOfFields() {
    return compare(ordered, 6);
  }

  private Differences compare(ResponseDiffer differ, int other) {
    PrimaryReading primary =
        differ.read(responses.get(0), Map.of(), TimeWindow.before(Instant.now(), 0));
    return ((PrimaryReading.Usable) primary).compare(responses.get(other), Set.of());
  }

  private List<String> orders(int changed, String time) {
    Random random = new Random(SEED);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < orders; i++) {
      int quantity = random.nextInt(9) + (i == changed ? 10 : 0);
      all.add(
          """
          {"id":%d,"sku":"SKU-%d","name":"Article %d of the catalogue","price":%d.%d,\
          "quantity":%d,"tags":["red","blue","t%d"],"available":true,\
          "size":{"w":%d,"h":%d},"at":"%s"}"""
              .formatted(
                  1_000 + i,
                  random.nextInt(99_999),
                  i,
                  random.nextInt(100),
                  random.nextInt(100),
                  quantity,
                  random.nextInt(50),
                  random.nextInt(100),
                  random.nextInt(100),
                  time));
    }
    return all;
  }

  /** Moves the first field of each order to its end, and turns the fields of its size round. */
  private static List<String> turned(List<String> orders) {
    Pattern first = Pattern.compile("\\{(\"id\":\\d+),(.*)}");
    Pattern size = Pattern.compile("(\"w\":\\d+),(\"h\":\\d+)");
    return orders.stream()
        .map(order -> first.matcher(order).replaceFirst("{$2,$1}"))
        .map(order -> size.matcher(order).replaceFirst("$2,$1"))
        .toList();
  }

  private static ReceivedResponse response(String time, List<String> orders) {
    TreeMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("content-type", List.of("application/json"));
    String body = "{\"at\":\"%s\",\"orders\":[%s]}".formatted(time, String.join(",", orders));
    return new ReceivedResponse(200, headers, new ReceivedBody.Bytes(body.getBytes(UTF_8)));
  }
}
