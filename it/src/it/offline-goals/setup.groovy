import com.sun.net.httpserver.BasicAuthenticator
import com.sun.net.httpserver.HttpServer
import java.util.zip.GZIPOutputStream

// A repository of charts that wants a login.
def chart = new ByteArrayOutputStream()
def tar = new ByteArrayOutputStream()
def meta = 'apiVersion: v2\nname: greeting\nversion: 1.2.0\n'.bytes
def header = new byte[512]
def put = { int at, String text -> System.arraycopy(text.bytes, 0, header, at, text.length()) }
put(0, 'greeting/Chart.yaml')
put(100, '0000644')
put(108, '0000000')
put(116, '0000000')
put(124, String.format('%011o', meta.length))
put(136, '00000000000')
put(148, '        ')
put(156, '0')
put(257, 'ustar\u000000')
put(148, String.format('%06o', header.inject(0) { sum, b -> sum + (b & 0xff) }))
header[154] = 0
tar.write(header)
tar.write(meta)
tar.write(new byte[512 - meta.length + 1024])
new GZIPOutputStream(chart).withStream { it.write(tar.toByteArray()) }

def server = HttpServer.create(new InetSocketAddress('127.0.0.1', 0), 0)
def address = 'http://127.0.0.1:' + server.address.port
def files = [
    '/index.yaml': ('apiVersion: v1\nentries:\n  greeting:\n    - apiVersion: v2\n      name: greeting\n      version: 1.2.0\n'
            + '      urls: [greeting-1.2.0.tgz]\n').bytes,
    '/greeting-1.2.0.tgz': chart.toByteArray(),
]
def served = server.createContext('/') { exchange ->
    def file = files[exchange.requestURI.path]
    exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length)
    exchange.responseBody.withStream { if (file != null) it.write(file) }
}
served.authenticator = new BasicAuthenticator('charts') {
    boolean checkCredentials(String user, String password) { user == 'reader' && password == 'swordfish' }
}
server.start()
context['charts'] = server

def dependent = new File(basedir, 'dependent/.helm')
dependent.mkdirs()
new File(basedir, 'dependent/werf.yaml').text = 'project: dependent\nconfigVersion: 1\n'
new File(dependent, 'Chart.yaml').text =
        "apiVersion: v2\nname: dependent\nversion: 1.0.0\ndependencies:\n  - name: greeting\n    version: ^1.0.0\n    repository: $address\n"
new File(basedir, '.mvn').mkdirs()
new File(basedir, '.mvn/maven.config').text = '-Dsettings.security=' + new File(basedir, 'settings-security.xml') + '\n'

['git init -q -b main', 'git add -A', 'git -c user.name=it -c user.email=it@example.com commit -q -m Initial'].each { command ->
    def process = command.execute(null, basedir)
    assert process.waitFor() == 0 : process.err.text
}
// uncommitted
new File(basedir, '.helm/values.yaml').text = 'colour: green\n'
true
