def log = new File(basedir, 'build.log').text
assert log.contains('werf.yaml:5:1: unknown key "dockerFile"')
assert log.contains('did you mean "dockerfile"')
assert log.contains('5 │ dockerFile: Dockerfile') || log.contains('5 | dockerFile: Dockerfile') || log.contains('5 ? dockerFile')

// the cause says the same once more; Maven would print it
assert !log.contains('ConfigException')
true
