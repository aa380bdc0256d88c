using System.Text;

namespace Sirekap.Elections.Regions;

/// <summary>How a station's voters vote, which says what its figures can look like.</summary>
public enum VotingMethod : byte
{
    /// <summary>Pemungutan suara di TPS: each voter punches a ballot at the station. So everywhere at home, unless it is said.</summary>
    Coblos,

    /// <summary>
    /// Sistem noken: a community in the highlands of Papua votes as one, by agreement or by its leader's hand (MK 47-81/PHPU.A-VII/2009),
    /// so that all votes are one choice's and nobody is absent.
    /// </summary>
    Noken,

    /// <summary>TPS luar negeri: voters come to the station abroad. So everywhere abroad, unless it is said.</summary>
    Tps,

    /// <summary>Kotak suara keliling: the box is taken to voters abroad.</summary>
    Ksk,

    /// <summary>Pos: voters abroad send their ballots.</summary>
    Pos,
}

/// <summary>The words for methods of voting, and where each is used.</summary>
public static class VotingMethods
{
    public static IReadOnlyList<(VotingMethod Value, string Word)> Words { get; } =
    [
        (VotingMethod.Coblos, "coblos"),
        (VotingMethod.Noken, "noken"),
        (VotingMethod.Tps, "tps"),
        (VotingMethod.Ksk, "ksk"),
        (VotingMethod.Pos, "pos"),
    ];

    /// <summary>The word for a method.</summary>
    public static string WordOf(VotingMethod method) => Words[(int)method].Word;

    /// <summary>The method of a place of which nothing else is said.</summary>
    public static VotingMethod UsualOf(RegionCode place) => place.IsOverseas ? VotingMethod.Tps : VotingMethod.Coblos;

    /// <summary>Reads a word, in capitals or not, for a place that can vote so.</summary>
    /// <param name="word">The word.</param>
    /// <param name="place">The village or station.</param>
    /// <param name="method">The method.</param>
    public static bool TryParse(string word, RegionCode place, out VotingMethod method)
    {
        foreach (var (value, known) in Words)
        {
            if (known.Equals(word, StringComparison.OrdinalIgnoreCase) && IsOf(value, place))
            {
                method = value;
                return true;
            }
        }

        method = UsualOf(place);
        return false;
    }

    /// <summary>The words that a place can have, the usual one first.</summary>
    public static string WordsOf(RegionCode place) =>
        string.Join(", ", Words.Where(word => IsOf(word.Value, place)).Select(word => word.Word));

    /// <summary>Reads a word of the canonical text, in which the usual one is not written.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> word, RegionCode village, out VotingMethod method)
    {
        method = UsualOf(village);
        foreach (var (value, known) in Words)
        {
            if (Ascii.Equals(word, known) && IsOf(value, village) && value != UsualOf(village))
            {
                method = value;
                return true;
            }
        }

        return false;
    }

    private static bool IsOf(VotingMethod method, RegionCode place) => method >= VotingMethod.Tps == place.IsOverseas;
}
