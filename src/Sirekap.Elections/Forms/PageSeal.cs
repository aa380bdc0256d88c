using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Forms;

/// <summary>
/// What the QR code of a printed form says: which station's sheet this is. As text
/// <c>SRK1/ELECTION/CONTEST/STATION/PAGE/PARTIES/SIGNATURE</c>, parties as ranges (<c>1-17.24</c>) or empty, the signature 64 bytes r‖s in
/// base64url. It says nothing of the figures, and a copied code is as good as the first: it keeps sheets of stations apart, not forgers
/// away.
/// </summary>
/// <param name="Election">The election's id.</param>
/// <param name="Contest">The contest's code.</param>
/// <param name="Station">The station.</param>
/// <param name="Page">The page's number in its layout, 1 … 999.</param>
/// <param name="Parties">Of a contest of parties those on this station's ballot, ascending; so a reader knows which pages belong to the
/// form. Else empty.</param>
/// <param name="Signature">By a root key over <see cref="SignedText"/>.</param>
public sealed record PageSeal(
    string Election,
    string Contest,
    RegionCode Station,
    int Page,
    IReadOnlyList<int> Parties,
    ReadOnlyMemory<byte> Signature
)
{
    /// <summary>Bytes of r and s, 32 each.</summary>
    public const int SignatureLength = 64;

    private const string Version = "SRK1";

    /// <summary>
    /// Characters; the longest id, contest and list of parties stay below, and a QR code of more would not fit its place.
    /// </summary>
    private const int LongestText = 512;

    /// <summary>What is signed: never the text of a statement, which begins with a brace.</summary>
    public byte[] SignedText => Encoding.ASCII.GetBytes($"sirekap page seal\n{Unsigned}\n");

    private string Unsigned => $"{Version}/{Election}/{Contest}/{Station}/{Page}/{Ranges(Parties)}";

    /// <summary>Reads the text of a QR code; there is one text only for each seal.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PageSeal? seal)
    {
        seal = null;
        if (
            text.Length <= LongestText
            && text.Split('/') is [Version, var election, var contest, var place, var number, var ranges, var signature]
            && IdRules.IsId(election)
            && IdRules.IsId(contest)
            && RegionCode.TryParse(place, out var station)
            && station.Level == Level.Station
            && TryNumber(number, out var page)
            && TryRanges(ranges) is { } parties
            && System.Buffers.Text.Base64Url.IsValid(signature)
        )
        {
            var read = new PageSeal(election, contest, station, page, parties, System.Buffers.Text.Base64Url.DecodeFromChars(signature));
            seal = read.Signature.Length == SignatureLength && read.ToString() == text ? read : null;
        }

        return seal is not null;
    }

    public override string ToString() => $"{Unsigned}/{System.Buffers.Text.Base64Url.EncodeToString(Signature.Span)}";

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= Choice.Largest;

    private static string Ranges(IReadOnlyList<int> numbers)
    {
        var ranges = new List<string>();
        for (var i = 0; i < numbers.Count; i++)
        {
            var first = numbers[i];
            while (i + 1 < numbers.Count && numbers[i + 1] == numbers[i] + 1)
            {
                i++;
            }

            ranges.Add(first == numbers[i] ? $"{first}" : $"{first}-{numbers[i]}");
        }

        return string.Join('.', ranges);
    }

    private static List<int>? TryRanges(string text)
    {
        var numbers = new List<int>();
        foreach (var range in text.Length == 0 ? [] : text.Split('.'))
        {
            var ends = range.Split('-');
            if (
                ends.Length > 2
                || !TryNumber(ends[0], out var first)
                || !TryNumber(ends[^1], out var last)
                || (numbers.Count > 0 && first <= numbers[^1])
            )
            {
                return null;
            }

            for (var number = first; number <= last; number++)
            {
                numbers.Add(number);
            }
        }

        return numbers;
    }
}
