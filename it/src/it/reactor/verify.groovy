def log = new File(basedir, 'build.log').text
assert log.count('name: only-once') == 1
assert log.contains('release: shop-test')
assert !log.contains('not marked @threadSafe')
assert !log.contains('not marked as thread-safe')
true
