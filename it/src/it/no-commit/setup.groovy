def process = 'git init -q -b main'.execute(null, basedir)
assert process.waitFor() == 0 : process.err.text
true
