using Sirekap.Elections.Regions;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// The places of an election from one or more files: tables such as <c>wilayah.csv</c> (<c>kode, tingkat, nama, kode_induk, tps,
/// nama_kpu</c>, columns by name in any order, .csv or .csv.gz), tables of names alone (<c>kode, nama</c>), or our own regions text
/// (<see cref="RegionTreeText"/>).
/// </summary>
/// <param name="Tree">All stations of all files.</param>
/// <param name="Names">Names of regions, where given: the column <c>nama</c>, else <c>nama_kpu</c>.</param>
/// <param name="StationNames">Names of stations, where given, as overseas.</param>
/// <param name="Flaws">Rows that could not be understood: the tree lacks what they say.</param>
/// <param name="Unknown">Columns that have no meaning here and were ignored.</param>
public sealed record RegionsFile(
    RegionTree Tree,
    IReadOnlyDictionary<RegionCode, string> Names,
    IReadOnlyDictionary<RegionCode, string> StationNames,
    IReadOnlyList<RowFlaw> Flaws,
    IReadOnlyList<string> Unknown
)
{
    /// <summary>Reads all files, in any order, or says which of them cannot be read at all.</summary>
    public static RegionsFile? Read(IReadOnlyList<FeedFile> files, out InputError? error)
    {
        var reader = new RegionsReader();
        foreach (var file in files)
        {
            if (InputText.Open(file, out error) is not { } text)
            {
                return null;
            }

            if (LooksLikeRegionsText(text.Span))
            {
                if (!RegionTree.TryParse(text.Span, out var tree, out var wrong))
                {
                    error = new InputError(file.Name, wrong);
                    return null;
                }

                reader.Add(tree);
            }
            else if (reader.ReadTable(file.Name, text) is { } reason)
            {
                error = new InputError(file.Name, reason);
                return null;
            }
        }

        error = null;
        return reader.Done();
    }

    private static bool LooksLikeRegionsText(ReadOnlySpan<byte> text) =>
        text.Length > 10 && text[10] == ' ' && RegionCode.TryParse(text[..10], out _);
}
