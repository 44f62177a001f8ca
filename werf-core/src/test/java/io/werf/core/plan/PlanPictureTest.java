package io.werf.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.kube.ResourceId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PlanPictureTest {

    @TempDir
    private Path directory;

    private static Operation delete(String name, Set<String> after) {
        return new Operation.Delete(
                "delete: ConfigMap/" + name, after, new ResourceId("", "v1", "ConfigMap", "shop", name), "Foreground");
    }

    /** Thirty objects, and thirty others that come after all of them. */
    private static DeployPlan sixty() {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            operations.add(delete("first-" + i, Set.of()));
        }
        Set<String> firsts = operations.stream().map(Operation::id).collect(Collectors.toSet());
        for (int i = 0; i < 30; i++) {
            operations.add(delete("second-" + i, firsts));
        }
        return plan(operations);
    }

    private static DeployPlan plan(List<Operation> operations) {
        return new DeployPlan("shop", "shop", operations, List.of(), 0);
    }

    private String draw(DeployPlan plan, String name) throws IOException {
        Path file = directory.resolve("pictures").resolve(name);
        PlanPicture.write(PlanTree.of(plan), file);
        return Files.readString(file);
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void sixtyNodesDoNotOverlapAndTheLinesStayFew() throws Exception {
        String svg = draw(sixty(), "plan.svg");

        Document picture = parse(svg);
        NodeList boxes = picture.getElementsByTagName("rect");
        assertThat(boxes.getLength()).isEqualTo(61); // and the background
        Set<String> places = new HashSet<>();
        for (int i = 1; i < boxes.getLength(); i++) {
            Element box = (Element) boxes.item(i);
            assertThat(places.add(box.getAttribute("x") + " " + box.getAttribute("y")))
                    .isTrue();
        }
        assertThat(picture.getElementsByTagName("path").getLength()).isEqualTo(60);
        assertThat(picture.getElementsByTagName("circle").getLength()).isEqualTo(1);
        assertThat(draw(sixty(), "again.svg")).isEqualTo(svg);
    }

    @Test
    void hostileNamesStayText() throws Exception {
        DeployPlan plan = plan(List.of(delete("</text><script>alert(\"x\")</script>&\u0001\n\\", Set.of())));

        assertThat(parse(draw(plan, "plan.svg")).getElementsByTagName("script").getLength())
                .isZero();
        assertThat(draw(plan, "plan.dot")).contains("alert(\\\"x\\\")</script>&  \\\\\"];");
    }

    @Test
    void dotHasEveryOperationAndItsOrder() throws IOException {
        String dot = draw(plan(List.of(delete("a", Set.of()), delete("b", Set.of("delete: ConfigMap/a")))), "p.DOT");

        assertThat(dot).startsWith("digraph plan {").contains("n0 [label=\"delete: ConfigMap/a\"];", "n0 -> n1;");
    }

    @Test
    void anEmptyPlanIsAPictureAndOtherEndingsAreRefused() throws Exception {
        assertThat(parse(draw(plan(List.of()), "plan.svg")).getDocumentElement().getTagName())
                .isEqualTo("svg");
        assertThatThrownBy(() -> draw(sixty(), "plan.png"))
                .isInstanceOf(PictureException.class)
                .hasMessageContaining("must end in .svg or .dot");
    }
}
