new File(basedir, '.gitignore').text = '.werf_secret_key\n'
new File(basedir, '.werf_secret_key').text = '82a0f04a09e034421a8978c60bffac87\n'
['git init -q -b main', 'git add -A', 'git -c user.name=it -c user.email=it@example.com commit -q -m Initial'].each { command ->
    def process = command.execute(null, basedir)
    assert process.waitFor() == 0 : process.err.text
}
true
