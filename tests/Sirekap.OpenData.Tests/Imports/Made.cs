using System.IO.Compression;
using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.OpenData.Imports;

namespace Sirekap.OpenData.Tests.Imports;

/// <summary>Small made files and places.</summary>
internal static class Made
{
    /// <summary>The columns of the data pack.</summary>
    public const string Header =
        "kode,jenis,paslon_1,paslon_2,paslon_3,pemilih_dpt_j,pemilih_dpt_l,pemilih_dpt_p,pengguna_dpt_j,pengguna_dpt_l,pengguna_dpt_p,"
        + "pengguna_dptb_j,pengguna_dptb_l,pengguna_dptb_p,pengguna_non_dpt_j,pengguna_non_dpt_l,pengguna_non_dpt_p,"
        + "pengguna_total_j,pengguna_total_l,pengguna_total_p,"
        + "suara_sah,suara_tidak_sah,suara_total,ts,n_images";

    /// <summary>Stations 1 to 9 and 901 of one village in Jakarta, 1 and 2 of one in Aceh, one overseas.</summary>
    public static RegionTree Tree { get; } =
        RegionTree.FromStations([
            .. Enumerable.Range(1, 9).Select(number => RegionCode.Parse($"317101000100{number}")),
            RegionCode.Parse("3171010001901"),
            RegionCode.Parse("1101012001001"),
            RegionCode.Parse("1101012001002"),
            RegionCode.Parse("99AA010001001"),
        ]);

    /// <summary>After every made snapshot.</summary>
    public static Timestamp Now { get; } = Time("2026-01-01T00:00:00Z");

    public static FeedScope Scope { get; } = new(Tree, [1, 2, 3]);

    public static FeedFile File(string text, string name = "made.csv") => new(name, Encoding.UTF8.GetBytes(text));

    public static Feed Csv(string text, FeedScope? scope = null)
    {
        var feed = KpuCsvReader.Read(File(text), scope ?? Scope, out var error);
        error.ShouldBeNull();
        return feed.ShouldNotBeNull();
    }

    public static InputError Unreadable(FeedFile file)
    {
        KpuCsvReader.Read(file, Scope, out var error).ShouldBeNull();
        return error.ShouldNotBeNull();
    }

    /// <summary>A feed of rows with votes alone, <c>kode,1,2,3</c> each.</summary>
    public static Feed Votes(string time, params string[] rows) =>
        Csv($"kode,paslon_1,paslon_2,paslon_3,ts\n{string.Concat(rows.Select(row => $"{row},{time}\n"))}");

    public static byte[] Gzip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }

    public static byte[] Zip(params (string Path, string Text)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in files)
            {
                using var entry = zip.CreateEntry(path, CompressionLevel.NoCompression).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }

    public static Timestamp Time(string text)
    {
        Timestamp.TryParse(Encoding.ASCII.GetBytes(text), out var time).ShouldBeTrue(text);
        return time;
    }

    public static int?[] VotesOf(FormFields fields)
    {
        var votes = new int?[fields.Votes.Length];
        for (var i = 0; i < votes.Length; i++)
        {
            votes[i] = fields.Votes[i] == FormFields.Missing ? null : fields.Votes[i];
        }

        return votes;
    }
}
