package io.werf.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':1} | {'a':2} | {'a':2}",
                "{'a':1,'b':1} | {'b':1} | {'a':null}",
                "{} | {'a':{}} | {'a':{}}",
                "{'a':{'b':1,'c':1,'d':1}} | {'a':{'b':1,'d':2}} | {'a':{'c':null,'d':2}}",
                "{'a':[1,2]} | {'a':[1]} | {'a':[1]}",
                "{'a':{'b':1}} | {'a':'text'} | {'a':'text'}",
                "{'a':{'b':[{'c':1}]}} | {'a':{'b':[{'c':1}]}} | {}",
            })
    void saysWhatChanges(String before, String after, String patch) {
        assertThat(MergePatch.between(tree(before), tree(after))).isEqualTo(tree(patch));
    }

    @Test
    void ofAnAbsentObjectIsTheObject() {
        assertThat(MergePatch.between(Map.of(), tree("{'a':1}"))).isEqualTo(tree("{'a':1}"));
    }

    private static Map<String, Object> tree(String json) {
        return Tree.map(Json.read(json.replace('\'', '"')));
    }
}
