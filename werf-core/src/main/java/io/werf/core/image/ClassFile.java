package io.werf.core.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What an image needs to know of a compiled class; by chapter 4 of the Java Virtual Machine Specification.
 *
 * @param name {@code shop.Main}
 * @param release of Java that the class is compiled for, for example 17
 * @param isMain whether it has {@code public static void main(String[])}
 */
record ClassFile(String name, int release, boolean isMain) {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int BEFORE_JAVA_1 = 44;
    private static final int PUBLIC_STATIC = 0x0009;

    /**
     * Reads a class.
     *
     * @throws IOException if it is none
     */
    static ClassFile read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(new BufferedInputStream(in));
        if (data.readInt() != MAGIC) {
            throw new IOException("it is no class file");
        }
        data.skipNBytes(2);
        int release = data.readUnsignedShort() - BEFORE_JAVA_1;
        Object[] pool = pool(data);
        data.skipNBytes(2);
        String name = pool[data.readUnsignedShort()] instanceof Integer index
                ? String.valueOf(pool[index]).replace('/', '.')
                : "";
        data.skipNBytes(2);
        data.skipNBytes(2L * data.readUnsignedShort());
        members(data, pool); // fields
        return new ClassFile(name, release, members(data, pool));
    }

    /** Texts, and of classes the index of their name; other constants are left out. */
    private static Object[] pool(DataInputStream data) throws IOException {
        Object[] pool = new Object[1 << 16];
        int size = data.readUnsignedShort();
        for (int i = 1; i < size; i++) {
            int tag = data.readUnsignedByte();
            switch (tag) {
                case 1 -> pool[i] = data.readUTF();
                case 7 -> pool[i] = data.readUnsignedShort();
                case 8, 16, 19, 20 -> data.skipNBytes(2);
                case 15 -> data.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> data.skipNBytes(4);
                case 5, 6 -> {
                    data.skipNBytes(8);
                    i++; // these take two places
                }
                default -> throw new IOException("it has a constant of the unknown kind " + tag);
            }
        }
        return pool;
    }

    /** Whether one of these fields or methods is the main method. */
    private static boolean members(DataInputStream data, Object[] pool) throws IOException {
        boolean main = false;
        int count = data.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            int access = data.readUnsignedShort();
            Object name = pool[data.readUnsignedShort()];
            Object type = pool[data.readUnsignedShort()];
            main |= (access & PUBLIC_STATIC) == PUBLIC_STATIC
                    && "main".equals(name)
                    && "([Ljava/lang/String;)V".equals(type);
            int attributes = data.readUnsignedShort();
            for (int j = 0; j < attributes; j++) {
                data.skipNBytes(2);
                data.skipNBytes(Integer.toUnsignedLong(data.readInt()));
            }
        }
        return main;
    }
}
