import java.nio.file.Files

// The example application itself, so that it cannot rot.
def example = new File(basedir, '../../../examples/hello').toPath()
Files.walk(example).filter { Files.isRegularFile(it) && it.fileName.toString() != 'pom.xml' }.each { file ->
    def target = basedir.toPath().resolve(example.relativize(file).toString())
    Files.createDirectories(target.parent)
    Files.copy(file, target)
}
['git init -q -b main', 'git add -A', 'git -c user.name=it -c user.email=it@example.com commit -q -m Initial'].each { command ->
    def process = command.execute(null, basedir)
    assert process.waitFor() == 0 : process.err.text
}
true
