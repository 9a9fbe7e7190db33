import Casefile
import Cryptography
import Database
import Foundation
import Mechanism
import Store

/// What a person chooses on accepting an invitation.
package struct NewMemberForm: Sendable {
    /// How colleagues of the same agency call them.
    package let name: String
    /// The name to sign in with.
    package let login: String
    package let password: String

    package init(name: String, login: String, password: String) {
        self.name = name
        self.login = login
        self.password = password
    }
}

/// Why an invitation or a new member's choice is not accepted.
package enum NewMemberRefusal: String, Error, CaseIterable, Hashable, Sendable {
    case invitationUnknown = "invitation-unknown"
    case codeWrong = "code-wrong"
    case codeMistyped = "code-mistyped"
    case nameMissing = "name-missing"
    case loginTooShort = "login-too-short"
    case loginTaken = "login-taken"
    case passwordTooShort = "password-too-short"
    case passwordTooLong = "password-too-long"
    case passwordIsLogin = "password-is-login"
    case tooBusy = "too-busy"
}

extension Installation {
    /// Shortest and longest password.
    ///
    /// Source: OWASP ASVS 5.0, 6.2.1 and 6.2.9.
    static let passwordLength = 12...256

    func check(_ form: NewMemberForm) throws(NewMemberRefusal) {
        guard !form.name.trimmed.isEmpty else { throw .nameMissing }
        guard form.login.trimmed.count >= 3 else { throw .loginTooShort }
        guard form.password.count >= Self.passwordLength.lowerBound else {
            throw .passwordTooShort
        }
        guard form.password.count <= Self.passwordLength.upperBound else { throw .passwordTooLong }
        guard form.password.lowercased() != form.login.trimmed.lowercased() else {
            throw .passwordIsLogin
        }
    }

    /// The digest by which a sign-in name is found: keyed, so that the database tells no names.
    func loginDigest(_ login: String) -> [UInt8] {
        let normal = login.trimmed.precomposedStringWithCompatibilityMapping.lowercased()
        return Digest.blake2b(Array("login:\(normal)".utf8), key: pepper).bytes
    }

    /// Keys from a password's hash and the pepper: a stolen database alone can't be tried with passwords.
    func passwordKeys(_ hash: SecretBytes) -> PasswordKeys {
        PasswordKeys(
            splitting: KeyDerivation.combine(hash, pepper, context: Array("password".utf8))
        )
    }

    /// Hashes the password off the transaction, and seals new keys under it.
    func prepare(
        _ form: NewMemberForm,
        keys: MemberKeys,
        id: Member.ID,
        agency: Agency.ID,
        epoch: AgreementPublicKey,
        capabilities: Set<Capability>,
        isKeyholder: Bool,
        isConfirmed: Bool
    ) async throws -> MemberRow {
        let salt = PasswordHash.newSalt()
        let hash: SecretBytes
        do {
            hash = try await hasher.derive(
                password: form.password,
                salt: salt,
                parameters: parameters
            )
        } catch {
            throw NewMemberRefusal.tooBusy
        }
        let passwordKeys = passwordKeys(hash)
        return MemberRow(
            id: id,
            agency: agency,
            loginDigest: loginDigest(form.login),
            sealedName: MemberName.seal(form.name.trimmed, of: id, to: epoch),
            agreementPublic: keys.agreement.publicKey.bytes,
            signingPublic: keys.signing.publicKey.bytes,
            salt: salt,
            parameters: parameters.text,
            verifier: passwordKeys.verifier.bytes,
            sealedKeys: Sealing.seal(
                keys.secret,
                key: passwordKeys.wrap,
                associatedData: Array("member-keys".utf8) + id.bytes
            ),
            capabilities: Capability.text(of: capabilities),
            isKeyholder: isKeyholder,
            isConfirmed: isConfirmed,
            isActive: true,
            createdAt: currentTime()
        )
    }
}

/// A member's name, sealed to the agency: nobody outside it reads it.
enum MemberName {
    static func seal(_ name: String, of member: Member.ID, to key: AgreementPublicKey) -> [UInt8] {
        HPKE.seal(
            Padding.pad(Array(name.utf8)),
            to: key,
            info: Array("tandem/v1/member-name".utf8),
            associatedData: member.bytes
        )
    }

    /// The name, or nothing where none of the agency's keys opens it.
    static func open(_ row: MemberRow, with keys: [Int: AgreementPrivateKey]) -> String? {
        for key in keys.values {
            let padded = try? HPKE.open(
                row.sealedName,
                with: key,
                info: Array("tandem/v1/member-name".utf8),
                associatedData: row.id.bytes
            )
            if let padded, let bytes = try? Padding.unpad(padded) {
                return String(decoding: bytes, as: UTF8.self)
            }
        }
        return nil
    }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
