using System.Text.Json;

namespace Sirekap.Cli.Tests;

/// <summary>A data directory with a copy of a small feed, and what the program says of it.</summary>
internal sealed class CopyFolder : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Data => _folder["data"];

    public string Publication => _folder["publication"];

    public string Election => Path.Combine(Data, "elections", "pemilu-2024-salinan");

    public string this[string name] => _folder[name];

    /// <summary>One station accepted, one under review, one unchecked in Jakarta; one accepted in Aceh.</summary>
    public static CopyFolder Usual()
    {
        var folder = new CopyFolder();
        folder
            .Import(
                "usual.csv",
                MadeFeed.Table(
                    MadeFeed.Row(MadeFeed.Jakarta(1), 100, 60, 40, MadeFeed.Early),
                    MadeFeed.Row(MadeFeed.Jakarta(2), 855, 60, 40, MadeFeed.Early, valid: 185),
                    MadeFeed.VotesOnly(MadeFeed.Jakarta(3), "11", "12", "13", MadeFeed.Early),
                    MadeFeed.Nothing(MadeFeed.Jakarta(4), MadeFeed.Early),
                    MadeFeed.Row(MadeFeed.Aceh(1), 150, 20, 5, MadeFeed.Early)
                )
            )
            .Succeeds();
        return folder;
    }

    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Writes a table and imports it.</summary>
    public Ran Import(string name, string table, params string[] options)
    {
        var file = Write(name, table);
        return Import([file], options);
    }

    public Ran Import(string[] files, params string[] options) =>
        Command.Here(["import", "kpu-csv", "--data", Data, "--regions", Write("regions.csv", MadeFeed.Regions), .. options, .. files]);

    public JsonElement Totals(string region = "0") => JsonOf(Command.Here("totals", "--data", Data, "--region", region, "--json"));

    public long Size => Totals().GetProperty("index").GetInt64();

    public JsonElement Station(string code) => JsonOf(Command.Here("station", "--data", Data, code, "--json"));

    public Ran Publish(params string[] options) => Command.Here(["publish", "--data", Data, "--to", Publication, .. options]);

    public static JsonElement JsonOf(Ran ran)
    {
        using var document = JsonDocument.Parse(ran.Succeeds().Out);
        return document.RootElement.Clone();
    }

    public static long[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetInt64())];

    public void Dispose() => _folder.Dispose();
}
