package io.github.mirror4j.compare.diff;

import static io.github.mirror4j.compare.diff.Responses.compare;
import static io.github.mirror4j.compare.diff.Responses.diff;
import static io.github.mirror4j.compare.diff.Responses.differ;
import static io.github.mirror4j.compare.diff.Responses.found;
import static io.github.mirror4j.compare.diff.Responses.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fields that stand in another order are compared by their names, at every depth, and no dearer.
 */
class OtherOrderOfFieldsTest {

  private static final int ELEMENTS = 3_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':1,'b':{'x':1,'y':[1]},'c':3}  | {'c':3,'b':{'y':[1],'x':1},'a':1}   | $ REPRESENTATION",
        "{'a':1,'b':{'x':1,'y':[1]},'c':3}  | {'c':3,'b':{'y':[2],'x':5},'a':1}   | $.b.x VALUE, $.b.y[*] VALUE",
        "{'a':{'a':{'a':1,'b':2},'b':3}}    | {'a':{'b':3,'a':{'b':2,'a':7}}}     | $.a.a.a VALUE",
        "{'a':1,'b':2}                      | {'b':2.0,'a':1}                     | $.b REPRESENTATION",
        "{'a':{'b':1},'c':[{'d':1,'e':2}]}  | {'c':[{'e':2,'d':'1'}],'a':{}}      | $.a.b MISSING, $.c[*].d TYPE",
        "[{'a':1,'b':2},{'a':3,'b':4}]      | [{'b':4,'a':3},{'b':2,'a':1}]       | $ ORDER",
        "[{'a':1,'b':2},{'a':3,'b':4}]      | [{'b':4,'a':3},{'b':2,'a':5}]       | $[*].a VALUE, $[*].b VALUE",
        "{'a':1,'b':2,'c':[1,2],'z':1}      | {'b':2,'a':1,'c':[1,3],'z':1}       | $.c[*] VALUE",
        "{'a':1,'\\u0062':2}                 | {'b':3,'\\u0061':1}                 | $.b VALUE",
        "{'a':1,'b':2,'c':3}                | {'d':1,'b':2}                       | $.a MISSING, $.c MISSING, $.d EXTRA",
        // a name that comes twice
        "{'x':0,'a':1,'b':2,'a':3}          | {'a':1,'x':0,'b':2,'a':3}           | $ REPRESENTATION",
        "{'x':0,'a':1,'b':2,'a':3}          | {'a':1,'x':0,'b':2,'a':4}           | $.a VALUE",
        "{'x':0,'a':1,'b':2,'a':3,'b':4}    | {'b':2,'x':0,'a':1}                 | $.a SIZE, $.b SIZE",
        "{'y':1,'x':0,'x':1}                | {'z':1}                             | $.x MISSING, $.x SIZE, $.y MISSING, $.z EXTRA"
      })
  void whatDiffersIsFound(String before, String after, String expected) {
    assertThat(diff(before.replace('\'', '"'), after.replace('\'', '"'))).isEqualTo(expected);
  }

  /** So many fields are found by their hashes. */
  @ParameterizedTest
  @ValueSource(ints = {31, 32, 33, 200, 20_000})
  void ofManyFields(int count) {
    String before = fields(count, i -> "\"n%dx\":%d".formatted(i, i));
    String backwards = fields(count, i -> "\"n%dx\":%d".formatted(count - 1 - i, count - 1 - i));
    String oneMore = fields(count, i -> "\"n%dx\":%d".formatted((i + 7) % count, i % count));
    ResponseDiffer differ = differ();

    assertThat(found(compare(differ, json(before), json(backwards)))).isEqualTo("$ REPRESENTATION");
    assertThat(compare(differ, json(before), json(oneMore)).count()).isTrue();
  }

  private static String fields(int count, IntFunction<String> field) {
    return IntStream.range(0, count).mapToObj(field).collect(Collectors.joining(",", "{", "}"));
  }

  /** Each object is looked through again for those in it, but not for ever. */
  @ParameterizedTest
  @ValueSource(ints = {3, 30, 240})
  void atEveryDepth(int depth) {
    String before = "1";
    String same = "1";
    String other = "2";
    for (int i = 0; i < depth; i++) {
      before = "{\"a\":" + before + ",\"b\":{\"c\":1,\"d\":2}}";
      same = "{\"b\":{\"d\":2,\"c\":1},\"a\":" + same + "}";
      other = "{\"b\":{\"d\":2,\"c\":1},\"a\":" + other + "}";
    }

    assertThat(diff(before, same)).isEqualTo("$ REPRESENTATION");
    assertThat(diff(before, other)).contains("VALUE").doesNotContain("MISSING");
  }

  /**
   * Nothing is kept of the objects, neither trees nor texts. What has the same bytes in both is not
   * read again; other values take a reader each.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{'w':%d,'h':1} | 1_000", "{'h':1,'w':%d} | 2_500"})
  void takesLittleMemory(String size, String limit) {
    String before = "{'id':%d,'name':'Article %d of many','size':{'w':%d,'h':1}}";
    String after = "{'size':" + size + ",'name':'Article %d of many','id':%d}";
    takesLittleMemory(articles(before), articles(after), Integer.parseInt(limit.replace("_", "")));
  }

  private static void takesLittleMemory(
      ReceivedResponse before, ReceivedResponse after, int limit) {
    ResponseDiffer differ = differ();
    assertThat(found(compare(differ, before, after))).isEqualTo("$ REPRESENTATION");

    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadAllocatedBytes();
    compare(differ, before, after);
    long allocated = threads.getCurrentThreadAllocatedBytes() - start;

    assertThat(allocated / ELEMENTS).as("bytes an element").isLessThan(limit);
  }

  private static ReceivedResponse articles(String article) {
    List<String> all =
        IntStream.range(0, ELEMENTS).mapToObj(i -> article.formatted(i, i, i)).toList();
    return json(all.toString().replace('\'', '"'));
  }
}
