// Commits what the project has, as its user would.
['git init -q -b main', 'git add -A', 'git -c user.name=it -c user.email=it@example.com commit -q -m Initial'].each { command ->
    def process = command.execute(null, basedir)
    assert process.waitFor() == 0 : process.err.text
}
true
