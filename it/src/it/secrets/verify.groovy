def file = { new File(basedir, it) }
def log = file('build.log').text

assert file('rendered.yaml').text.contains('password: "secret\\n"')

// the failing template says what it wants to say, but not the secret; neither does the trace of -e
assert log.contains('the word is ***')
assert !log.contains('the word is secret')
assert !log.contains('visible')

def encrypted = file('out/encrypted.yaml').text
assert encrypted ==~ /# by hand\nport: 1000[0-9a-f]{64}\nlines: 1000[0-9a-f]{96}\n/
assert file('out/again.yaml').text == '# by hand\nport: "80"\nlines: |\n  one\n  two\n'

// edited in private, and gone
assert file('edited.mode').text.startsWith('-rw-------')
assert !new File(file('edited.directory').text.trim()).exists()
assert file('out/rotated.yaml').text == '# by hand\nport: "80"\nlines: |\n  changed by hand\n  two\n'

assert file('.helm/secret-values.yaml').text ==~ /# made by werf\ndb:\n  password: 1000[0-9a-f]{64} # stays\n/
assert !file('.helm/secret-values.yaml').text.contains('8f2d1c7c1c254b92')
assert log.contains('decrypting db.password at .helm/secret-values.yaml:3:13 with the key in')
assert !file('out/never.yaml').exists()
true
