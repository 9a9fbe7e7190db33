import Foundation
import Testing

@testable import Cryptography

struct MerkleTreeTests {
    private static let leaves = (0..<70).map { MerkleTree.leafHash([UInt8($0)]) }

    private func subtree(_ level: Int, _ index: Int) -> Digest {
        level == 0
            ? Self.leaves[index]
            : MerkleTree.nodeHash(
                subtree(level - 1, 2 * index),
                subtree(level - 1, 2 * index + 1)
            )
    }

    private func root(_ size: Int) -> Digest { MerkleTree.root(size: size, subtree: subtree) }

    @Test func `has the published roots of no leaf and of one empty leaf`() {
        #expect(
            MerkleTree.emptyRoot.description
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
        #expect(
            MerkleTree.leafHash([]).description
                == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        )
    }

    @Test func `proves every leaf of every small tree, and no other`() {
        for size in 1...Self.leaves.count {
            let root = root(size)
            for index in 0..<size {
                let proof = MerkleTree.inclusionProof(index: index, size: size, subtree: subtree)
                func holds(_ leaf: Digest, _ index: Int, _ proof: [Digest]) -> Bool {
                    MerkleTree.includes(leaf, at: index, size: size, root: root, proof: proof)
                }
                #expect(holds(Self.leaves[index], index, proof))
                #expect(!holds(MerkleTree.emptyRoot, index, proof))
                #expect(!holds(Self.leaves[index], index + 1, proof))
                #expect(!holds(Self.leaves[index], index, proof + [root]))
                if !proof.isEmpty {
                    #expect(!holds(Self.leaves[index], index, Array(proof.dropLast())))
                }
            }
        }
    }

    @Test func `proves that every small tree begins with every smaller one, and with no other`() {
        for second in 0...Self.leaves.count {
            for first in 0...second {
                let proof = MerkleTree.consistencyProof(from: first, to: second, subtree: subtree)
                let (old, new) = (root(first), root(second))
                func holds(_ old: Digest, _ new: Digest, _ proof: [Digest]) -> Bool {
                    MerkleTree.isConsistent((first, old), (second, new), proof: proof)
                }
                #expect(holds(old, new, proof))
                #expect(!holds(Self.leaves[0], new, proof) || old == Self.leaves[0])
                #expect(!holds(old, new, proof + [new]))
                if first > 0 { #expect(!holds(old, MerkleTree.emptyRoot, proof)) }
                if !proof.isEmpty { #expect(!holds(old, new, Array(proof.dropLast()))) }
            }
        }
    }
}

@Suite(.enabled(if: Vectors.isPresent("rfc6962-proofs"), "\(Vectors.absence)"))
struct MerkleVectorTests {
    private struct Inclusion: Decodable {
        let leafIdx: UInt64
        let treeSize: UInt64
        let root: String?
        let leafHash: String?
        let proof: [String]?
        let wantErr: Bool
    }

    private struct Consistency: Decodable {
        let size1: UInt64
        let size2: UInt64
        let root1: String?
        let root2: String?
        let proof: [String]?
        let wantErr: Bool
    }

    private func files(_ kind: String) -> [URL] {
        let folder = Vectors.folder.appending(path: "rfc6962-proofs/testdata/\(kind)")
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (all?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "json" }
    }

    private func digest(_ text: String?) -> Digest? {
        [UInt8](strictBase64: text ?? "").flatMap { try? Digest(bytes: $0) }
    }

    /// Some vectors name roots of another size, which only have to stay equal or different.
    private func anyRoot(_ text: String?) -> Digest? {
        digest(text) ?? [UInt8](strictBase64: text ?? "").map { Digest.sha256($0) }
    }

    private func digests(_ texts: [String]?) -> [Digest]? {
        let all = (texts ?? []).map(digest)
        return all.contains(nil) ? nil : all.compactMap(\.self)
    }

    @Test func `accepts and rejects inclusion as published`() throws {
        let files = files("inclusion")
        #expect(files.count > 50)
        for file in files {
            let vector = try JSONDecoder().decode(Inclusion.self, from: Data(contentsOf: file))
            var holds = false
            if let index = Int(exactly: vector.leafIdx), let size = Int(exactly: vector.treeSize),
                let leaf = digest(vector.leafHash), let root = digest(vector.root),
                let proof = digests(vector.proof)
            {
                holds = MerkleTree.includes(leaf, at: index, size: size, root: root, proof: proof)
            }
            #expect(holds == !vector.wantErr, "\(file.lastPathComponent)")
        }
    }

    @Test func `accepts and rejects consistency as published`() throws {
        let files = files("consistency")
        #expect(files.count > 50)
        for file in files {
            let vector = try JSONDecoder().decode(Consistency.self, from: Data(contentsOf: file))
            // Published vectors name any root for the empty tree; here it has one.
            guard vector.size1 > 0 else { continue }
            var holds = false
            if let first = Int(exactly: vector.size1), let second = Int(exactly: vector.size2),
                let old = anyRoot(vector.root1), let new = anyRoot(vector.root2),
                let proof = digests(vector.proof)
            {
                holds = MerkleTree.isConsistent((first, old), (second, new), proof: proof)
            }
            #expect(holds == !vector.wantErr, "\(file.path)")
        }
    }
}
