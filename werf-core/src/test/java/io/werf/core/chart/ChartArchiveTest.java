package io.werf.core.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartArchiveTest {

    @Test
    void filesAreRelativeToTheChart() {
        byte[] archive = new Packed()
                .special("redis/", TarConstants.LF_DIR, "")
                .file("redis/Chart.yaml", "\uFEFFname: redis\n")
                .file("redis/./templates//a.yaml", "a")
                .file("redis\\charts\\x\\Chart.yaml", "b")
                .file("redis/" + "long/".repeat(60) + "n.txt", "c")
                .file("redis/templates/a.yaml", "later")
                .bytes();
        assertThat(ChartArchive.read(new ByteArrayInputStream(archive), "charts/redis.tgz"))
                .extracting(file -> file.path() + " " + file.place() + " " + file.text())
                .containsExactly(
                        "Chart.yaml charts/redis.tgz!Chart.yaml name: redis\n",
                        "templates/a.yaml charts/redis.tgz!templates/a.yaml later",
                        "charts/x/Chart.yaml charts/redis.tgz!charts/x/Chart.yaml b",
                        "long/".repeat(60) + "n.txt charts/redis.tgz!" + "long/".repeat(60) + "n.txt c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x/../../etc/passwd|leads to a parent directory",
                "x/a/..|leads to a parent directory",
                "x\\..\\..\\y|leads to a parent directory",
                "../x|outside the chart's directory",
                "/etc/passwd|is absolute",
                "x//etc/passwd|is absolute",
                "c:/windows/x|is absolute",
                "x/c:/windows/x|is absolute",
                "Chart.yaml|outside the chart's directory",
                "x/.|outside the chart's directory"
            })
    void pathsOutsideTheChartAreRefused(String path, String reason) {
        assertRefused(new Packed().file(path, "x").bytes(), reason);
    }

    @Test
    void onlyRegularFilesAreAllowed() {
        for (byte type : new byte[] {
            TarConstants.LF_SYMLINK,
            TarConstants.LF_LINK,
            TarConstants.LF_CHR,
            TarConstants.LF_BLK,
            TarConstants.LF_FIFO
        }) {
            assertRefused(
                    new Packed()
                            .special("x/templates/a.yaml", type, "/etc/passwd")
                            .bytes(),
                    "\"templates/a.yaml\" is not a regular file");
        }
        assertRefused(new Packed().file("x/a\u001b[2Jb", "x").bytes(), "control characters");
    }

    @Test
    void largeFilesAndBombsAreRefused() {
        assertRefused(new Packed().file("x/big", new byte[(5 << 20) + 1]).bytes(), "\"big\" is larger than 5 MiB");
        Packed bomb = new Packed();
        for (int i = 0; i < 21; i++) {
            bomb.file("x/" + i, new byte[5 << 20]);
        }
        byte[] archive = bomb.bytes();
        assertThat(archive).hasSizeLessThan(200_000);
        assertThatThrownBy(() -> ChartArchive.read(new ByteArrayInputStream(archive), "c.tgz"))
                .isInstanceOf(ChartTooLargeException.class)
                .hasMessage("c.tgz: the chart with its subcharts is unpacked larger than 100 MiB");
    }

    @Test
    void whatIsNoArchiveIsCalledSo() {
        assertRefused("apiVersion: v2\n".getBytes(java.nio.charset.StandardCharsets.UTF_8), "GZIP");
        assertRefused(new byte[0], "");
        assertRefused(new Packed().bytes(), "it has no files");
        byte[] whole =
                new Packed().file("x/Chart.yaml", "name: x\n".repeat(1000)).bytes();
        assertRefused(Arrays.copyOf(whole, whole.length / 2), "");
    }

    /** Damaged archives give files or the one error, nothing else. */
    @Test
    void damageIsAnErrorOfTheArchive() {
        byte[] whole = new Packed()
                .file("x/Chart.yaml", "name: x\n")
                .file("x/" + "l".repeat(300), "long")
                .bytes();
        Random random = new Random(7);
        for (int round = 0; round < 3000; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(ChartArchive.read(new ByteArrayInputStream(damaged), "c.tgz"))
                        .isNotEmpty();
            } catch (ChartArchiveException | ChartTooLargeException expected) {
                assertThat(expected).hasMessageStartingWith("c.tgz: ");
            }
        }
    }

    private static void assertRefused(byte[] archive, String reason) {
        assertThatThrownBy(() -> ChartArchive.read(new ByteArrayInputStream(archive), "c.tgz"))
                .isInstanceOf(ChartArchiveException.class)
                .hasMessageStartingWith("c.tgz: not a chart archive: ")
                .hasMessageContaining(reason);
    }
}
