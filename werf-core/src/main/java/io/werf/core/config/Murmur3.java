package io.werf.core.config;

/** MurmurHash3, the 32-bit variant for x86 with seed 0: the hash in slugs. Not for anything that needs to be secure. */
final class Murmur3 {

    private Murmur3() {}

    static int hash(byte[] data) {
        int hash = 0;
        int whole = data.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            hash = Integer.rotateLeft(hash ^ mixed(littleEndian(data, i, 4)), 13) * 5 + 0xe6546b64;
        }
        hash ^= mixed(littleEndian(data, whole, data.length - whole));
        hash ^= data.length;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private static int mixed(int block) {
        return Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
    }

    private static int littleEndian(byte[] data, int from, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value |= (data[from + i] & 0xff) << (8 * i);
        }
        return value;
    }
}
