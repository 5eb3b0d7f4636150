package io.ringfence.journal.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    /** The inputs and roots that the implementations of Certificate Transparency (RFC 6962) are tested with. */
    private static final String[] INPUTS = {
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
    };

    private static final String[] ROOTS = {
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    };

    private static byte[] leaf(byte[] entry) {
        Sha256 sha = new Sha256();
        byte[] leaf = new byte[Sha256.BYTES];
        sha.beginLeaf();
        sha.update(entry, 0, entry.length);
        sha.finish(leaf, 0);
        return leaf;
    }

    private static List<byte[]> leaves(int count) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(leaf(new byte[] {(byte) i, (byte) (i >> 8)}));
        }
        return leaves;
    }

    @Test
    void rootsAreThoseOfCertificateTransparency() {
        MerkleTree tree = new MerkleTree();
        for (int size = 0; size < ROOTS.length; size++) {
            assertThat(HexFormat.of().formatHex(tree.root())).as("of %d", size).isEqualTo(ROOTS[size]);
            if (size < INPUTS.length) {
                tree.add(leaf(HexFormat.of().parseHex(INPUTS[size])));
            }
        }
    }

    /** The definition of RFC 6962, word for word. */
    private static byte[] naiveRoot(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int k = 1;
        while (k * 2 < leaves.size()) {
            k *= 2;
        }
        byte[] root = new byte[Sha256.BYTES];
        byte[] left = naiveRoot(leaves.subList(0, k));
        byte[] right = naiveRoot(leaves.subList(k, leaves.size()));
        new Sha256().node(left, 0, right, 0, root, 0);
        return root;
    }

    @Test
    void everyPathOfEverySizeLeadsToTheRootAndNoOtherDoes() {
        for (int size = 1; size <= 70; size++) {
            List<byte[]> leaves = leaves(size);
            MerkleTree tree = new MerkleTree();
            leaves.forEach(tree::add);
            assertThat(tree.root()).as("size %d", size).isEqualTo(naiveRoot(leaves));
            for (int index = 0; index < size; index++) {
                List<byte[]> path = MerkleTree.path(leaves, index);
                assertThat(MerkleTree.rootFrom(leaves.get(index), index, size, path))
                        .isEqualTo(tree.root());
                if (size > 1) {
                    byte[] other = leaves.get((index + 1) % size);
                    assertThat(MerkleTree.rootFrom(other, index, size, path)).isNotEqualTo(tree.root());
                }
            }
        }
    }

    @Test
    void refusesPathsOfAnotherLength() {
        List<byte[]> leaves = leaves(5);
        List<byte[]> path = new ArrayList<>(MerkleTree.path(leaves, 2));
        path.add(leaves.get(0));
        assertThatThrownBy(() -> MerkleTree.rootFrom(leaves.get(2), 2, 5, path))
                .isInstanceOf(IllegalArgumentException.class);
        List<byte[]> shorter = path.subList(0, path.size() - 2);
        assertThatThrownBy(() -> MerkleTree.rootFrom(leaves.get(2), 2, 5, shorter))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleTree.rootFrom(leaves.get(2), 5, 5, path))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
