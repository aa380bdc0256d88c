using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Sirekap.Elections;
using Sirekap.Elections.Regions;

namespace Sirekap.Site.Views;

/// <summary>How sure a reader was of one number.</summary>
public enum NumberState : byte
{
    Read,
    Uncertain,
    Contradictory,
}

/// <summary>A point of a photo, in its pixels.</summary>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is the upper left corner.</remarks>
public readonly record struct PhotoPoint(int X, int Y);

/// <summary>A number of the form as it was found on a photo.</summary>
/// <param name="Name">Its place on the paper.</param>
/// <param name="State">How sure the reader was.</param>
/// <param name="Value">What was read; null where nothing was.</param>
/// <param name="Millionths">The probability of that.</param>
/// <param name="Digits">What each box was taken for: a digit, X, or a space for an empty one.</param>
/// <param name="Outline">The corners of all its boxes together.</param>
public sealed record EvidenceNumber(
    string Name,
    NumberState State,
    int? Value,
    int Millionths,
    string Digits,
    IReadOnlyList<PhotoPoint> Outline
);

/// <summary>A page that was found on a photo.</summary>
/// <param name="Page">Its number.</param>
/// <param name="Photo">The photo.</param>
/// <param name="Width">Of the upright photo, in pixels.</param>
/// <param name="Height">Of the upright photo, in pixels.</param>
/// <param name="SealedFor">The station that the page's seal, signed by the commission's key, names; null where there is no such
/// seal.</param>
/// <param name="Numbers">The numbers on it.</param>
public sealed record EvidencePage(
    int Page,
    Digest Photo,
    int Width,
    int Height,
    RegionCode? SealedFor,
    IReadOnlyList<EvidenceNumber> Numbers
);

/// <summary>
/// What a page shows of a reading's evidence. The bytes are a reader's and may be anything: what is not in its form is no evidence, and
/// nothing in it reaches a page but names of the paper, numbers and points within the photo.
/// </summary>
/// <param name="Pages">The pages found, in their order.</param>
public sealed record ReadingEvidence(IReadOnlyList<EvidencePage> Pages)
{
    /// <summary>More bytes than a form of 25 pages makes.</summary>
    public const int Longest = 2 << 20;

    /// <summary>A JPEG's sides have two bytes.</summary>
    private const int LargestPhoto = 65_535;

    /// <summary>Over twice the longest form's.</summary>
    private const int MostPages = 64;

    /// <summary>Eight times those of the longest form (241, docs/reading.md).</summary>
    private const int MostNumbers = 2_000;

    /// <summary>Reads it, or says that it cannot be shown.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out ReadingEvidence? evidence)
    {
        evidence = null;
        if (json.Length > Longest)
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 12 });
            var pages = document
                .RootElement.GetProperty("pages")
                .EnumerateArray()
                .Take(MostPages)
                .Select(Page)
                .OfType<EvidencePage>()
                .ToDictionary(page => page.Page);
            var numbers = document
                .RootElement.GetProperty("numbers")
                .EnumerateArray()
                .Take(MostNumbers)
                .ToLookup(number => number.GetProperty("page").GetInt32());
            evidence = new ReadingEvidence([
                .. pages
                    .Values.OrderBy(page => page.Page)
                    .Select(page =>
                        page with
                        {
                            Numbers = [.. numbers[page.Page].Select(number => Number(number, page)).OfType<EvidenceNumber>()],
                        }
                    ),
            ]);
            return true;
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
                        or OverflowException
            )
        {
            return false;
        }
    }

    private static EvidencePage? Page(JsonElement json)
    {
        var (width, height) = (json.GetProperty("width").GetInt32(), json.GetProperty("height").GetInt32());
        return
            width is > 0 and <= LargestPhoto
            && height is > 0 and <= LargestPhoto
            && json.GetProperty("page").ValueKind == JsonValueKind.Number
            && Digest.TryParse(json.GetProperty("photo").GetString(), out var photo)
            ? new EvidencePage(json.GetProperty("page").GetInt32(), photo, width, height, SealedFor(json), [])
            : null;
    }

    private static RegionCode? SealedFor(JsonElement json) =>
        json.TryGetProperty("seal", out var seal)
        && seal.ValueEquals("valid")
        && json.TryGetProperty("station", out var station)
        && RegionCode.TryParse(station.GetString(), out var code)
            ? code
            : null;

    private static EvidenceNumber? Number(JsonElement json, EvidencePage page)
    {
        var name = json.GetProperty("name").GetString() ?? throw new FormatException("a number has a name");
        var value = json.GetProperty("value");
        var digits = json.GetProperty("digits").EnumerateArray().ToArray();
        return
            name.Length > 12
            || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '.')
            || digits.Length is 0 or > 9
            || !Enum.TryParse<NumberState>(json.GetProperty("state").GetString(), ignoreCase: true, out var state)
            || !Enum.IsDefined(state)
            ? null
            : new EvidenceNumber(
                name,
                state,
                value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null,
                Elections.Statements.PhotoReading.Millionths(json.GetProperty("probability").GetDouble()),
                string.Concat(digits.Select(Label)),
                Outline(Quad(digits[0], page), Quad(digits[^1], page))
            );
    }

    private static string Label(JsonElement digit) =>
        digit.GetProperty("label").GetString() switch
        {
            [>= '0' and <= '9' or 'X'] and { } label => label,
            _ => " ",
        };

    /// <summary>From the left edge of the first box to the right edge of the last.</summary>
    private static IReadOnlyList<PhotoPoint> Outline(PhotoPoint[] first, PhotoPoint[] last) => [first[0], last[1], last[2], first[3]];

    /// <summary>Top left, top right, bottom right, bottom left.</summary>
    private static PhotoPoint[] Quad(JsonElement digit, EvidencePage page)
    {
        var corners = digit.GetProperty("quad").EnumerateArray().Select(corner => Corner(corner, page)).ToArray();
        return corners.Length == 4 ? corners : throw new FormatException("a box has four corners");
    }

    private static PhotoPoint Corner(JsonElement corner, EvidencePage page) =>
        corner.GetArrayLength() == 2
            ? new PhotoPoint(Within(corner[0], page.Width), Within(corner[1], page.Height))
            : throw new FormatException("a corner has two coordinates");

    private static int Within(JsonElement coordinate, int size) => (int)Math.Clamp(Math.Round(coordinate.GetDouble()), 0, size);
}
