assert new File(basedir, 'build.log').text.contains('no commit')
true
