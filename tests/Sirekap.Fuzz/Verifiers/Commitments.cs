using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Sirekap.Fuzz.Verifiers;

/// <summary>
/// What seals of a draft commit to, worked out from the page alone and from texts that may be no statements at all: where a figure, a form
/// or a signer changes, the commitment follows, so that the change reaches the rules.
/// </summary>
internal static partial class Commitments
{
    /// <summary>
    /// A seal's text with the commitment to what the statement that opens it says; as it is where it is no seal, or none opens it.
    /// </summary>
    /// <param name="seal">The seal.</param>
    /// <param name="key">The name of the key that signs it.</param>
    /// <param name="unseal">The text that opens it, or null.</param>
    public static string Follow(string seal, string key, string? unseal)
    {
        if (unseal is null || Sealed().Match(seal) is not { Success: true } said || Opened().Match(unseal) is not { Success: true } opened)
        {
            return seal;
        }

        var lines = string.Join(
            '\n',
            "sirekap-seal/v1",
            said.Groups["ledger"].Value,
            said.Groups["election"].Value,
            $"{said.Groups["contest"].Value} {said.Groups["station"].Value}",
            said.Groups["on"].Value,
            key,
            opened.Groups["salt"].Value,
            $"{{{opened.Groups["figures"].Value}}}",
            ""
        );
        var commitment = said.Groups["commitment"];
        return string.Concat(
            seal.AsSpan(0, commitment.Index),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(lines))),
            seal.AsSpan(commitment.Index + commitment.Length)
        );
    }

    [GeneratedRegex(
        """
            ^\{"ledger":"(?<ledger>[^"]*)","election":"(?<election>[^"]*)","rules":1,"kind":"seal","contest":"(?<contest>[^"]*)",
            "station":"(?<station>[^"]*)","on":"(?<on>[^"]*)","commitment":"(?<commitment>[^"]*)"\}\n$
            """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        60_000
    )]
    private static partial Regex Sealed();

    [GeneratedRegex("""^.*"kind":"unseal",.*"salt":"(?<salt>[^"]*)",(?<figures>.*)\}\n$""", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Opened();
}
