package io.github.mirror4j.compare.diff;

import static io.github.mirror4j.compare.diff.Responses.compare;
import static io.github.mirror4j.compare.diff.Responses.diff;
import static io.github.mirror4j.compare.diff.Responses.differ;
import static io.github.mirror4j.compare.diff.Responses.found;
import static io.github.mirror4j.compare.diff.Responses.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From where two bodies are the same to their ends, one is read. Nothing else changes by that. */
class SameRestTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':1,'b':[1,{'c':2}],'d':{}}  | {'a':2,'b':[1,{'c':2}],'d':{}}  | $.a VALUE",
        "{'a':{'x':1,'y':2},'b':3}       | {'a':{'x':7,'y':2},'b':3}       | $.a.x VALUE",
        "[{'v':1},{'v':2},{'v':3}]       | [{'v':9},{'v':2},{'v':3}]       | $[*].v VALUE",
        "{'a':['x','y','z'],'b':[1,2]}   | {'a':['w','y','z'],'b':[1,2]}   | $.a[*] VALUE",
        "{'a':'x','b':1}                 | {'a':'longer','b':1}            | $.a VALUE",
        "{'a':1,'b':1}                   | {'a':1.0,'b':1}                 | $.a REPRESENTATION",
        "{'a':1,'b':[3,4]}               | {'b':[3,4]}                     | $.a MISSING",
        "{'a':[1],'b':2}                 | {'a':[1,1],'b':2}               | $.a SIZE",
        "[[1,2],[3,4],[5]]               | [[3,4],[1,2],[5]]               | $ ORDER",
        "[[1,2,9],[3,2,9]]               | [[3,2,9],[1,2,9]]               | $ ORDER",
        "{'l':[[1,2,9],[3,2,9]],'z':1}   | {'l':[[3,2,9],[1,2,9]],'z':1}   | $.l ORDER",
        "{'l':[{'k':[1,9]},{'k':[2,9]}]} | {'l':[{'k':[2,9]},{'k':[1,9]}]} | $.l ORDER",
        "{'a':{'x':1,'y':2},'b':[3],'c':4}|{'a':{'y':2,'x':5},'b':[3],'c':4}| $.a.x VALUE",
        "{'o':{'q':1,'p':{'n':1,'m':2}}} | {'o':{'p':{'n':3,'m':2},'q':1}} | $.o.p.n VALUE"
      })
  void whatDiffersBeforeItIsFound(String before, String after, String found) {
    assertThat(diff(before.replace('\'', '"'), after.replace('\'', '"'))).isEqualTo(found);
  }

  @Test
  void theFieldsOfAMapAreCountedToItsEnd() {
    String rest =
        IntStream.range(0, 40)
            .mapToObj(i -> ",\"k%sx\":1".formatted(i))
            .collect(Collectors.joining());

    assertThat(diff("{\"first\":1" + rest + "}", "{\"first\":2" + rest + "}"))
        .isEqualTo("$.{*} VALUE");
  }

  @Test
  void elementsAreMatchedByTheirKeysToo() {
    String before = "{\"l\":[{\"id\":1,\"v\":1},{\"id\":2,\"v\":2}],\"z\":1}";
    String after = "{\"l\":[{\"id\":3,\"v\":1},{\"id\":2,\"v\":2}],\"z\":1}";

    assertThat(diff(before, after)).isEqualTo("$.l[*] EXTRA, $.l[*] MISSING");
  }

  @Test
  void inAnArrayWithoutOrderToo() {
    ResponseDiffer differ = differ(settings -> settings.unordered("$.l"));
    String before = "{\"l\":[1,2,3,4],\"z\":1}";
    String after = "{\"l\":[2,5,3,4],\"z\":1}";

    assertThat(found(compare(differ, json(before), json(after)))).isEqualTo("$.l[*] VALUE");
  }

  @ParameterizedTest
  @CsvSource({"'{\"a\":1,\"b\":}'", "'{\"a\":1}}'", "'{\"a\":1,\"b\":[1,2}'", "'{\"a\":1,\"b\":2'"})
  void whatIsNoJsonIsNone(String before) {
    assertThat(diff(before, before.replace("\"a\":1", "\"a\":2"))).isEqualTo("$ VALUE");
    assertThat(diff(before.replace(":}", ":0}").replace("}}", "}").replace("2}", "2]}"), before))
        .doesNotContain("$.");
  }
}
