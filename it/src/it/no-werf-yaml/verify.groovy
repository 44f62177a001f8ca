assert new File(basedir, 'build.log').text.contains('werf.yaml')
true
