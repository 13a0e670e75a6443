package io.github.mirror4j.examples.bench.load;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that goes into the report, the file and the plot.
 *
 * @param machine the machine and the JDK
 * @param loadBefore the machine's load before
 * @param loadAfter the machine's load after
 * @param options what was asked for
 * @param nginx the nginx that was compared with, or why there was none
 * @param rows the figures
 * @param held the memory of copies that hang
 * @param goals what was hoped for, and whether it was reached
 */
record Results(
    String machine,
    String loadBefore,
    String loadAfter,
    String options,
    String nginx,
    List<Row> rows,
    Map<Variant, List<HeldCopies>> held,
    List<Goal> goals) {

  String toJson() {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(this);
  }
}
