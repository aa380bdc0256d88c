using System.IO.Compression;
using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.OpenData.Imports;
using static Sirekap.Fuzz.BrokenInvariantException;

namespace Sirekap.Fuzz.Targets;

/// <summary>Other people's files: every row that is read is a station of the tree with figures in range, no station twice.</summary>
internal static class ImportTargets
{
    private const string Csv =
        "kode,jenis,paslon_1,paslon_2,paslon_3,pemilih_dpt_j,pemilih_dpt_l,pemilih_dpt_p,pengguna_dpt_j,pengguna_total_j,"
        + "suara_sah,suara_tidak_sah,suara_total,ts,n_images\n"
        + "3171010001001,tps,101,102,103,350,170,180,300,306,306,4,310,2024-02-20 14:00:00,3\r\n3171010001002,\"tps\",,,,,,,,,,,,,"
        + "0\n3171010001003,tps,1,2,,,,,,,,,,,0\n99AA010001001,pos-001,1,2,3,,,,,,,,,,0\n";

    private const string Json =
        """{"mode":"hhcw","chart":{"null":null,"100025":53,"100026":118,"100027":36},"images":["a","""
        + """null],"administrasi":{"suara_sah":207,"pemilih_dpt_j":null},"psu":null,"ts":"2024-02-15 """
        + """00:41:44","status_suara":true,"status_adm":false}""";

    private const string Regions =
        "kode,tingkat,nama,kode_induk,tps,nama_kpu\n31,1,\"DKI \"\"J\"\"\",,,\n3171,2,X,31,,\n317101,3,Y,3171,,\n"
        + "3171010001,4,Z,317101,1-9;901,ZZ\n99AA,2,K,99,,\n";

    private static readonly RegionTree Tree = RegionTree.FromStations([
        .. Enumerable.Range(1, 9).Select(number => RegionCode.Parse($"317101000100{number}")),
        RegionCode.Parse("1101012001001"),
        RegionCode.Parse("99AA010001001"),
    ]);

    private static readonly FeedScope Scope = new(Tree, [1, 2, 3]);

    private static readonly string[] Words =
    [
        "\"",
        "\"\"",
        ",",
        ";",
        "\n",
        "\r\n",
        "\r",
        "\0",
        "-1",
        "-",
        "999999",
        "1000000",
        "null",
        "{",
        "}",
        "[",
        "]",
        ":",
        "1e9",
        "0.5",
        "\uFEFF",
        "kode",
        "ts",
        "paslon_1",
        "paslon_4",
        "suara_sah",
        "\\u0000",
        "\\ud800",
        "3171010001001",
        "3171010001002",
        "99AA010001001",
        "3171",
        "2024-02-20 14:00:00",
        "2024-02-31 25:00:00",
        "\"chart\":",
        "\"administrasi\":",
        "\"ts\":",
        "\"100025\":",
        "\"null\":",
        "nama",
        "tingkat",
        "tps",
        "1-9;901",
    ];

    public static IEnumerable<Target> Create()
    {
        var (csv, json) = (Encoding.UTF8.GetBytes(Csv), Encoding.UTF8.GetBytes(Json));
        yield return new Target("kpu-csv", [csv], bytes => Holds(KpuCsvReader.Read(new FeedFile("f", bytes), Scope, out var error), error))
        {
            Words = Words,
        };
        yield return new Target(
            "kpu-csv-any-ballot",
            [csv],
            bytes => Holds(KpuCsvReader.Read(new FeedFile("f", bytes), new FeedScope(Tree), out var error), error)
        )
        {
            Words = Words,
        };
        yield return new Target(
            "gzip",
            [Gzip(csv)],
            bytes => Holds(KpuCsvReader.Read(new FeedFile("f", bytes), Scope, out var error), error)
        )
        {
            MostAllocated = 512L << 20,
        };
        yield return new Target("kpu-json", [json, "{\"chart\":null}"u8.ToArray()], bytes => Answers(Zip(("3171010001001.json", bytes))))
        {
            Words = Words,
        };
        yield return new Target(
            "zip",
            [Zip(("3171010001001.json", json), ("hhcw/ppwp/31/3171/317101/3171010001/3171010001002.json", json)), Zip()],
            Answers
        )
        {
            Words = ["PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006", "/", "..", ".json", "3171010001002", "hhcw/ppwp/"],
            MostAllocated = 512L << 20,
        };
        yield return new Target("regions-table", [Encoding.UTF8.GetBytes(Regions), Tree.Encode()], ReadRegions)
        {
            Words = Words,
            MostAllocated = 512L << 20,
        };
    }

    private static string Holds(Feed? feed, InputError? error)
    {
        if (feed is null)
        {
            Unless(error is not null, "refused without a reason");
            return error!.Reason;
        }

        Unless(feed.Rows.Select(row => row.Station).Distinct().Count() == feed.Rows.Count, "a station has two rows");
        foreach (var row in feed.Rows)
        {
            Unless(Tree.FindStation(row.Station) >= 0, $"station {row.Station} is none");
            Unless(row.Fields.Votes.Length == feed.Choices.Count, "a row has votes for another ballot");
            Unless(
                !row.Fields.Votes.ContainsAnyExceptInRange(-1, 999_999) && !row.Fields.Counts.ContainsAnyExceptInRange(-1, 999_999),
                "a figure is out of range"
            );
        }

        feed.At(null, new Timestamp(1_800_000_000), out _);
        return feed.Flaws.Count == 0 ? Target.Accepted : $"{feed.Flaws[0].Column}: {feed.Flaws[0].Reason}";
    }

    private static string Answers(byte[] zip) =>
        Holds(KpuJsonReader.ReadZip(new FeedFile("f", zip), Scope, KpuChoiceIds.Known, out var error), error);

    private static string ReadRegions(byte[] input)
    {
        if (RegionsFile.Read([new FeedFile("f", input)], out var error) is not { } regions)
        {
            return error!.Reason;
        }

        Unless(RegionTree.TryParse(regions.Tree.Encode(), out _, out var wrong), $"a tree that was read cannot be written: {wrong}");
        Unless(regions.StationNames.Keys.All(name => regions.Tree.FindStation(name) >= 0), "a station has a name and is none");
        return regions.Flaws.Count == 0 ? Target.Accepted : regions.Flaws[0].Reason;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }

    private static byte[] Zip(params (string Path, byte[] Bytes)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, bytes) in files)
            {
                using var entry = zip.CreateEntry(path, CompressionLevel.NoCompression).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }
}
