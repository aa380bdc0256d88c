using System.Buffers.Text;
using System.Security.Cryptography;

namespace Sirekap.Officers.Reviews;

/// <summary>
/// A reviewer's key that somebody else made, in the address of the desk: for demonstrations alone. In an election a reviewer's browser
/// makes its own, and nobody else ever has it.
/// </summary>
/// <param name="Spki">The public key, as an enrolment has it.</param>
/// <param name="Address">The desk's address with the private key behind it, which no browser sends to a server.</param>
public sealed record ReviewerInvitation(byte[] Spki, string Address)
{
    /// <summary>A new one, of chance.</summary>
    public static ReviewerInvitation New()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parts = key.ExportParameters(includePrivateParameters: true);
        var fragment = $"#key={Url(parts.D!)}.{Url(parts.Q.X!)}.{Url(parts.Q.Y!)}";
        return new ReviewerInvitation(key.ExportSubjectPublicKeyInfo(), ReviewRoom.Path + fragment);
    }

    private static string Url(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
