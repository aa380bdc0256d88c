using Sirekap.Elections;
using Sirekap.OpenData.Exports;

namespace Sirekap.OpenData.Tests.Exports;

/// <summary>Tables with a column of each kind.</summary>
internal static class MadeTable
{
    public static readonly Timestamp Time = new(1_707_900_000);

    /// <summary>Texts by which somebody might take over a spreadsheet, or break one.</summary>
    public static readonly string[] Hostile =
    [
        "=1+1",
        "+62 812",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1",
        "\"=1",
        "＝1",
        "=HYPERLINK(\"http://host.example\",\"y\")",
        "a;=1+1",
        "a;\"=1",
        "a|-1",
        "a\n@x",
        "\"quoted\", with comma",
        "new\r\nline",
        "_x0041_",
        "_x0041_x0042_",
        "a\0b\u0001\uFFFF",
        "\ud800",
        "<script>alert(1)</script>",
        "]]>",
        "&amp;",
        " space ",
        "𝟘 Ñ —",
        "",
        "'",
        new string('x', 40_000),
        "=" + new string('\n', 50_000),
    ];

    public static TableSource Source { get; } =
        new(
            "malam-2026",
            "SIMULASI — bukan hasil resmi",
            1234,
            "jcpO/EXiGTYHhKhvODjvWlSRTp+R+TPbQDztDPRjTNM=",
            Time,
            "https://sirekap.example/pada/1234/ppwp/0"
        );

    public static Table Usual { get; } =
        Of([
            [Cell.Code("3171010001001"), Cell.Text("TPS 001, Gambir"), Cell.Number(284), Cell.Time(Time), Cell.Share(1, 3)],
            [Cell.Code("99AA010001001"), Cell.Text(null), Cell.Number(0), Cell.Empty, Cell.Share(0, 0)],
            [Cell.Code("0042"), Cell.Text("—"), Cell.Number(-17), Cell.Time(new Timestamp(0)), Cell.Share(2, 2)],
            [Cell.Empty, Cell.Empty, Cell.Number(long.MaxValue), Cell.Empty, Cell.Share(164_227_475, 204_807_222)],
        ]);

    public static Table Of(IEnumerable<IReadOnlyList<Cell>> rows) =>
        new(
            "stations",
            "TPS di Gambir",
            [
                new("kode", CellKind.Code),
                new("nama", CellKind.Text),
                new("suara", CellKind.Number),
                new("waktu", CellKind.Time),
                new("cakupan", CellKind.Share),
            ],
            rows,
            Source
        );

    public static Table OfTexts(IEnumerable<string> texts) =>
        new(
            "texts",
            "=cmd",
            [new("=teks", CellKind.Text)],
            texts.Select(text => (IReadOnlyList<Cell>)[Cell.Text(text)]),
            Source with
            {
                Kind = "=kind",
            }
        );
}
