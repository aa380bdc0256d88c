using System.Text;
using Sirekap.OpenData.Imports;

namespace Sirekap.OpenData.Tests.Imports;

/// <summary>
/// Thousands of damaged files: none throws, none gives a row that is not a station's with figures in range, and a station has at most one.
/// </summary>
public sealed class ImportFuzzTests
{
    private const int Tries = 3_000;

    private static readonly string[] Pieces =
    [
        "\"",
        "\"\"",
        ",",
        "\n",
        "\r\n",
        "\0",
        "-1",
        "999999",
        "1000000",
        "null",
        "{",
        "}",
        "[",
        ":",
        "1e9",
        "\uFEFF",
        "3171010001002",
        "99AA010001001",
        "kode",
        "ts",
        "\\u0000",
        "2024-02-20 14:00:00",
    ];

    private static readonly byte[] Csv = Encoding.UTF8.GetBytes(
        $"{Made.Header}\n3171010001001,tps,101,102,103,6,4,5,9,7,8,12,10,11,15,13,14,18,16,17,19,20,21,2024-02-20 14:00:00,3\r\n"
            + "3171010001002,\"tps\",,,,,,,,,,,,,,,,,,,,,,,0\n3171010001003,tps,1,2,,,,,,,,,,,,,,,,,,,,,0\n99AA010001001,pos-001,1,"
            + "2,3,,,,,,,,,,,,,,,,,,,,0\n"
    );

    private static readonly byte[] Json = Encoding.UTF8.GetBytes(
        """{"mode":"hhcw","chart":{"null":null,"100025":53,"100026":118,"100027":36},"images":["a","""
            + """null],"administrasi":{"suara_sah":207,"pemilih_dpt_j":null},"psu":null,"ts":"2024-02-15 00:41:44"}"""
    );

    private static readonly byte[] Regions = Encoding.UTF8.GetBytes(
        "kode,tingkat,nama,kode_induk,tps,nama_kpu\n31,1,\"DKI \"\"J\"\"\",,,\n3171,2,X,31,,\n317101,3,Y,3171,,\n"
            + "3171010001,4,Z,317101,1-9;901,ZZ\n"
    );

    private static readonly byte[] Zip = Made.Zip(
        ("3171010001001.json", Encoding.UTF8.GetString(Json)),
        ("hhcw/ppwp/3171010001002.json", "{\"chart\":null}")
    );

    [Fact]
    public void Damaged_tables() =>
        BothHappen(Damage(Csv, 1, bytes => KpuCsvReader.Read(new FeedFile("f", bytes), Made.Scope, out _), Holds));

    [Fact]
    public void Damaged_compressed_tables() =>
        BothHappen(Damage(Made.Gzip(Csv), 2, bytes => KpuCsvReader.Read(new FeedFile("f", bytes), Made.Scope, out _), Holds));

    [Fact]
    public void Damaged_answers()
    {
        var flaws = 0;
        Damage(
            Json,
            3,
            bytes => KpuJsonReader.ReadZip(new FeedFile("f", ZipOf(bytes)), Made.Scope, KpuChoiceIds.Known, out _),
            feed =>
            {
                Holds(feed);
                flaws += feed.Flaws.Count > 0 ? 1 : 0;
            }
        );
        flaws.ShouldBeInRange(Tries / 10, Tries - 1);

        static byte[] ZipOf(byte[] answer) => Made.Zip(("3171010001001.json", Encoding.Latin1.GetString(answer)));
    }

    [Fact]
    public void Damaged_zips() =>
        BothHappen(Damage(Zip, 4, bytes => KpuJsonReader.ReadZip(new FeedFile("f", bytes), Made.Scope, KpuChoiceIds.Known, out _), Holds));

    [Fact]
    public void Damaged_regions() =>
        BothHappen(
            Damage(
                Regions,
                5,
                bytes => RegionsFile.Read([new FeedFile("f", bytes)], out _),
                regions =>
                {
                    foreach (var name in regions.StationNames.Keys)
                    {
                        regions.Tree.FindStation(name).ShouldBeGreaterThanOrEqualTo(0);
                    }
                }
            )
        );

    [Fact]
    public void Damaged_lists_of_stations() =>
        BothHappen(Damage(Made.Tree.Encode(), 6, bytes => RegionsFile.Read([new FeedFile("f", bytes)], out _), _ => { }));

    /// <summary>Damage that always or never shows would not be damage.</summary>
    private static void BothHappen((int Read, int Refused) outcome)
    {
        outcome.Read.ShouldBeGreaterThan(0);
        outcome.Refused.ShouldBeGreaterThan(0);
    }

    private static (int Read, int Refused) Damage<T>(byte[] whole, int seed, Func<byte[], T?> read, Action<T> holds)
        where T : class
    {
        var random = new Random(seed);
        var (good, refused) = (0, 0);
        for (var i = 0; i < Tries; i++)
        {
            var damaged = Mutate(whole, random);
            try
            {
                if (read(damaged) is { } result)
                {
                    holds(result);
                    good++;
                }
                else
                {
                    refused++;
                }
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}, try {i}: {Convert.ToBase64String(damaged)}", e);
            }
        }

        return (good, refused);
    }

    private static void Holds(Feed feed)
    {
        feed.Rows.Select(row => row.Station).ShouldBeUnique();
        foreach (var row in feed.Rows)
        {
            Made.Tree.FindStation(row.Station).ShouldBeGreaterThanOrEqualTo(0);
            row.Fields.Votes.Length.ShouldBe(3);
            foreach (var figure in (int[])[.. row.Fields.Votes, .. row.Fields.Counts])
            {
                figure.ShouldBeInRange(-1, 999_999);
            }
        }
    }

    private static byte[] Mutate(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(1, 20), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
            }
        }

        return [.. bytes];
    }
}
