package io.werf.core.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.Advice;
import io.werf.core.data.Json;
import io.werf.core.event.EventSink;
import io.werf.core.lab.MemoryTree;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetExpressionTest {

    private static final String VALUES = "m: {a: 1, b: {c: 2}}\nl: [1, {x: 1}, [2]]\ns: text\nnil: null\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1",
                "a=-5,b=+5,c=1.5,d=1e3,e=0x1,f=1_000",
                "a=true,b=FALSE,c=Null,d=nil,e=0,f=00,g=-0,h=0.0",
                "a=9223372036854775807,b=9223372036854775808",
                "a=,b=2",
                "a={}",
                "a={x}",
                "a={x,,y,}",
                "a={1,true,null,'q'},b=2",
                "a={x}b=2",
                "a=x\\,y,b\\.c=1,d\\=e=2,f=\\\\g",
                "a=x=y",
                "a[0]=1,a[2]=3",
                "a[1].b=1,a[0].c={x\\,y,z}",
                "a[0][1][2]=x",
                "m.b.c=null,m.d.e.f=1",
                "m=null",
                "m.a=null",
                "l[1].x=5,l[3]=y",
                "l[1].new.deep[0]=1",
                "l[2][0]=x",
                "l[0].x=1",
                "a= x ,b = y",
                "a.b[0].c=1,a.b[0].d=2,a.b[1]=e",
                "a={\"x\"}",
                "unicode.ключ=значение"
            })
    void isAsHelm(String expression, @TempDir Path directory) {
        ChartCase chart = new ChartCase()
                .file("values.yaml", VALUES)
                .file("templates/v.yaml", "values: {{ omit .Values \"global\" \"werf\" | toJson }}\n")
                .set(expression + ",end", "1"); // helm-java escapes what it takes for the value
        chart.rendersAsHelm(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b=1",
                "a={x",
                "a[x]=1",
                "a[0=1",
                "a[-1]=1",
                "a[70000]=1",
                "s.x=1",
                "nil[0]=1",
                "m[0]=1",
                "a[0]x=1",
                "a.=1"
            })
    void isRefusedAsByHelm(String expression, @TempDir Path directory) {
        ChartCase chart = new ChartCase()
                .file("templates/v.yaml", "a: b\n")
                .values(VALUES)
                .set(expression + ",end", "1"); // helm-java escapes what it takes for the value
        assertThatThrownBy(() -> chart.helm(directory)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(chart::ours)
                .isInstanceOf(SetExpressionException.class)
                .hasMessageMatching("set:1:[0-9]+: .*");
    }

    @Test
    void laterKindsOfExpressionsCountMore() {
        MemoryTree tree = new MemoryTree()
                .file(".helm/templates/v.yaml", "values: {{ omit .Values \"global\" \"werf\" | toJson }}\n")
                .file("a.yaml", "a: 1\nb: 1\nc: 1\nd: 1\ne: 1\nf: 1\n")
                .file("b.yaml", "b: 2\n")
                .file("text.txt", "of, file\n");
        ValueSources sources = new ValueSources(
                List.of("a.yaml", "b.yaml"),
                List.of("c={\"x\": [1, \"a,b\"]} ,d=1.50,e=\"{\",z= ,y=null", "g[0]={} "),
                List.of("d=2,e=2,f=2"),
                List.of("e=3,f=3,num=0012"),
                List.of("f=text.txt,list={text.txt}"),
                List.of("f.x=a,b=\\{c}", "lit=1,2"));
        assertThatThrownBy(() -> ChartRenderer.render(
                        tree, ChartCase.request(sources, "v1.20.0"), TestSecrets.none(), EventSink.none()))
                .hasMessage("setLiteral:1:3: what is there is not a map");
        ValueSources good = new ValueSources(
                sources.files(),
                sources.setJson(),
                sources.set(),
                sources.setString(),
                sources.setFile(),
                List.of("h.x=a,b=\\{c}", "lit=1,2", "k[1]=v"));
        Manifest manifest =
                ChartRenderer.render(tree, ChartCase.request(good, "v1.20.0"), TestSecrets.none(), EventSink.none());
        assertThat(manifest.documents().get(0).text())
                .isEqualTo("values: {\"a\":1,\"b\":2,\"c\":{\"x\":[1,\"a,b\"]},\"d\":2,\"e\":\"3\","
                        + "\"f\":\"of, file\\n\",\"g\":[{}],\"h\":{\"x\":\"a,b=\\\\{c}\"},\"k\":[null,\"v\"],"
                        + "\"list\":[\"of, file\\n\"],\"lit\":\"1,2\",\"num\":\"0012\",\"y\":null,\"z\":null}");
        assertThat(good.paths()).containsExactlyInAnyOrder("a.yaml", "b.yaml", "text.txt");
    }

    @Test
    void whatIsNotJsonOrNotThereIsAnError() {
        Map<String, Object> values = new LinkedHashMap<>();
        assertThatThrownBy(() ->
                        SetExpression.json("setJson", "a=[1,b=2", json -> json).applyTo(values))
                .isInstanceOf(SetExpressionException.class)
                .hasMessage("setJson:1:6: not valid JSON: unexpected text");
        assertThatThrownBy(() -> SetExpression.json("setJson", "a=1,b=hunter2", json -> json)
                        .applyTo(values))
                .hasMessage("setJson:1:7: not valid JSON: unexpected text");
        MemoryTree tree = new MemoryTree().file(".helm/templates/v.yaml", "");
        assertThatThrownBy(() -> ChartRenderer.render(
                        tree,
                        ChartCase.request(
                                new ValueSources(
                                        List.of(), List.of(), List.of(), List.of(), List.of("a=no.txt"), List.of()),
                                "v1.20.0"),
                        TestSecrets.none(),
                        EventSink.none()))
                .isInstanceOfSatisfying(
                        ChartNotFoundException.class,
                        e -> assertThat(Advice.of(e)).startsWith("Commit that file"))
                .hasMessage("file of setFile \"no.txt\" is not in the commit");
    }

    /** Whatever is typed is a value or the one error. */
    @Test
    void anyTextIsAValueOrAnError() {
        java.util.Random random = new java.util.Random(11);
        String letters = "ab.=,[]{}\\01 \"";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            Map<String, Object> values = new LinkedHashMap<>();
            try {
                SetExpression.typed(text.toString()).applyTo(values);
                SetExpression.json("setJson", text.toString(), json -> json).applyTo(values);
                LiteralExpression.applyTo(values, text.toString());
            } catch (SetExpressionException expected) {
                assertThat(expected.expression()).isEqualTo(text.toString());
            }
            assertThat(Json.write(values)).startsWith("{");
        }
    }
}
