package io.werf.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each line: the live spec, our fields of it, the fields of others, the wanted spec, the patch. */
class ReplacementTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // what is ours goes with what the server has filled in; what nobody manages stays
                "{'a':{'b':1,'default':2},'x':1} | {'f:a':{'f:b':{}}} | {} | {} | {'a':null}",
                "{'a':{'b':1,'default':2}} | {'f:a':{'f:b':{}}} | {} | {'a':{'c':1}} | {'a':{'b':null,'c':1}}",
                // what others have stays, and what is ours beside it goes
                "{'a':{'b':1,'c':2}} | {'f:a':{'f:b':{}}} | {'f:a':{'f:c':{}}} | {} | {'a':{'b':null}}",
                "{'a':1} | {'f:a':{}} | {'f:a':{}} | {} | ",
                // items of lists that are merged by keys: ours in our order, and then those of others and of nobody
                "{'l':[{'n':'x'},{'n':'y'},{'n':'z'}]} | {'f:l':{'k:{`n`:`x`}':{'.':{}},'k:{`n`:`y`}':{}}} | {'f:l':{'k:{`n`:`z`}':{}}}"
                        + " | {'l':[{'n':'y','v':1},{'n':'w'}]} | {'l':[{'n':'y','v':1},{'n':'w'},{'n':'z'}]}",
                "{'l':[{'n':1,'p':'TCP','d':1}]} | {'f:l':{'k:{`n`:1,`p`:`TCP`}':{'f:n':{}}}} | {} | {'l':[{'n':1,'v':2}]}"
                        + " | {'l':[{'n':1,'p':'TCP','d':1,'v':2}]}",
                // an item that is ours, in which others have a field
                "{'l':[{'n':'y'},{'n':'x','o':2,'a':1}]} | {'f:l':{'k:{`n`:`x`}':{'.':{},'f:n':{},'f:a':{}}}}"
                        + " | {'f:l':{'k:{`n`:`y`}':{'.':{}},'k:{`n`:`x`}':{'f:o':{}}}} | {'l':[{'n':'x','b':1}]}"
                        + " | {'l':[{'n':'x','o':2,'b':1},{'n':'y'}]}",
                // sets, and lists that are one value
                "{'l':['a','b','c']} | {'f:l':{'v:`a`':{},'v:`b`':{}}} | {'f:l':{'v:`c`':{}}} | {'l':['b']} | {'l':['b','c']}",
                "{'l':[1,2]} | {'f:l':{}} | {} | {'l':[3]} | {'l':[3]}",
                // what excludes what the server has filled in
                "{'v':{'name':'v','emptyDir':{}}} | {'f:v':{'f:name':{}}} | {} | {'v':{'name':'v','secret':{}}}"
                        + " | {'v':{'emptyDir':null,'secret':{}}}",
                "{'s':{'type':'A','rollingUpdate':{'m':1}}} | {'f:s':{'f:type':{}}} | {} | {'s':{'type':'B'}}"
                        + " | {'s':{'rollingUpdate':null,'type':'B'}}",
                "{'s':{'type':'A','rollingUpdate':{'m':1}}} | {'f:s':{'f:type':{}}} | {} | {'s':{'type':'A'}} | ",
                // what is relinquished keeps its value
                "{'replicas':3,'a':1} | {'f:replicas':{},'f:a':{}} | {} | {} | {'a':null}",
            })
    void replacesWhatIsOurs(String live, String ours, String others, String wanted, @Nullable String patch) {
        KubeObject object = new KubeObject(Map.of(
                "metadata",
                Map.of("resourceVersion", "7", "managedFields", List.of(entry("helm", ours), entry("other", others))),
                "spec",
                tree(live)));

        Map<String, Object> made =
                Replacement.patch(object, new KubeObject(Map.of("spec", tree(wanted))), List.of("spec.replicas"));

        assertThat(made).isEqualTo(patch == null ? Map.of() : Map.of("spec", tree(patch)));
    }

    private static Map<String, Object> entry(String manager, String spec) {
        return Map.of("manager", manager, "operation", "Apply", "fieldsV1", Map.of("f:spec", tree(spec)));
    }

    private static Map<String, Object> tree(String json) {
        return Tree.map(Json.read(json.replace("`", "\\\"").replace('\'', '"')));
    }
}
